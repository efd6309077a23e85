package rule

import (
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
	punctual := g.teacher(core, func(p *model.Teacher) { p.SchoolSince = model.Day(2022, 9, 1) })
	undated := g.teacher(core, func(p *model.Teacher) { p.SchoolSince = 0 })
	principal := g.teacher(core, func(p *model.Teacher) { p.Position = model.Principal })
	stranger := g.teacher(other, nil)
	served := g.teacher(core, nil)
	g.posting(served, weak, model.Done, model.Day(2022, 9, 1), model.Day(2023, 1, 31))
	endless := g.teacher(core, nil)
	g.posting(endless, weak, model.Done, model.Day(2020, 9, 1), 0) // nobody knows when it ended
	otherStage := g.teacher(core, nil)
	g.posting(otherStage, g.school(rural, model.Weak, model.Junior)[0], model.Done, model.Day(2023, 9, 1), model.Day(2024, 7, 31))
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
		{"since the first day", punctual, nil, 2},
		{"nobody knows since when", undated, nil, 0},
		{"principal", principal, nil, 0},
		{"stranger", stranger, nil, 0},
		{"one term of history", served, nil, 2},
		{"history and a term", served, []model.Stay{stay(served, 1, 1, weak)}, 1},
		{"history without an end", endless, nil, 2},
		{"history at another stage", otherStage, nil, 2},
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
	undated := g.teacher(weak, manager(0)) // at least the horizon is known
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
		{"nobody knows since when", w, undated, nil, 1},
		{"nobody knows since when, two terms asked", w2, undated, nil, 0},
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
