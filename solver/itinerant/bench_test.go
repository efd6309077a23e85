package itinerant

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/model/table"
	"github.com/rotateplan/rotate/model/verify"
	"github.com/rotateplan/rotate/solver"
)

// realCase is a county of $ROTATE_DATA under base, in which nobody moves.
func realCase(t testing.TB, code string) *rule.Case {
	t.Helper()
	root := os.Getenv("ROTATE_DATA")
	if root == "" {
		t.Skip("ROTATE_DATA is not set: no real counties")
	}
	county, faults := table.Read(filepath.Join(root, "counties", code), table.Options{County: code, Year: 2026})
	if county == nil {
		t.Fatalf("%s: %v", code, faults.Bad())
	}
	policy, _ := rule.LoadPolicy("base")
	c, err := rule.NewCase(county, policy, 1)
	if err != nil {
		t.Fatal(err)
	}
	return c.WithRotation(model.Rotation{})
}

// Real counties are solved to within a metre-term in ten thousand.
func TestRealCircuits(t *testing.T) {
	for _, code := range []string{"990101", "990102", "990103"} {
		r := judged(t, realCase(t, code), solver.Options{})
		if len(r.Plan.Trips) == 0 || (r.Cost-r.Bound)*5000 > r.Cost {
			t.Errorf("%s: %d trips, cost %d, bound %d", code, len(r.Plan.Trips), r.Cost, r.Bound)
		}
		t.Logf("%s: %s, %d trips, cost %d, bound %d", code, r.Status, len(r.Plan.Trips), r.Cost, r.Bound)
	}
}

func BenchmarkCircuit(b *testing.B) {
	c := realCase(b, "990101")
	r, err := Solve(context.Background(), c, solver.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Run("law", func(b *testing.B) {
		for b.Loop() {
			c.WithRotation(model.Rotation{})
		}
	})
	b.Run("solve", func(b *testing.B) {
		for b.Loop() {
			Solve(context.Background(), c, solver.Options{})
		}
	})
	b.Run("judge", func(b *testing.B) {
		for b.Loop() {
			verify.Circuit(c, r.Plan)
		}
	})
	b.Run("bound", func(b *testing.B) {
		for b.Loop() {
			verify.CircuitBound(c, r.Certificate)
		}
	})
}
