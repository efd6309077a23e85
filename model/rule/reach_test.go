package rule_test

import (
	"slices"
	"testing"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/gen"
	"github.com/rotateplan/rotate/model/rule"
)

// Reach must hold every section that some lawful stay leads to, and under a commute that binds no section beyond it.
func TestReach(t *testing.T) {
	for seed := range uint64(6) {
		county := gen.County(gen.Options{Schools: 20, Teachers: 300, Seed: seed})
		policy, faults := rule.ParsePolicy("near.yaml", []byte("extends: base\nclauses:\n  commute: {mode: must, km: 7}\n"))
		if len(faults.Bad()) > 0 {
			t.Fatal(faults)
		}
		c, err := rule.NewCase(county, policy, 1)
		if err != nil {
			t.Fatal(err)
		}
		left := 0
		for i := range county.Teachers {
			id := model.TeacherID(i)
			near := c.Reach(id)
			for s := range county.Sections {
				section := model.SectionID(s)
				want := county.SchoolOf(section).Housing || c.Commute(id, section) <= 7000
				if got := slices.Contains(near, section); got != want {
					t.Fatalf("seed %d: teacher %d, section %d at %d m: in reach %v, want %v", seed, i, s, c.Commute(id, section), got, want)
				}
			}
			left += len(county.Sections) - len(near)
		}
		if left == 0 {
			t.Errorf("seed %d: nothing is out of reach of 7 km: the case shows nothing", seed)
		}
	}
}
