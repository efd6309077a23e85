package rotation

import (
	"cmp"
	"slices"

	"github.com/rotateplan/rotate/solver/price"
	"github.com/rotateplan/rotate/solver/program"
)

// residual is what a plan leaves of a problem while few agents are open: the cheapest atoms of each, and the rows that these count in. All
// others stand where they stand in the plan. A round of a climb over it takes a small part of one over the whole.
type residual struct {
	p      *program.Program
	agents []int32
	empty  []int64 // by agent: what no atom costs, thousandths
	first  []int32 // atoms of agent n are first[n] .. first[n+1]-1
	atoms  []int32 // of the program
	cost   []int64 // by atom, thousandths
	start  []int32 // entries of atom k are start[k] .. start[k+1]-1
	row    []int32 // by entry
	weight []int64
	rows   []int32 // of the program
	lo, hi []int64 // by row: bounds of prices
	curves []price.Curve
	picks  [][]int32 // by answer, by agent: her atom

	guess
}

// guess is what has been decided and what prices make of the rest.
type guess struct {
	open    []int32   // agents
	done    []habit   // of the others
	base    []int64   // by row: the count of those who are not
	fixed   int64     // what these cost, and the rows not touched, thousandths
	y       []int64   // by row
	value   int64     // of the relaxation at y, thousandths
	share   []float64 // by atom: how much of it the mixture takes
	settled bool
}

func (g *guess) clone() guess {
	return guess{slices.Clone(g.open), g.done, slices.Clone(g.base), g.fixed, g.y, g.value, g.share, g.settled}
}

// newResidual opens some agents in a plan, at prices y. A unit of a broken must costs so much: whom nothing can help is not to drive prices
// without end.
func newResidual(q *problem, plan *program.State, open []int32, y []int64) *residual {
	x := &residual{p: q.p, agents: open}
	local, charges := slices.Repeat([]int32{-1}, len(q.p.Rows)), q.p.Charges(y, nil)
	for n, i := range open {
		x.open, x.empty = append(x.open, int32(n)), append(x.empty, q.empty[i]*program.Thousand)
		x.enter(q, i, charges, local)
	}
	x.first, x.start = append(x.first, int32(len(x.atoms))), append(x.start, int32(len(x.row)))
	breach := q.exactPenalty(y) * program.Thousand
	for _, r := range x.rows {
		lo, hi := q.p.Rows[r].Range()
		x.lo, x.hi = append(x.lo, max(lo, -breach)), append(x.hi, min(hi, breach))
		x.curves, x.y = append(x.curves, curve(q.p, []int32{r}, 1)), append(x.y, y[r])
	}
	x.stand(plan, local)
	return x
}

// enter enters the cheapest atoms of an agent.
func (x *residual) enter(q *problem, i int32, charges []int64, local []int32) {
	x.first = append(x.first, int32(len(x.atoms)))
	for _, k := range q.cheapest(i, charges, residualAtoms) {
		x.atoms, x.cost, x.start = append(x.atoms, k), append(x.cost, q.alone[k]*program.Thousand), append(x.start, int32(len(x.row)))
		for r, w := range q.p.Touch(k) {
			if local[r] < 0 {
				local[r] = int32(len(x.rows))
				x.rows = append(x.rows, r)
			}
			x.row, x.weight = append(x.row, local[r]), append(x.weight, w)
		}
	}
}

// residualAtoms are kept of every agent.
const residualAtoms = 20

// cheapest returns the so many cheapest atoms of an agent that she may take alone, and those as cheap as the last, where lists of entries
// have these charges.
func (q *problem) cheapest(i int32, charges []int64, most int) []int32 {
	hers, costs := q.atomsOf(i), []int64{}
	cost := func(k int32) int64 { return q.alone[k]*program.Thousand + q.p.AtomCharge(k, charges) }
	hers = slices.DeleteFunc(hers, func(k int32) bool { return q.shut[k] || q.alone[k] >= unlawful })
	if len(hers) <= most {
		return hers
	}
	for _, k := range hers {
		costs = append(costs, cost(k))
	}
	limit := nth(costs, most-1)
	return slices.DeleteFunc(hers, func(k int32) bool { return cost(k) > limit })
}

// stand counts those who are not open.
func (x *residual) stand(plan *program.State, local []int32) {
	x.fixed = x.p.FrozenBound()
	free, count := make([]bool, x.p.Agents()), make([]int64, len(x.p.Rows))
	for _, i := range x.agents {
		free[i] = true
	}
	for i, walk := range plan.Walks {
		if free[i] {
			continue
		}
		if c := plan.WalkCost(int32(i)); c < program.Infinite {
			x.fixed += c * program.Thousand
		}
		for _, k := range walk {
			for r, w := range x.p.Touch(k) {
				count[r] += w
			}
		}
	}
	x.base = make([]int64, len(x.rows))
	for r, c := range count {
		if n := local[r]; n >= 0 {
			x.base[n] = c
			continue
		}
		c, broken := x.p.Penalty(&x.p.Rows[r], c)
		x.fixed += (c + leastPenalty*broken) * program.Thousand
	}
}

// climb climbs so many rounds at most.
func (x *residual) climb(rounds int) {
	climb, gradient := price.NewKnown(x.y, x.lo, x.hi, x.curves), make([]int64, len(x.rows))
	x.picks = x.picks[:0]
	for n := 0; n < rounds && !climb.Settled(); n++ {
		pick := make([]int32, len(x.agents))
		value := x.evaluate(climb.Trial(), gradient, pick)
		x.picks = append(x.picks, pick)
		climb.Report(value, gradient, value+max(value, -value)/residualAim)
	}
	x.y, x.value = climb.Best()
	x.settled, x.share = climb.Settled(), make([]float64, len(x.atoms))
	climb.Mixture(func(report int, weight float64) {
		for _, n := range x.open {
			if k := x.picks[report][n]; k != atHome {
				x.share[k] += weight
			}
		}
	})
}

// residualAim is the part of the value that a climb aims at more.
const residualAim = 1000

// evaluate returns L at prices y, in thousandths, and what those who are not open and the cheapest walks of the others count.
func (x *residual) evaluate(y, count []int64, picks []int32) int64 {
	value := x.fixed
	for n, r := range x.rows {
		value += x.p.Constant(&x.p.Rows[r], y[n]) + y[n]*x.base[n]
		count[n] = x.base[n]
	}
	for _, n := range x.open {
		best, pick := x.empty[n], atHome
		for k := x.first[n]; k < x.first[n+1]; k++ {
			if c := x.price(k, y); c < best {
				best, pick = c, k
			}
		}
		value += best
		if picks[n] = pick; pick != atHome {
			x.add(pick, count)
		}
	}
	return value
}

func (x *residual) price(k int32, y []int64) int64 {
	c := x.cost[k]
	for e := x.start[k]; e < x.start[k+1]; e++ {
		c += x.weight[e] * y[x.row[e]]
	}
	return c
}

func (x *residual) add(k int32, count []int64) {
	for e := x.start[k]; e < x.start[k+1]; e++ {
		count[x.row[e]] += x.weight[e]
	}
}

// habits tells what every open agent does most, the surest first. Agents and atoms are those of the residual.
func (x *residual) habits() []habit {
	all := make([]habit, 0, len(x.open))
	for _, n := range x.open {
		all = append(all, newHabit(n, x.empty[n] < unlawful, x.first[n], x.share[x.first[n]:x.first[n+1]]))
	}
	slices.SortStableFunc(all, func(a, b habit) int { return cmp.Compare(b.sure, a.sure) })
	return all
}

// fix lets agents do what they do most.
func (x *residual) fix(habits []habit) {
	x.done = append(slices.Clip(x.done), habits...)
	shut := make([]bool, len(x.agents))
	for _, h := range habits {
		shut[h.agent] = true
		if h.atom == atHome {
			x.fixed += x.empty[h.agent]
		} else {
			x.fixed += x.cost[h.atom]
			x.add(h.atom, x.base)
		}
	}
	x.open = slices.DeleteFunc(x.open, func(n int32) bool { return shut[n] })
}
