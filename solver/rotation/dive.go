package rotation

import (
	"cmp"
	"context"
	"slices"

	"github.com/rotateplan/rotate/solver/branch"
	"github.com/rotateplan/rotate/solver/program"
	"github.com/rotateplan/rotate/solver/search"
)

// Effort of a dive.
const (
	diveRounds   = 80     // of the dual, from one step to the next, at most
	divePart     = 10     // one in so many of those open is fixed at once, the surest,
	diveStep     = 12     // no more than so many
	diveFew      = 700    // where no more are open,
	diveSure     = 0.999  // and all who are so sure
	diveRise     = 0.0003 // of the bound: a step that costs more is taken back, and the last,
	diveMany     = 300    // unless so many are open, more than branch and bound can decide,
	diveFall     = 0.003  // and it does not cost even so much
	diveFixed    = 3      // when one in so many is fixed, the others choose the atoms to climb on anew
	diveOptions  = 12     // at most of each who is left
	divePatience = 10
)

// diver fixes teachers one after the other.
type diver struct {
	q    *problem
	y    []int64
	open []int32 // agents
	plan *program.State
}

// habit is what an agent does most in the answers that make up the relaxation, and in how much of it.
type habit struct {
	agent, atom int32
	sure        float64
}

// newHabit finds it for an agent who may stay at home or take one of the atoms from first on, of which the mixture takes these shares.
func newHabit(agent int32, home bool, first int32, share []float64) habit {
	h := habit{agent, atHome, 1}
	for _, part := range share {
		h.sure -= part
	}
	if !home {
		h.sure = 0
	}
	for n, part := range share {
		if part > h.sure {
			h.atom, h.sure = first+int32(n), part
		}
	}
	return h
}

// dive makes a plan where the network is only nearly the law. Most teachers do the same in all of the answers whose mixture solves the
// relaxation: they are fixed, and then, few by few, the surest of the others, while prices climb on for those still open, whom that makes
// surer. When few are left and it begins to cost, branch and bound decides about them.
func (s *solve) dive(ctx context.Context) *program.State {
	x := s.newDiver()
	for again := true; again && ctx.Err() == nil; {
		r := newResidual(x.q, x.plan, x.open, x.y)
		again = r.dive(ctx)
		x.take(r)
	}
	b := s.branch.branchers[0]
	b.Patience = divePatience
	defer func() { b.Patience = 0 }()
	search.Apply(x.plan, b.Decide(x.plan, x.choices(), s.enough(x.plan), nil), nil)
	return x.plan
}

// newDiver fixes those who are sure in the mixture at hand.
func (s *solve) newDiver() *diver {
	x := &diver{q: s.d.q, y: slices.Clone(s.d.y), plan: s.d.relaxed()}
	share := s.d.mixture()
	if s.cutter != nil {
		x.y, share = slices.Clone(s.cutter.y), s.cutter.share
	}
	for i, few := range x.q.few {
		first, end := x.q.p.First[i], x.q.p.First[i+1]
		if !few || first == end {
			continue
		}
		if h := newHabit(int32(i), x.q.empty[i] < unlawful, first, share[first:end]); h.sure < diveSure {
			x.open = append(x.open, h.agent)
		} else {
			x.set(h.agent, h.atom)
		}
	}
	return x
}

func (x *diver) set(agent, k int32) {
	if k == atHome {
		x.plan.Set(agent, nil)
	} else {
		x.plan.Set(agent, []int32{k})
	}
}

// dive fixes the surest until one in diveFixed is. It reports whether going on is worth while.
func (x *residual) dive(ctx context.Context) bool {
	x.climb(diveRounds)
	for enough := len(x.open) - max(len(x.open)/diveFixed, 1); len(x.open) > enough && ctx.Err() == nil; {
		sure := x.sure()
		if len(sure) == 0 {
			return false
		}
		before := x.guess.clone()
		x.fix(sure)
		x.climb(diveRounds)
		if rise := float64(x.value-before.value) / float64(before.value); rise > diveFall || rise > diveRise && len(before.open) < diveMany {
			x.guess = before
			return false
		}
	}
	return len(x.open) > 0
}

// sure tells whom to fix next.
func (x *residual) sure() []habit {
	all, n := x.habits(), 0
	most := (len(all) + divePart - 1) / divePart
	if len(all) <= diveFew {
		most = min(most, diveStep)
	}
	for n < len(all) && all[n].sure > 0 && (n < most || x.settled && all[n].sure >= diveSure) {
		n++
	}
	return all[:n]
}

// take takes over what a residual has come to.
func (x *diver) take(r *residual) {
	for n, row := range r.rows {
		x.y[row] = r.y[n]
	}
	for _, h := range r.done {
		if h.atom != atHome {
			h.atom = r.atoms[h.atom]
		}
		x.set(r.agents[h.agent], h.atom)
	}
	x.open = nil
	for _, n := range r.open {
		x.open = append(x.open, r.agents[n])
	}
}

// choices are the cheapest atoms of those left.
func (x *diver) choices() (all []branch.Choice) {
	p, charges, most := x.q.p, x.q.p.Charges(x.y, nil), min(2*optionsMost/max(len(x.open), 1), diveOptions)
	cost := func(k int32) int64 { return x.q.alone[k]*program.Thousand + p.AtomCharge(k, charges) }
	for _, i := range x.open {
		c := branch.Choice{Agent: i}
		if current(x.plan, i) != atHome {
			c.Walks = append(c.Walks, nil)
		}
		hers := x.q.cheapest(i, charges, most)
		slices.SortStableFunc(hers, func(a, b int32) int { return cmp.Compare(cost(a), cost(b)) })
		for _, k := range hers[:min(len(hers), most)] {
			if k != current(x.plan, i) {
				c.Walks = append(c.Walks, []int32{k})
			}
		}
		all = append(all, c)
	}
	return all
}
