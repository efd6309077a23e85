package rotation

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/gen"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/solver"
)

// low makes a tiny county in which some of the eligible are appraised low and all others would rather stay, under a policy that charges for
// sending the former.
func low(t *testing.T, seed uint64) *trial {
	rng := rand.New(rand.NewPCG(seed, 38))
	county := gen.Tiny(seed)
	for i := range county.Teachers {
		p := &county.Teachers[i]
		if p.Appraisal, p.Wishes = model.Good, []model.SchoolID{county.Sections[p.Home].School}; rng.IntN(3) == 0 {
			p.Appraisal, p.Wishes = model.Pass, nil
		}
	}
	text := fmt.Sprintf("name: low\nextends: base\nclauses:\n  low-appraisal: {mode: should, weight: %d}\n  exchange-share: {mode: should, weight: 12000, share: %d, base: county}\n  tenure: {mode: must, years: 1}\n",
		1000+rng.IntN(8_000), 200+rng.IntN(400))
	p, faults := rule.ParsePolicy("low.yaml", []byte(text))
	if p == nil {
		t.Fatal(faults)
	}
	c := caseOf(t, county, p, someGroups(county, rng))
	return &trial{c: c, e: enumerate(c), r: judged(t, c, solver.Options{Seed: seed, Effort: 3, Gap: 1e-9, Threads: 1})}
}

// Where a staircase is charged the solver counts, what it proves is below the best plan, and mostly it is the best plan.
func TestStairs(t *testing.T) {
	var n census
	counted := 0
	for seed := range uint64(150) {
		x := low(t, seed)
		x.compare(t)
		x.enter(t, &n, seed)
		if counts(&x.r.Certificate) {
			counted++
		}
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
	t.Logf("%v; %d counted", &n, counted)
	if n.Lawful < 50 || counted < 12 {
		t.Error("too few cases: the test has lost its teeth")
	}
	if n.Best < n.Lawful || n.Optimal < n.Lawful*9/10 {
		t.Error("the solver does not find, or prove, what is there")
	}
}

// counts reports whether a certificate branches on a quota.
func counts(c *model.Certificate) bool {
	b := c.Branch
	return b != nil && (b.Quota != "" || counts(&b.Without) || counts(&b.With))
}
