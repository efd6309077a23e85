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
// outside it rest at one of their bounds. Three things are particular to this code:
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
// Entering arcs are found by block search: the best arc of the first block of about √m arcs that has any, the blocks taken in turn.
//
// # Warm start
//
// A [Basis] may be handed to the next Solve of a network with the same nodes and the same arcs. If only costs have changed, the tree still holds a
// feasible flow and pivoting goes on from there. If bounds or supplies have changed, flow is recomputed along the tree; wherever a tree arc
// would leave its bounds, the subtree below it is cut off and hung on the root by its artificial arc, which then carries the difference. A basis
// of another network is replaced by a fresh one. Solve works inside the basis it is given: see [Solve].
//
// # Cost of it
//
// Memory is about 60 bytes per arc and 90 per node beside the network itself; a warm solve allocates no more than the flow and potentials it returns, unless bounds or
// supplies have changed. A pivot takes O(√m) for the search if all goes well, O(depth of the tree) for the push and
// O(nodes) at worst for potentials; the number of pivots has no polynomial bound. Results depend on nothing but the input.
//
// # What it cannot do
//
// Gains and losses, convex costs other than by parallel arcs, several commodities, side constraints; nor supplies, bounds or costs near the edge of int64
// ([ErrOverflow]).
//
// # Letters
//
//	n, m     number of nodes, of arcs
//	a, e     an arc; e also counts the artificial arcs m … m+n−1
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
//   - Z. Király, P. Kovács: Efficient implementations of minimum-cost flow algorithms. Acta Universitatis Sapientiae, Informatica 4 (2012).
package flow
