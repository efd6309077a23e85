package explain

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/model/verify"
)

// base is every rule at the values it was defined with; those that are off are switched on as should.
func base() *model.Policy {
	p := &model.Policy{Name: "base"}
	for _, r := range rule.All() {
		k := model.Clause{Rule: r.Name, Mode: r.Mode, Weight: max(r.Weight, 100), Args: map[string]int64{}}
		if k.Mode == model.Off {
			k.Mode = model.Should
		}
		for _, a := range r.Params {
			k.Args[a.Name] = a.Default
		}
		p.Clauses = append(p.Clauses, k)
	}
	return p
}

// county draws a small county: cores, targets and others within a few kilometres.
func county(r *rand.Rand) *model.County {
	c := &model.County{Code: "990009", Name: "示例县", Year: 2026}
	for i := range 6 {
		c.Schools = append(c.Schools, model.School{ID: fmt.Sprintf("S%d", i), Name: fmt.Sprintf("学校%d", i),
			UrbanRural: []model.UrbanRural{111, 121, 210, 220}[i%4], Posts: 5, SeniorPosts: 2, Central: model.None, HasPlace: true,
			Place: model.Place{Lat: 26 + r.Float64()/10, Lng: 111 + r.Float64()/10}, Sections: []model.SectionID{model.SectionID(i)}})
		c.Sections = append(c.Sections, model.Section{School: model.SchoolID(i), Stage: model.Primary, Quality: -1,
			Standing: []model.Standing{model.CoreStanding, model.Ordinary, model.Weak}[i%3], Pupils: 100 + r.IntN(300), Classes: 6})
	}
	for i := range 30 {
		s := r.IntN(6)
		c.Teachers = append(c.Teachers, model.Teacher{ID: fmt.Sprintf("T%02d", i), At: model.SchoolID(s), Home: model.SectionID(s),
			Sex: model.Sex(1 + i%2), Birth: model.Day(1970+r.IntN(25), 5, 1), Stage: model.Primary,
			Subject: model.Subject(1 + r.IntN(4)), Certificate: model.StageSet(0).With(model.Primary), Title: model.Title(r.IntN(5)),
			Backbone: model.Backbone(r.IntN(5)), SchoolSince: model.Day(2010+r.IntN(12), 9, 1), WorkSince: model.Day(2009, 9, 1),
			Periods: -1, PromotionYear: []int{0, 2026, 2027}[i%3], Spouse: model.None})
	}
	return c
}

func draw(r *rand.Rand, c *rule.Case) model.Rotation {
	var plan model.Rotation
	for t := range c.County.Teachers {
		var atoms []model.Stay
		c.Stays(model.TeacherID(t), nil, func(s model.Stay) { atoms = append(atoms, s) })
		if len(atoms) > 0 && r.IntN(3) == 0 {
			plan.Stays = append(plan.Stays, atoms[r.IntN(len(atoms))])
		}
	}
	return plan
}

func drawGroups(r *rand.Rand, c *rule.Case) model.Grouping {
	var g model.Grouping
	for _, core := range []model.SectionID{0, 3} {
		for _, m := range c.Memberships(core)[1:] {
			if r.IntN(4) == 0 {
				g.Members = append(g.Members, m)
			}
		}
	}
	return g
}

func drawn(t *testing.T, seed uint64) (*rand.Rand, *rule.Case) {
	t.Helper()
	return horizon(t, seed, base(), 1)
}

// horizon draws a county and its groups for some years under a policy.
func horizon(t *testing.T, seed uint64, policy *model.Policy, years int) (*rand.Rand, *rule.Case) {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 1))
	c, err := rule.NewCase(county(r), policy, years)
	if err != nil {
		t.Fatal(err)
	}
	return r, c.WithGrouping(drawGroups(r, c))
}

// difference is what every rule loses from one account to the other: units of must broken, and cost.
func difference(from, to verify.Account) map[string][2]int64 {
	d := map[string][2]int64{}
	add := func(a verify.Account, sign int64) {
		for _, line := range a.Rules {
			x := d[line.Rule.Name]
			d[line.Rule.Name] = [2]int64{x[0], x[1] + sign*int64(line.Cost)}
		}
		for _, f := range a.Broken {
			x := d[f.Rule]
			d[f.Rule] = [2]int64{x[0] + sign*f.Units, x[1]}
		}
	}
	add(to, +1)
	add(from, -1)
	for name, x := range d {
		if x == [2]int64{} || name == "walk" {
			delete(d, name)
		}
	}
	return d
}

func (b *books[A]) effects(agent int, to []A) map[string][2]int64 {
	d := map[string][2]int64{}
	b.change(agent, to, func(e effect) bool {
		d[b.law[e.rule].Rule.Name] = [2]int64{e.breaks, int64(e.cost)}
		return true
	})
	return d
}

func TestAChangeIsTheDifferenceOfTwoAccounts(t *testing.T) {
	for seed := range uint64(20) {
		r, c := drawn(t, seed)
		plan := draw(r, c)
		x := OfRotation(c, plan)
		whole := verify.Rotation(c, plan)
		for i, s := range plan.Stays {
			rest := model.Rotation{Stays: slices.Delete(slices.Clone(plan.Stays), i, i+1)}
			want := difference(whole, verify.Rotation(c, rest))
			got := x.b.effects(int(s.Teacher), nil)
			if fmt.Sprint(got) != fmt.Sprint(want) {
				t.Fatalf("seed %d: without %s\n got %v\nwant %v", seed, c.StayKey(s), got, want)
			}
			for _, name := range x.Reasons()[i] {
				if w := want[name]; w[0] < 0 || w[0] == 0 && w[1] <= 0 {
					t.Fatalf("seed %d: %s does not speak for %s: %v", seed, name, c.StayKey(s), w)
				}
			}
		}
	}
}

func TestAMembershipMoreIsTheDifferenceOfTwoAccounts(t *testing.T) {
	for seed := range uint64(20) {
		r, c := drawn(t, seed)
		g := drawGroups(r, c)
		x := OfGrouping(c, g)
		for _, m := range c.Memberships(0)[1:] {
			if slices.Contains(g.Members, m) {
				continue
			}
			more := model.Grouping{Members: append(slices.Clone(g.Members), m)}
			slices.SortFunc(more.Members, func(a, b model.Membership) int { return int(a.Core-b.Core)*100 + int(a.Section-b.Section) })
			want := difference(verify.Grouping(c, g), verify.Grouping(c, more))
			got := x.b.effects(0, inserted(opened(x.b.walks[0], 0), m, rule.MemberSpan))
			if fmt.Sprint(got) != fmt.Sprint(want) {
				t.Fatalf("seed %d: with %s\n got %v\nwant %v", seed, c.MemberKey(m), got, want)
			}
		}
	}
}

func TestWhyNotNamesARuleOrACost(t *testing.T) {
	for seed := range uint64(10) {
		r, c := drawn(t, seed)
		plan := draw(r, c)
		x := OfRotation(c, plan)
		for i := range c.County.Teachers {
			if id := model.TeacherID(i); len(x.b.walks[id]) == 0 {
				a := x.WhyNot(id)
				settled := a.Code == NotNeeded || a.Code == WithinGap
				if settled == (a.Rule != "") || a.Sentence("zh") == a.Sentence("en") || strings.Contains(a.Sentence("en"), "%!") {
					t.Fatalf("seed %d: teacher %d: %+v %q", seed, i, a, a.Sentence("zh"))
				}
			}
		}
	}
}

// TestWhyNotOfASectionNamesTheFullCore gives the only cores no room; schools that may not lead are not blamed.
func TestWhyNotOfASectionNamesTheFullCore(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	policy := base()
	for i := range policy.Clauses {
		k := &policy.Clauses[i]
		if k.Rule == "group-size" {
			k.Args["min"], k.Args["max"] = 0, 0
		}
	}
	c, err := rule.NewCase(county(r), policy, 1)
	if err != nil {
		t.Fatal(err)
	}
	if got := OfGrouping(c, model.Grouping{}).WhyNot(2); got != (Answer{Code: NoRoom, Rule: "group-size"}) {
		t.Errorf("a target beside full cores: %+v", got)
	}
	if got := OfGrouping(c, model.Grouping{}).WhyNot(1); got != (Answer{Code: NoLawfulCore, Rule: "targets-only"}) {
		t.Errorf("an ordinary town school: %+v", got)
	}
}
