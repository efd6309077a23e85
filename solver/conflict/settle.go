package conflict

import (
	"math/rand/v2"
	"slices"

	"github.com/rotateplan/rotate/solver/price"
	"github.com/rotateplan/rotate/solver/program"
)

// Effort of a question.
const (
	settleRounds = 3   // of climbing and mending in turn,
	hastyRounds  = 2   // where an open question matters less
	climbTrials  = 60  // of prices a round
	mendSteps    = 300 // of a round, and more by the number of rows broken
	mendEach     = 30
	mendMost     = 3000       // and more by the weights outside, up to so many
	guided       = 4          // part of prices in what atoms cost there
	samples      = 6          // proposals of a step
	treeNodes    = 400        // of a search tree,
	treeSteps    = 20_000_000 // priced there: of an atom, from a state
	stepsMost    = 10_000_000 // of a climb, a mending or a relaxation, where an open question matters less
	briefPart    = 8          // of these where it matters least
)

// forced is the reward of an atom that must be taken, in the unit of prices: more than any walk costs.
const forced = int64(1) << 44

// settle answers the question at hand.
func (e *engine) settle() answer {
	t := &tree{e: e, rng: rand.New(rand.NewPCG(uint64(len(e.free)), 0xc0f11c7)), pricer: program.NewPricer(e.p)}
	t.begin()
	if a, ok := t.hinted(); ok {
		return a
	}
	a := t.node(e.rounds, nil)
	if a.verdict == open && e.single && !e.hasty {
		t.left, t.steps = treeNodes, treeSteps
		a = t.branch(t.y)
	}
	return a
}

// tree is the search for an answer: prices that show there is no plan, or a plan.
type tree struct {
	e      *engine
	rng    *rand.Rand
	pricer *program.Pricer
	priced []int64 // workspace
	y      []int64 // the best prices of the node
	picks  [][]pick
	plan   *plan
	left   int  // nodes,
	steps  int  // and steps to price
	parted bool // where open questions matter less: agents in parts can do what is asked, so that no prices show the contrary
}

// pick is the walk a class chose at some prices.
type pick struct{ walk []int32 }

func (t *tree) begin() {
	t.y = make([]int64, len(t.e.p.Rows))
	if t.e.plan == nil {
		t.e.plan = newPlan(t.e)
	}
	t.plan = t.e.plan
}

// node climbs and mends in turn, from the prices given.
func (t *tree) node(rounds int, start []int64) answer {
	if start == nil {
		start = t.y
	}
	q := t.e.q
	climb := price.New(start, q.lo, q.hi)
	t.picks = t.picks[:0]
	if !t.plan.anew(t) {
		return answer{verdict: never, priced: map[Member]bool{}}
	}
	for range rounds {
		if t.plan.broken == 0 || t.mend() {
			return answer{verdict: holds}
		}
		if t.e.stocked() {
			if a := t.blend(); a.verdict != open {
				return a
			}
		}
		if t.parted {
			break
		}
		if a := t.climb(climb); a.verdict != open {
			return a
		}
		if a := t.blend(); a.verdict != open {
			return a
		}
	}
	if t.mend() {
		return answer{verdict: holds}
	}
	return answer{}
}

// climb tries prices, and notes the walks chosen at those between which it would mix.
func (t *tree) climb(x *price.Ascent) answer {
	from := t.steps
	for range climbTrials {
		if t.late(from) {
			break
		}
		y := x.Trial()
		value, gradient := t.evaluate(y)
		if value > 0 {
			return t.shown(y, value)
		}
		x.Report(value, gradient, unit)
		if x.Settled() {
			break
		}
	}
	best, _ := x.Best()
	t.y = slices.Clone(best)
	t.note(x)
	return answer{}
}

// late reports whether too much has been priced since so many steps were left.
func (t *tree) late(from int) bool { return t.e.hasty && from-t.steps > stepsMost/t.e.part }

// evaluate returns L(y) and a supergradient, and notes the walks.
func (t *tree) evaluate(y []int64) (value int64, gradient []int64) {
	e := t.e
	gradient = make([]int64, len(y))
	for _, r := range e.q.some {
		z, v := e.q.rows[r].wish(y[r])
		value += v
		gradient[r] = -z
	}
	picks := make([]pick, len(e.classes))
	for c := range e.classes {
		x := &e.classes[c]
		n := int64(len(x.agents))
		v, walk, ok := t.cheapest(x.agents[0], func(k int32) int64 { return t.at(k, y) })
		if !ok {
			return forced, gradient
		}
		picks[c].walk = walk
		value += n * v
		for _, k := range walk {
			for r, w := range e.p.Touch(k) {
				if e.q.lo[r] < e.q.hi[r] {
					gradient[r] += n * w
				}
			}
		}
	}
	t.picks = append(t.picks, picks)
	return value, gradient
}

// at is what an atom costs at prices.
func (t *tree) at(k int32, y []int64) int64 {
	v := int64(0)
	for r, w := range t.e.p.Touch(k) {
		v += w * y[r]
	}
	return v
}

// cheapest returns the cheapest walk of an agent that is not refused and takes what is forced; forced ones pay nothing.
func (t *tree) cheapest(agent int32, cost func(k int32) int64) (int64, []int32, bool) {
	e := t.e
	first, end := e.p.First[agent], e.p.First[agent+1]
	t.steps -= int(end-first) * e.p.Walks[agent].States
	t.priced = t.priced[:0]
	due := int64(0)
	for k := first; k < end; k++ {
		v := int64(0)
		switch {
		case e.q.shut[k]:
			v = 1 << 52
		case e.q.forced[k]:
			v = cost(k) - forced
			due += forced
		default:
			v = cost(k)
		}
		t.priced = append(t.priced, v)
	}
	v, walk, ok := t.pricer.Cheapest(int(agent), t.priced, nil)
	ok = ok && !slices.ContainsFunc(walk, func(k int32) bool { return e.q.shut[k] })
	return v + due, walk, ok && v+due < forced/2
}

// blame returns the members that carry prices.
func (t *tree) blame(y []int64) map[Member]bool {
	in := map[Member]bool{}
	for _, r := range t.e.q.some {
		t.e.q.rows[r].priced(y[r], in)
	}
	return in
}

// shift is the same walk of another agent of the class.
func shift(walk []int32, by int32) []int32 {
	if by == 0 {
		return walk
	}
	out := make([]int32, len(walk))
	for n, k := range walk {
		out[n] = k + by
	}
	return out
}

// branch decides an atom both ways until every leaf is shown to have no plan, or one has.
func (t *tree) branch(start []int64) answer {
	if t.left--; t.left < 0 || t.steps < 0 {
		return answer{}
	}
	if a := t.node(1, start); a.verdict != open {
		return answer{verdict: a.verdict}
	}
	k := t.undecided()
	if k < 0 {
		return answer{}
	}
	y := t.y
	q := t.e.q
	q.forced[k] = true
	a := t.branch(y)
	q.forced[k] = false
	if a.verdict != never {
		return a
	}
	q.shut[k] = true
	a = t.branch(y)
	q.shut[k] = false
	return a
}

// undecided returns the atom that recent trials are least of one mind about, else any, or -1.
func (t *tree) undecided() int32 {
	seen := make([]int, t.e.p.Atoms())
	for _, picks := range t.picks {
		for c := range picks {
			for _, k := range picks[c].walk {
				seen[k]++
			}
		}
	}
	best, at := -1, int32(-1)
	for k, n := range seen {
		if t.e.q.shut[k] || t.e.q.forced[k] || len(t.e.p.Touched(int32(k), nil)) == 0 {
			continue
		}
		if split := min(n, len(t.picks)-n); split > best {
			best, at = split, int32(k)
		}
	}
	return at
}
