package grouping

import (
	"context"
	"runtime"
	"slices"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/solver"
	"github.com/rotateplan/rotate/solver/branch"
	"github.com/rotateplan/rotate/solver/price"
	"github.com/rotateplan/rotate/solver/program"
	"github.com/rotateplan/rotate/solver/proof"
	"github.com/rotateplan/rotate/solver/search"
)

const (
	trials        = 10  // of prices a round
	changes       = 400 // of the plan a round, and so many more for each round since the last better plan,
	longest       = 25  // but no more than so many times as many
	rest          = 4   // rounds from one search to the next, once plans are split
	memory        = 30  // of the search
	recombined    = 40  // evaluations whose walks are decided between
	vainMost      = 10  // rounds from one such decision to the next, at most
	mending       = 2   // such a penalty, in what a target costs in the mean
	steep         = 20  // as long as a round gains such a part of what is missing, the walks are not worth it yet
	patience      = 10  // rounds without gain before plans are split
	dawdle        = 20  // part of what is missing that a round must gain to be followed by another, once they are
	defaultEffort = 1000
	defaultGap    = 0.001
)

// solve is a solve under way.
type solve struct {
	pr       *problem
	o        solver.Options
	dual     *dual
	root     *node // all plans
	at       *node // those whose bound is being raised
	climb    *price.Ascent
	lo, hi   []int64 // by row: of prices
	draft    *draft
	join     *branch.Brancher
	best     *program.State
	plan     *program.State // the last made of prices
	top      int64          // metre-terms: no lawful plan costs more
	work     int
	dived    int // round of the last dive
	searches int
	joined   int // round of the last decision between walks
	vain     int // rounds put off after
	found    int // round of the last better plan
	gain     int // round of the last gain, after which score and floor were
	score    int64
	floor    int64 // thousandths
	audit    bool
}

// Solve finds a grouping of a case, its cost, and a bound with the prices that prove it. A cancelled context ends it
// with the best plan so far.
func Solve(ctx context.Context, c *rule.Case, o solver.Options) (*solver.Result[model.Grouping], error) {
	return find(ctx, compile(c, c.MemberLaw()), o)
}

func find(ctx context.Context, pr *problem, o solver.Options) (*solver.Result[model.Grouping], error) {
	s := begin(pr, o)
	if keys := s.pr.p.Conflict(); len(keys) > 0 {
		return &solver.Result[model.Grouping]{Status: solver.Infeasible, Conflict: keys}, nil
	}
	for s.work == 0 || s.work < s.o.Effort && ctx.Err() == nil && !s.done() {
		if err := s.round(ctx); err != nil {
			return nil, err
		}
		if s.stalled() {
			s.split()
		}
		s.tell()
	}
	return s.result(ctx), nil
}

func begin(pr *problem, o solver.Options) *solve {
	if o.Gap == 0 {
		o.Gap = defaultGap
	}
	if o.Effort == 0 {
		o.Effort = defaultEffort
	}
	if o.Threads == 0 {
		o.Threads = runtime.GOMAXPROCS(0)
	}
	s := &solve{pr: pr, o: o, top: pr.p.Ceiling(), dual: newDual(pr, o.Threads), best: program.NewState(pr.p), plan: program.NewState(pr.p),
		root: &node{Prices: make([]int64, len(pr.p.Rows)), Value: -unreachable}, join: branch.New(pr.p)}
	s.draft = newDraft(pr, s.best.Clone())
	s.lo, s.hi = make([]int64, len(pr.p.Rows)), make([]int64, len(pr.p.Rows))
	for r := range s.lo {
		s.lo[r], s.hi[r] = pr.p.Rows[r].Range()
	}
	s.turn(s.root)
	return s
}

// turn begins to raise the bound of a node.
func (s *solve) turn(x *node) {
	s.at, s.climb = x, price.New(x.Prices, s.lo, s.hi)
	s.gain, s.score, s.floor = s.work, search.Value(s.best, breach), x.Value
	s.dual.fix(x.Fixed)
}

// round tries some prices, makes a plan of the answers, and improves the best plan.
func (s *solve) round(ctx context.Context) error {
	s.work++
	before := max(s.at.Value, 0)
	if !s.price(ctx) {
		s.at.Void = true
		return nil
	}
	s.draft.repair(s.dual.walks, s.dual.priced)
	s.keep()
	s.dual.takes(recombined, s.draft.taking)
	s.draft.elect(s.draft.guide)
	s.keep()
	s.plan.Copy(s.draft.s)
	if (s.at.Value-before)*steep < s.target()-s.at.Value {
		s.recombine()
	}
	if s.work-s.dived >= diveRest && (s.at.Value-before)*slow < s.target()-s.at.Value {
		s.dive(ctx)
	}
	if len(s.pr.targets) > 0 && (s.at == s.root || s.work%rest == 0 || s.work == s.dived) {
		if err := s.improve(ctx); err != nil {
			return err
		}
	}
	s.progress()
	return nil
}

// improve searches around the best plan or, where that has not got better and every other time, around one made of prices.
func (s *solve) improve(ctx context.Context) error {
	s.draft.s.Copy(s.best)
	if s.work == s.dived || s.work > s.found && s.searches%2 == 1 {
		s.draft.s.Copy(s.plan)
	}
	s.searches++
	_, err := search.Descend(ctx, s.draft.s, s.draft.operators(), search.Options{Rounds: changes * min(1+s.work-s.found, longest),
		Memory: memory, Penalty: s.penalty(), Seed: s.o.Seed + uint64(s.searches), Audit: s.audit})
	s.keep()
	return err
}

// penalty is what the search pays for a unit of a broken must: more than any plan costs or, around a plan that breaks some while a
// lawful one is known, so little that it does not mend them at any price.
func (s *solve) penalty() int64 {
	if s.draft.s.Broken() == 0 || s.best.Broken() > 0 {
		return breach
	}
	return 1 + mending*int64(s.best.Cost())/int64(len(s.pr.targets))
}

// price tries prices, some at least. It reports false if a core has no lawful walk.
func (s *solve) price(ctx context.Context) bool {
	for n := 0; n < trials && (n == 0 || ctx.Err() == nil); n++ {
		value, gradient, ok := s.dual.evaluate(s.climb.Trial())
		if !ok {
			return false
		}
		if s.climb.Report(value, gradient, s.target()) {
			copy(s.draft.guide, s.dual.priced)
		}
	}
	if y, value := s.climb.Best(); value > s.at.Value {
		s.at.Prices, s.at.Value = slices.Clone(y), value
	}
	return true
}

// recombine decides between all walks of the last trials, and those of the best plan. Each time in vain the next is put off for longer.
func (s *solve) recombine() {
	if s.work < s.joined+s.vain {
		return
	}
	s.joined, s.vain = s.work, min(s.vain+1, vainMost)
	s.draft.s.Copy(s.best)
	for n := recombined; n > 0; n /= 2 {
		if choices, options := s.dual.choices(s.draft.s, n); options <= optionsMost {
			search.Apply(s.draft.s, s.join.Decide(s.draft.s, choices, nil, nil), nil)
			break
		}
	}
	if s.keep() {
		s.vain = 0
	}
}

// progress notes a round in which the plan became better, or the bound by a part of what is missing.
func (s *solve) progress() {
	score, part := search.Value(s.best, breach), int64(100)
	if s.at != s.root {
		part = dawdle
	}
	if s.work == 1 || score < s.score || (s.at.Value-s.floor)*part > s.target()-s.floor {
		s.gain, s.score, s.floor = s.work, score, s.at.Value
	}
}

// stalled reports whether nothing more is to be expected of the node: it has no plan or none that is better than the best, or
// climb, and in the root the search, no longer gain.
func (s *solve) stalled() bool {
	switch {
	case s.at.Void || s.at.Value > s.target()-program.Thousand:
		return true
	case s.at == s.root:
		return s.work-s.gain >= patience
	}
	return s.work > s.gain
}

// split splits the node and goes on with the half that takes the atom or, where the node promises nothing any more, with the leaf that is
// bounded lowest.
func (s *solve) split() {
	if s.at.Void || s.at.Value > s.target()-program.Thousand {
		s.turn(s.root.Leaf())
		return
	}
	core, atoms := s.dual.torn(s.climb.Mixture)
	if len(atoms) == 0 {
		return
	}
	s.at.With, s.at.Without = s.at.Half(proof.Decision{Agent: core, Atoms: atoms, In: true}), s.at.Half(proof.Decision{Agent: core, Atoms: atoms})
	s.turn(s.at.With)
}

// target is what the climb aims at, in thousandths: the cost of the best plan or, without one, a bound that would prove
// that there is none.
func (s *solve) target() int64 {
	if s.best.Broken() > 0 {
		return (s.top + s.top/16 + 1) * program.Thousand
	}
	return int64(s.best.Cost()) * program.Thousand
}

// keep takes over the draft if it is the best plan so far, and reports whether it is.
func (s *solve) keep() bool {
	if s.draft.score() >= search.Value(s.best, breach) {
		return false
	}
	s.best.Copy(s.draft.s)
	s.found = s.work
	return true
}

// bound is the best bound so far: costs are integers.
func (s *solve) bound() model.Cost { return model.Cost(proof.Whole(min(s.root.Bound(), s.target()))) }

// done reports whether nothing is left to do: the gap is small enough, or no plan exists.
func (s *solve) done() bool { return s.near() || s.hopeless() }

// hopeless reports whether no plan exists: a core has no lawful walk, not even the empty one, or the bound exceeds what
// any lawful plan costs.
func (s *solve) hopeless() bool { return proof.Whole(s.root.Bound()) > s.top }

// conflict names what makes it so: musts that are priced, or cores.
func (s *solve) conflict() []string {
	if !s.root.Void {
		return s.pr.p.Priced(s.root.Prices)
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
	r := &solver.Result[model.Grouping]{HasPlan: s.best.Broken() == 0, Bound: s.bound(), Work: s.work}
	r.Certificate = s.root.Certificate(s.pr.p, int64(r.Bound), s.pr.names)
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
