package conflict

import (
	"context"
	"reflect"
	"slices"
	"testing"

	"github.com/rotateplan/rotate/model/gen"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/model/verify"
	"github.com/rotateplan/rotate/solver"
	"github.com/rotateplan/rotate/solver/grouping"
	"github.com/rotateplan/rotate/solver/rotation"
)

// TestLargeCounties diagnoses counties in which solving takes long: relaxations come from plans at hand, walks are softened too, and every
// relaxation makes a plan.
func TestLargeCounties(t *testing.T) {
	for _, x := range []struct{ clauses, soft string }{
		{"{exchange-share: {mode: must, share: 900}, head-count: {school: 0, group: 0}}", "exchange-share"},
		{"{principal-term: {mode: must, years: 1, defer: 1}}", "principal-term"},
		{"{backbone-share: {mode: must, share: 900}, exchange-share: {mode: must, share: 400, base: county}}", "exchange-share"},
	} {
		p, faults := rule.ParsePolicy("large.yaml", []byte("name: large\nextends: national-2014\nclauses: "+x.clauses+"\n"))
		if p == nil {
			t.Fatal(faults)
		}
		county := gen.County(gen.Options{Schools: 40, Teachers: 1100, Seed: 5})
		if !large(county) {
			t.Fatalf("%d teachers", len(county.Teachers))
		}
		c, err := rule.NewCase(county, p, 1)
		if err != nil {
			t.Fatal(err)
		}
		c = c.WithGrouping(county.Groups())
		d, err := Rotation(context.Background(), c, county.Groups(), nil, solver.Options{})
		if err != nil || len(d.Conflict) == 0 {
			t.Fatalf("%s: %v, %v", x.clauses, d, err)
		}
		if !slices.ContainsFunc(d.Relaxations, func(r Relaxation) bool {
			return len(r.Changes) == 1 && r.Changes[0] == rule.Change{Rule: x.soft}
		}) {
			t.Errorf("%s: %s is not softened in %v", x.clauses, x.soft, d.Relaxations)
		}
		for _, r := range d.Relaxations {
			makesAPlan(t, c, r.Changes)
		}
	}
}

func makesAPlan(t *testing.T, c *rule.Case, changes []rule.Change) {
	t.Helper()
	milder, err := rule.NewCase(c.County, rule.Changed(c.Policy, changes), 1)
	if err != nil {
		t.Fatal(err)
	}
	milder = milder.WithGrouping(c.County.Groups())
	r, err := rotation.Solve(context.Background(), milder, solver.Options{Gap: 1})
	if err != nil || !r.HasPlan || len(verify.Rotation(milder, r.Plan).Broken) > 0 {
		t.Errorf("no plan with %v", changes)
	}
}

// crowded is a large county whose groups are to be too large for all targets to be in one.
func crowded(t *testing.T) *rule.Case {
	t.Helper()
	p, faults := rule.ParsePolicy("large.yaml", []byte("name: large\nextends: national-2014\nclauses: "+
		"{group-size: {mode: must, min: 40, max: 50}, coverage: {mode: must, all: 1000}}\n"))
	if p == nil {
		t.Fatal(faults)
	}
	c, err := rule.NewCase(gen.County(gen.Options{Schools: 60, Teachers: 1500, Seed: 5}), p, 1)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestLargeGroupings diagnoses what only counting tells. Quotas that are needed together are of one clause, and each relaxation
// makes a plan.
func TestLargeGroupings(t *testing.T) {
	c := crowded(t)
	d, err := Grouping(context.Background(), c, nil, solver.Options{})
	if err != nil || len(d.Conflict) == 0 || !d.Minimal || len(d.Relaxations) == 0 {
		t.Fatalf("%v, %v", d, err)
	}
	for _, x := range d.Relaxations {
		milder, err := rule.NewCase(c.County, rule.Changed(c.Policy, x.Changes), 1)
		if err != nil {
			t.Fatal(err)
		}
		r, err := grouping.Solve(context.Background(), milder, solver.Options{Gap: 1})
		if err != nil || !r.HasPlan || len(verify.Grouping(milder, r.Plan).Broken) > 0 {
			t.Errorf("no plan with %v", x.Changes)
		}
	}
}

// TestSuspected relaxes quotas that are only suspected, where no conflict is found.
func TestSuspected(t *testing.T) {
	c := crowded(t)
	x := problemOfGroups(c, solver.Options{})
	x.find = func(context.Context, *rule.Case, []string, *hints) found { return undivided(nil) }
	d, err := x.diagnose(context.Background(), c, []string{"coverage/of=all"})
	if err != nil || !d.Suspected || d.Minimal || len(d.Conflict) != 1 || len(d.Relaxations) == 0 {
		t.Errorf("%v, %v", d, err)
	}
}

// TestThreads tells the same of a large county on one thread, where bans are divided after relaxing, as on several.
func TestThreads(t *testing.T) {
	c := crowded(t)
	var told []*Diagnosis
	for _, threads := range []int{1, 2, 0} {
		d, err := Grouping(context.Background(), c, nil, solver.Options{Threads: threads})
		if err != nil {
			t.Fatal(err)
		}
		told = append(told, d)
	}
	if !reflect.DeepEqual(told[0], told[1]) || !reflect.DeepEqual(told[0], told[2]) {
		t.Errorf("%v\n%v\n%v", told[0], told[1], told[2])
	}
}
