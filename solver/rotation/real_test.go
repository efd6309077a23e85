package rotation

import (
	"context"
	"testing"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/solver"
	"github.com/rotateplan/rotate/solver/grouping"
)

// realCase is a real county under a preset and the groups planned for it.
func realCase(t testing.TB, code, policy string) *rule.Case {
	t.Helper()
	county := realCounty(t, code)
	p := preset(t, policy)
	g, err := grouping.Solve(context.Background(), caseOf(t, county, p, model.Grouping{}), solver.Options{})
	if err != nil || !g.HasPlan {
		t.Fatalf("no groups: %v", err)
	}
	return caseOf(t, county, p, g.Plan)
}

// A gap is one of the cost and one of those who move: in 990101 most of the cost cannot be helped.
func TestRealGapOfMovers(t *testing.T) {
	if testing.Short() {
		t.Skip("a county of 9,743 teachers takes seconds")
	}
	c := realCase(t, "990101", "henan-2021")
	r := judged(t, c, solver.Options{})
	movers := 0
	for _, a := range r.Plan.Stays {
		if _, counts := c.Mover(a); counts {
			movers++
		}
	}
	if r.Cost-r.Bound > model.Cost(50*movers) || solver.Gap(r.Cost, r.Bound) > 0.001 {
		t.Errorf("%v: %d above %d, %d movers", r.Status, r.Cost-r.Bound, r.Bound, movers)
	}
}

// refereeSeconds is what another solver is given for a real county.
const refereeSeconds = 30

// The optimum of the integer program lies between our bound and our cost, those of a first phase, as far as another solver comes in its time: under
// yongzhou-2018 it needs up to a minute for the smaller county and more than a quarter of an hour for the other.
func TestRealIntegerPrograms(t *testing.T) {
	if testing.Short() {
		t.Skip("another solver takes minutes over real counties")
	}
	by := referee("cbc", "glpsol")
	if by == "" {
		t.Skip("neither cbc nor glpsol is installed")
	}
	for _, code := range []string{"990102", "990103"} {
		for _, policy := range []string{"national-2014", "yongzhou-2018"} {
			t.Run(code+" "+policy, func(t *testing.T) {
				c := realCase(t, code, policy)
				r := judged(t, c, solver.Options{Effort: 1})
				v := arbitrate(t, by, c, refereeSeconds)
				t.Logf("%v: bound %d, cost %d, gap %.4f %%; %s: %d..%d", r.Status, r.Bound, r.Cost,
					100*solver.Gap(r.Cost, r.Bound), v.by, v.low, v.high)
				if v.none || v.has && r.Bound > v.high || r.HasPlan && r.Cost < v.low {
					t.Errorf("%v: bound %d, cost %d, but %+v", r.Status, r.Bound, r.Cost, v)
				}
				if !v.solved() {
					t.Skipf("%s is not done in %d seconds", by, refereeSeconds)
				}
			})
		}
	}
}
