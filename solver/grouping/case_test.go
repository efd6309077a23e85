package grouping

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/gen"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/model/table"
	"github.com/rotateplan/rotate/model/verify"
)

// policy parses a policy text.
func policy(t *testing.T, text string) *model.Policy {
	t.Helper()
	p, faults := rule.ParsePolicy(filepath.Join(t.TempDir(), "test.yaml"), []byte(text))
	if p == nil {
		t.Fatalf("%v\n%s", faults, text)
	}
	return p
}

func caseOf(t *testing.T, county *model.County, p *model.Policy) *rule.Case {
	t.Helper()
	c, err := rule.NewCase(county, p, 1)
	if err != nil {
		t.Fatal(err)
	}
	return c
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

// sketch makes up a county of a few schools for grouping alone: up to four cores, up to five others.
func sketch(seed uint64) *model.County {
	rng := rand.New(rand.NewPCG(seed, 1))
	return drawn(rng, 1+rng.IntN(4), 1+rng.IntN(5))
}

// drawn makes up cores and others of one to three stages; some others are nine-year schools of two sections.
func drawn(rng *rand.Rand, cores, others int) *model.County {
	c := &model.County{Code: "990000", Year: 2026}
	for i := range cores + others {
		s := model.Section{School: model.SchoolID(i), Stage: model.Primary, Pupils: 20 + rng.IntN(300), Classes: 6, Quality: -1,
			Standing: model.Standing(2 * rng.IntN(2)), New: rng.IntN(4) == 0}
		if i < cores {
			s.Standing, s.New = model.CoreStanding, false
			s.Stage = [...]model.Stage{model.Primary, model.Primary, model.Junior, model.SeniorHigh}[rng.IntN(4)]
		}
		c.Schools = append(c.Schools, model.School{ID: strconv.Itoa(1000 + i), UrbanRural: model.UrbanRural(111 + 109*rng.IntN(2)),
			HasPlace: true, Place: model.Place{Lat: 33 + rng.Float64()/3, Lng: 112 + rng.Float64()/3}, Posts: -1, SeniorPosts: -1,
			Central: model.None})
		c.Sections = append(c.Sections, s)
		if i < cores {
			continue
		}
		if rng.IntN(4) == 0 {
			s.Stage, s.Standing = model.Junior, model.Standing(2*rng.IntN(2))
			c.Sections = append(c.Sections, s)
		}
		drawPair(rng, c, cores)
		if rng.IntN(2) == 0 {
			c.Schools[i].Central = model.SchoolID(rng.IntN(i + 1))
		}
	}
	for s := range c.Sections {
		school := &c.Schools[c.Sections[s].School]
		school.Sections = append(school.Sections, model.SectionID(s))
	}
	return c
}

// drawPair may let the table of pairs tell of the last section.
func drawPair(rng *rand.Rand, c *model.County, cores int) {
	if rng.IntN(3) > 0 {
		return
	}
	status := [...]model.PairStatus{model.Existing, model.Existing, model.PinnedPair, model.ForbiddenPair}[rng.IntN(4)]
	c.Pairs = append(c.Pairs, model.Pair{Core: model.SectionID(rng.IntN(cores)), Member: model.SectionID(len(c.Sections) - 1),
		Status: status, Type: model.GroupType(rng.IntN(3)), Typed: rng.IntN(2) == 0})
}

// whim makes up a policy for grouping.
func whim(t *testing.T, seed uint64) *model.Policy {
	rng := rand.New(rand.NewPCG(seed, 2))
	mode := func() string { return [...]string{"off", "should", "must"}[rng.IntN(3)] }
	n := func(below int) string { return strconv.Itoa(rng.IntN(below)) }
	types := func() string {
		words := []string{"alliance", "trusteeship", "project"}
		rng.Shuffle(len(words), func(i, j int) { words[i], words[j] = words[j], words[i] })
		return "[" + strings.Join(words[:rng.IntN(3)], ", ") + "]"
	}
	least := rng.IntN(4)
	return policy(t, "name: whim\nextends: base\nclauses:\n"+
		"  group-size: {mode: "+mode()+", min: "+strconv.Itoa(max(least, 1))+", max: "+strconv.Itoa(max(least, 1)+rng.IntN(3))+"}\n"+
		"  new-members: {mode: "+mode()+", max: "+n(3)+"}\n"+
		"  core-load: {mode: "+mode()+", percent: "+n(200)+"}\n"+
		"  coverage: {mode: "+[...]string{"should", "should", "must"}[rng.IntN(3)]+", all: "+n(500)+", weak: "+n(900)+"}\n"+
		"  group-count: {mode: "+mode()+", min: "+n(3)+", max: "+strconv.Itoa(2+rng.IntN(3))+"}\n"+
		"  group-radius: {mode: "+mode()+", km: "+strconv.Itoa(10+rng.IntN(20))+", trusteeship: "+strconv.Itoa(rng.IntN(30)-1)+"}\n"+
		"  group-type: {mode: "+[...]string{"must", "must", "should"}[rng.IntN(3)]+", weak: "+types()+", rural: "+types()+", other: "+types()+", keep: "+strconv.FormatBool(rng.IntN(2) == 0)+"}\n"+
		"  group-budget: {mode: "+mode()+", max: "+n(1500)+"}\n"+
		"  town-central: {mode: "+mode()+"}\n"+
		"  stage-match: {mode: "+[...]string{"off", "must", "must"}[rng.IntN(3)]+", match: "+[...]string{"any", "same"}[rng.IntN(2)]+
		", pairs: "+[...]string{"[]", "[senior-junior]", "[senior-junior, primary-junior]"}[rng.IntN(3)]+"}\n"+
		"  complement: {mode: should, weight: "+n(3000)+"}\n"+
		"  continuity: {mode: "+[...]string{"off", "should"}[rng.IntN(2)]+"}\n"+
		"  targets-only: {mode: "+mode()+"}\n")
}

// banned reports whether a must bans a membership by itself.
func banned(c *rule.Case, m model.Membership) bool {
	return slices.ContainsFunc(c.MemberLaw(), func(p rule.Applied[model.Membership]) bool {
		return p.Mode == model.Must && p.Form.Ban != nil && p.Form.Ban(m)
	})
}

// most is how many groupings are enumerated at most.
const most = 6_000

// lawfulChoices returns by section the memberships that no must bans by themselves, and how many groupings they make.
func lawfulChoices(c *rule.Case) (choices [][]model.Membership, plans int) {
	choices, plans = make([][]model.Membership, len(c.County.Sections)), 1
	for i := range c.County.Sections {
		if core := model.SectionID(i); c.County.Sections[i].Core() {
			for _, m := range c.Memberships(core) {
				if !rule.Opens(m) && !banned(c, m) {
					choices[m.Section] = append(choices[m.Section], m)
				}
			}
		}
	}
	for _, all := range choices {
		plans = min(plans*(1+len(all)), most+1)
	}
	return choices, plans
}

// enumerate returns the cost of the best lawful grouping in which nobody joins twice, by the judge's count of every one.
func enumerate(c *rule.Case) (best model.Cost, found bool) {
	choices, _ := lawfulChoices(c)
	var try func(s int, g []model.Membership)
	try = func(s int, g []model.Membership) {
		if s == len(choices) {
			if a := verify.Grouping(c, model.Grouping{Members: g}); len(a.Broken) == 0 && (!found || a.Cost < best) {
				best, found = a.Cost, true
			}
			return
		}
		try(s+1, g)
		for _, m := range choices[s] {
			try(s+1, append(g[:len(g):len(g)], m))
		}
	}
	try(0, nil)
	return best, found
}

func tiny(seed uint64) *model.County {
	if seed%2 == 0 {
		return gen.Tiny(seed)
	}
	return sketch(seed)
}
