package explain

import (
	"context"
	"maps"
	"slices"
	"testing"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/gen"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/model/verify"
	"github.com/rotateplan/rotate/solver/grouping"
	"github.com/rotateplan/rotate/solver/rotation"
)

// reworded is a policy in which a rule has other arguments or, where they are nil, is off.
func reworded(p *model.Policy, name string, args rule.Args) *model.Policy {
	out := *p
	out.Clauses = slices.Clone(p.Clauses)
	for i := range out.Clauses {
		if k := &out.Clauses[i]; k.Rule == name {
			if k.Args = maps.Clone(args); args == nil {
				k.Mode = model.Off
			}
		}
	}
	return &out
}

// TestASettingIsReachedAndNoFurther recounts plans under policies whose parameter is as tight as they are said to reach, and one
// tighter: whose the units are is named.
func TestASettingIsReachedAndNoFurther(t *testing.T) {
	read := map[string]int{}
	for seed := range uint64(10) {
		r, c := drawn(t, seed)
		plan, groups := draw(r, c), drawGroups(r, c)
		c = c.WithGrouping(groups)
		q, err := Inquire(OfRotation(c, plan), 0, model.Certificate{})
		if err != nil {
			t.Fatal(err)
		}
		g, err := InquireGroups(c, groups, 0, model.Certificate{})
		if err != nil {
			t.Fatal(err)
		}
		for _, of := range rule.All() {
			units := func(p *rule.Param, value int64) (n int64) {
				args := maps.Clone(rule.Args(clauseOf(c, of.Name).Args))
				args[p.Name] = value
				d, err := rule.NewCase(c.County, reworded(c.Policy, of.Name, args), 1)
				if err != nil {
					t.Fatal(err)
				}
				account := verify.Grouping(d, groups)
				if of.Stay != nil {
					account = verify.Rotation(d.WithGrouping(groups), plan)
				}
				for _, line := range account.Rules {
					if line.Rule == of {
						n = line.Violations
					}
				}
				return n
			}
			check := func(p *rule.Param, value, reached, at, next, fewer int64) {
				read[of.Name]++
				step := int64(1)
				if next < value || next == value && value == p.Min {
					step = -1
				}
				now, tighter := units(p, value), units(p, reached-step)
				if units(p, reached) != now || tighter <= now || tighter != at || now-units(p, next) != fewer {
					t.Fatalf("seed %d: %s, %s of %d: reaches %d, %d units now, %d there, %d one tighter (told %d), %d with %d", seed, of.Name, p.Name,
						value, reached, now, units(p, reached), tighter, at, units(p, next), next)
				}
			}
			switch {
			case of.Member != nil:
				for _, s := range g.Settings(of) {
					check(s.Param, s.Value, s.Reached, total(s.At), s.Next, s.Fewer)
				}
			case of.Stay != nil:
				for _, s := range q.Settings(of) {
					check(s.Param, s.Value, s.Reached, total(s.At), s.Next, s.Fewer)
				}
			}
		}
	}
	if len(read) < 8 || read["group-size"] == 0 || read["tenure"] == 0 || read["stay-length"] == 0 {
		t.Errorf("read only %v", read)
	}
}

func clauseOf(c *rule.Case, name string) *model.Clause {
	return &c.Policy.Clauses[slices.IndexFunc(c.Policy.Clauses, func(k model.Clause) bool { return k.Rule == name })]
}

func total[A any](shares []Share[A]) (n int64) {
	for _, s := range shares {
		n += s.Units
	}
	return n
}

// TestALooserGroupingSavesNoMoreThanIsProven plans anew under looser rules: the best plan saves no more than was proven, and no less
// than was found.
func TestALooserGroupingSavesNoMoreThanIsProven(t *testing.T) {
	tried, found, joined := 0, 0, 0
	for seed := uint64(0); seed < 40; seed++ {
		county := gen.County(gen.Options{Seed: seed, Schools: 10, Teachers: 60})
		policy, faults := rule.LoadPolicy("national-2014")
		if len(faults) > 0 {
			t.Fatal(faults)
		}
		c, err := rule.NewCase(county, reworded(policy, "group-size", rule.Args{"min": 1, "max": 1 + int64(seed%2)}), 1)
		if err != nil {
			t.Fatal(err)
		}
		result := grouped(t, c)
		if result == nil {
			continue
		}
		q, err := InquireGroups(c, result.plan, result.cost, result.cert)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"group-size", "stage-match", "targets-only"} {
			of := rule.Find(name)
			all := []rule.Args{nil}
			for _, s := range q.Settings(of) {
				if s.Next != s.Value {
					all = append(all, s.Looser)
				}
				if at, ok := q.First(of, &s); ok && (at-s.Value)*(s.Next-s.Value) <= 0 {
					t.Fatalf("seed %d: %s: %d is not looser than %d", seed, name, at, s.Value)
				}
			}
			for _, args := range all {
				x, err := q.Looser(of, args)
				if err != nil {
					t.Fatal(err)
				}
				b, _ := bindingOf(c, of, of.Member)
				other := grouped(t, c.Under(b.amend(c.MemberLaw(), args), c.StayLaw()))
				if other == nil || !other.optimal {
					continue
				}
				saved := result.cost - other.cost
				if tried++; saved > x.Most || saved < -x.Best.Cost || !x.Best.Lawful() {
					t.Fatalf("seed %d: %s %v saves %d, proven %d, found %d", seed, name, args, saved, x.Most, -x.Best.Cost)
				}
				if x.Best.Cost < 0 {
					found++
				}
				joined += len(x.Gains)
			}
		}
	}
	if tried < 40 || found < 10 || joined < 20 {
		t.Errorf("%d tried, %d found, %d schools joined", tried, found, joined)
	}
}

type groupsFound struct {
	plan    model.Grouping
	cost    model.Cost
	cert    model.Certificate
	optimal bool
}

func grouped(t *testing.T, c *rule.Case) *groupsFound {
	t.Helper()
	x, err := grouping.Solve(context.Background(), c, exactly)
	if err != nil {
		t.Fatal(err)
	}
	if !x.HasPlan {
		return nil
	}
	return &groupsFound{x.Plan, x.Cost, x.Certificate, x.Cost == x.Bound}
}

// TestALooserRotationSavesNoMoreThanIsProven plans anew with a shorter tenure, and without a rule.
func TestALooserRotationSavesNoMoreThanIsProven(t *testing.T) {
	tried, people := 0, 0
	for seed := uint64(0); seed < 30; seed++ {
		county := gen.Tiny(seed)
		c, result := solved(t, county)
		if result == nil || !result.HasPlan {
			continue
		}
		q, err := Inquire(OfRotation(c, result.Plan), result.Cost, result.Certificate)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"tenure", "direction", "stay-length"} {
			of := rule.Find(name)
			out := q.KeptOut(name)
			all := []rule.Args{nil}
			for _, s := range q.Settings(of) {
				if s.Next != s.Value {
					all = append(all, s.Looser)
				}
			}
			for _, args := range all {
				x, err := q.Looser(of, out, args)
				if err != nil {
					t.Fatal(err)
				}
				b, _ := bindingOf(c, of, of.Stay)
				other, err := rotation.Solve(context.Background(), c.Under(c.MemberLaw(), b.amend(c.StayLaw(), args)), exactly)
				if err != nil {
					t.Fatal(err)
				}
				if !other.HasPlan || other.Cost != other.Bound {
					continue
				}
				saved := result.Cost - other.Cost
				if tried++; saved > x.Most || saved < -x.Best.Cost || !x.Best.Lawful() {
					t.Fatalf("seed %d: %s %v saves %d, proven %d, found %d", seed, name, args, saved, x.Most, -x.Best.Cost)
				}
				people += x.People
			}
		}
	}
	if tried < 40 || people < 10 {
		t.Errorf("%d tried, %d people more", tried, people)
	}
}
