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
	Minimal     bool // each member is shown to be needed, alone or with those of its clause that are marked like it
	Suspected   bool // no conflict was found: these are quotas that were suspected
	Relaxations []Relaxation
	Cut         bool // the context ended it: other relaxations, and milder ones, may exist
}

// Relaxation is changes of the policy under which there is a plan.
type Relaxation struct {
	Changes []rule.Change
	Cost    model.Cost // what that plan breaks of the clauses as they were, at their own weights
	Tighter *Tighter   // of the value of the last change; nil where that is none of a range
}

// problem is one of the two questions as a diagnosis asks it.
type problem struct {
	county  *model.County
	policy  *model.Policy
	threads int                                        // to relax clauses on; 0 all
	quick   bool                                       // a solve takes no longer than a look before it
	bound   func(p *model.Policy) (*rule.Case, error)  // the case under a policy
	named   func(c *rule.Case, keys []string) []Member // quotas
	find    func(ctx context.Context, c *rule.Case, suspected []string, h *hints) found
	cured   func(c *rule.Case, conflict []Member) bool
	settle  func(c *rule.Case, known []string, h *hints, hand atoms, solved bool) outlook
	forced  func(c *rule.Case, name string, broken []verify.Finding, known []string, most int) (forces, unreached []string)
	solve   func(ctx context.Context, c *rule.Case) (solved, error)

	before   *rule.Case
	made     []rule.Change // to cure earlier conflicts
	conflict []Member      // the last found,
	known    []string      // and quotas of all
	hints    *hints        // of all questions
	hand     atoms         // of the lawful plan found last
	tries    int           // of values that were not shown to be too little,
	blind    bool          // a look has not seen of one that solving shows it to be,
	refuted  bool          // whether the last one tried was shown to be,
	short    int64         // and by how much, if that was shown
}

// outlook is what is found of a case before it is solved: see settled.
type outlook struct {
	asked  []Member // the quotas that clash, or that were asked about
	holds  bool
	broken int64
	plan   witness
	atoms  atoms
}

// solved is what solving comes to.
type solved struct {
	plan  witness // nil where none is found
	atoms atoms
	never bool // shown: there is none
}

// atoms are those of a plan.
type atoms struct {
	members []model.Membership
	stays   []model.Stay
}

// witness is a plan: it tells what it breaks of a case.
type witness func(c *rule.Case) []verify.Finding

func groups(members []model.Membership) witness {
	return func(c *rule.Case) []verify.Finding {
		return verify.Grouping(c, model.Grouping{Members: members}).Broken
	}
}

func stays(all []model.Stay) witness {
	return func(c *rule.Case) []verify.Finding { return verify.Rotation(c, model.Rotation{Stays: all}).Broken }
}

// Grouping diagnoses a case without a lawful grouping; quotas suspected make a beginning.
func Grouping(ctx context.Context, c *rule.Case, suspected []string, o solver.Options) (*Diagnosis, error) {
	return problemOfGroups(c, o).diagnose(ctx, c, suspected)
}

// problemOfGroups is the question of a grouping.
func problemOfGroups(c *rule.Case, o solver.Options) *problem {
	return &problem{county: c.County, policy: c.Policy, quick: true, threads: o.Threads, hints: &hints{},
		bound: func(p *model.Policy) (*rule.Case, error) { return rule.NewCase(c.County, p, c.Years()) },
		find: func(ctx context.Context, c *rule.Case, suspected []string, h *hints) found {
			return (&filter[model.Membership]{ctx: ctx, county: c.County, l: ofGrouping(c, h)}).find(suspected)
		},
		named: func(c *rule.Case, keys []string) []Member { return ofGrouping(c, &hints{}).named(keys) },
		cured: func(c *rule.Case, conflict []Member) bool { return obeyed(ofGrouping(c, &hints{}), conflict) },
		forced: func(c *rule.Case, name string, broken []verify.Finding, known []string, most int) (forces, unreached []string) {
			return (&filter[model.Membership]{county: c.County, l: ofGrouping(c, &hints{})}).forced(name, broken, known, most)
		},
		settle: func(c *rule.Case, known []string, h *hints, hand atoms, solved bool) outlook {
			x := (&filter[model.Membership]{county: c.County, l: ofGrouping(c, h)}).settle(known, hand.members, solved)
			if x.never {
				return outlook{asked: x.clash, broken: x.broken}
			}
			return outlook{x.asked, x.holds, x.broken, groups(slices.DeleteFunc(slices.Clone(x.plan), rule.Opens)), atoms{members: x.plan}}
		},
		solve: func(ctx context.Context, c *rule.Case) (solved, error) {
			r, err := grouping.Solve(ctx, c, quick(c, o))
			if err != nil || !r.HasPlan {
				return solved{never: err == nil && r.Status == solver.Infeasible}, err
			}
			return solved{plan: groups(r.Plan.Members), atoms: atoms{members: r.Plan.Members}}, nil
		}}
}

// Rotation diagnoses a case without a lawful rotation under the grouping it carries.
func Rotation(ctx context.Context, c *rule.Case, g model.Grouping, suspected []string, o solver.Options) (*Diagnosis, error) {
	x := &problem{county: c.County, policy: c.Policy, threads: o.Threads, hints: &hints{},
		bound: func(p *model.Policy) (*rule.Case, error) {
			d, err := rule.NewCase(c.County, p, c.Years())
			if err != nil {
				return nil, err
			}
			return d.WithGrouping(g), nil
		},
		find: func(ctx context.Context, c *rule.Case, suspected []string, h *hints) found {
			return (&filter[model.Stay]{ctx: ctx, county: c.County, l: ofRotation(c, h)}).find(suspected)
		},
		named: func(c *rule.Case, keys []string) []Member { return ofRotation(c, &hints{}).named(keys) },
		cured: func(c *rule.Case, conflict []Member) bool { return obeyed(ofRotation(c, &hints{}), conflict) },
		forced: func(c *rule.Case, name string, broken []verify.Finding, known []string, most int) (forces, unreached []string) {
			return (&filter[model.Stay]{county: c.County, l: ofRotation(c, &hints{})}).forced(name, broken, known, most)
		},
		settle: func(c *rule.Case, known []string, h *hints, hand atoms, solved bool) outlook {
			x := (&filter[model.Stay]{county: c.County, l: ofRotation(c, h)}).settle(known, hand.stays, solved)
			if x.never {
				return outlook{asked: x.clash, broken: x.broken}
			}
			return outlook{x.asked, x.holds, x.broken, stays(x.plan), atoms{stays: x.plan}}
		},
		solve: func(ctx context.Context, c *rule.Case) (solved, error) {
			r, err := rotation.Solve(ctx, c, quick(c, o))
			if err != nil || !r.HasPlan {
				return solved{never: err == nil && r.Status == solver.Infeasible}, err
			}
			return solved{plan: stays(r.Plan.Stays), atoms: atoms{stays: r.Plan.Stays}}, nil
		}}
	return x.diagnose(ctx, c, suspected)
}

// quick is a solve that ends with nearly the first plan, in a large county with that.
func quick(c *rule.Case, o solver.Options) solver.Options {
	return solver.Options{Gap: quickGap, Any: large(c.County), Effort: quickEffort, Threads: o.Threads, Seed: o.Seed}
}

const (
	quickGap    = 0.2
	quickEffort = 1
)

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
	e, _ := prepare(l, now, nil)
	return e.ask(nil).verdict == holds
}

// diagnose finds the conflict and changes that cure it. Where there is more than one conflict no change alone makes a plan:
// then one that cures the first is made, and the next is cured with it.
func (x *problem) diagnose(ctx context.Context, c *rule.Case, suspected []string) (*Diagnosis, error) {
	d := &Diagnosis{}
	x.before = c
	first := x.find(ctx, c, suspected, x.hints)
	d.Minimal = first.sure
	if len(first.members) == 0 {
		first, d.Suspected = undivided(x.named(c, suspected)), true
	}
	if large(x.county) && x.threads != 1 {
		go first.parted()
	}
	conflict := x.relaxed(first)
	for range conflictsMost {
		if len(conflict) == 0 || ctx.Err() != nil {
			break
		}
		x.learn(conflict)
		var err error
		if d.Relaxations, err = x.relax(ctx, conflict); err != nil {
			return nil, err
		}
		if len(d.Relaxations) > 0 || d.Suspected {
			break
		}
		if c, err = x.cure(conflict); err != nil {
			return nil, err
		}
		if c == nil {
			break
		}
		conflict = x.relaxed(x.find(ctx, c, x.known, x.hints))
	}
	d.Conflict = first.parted()
	d.Cut = ctx.Err() != nil
	slices.SortStableFunc(d.Relaxations, func(a, b Relaxation) int { return cmp.Compare(a.Cost, b.Cost) })
	return d, nil
}

// relaxed are the members of a conflict that it is relaxed by: in a small county as divided as can be, in a large one, where that takes long, as they are.
func (x *problem) relaxed(f found) []Member {
	if large(x.county) {
		return f.members
	}
	return f.parted()
}
