package conflict

import (
	"math"
	"slices"

	"github.com/rotateplan/rotate/solver/branch"
	"github.com/rotateplan/rotate/solver/price"
)

// Effort of a relaxation solved.
const (
	blendsMost  = 40        // linear programs of one
	blendPivots = 20        // of one of them, for each row and class,
	divePivots  = 5         // and of its walks to whole agents
	blendWork   = 8_000_000 // of one, where an open question matters less
	tiny        = 1e-6      // weights outside that are none
)

// note adds the walks between which a climb would mix to those of their classes.
func (t *tree) note(climb *price.Ascent) {
	climb.Mixture(func(report int, _ float64) { t.enter(t.picks[report]) })
}

// enter adds the walks that classes chose to theirs, and reports whether any is new.
func (t *tree) enter(picks []pick) bool {
	any := false
	for c := range picks {
		x, walk := &t.e.classes[c], picks[c].walk
		if len(walk) > 0 && !slices.ContainsFunc(x.walks, func(w []int32) bool { return slices.Equal(w, walk) }) {
			x.walks = append(x.walks, walk)
			any = true
		}
	}
	return any
}

// blend solves the relaxation by generating columns, and makes the plan of its solution, as nearly as whole agents can, if
// that breaks less. The prices may show that there is none.
func (t *tree) blend() answer {
	x := t.newBlending()
	var shares [][]float64
	from, done := t.steps, t.e.work
	for range blendsMost {
		if t.late(from) || t.e.hasty && t.e.work-done > blendWork/t.e.part {
			break
		}
		crews := x.crews()
		b, ok := x.Solve(crews, x.bands, blendPivots*(len(crews)+len(x.bands)))
		x.e.work += x.Work()
		if !ok {
			break
		}
		shares = b.Share
		if b.Outside < tiny {
			t.parted = t.e.hasty
			if x.share(shares); t.mend() {
				return answer{verdict: holds}
			}
			solved := x.Work()
			shares = x.Dive(crews, divePivots*(len(crews)+len(x.bands)))
			x.e.work += x.Work() - solved
			break
		}
		y := x.prices(b)
		news := false
		for _, at := range [][]int64{y, between(y, x.middle)} {
			fresh, a := x.try(at)
			if a.verdict == never {
				return a
			}
			news = news || fresh
		}
		x.middle, t.y = between(y, x.middle), y
		if !news {
			break
		}
	}
	if shares != nil {
		x.use(shares)
		old := t.plan.clone()
		x.share(shares)
		if t.plan.broken > old.broken {
			*t.plan = *old
		}
	}
	return answer{}
}

// use notes the walks that are shared out.
func (x *blending) use(shares [][]float64) {
	for c := range shares {
		k := &x.e.classes[c]
		k.used = k.used[:0]
		for w, share := range shares[c] {
			if share > tiny {
				k.used = append(k.used, k.walks[w])
			}
		}
	}
}

// try enters the walks that are cheapest at prices, and reports whether any is new.
func (x *blending) try(y []int64) (news bool, a answer) {
	mark := len(x.picks)
	value, _ := x.evaluate(y)
	if value > 0 {
		return false, x.shown(y, value)
	}
	news = len(x.picks) > mark && x.enter(x.picks[mark])
	x.picks = x.picks[:mark]
	return news, answer{}
}

// between is the mean of prices, the first where there are no others.
func between(x, y []int64) []int64 {
	if y == nil {
		return x
	}
	z := make([]int64, len(x))
	for r := range z {
		z[r] = (x[r] + y[r]) / 2
	}
	return z
}

// blending is a relaxation being solved.
type blending struct {
	*tree
	middle []int64 // of the prices of its programs, the last weighing half
	*branch.Blends
	bands []branch.Band // by row
}

func (t *tree) newBlending() *blending {
	x := &blending{tree: t, Blends: &t.e.blends}
	for r := range t.e.q.rows {
		x.bands = append(x.bands, t.e.q.rows[r].band(t.e.most[r]))
	}
	return x
}

// band is where a penalty charges nothing, up to a count that there cannot be. Ends that contradict each other are both its upper end.
func (f *penalty) band(most float64) branch.Band {
	if len(f.sides) == 0 {
		return branch.Band{Lo: -most, Hi: most}
	}
	b := branch.Band{Lo: math.Inf(-1), Hi: math.Inf(1)}
	for i := range f.sides {
		if s := &f.sides[i]; s.lower {
			b.Lo = max(b.Lo, float64(s.at))
		} else {
			b.Hi = min(b.Hi, float64(s.at))
		}
	}
	b.Lo = min(b.Lo, b.Hi)
	return b
}

// crews are the classes with their walks, of which some are shut to the question.
func (x *blending) crews() []branch.Crew {
	e := x.e
	crews := make([]branch.Crew, len(e.classes))
	for c := range e.classes {
		i := e.classes[c].agents[0]
		_, idle := e.p.WalkCost(int(i), nil)
		due := 0
		for k := e.p.First[i]; k < e.p.First[i+1]; k++ {
			if e.q.forced[k] {
				due++
			}
		}
		crews[c] = branch.Crew{Agents: len(e.classes[c].agents), Idle: idle && due == 0}
		for _, walk := range e.classes[c].walks {
			crews[c].Walks = append(crews[c].Walks, x.column(walk))
			crews[c].Shut = append(crews[c].Shut, !x.allowed(walk, due))
		}
	}
	return crews
}

// allowed reports whether a walk takes so many atoms that are forced and none that is refused.
func (x *blending) allowed(walk []int32, due int) bool {
	q := x.e.q
	for _, k := range walk {
		if q.shut[k] {
			return false
		}
		if q.forced[k] {
			due--
		}
	}
	return due == 0
}

// column is what a walk counts.
func (x *blending) column(walk []int32) branch.Column {
	var c branch.Column
	for _, k := range walk {
		for r, w := range x.e.p.Touch(k) {
			if n := slices.Index(c.Rows, r); n >= 0 {
				c.Weights[n] += w
			} else {
				c.Rows, c.Weights = append(c.Rows, r), append(c.Weights, w)
			}
		}
	}
	return c
}

// prices are those of a solution, in the unit of prices.
func (x *blending) prices(b *branch.Blend) []int64 {
	q := x.e.q
	y := make([]int64, len(x.e.p.Rows))
	for _, r := range q.some {
		y[r] = min(max(int64(math.Round(b.Price[r]*float64(unit))), q.lo[r]), q.hi[r])
	}
	return y
}

// share makes the plan of a solution: of each class so many agents take a walk as the whole part of its share says. Then those
// left over by parts of shares take, one by one, whichever walk of these breaks least.
func (x *blending) share(shares [][]float64) {
	over := make([][]int32, len(shares))
	for c := range x.e.classes {
		left, parts := x.e.classes[c].agents, 0.0
		for w, share := range shares[c] {
			n := min(int(share+tiny), len(left))
			for _, i := range left[:n] {
				x.give(c, i, x.e.classes[c].walks[w])
			}
			left, parts = left[n:], parts+share-float64(n)
		}
		n := min(int(parts+half), len(left))
		over[c] = left[:n]
		for _, i := range left {
			if _, idle := x.e.p.WalkCost(int(i), nil); idle {
				x.plan.set(i, nil)
			}
		}
	}
	for c, agents := range over {
		for _, i := range agents {
			x.rest(c, i, shares[c])
		}
	}
}

// half a share or more left over is somebody's.
const half = 0.5

// rest gives an agent the walk of parts of shares that breaks least, or leaves her as she is.
func (x *blending) rest(c int, agent int32, shares []float64) {
	best, least := x.plan.walks[agent], x.plan.broken
	for w, share := range shares {
		if share-math.Floor(share+tiny) < tiny {
			continue
		}
		x.give(c, agent, x.e.classes[c].walks[w])
		if x.plan.broken < least {
			best, least = x.plan.walks[agent], x.plan.broken
		}
	}
	x.plan.set(agent, best)
}

// give gives an agent of a class a walk of its first.
func (x *blending) give(c int, agent int32, walk []int32) {
	x.plan.set(agent, shift(walk, x.e.p.First[agent]-x.e.p.First[x.e.classes[c].agents[0]]))
}
