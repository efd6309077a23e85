package rotation

import (
	"context"
	"math"
	"slices"

	"github.com/rotateplan/rotate/solver/program"
	"github.com/rotateplan/rotate/solver/proof"
)

// step splits the plans where a stair has a price, by how many atoms count in it, and goes on climbing among those with few: there the
// relaxation sees the charge as it is, not the slope alone.
func (s *solve) step(ctx context.Context) error {
	asked, ok := s.d.stair(s.d.shares(s.d.b.climb, s.d.q.p.Atoms()))
	if !ok {
		return nil
	}
	x := s.leave()
	x.Without, x.With = s.d.half(x, asked, false), s.d.half(x, asked, true)
	s.adopt()
	return s.visit(ctx, x.Without)
}

// adopt lets the search count in the rows of the stairs.
func (s *solve) adopt() {
	if s.q.p == s.d.law {
		return
	}
	s.q.p = s.d.law
	plan := program.NewState(s.q.p)
	for i, walk := range s.plan.Walks {
		plan.Set(int32(i), walk)
	}
	s.plan, s.trail, s.branch = plan, nil, newBranching(s.q, s.o.Threads)
}

// hopedAnew is how much less must be left to hope for where a climb is begun anew: it has seen little, and little of what it hopes for.
const hopedAnew = 10

// visit goes on in a node.
func (s *solve) visit(ctx context.Context, x *node) error {
	s.at = x
	s.d.enter(x)
	if _, err := s.d.claim(x.Prices); err != nil {
		return err
	}
	_, err := s.d.chase(ctx, firstRounds, s.cost(), s.d.near(s.gap/hopedAnew))
	return err
}

// turn goes on in the node that is bounded lowest, where that is another and remains it when some rounds are spent on it.
func (s *solve) turn(ctx context.Context) error {
	if s.at == nil || !s.has && s.d.bound <= s.q.top {
		return nil
	}
	recent, at := s.d.recent, s.leave()
	x := s.root.Leaf()
	if x == at {
		s.at = at
		return nil
	}
	top := s.cost()
	if !s.has {
		top = s.q.top + 2*program.Thousand
	}
	if err := s.d.raise(ctx, x, top); err != nil {
		return err
	}
	if s.root.Leaf() != x {
		s.at, s.d.recent = at, recent
		s.d.enter(at)
		return nil
	}
	if err := s.visit(ctx, x); err != nil {
		return err
	}
	return s.step(ctx)
}

// enter turns to the plans of a node, at its prices.
func (d *dual) enter(x *node) {
	d.q.decide(x.Fixed)
	d.q.p = d.law.Under(proof.Counts(x.Fixed))
	d.y, d.bound, d.noted, d.climb = x.Prices, x.Value, 0, nil
	d.b.survey()
	d.b.begin(d.b.w, x.Own.outer)
	d.b.y = x.Prices
}

// unproven is the value of prices not looked at.
const unproven = -1 << 62

// half is the part of a node in which a question is answered. If that rounds a stair a unit of it costs what it did before.
func (d *dual) half(x *node, asked question, in bool) *node {
	asked.In = in
	h := x.Half(asked.Decision)
	h.Own.raised = false
	if s := asked.Stair; s != nil && !in {
		price := x.Prices[s.Row] * s.Quota.Unit
		h.Value, h.Prices, h.Own.outer = unproven, slices.Clone(x.Prices), slices.Clone(x.Own.outer)
		h.Prices[s.Row], h.Prices[s.Whole] = 0, price
		h.Own.outer[d.fold.class[s.Whole]] = price
	}
	return h
}

// stair asks how many count in the first stair that has a price. The most that round as those of the relaxation are few.
func (d *dual) stair(share []float64) (asked question, ok bool) {
	for _, s := range d.stairs {
		if d.y[s.Row] == 0 {
			continue
		}
		sum := 0.0
		for k, part := range share {
			if part > 0 && d.q.p.Counts(int32(k), s.Number) {
				sum += part
			}
		}
		most := s.Most(int64(math.Ceil(sum - settledShare)))
		return question{proof.Decision{Stair: s, Most: most}, 0}, true
	}
	return question{}, false
}
