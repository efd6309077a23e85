package conflict

import (
	"cmp"
	"context"
	"iter"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/model/verify"
)

// How often it is tried how far a change must go. In a large county a solve takes seconds: there a plan at hand is asked instead, and the value told is
// near the least rather than that.
const (
	valuesMost    = 12 // of the whole problem in a large county, for all values of a clause together, less those shown to be too little
	listsMost     = 2  // where a solve takes long
	milderMost    = 3  // clauses that are changed in part in a large county
	failsMost     = 3  // quotas of a clause softened one by one in a large county, none of which makes a plan
	asksMost      = 20 // of the conflict alone, or of a plan
	lookMost      = 20 // of a value
	lookMostLists = 10 // where a solve takes long
	conflictsMost = 4  // cured one after the other
	waysMost      = 12 // told
	brokenMost    = 10 // weights outside of quotas, of a plan near which there may be one that breaks none
)

// relax returns changes that make a plan, each after those made already: of every clause in a conflict that may be relaxed, all
// of it softened and, if that helps, each parameter changed least and each of its quotas softened.
func (x *problem) relax(ctx context.Context, conflict []Member) ([]Relaxation, error) {
	x.conflict = conflict
	var first, last []*model.Clause
	for k := range x.clauses(conflict) {
		if x.lengthens(k.Rule) {
			last = append(last, k)
		} else {
			first = append(first, k)
		}
	}
	all, err := x.abreast(ctx, first)
	if len(all) == 0 && err == nil {
		all, err = x.abreast(ctx, last)
	}
	return all[:min(len(all), waysMost)], err
}

// abreast returns the relaxations of clauses: all of each softened and, if that helps, less, in a large county of those that cost least. Each begins
// with what is known so far, so that they may be tried in any order: the first few that help are softened in part at once, and what is not among the
// cheapest is not told.
func (x *problem) abreast(ctx context.Context, clauses []*model.Clause) ([]Relaxation, error) {
	each := make([]*loosening, len(clauses))
	for n, k := range clauses {
		y := *x
		y.known, y.hints, y.tries = slices.Clone(x.known), x.hints.clone(), 0
		each[n] = &loosening{problem: &y, clause: k}
	}
	var early atomic.Int32
	soften := func(l *loosening, ctx context.Context) {
		if l.soften(ctx); l.soft != nil && early.Add(1) <= milderMost {
			l.less(ctx)
		}
	}
	if err := x.run(ctx, each, soften); err != nil {
		return nil, err
	}
	best := x.cheapest(each)
	if err := x.run(ctx, best, (*loosening).less); err != nil {
		return nil, err
	}
	var all []Relaxation
	for _, l := range each {
		if slices.Contains(best, l) {
			all = append(all, l.milder...)
			x.note(l.known)
		}
		if l.soft != nil {
			all = append(all, *l.soft)
		}
		x.note(l.softened)
	}
	return all, nil
}

// loosening is a clause being relaxed.
type loosening struct {
	*problem
	clause *model.Clause
	soft   *Relaxation // all of it,
	plan   witness     // and its plan
	milder []Relaxation
	err    error

	softened []string // what was known then
	tried    bool     // less of it
}

func (l *loosening) soften(ctx context.Context) {
	l.soft, l.plan, l.err = l.check(ctx, l.with(rule.Change{Rule: l.clause.Rule}), nil, true)
	l.softened = slices.Clone(l.known)
}

func (l *loosening) less(ctx context.Context) {
	if l.tried || l.err != nil {
		return
	}
	l.tried = true
	l.milder, l.err = l.problem.milder(ctx, l.clause, l.conflict, l.plan)
}

// cheapest returns those that help, in a large county no more than some.
func (x *problem) cheapest(all []*loosening) []*loosening {
	all = slices.DeleteFunc(slices.Clone(all), func(l *loosening) bool { return l.soft == nil })
	slices.SortStableFunc(all, func(a, b *loosening) int { return cmp.Compare(a.soft.Cost, b.soft.Cost) })
	if large(x.county) {
		all = all[:min(len(all), milderMost)]
	}
	return all
}

// run does something with each, on all threads.
func (x *problem) run(ctx context.Context, each []*loosening, do func(*loosening, context.Context)) error {
	turns := make(chan *loosening, len(each))
	for _, l := range each {
		turns <- l
	}
	close(turns)
	threads := x.threads
	if threads == 0 {
		threads = runtime.GOMAXPROCS(0)
	}
	var wait sync.WaitGroup
	for range min(threads, len(each)) {
		wait.Go(func() {
			for l := range turns {
				if ctx.Err() == nil {
					do(l, ctx)
				}
			}
		})
	}
	wait.Wait()
	for _, l := range each {
		if l.err != nil {
			return l.err
		}
	}
	return nil
}

// milder returns relaxations that change a clause in part, of which there is a plan where it is softened.
func (x *problem) milder(ctx context.Context, k *model.Clause, conflict []Member, soft witness) ([]Relaxation, error) {
	steps, err := x.steps(k, conflict, soft)
	if err != nil {
		return nil, err
	}
	var all []Relaxation
	for i := range steps {
		r, err := x.least(ctx, &steps[i], soft)
		if err != nil {
			return nil, err
		}
		if r != nil {
			all = append(all, *r)
		}
	}
	failed := 0
	for _, m := range conflict {
		if m.Rule != k.Rule || m.level != quotas || m.Of == "" || large(x.county) && failed == failsMost {
			continue
		}
		r, _, err := x.check(ctx, x.with(rule.Change{Rule: m.Rule, Quota: m.Key()}), soft, false)
		if err != nil {
			return nil, err
		}
		if r == nil {
			failed++
			continue
		}
		all = append(all, *r)
	}
	return all, nil
}

// cure makes the first change that cures a conflict and returns the case under it, so that the next can be looked for; nil if none may be made.
func (x *problem) cure(conflict []Member) (*rule.Case, error) {
	for k := range x.clauses(conflict) {
		steps, err := x.params(k, conflict)
		if err != nil {
			return nil, err
		}
		change := rule.Change{Rule: k.Rule}
		if len(steps) > 0 {
			change = steps[0].change
		}
		x.made = x.with(change)
		return x.bound(rule.Changed(x.policy, x.made))
	}
	return nil, nil
}

// check returns the relaxation that changes are, and its plan; nil if none is found under them. First the plan at hand is tried, if there is one, then
// what finds clashes of quotas and may find a plan. Then the problem is solved: always in a small county, for a good plan in a large one.
func (x *problem) check(ctx context.Context, changes []rule.Change, hand witness, good bool) (*Relaxation, witness, error) {
	c, err := x.bound(rule.Changed(x.policy, changes))
	if err != nil {
		return nil, nil, err
	}
	if hand != nil && len(hand(c)) == 0 {
		return x.relaxation(changes, hand), hand, nil
	}
	now := outlook{plan: unseen}
	if !x.blind || good {
		now = x.settle(c, x.known, x.hints, x.hand, good)
	}
	x.learn(now.asked)
	x.short, x.refuted = 0, false
	if !now.holds && now.plan == nil {
		x.short, x.refuted = now.broken, true
		return nil, nil, nil
	}
	plan, found, lawful, never := now.plan, now.atoms, now.holds && len(now.plan(c)) == 0, false
	if x.worth(now, lawful, good) {
		better, err := x.solve(ctx, c)
		if err != nil {
			return nil, nil, err
		}
		if never = better.never; better.plan != nil && len(better.plan(c)) == 0 {
			plan, found, lawful = better.plan, better.atoms, true
		}
	}
	if x.refuted = never; !never {
		x.tries++
	}
	x.blind = x.blind || never
	if !lawful {
		return nil, nil, nil
	}
	x.hand = found
	return x.relaxation(changes, plan), plan, nil
}

// unseen stands for a plan where none has been looked for.
func unseen(*rule.Case) []verify.Finding { return nil }

// worth reports whether it is worth solving a problem after a look at it.
func (x *problem) worth(now outlook, lawful, good bool) bool {
	switch {
	case !large(x.county):
		return true
	case lawful:
		return good && x.quick
	}
	return now.broken <= brokenMost*unit
}

// lengthens reports whether in a large county, without a rule, stays of any length are to be tried: there are so many that it is not done where there is
// another way.
func (x *problem) lengthens(rule string) bool {
	return large(x.county) && slices.ContainsFunc(x.conflict, func(m Member) bool { return m.Rule == rule && m.spans })
}

// relaxation counts what a plan breaks of the policy as it was.
func (x *problem) relaxation(changes []rule.Change, plan witness) *Relaxation {
	r := &Relaxation{Changes: changes}
	for _, f := range plan(x.before) {
		if k := x.clause(f.Rule); k != nil {
			r.Cost += k.Weight * model.Cost(f.Units)
		}
	}
	return r
}

// learn keeps in mind which quotas were in a conflict.
func (x *problem) learn(conflict []Member) {
	for _, m := range conflict {
		if m.level == quotas {
			x.note([]string{m.Key()})
		}
	}
}

func (x *problem) note(known []string) {
	for _, key := range known {
		if !slices.Contains(x.known, key) {
			x.known = append(x.known, key)
		}
	}
}

// clauses visits those of a conflict that may be relaxed.
func (x *problem) clauses(conflict []Member) iter.Seq[*model.Clause] {
	return func(yield func(*model.Clause) bool) {
		told := map[string]bool{}
		for _, m := range conflict {
			k := x.clause(m.Rule)
			if k == nil || k.Firm {
				continue
			}
			if !told[m.Rule] {
				told[m.Rule] = true
				if !yield(k) {
					return
				}
			}
		}
	}
}

func (x *problem) clause(name string) *model.Clause {
	for i := range x.policy.Clauses {
		if k := &x.policy.Clauses[i]; k.Rule == name {
			return k
		}
	}
	return nil
}

// with returns a change after those made.
func (x *problem) with(more rule.Change) []rule.Change { return append(slices.Clone(x.made), more) }
