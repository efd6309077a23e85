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
	patience      = 40  // rounds without gain before the end
	defaultEffort = 1000
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
	top   int64 // metre-terms: no lawful plan costs more
	stuck bool  // a core has no lawful walk
	work  int
	gain  int // round of the last gain, after which score and bound were
	score int64
	floor model.Cost
	audit bool
}

// Solve finds a grouping of a case, its cost, and a bound with the prices that prove it. A cancelled context ends it
// with the best plan so far.
func Solve(ctx context.Context, c *rule.Case, o solver.Options) (*solver.Result[model.Grouping], error) {
	s := begin(c, o)
	if keys := s.pr.p.Conflict(); len(keys) > 0 {
		return &solver.Result[model.Grouping]{Status: solver.Infeasible, Conflict: keys}, nil
	}
	for s.work == 0 || s.work < s.o.Effort && ctx.Err() == nil && !s.done() {
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
	s := &solve{pr: pr, o: o, top: pr.p.Ceiling(), dual: newDual(pr, o.Threads), best: program.NewState(pr.p)}
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
			s.stuck = true
			return nil
		}
		if s.climb.Report(value, gradient, s.target()) {
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
	s.progress()
	return nil
}

// progress notes a round in which the plan became better, or the bound by a hundredth of what is missing.
func (s *solve) progress() {
	score, bound := search.Value(s.best, breach), s.bound()
	if s.work == 1 || score < s.score || int64(bound-s.floor)*100 > score-int64(s.floor) {
		s.gain, s.score, s.floor = s.work, score, bound
	}
}

// target is what the climb aims at, in thousandths: the cost of the best plan or, without one, a bound that would prove
// that there is none.
func (s *solve) target() int64 {
	if s.best.Broken() > 0 {
		return (s.top + s.top/16 + 1) * program.Thousand
	}
	return int64(s.best.Cost()) * program.Thousand
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

// done reports whether nothing is left to do: the gap is small enough, no plan exists, or both climb and search have
// stalled.
func (s *solve) done() bool {
	return s.near() || s.hopeless() || s.work-s.gain >= patience
}

// hopeless reports whether no plan exists: a core has no lawful walk, not even the empty one, or the bound exceeds what
// any lawful plan costs.
func (s *solve) hopeless() bool { return s.stuck || int64(s.bound()) > s.top }

// conflict names what makes it so: musts that are priced, or cores.
func (s *solve) conflict() []string {
	if !s.stuck {
		y, _ := s.climb.Best()
		return s.pr.p.Priced(y)
	}
	var keys []string
	for i, v := range s.dual.value {
		if v == unreachable {
			keys = append(keys, s.pr.c.SectionKey(model.SectionID(s.pr.cores[i].agent)))
		}
	}
	return keys
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
	r := &solver.Result[model.Grouping]{HasPlan: s.best.Broken() == 0, Bound: s.bound(), Work: s.work}
	r.Certificate = s.pr.p.Certificate(y, r.Bound)
	if r.HasPlan {
		r.Plan, r.Cost = s.pr.plan(s.best), s.best.Cost()
	}
	r.Status = s.status(ctx, r)
	if r.Status == solver.Infeasible {
		r.Conflict = s.conflict()
	}
	return r
}

func (s *solve) status(ctx context.Context, r *solver.Result[model.Grouping]) solver.Status {
	switch {
	case r.HasPlan && r.Cost == r.Bound:
		return solver.Optimal
	case r.HasPlan && s.near():
		return solver.WithinGap
	case s.hopeless():
		return solver.Infeasible
	case ctx.Err() != nil:
		return solver.Stopped
	case r.HasPlan:
		return solver.Exhausted
	}
	return solver.None
}
