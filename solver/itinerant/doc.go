// Package itinerant plans what itinerant teachers do once a rotation is fixed: who gives how many periods a week at which
// sections that are short of her subject. It returns a circuit and a bound, with the prices that prove the bound.
//
// # The problem
//
// Terms have nothing in common, nor have subjects, so each is a problem of its own. There a teacher i can give e_i periods a week at no more
// than p sections; her own section can spare g_d of her subject; section j is short of h_j. With c_dj what the way of one
// period from d to j costs, d(i) where i delivers, and w what a period costs that stays lacking,
//
//	min  Σ_ij c_d(i)j·x_ij + w·Σ_j (h_j − Σ_i x_ij)   in whole numbers x_ij ≥ 0, with
//	     Σ_j x_ij ≤ e_i,   x_ij > 0 at no more than p of the j,   Σ_{i at d} Σ_j x_ij ≤ g_d,   Σ_i x_ij ≤ h_j.
//
// Where the rule is a must, every h_j is met exactly instead.
//
// # The flow
//
// Without p it is a circulation: hub → donor d (at most g_d) → pool of teachers alike (at most Σ e_i) → call j → hub (at most
// h_j, at cost −w). Teachers of one donor who can give equally much at the same stages are one pool. Its cheapest flow is
// whole, and its potentials π are prices: y_j = π_j − π_hub, cut to 0..w, of a period at j, and u_d = π_d − π_hub of one d has to
// spare. Ways have no bound of their own, so that what binds is priced at a donor, a pool or a call.
//
// Of equally cheap flows one is taken that gives most within groups and towns: the flow is solved once more with costs so scaled up
// that a metre-term outweighs a unit on every period that leaves both.
//
// # The places
//
// A pool deals what it owes to its teachers by lot, the largest portion first; a portion cut in two is still one place for
// each. A pool that cannot deal all it owes loses a way, the one without which the flow costs least, until all can. The
// flow is solved anew after each change from what it was.
//
// # The bound
//
// For any prices y, u ≥ 0 with y_j ≤ w,
//
//	L(y, u) = Σ_j y_j·h_j − Σ_d u_d·g_d + Σ_i min_x Σ_j (c_d(i)j + u_d(i) − y_j)·x_j   over what i alone may do
//
// is no more than any circuit costs (Geoffrion 1974). At the potentials of the first flow that is its cost or, since i alone keeps to p
// places, more. The inner minimum is a table over places and periods. Where that leaves a wider gap than was asked for,
// L is climbed from there (package price): calls that many teachers would like to have as one of few get prices the flow knows nothing of.
//
// # No circuit
//
// Where calls must be met and the flow cannot, its cut names calls that lack more than the donors in reach can give.
//
// # What it cannot do
//
// Where places bind, nobody looks further than one way at a time: the best circuit may be missed, and the bound has no branches to reach
// it. With two places that is rare: on the three real counties five donors in all, where nobody moves, and what stays open is a metre-term in five
// thousand at most. With one place and many short sections within reach some per cent may stay open.
//
// # Letters
//
//	i teacher   d donor   j call   e periods a teacher can give   g periods to spare   h periods lacking   p places
//	c cost of a period's way   w worth of a period   x periods given   y, u prices   π potential   L bound
//
// # References
//
//   - R. K. Ahuja, T. L. Magnanti, J. B. Orlin: Network Flows. Prentice Hall 1993.
//   - A. M. Geoffrion: Lagrangean relaxation for integer programming. Math. Program. Study 2 (1974).
package itinerant
