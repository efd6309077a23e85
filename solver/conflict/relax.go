package conflict

import (
	"context"
	"iter"
	"slices"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// How often it is tried how far a change must go. In a large county a solve takes seconds: there a plan at hand is asked instead, and the value told is
// near the least rather than that.
const (
	solvesMost    = 20 // of the whole problem
	valuesMost    = 5  // of the whole problem in a large county, for all changes together
	asksMost      = 20 // of the conflict alone
	conflictsMost = 4  // cured one after the other
	waysMost      = 12 // told
	brokenMost    = 10 // weights outside of quotas, of a plan near which there may be one that breaks none
)

// relax returns changes that make a plan, each after those made already: of every clause in a conflict that may be relaxed, all
// of it softened and, if that helps, each parameter changed least and each of its quotas softened.
func (x *problem) relax(ctx context.Context, conflict []Member) ([]Relaxation, error) {
	x.conflict = conflict
	var all []Relaxation
	for k := range x.clauses(conflict) {
		if ctx.Err() != nil {
			break
		}
		if len(all) > 0 && x.lengthens(k.Rule) {
			continue
		}
		soft, plan, err := x.check(ctx, x.with(rule.Change{Rule: k.Rule}), nil, true)
		if err != nil {
			return nil, err
		}
		if soft == nil {
			continue
		}
		milder, err := x.milder(ctx, k, conflict, plan)
		if err != nil {
			return nil, err
		}
		all = append(append(all, milder...), *soft)
	}
	return all[:min(len(all), waysMost)], nil
}

// milder returns relaxations that change a clause in part, of which there is a plan where it is softened.
func (x *problem) milder(ctx context.Context, k *model.Clause, conflict []Member, soft witness) ([]Relaxation, error) {
	steps, err := x.params(k, conflict)
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
	for _, m := range conflict {
		if m.Rule != k.Rule || m.level != quotas || m.Of == "" {
			continue
		}
		r, _, err := x.check(ctx, x.with(rule.Change{Rule: m.Rule, Quota: m.Key()}), soft, false)
		if err != nil {
			return nil, err
		}
		if r != nil {
			all = append(all, *r)
		}
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

// step is a change of a parameter that cures a conflict. Towards end it may go further.
type step struct {
	change rule.Change
	end    int64
}

// least returns the relaxation a step is or, where it does not go far enough for a plan, the least that does, as far as so many solves tell; in a
// large county the least that the plan at hand obeys.
func (x *problem) least(ctx context.Context, k *step, hand witness) (*Relaxation, error) {
	best, _, err := x.check(ctx, x.with(k.change), hand, false)
	if best != nil || err != nil || k.end == k.change.Value {
		return best, err
	}
	best, hand, err = x.check(ctx, x.with(k.to(k.end)), hand, false)
	if best == nil || err != nil {
		return nil, err
	}
	_, err = nearest(k.change.Value, k.end, solvesMost, func(v int64) (bool, error) {
		if x.tries++; ctx.Err() != nil || large(x.county) && x.tries > valuesMost {
			return false, nil
		}
		r, plan, err := x.check(ctx, x.with(k.to(v)), hand, false)
		if r != nil {
			best, hand = r, plan
		}
		return r != nil, err
	})
	return best, err
}

// to is the change to another value.
func (k *step) to(v int64) rule.Change {
	c := k.change
	c.Value = v
	return c
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
	now := x.settle(c, x.known)
	x.learn(now.asked)
	if !now.holds && now.plan == nil {
		return nil, nil, nil
	}
	plan, lawful := now.plan, now.holds && len(now.plan(c)) == 0
	if !large(x.county) || good && (x.quick || !lawful && now.broken <= brokenMost*unit) {
		better, err := x.solve(ctx, c)
		if err != nil {
			return nil, nil, err
		}
		if better != nil && len(better(c)) == 0 {
			plan, lawful = better, true
		}
	}
	if !lawful {
		return nil, nil, nil
	}
	return x.relaxation(changes, plan), plan, nil
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
		if m.level == quotas && !slices.Contains(x.known, m.Key()) {
			x.known = append(x.known, m.Key())
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

// params returns the least changes of single parameters of a clause that cure a conflict.
func (x *problem) params(k *model.Clause, conflict []Member) ([]step, error) {
	var all []step
	for i := range rule.Find(k.Rule).Params {
		p := &rule.Find(k.Rule).Params[i]
		try := func(v int64) (bool, error) {
			c, err := x.bound(rule.Changed(x.policy, x.with(rule.Change{Rule: k.Rule, Param: p.Name, Value: v})))
			return err == nil && x.cured(c, conflict), err
		}
		for _, end := range extremes(p, k.Args[p.Name]) {
			ok, err := try(end)
			if err != nil {
				return nil, err
			}
			if !ok {
				continue
			}
			v := end
			if len(p.Words) == 0 {
				if v, err = nearest(k.Args[p.Name], end, asksMost, try); err != nil {
					return nil, err
				}
			}
			all = append(all, step{rule.Change{Rule: k.Rule, Param: p.Name, Value: v}, end})
		}
	}
	return all, nil
}

// extremes are the values to try of a parameter first: its least and greatest, all other words, or a list with one word more.
func extremes(p *rule.Param, now int64) []int64 {
	var all []int64
	if p.List {
		listed := p.Items(now)
		for i := range p.Words {
			if !slices.Contains(listed, i) {
				all = append(all, p.ListOf(append(slices.Clone(listed), i)...))
			}
		}
		return all
	}
	if len(p.Words) > 0 {
		for v := range int64(len(p.Words)) {
			if v != now {
				all = append(all, v)
			}
		}
		return all
	}
	for _, v := range []int64{p.Min, p.Max} {
		if v != now {
			all = append(all, v)
		}
	}
	return all
}

// nearest returns, as far as so many steps tell, the value nearest to one that does not cure, between it and one that does, that cures too.
func nearest(from, to int64, steps int, try func(v int64) (bool, error)) (int64, error) {
	for ; steps > 0 && max(from-to, to-from) > 1; steps-- {
		v := from + (to-from)/2
		ok, err := try(v)
		if err != nil {
			return 0, err
		}
		if ok {
			to = v
		} else {
			from = v
		}
	}
	return to, nil
}
