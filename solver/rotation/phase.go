package rotation

import (
	"context"

	"github.com/rotateplan/rotate/solver/program"
	"github.com/rotateplan/rotate/solver/search"
)

// phaseWork is the effort of a phase. The first only finds a plan, so that there is one early, while the dual climbs to
// where searching is worth while.
type phaseWork struct {
	moves, movesEach int // moves tried: some, and for every agent with candidates
	repairs          int // repairs by flow, and more by the number of agents with candidates
	rounds           int // of the dual meanwhile
}

var (
	early = phaseWork{moves: 5000, movesEach: 20, repairs: 20, rounds: 150}
	later = phaseWork{moves: 5000, movesEach: 10, repairs: 20, rounds: 100}
)

// spent reports whether neither bound nor plan have got better for long.
func (s *solve) spent() bool {
	most := idleNearly
	if s.d.exact {
		most = idleMost
	}
	return s.idle >= most && s.settled()
}

// phase searches at the prices known while the dual climbs on toward the cost known; the two meet at its end, so that
// what they find does not depend on how many processors they run on.
func (s *solve) phase(ctx context.Context) error {
	was := s.cost()
	start, err := s.begin(ctx)
	s.q.penalty = s.q.exactPenalty(s.d.y)
	s.d.q.penalty = s.q.penalty
	if err == nil && !s.done() {
		err = s.both(ctx, start)
	}
	s.work++
	if s.idle++; s.cost() != was {
		s.idle = 0
	}
	s.report()
	return err
}

// both searches from a plan and climbs, on one processor in this order, unless there is no plan yet: where time is short, a plan comes
// first. A climb that shows that there is none ends the search.
func (s *solve) both(ctx context.Context, start *program.State) error {
	had, whole, cost := s.has, s.root == nil, s.cost()
	leaf, y := s.prices()
	c := newCandidates(s.q, leaf, y, s.slack(), someAtoms+atomsEach*len(s.d.b.w.agents))
	searching, end := context.WithCancel(ctx)
	defer end()
	climbed := make(chan error, 1)
	climb := func() {
		err := s.advance(ctx, cost)
		if whole && s.d.bound > s.q.top {
			end()
		}
		climbed <- err
	}
	switch {
	case s.o.Threads > 1:
		go climb()
	case !had:
		climb()
	}
	err := s.improve(searching, c, start)
	if s.o.Threads == 1 && had {
		climb()
	}
	if e := <-climbed; e != nil {
		return e
	}
	if s.cutter != nil {
		s.tight = s.cutter.best
	}
	return err
}

// advance climbs on: by cuts where there is a plan, the network is only nearly the law and plans are not split.
func (s *solve) advance(ctx context.Context, cost int64) error {
	if cost == 0 || s.d.climb == nil || s.root != nil {
		return s.d.advance(ctx, s.effortOf().rounds, cost)
	}
	if s.cutter == nil {
		s.cutter = s.newCutter()
	}
	if s.idle > 0 {
		return s.cutter.climb(ctx, cost, cutStalled)
	}
	return s.cutter.climb(ctx, cost, cutLittles)
}

// settled reports whether climbing on would bring next to nothing.
func (s *solve) settled() bool {
	if s.cutter != nil {
		return s.cutter.littles >= cutStalled
	}
	return s.d.settled()
}

// begin returns the plan to search from. Where it breaks musts and prices are not yet as good as can be, better ones may make one
// that does not, sooner than any search, if the network is the law.
func (s *solve) begin(ctx context.Context) (*program.State, error) {
	t := s.start(ctx)
	if t.Broken() == 0 || s.d.b.climb.Settled() || !s.d.exact {
		return t, nil
	}
	if err := s.d.advance(ctx, s.effortOf().rounds, s.cost()); err != nil {
		return nil, err
	}
	return s.start(ctx), nil
}

// start is the plan to search from: the one at hand while that gets better, else what the dual suggests.
func (s *solve) start(ctx context.Context) (t *program.State) {
	if s.trail != nil {
		return s.trail
	}
	s.q.penalty = s.q.exactPenalty(s.d.y)
	if s.d.exact {
		t = s.round(s.rounds)
		s.rounds = min(2*s.rounds, recentRounds)
	} else {
		t = s.dive(ctx)
	}
	s.keep(t)
	return t
}

// improve searches among the candidates from a plan: move by move, then by destroy-and-repair; where the network is only nearly
// the law, by branch and bound alone; where musts are broken, that is done first, for it mends
// them at the least cost.
func (s *solve) improve(ctx context.Context, c *candidates, t *program.State) error {
	if len(c.agents) == 0 || s.o.Any && t.Broken() > farMost {
		return nil
	}
	o := search.Options{Memory: 1, Penalty: s.q.penalty, Seed: s.o.Seed + uint64(s.work), Any: s.o.Any}
	branch := []search.Operator{s.branch.operator(c)}
	if o.Rounds = s.branch.rounds(); t.Broken() > 0 {
		if err := s.descend(ctx, t, branch, o); err != nil {
			return err
		}
	}
	if s.d.exact {
		if err := s.wander(ctx, c, t, o); err != nil {
			return err
		}
	}
	o.Rounds = s.branch.rounds()
	err := s.descend(ctx, t, branch, o)
	if s.trail = t; s.branch.grow() {
		s.trail = nil
		s.branch.anew()
	}
	return err
}

// farMost is how many units of musts the first plan of a solve for any plan may break so that it is worth mending: where more clash, there is
// hardly ever a plan.
const farMost = 50

// wander searches move by move, then by flows, which find little where the network is only nearly the law.
func (s *solve) wander(ctx context.Context, c *candidates, t *program.State, o search.Options) error {
	work := s.effortOf()
	o.Rounds, o.Memory = work.moves+work.movesEach*len(c.agents), lateMemory
	if err := s.descend(ctx, t, []search.Operator{c.move(), c.swap(), c.cycle()}, o); err != nil {
		return err
	}
	o.Rounds, o.Memory = work.repairs+len(c.agents)/agentsPerRepair, 1
	return s.descend(ctx, t, []search.Operator{c.repair(s.d.fold, repairMost)}, o)
}

// effortOf returns the effort of the phase to come.
func (s *solve) effortOf() phaseWork {
	if s.work == 0 {
		return early
	}
	return later
}

// descend searches from a plan and keeps what it finds if it is lawful and the best.
func (s *solve) descend(ctx context.Context, t *program.State, operators []search.Operator, o search.Options) error {
	if _, err := search.Descend(ctx, t, operators, o); err != nil {
		return err
	}
	s.keep(t)
	return nil
}
