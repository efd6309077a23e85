package rotation

import (
	"context"
	"runtime"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/solver"
	"github.com/rotateplan/rotate/solver/program"
)

// Solve returns the best rotation it finds for a case under its grouping, with a bound and its certificate.
func Solve(ctx context.Context, c *rule.Case, o solver.Options) (*solver.Result[model.Rotation], error) {
	return newSolve(compile(c), o).run(ctx)
}

func (s *solve) run(ctx context.Context) (*solver.Result[model.Rotation], error) {
	if keys := append(s.q.p.Conflict(), s.q.refused()...); len(keys) > 0 {
		return &solver.Result[model.Rotation]{Status: solver.Infeasible, Conflict: keys}, nil
	}
	conflict, err := s.d.first(ctx, s.gap)
	if err != nil {
		return nil, err
	}
	if conflict == nil {
		err = s.step(ctx)
	}
	if err == nil && conflict == nil && s.o.Any {
		conflict = s.clash()
	}
	if err == nil && conflict == nil && !s.d.exact && !s.done() {
		err = s.d.ripen(ctx, s.cost())
	}
	for err == nil && conflict == nil && s.work < s.effort && !s.done() && !s.spent() && ctx.Err() == nil {
		if err = s.phase(ctx); err == nil {
			err = s.turn(ctx)
		}
		conflict = s.clash()
	}
	if err != nil {
		return nil, err
	}
	if conflict != nil {
		return &solver.Result[model.Rotation]{Status: solver.Infeasible, Conflict: conflict}, nil
	}
	if s.has && !s.done() && ctx.Err() == nil {
		if err := s.prove(ctx); err != nil {
			return nil, err
		}
	}
	return s.result(ctx)
}

// solve is a solve under way.
type solve struct {
	q      *problem
	d      *dual
	o      solver.Options
	gap    float64
	effort int
	work   int // phases done
	idle   int // of them the last that brought no better plan
	rounds int // of the dual that the next plan begun anew is made of
	branch *branching
	plan   *program.State // the best
	trail  *program.State // the one being improved, nil to begin anew
	has    bool
	root   *node    // of the tree that proves the bound, nil where one list of prices does,
	at     *node    // and where in it the dual is
	cutter *cutter  // of all plans, nil where the network is the law or they are split
	tight  *cutting // what its cuts prove, nil before there are any
}

const (
	someAtoms       = 1000 // atoms searched among,
	atomsEach       = 4    // and more for every agent
	repairMost      = 150  // teachers freed by a repair by flow
	agentsPerRepair = 15   // one more repair in a phase for so many agents with candidates
	lateMemory      = 100  // rounds after which late acceptance forgets
	idleMost        = 12   // phases without a better plan, once the dual has settled, that end a solve
	idleNearly      = 24   // where the network is only nearly the law,
	defaultEffort   = 40
	defaultGap      = 0.001
)

func newSolve(q *problem, o solver.Options) *solve {
	s := &solve{q: q, o: o, gap: o.Gap, effort: o.Effort, rounds: roundsFirst}
	if s.gap == 0 {
		s.gap = defaultGap
	}
	if s.effort == 0 {
		s.effort = defaultEffort
	}
	if s.o.Threads == 0 {
		s.o.Threads = runtime.GOMAXPROCS(0)
	}
	s.d, s.branch = newDual(s.q, s.o.Threads), newBranching(s.q, s.o.Threads)
	s.plan = program.NewState(s.q.p)
	s.has = s.plan.Broken() == 0
	return s
}

// cost returns the cost of the best plan in thousandths, 0 where there is none.
func (s *solve) cost() int64 {
	if !s.has {
		return 0
	}
	return int64(s.plan.Cost()) * program.Thousand
}

func (s *solve) done() bool { return s.has && s.near(s.plan) }

// near reports whether a plan costs little enough above the bound, in all and for each who moves.
func (s *solve) near(t *program.State) bool {
	if s.o.Any {
		return true
	}
	bound := ceil(s.bound())
	excess := t.Cost() - bound
	return excess <= 0 || solver.Gap(t.Cost(), bound) <= s.gap && float64(excess) <= s.gap*solver.MoverCost*float64(s.movers(t))
}

// movers counts the stays that the law counts as moving.
func (s *solve) movers(t *program.State) int {
	n := 0
	for _, walk := range t.Walks {
		for _, k := range walk {
			if _, counts := s.q.c.Mover(s.q.stays[k]); counts {
				n++
			}
		}
	}
	return n
}

// bound is what is proven of all plans, in thousandths.
func (s *solve) bound() int64 {
	if s.tight != nil && s.has {
		return min(max(s.tight.bound, s.treeBound()), s.cost())
	}
	return s.treeBound()
}

// treeBound is what is proven without cuts, by one list of prices or by a tree of them.
func (s *solve) treeBound() int64 {
	if s.root == nil {
		return s.d.bound
	}
	if s.at != nil {
		s.at.Value = s.d.bound
	}
	if s.has {
		return min(s.root.Bound(), s.cost())
	}
	return s.root.Bound()
}

// clash reports whether the bound is above what any plan could cost, so that there is none, and then the keys of the
// musts that drive it up, dearest first.
func (s *solve) clash() []string {
	if s.bound() <= s.q.top {
		return nil
	}
	if s.root != nil {
		return dearest(s.q.p, s.root.Prices)
	}
	return dearest(s.q.p, s.d.y)
}

// prices are those that prove most where the search is, and the program they are of.
func (s *solve) prices() (*program.Program, []int64) {
	if s.sharp() {
		return s.tight.p, s.tight.y
	}
	return s.d.q.p, s.d.y
}

// sharp reports whether cuts prove more than prices without.
func (s *solve) sharp() bool { return s.tight != nil && s.root == nil && s.tight.bound > s.d.bound }

// slack is the reduced cost a better plan can afford, in thousandths.
func (s *solve) slack() int64 {
	switch {
	case !s.has:
		return unlawful
	case s.sharp():
		return s.cost() - s.tight.bound
	}
	return s.cost() - s.d.bound
}

// keep keeps a plan if it is lawful and the best.
func (s *solve) keep(t *program.State) {
	if t.Broken() == 0 && (!s.has || t.Cost() < s.plan.Cost()) {
		s.plan.Copy(t)
		s.has = true
	}
}

func (s *solve) report() {
	if s.o.Progress != nil {
		s.o.Progress(solver.Progress{Problem: "rotation", HasPlan: s.has, Cost: s.plan.Cost(), Bound: ceil(s.bound()),
			Work: s.work, Effort: s.effort})
	}
}

// result states what was found.
func (s *solve) result(ctx context.Context) (*solver.Result[model.Rotation], error) {
	if s.has {
		s.spare()
	}
	r := &solver.Result[model.Rotation]{HasPlan: s.has, Bound: ceil(s.bound()), Work: s.work}
	switch {
	case s.tight != nil && s.tight.bound > s.treeBound():
		r.Certificate = s.tight.certificate(s.q, r.Bound)
	case s.root == nil:
		r.Certificate = s.q.p.Certificate(s.d.y, r.Bound)
	default:
		if s.at != nil {
			s.leave()
		}
		r.Certificate = s.root.Certificate(s.d.law, int64(r.Bound), s.q.names)
	}
	if s.has {
		equal := s.q.drawLots(s.plan.Walks, s.o.Seed)
		r.Plan, r.Cost = s.q.plan(s.plan.Walks), s.plan.Cost()
		for _, stay := range r.Plan.Stays {
			r.Equals = append(r.Equals, equal[stay.Teacher])
		}
	}
	switch {
	case s.has && r.Cost == r.Bound:
		r.Status = solver.Optimal
	case s.has && (s.o.Any || solver.Gap(r.Cost, r.Bound) <= s.gap):
		r.Status = solver.WithinGap
	case ctx.Err() != nil:
		r.Status = solver.Stopped
	default:
		r.Status = solver.Exhausted
	}
	return r, nil
}
