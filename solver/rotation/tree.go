package rotation

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"github.com/rotateplan/rotate/solver/price"
	"github.com/rotateplan/rotate/solver/program"
	"github.com/rotateplan/rotate/solver/proof"
)

// Effort of a proof by splitting.
const (
	nodeRounds  = 30          // of the dual, for each half
	treeWork    = 100_000_000 // arcs of the network priced, and atoms where that is not enough
	questionsIn = 6           // tried at a node, of which the best splits it
)

// node is a part of all plans; the agents of its decisions are teachers.
type node = proof.Node[lead]

// lead is what the search for prices goes on from.
type lead struct {
	outer     []int64    // prices of the rows outside the network, by class
	raised    bool       // climbed as far as is worth while, so that it is known what may be decided:
	questions []question // the one most at odds first; none if there is nothing to decide
}

// question is whether a teacher takes one of some stays, or more atoms than so many count in a stair. Among the flows that make up the
// relaxation they are as much at odds about it.
type question struct {
	proof.Decision
	odds float64
}

// prove splits plans where prices alone leave too wide a gap, until the bound is near the best plan or there is nothing to decide.
func (s *solve) prove(ctx context.Context) (err error) {
	size := len(s.d.b.w.arcs) + 1
	if !s.d.exact {
		size += s.q.p.Atoms()
	}
	left := treeWork / nodeRounds / size // nodes
	if left < 2*questionsIn {
		return nil
	}
	s.leave()
	for err == nil && left > 0 && !s.done() && ctx.Err() == nil {
		x := s.root.Leaf()
		if !x.Own.raised {
			err = s.d.raise(ctx, x, s.cost())
			continue
		}
		if len(x.Own.questions) == 0 {
			break
		}
		left -= 2 * len(x.Own.questions)
		err = s.split(ctx, x)
	}
	return err
}

// leave notes in the node where the dual is what it has come to, and returns it.
func (s *solve) leave() *node {
	if s.root == nil {
		s.root = &node{}
		s.at = s.root
	}
	x := s.at
	outer, _ := s.d.b.climb.Best()
	x.Prices, x.Value, x.Own = s.d.y, s.d.bound, lead{outer: slices.Clone(outer)}
	s.at = nil
	return x
}

// split decides the question of which the lesser half is bounded highest (strong branching; Applegate, Bixby, Chvátal and Cook 1995). What
// solves a half may be a plan, and the best.
func (s *solve) split(ctx context.Context, x *node) error {
	for _, q := range x.Own.questions {
		with, without := s.d.half(x, q, true), s.d.half(x, q, false)
		for _, half := range []*node{with, without} {
			if err := s.d.raise(ctx, half, s.cost()); err != nil {
				return err
			}
			if !half.Void {
				s.keep(s.d.relaxed())
			}
		}
		if x.With == nil || compareHalves(with, without, x.With, x.Without) > 0 {
			x.With, x.Without = with, without
		}
	}
	return nil
}

func compareHalves(a, b, c, d *node) int {
	v, w, x, y := a.Bound(), b.Bound(), c.Bound(), d.Bound()
	return cmp.Or(cmp.Compare(min(v, w), min(x, y)), cmp.Compare(max(v, w), max(x, y)))
}

// raise climbs to better prices of a node and finds what may be decided there next. plan is the cost of the best plan in thousandths.
func (d *dual) raise(ctx context.Context, x *node, plan int64) error {
	d.enter(x)
	d.recent, x.Own.raised = nil, true
	if _, err := d.claim(x.Prices); err != nil { // fewer plans may prove more
		if x.Void = errors.Is(err, errNoWalk); x.Void {
			err = nil
		}
		return err
	}
	if _, err := d.chase(ctx, nodeRounds, plan, func() bool { return d.b.value > plan-program.Thousand }); err != nil {
		return err
	}
	outer, _ := d.b.climb.Best()
	x.Own.outer, x.Own.questions = slices.Clone(outer), d.questions(d.b.climb)
	if !d.exact {
		d.e.narrow(d.y)
		d.climbAll(d.y)
		if err := d.polish(ctx, nodeRounds, plan); err != nil {
			return err
		}
		if more := d.questions(d.climb); len(more) > 0 {
			x.Own.questions = more
		}
	}
	x.Prices, x.Value = d.y, d.bound
	return nil
}

// settledShare is what a share may differ from zero or one to be that.
const settledShare = 0.001

// questions asks how many count in a stair that has a price; or else whether teachers leave; or else where to; or by which stay.
func (d *dual) questions(climb *price.Ascent) []question {
	q, share := d.q, d.shares(climb, d.q.p.Atoms())
	if x, ok := d.stair(share); ok {
		return []question{x}
	}
	var all []question
	ask := func(rank float64, atoms []int32) {
		sum := 0.0
		for _, k := range atoms {
			sum += share[k]
		}
		if odds := min(sum, 1-sum); odds > settledShare && !proof.Decided(q.fixed, atoms) {
			all = append(all, question{proof.Decision{Agent: q.owner[atoms[0]], Atoms: atoms}, odds + rank})
		}
	}
	for i := range q.p.Agents() {
		hers := q.atomsOf(int32(i))
		if !slices.ContainsFunc(hers, func(k int32) bool { return share[k] > 0 }) {
			continue
		}
		ask(2, hers)
		for to := range q.bySection(hers) {
			ask(1, to)
		}
		for _, k := range hers {
			ask(0, []int32{k})
		}
	}
	slices.SortStableFunc(all, func(a, b question) int { return cmp.Compare(b.odds, a.odds) })
	return all[:min(len(all), questionsIn)]
}
