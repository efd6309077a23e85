// Package conflict says why there is no plan, and what would make one.
//
// # The conflict
//
// A policy's musts are taken apart into members that can be left out one by one: every quota, and what every ban and walk
// demands, first of everybody, then of one section, then of one agent. A conflict is a set of members that cannot hold
// together though they could without any one of them (an irreducible infeasible subsystem; Chinneck 2008). Quotas are left
// out first, while all bans hold, then walks, then bans, whole runs before single members; at last bans and walks are
// divided as long as few parts are needed. A member once needed stays so when others are left out, so the order is free.
// Few bans or walks, most of which are needed as a rule, are left out one by one. In a large county less work is spent on which quotas of a clause
// and which parts of a ban are needed.
//
// Quotas are left out coarsely first: all those of a clause that are in the conflict, then one by one. Where it stays open whether each
// quota of a clause is needed by itself, all of them are told, marked as needed together: that the rest holds without them all
// has been shown.
//
// Whether members can hold together is asked of an elastic program: each quota r charges a unit for every weight by which
// its count x_r lies outside of [l_r, u_r], nothing else costs anything, and bans and walks hold strictly:
//
//	V = min  Σ_r (max(l_r − x_r, 0) + max(x_r − u_r, 0))  over lawful walks of all agents.
//
// They can if V = 0, which a plan shows, and cannot if V > 0, which prices show: with |y_r| at most a unit
//
//	L(y) = Σ_r min_z (φ_r(z) − y_r·z) + Σ_i cheapest walk of i when atom k costs Σ_r w_rk·y_r  <=  V
//
// and L(y) > 0 is Farkas' lemma with a certificate: the quotas without a price are not needed for it, and are left out with
// no further question. L is climbed by package price; plans are mended from the last one by giving an agent who counts in
// a broken row her best walk at the prices, as long as no more is broken. Where neither shows, the relaxation is solved by column generation over
// the walks of classes (Desrosiers and Lübbecke 2005): its multipliers are prices, whose L is computed in integers as that of any
// other, and its solution, brought to whole agents by a dive, is the plan to mend next. Where that shows nothing, in a small county atoms are decided both ways. Where that
// shows nothing either, the question stays open, the member asked about stays in, and the answer says so. In a large county no more are
// asked after some have stayed open, and each ends as soon as agents in parts can do what is asked but whole ones are not found to, or after so
// much work.
//
// # Size
//
// Quotas are taken in as plans break them, so that a question has few rows. Of atoms that count alike in these, for an agent
// and a span, only those are read that differ in who refuses them; agents left with the same atoms are one class. A county
// of thousands of teachers becomes some dozens of classes.
//
// Questions of the same quotas share one linear program, which goes on from its last basis; where more quotas are taken in, the plan and the
// walks of its solution are carried over, as atoms told apart stay so.
//
// # The relaxations
//
// A change of the policy is another value of one parameter of a clause in the conflict, or should in the place of must for
// one quota or the whole clause. Rules tell which way a parameter loosens (rule.Sense): no change tightens a clause. The nearest value that
// cures the conflict is found by bisection, which believes that what cures goes on curing further out. Every change is then
// made and the whole problem solved again, unless quotas that were in a conflict before clash again or a plan at hand obeys the policy so changed;
// only what gives a plan the judge finds lawful is told. Softening all of a clause is tried first: where that makes no plan, nothing milder does. Where another
// conflict remains, the change goes further or, if no change alone makes a plan, is made together with the cure of that.
//
// What is known of a value told: it makes a plan, and up to another value none does, which prices show or the solver says. Where no other clause
// counts by the one changed, what is too little is so for all tighter values; else each is shown by itself. Where the two are next to each other the
// value is the least; where they are not, what lies between is open, and that is said.
//
// Who forces the least value v is asked at the next tighter one, u. The plan at v breaks u at some schools, teachers, pairs or groups; of all others it
// shows that they can obey u. Those of whom u alone, asked of nobody else, makes no plan, force v: so does each, and if the others are shown to obey u
// together, so does nobody else. What only many do together, as cores too small for all targets, names nobody. Of a share that counts a county's schools
// it is counted how many no core may lead: if at u one of these would have to be led, these force v.
//
// In a large county a solve takes seconds, and longest where there is no plan. There a change is solved for only if the elastic program of all
// musts comes near a plan, for any plan whatever it costs, which is given up where the first breaks many musts; the plan found last is where the next
// look begins; and only the clauses that cost least when softened are changed in part, too. How far a parameter must go: no further than the
// plan at hand needs. Between that and what is too little, values are tried halfway and, in turn, where what two were short of would reach zero on a straight
// line; prices show that a value is too little, often those that showed it of the last. Of groups that soon ends at the least. Of lists plans take far longer
// to find than it takes to show that there is none: values are tried a quarter of the way, and after the first that makes a plan no more. Where solving shows that
// there is none and a look has not, looks are left out from then on and values tried halfway.
// That stays may be of any length is tried only where nothing else helps: there are so many. Clauses are relaxed side by side, each from what was
// known before, while bans are divided beside that.
//
// The cost of a relaxation is what the plan found breaks of the clauses as they were, at their own weights in metre-terms.
// It is the cost of a plan, not of the best: it ranks.
//
// # Letters
//
//	i agent   k atom   r row   w weight   x count   z the count a row would like   y price   φ penalty   L bound   V violation
//
// # References
//
//	Chinneck 2008: Feasibility and Infeasibility in Optimization. Springer.
//	Desrosiers, Lübbecke 2005: A primer in column generation. Springer.
//	Chinneck, Dravnieks 1991: Locating minimal infeasible constraint sets in linear programs. ORSA J. Comput. 3.
//	Geoffrion 1974: Lagrangean relaxation for integer programming. Math. Program. Study 2.
package conflict
