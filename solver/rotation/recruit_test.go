package rotation

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"testing"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/gen"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/solver"
)

// hiring makes up a tiny county with new hires and a policy that says where they begin.
func hiring(t *testing.T, seed uint64) *rule.Case {
	t.Helper()
	rng := rand.New(rand.NewPCG(seed, 41))
	county := gen.Tiny(seed)
	recruit(county, rng)
	pick := func(words ...string) string { return words[rng.IntN(len(words))] }
	text := fmt.Sprintf("name: hiring\nextends: base\nclauses:\n  first-post: {mode: %s, at: %s, terms: %s}\n  tenure: {mode: %s}\n"+
		"  donor-cap: {heads: 500}\n  exchange-share: {mode: should}\n  backbone-share: {mode: should}\n  stay-length: {min_terms: %s}\n",
		pick("must", "should"), pick("core", "rural"), pick("1", "2", "4"), pick("must", "must", "should", "off"), pick("1", "2"))
	policy, faults := rule.ParsePolicy(filepath.Join(t.TempDir(), "hiring.yaml"), []byte(text))
	if policy == nil {
		t.Fatal(faults)
	}
	return caseOf(t, county, policy, someGroups(county, rng))
}

// New hires begin where enumeration has them begin, and no bound is above what that costs.
func TestNewHiresBegin(t *testing.T) {
	var n census
	begun := 0
	for seed := range uint64(150) {
		x := trial{c: hiring(t, seed)}
		x.e, x.r = enumerate(x.c), judged(t, x.c, solver.Options{Seed: seed, Effort: 3, Threads: 1})
		x.compare(t)
		x.enter(t, &n, seed)
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
		for _, a := range x.r.Plan.Stays {
			if a.Kind == model.FirstPost {
				begun++
			}
		}
	}
	t.Log(&n, begun, "first posts")
	if n.Missed > 1 || n.Best < n.Lawful*9/10 || n.Lawful < 80 || n.Unlawful < 10 || begun < 12 {
		t.Error("the solver does not find what is there, or the counties show nothing")
	}
}
