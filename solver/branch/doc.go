// Package branch decides a few agents anew as well as can be, all others standing where they stand: an integer program
// small enough for branch and bound. It is the repair of a large neighbourhood search (Shaw 1998; Danna, Rothberg and Le
// Pape 2005) where what couples the agents nests in no network.
//
// # The problem
//
// Agent i has a walk now and may take others instead; x_iw = 1 where she takes walk w. With c_iw and a_riw what that
// changes of her costs and of the count of row r, n_r the count now and φ_r the convex penalty of the row,
//
//	min  Σ c_iw·x_iw + Σ_r φ_r(n_r + Σ a_riw·x_iw)   with  Σ_w x_iw <= 1,  x binary.
//
// No x at all is the plan as it is, so anything better has a lower objective.
//
// # The linear program
//
// A count moves within u <= n_r + a_r·x <= v: what its agents can reach, cut to the musts or, where the plan breaks these,
// to the count now; beyond musts a unit costs more than mending it does. Let σ be the last slope of φ_r
// there and σ_j < σ the earlier ones, on pieces of length l_j. Measured down from v,
//
//	a_r·x + Σ_j p_j + l = v − n_r,   0 <= p_j <= l_j,   0 <= l <= length of the last piece,
//
// costs σ·a_r·x + Σ_j (σ − σ_j)·p_j and a constant. So every row has one equation, whose logical variable is the last
// piece, and a column for each other piece; one without pieces that no must cuts is only a cost.
//
// # The search
//
// The revised dual simplex method over bounded variables (Koberstein 2005), with Devex weights and long steps: pivot.go; its
// state and what changes between solves: simplex.go. The columns are sparse, and so is the basis, kept as its factors: factor.go,
// eliminate.go. At the root walks whose reduced cost exceeds the gap to the plan as it is are dropped. Then depth first: the
// fractional walk nearest to being taken is taken, then refused. A basis stays dual feasible whatever bounds change, so going
// back up costs nothing. The search ends early with a plan that the caller says is enough, or when its pivots are spent: a fixed number, or
// with patience more, by the rows.
//
// The answer is a proposal: what it costs is for the state to say. Slopes of quotas whose unit is above one are those of
// the convex envelope, so there a proposal can disappoint and a better plan be missed. So may errors of rounding, which grow
// with the costs; they are a thousandth of a metre-term at most where costs are some hundred thousand.
//
// # Same answer everywhere
//
// Arithmetic is in floating point, each product rounded before it is added to anything, so that no machine fuses the two;
// ties are broken by rule. Equal inputs give equal proposals.
//
// # Letters
//
//	i agent   w walk   r row   x option   φ penalty   σ slope   n count
//	m, n equations and variables that are not logical   v variable   d reduced cost   z objective   y multipliers of equations
//
// # References
//
//	Danna, Rothberg, Le Pape 2005: Exploring relaxation induced neighborhoods to improve MIP solutions. Math. Program. 102.
//	Forrest, Goldfarb 1992: Steepest-edge simplex algorithms for linear programming. Math. Program. 57.
//	Huangfu, Hall 2015: Novel update techniques for the revised simplex method. Comput. Optim. Appl. 60.
//	Koberstein 2005: The dual simplex method, techniques for a fast and stable implementation. Thesis, Paderborn.
//	Maros 2003: A generalized dual phase-2 simplex algorithm. Eur. J. Oper. Res. 149.
//	Shaw 1998: Using constraint programming and local search methods to solve vehicle routing problems. CP 98.
//	Suhl, Suhl 1990: Computing sparse LU factorizations for large-scale linear programming bases. ORSA J. Comput. 2.
package branch
