// Package rotation plans who teaches elsewhere, for which terms and where. It returns a plan and a bound, with the prices
// that prove the bound.
//
// # The problem
//
// Agents are teachers. A teacher i takes one lawful walk S_i: no stay, or stays one after the other. With c_k the cost of a
// stay, w_rk its weight on row r, f_i the charges of her walk, and φ_r the convex penalty of a row's count (package
// program),
//
//	min  Σ_i (Σ_{k ∈ S_i} c_k + f_i(S_i)) + Σ_r φ_r(Σ_i Σ_{k ∈ S_i} w_rk).
//
// Most rows count presence: those who teach a subject at a section, the heads of a section, of a school, of a group. A
// stay takes one away at home and adds one abroad, in every term it covers.
//
// # The network
//
// Places nest, a subject of a section in the section in the school in the group; so the rows of presence of one span of
// terms are arcs of a network (place.go, network.go). Every teacher is a unit of flow from herself to her home or to
// where she goes, and from there upward through the places to the root; the arcs upward from a place are the pieces of its
// penalty, by rising slope. What is no presence, or does not nest, stays outside and has a price. Whether a row nests is
// read off the compiled weights, not off any rule.
//
// The potentials π of the cheapest flow are the prices of the rows inside: π(parent) − π(place) is what one more at the
// place costs its rows, and is shared among these, so that each gets a price between its slopes.
//
// # Several spans
//
// Where stays may be of different spans (a term, a year), the shortest, laid end to end, are folded into one network
// (fold.go). A unit is then one teacher for one of S such spans, and a place costs
//
//	Φ(x) = min Σ_s φ_s(x_s)  with  Σ_s x_s = x,
//
// whose pieces are those of all φ_s in the order of slope. A teacher has S units; being away never, once or always costs
// her c₀, c₁ and c, and what a unit costs is the convex function that lies below these. If the spans are mirror images,
// prices equal in all of them are among the best (average any prices over the reflections: L is concave), so the fold finds
// prices as good as those of all rows, but for what the convex function loses and for units of one teacher that part.
// Whatever is lost is climbed afterwards over all rows, without a network (evaluate.go), and that before the first plan: what the
// network does not know is dear to mend, and the prices of all rows tell where.
//
// A flow through a fold says who goes where, not when. Its stays are dealt to the spans along pairs (deal.go): in the
// smallest place that holds two ends of stays these are paired, two departures or two arrivals to be apart, an arrival and
// a departure to be together, so that every place is within one of even.
//
// # The bound
//
// With prices y the teachers fall apart:
//
//	L(y) = Σ_r min_z (φ_r(z) − y_r·z) + Σ_i min_S (Σ_{k ∈ S} (c_k + Σ_r w_rk·y_r) + f_i(S))
//
// is a lower bound for every y (Geoffrion 1974). Rows outside are climbed by a bundle method (package price), each trial a
// flow from the last basis. The network begins with the cheapest arcs and takes in those that prices make worth it: L on
// fewer arcs is never below L, so what was seen of it remains true (arcs.go). What is claimed has always been evaluated over
// every stay of every teacher, by dynamic programming over her terms, whatever network it came from.
//
// # The plan
//
// Near the best prices flows differ in the stays of few teachers, and the relaxed optimum is a mixture of them: branch and bound decides
// between the stays they chose, and that is the first plan (round.go). Where spans are folded more is at odds: there whoever does the same
// in all of the mixture is fixed, the dual climbs on for the others over what is left of the problem (residual.go), the surest of them are
// fixed, and so on, until few are left and that begins to cost; branch and bound decides about those (dive.go). Searching starts from the
// first plan unless it is good enough. Stays whose reduced cost exceeds what a better plan can afford are left out, and so are all but the
// cheapest. Then come moves of one teacher, swaps, and ejection chains that mend the musts a move broke (move.go, swap.go, cycle.go); then
// destroy-and-repair, by a flow of the freed teachers alone (repair.go) and by branch and bound (branch.go, package branch), which comes
// first where musts are broken, since it mends them at the least cost, and is all there is where spans are folded, since the others
// find little there. A neighbourhood begins where the plan costs more than the bound or breaks a must: the difference is a sum over
// walks and rows, and what a neighbourhood's own share of it is not enough for is not tried there (regret.go, branch.go).
// Neighbourhoods grow as fewer of them can be bettered; when the largest cannot, another plan is begun. The dual climbs
// beside the search toward the cost of the best plan. Search and dual meet at the end of every phase, so that answers
// depend neither on threads nor on time.
//
// Teachers between whom the law makes no difference are drawn by lot (lot.go).
//
// # Signs and units
//
// Costs are metre-terms, prices and L thousandths of these. A positive price says that presence is too much, a negative one
// that it is wanted. Costs are integers, so that the bound in metre-terms is the ceiling of L.
//
// # The proof
//
// Prices reach the bound of the linear relaxation and no further. Where the gap asked for is narrower, all plans are split, those in
// which a teacher takes one of some stays and those in which she takes none (tree.go, package proof): whether she leaves, or else where
// to, or by which stay. Of the questions the relaxation is most at odds about, the one is decided that raises the bound most
// (strong branching). The certificate is then a tree with prices at its leaves.
//
// Where spans are folded, much of the gap is the relaxation's own: two stays of one term stand for one of two. Sides of quotas that the
// mixture is at, added up such that whatever it takes has an even weight though the right side is odd, make a cut: half of the sum, rounded
// down (halves.go; package program, Cut). Beside the search cuts get rows and prices of their own, the dual climbs on over all rows, and its
// mixture is looked at again (cut.go). They bring about half of what the best plan is above the bound. The certificate then lists them.
//
// Where a penalty is a staircase (a quota's unit U above one, as of a share of the movers) prices see its slope alone, and deciding who
// goes does not help: what is lost hangs on how many go. So wherever such a quota Σ w·x <= Max gets a price, plans are split at once by
// the number n of those who count in it: for n <= T its charge is that of Σ (w+a)/U·x <= ⌊(Max + a·T)/U⌋ with a unit of one, where a
// makes every weight a multiple of U (package program, Stair), and T is the largest number that rounds like that of the relaxation. Dual
// and search go on among those with few, or wherever the bound is lowest, and what is proven is the least of all (stair.go).
//
// # What it cannot do
//
// A tree has an end: where many teachers are alike, the optimum may stay unproven. The search gives a teacher at most one stay. Where a penalty is a
// staircase and no one number makes all its weights multiples of its unit, or it is one of too few, prices see its linear lower envelope.
// With three spans and more the fold deals only the first two evenly.
//
// # Letters
//
//	i teacher   k stay   r row   S walk; also the number of spans of a fold   s span   x count   y price   z the count a row
//	would like   π potential   φ penalty of a row   Φ of a place   L bound
//
// # References
//
//	Ahuja, Magnanti, Orlin 1993: Network Flows. Prentice Hall.
//	Applegate, Bixby, Chvátal, Cook 1995: Finding cuts in the TSP. DIMACS TR 95-05.
//	Bertsekas 1975: Necessary and sufficient conditions for a penalty method to be exact. Math. Program. 9.
//	Caprara, Fischetti 1996: {0,1/2}-Chvátal-Gomory cuts. Math. Program. 74.
//	Chvátal 1973: Edmonds polytopes and a hierarchy of combinatorial problems. Discrete Math. 4. (The rounding of stairs.)
//	Danna, Rothberg, Le Pape 2005: Exploring relaxation induced neighborhoods to improve MIP solutions. Math. Program. 102.
//	Gabow 1976: Using Euler partitions to edge color bipartite multigraphs. Int. J. Comput. Inf. Sci. 5.
//	Geoffrion 1974: Lagrangean relaxation for integer programming. Math. Program. Study 2.
//	Glover 1996: Ejection chains, reference structures and alternating path methods. Discrete Appl. Math. 65.
//	Koster, Zymolka, Kutschka 2009: Algorithms to separate {0,1/2}-Chvátal-Gomory cuts. Algorithmica 55.
//	Lucena 2005: Non delayed relax-and-cut algorithms. Ann. Oper. Res. 140.
//	Shaw 1998: Using constraint programming and local search methods to solve vehicle routing problems. CP 98.
package rotation
