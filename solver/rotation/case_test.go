package rotation

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/gen"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/model/table"
)

// preset loads a policy by name.
func preset(t testing.TB, name string) *model.Policy {
	t.Helper()
	p, faults := rule.LoadPolicy(name)
	if p == nil {
		t.Fatal(faults)
	}
	return p
}

// caseOf binds a county, a policy and groups.
func caseOf(t testing.TB, county *model.County, p *model.Policy, g model.Grouping) *rule.Case {
	t.Helper()
	c, err := rule.NewCase(county, p, 1)
	if err != nil {
		t.Fatal(err)
	}
	return c.WithGrouping(g)
}

// realCounty reads a county of $ROTATE_DATA.
func realCounty(t testing.TB, code string) *model.County {
	t.Helper()
	root := os.Getenv("ROTATE_DATA")
	if root == "" {
		t.Skip("ROTATE_DATA is not set: no real counties")
	}
	county, faults := table.Read(filepath.Join(root, "counties", code), table.Options{County: code, Year: 2026})
	if county == nil {
		t.Fatalf("%s: %v", code, faults.Bad())
	}
	return county
}

// someGroups joins some targets to cores of their stage.
func someGroups(county *model.County, rng *rand.Rand) model.Grouping {
	var g model.Grouping
	for i := range county.Sections {
		s, core := model.SectionID(i), model.SectionID(rng.IntN(len(county.Sections)))
		if county.Target(s) && county.Sections[core].Core() && county.Sections[core].Stage == county.Sections[s].Stage {
			g.Members = append(g.Members, model.Membership{Core: core, Section: s})
		}
	}
	g.Sort()
	return g
}

// policies are those tiny counties are planned under; the last one is made up afresh for each.
var policies = [...]string{"national-2014", "yongzhou-2018", "whim"}

// tiny makes up a small county with groups, under one of the policies.
func tiny(t testing.TB, seed uint64, turn int) *rule.Case {
	t.Helper()
	rng := rand.New(rand.NewPCG(seed, 31))
	county := gen.Tiny(seed)
	g := someGroups(county, rng)
	if turn == len(policies)-1 {
		recruit(county, rand.New(rand.NewPCG(seed, 37)))
		return caseOf(t, county, whim(t, rng), g)
	}
	return caseOf(t, county, preset(t, policies[turn]), g)
}

// recruit makes some teachers new hires.
func recruit(county *model.County, rng *rand.Rand) {
	away := map[model.TeacherID]bool{}
	for _, p := range county.Postings {
		away[p.Teacher] = true
	}
	for i := range county.Teachers {
		if p := &county.Teachers[i]; rng.IntN(5) == 0 && !p.Position.Leader() && !away[model.TeacherID(i)] {
			since := []model.Date{model.Day(2025, 9, 1), model.Day(2026, 2, 1), model.Day(2026, 9, 1), model.Day(2026, 9, 1)}[rng.IntN(4)]
			p.WorkSince, p.SchoolSince = since, since
		}
	}
}

// whim makes up a policy for rotation.
func whim(t testing.TB, rng *rand.Rand) *model.Policy {
	t.Helper()
	var text strings.Builder
	text.WriteString("name: whim\nextends: base\nclauses:\n")
	clause := func(name, modes string, params ...string) {
		if rule.Find(name) == nil {
			return
		}
		list := strings.Fields(modes)
		fmt.Fprintf(&text, "  %s: {mode: %s", name, list[rng.IntN(len(list))])
		for _, p := range params {
			text.WriteString(", " + p)
		}
		text.WriteString("}\n")
	}
	n := func(name string, low, high int) string { return fmt.Sprintf("%s: %d", name, low+rng.IntN(high-low+1)) }
	word := func(name, words string) string {
		list := strings.Fields(words)
		return name + ": " + list[rng.IntN(len(list))]
	}
	clause("tenure", "must", n("years", 1, 7))
	clause("repeat", "must should off", n("years", 0, 4))
	clause("stay-length", "must should", n("min_terms", 1, 2), n("max_terms", 2, 3))
	clause("direction", "must must should")
	clause("commute", "must should off", n("km", 5, 40))
	clause("scope", "must should", word("ordinary", "group town county"))
	clause("leaders-stay", "must should off")
	clause("exchange-share", "must should", n("share", 0, 500), word("base", "kind school county"))
	clause("backbone-share", "must should off", n("share", 0, 600), word("of", "movers eligible-backbone eligible"))
	clause("school-share", "must should off", n("share", 0, 300))
	clause("graduating-share", "must should off", n("share", 0, 600))
	clause("head-count", "must should", n("group", 0, 2), n("school", 0, 2))
	clause("staff-ceiling", "must should off")
	clause("donor-cap", "must should", n("heads", 0, 600), n("backbone", 0, 600))
	clause("leader-posts", "must should off", n("extra", 0, 1))
	clause("senior-posts", "must should off", word("pool", "school group"))
	clause("class-continuity", "must should off", n("share", 0, 600))
	clause("allowance-budget", "must should off", n("max", 0, 12000), n("monthly", 100, 400))
	clause("low-appraisal", "must should off")
	clause("subject-demand", "should", n("rest", 0, 400))
	clause("promotion", "should should off must", n("terms", 1, 2))
	clause("service-cycle", "should should off must", n("terms", 1, 2))
	clause("dispatch", "off off should must", n("leaders", 0, 1), n("middle", 0, 1), n("backbone_min", 0, 1), n("backbone_max", 1, 2),
		word("level", "school county"), word("per", "member group"))
	clause("reciprocity", "should must off", n("tolerance", 0, 1))
	clause("couple", "should must off", n("km", 0, 10))
	clause("balance", "should should off must", n("weight", 0, 20000), word("indicators", "[backbone] [degree,pe-arts] [pe-arts,backbone,degree] []"))
	clause("principal-term", "off should must", n("years", 1, 8), n("defer", 1, 10))
	clause("first-post", "off should must", n("terms", 1, 4), word("at", "core rural"))
	p, faults := rule.ParsePolicy(filepath.Join(t.TempDir(), "whim.yaml"), []byte(text.String()))
	if p == nil {
		t.Fatalf("%v\n%s", faults, text.String())
	}
	return p
}
