package grouping

import (
	"context"
	"runtime"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/solver"
	"github.com/rotateplan/rotate/solver/price"
	"github.com/rotateplan/rotate/solver/program"
)

const (
	trials        = 10  // of prices a round
	changes       = 400 // of the plan a round
	defaultEffort = 300
	defaultGap    = 0.001
)

// solve is a solve under way.
type solve struct {
	pr     *problem
	o      solver.Options
	dual   *dual
	climb  *price.Ascent
	search *search
	work   int
}

// Solve finds a grouping of a case, its cost, and a bound with the prices that prove it. A cancelled context ends it
// with the best plan so far; the empty grouping is the first.
func Solve(ctx context.Context, c *rule.Case, o solver.Options) (*solver.Result[model.Grouping], error) {
	s := begin(c, o)
	if _, broken := s.pr.p.FrozenCost(); len(broken) > 0 {
		return &solver.Result[model.Grouping]{Status: solver.Infeasible, Conflict: broken}, nil
	}
	for s.work < s.o.Effort && ctx.Err() == nil && !s.near() {
		s.round()
		s.tell()
	}
	return s.result(ctx), nil
}

func begin(c *rule.Case, o solver.Options) *solve {
	if o.Gap == 0 {
		o.Gap = defaultGap
	}
	if o.Effort == 0 {
		o.Effort = defaultEffort
	}
	if o.Threads == 0 {
		o.Threads = runtime.GOMAXPROCS(0)
	}
	s := &solve{pr: compile(c), o: o}
	s.dual, s.search = newDual(s.pr, o.Threads), newSearch(s.pr, o.Seed)
	lo, hi := make([]int64, len(s.pr.p.Rows)), make([]int64, len(s.pr.p.Rows))
	for r := range s.pr.p.Rows {
		lo[r], hi[r] = s.pr.p.Rows[r].Range()
	}
	s.climb = price.New(make([]int64, len(lo)), lo, hi)
	return s
}

// round tries some prices, makes a plan of the last answer, and improves the best plan.
func (s *solve) round() {
	s.work++
	for range trials {
		value, gradient, ok := s.dual.evaluate(s.climb.Trial())
		if !ok {
			break
		}
		if s.climb.Report(value, gradient, s.search.best.score()*program.Thousand) {
			copy(s.search.guide, s.dual.priced)
		}
	}
	s.search.offer(s.dual.walks)
	s.search.round(changes, int64(s.search.best.s.Cost())/1000)
}

// bound is the best bound so far: costs are integers.
func (s *solve) bound() model.Cost {
	_, value := s.climb.Best()
	return model.Cost(ceil(value))
}

func ceil(thousandths int64) int64 {
	whole := thousandths / program.Thousand
	if thousandths > whole*program.Thousand {
		whole++
	}
	return whole
}

func (s *solve) near() bool {
	best := s.search.best.s
	return s.work > 0 && best.Broken() == 0 && solver.Gap(best.Cost(), s.bound()) <= s.o.Gap
}

func (s *solve) tell() {
	if s.o.Progress != nil {
		best := s.search.best.s
		s.o.Progress(solver.Progress{Problem: "grouping", HasPlan: best.Broken() == 0, Cost: best.Cost(),
			Bound: s.bound(), Work: s.work, Effort: s.o.Effort})
	}
}

func (s *solve) result(ctx context.Context) *solver.Result[model.Grouping] {
	best := s.search.best.s
	y, _ := s.climb.Best()
	r := &solver.Result[model.Grouping]{HasPlan: best.Broken() == 0, Cost: best.Cost(), Bound: s.bound(), Work: s.work}
	r.Certificate = s.pr.p.Certificate(y, r.Bound)
	switch {
	case r.HasPlan:
		r.Plan = s.pr.plan(best)
		r.Status = s.status(ctx, r)
	case ctx.Err() != nil:
		r.Status = solver.Stopped
	}
	return r
}

func (s *solve) status(ctx context.Context, r *solver.Result[model.Grouping]) solver.Status {
	switch {
	case r.Cost == r.Bound:
		return solver.Optimal
	case solver.Gap(r.Cost, r.Bound) <= s.o.Gap:
		return solver.WithinGap
	case ctx.Err() != nil:
		return solver.Stopped
	}
	return solver.Exhausted
}
