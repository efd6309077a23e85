package conflict

import (
	"context"
	"slices"
	"testing"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/gen"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/solver"
	"github.com/rotateplan/rotate/solver/rotation"
)

// TestAPlanAtHandStands asks whether all musts can hold with a plan at hand that obeys them: what is read in place of its stays counts as they do.
func TestAPlanAtHandStands(t *testing.T) {
	p, faults := rule.ParsePolicy("large.yaml", []byte("name: large\nextends: national-2014\nclauses: {}\n"))
	if p == nil {
		t.Fatal(faults)
	}
	county := gen.County(gen.Options{Schools: 40, Teachers: 1100, Seed: 5})
	c, err := rule.NewCase(county, p, 1)
	if err != nil {
		t.Fatal(err)
	}
	c = c.WithGrouping(county.Groups())
	r, err := rotation.Solve(context.Background(), c, solver.Options{Any: true})
	if err != nil || !r.HasPlan {
		t.Fatalf("%v, %v", r, err)
	}
	f := &filter[model.Stay]{county: county, l: ofRotation(c, &hints{})}
	counted, _, _ := f.sorted()
	var known []string
	for n := range counted {
		known = append(known, counted[n].Key())
	}
	x := f.settle(known, r.Plan.Stays, false)
	if !x.holds {
		t.Fatalf("%+v", x)
	}
	for i := range f.l.rules {
		q := f.l.rules[i].Form.Quota
		if q == nil {
			continue
		}
		was, now := count(q, r.Plan.Stays), count(q, x.plan)
		for n := range was {
			if q.Quotas[n].Mode != model.Must {
				was[n], now[n] = 0, 0
			}
		}
		if !slices.Equal(was, now) {
			t.Errorf("%s: counts %v, of the plan at hand %v", f.l.rules[i].Rule.Name, now, was)
		}
	}
}
