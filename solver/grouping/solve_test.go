package grouping

import (
	"context"
	"testing"
	"time"

	"github.com/rotateplan/rotate/model/gen"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/model/verify"
	"github.com/rotateplan/rotate/solver"
)

func TestBuiltin(t *testing.T) {
	for _, policy := range []string{"national-2014"} {
		pol, faults := rule.LoadPolicy(policy)
		if pol == nil {
			t.Fatal(faults)
		}
		c, err := rule.NewCase(gen.Builtin(), pol, 1)
		if err != nil {
			t.Fatal(err)
		}
		begin := time.Now()
		r, err := Solve(context.Background(), c, solver.Options{Progress: func(p solver.Progress) {
			if p.Work%20 == 1 {
				t.Log(time.Since(begin), p)
			}
		}})
		if err != nil {
			t.Fatal(err)
		}
		t.Log(policy, r.Status, r.Cost, r.Bound, solver.Gap(r.Cost, r.Bound), time.Since(begin))
		begin = time.Now()
		a := verify.Grouping(c, r.Plan)
		b, err := verify.GroupingBound(c, r.Certificate)
		t.Log(a.Cost, a.Broken, b, err, time.Since(begin))
	}
}
