// Package program is a law compiled: flat arrays of agents, atoms and rows, in which no rule has a name.
//
// # The compiled problem
//
// An agent i takes one lawful walk, a run of its atoms in order of their spans, or none. An atom k costs c_k and has
// weight w_rk on row r. A row is a set of quotas that count every atom alike (the two terms of a whole-year stay, a
// ceiling and a tolerance on the same heads), so it has one count
//
//	x_r = Σ over chosen atoms of w_rk
//
// and one convex cost φ_r(x_r), the sum of the penalties of its quotas, infinite outside the bounds of its musts.
// The problem is
//
//	min  Σ c_k over chosen atoms + Σ charges of the walks + Σ_r φ_r(x_r).
//
// # Prices
//
// With a price y_r on every row (thousandths of a metre-term; positive = scarce, negative = wanted) the agents fall
// apart, and
//
//	L(y) = Σ_r min_z (φ_r(z) − y_r·z) + Σ_i cheapest walk of i when atom k costs c_k + Σ_r w_rk·y_r
//
// is a lower bound (Lagrangian duality; Geoffrion 1974). L is concave; x_r − z_r is a supergradient. A row's price is
// shared out to its quotas by Certificate.
//
// # Letters
//
//	i agent   k atom   r row   q quota   s state of an agent's walk   y price of a row   x count   z the count a row would like
//
// A quota's Unit above one makes its true penalty a staircase; φ is its linear lower envelope, so bounds hold but are not tight there. Of
// some such quotas the penalty is none among the plans in which at most so many atoms count in them (Stair).
package program
