package rotation

import (
	"context"
	"slices"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/solver"
	"github.com/rotateplan/rotate/solver/flow"
	"github.com/rotateplan/rotate/solver/price"
	"github.com/rotateplan/rotate/solver/program"
	"github.com/rotateplan/rotate/solver/search"
)

// Solve returns the best rotation it finds for a case under its grouping, with a bound and its certificate.
func Solve(ctx context.Context, c *rule.Case, o solver.Options) (*solver.Result[model.Rotation], error) {
	s := newSolve(c, o)
	if _, broken := s.q.p.FrozenCost(); len(broken) > 0 {
		return &solver.Result[model.Rotation]{Status: solver.Infeasible, Conflict: broken}, nil
	}
	if conflict, err := s.first(ctx); err != nil || conflict != nil {
		return &solver.Result[model.Rotation]{Status: solver.Infeasible, Conflict: conflict}, err
	}
	for s.work < s.effort && !s.done() && ctx.Err() == nil {
		if err := s.phase(ctx); err != nil {
			return nil, err
		}
	}
	return s.result(ctx)
}

// solve is a solve under way.
type solve struct {
	q      *problem
	trees  []*tree // one a span that some stay has, the whole horizon first
	b      *bounder
	climb  *price.Ascent // over all rows, where the network does not see every atom
	grad   []int64
	exact  bool // the network sees every atom, so its value is the bound
	o      solver.Options
	gap    float64
	effort int
	work   int
	plan   *program.State
	has    bool
	y      []int64 // best prices of all rows
	bound  int64   // L(y) in thousandths
}

// Rounds of the dual in a phase, and moves tried for every agent with stays after it.
const (
	firstRounds = 1200
	phaseRounds = 40
	movesEach   = 100
	someMoves   = 20000
	atomsEach   = 4
	someAtoms   = 1000

	repairMost   = 80 // teachers freed by destroy-and-repair
	repairRounds = 100
)

func newSolve(c *rule.Case, o solver.Options) *solve {
	s := &solve{q: compile(c), o: o, gap: o.Gap, effort: o.Effort, bound: -1 << 62}
	if s.gap == 0 {
		s.gap = 0.001
	}
	if s.effort == 0 {
		s.effort = 12
	}
	s.trees = nestAll(s.q)
	s.exact = len(s.trees) == 1
	all := func(int32) bool { return true }
	s.b = newBounder(build(s.q, s.trees[0], everybody(s.q.p), all, make([]int64, len(s.q.p.Rows))), nil)
	s.plan = program.NewState(s.q.p)
	s.has = s.plan.Broken() == 0
	return s
}

// nestAll nests the places for the whole horizon, and for every other span some stay has.
func nestAll(q *problem) []*tree {
	spans := []span{{0, model.Term(q.c.Terms - 1)}}
	for k := range q.stays {
		if in := (span{q.stays[k].First, q.stays[k].Last}); !slices.Contains(spans, in) {
			spans = append(spans, in)
		}
	}
	trees := make([]*tree, len(spans))
	for i := range spans {
		trees[i] = nest(q, spans[i])
	}
	return trees
}

func everybody(p *program.Program) []int32 {
	all := make([]int32, p.Agents())
	for i := range all {
		all[i] = int32(i)
	}
	return all
}

// first solves the network once without prices: where the nested musts alone allow no plan it returns those that clash.
func (s *solve) first(ctx context.Context) ([]string, error) {
	f, err := s.b.round(ctx, 0)
	if err != nil {
		return nil, err
	}
	if f.Status == flow.Infeasible {
		return s.b.w.blocked(f.Cut), nil
	}
	if s.exact {
		s.y, s.bound = s.b.y, s.b.value
	}
	return nil, nil
}

func (s *solve) target() int64 {
	if s.has {
		return int64(s.plan.Cost()) * program.Thousand
	}
	value := max(s.bound, s.b.value)
	return value + max(value, -value)/20
}

func (s *solve) done() bool {
	return s.has && (s.plan.Cost() <= ceil(s.bound) || solver.Gap(s.plan.Cost(), ceil(s.bound)) <= s.gap)
}

// phase climbs the dual for some rounds, then searches from what the network chose last.
func (s *solve) phase(ctx context.Context) error {
	rounds := phaseRounds
	if s.work == 0 {
		rounds = firstRounds
	}
	for range rounds {
		if s.b.climb.Settled() || ctx.Err() != nil {
			break
		}
		f, err := s.b.round(ctx, s.target())
		if err != nil {
			return err
		}
		if f.Status != flow.Optimal {
			break
		}
	}
	if s.exact && s.b.value > s.bound {
		s.y, s.bound = s.b.y, s.b.value
	}
	if !s.exact {
		if err := s.polish(ctx); err != nil {
			return err
		}
	}
	s.work++
	if err := s.improve(ctx); err != nil {
		return err
	}
	s.report()
	return nil
}

// polish climbs over all rows, from the prices the network found.
func (s *solve) polish(ctx context.Context) error {
	rounds := phaseRounds
	if s.climb == nil {
		s.climb, s.grad = s.b.climbAll(s.b.y), make([]int64, len(s.q.p.Rows))
		rounds = firstRounds
	}
	for range rounds {
		if s.climb.Settled() || ctx.Err() != nil {
			break
		}
		if err := s.b.polish(s.climb, s.grad, s.target()); err != nil {
			return err
		}
	}
	s.y, s.bound = s.climb.Best()
	return nil
}

// improve searches among the atoms a better plan can afford, from the plan the network chose and from the best known.
func (s *solve) improve(ctx context.Context) error {
	slack := s.bound / 50
	if s.has {
		slack = s.target() - s.bound
	}
	c := newCandidates(s.q, s.y, slack, someAtoms+atomsEach*len(s.b.w.agents))
	if len(c.agents) == 0 {
		return nil
	}
	starts := []*program.State{s.fromNetwork()}
	if !s.exact {
		starts[0] = c.relaxed()
	}
	s.q.penalty = s.q.exactPenalty(s.y)
	if s.has {
		starts = append(starts, s.plan.Clone())
	}
	operators := []search.Operator{c.move(), c.swap(), c.cycle()}
	for _, start := range starts {
		_, err := search.Descend(ctx, start, operators, search.Options{
			Rounds: someMoves + movesEach*len(c.agents), Memory: 50, Penalty: s.q.penalty,
			Seed: s.o.Seed + uint64(s.work)})
		if err != nil {
			return err
		}
		s.adopt(start)
	}
	return s.rebuild(ctx, c)
}

// rebuild runs destroy-and-repair on the best plan, with one network a span.
func (s *solve) rebuild(ctx context.Context, c *candidates) error {
	if !s.has {
		return nil
	}
	var operators []search.Operator
	for _, t := range s.trees {
		operators = append(operators, c.repair(t, s.y, repairMost))
	}
	start := s.plan.Clone()
	_, err := search.Descend(ctx, start, operators, search.Options{
		Rounds: repairRounds * len(s.trees), Memory: 1, Penalty: s.q.penalty, Seed: s.o.Seed + uint64(s.work)})
	if err == nil {
		s.adopt(start)
	}
	return err
}

func (s *solve) adopt(t *program.State) {
	if t.Broken() == 0 && (!s.has || t.Cost() < s.plan.Cost()) {
		s.plan.Copy(t)
		s.has = true
	}
}

// fromNetwork is the plan of the network's last flow.
func (s *solve) fromNetwork() *program.State {
	t := program.NewState(s.q.p)
	for a, k := range s.b.chosen {
		if k != atHome {
			t.Set(s.b.w.agents[a], []int32{k})
		}
	}
	return t
}

func (s *solve) report() {
	if s.o.Progress == nil {
		return
	}
	s.o.Progress(solver.Progress{Problem: "rotation", HasPlan: s.has, Cost: s.plan.Cost(), Bound: ceil(s.bound),
		Work: s.work, Effort: s.effort})
}

// result states what was found.
func (s *solve) result(ctx context.Context) (*solver.Result[model.Rotation], error) {
	r := &solver.Result[model.Rotation]{HasPlan: s.has, Bound: ceil(s.bound), Work: s.work}
	r.Certificate = s.q.p.Certificate(s.y, r.Bound)
	if s.has {
		r.Plan, r.Cost = s.q.plan(s.plan.Walks), s.plan.Cost()
	}
	switch {
	case s.has && r.Cost == r.Bound:
		r.Status = solver.Optimal
	case s.done():
		r.Status = solver.WithinGap
	case ctx.Err() != nil:
		r.Status = solver.Stopped
	default:
		r.Status = solver.Exhausted
	}
	return r, nil
}
