package itinerant

import (
	"context"
	"testing"

	"github.com/rotateplan/rotate/model/verify"
	"github.com/rotateplan/rotate/solver"
)

// soon is a context that ends when it has been looked at so often.
type soon struct {
	context.Context
	looks *int
}

func (x soon) Err() error {
	if *x.looks--; *x.looks < 0 {
		return context.Canceled
	}
	return nil
}

// TestACancelledCircuitIsTheBestSoFar solves with no time at all, or little: where lessons may be lacking nobody need go, which is a plan, and its bound
// holds; where they may not there is none, which is no conflict.
func TestACancelledCircuitIsTheBestSoFar(t *testing.T) {
	soft, firm := 0, 0
	for seed := range uint64(200) {
		c := tiny(t, seed)
		if len(c.TripLaw()) == 0 {
			continue
		}
		whole, err := Solve(context.Background(), c, solver.Options{})
		if err != nil {
			t.Fatal(err)
		}
		looks := int(seed) % 40
		got, err := Solve(soon{context.Background(), &looks}, c, solver.Options{})
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		account := verify.Circuit(c, got.Plan)
		bound, err := verify.CircuitBound(c, got.Certificate)
		switch {
		case err != nil || bound != got.Bound || whole.HasPlan && got.Bound > whole.Cost || got.Status == solver.Infeasible && whole.HasPlan:
			t.Fatalf("seed %d: bound %d, the judge's %d (%v), a plan of %d", seed, got.Bound, bound, err, whole.Cost)
		case c.TripTerms().Must && got.HasPlan && len(account.Broken) > 0:
			t.Fatalf("seed %d: %v, %v", seed, got.Status, account.Broken)
		case c.TripTerms().Must:
			firm++
		case !got.HasPlan || got.Cost != account.Cost || len(account.Broken) > 0:
			t.Fatalf("seed %d: %v of %d, recounted %d, %v", seed, got.Status, got.Cost, account.Cost, account.Broken)
		case got.Cost > whole.Cost && solver.Gap(got.Cost, got.Bound) > 0.001 && got.Status != solver.Stopped:
			t.Fatalf("seed %d: %v, at %d of %d", seed, got.Status, got.Cost, whole.Cost)
		default:
			soft++
		}
	}
	if soft < 50 || firm < 10 {
		t.Errorf("%d softly, %d firmly: the test has lost its teeth", soft, firm)
	}
}
