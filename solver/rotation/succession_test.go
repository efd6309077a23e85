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

// succession makes up a county of rural schools, each with a principal and some teachers, where a principal can reach few
// other schools, and a policy by which principals leave after so many years while every school keeps as many.
func succession(t *testing.T, seed uint64) *rule.Case {
	t.Helper()
	rng := rand.New(rand.NewPCG(seed, 97))
	county := &model.County{Code: "990000", Year: 2026}
	n := 4 + rng.IntN(3)
	turn := rng.Perm(n)
	for i := range n {
		place := model.Place{Lat: 26 + 0.25*float64(i), Lng: 111}
		county.Schools = append(county.Schools, model.School{ID: fmt.Sprint("S", i), UrbanRural: 220, Place: place, HasPlace: true,
			Posts: -1, SeniorPosts: -1, Central: model.None, Sections: []model.SectionID{model.SectionID(i)}})
		county.Sections = append(county.Sections, model.Section{School: model.SchoolID(i), Stage: model.Primary, Classes: 2, Pupils: 40, Quality: -1})
	}
	for i := range n {
		for k := range 1 + rng.IntN(2) {
			p := model.Teacher{ID: fmt.Sprint("T", i, k), At: model.SchoolID(i), Home: model.SectionID(i), Sex: model.Male,
				Birth: model.Day(1985, 1, 1), Stage: model.Primary, Subject: []model.Subject{model.Chinese, model.Maths}[rng.IntN(2)],
				Certificate: model.StageSet(0).With(model.Primary), SchoolSince: model.FirstSeptember(2026 - 3 - rng.IntN(8)), Periods: -1, Spouse: model.None}
			if k == 0 {
				p.Position = model.Principal
				p.Residence, p.HasResidence = county.Schools[turn[i]].Place, rng.IntN(8) > 0
			}
			county.Teachers = append(county.Teachers, p)
		}
	}
	pick := func(words ...string) string { return words[rng.IntN(len(words))] }
	text := fmt.Sprintf("name: succession\nextends: base\nclauses:\n  principal-term: {mode: %s, years: %d}\n  commute: {km: %s}\n  donor-cap: {mode: off}\n  backbone-share: {mode: off}\n"+
		"  stay-length: {min_terms: %s}\n  leader-posts: {mode: %s, extra: %s}\n  tenure: {years: 3}\n",
		pick("must", "should"), 4+rng.IntN(6), pick("10", "30"), pick("1", "2"), pick("must", "must", "should"), pick("0", "1"))
	policy, faults := rule.ParsePolicy(filepath.Join(t.TempDir(), "succession.yaml"), []byte(text))
	if policy == nil {
		t.Fatal(faults)
	}
	return caseOf(t, county, policy, model.Grouping{})
}

// A principal may leave only if another takes her post, and so on round: the solver finds whole circles of successors, the
// best ones, where enumeration finds them, and proves that there is none where there is none.
func TestPrincipalsSucceedOneAnother(t *testing.T) {
	var n census
	long := 0
	for seed := range uint64(80) {
		x := trial{c: succession(t, seed)}
		x.e, x.r = enumerate(x.c), judged(t, x.c, solver.Options{Seed: seed, Effort: 3, Threads: 1})
		x.compare(t)
		x.enter(t, &n, seed)
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
		if x.r.HasPlan {
			long += min(longestCircle(x.c, x.r.Plan)/3, 1)
		}
	}
	t.Log(&n, long, "with a circle of three or more principals")
	if n.Missed > 0 || n.Best < n.Lawful || long < 20 || n.Unlawful < 10 {
		t.Error("the solver does not find what is there, or the counties show nothing")
	}
}

// longestCircle returns the most principals who take one another's posts round.
func longestCircle(c *rule.Case, plan model.Rotation) int {
	to := map[model.SectionID]model.SectionID{}
	for _, a := range plan.Stays {
		if p := &c.County.Teachers[a.Teacher]; p.Position == model.Principal {
			to[p.Home] = a.Section
		}
	}
	longest := 0
	for s := range c.County.Sections {
		at, n := model.SectionID(s), 0
		for next, ok := to[at]; ok && n <= len(to); next, ok = to[at] {
			at, n = next, n+1
			if at == model.SectionID(s) {
				longest = max(longest, n)
				break
			}
		}
	}
	return longest
}

// On a county of ordinary size principals whose term is over change places, every school keeps its principals, and the bound is proven.
func TestPrincipalsOfACounty(t *testing.T) {
	county := gen.County(gen.Options{Schools: 30, Teachers: 600, Seed: 11})
	text := "name: terms\nextends: base\nclauses:\n  principal-term: {mode: should}\n"
	policy, faults := rule.ParsePolicy(filepath.Join(t.TempDir(), "terms.yaml"), []byte(text))
	if policy == nil {
		t.Fatal(faults)
	}
	c := caseOf(t, county, policy, county.Groups())
	r := judged(t, c, solver.Options{Effort: 3, Threads: 1})
	moved := 0
	for _, a := range r.Plan.Stays {
		moved += min(int(county.Teachers[a.Teacher].Position)/int(model.Principal), 1)
	}
	t.Logf("%v: cost %d, bound %d, %d of %d stays are principals'", r.Status, r.Cost, r.Bound, moved, len(r.Plan.Stays))
	if !r.HasPlan || moved < 2 {
		t.Errorf("%d principals move", moved)
	}
}
