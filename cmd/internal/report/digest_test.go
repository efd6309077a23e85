package report

import "testing"

// TestAPlanIsWorkedOutOnce tells a plan in three ways: wishes and reasons are read once for all of them, and anew for another plan.
func TestAPlanIsWorkedOutOnce(t *testing.T) {
	p := samplePlan(t)
	first := digested(p)
	if _, err := JSON(p); err != nil {
		t.Fatal(err)
	}
	if Summary(p, "en"); digested(p) != first {
		t.Error("the plan was worked out twice")
	}
	if q := *p; digested(&q) == first {
		t.Error("another plan is told as the first")
	}
}
