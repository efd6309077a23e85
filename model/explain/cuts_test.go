package explain

import (
	"context"
	"testing"

	"github.com/rotateplan/rotate/model/gen"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/model/verify"
	"github.com/rotateplan/rotate/solver"
	"github.com/rotateplan/rotate/solver/grouping"
	"github.com/rotateplan/rotate/solver/rotation"
)

// TestCutsThatDoNotFollowProveNothing asks what rules that are off would save of lists whose certificates have cuts. Where a cut does not
// follow without the rule, as when a teacher may then take two posts, prices alone prove it: something, and never less than is saved.
func TestCutsThatDoNotFollowProveNothing(t *testing.T) {
	policy, faults := rule.LoadPolicy("yongzhou-2018")
	if len(faults.Bad()) > 0 {
		t.Fatal(faults)
	}
	cuts, without := 0, 0
	for seed := uint64(0); without == 0 && seed < 12; seed++ {
		c, err := rule.NewCase(gen.County(gen.Options{Seed: seed, Schools: 9, Teachers: 110}), policy, 1)
		if err != nil {
			t.Fatal(err)
		}
		o := solver.Options{Threads: 1, Gap: 1e-6, Effort: 2}
		groups, err := grouping.Solve(context.Background(), c, o)
		if err != nil || !groups.HasPlan {
			continue
		}
		c = c.WithGrouping(groups.Plan)
		list, err := rotation.Solve(context.Background(), c, o)
		if err != nil || !list.HasPlan || len(list.Certificate.Cuts) == 0 {
			continue
		}
		cuts++
		q, err := Inquire(OfRotation(c, list.Plan), list.Cost, list.Certificate)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range c.StayLaw() {
			b, reads := bindingOf(c, p.Rule, p.Rule.Stay)
			if !reads || p.Form.Quota != nil {
				continue
			}
			x, err := q.Looser(p.Rule, KeptOut{}, nil)
			if err != nil {
				t.Fatalf("seed %d: without %s: %v", seed, p.Rule.Name, err)
			}
			law := c.Under(c.MemberLaw(), b.amend(c.StayLaw(), nil))
			if _, err := verify.ProveRotation(law, list.Certificate); err == nil {
				continue
			}
			without++
			other, err := rotation.Solve(context.Background(), law, solver.Options{Threads: 1, Effort: 1})
			if err != nil {
				t.Fatal(err)
			}
			if other.HasPlan && list.Cost-other.Cost > x.Most {
				t.Fatalf("seed %d: without %s %d are saved, %d at most are proven", seed, p.Rule.Name, list.Cost-other.Cost, x.Most)
			}
		}
	}
	if without == 0 {
		t.Errorf("of %d lists with cuts %d have some that do not follow without a rule", cuts, without)
	}
}
