package rule

import (
	"fmt"
	"testing"

	"github.com/rotateplan/rotate/model"
)

// Six classes of a primary school need, in periods: Chinese 42, maths 26, foreign 10, morality 16, science 10, PE 20,
// music 12, art 12, practice 12. Their loads sum to 68/15 + 56/17 + 36/19 = 9.72 teachers. Three junior classes need
// Chinese 14, maths 13, foreign 12, morality 6, history 6, geography 4, biology 6, physics 5, chemistry 3, PE 9, music 3,
// art 3, practice 9: 53/11 + 16/13 + 24/15 = 7.65 teachers.
func TestNeedAndStandard(t *testing.T) {
	g := newGround()
	six := g.school(town, model.Ordinary, model.Primary)[0]
	nine := g.school(town, model.Ordinary, model.Primary, model.Junior)
	senior := g.school(town, model.Ordinary, model.SeniorHigh, model.Kindergarten)
	g.Sections[six].Classes, g.Sections[nine[1]].Classes, g.Sections[nine[0]].Classes = 6, 3, 1
	g.Sections[six].Pupils, g.Sections[nine[1]].Pupils, g.Sections[nine[0]].Pupils = 191, 109, 39
	for range 3 {
		g.teacher(senior[0], nil)
	}
	g.Needs = []model.NeedRow{{Section: nine[0], Subject: model.Music, Periods: 38}, {Section: senior[1], Subject: model.Art, Periods: 40}}
	c := g.under(t, 1, nil)
	for _, x := range []struct {
		s                 model.SectionID
		x                 model.Subject
		need              int64
		known             bool
		whole, rest, load int64
	}{
		{six, model.Chinese, 42, true, 2, 12, 15},
		{six, model.Foreign, 10, true, 0, 10, 17},
		{six, model.Practice, 12, true, 0, 12, 19},
		{six, model.History, 0, true, 0, 0, 19},
		{nine[0], model.Foreign, 2, true, 0, 2, 17}, // ⌈10/6⌉
		{nine[0], model.Music, 38, true, 2, 0, 19},  // the bureau's row
		{nine[1], model.Physics, 5, true, 0, 5, 11},
		{nine[1], model.Chinese, 14, true, 1, 3, 11},
		{nine[1], model.Geography, 4, true, 0, 4, 13},
		{senior[0], model.Chinese, 0, false, 3, 0, 11}, // what it has
		{senior[1], model.Art, 40, true, 2, 2, 19},
		{senior[1], model.Music, 0, true, 0, 0, 19},
	} {
		where := fmt.Sprintf("%s %s", c.SectionKey(x.s), x.x.Code())
		if need, known := c.Need(x.s, x.x); need != x.need || known != x.known {
			t.Errorf("%s: need %d %t, want %d %t", where, need, known, x.need, x.known)
		}
		if whole, rest, load := c.Demand(x.s, x.x, 0); whole != x.whole || rest != x.rest || load != x.load {
			t.Errorf("%s: %d whole, %d rest, load %d; want %d, %d, %d", where, whole, rest, load, x.whole, x.rest, x.load)
		}
	}
	for s, want := range map[model.SectionID]int64{six: 11, nine[1]: 9, nine[0]: 4} { // ⌈191/19⌉, ⌈218/27⌉; nine[0] by lessons
		if got, known := c.Standard(s); got != want || !known {
			t.Errorf("%s: standard %d %t, want %d", c.SectionKey(s), got, known, want)
		}
	}
	if _, known := c.Standard(senior[0]); known {
		t.Error("a senior section has a standard")
	}
}

// Eight classes need 56 periods of Chinese = 3 loads of 15 and 11 over.
func TestSubjectDemandWeights(t *testing.T) {
	g := newGround()
	s := g.school(town, model.Ordinary, model.Primary)[0]
	g.Sections[s].Classes = 8
	g.teacher(s, nil)
	c := g.under(t, 1, map[string]Args{"subject-demand": {}})
	f := form(t, c, "subject-demand").Quota
	whole := quota(t, f, "subject-demand/school=SA/stage=primary/subject=chinese/term=1/of=whole")
	rest := quota(t, f, "subject-demand/school=SA/stage=primary/subject=chinese/term=1/of=rest")
	if whole.Base != 1 || whole.Min != 3 || whole.Weight != 2000*15-200*11 || whole.Mode != model.Should {
		t.Errorf("whole: %+v", whole)
	}
	if rest.Base != 1 || rest.Min != 4 || rest.Weight != 200*11 || rest.Mode != model.Should {
		t.Errorf("rest: %+v", rest)
	}
	for _, q := range f.Quotas {
		if q.Min == 0 || q.Weight <= 0 {
			t.Errorf("empty quota %+v", q)
		}
	}
}

// A period of the rest never costs more than one of a full load, or the last teacher would be worth more than the first.
func TestRestNeverOutweighsWhole(t *testing.T) {
	g := newGround()
	s := g.school(town, model.Ordinary, model.Primary)[0]
	g.Sections[s].Classes = 8
	f := form(t, g.under(t, 1, map[string]Args{"subject-demand": {"rest": 5000}}), "subject-demand").Quota
	whole := quota(t, f, "subject-demand/school=SA/stage=primary/subject=chinese/term=0/of=whole")
	rest := quota(t, f, "subject-demand/school=SA/stage=primary/subject=chinese/term=0/of=rest")
	if whole.Weight != 2000*4 || rest.Weight != 2000*11 {
		t.Errorf("weights %d and %d of a load at 30000", whole.Weight, rest.Weight)
	}
}

func TestDirection(t *testing.T) {
	g := newGround()
	over := g.school(town, model.Ordinary, model.Primary)[0]
	under := g.school(town, model.Ordinary, model.Primary)[0]
	exact := g.school(town, model.Ordinary, model.Primary)[0]
	core := g.school(town, model.CoreStanding, model.Primary)[0]
	weak := g.school(town, model.Weak, model.Primary)[0]
	village := g.school(rural, model.Ordinary, model.Primary)[0]
	ruralCore := g.school(rural, model.CoreStanding, model.Primary)[0]
	senior := g.school(town, model.Ordinary, model.SeniorHigh)[0]
	member := g.school(town, model.Ordinary, model.Primary)[0] // of the group, and no target
	g.Sections[under].Pupils, g.Sections[exact].Pupils, g.Sections[core].Pupils = 39, 19, 1900
	at := map[model.SectionID]model.TeacherID{}
	for s := range g.Sections {
		at[model.SectionID(s)] = g.teacher(model.SectionID(s), nil)
	}
	all := map[string]Args{"direction": {}}
	c := g.under(t, 1, all).WithGrouping(model.Grouping{Members: []model.Membership{
		{Core: core, Section: weak}, {Core: core, Section: member}}})
	for _, x := range []struct {
		name     string
		from, to model.SectionID
		trainee  bool
		want     bool
	}{
		{"over to under", over, under, false, true},
		{"under to over", under, over, false, false},
		{"over to neither", over, exact, false, false},
		{"neither to under", exact, under, false, false},
		{"over to an understaffed core", over, core, false, false},
		{"no standard to under", senior, under, false, false},
		{"town to a rural core", over, ruralCore, false, true},
		{"rural to a rural core", village, ruralCore, false, false},
		{"anybody to a target", village, weak, false, true},
		{"core to ordinary", core, exact, false, true},
		{"core to core", ruralCore, core, false, false},
		{"full stay of a target at its core", weak, core, false, false},
		{"trainee at her core", weak, core, true, true},
		{"trainee at another core", weak, ruralCore, true, false},
		{"trainee without a group", village, core, true, false},
		{"trainee from no target", exact, core, true, false},
		{"trainee from a member that is no target", member, core, true, false},
	} {
		a := stay(at[x.from], 0, 1, x.to)
		if x.trainee {
			a.Kind = model.Trainee
		}
		if got := !form(t, c, "direction").Ban(a); got != x.want {
			t.Errorf("%s: allowed %t, want %t", x.name, got, x.want)
		}
	}
	none := Args{"town_to_rural": 0, "any_to_target": 0, "core_to_noncore": 0, "over_to_under": 0, "trainee": 0}
	shut := form(t, g.under(t, 1, map[string]Args{"direction": none}), "direction")
	if !shut.Ban(stay(at[over], 0, 1, village)) {
		t.Error("a direction is open although all are closed")
	}
}

func TestBackboneShareInLowestTerms(t *testing.T) {
	g := newGround()
	home := g.school(town, model.Ordinary, model.Primary)[0]
	weak := g.school(town, model.Weak, model.Primary)[0]
	b := g.teacher(home, func(p *model.Teacher) { p.Backbone = model.CountyBackbone })
	m := g.teacher(home, func(p *model.Teacher) { p.Backbone = model.SchoolBackbone })
	one, two := stay(b, 0, 1, weak), stay(m, 0, 1, weak)
	trainee := one
	trainee.Kind = model.Trainee
	for _, x := range []struct{ share, unit, backbone, other int64 }{
		{200, 5, 4, -1}, {150, 20, 17, -3}, {333, 1000, 667, -333}, {1000, 1, 0, -1}, {0, 1, 1, 0},
	} {
		f := form(t, g.under(t, 1, map[string]Args{"backbone-share": {"share": x.share}}), "backbone-share").Quota
		const key = "backbone-share/year=2026"
		if q := quota(t, f, key); q.Unit != x.unit || q.Min != 0 || q.Max != NoMax {
			t.Errorf("share %d: %+v", x.share, q)
		}
		if got := tally(f, one)[key]; got != x.backbone {
			t.Errorf("share %d: a backbone mover weighs %d, want %d", x.share, got, x.backbone)
		}
		if got := tally(f, two)[key]; got != x.other {
			t.Errorf("share %d: another mover weighs %d, want %d", x.share, got, x.other)
		}
		if got := tally(f, trainee)[key]; got != 0 {
			t.Errorf("share %d: a trainee weighs %d", x.share, got)
		}
	}
}
