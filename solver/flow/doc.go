// Package flow finds the cheapest flow through a network, in whole numbers, and says how anybody can check the answer.
//
// # Problem
//
// Node i supplies b(i) units (a negative number is a demand). Arc a runs from node i to node j, must carry l(a) ≤ x(a) ≤ u(a) units, and each unit
// costs c(a), which may be negative. Wanted is
//
//	min Σ c(a)·x(a)   with, at every node i,   Σ x(a) over arcs leaving i − Σ x(a) over arcs entering i = b(i).
//
// All data are int64; a solution is whole because the constraint matrix is totally unimodular.
//
// # Signs
//
// Every node has a potential π(i). The reduced cost of arc a from i to j is
//
//	r(a) = c(a) + π(i) − π(j).
//
// A flow that meets all bounds and balances is cheapest exactly when r(a) < 0 only where x(a) = u(a) and r(a) > 0 only where x(a) = l(a).
// [Check] tests that and nothing else. In prices: π(j) − π(i) is what one more unit is worth at j rather than at i; adding one number to
// all potentials changes nothing.
//
// A network is infeasible exactly when the supplies do not add up to zero or some set S of nodes must pass on more than its outgoing arcs
// can take, Σ b(S) > Σ u(out of S) − Σ l(into S). That set is [Solution.Cut].
//
// The cost has no minimum when some feasible network has a circle of arcs without upper bound whose costs add up to less than zero. Then the
// status is [CostUnbounded] and [Solution.Flow] holds the circle instead of a flow.
//
// # Method
//
// Primal network simplex (Ahuja, Magnanti and Orlin 1993, chapter 11; Király and Kovács 2012, section 3). A basis is a spanning tree; arcs
// outside it rest at one of their bounds. What is particular to this code:
//
//   - Arcs outside the tree are stored in the direction in which they can still carry, with the cost of that direction. An arc at its upper
//     bound is stored backwards. So an arc may enter when cost + π(tail) − π(head) < 0, whatever its bound; tree arcs have 0 there and
//     need no mark. Arcs that can never move (self loops, equal bounds) are stored as loops of cost 0.
//   - Flow on tree arcs is kept at the lower end, the child, as two remainders: what it can still give to its parent and take from it.
//   - A virtual root is joined to each node by an artificial arc, node → root at cost 0 or root → node at cost M, where M exceeds any
//     difference of potentials over real arcs. An artificial arc that leaves the tree never returns. Flow left on one proves infeasibility.
//
// The tree is strongly feasible (Cunningham 1976): each node can give at least one more unit to its parent. Of the arcs that block a pivot the
// last one around the circle leaves, counted from the apex in the direction of the push; this keeps the property and excludes cycling.
// Entering arcs are found by multiple partial pricing (Mulvey 1978): the best arc of a block of about √m arcs, the blocks taken in turn, and
// of the few that were next best in the blocks before.
//
// Nearly all pivots of a plain network simplex move no flow. Four things keep them away, on county networks nine in ten:
//
//   - The first tree is made of cheapest paths to the demands (crash.go), so that pivots count those who must give way, not all.
//   - Upper bounds that follow from others are lifted: one teacher cannot go to one post twice (survey.go). Arcs without bound never lie
//     at one, where half of the pivots would put them back; and the arc a source sends all it has along is one of the tree, so that the source
//     need not hang on another, which would change with every price.
//   - Only the arcs that are cheap at the first potentials are active; the others are parked at their lower bounds and priced when no active
//     arc may enter any more, until none of them may either (pricing.go).
//   - Where most nodes that only pass on have many arcs out and few in, the reverse network is solved: such nodes would hang by one of the
//     many and change it with every price.
//
// # Warm start
//
// A [Basis] may be handed to the next Solve of a network with as many nodes, whatever else has changed: costs, bounds, supplies, and arcs, which
// keep their places as far as they are the same. Flow is recomputed along the tree; wherever a tree arc would leave its bounds, or is gone, the
// subtree below it is cut off and hung on the root by its artificial arc, which then carries the difference. Solve works inside the
// basis it is given: see [Solve].
//
// # Few changes
//
// [Solution.Resolve] leaves the basis alone and works on flow and potentials: every displaced unit goes along a shortest path of reduced costs, searched from both
// ends at once (paths.go), which keeps the flow cheapest (successive shortest paths: Ahuja, Magnanti and Orlin 1993, section 9.7): O(arcs around the
// nodes reached), however large the rest of the network. Many changes of cost alone are followed by pivots from the basis (recost.go).
//
// # Cost of it
//
// Beside the network itself a solve takes 4 bytes for each arc, 33 for each active arc and 150 for each node, 16 for each arc whose tail can be entered
// while the first tree is made, and 8 for the flow; Resolve keeps 8 for each arc and 50 for each node. A pivot takes O(√m) for the search if all goes well, O(depth of the
// tree) for the push and O(nodes) at worst for potentials; the number of pivots has no polynomial bound. The context is looked at every 256
// pivots, well below a millisecond, and before the longer of the looks at all arcs, so that a solve ends O(m) after it is told. Results depend on nothing but the input.
//
// # What it cannot do
//
// Gains and losses, convex costs other than by parallel arcs, several commodities, side constraints; nor supplies, bounds or costs near the edge of int64
// ([ErrOverflow]).
//
// # Letters
//
//	n, m     number of nodes, of arcs
//	a        an arc of the network
//	e        the place of an arc in the basis; the artificial arcs come first
//	u, v     nodes; n is the root
//	b, l, c  supply, lower bound, cost
//	x        units of flow
//	π, pi    potential
//	M        cost of an artificial arc
//
// # References
//
//   - R. K. Ahuja, T. L. Magnanti, J. B. Orlin: Network Flows. Prentice Hall 1993.
//   - W. H. Cunningham: A network simplex method. Mathematical Programming 11 (1976).
//   - J. M. Mulvey: Pivot strategies for primal-simplex network codes. Journal of the ACM 25 (1978).
//   - Z. Király, P. Kovács: Efficient implementations of minimum-cost flow algorithms. Acta Universitatis Sapientiae, Informatica 4 (2012).
package flow
