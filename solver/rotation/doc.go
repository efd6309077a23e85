// Package rotation plans exchange lists: who is sent where, for which terms, to teach what.
//
// # The problem
//
// Every teacher i takes one lawful walk, a run of stays or none; a stay k costs c_k and counts w_rk in row r (quotas that
// count alike, see solver/program); row r costs φ_r(x_r), infinite outside its musts:
//
//	min  Σ_i cost of i's walk + Σ_r φ_r(x_r),  x_r = Σ over chosen stays of w_rk
//
// # Rows that nest
//
// Many rows count presence: +1 where a stay arrives, −1 where it leaves. Those of a subject at a section, of a section, of
// a school and of a group nest, so they are arcs of a network (place.go, network.go): each teacher supplies one unit,
// which goes home or to a destination and on upward, and the arcs of a place cost φ piece by piece. All other rows stay
// outside and have prices. Whether a row nests is read off the compiled weights, not off any rule.
//
// Stays of several spans (autumn, spring, the whole year) are no single arcs of such a network. Where spans mirror each
// other they are folded onto one (fold.go): a place then carries the rows of all spans, joined by infimal convolution.
//
// # From prices to a plan
//
//	dual       climb the prices of the rows outside by the volume algorithm, each trial one warm flow (bound.go); the
//	           potentials are the prices of the rows inside. With several spans a climb over all rows goes on from there
//	           (evaluate.go). Whatever is claimed has been evaluated over every stay of every teacher.
//	candidates stays whose reduced cost a better plan can afford (candidate.go; Geoffrion 1974)
//	search     move, swap and ejection chains (operators.go), destroy-and-repair by flow (repair.go)
//	lot        equal teachers are drawn by published lot (lot.go)
//
// Search and dual run side by side in phases and meet at the end of each, so answers depend neither on threads nor on time.
//
// # Letters
//
//	i agent (teacher)   k atom (stay)   r row   y price of a row   x count   n node   a arc   s state, solution or span
//
// # What it cannot do
//
// Bounds are those of prices alone: what the relaxation leaves open stays open (there is no branching yet). The search
// proposes walks of at most one stay; the bound sees all walks.
//
// # References
//
//	Geoffrion 1974, Lagrangean relaxation for integer programming
//	Glover 1996, Ejection chains, reference structures and alternating path methods
//	Shaw 1998, Using constraint programming and local search methods to solve vehicle routing problems
//	Barahona and Anbil 2000, The volume algorithm
//	Király and Kovács 2012, Efficient implementations of minimum-cost flow algorithms
package rotation
