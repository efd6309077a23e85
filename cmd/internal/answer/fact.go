package answer

import (
	"slices"
	"strings"

	"github.com/rotateplan/rotate/cmd/internal/wording"
	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// fact tells what a rule reads of a teacher and a stay, so that its answer can be checked by hand; of a rule for which
// nothing is written down, what it says. The stay may name no section.
func (d *desk) fact(name string, a model.Stay) string {
	id, values := "fact-"+name, append(d.person(a), d.way(a)...)
	values = append(values, d.decided(a.Teacher)...)
	values = append(values, "Arg", d.args(name), "Range", d.scope(a.Teacher))
	if text := d.say(id, values...); text != "explain."+id {
		return text
	}
	_, says := wording.RuleSays(name, d.voice)
	return says
}

// args are the arguments of a clause.
func (d *desk) args(name string) map[string]int64 {
	for i := range d.c.Policy.Clauses {
		if k := &d.c.Policy.Clauses[i]; k.Rule == name {
			return k.Args
		}
	}
	return nil
}

// person is what is on file of a teacher.
func (d *desk) person(a model.Stay) []any {
	p, day := &d.c.County.Teachers[a.Teacher], d.c.Judged(a.First)
	last := ""
	for i := range d.c.County.Postings {
		if k := &d.c.County.Postings[i]; k.Teacher == a.Teacher && k.Status == model.Done && k.Until.MonthString() > last {
			last = k.Until.MonthString()
		}
	}
	exempt, away := "", ""
	if k := d.c.Continuing(a.Teacher); k != nil {
		away = d.c.County.Schools[k.School].Name
	}
	if p.Exempt != model.NotExempt {
		exempt = d.word(p.Exempt)
	}
	return []any{"Home", d.schoolName(p.Home), "Since", p.SchoolSince.MonthString(), "Years", years(p.SchoolSince, day),
		"Birth", p.Birth.MonthString(), "Age", years(p.Birth, day), "Exempt", exempt, "Last", last, "Away", away, "Position", d.word(p.Position),
		"Subject", d.subject(a.Subject), "Stages", d.stages(p), "From", d.kindOf(p.Home), "FromTown", d.c.County.SchoolOf(p.Home).Town,
		"Trainee", a.Kind == model.Trainee, "Terms", int(a.Last-a.First) + 1}
}

// decided is what the list that is kept says of a teacher.
func (d *desk) decided(t model.TeacherID) []any {
	kept := d.kept(t)
	if kept == nil {
		return []any{"Announced", "", "Lock", "", "Decided", ""}
	}
	return []any{"Announced", d.leadingTo(kept.Announced), "Lock", kept.Lock.Code(), "Decided", d.leadingTo(kept.Decided)}
}

// leadingTo names the schools of stays.
func (d *desk) leadingTo(stays []model.Stay) string {
	names := make([]string, len(stays))
	for i, a := range stays {
		names[i] = d.schoolName(a.Section)
	}
	return strings.Join(names, d.say("and"))
}

// years are full years, 0 where the date is unknown.
func years(since, day model.Date) int {
	if since == 0 {
		return 0
	}
	return since.FullYears(day)
}

// way is what is known of the school a stay leads to.
func (d *desk) way(a model.Stay) []any {
	if a.Section == model.None {
		return []any{"To", "", "Km", "", "Housing", false, "Stage", "", "Toward", "", "ToTown", ""}
	}
	there := d.c.County.SchoolOf(a.Section)
	return []any{"To", d.schoolName(a.Section), "Km", km(int64(d.c.Commute(a.Teacher, a.Section))), "Housing", there.Housing,
		"Stage", d.stage(d.c.County.Sections[a.Section].Stage), "Toward", d.kindOf(a.Section), "ToTown", there.Town}
}

// stages names the stages a teacher is certified for; her own without a certificate on file.
func (d *desk) stages(p *model.Teacher) string {
	if p.Certificate == 0 {
		return d.stage(p.Stage)
	}
	var all []string
	for x := model.Kindergarten; x <= model.SeniorHigh; x++ {
		if p.Certificate.Has(x) {
			all = append(all, d.stage(x))
		}
	}
	return strings.Join(all, d.say("and"))
}

// kindOf says what kind of school a section belongs to: in town or rural, core, ordinary, weak or new.
func (d *desk) kindOf(s model.SectionID) string {
	x, school := &d.c.County.Sections[s], d.c.County.SchoolOf(s)
	place := ""
	switch {
	case school.Rural():
		place = "rural"
	case school.InTown():
		place = "town"
	}
	return d.say("school-kind", "Place", place, "Core", x.Core(), "Weak", x.Standing == model.Weak, "New", x.New && !x.Core())
}

// scope is the range in which a teacher may move: group, town or county; "" where no rule sets one.
func (d *desk) scope(t model.TeacherID) string {
	arg, args := "ordinary", d.args("scope")
	if d.c.County.Teachers[t].Backbone >= model.CountyBackbone {
		arg = "backbone"
	}
	r := rule.Find("scope")
	if k := slices.IndexFunc(r.Params, func(p rule.Param) bool { return p.Name == arg }); k >= 0 && args != nil {
		return r.Params[k].Text(args[arg])
	}
	return ""
}
