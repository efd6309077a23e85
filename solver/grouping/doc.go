// Package grouping plans groups: which cores lead, and which targets join whom. It returns a plan and a bound, with the
// prices that prove the bound.
//
// # The problem
//
// Agents are cores. A core i takes one lawful walk S_i: nothing, or its own atom and a set of memberships. With c_k the
// cost of an atom, w_rk its weight on row r, and φ_r the convex penalty of the row's count (package program),
//
//	min  Σ_i (Σ_{k ∈ S_i} c_k + f_i(S_i)) + Σ_r φ_r(Σ_i Σ_{k ∈ S_i} w_rk)
//
// where f_i holds the charges of the core's own walk: of an automaton, and of tallies t, which charge so much per unit
// by which Σ_{k ∈ S_i} a_tk lies outside [Min_t, Max_ti], or forbid it. Every target asks to be covered (a row of its
// own, wanted at least once, allowed at most once); shares of targets and the number of groups are rows over many
// atoms. It is facility location with capacities and single sourcing.
//
// # The bound
//
// With prices y on the rows the cores fall apart:
//
//	L(y) = Σ_r min_z (φ_r(z) − y_r·z) + Σ_i min_S (Σ_{k ∈ S} (c_k + Σ_r w_rk·y_r) + f_i(S))
//
// is a lower bound for every y (Geoffrion 1974). The inner minimum is a knapsack over the tallies, solved exactly by
// labels (pricing.go), which multipliers of the tallies bound where they become many (multiplier.go). Its convex hull is
// smaller than that of any formulation by single memberships, so that the best L(y) is the bound of a set partitioning
// program with a column for every lawful walk; targets as agents would leave it several per cent looser. L is concave;
// x_r − z_r, the count of the cheapest walks less the count the row would like, is a supergradient, and package price climbs
// it by a bundle method.
//
// Prices are in thousandths of a metre-term, as is L; costs are integers, so that the bound in metre-terms is its ceiling.
// A positive price says that a row is scarce (two cores want one target), a negative one that it is wanted.
//
// # The plan
//
// After every few trials the cheapest walks become a lawful plan: a target that several cores want goes to one, the
// others choose anew without it, what is left is filled in, and cores that do no good close. The best plan so far is then
// improved by local search (package search): shift a target, swap two, pass three around, let one take another's place and that
// one a third's (ejection chains; Yagiura, Ibaraki and Glover 2004), open or close a core, and empty a few cores to fill them anew
// (ruin and recreate, Schrimpf et al. 2000), where filling a core is the same knapsack, at the prices of the dual or at what each
// target saves at the moment. Where a target is tried is mostly drawn from what the dual's last answers take: of the many cores
// that could have it, those few that good prices leave.
//
// Another plan sends every target where most of these answers do. Once little is left to climb, the walks that the mixture of
// answers at the best prices agrees on are decided, prices climb for the rest, and so on until every core has one (dive.go). The
// search begins at such plans and at the best in turn, as long as the best gets no better.
//
// All walks of the last trials are also decided between at once, by branch and bound on what is then a small set
// partitioning program (package branch): the cheapest walks at the best prices are parts of good plans.
//
// # The rest of the gap
//
// Prices reach the bound of the set partitioning program and no further. Where that leaves a gap, all plans are split in
// two, those that take an atom and those that do without (Ryan and Foster 1981 split on pairs; here a core's own atom comes
// first, which is whether it leads at all), and each half has prices of its own, climbed from those of the whole
// (tree.go). The atom is one on which the mixture of walks that balance each other at the best prices is most at odds.
// The half with the atom is gone into first, until its bound reaches the best plan; then the leaf that is bounded lowest.
// The bound of a tree is its lowest leaf, and its certificate a tree of lists of prices.
//
// # No plan
//
// If musts contradict each other on one count, or L(y) exceeds what any lawful plan costs, there is none, and the musts
// that are priced at y cannot hold together.
//
// # What it cannot do
//
// A tree has no polynomial bound: where capacities are so tight that nearly all must be used (pmedcap08 of the published problems), a
// gap of some per cent stays to the bound. Nor does the search place a target with two cores, as a policy
// without the membership rule would allow: the bound counts such plans, the plan is never one.
//
// # Letters
//
//	i core   k atom (membership)   r row   t tally   S walk   y price   λ multiplier of a tally   x count   z the count a row would like   L bound
//
// # References
//
//	Burke, Bykov 2017: The late acceptance hill-climbing heuristic. Eur. J. Oper. Res. 258.
//	Desrochers, Soumis 1988: A generalized permanent labelling algorithm for the shortest path problem with time windows. INFOR 26.
//	Geoffrion 1974: Lagrangean relaxation for integer programming. Math. Program. Study 2.
//	Joncour, Michel, Sadykov, Sverdlov, Vanderbeck 2010: Column generation based primal heuristics. Electron. Notes Discrete Math. 36.
//	Ryan, Foster 1981: An integer programming approach to scheduling. In: Computer Scheduling of Public Transport.
//	Schrimpf, Schneider, Stamm-Wilbrandt, Dueck 2000: Record breaking optimization results using the ruin and recreate principle. J. Comput. Phys. 159.
//	Yagiura, Ibaraki, Glover 2004: An ejection chain approach for the generalized assignment problem. INFORMS J. Comput. 16.
package grouping
