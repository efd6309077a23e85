package rule

import (
	"fmt"
	"testing"

	"github.com/rotateplan/rotate/model"
)

const (
	town  model.UrbanRural = 111
	rural model.UrbanRural = 220
)

func TestRetirement(t *testing.T) {
	for _, x := range []struct {
		sex      model.Sex
		position model.Position
		title    model.Title
		birth    model.Date
		want     model.Date
	}{
		{model.Male, model.Staff, model.NoTitle, model.Day(1964, 12, 1), model.Day(2024, 12, 1)},
		{model.Male, model.Staff, model.NoTitle, model.Day(1965, 1, 1), model.Day(2025, 2, 1)},
		{model.Male, model.Staff, model.NoTitle, model.Day(1965, 4, 1), model.Day(2025, 5, 1)},
		{model.Male, model.Staff, model.NoTitle, model.Day(1965, 5, 1), model.Day(2025, 7, 1)},
		{model.Male, model.Principal, model.NoTitle, model.Day(1976, 8, 1), model.Day(2039, 7, 1)},
		{model.Male, model.Staff, model.NoTitle, model.Day(1976, 9, 1), model.Day(2039, 9, 1)},
		{model.Male, model.Staff, model.NoTitle, model.Day(1990, 9, 1), model.Day(2053, 9, 1)},
		{model.Female, model.Middle, model.NoTitle, model.Day(1970, 1, 1), model.Day(2025, 2, 1)},
		{model.Female, model.Staff, model.FirstTitle, model.Day(1981, 9, 1), model.Day(2039, 9, 1)},
		{model.Female, model.Staff, model.SecondTitle, model.Day(1974, 12, 1), model.Day(2024, 12, 1)},
		{model.Female, model.Staff, model.SecondTitle, model.Day(1975, 1, 1), model.Day(2025, 2, 1)},
		{model.Female, model.Staff, model.SecondTitle, model.Day(1975, 3, 1), model.Day(2025, 5, 1)},
		{model.Female, model.Staff, model.SecondTitle, model.Day(1984, 11, 1), model.Day(2039, 11, 1)},
		{model.Female, model.Staff, model.SecondTitle, model.Day(1995, 6, 1), model.Day(2050, 6, 1)},
	} {
		p := model.Teacher{Sex: x.sex, Position: x.position, Title: x.title, Birth: x.birth}
		if got := retires(&p); got != x.want {
			t.Errorf("%s %s %s born %d retires %d, want %d", x.sex.Code(), x.position.Code(), x.title.Code(), x.birth, got, x.want)
		}
	}
}

// A man born in September 1970 is due in September 2030, delayed by ⌊68/4⌋+1 = 18 months: March 2032, five years and
// six months after September 2026. One born in March 1970 is due in March 2030, delayed by ⌊62/4⌋+1 = 16 months: July
// 2031, less than five years off. A woman without title born in June 1979 is due in June 2029, delayed by ⌊53/2⌋+1 = 27
// months: September 2031, exactly five years off.
func TestNearRetirement(t *testing.T) {
	g := newGround()
	a := g.school(town, model.Ordinary, model.Primary)[0]
	off := g.teacher(a, func(p *model.Teacher) { p.Birth = model.Day(1970, 9, 1) })
	near := g.teacher(a, func(p *model.Teacher) { p.Birth = model.Day(1970, 3, 1) })
	unborn := g.teacher(a, func(p *model.Teacher) { p.Birth = 0 })
	sexless := g.teacher(a, func(p *model.Teacher) { p.Sex = model.NoSex })
	exact := g.teacher(a, func(p *model.Teacher) { p.Sex, p.Birth = model.Female, model.Day(1979, 6, 1) })
	more := g.teacher(a, func(p *model.Teacher) { p.Sex, p.Birth = model.Female, model.Day(1979, 7, 1) })
	c := g.under(t, 2, map[string]Args{"near-retirement": {}})
	for _, x := range []struct {
		who  model.TeacherID
		year int
		want bool
	}{{off, 0, true}, {off, 1, false}, {near, 0, false}, {unborn, 0, false}, {sexless, 0, false}, {exact, 0, false}, {more, 0, true}} {
		if got := c.Eligible(x.who, x.year); got != x.want {
			t.Errorf("%s in year %d: eligible %t", c.County.Teachers[x.who].ID, x.year, got)
		}
	}
}

func TestRepeatReadsHistory(t *testing.T) {
	for _, x := range []struct {
		until model.Date
		want  int // first year of the horizon she is free in
	}{
		{model.Day(2020, 8, 31), 0},
		{model.Day(2020, 9, 1), 1},
		{model.Day(2020, 7, 31), 0},
		{model.Day(2021, 7, 31), 1},
		{model.Day(2022, 1, 31), 2},
		{model.Day(2024, 7, 31), 3}, // saturates
	} {
		g := newGround()
		s := g.school(town, model.Ordinary, model.Primary)[0]
		who := g.teacher(s, nil)
		g.posting(who, g.school(rural, model.Weak, model.Primary)[0], model.Done, model.Day(2019, 9, 1), x.until)
		c := g.under(t, 3, map[string]Args{"repeat": {}})
		if got := form(t, c, "repeat").Walk.Start(int(who)); got != x.want {
			t.Errorf("last stay ended %d: free in year %d, want %d", x.until, got, x.want)
		}
		for y := range 3 {
			if got := c.Eligible(who, y); got != (y >= x.want) {
				t.Errorf("last stay ended %d: eligible in year %d %t", x.until, y, got)
			}
		}
	}
}

func TestRepeatReadsThePlan(t *testing.T) {
	g := newGround()
	home := g.school(town, model.Ordinary, model.Primary)[0]
	at := g.school(rural, model.Weak, model.Primary)[0]
	who := g.teacher(home, nil)
	w := form(t, g.under(t, 6, map[string]Args{"repeat": {"years": 2}}), "repeat").Walk
	for _, x := range []struct {
		first, second model.Stay
		want          int64
	}{
		{stay(who, 0, 1, at), stay(who, 2, 3, at), 1}, // ended August 2027
		{stay(who, 0, 1, at), stay(who, 4, 5, at), 1},
		{stay(who, 0, 1, at), stay(who, 6, 7, at), 0}, // two years on 1 September 2029
		{stay(who, 0, 2, at), stay(who, 7, 8, at), 1}, // ended January 2028, free in February 2030
		{stay(who, 0, 2, at), stay(who, 8, 8, at), 0},
	} {
		if got := walked(w, who, x.first, x.second); got != x.want {
			t.Errorf("stays %d-%d and %d-%d: %d units, want %d", x.first.First, x.first.Last, x.second.First, x.second.Last, got, x.want)
		}
	}
}

// The windows of 2026/27 and 2027/28 are the terms from autumn 2022 and from autumn 2023.
func TestServiceCycle(t *testing.T) {
	g := newGround()
	core := g.school(town, model.CoreStanding, model.Primary)[0]
	weak := g.school(town, model.Weak, model.Primary)[0]
	other := g.school(town, model.Ordinary, model.Primary)[0]
	never := g.teacher(core, nil)
	late := g.teacher(core, func(p *model.Teacher) { p.SchoolSince = model.Day(2022, 10, 1) }) // bound by the second window only
	principal := g.teacher(core, func(p *model.Teacher) { p.Position = model.Principal })
	stranger := g.teacher(other, nil)
	served := g.teacher(core, nil)
	g.posting(served, weak, model.Done, model.Day(2022, 9, 1), model.Day(2023, 1, 31))
	elsewhere := g.teacher(core, nil)
	g.posting(elsewhere, other, model.Done, model.Day(2022, 9, 1), model.Day(2023, 7, 31))
	running := g.teacher(core, nil)
	g.posting(running, weak, model.Current, model.Day(2026, 2, 1), model.Day(2027, 7, 31))
	c := g.under(t, 2, map[string]Args{"service-cycle": {"terms": 2, "window_terms": 10}})
	if len(c.StayLaw()) != 1 {
		t.Fatal("more than one rule in force")
	}
	w := form(t, c, "service-cycle").Walk
	if w.States != 9 {
		t.Errorf("%d states, want 3 × 3", w.States)
	}
	for _, x := range []struct {
		name  string
		who   model.TeacherID
		stays []model.Stay
		want  int64
	}{
		{"never", never, nil, 2},
		{"first year", never, []model.Stay{stay(never, 0, 1, weak)}, 0},
		{"second year", never, []model.Stay{stay(never, 2, 3, weak)}, 1},
		{"half in each year", never, []model.Stay{stay(never, 1, 2, weak)}, 1},
		{"no target", never, []model.Stay{stay(never, 0, 1, other)}, 2},
		{"late", late, nil, 1},
		{"principal", principal, nil, 0},
		{"stranger", stranger, nil, 0},
		{"one term of history", served, nil, 2},
		{"history and a term", served, []model.Stay{stay(served, 1, 1, weak)}, 1 - 1 + 1},
		{"history elsewhere", elsewhere, nil, 2},
		{"running", running, nil, 0},
	} {
		if got := walked(w, x.who, x.stays...); got != x.want {
			t.Errorf("%s: %d units, want %d", x.name, got, x.want)
		}
	}
}

func TestWindow(t *testing.T) {
	for _, x := range []struct {
		year, terms int
		opens       model.Date
	}{{2027, 10, model.Day(2022, 9, 1)}, {2027, 2, model.Day(2026, 9, 1)}, {2027, 3, model.Day(2026, 2, 1)}} {
		if got := windowBefore(x.year, x.terms).opens(); got != x.opens {
			t.Errorf("%d terms before %d open %d, want %d", x.terms, x.year, got, x.opens)
		}
	}
}

// A window of four terms before 2027 is autumn 2025 to spring 2027: terms 0 and 1 of the horizon are its second half.
func TestPromotion(t *testing.T) {
	g := newGround()
	core := g.school(town, model.CoreStanding, model.Primary)[0]
	weak := g.school(town, model.Weak, model.Primary)[0]
	other := g.school(town, model.Ordinary, model.Primary)[0]
	declared := func(year int) func(p *model.Teacher) { return func(p *model.Teacher) { p.PromotionYear = year } }
	manager := func(since model.Date) func(p *model.Teacher) {
		return func(p *model.Teacher) { p.PromotionYear, p.Position, p.SchoolSince = 2027, model.Middle, since }
	}
	plain := g.teacher(core, declared(2027))
	before, after := g.teacher(core, declared(2026)), g.teacher(core, declared(2029))
	outsider := g.teacher(other, declared(2027))
	passed, failed := g.teacher(core, declared(2027)), g.teacher(core, declared(2027))
	g.posting(passed, weak, model.Done, model.Day(2025, 9, 1), model.Day(2026, 7, 31))
	g.posting(failed, weak, model.Done, model.Day(2025, 9, 1), model.Day(2026, 7, 31)).Result = model.Pass
	early := g.teacher(core, declared(2027))
	g.posting(early, weak, model.Done, model.Day(2024, 9, 1), model.Day(2026, 1, 31))
	running := g.teacher(core, declared(2027))
	g.posting(running, weak, model.Current, model.Day(2026, 2, 1), model.Day(2027, 7, 31)).Result = model.NotAppraised
	settled := g.teacher(weak, manager(model.Day(2010, 9, 1)))
	new := g.teacher(weak, manager(model.Day(2026, 9, 1)))
	away := g.teacher(weak, manager(model.Day(2010, 9, 1)))
	g.posting(away, core, model.Done, model.Day(2025, 9, 1), model.Day(2026, 7, 31))
	w := form(t, g.under(t, 2, map[string]Args{"promotion": {"terms": 3, "window_terms": 4}}), "promotion").Walk
	w2 := form(t, g.under(t, 2, map[string]Args{"promotion": {"terms": 2, "window_terms": 4}}), "promotion").Walk
	for _, x := range []struct {
		name  string
		walk  *Walk[model.Stay]
		who   model.TeacherID
		stays []model.Stay
		want  int64
	}{
		{"plain", w2, plain, nil, 1},
		{"plain sent", w2, plain, []model.Stay{stay(plain, 0, 1, weak)}, 0},
		{"plain sent for one term", w2, plain, []model.Stay{stay(plain, 1, 2, weak)}, 1},
		{"plain sent elsewhere", w2, plain, []model.Stay{stay(plain, 0, 1, other)}, 1},
		{"window closed before the horizon", w2, before, nil, 0},
		{"window closes after the horizon", w2, after, nil, 0},
		{"no core, no manager", w2, outsider, nil, 0},
		{"passed", w2, passed, nil, 0},
		{"not passed", w2, failed, nil, 1},
		{"one term inside the window", w2, early, nil, 1},
		{"running", w, running, nil, 0}, // spring 2026 and two terms to come
		{"home is a target", w, settled, nil, 0},
		{"home is a target, one term elsewhere", w, settled, []model.Stay{stay(settled, 0, 0, other)}, 0},
		{"home is a target, two terms elsewhere", w, settled, []model.Stay{stay(settled, 0, 1, other)}, 1},
		{"from target to target", w, settled, []model.Stay{stay(settled, 0, 1, weak)}, 0},
		{"new at a target", w, new, nil, 1},
		{"new at a target, two terms asked", w2, new, nil, 0},
		{"was away from a target", w, away, nil, 1},
	} {
		if got := walked(x.walk, x.who, x.stays...); got != x.want {
			t.Errorf("%s: %d units, want %d", x.name, got, x.want)
		}
	}
}

func TestStayLength(t *testing.T) {
	g := newGround()
	s := g.school(town, model.Ordinary, model.Primary)[0]
	who := g.teacher(s, nil)
	w := form(t, g.under(t, 6, map[string]Args{"stay-length": {}}), "stay-length").Walk
	for n, want := range map[model.Term]int64{1: 1, 2: 0, 6: 0, 7: 1} {
		if got := walked(w, who, stay(who, 0, n-1, s)); got != want {
			t.Errorf("%d terms: %d units, want %d", n, got, want)
		}
	}
}

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
	g.Sections[under].Pupils, g.Sections[exact].Pupils, g.Sections[core].Pupils = 39, 19, 1900
	at := map[model.SectionID]model.TeacherID{}
	for s := range g.Sections {
		at[model.SectionID(s)] = g.teacher(model.SectionID(s), nil)
	}
	all := map[string]Args{"direction": {}}
	c := g.under(t, 1, all).WithGrouping(model.Grouping{Members: []model.Membership{{Core: core, Section: weak}}})
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
