package rotation

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"github.com/rotateplan/rotate/solver/branch"
	"github.com/rotateplan/rotate/solver/program"
	"github.com/rotateplan/rotate/solver/search"
)

// Effort of a dive.
const (
	diveRounds   = 40     // of the dual, from one step to the next
	divePart     = 10     // one in so many of those left is fixed at once, the surest,
	diveSure     = 0.999  // and all who are so sure
	diveRise     = 0.0003 // of the bound: when steps after the first have cost more the last is taken back
	diveOptions  = 12     // at most of each who is left
	divePatience = 10
)

// diver fixes teachers one after the other.
type diver struct {
	q     *problem
	e     *evaluator
	y     []int64
	value int64     // L(y), thousandths
	share []float64 // by atom
	left  []int32   // agents
	plan  *program.State
	answers
}

// habit is what an agent does in most of the answers that make up the relaxation, and in how much of it.
type habit struct {
	agent, atom int32
	sure        float64
}

// dive makes a plan where the network is only nearly the law. Most teachers do the same in all of the answers whose mixture solves the
// relaxation: they are fixed, the surest first, and prices climb on for the others, whom that makes surer. When it begins to cost, branch
// and bound decides whom nothing makes sure.
func (s *solve) dive(ctx context.Context) (*program.State, error) {
	x, from := s.newDiver(), s.d.bound
	for first := true; ctx.Err() == nil; first = false {
		left, y, shut, wanted := slices.Clone(x.left), x.y, slices.Clone(x.q.shut), maps.Clone(x.q.wanted)
		if !x.fix() {
			break
		}
		if err := x.climb(s.cost()); err != nil {
			return nil, err
		}
		dear := float64(x.value-from) > diveRise*float64(s.d.bound)
		switch {
		case dear && first && x.value < s.q.top:
			from = x.value
		case dear:
			x.left, x.y, x.q.shut, x.q.wanted = left, y, shut, wanted
			return s.decideLeft(x), nil
		}
	}
	return s.decideLeft(x), nil
}

// decideLeft decides about those left by branch and bound.
func (s *solve) decideLeft(x *diver) *program.State {
	b := s.branch.branchers[0]
	b.Patience = divePatience
	defer func() { b.Patience = 0 }()
	search.Apply(x.plan, b.Decide(x.plan, x.choices(), s.enough(x.plan), nil), nil)
	return x.plan
}

func (s *solve) newDiver() *diver {
	q := *s.d.q
	q.shut, q.wanted = slices.Clone(q.shut), maps.Clone(q.wanted)
	if q.wanted == nil {
		q.wanted = map[int32][]int32{}
	}
	x := &diver{q: &q, e: newEvaluator(&q, s.o.Threads), y: s.d.y, value: s.d.bound, share: s.d.mixture(), plan: s.d.relaxed()}
	if s.cutter != nil {
		x.y, x.share = s.cutter.y, s.cutter.share
	}
	for i := range q.p.Agents() {
		if q.few[i] && q.p.First[i] < q.p.First[i+1] {
			x.left = append(x.left, int32(i))
		}
	}
	return x
}

// fix fixes the surest of those left. It reports whether there are any.
func (x *diver) fix() bool {
	habits := make([]habit, len(x.left))
	for n, i := range x.left {
		habits[n] = x.habit(i)
	}
	slices.SortStableFunc(habits, func(a, b habit) int { return cmp.Compare(b.sure, a.sure) })
	were, most := len(x.left), (len(x.left)+divePart-1)/divePart
	x.left = x.left[:0]
	for n, h := range habits {
		switch {
		case n >= most && h.sure < diveSure || h.sure <= 0:
			x.left = append(x.left, h.agent)
		case h.atom == atHome:
			for k := x.q.p.First[h.agent]; k < x.q.p.First[h.agent+1]; k++ {
				x.q.shut[k] = true
			}
			x.plan.Set(h.agent, nil)
		default:
			x.q.wanted[h.agent] = []int32{h.atom}
			x.plan.Set(h.agent, []int32{h.atom})
		}
	}
	return len(x.left) < were
}

func (x *diver) habit(i int32) habit {
	h := habit{i, atHome, 1}
	p := x.q.p
	for k := p.First[i]; k < p.First[i+1]; k++ {
		h.sure -= x.share[k]
	}
	if x.q.empty[i] >= unlawful {
		h.sure = 0
	}
	for k := p.First[i]; k < p.First[i+1]; k++ {
		if x.share[k] > h.sure {
			h.atom, h.sure = k, x.share[k]
		}
	}
	return h
}

// climb climbs on for those left. plan is the cost of the best plan in thousandths, or 0.
func (x *diver) climb(plan int64) error {
	x.e.narrow(x.y)
	climb, gradient := x.e.climb(x.y)
	x.answers = answers{}
	for n := 0; n < diveRounds && !climb.Settled(); n++ {
		if err := x.e.polish(climb, gradient, plan); err != nil {
			return err
		}
		x.note(x.e.picks())
	}
	y, value := climb.Best()
	x.y, x.value, x.share = slices.Clone(y), value, x.shares(climb, x.q.p.Atoms())
	return nil
}

// choices are the cheapest atoms of those left.
func (x *diver) choices() (all []branch.Choice) {
	p, charges, most := x.q.p, x.q.p.Charges(x.y, nil), min(2*optionsMost/max(len(x.left), 1), diveOptions)
	cost := func(k int32) int64 { return x.q.alone[k]*program.Thousand + p.AtomCharge(k, charges) }
	for _, i := range x.left {
		hers := slices.DeleteFunc(x.q.atomsOf(i), func(k int32) bool { return x.q.shut[k] || x.q.alone[k] >= unlawful })
		slices.SortStableFunc(hers, func(a, b int32) int { return cmp.Compare(cost(a), cost(b)) })
		c := branch.Choice{Agent: i}
		if current(x.plan, i) != atHome {
			c.Walks = append(c.Walks, nil)
		}
		for _, k := range hers[:min(len(hers), most)] {
			if k != current(x.plan, i) {
				c.Walks = append(c.Walks, []int32{k})
			}
		}
		all = append(all, c)
	}
	return all
}
