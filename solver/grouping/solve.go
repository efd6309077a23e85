package grouping

import (
	"context"
	"runtime"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/solver"
	"github.com/rotateplan/rotate/solver/price"
	"github.com/rotateplan/rotate/solver/program"
	"github.com/rotateplan/rotate/solver/search"
)

const (
	trials        = 10  // of prices a round
	changes       = 400 // of the plan a round
	memory        = 30  // of the search
	defaultEffort = 300
	defaultGap    = 0.001
)

// solve is a solve under way.
type solve struct {
	pr    *problem
	o     solver.Options
	dual  *dual
	climb *price.Ascent
	draft *draft
	best  *program.State
	work  int
	audit bool
}

// Solve finds a grouping of a case, its cost, and a bound with the prices that prove it. A cancelled context ends it
// with the best plan so far.
func Solve(ctx context.Context, c *rule.Case, o solver.Options) (*solver.Result[model.Grouping], error) {
	s := begin(c, o)
	if _, broken := s.pr.p.FrozenCost(); len(broken) > 0 {
		return &solver.Result[model.Grouping]{Status: solver.Infeasible, Conflict: broken}, nil
	}
	for s.work == 0 || s.work < s.o.Effort && ctx.Err() == nil && !s.near() {
		if err := s.round(ctx); err != nil {
			return nil, err
		}
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
	pr := compile(c)
	s := &solve{pr: pr, o: o, dual: newDual(pr, o.Threads), best: program.NewState(pr.p)}
	s.draft = newDraft(pr, s.best.Clone())
	lo, hi := make([]int64, len(pr.p.Rows)), make([]int64, len(pr.p.Rows))
	for r := range pr.p.Rows {
		lo[r], hi[r] = pr.p.Rows[r].Range()
	}
	s.climb = price.New(make([]int64, len(lo)), lo, hi)
	return s
}

// round tries some prices, makes a plan of the last answer, and improves the best plan.
func (s *solve) round(ctx context.Context) error {
	s.work++
	for range trials {
		value, gradient, ok := s.dual.evaluate(s.climb.Trial())
		if !ok {
			break
		}
		if s.climb.Report(value, gradient, search.Value(s.best, breach)*program.Thousand) {
			copy(s.draft.guide, s.dual.priced)
		}
	}
	s.draft.repair(s.dual.walks, s.dual.priced)
	s.keep()
	s.draft.s.Copy(s.best)
	if len(s.pr.targets) > 0 {
		if _, err := search.Descend(ctx, s.draft.s, s.draft.operators(), search.Options{Rounds: changes, Memory: memory,
			Penalty: breach, Seed: s.o.Seed + uint64(s.work), Audit: s.audit}); err != nil {
			return err
		}
	}
	s.keep()
	return nil
}

// keep takes over the draft if it is the best plan so far.
func (s *solve) keep() {
	if s.draft.score() < search.Value(s.best, breach) {
		s.best.Copy(s.draft.s)
	}
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
	return s.best.Broken() == 0 && solver.Gap(s.best.Cost(), s.bound()) <= s.o.Gap
}

func (s *solve) tell() {
	if s.o.Progress != nil {
		s.o.Progress(solver.Progress{Problem: "grouping", HasPlan: s.best.Broken() == 0, Cost: s.best.Cost(),
			Bound: s.bound(), Work: s.work, Effort: s.o.Effort})
	}
}

func (s *solve) result(ctx context.Context) *solver.Result[model.Grouping] {
	y, _ := s.climb.Best()
	r := &solver.Result[model.Grouping]{HasPlan: s.best.Broken() == 0, Cost: s.best.Cost(), Bound: s.bound(), Work: s.work}
	r.Certificate = s.pr.p.Certificate(y, r.Bound)
	if r.HasPlan {
		r.Plan = s.pr.plan(s.best)
	}
	r.Status = s.status(ctx, r)
	return r
}

func (s *solve) status(ctx context.Context, r *solver.Result[model.Grouping]) solver.Status {
	switch {
	case r.HasPlan && r.Cost == r.Bound:
		return solver.Optimal
	case r.HasPlan && s.near():
		return solver.WithinGap
	case ctx.Err() != nil:
		return solver.Stopped
	case r.HasPlan:
		return solver.Exhausted
	}
	return solver.None
}
