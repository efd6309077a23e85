package conflict

import (
	"cmp"
	"context"
	"slices"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/model/verify"
	"github.com/rotateplan/rotate/solver"
	"github.com/rotateplan/rotate/solver/grouping"
	"github.com/rotateplan/rotate/solver/rotation"
)

// Diagnosis is why there is no plan, and what would make one.
type Diagnosis struct {
	Conflict    []Member
	Minimal     bool // each member is shown to be needed
	Relaxations []Relaxation
	Cut         bool // the context ended it: other relaxations, and milder ones, may exist
}

// Relaxation is changes of the policy under which there is a plan.
type Relaxation struct {
	Changes []rule.Change
	Cost    model.Cost // what that plan breaks of the clauses as they were, at their own weights
}

// problem is one of the two questions as a diagnosis asks it.
type problem struct {
	county *model.County
	policy *model.Policy
	bound  func(p *model.Policy) (*rule.Case, error) // the case under a policy
	find   func(ctx context.Context, c *rule.Case, suspected []string) ([]Member, bool)
	cured  func(c *rule.Case, conflict []Member) bool
	solve  func(ctx context.Context, c *rule.Case) (broken func(before *rule.Case) []verify.Finding, suspected []string, err error)
}

// Grouping diagnoses a case without a lawful grouping; quotas suspected make a beginning.
func Grouping(ctx context.Context, c *rule.Case, suspected []string, o solver.Options) (*Diagnosis, error) {
	x := &problem{county: c.County, policy: c.Policy,
		bound: func(p *model.Policy) (*rule.Case, error) { return rule.NewCase(c.County, p, c.Years()) },
		find: func(ctx context.Context, c *rule.Case, suspected []string) ([]Member, bool) {
			return find(ctx, c.County, ofGrouping(c), suspected)
		},
		cured: func(c *rule.Case, conflict []Member) bool { return obeyed(ofGrouping(c), conflict) },
		solve: func(ctx context.Context, c *rule.Case) (func(*rule.Case) []verify.Finding, []string, error) {
			r, err := grouping.Solve(ctx, c, quick(o))
			if err != nil || !r.HasPlan || len(verify.Grouping(c, r.Plan).Broken) > 0 {
				return nil, conflictOf(r), err
			}
			return func(before *rule.Case) []verify.Finding { return verify.Grouping(before, r.Plan).Broken }, nil, nil
		}}
	return x.diagnose(ctx, c, suspected)
}

// Rotation diagnoses a case without a lawful rotation under the grouping it carries.
func Rotation(ctx context.Context, c *rule.Case, g model.Grouping, suspected []string, o solver.Options) (*Diagnosis, error) {
	x := &problem{county: c.County, policy: c.Policy,
		bound: func(p *model.Policy) (*rule.Case, error) {
			d, err := rule.NewCase(c.County, p, c.Years())
			if err != nil {
				return nil, err
			}
			return d.WithGrouping(g), nil
		},
		find: func(ctx context.Context, c *rule.Case, suspected []string) ([]Member, bool) {
			return find(ctx, c.County, ofRotation(c), suspected)
		},
		cured: func(c *rule.Case, conflict []Member) bool { return obeyed(ofRotation(c), conflict) },
		solve: func(ctx context.Context, c *rule.Case) (func(*rule.Case) []verify.Finding, []string, error) {
			r, err := rotation.Solve(ctx, c, quick(o))
			if err != nil || !r.HasPlan || len(verify.Rotation(c, r.Plan).Broken) > 0 {
				return nil, conflictOf(r), err
			}
			return func(before *rule.Case) []verify.Finding { return verify.Rotation(before, r.Plan).Broken }, nil, nil
		}}
	return x.diagnose(ctx, c, suspected)
}

// quick is a solve that ends with nearly the first plan.
func quick(o solver.Options) solver.Options {
	return solver.Options{Gap: quickGap, Effort: quickEffort, Threads: o.Threads, Seed: o.Seed}
}

const (
	quickGap    = 0.2
	quickEffort = 4
)

func conflictOf[P any](r *solver.Result[P]) []string {
	if r == nil {
		return nil
	}
	return r.Conflict
}

func find[A comparable](ctx context.Context, county *model.County, l *law[A], suspected []string) ([]Member, bool) {
	f := &filter[A]{ctx: ctx, county: county, l: l}
	found := f.find(suspected)
	return found, f.opens == 0 && ctx.Err() == nil
}

// obeyed reports whether some plan obeys what a law says in place of the members of another; those it no longer has, or
// not as musts, ask nothing.
func obeyed[A comparable](l *law[A], members []Member) bool {
	var now []Member
	for _, m := range members {
		i := slices.IndexFunc(l.rules, func(r rule.Applied[A]) bool { return r.Rule.Name == m.Rule })
		if i < 0 {
			continue
		}
		m.clause = int32(i)
		if m.level == quotas {
			q := slices.IndexFunc(l.rules[i].Form.Quota.Quotas, func(q rule.Quota) bool { return q.Key == m.Key() && q.Mode == model.Must })
			if q < 0 {
				continue
			}
			m.id = int32(q)
		}
		now = append(now, m)
	}
	return prepare(l, now, nil).ask(nil).verdict == holds
}

// diagnose finds the conflict and changes that cure it. Where there is more than one conflict no change alone makes a plan:
// then the cheapest that cures the first is made, and the next is cured with it.
func (x *problem) diagnose(ctx context.Context, c *rule.Case, suspected []string) (*Diagnosis, error) {
	d := &Diagnosis{}
	d.Conflict, d.Minimal = x.find(ctx, c, suspected)
	conflict, before := d.Conflict, c
	var made []rule.Change
	for range conflictsMost {
		if len(conflict) == 0 || ctx.Err() != nil {
			break
		}
		cures, err := x.cures(ctx, conflict, made)
		if err != nil {
			return nil, err
		}
		first := -1
		for n := range cures {
			ok, again, err := x.make(ctx, before, &cures[n])
			if err != nil {
				return nil, err
			}
			if ok != nil {
				d.Relaxations = append(d.Relaxations, *ok)
			} else if first < 0 {
				first, suspected = n, again
			}
		}
		if len(d.Relaxations) > 0 || first < 0 {
			break
		}
		made = cures[first].changes
		if c, err = x.bound(rule.Changed(x.policy, made)); err != nil {
			return nil, err
		}
		conflict, _ = x.find(ctx, c, suspected)
	}
	d.Cut = ctx.Err() != nil
	slices.SortStableFunc(d.Relaxations, func(a, b Relaxation) int { return cmp.Compare(a.Cost, b.Cost) })
	return d, nil
}

// How often a whole problem is solved again to find out how far a change must go: in a large county that takes seconds, and
// the value told is near the least rather than that.
const (
	solvesMost  = 20
	solvesLarge = 4
	asksMost    = 20 // of the conflict alone
)

// cure is changes that cure a conflict, the last of which may go further.
type cure struct {
	changes []rule.Change
	further bool
	end     int64 // the value of its parameter at the far end
}

// make returns the relaxation a cure is or, where it does not go far enough for a plan, the least that does.
func (x *problem) make(ctx context.Context, before *rule.Case, k *cure) (*Relaxation, []string, error) {
	best, suspected, err := x.check(ctx, before, k.changes)
	if best != nil || err != nil || !k.further {
		return best, suspected, err
	}
	at := func(v int64) (bool, error) {
		changes := slices.Clone(k.changes)
		changes[len(changes)-1].Value = v
		r, _, err := x.check(ctx, before, changes)
		if r != nil {
			best = r
		}
		return r != nil, err
	}
	if ok, err := at(k.end); !ok || err != nil {
		return nil, suspected, err
	}
	steps := solvesMost
	if len(x.county.Teachers) > agentsMost {
		steps = solvesLarge
	}
	_, err = nearest(k.changes[len(k.changes)-1].Value, k.end, steps, at)
	return best, nil, err
}

// conflictsMost is how many conflicts are cured one after the other.
const conflictsMost = 4

// check solves with changes made, and counts what the plan breaks of the policy as it was.
func (x *problem) check(ctx context.Context, before *rule.Case, changes []rule.Change) (*Relaxation, []string, error) {
	policy := rule.Changed(x.policy, changes)
	c, err := x.bound(policy)
	if err != nil {
		return nil, nil, err
	}
	broken, suspected, err := x.solve(ctx, c)
	if err != nil || broken == nil {
		return nil, suspected, err
	}
	r := &Relaxation{Changes: changes}
	for _, f := range broken(before) {
		for i := range x.policy.Clauses {
			if k := &x.policy.Clauses[i]; k.Rule == f.Rule {
				r.Cost += k.Weight * model.Cost(f.Units)
			}
		}
	}
	return r, nil, nil
}

// cures returns changes that cure a conflict, each after those made already: of every clause in it that may be relaxed, each
// parameter changed least, each of its quotas softened, and all of it softened.
func (x *problem) cures(ctx context.Context, conflict []Member, made []rule.Change) ([]cure, error) {
	var all []cure
	told := map[string]bool{}
	for _, m := range conflict {
		k := x.clause(m.Rule)
		if k == nil || k.Firm || ctx.Err() != nil {
			continue
		}
		if !told[m.Rule] {
			told[m.Rule] = true
			params, err := x.params(k, conflict, made)
			if err != nil {
				return nil, err
			}
			all = append(all, params...)
			all = append(all, cure{changes: with(made, rule.Change{Rule: m.Rule})})
		}
		if m.level == quotas && m.Of != "" {
			all = append(all, cure{changes: with(made, rule.Change{Rule: m.Rule, Quota: m.Key()})})
		}
	}
	return all[:min(len(all), curesMost)], nil
}

// curesMost is how many changes are solved again.
const curesMost = 12

func (x *problem) clause(name string) *model.Clause {
	for i := range x.policy.Clauses {
		if k := &x.policy.Clauses[i]; k.Rule == name {
			return k
		}
	}
	return nil
}

func with(made []rule.Change, more rule.Change) []rule.Change {
	return append(slices.Clone(made), more)
}

// params returns the least changes of single parameters of a clause that cure a conflict.
func (x *problem) params(k *model.Clause, conflict []Member, made []rule.Change) ([]cure, error) {
	var all []cure
	for i := range rule.Find(k.Rule).Params {
		p := &rule.Find(k.Rule).Params[i]
		try := func(v int64) (bool, error) {
			c, err := x.bound(rule.Changed(x.policy, with(made, rule.Change{Rule: k.Rule, Param: p.Name, Value: v})))
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
			all = append(all, cure{with(made, rule.Change{Rule: k.Rule, Param: p.Name, Value: v}), v != end, end})
		}
	}
	return all, nil
}

// extremes are the values to try of a parameter first: its least and greatest, or all other words.
func extremes(p *rule.Param, now int64) []int64 {
	var all []int64
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
