package rotation

import (
	"context"
	"testing"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/gen"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/solver"
)

// Where no list exists the prices of what cannot be would rise without end: they stop where they prove it, before numbers get too large.
func TestClashEndsTheClimb(t *testing.T) {
	county := gen.County(gen.Options{Teachers: 5000, Schools: 150, Seed: 5000})
	for _, budget := range []string{"0", "100000", "300000"} {
		p, faults := rule.ParsePolicy("policy.yaml", []byte("extends: national-2014\nclauses:\n  allowance-budget: {mode: must, max: "+budget+"}\n"))
		if p == nil {
			t.Fatal(faults)
		}
		r, err := Solve(context.Background(), caseOf(t, county, p, model.Grouping{}), solver.Options{})
		if err != nil || r.Status != solver.Infeasible || len(r.Conflict) == 0 {
			t.Errorf("budget %s: %+v, %v", budget, r, err)
		}
	}
}
