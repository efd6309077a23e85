package answer

import (
	"slices"
	"strings"

	"github.com/rotateplan/rotate/cmd/internal/wording"
	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/explain"
)

// most is how many alternatives are told.
const most = 3

// teacher says why a teacher goes where she goes, or why she stays, and why she does not go to a school asked for.
func (d *desk) teacher(about []string) error {
	if d.moves == nil {
		return noList(about[0])
	}
	t, err := d.findTeacher(about[0])
	if err != nil {
		return err
	}
	school := model.SchoolID(model.None)
	if len(about) > 1 {
		if school, err = d.findSchool(about[1]); err != nil {
			return err
		}
	}
	p := &d.c.County.Teachers[t]
	d.tell("person", d.say("who", "Name", d.name(t), "School", d.sectionName(p.Home), "Subject", d.subject(p.Subject),
		"Title", d.word(p.Title), "Position", d.word(p.Position), "Staff", p.Position == model.Staff), Line{Teachers: []string{p.ID}})
	if k := d.c.Continuing(t); k != nil {
		d.tell("person", d.say("continuing", "School", d.c.County.Schools[k.School].Name, "Until", k.Until.MonthString()), Line{})
	}
	d.decision(t)
	for _, a := range d.moves.Walk(t) {
		d.goes(a)
		d.chain(a)
	}
	d.trips(t)
	switch {
	case school != model.None:
		if err := d.notThere(t, school); err != nil {
			return err
		}
	case len(d.moves.Walk(t)) == 0:
		d.stays(t)
	}
	for _, a := range d.moves.Walk(t) {
		if school == model.None || school == d.c.County.Sections[a.Section].School {
			if err := d.sent(a); err != nil {
				return err
			}
		}
	}
	d.wishes(t)
	return nil
}

// goes says where a teacher is sent.
func (d *desk) goes(a model.Stay) {
	metres := int64(d.c.ExtraTravel(a.Teacher, a.Section))
	d.tell("person", d.say("goes", "To", d.sectionName(a.Section), "Subject", d.subject(a.Subject), "Kind", d.word(a.Kind),
		"Start", wording.FirstMonth(d.c.County.Year, a), "End", wording.LastMonth(d.c.County.Year, a), "Km", km(metres), "Farther", metres > 0),
		Line{Schools: []string{d.c.County.SchoolOf(a.Section).ID}, Metres: &metres})
}

// sent says why a stay was chosen, and what it would cost to do without.
func (d *desk) sent(a model.Stay) error {
	school := d.c.County.Sections[a.Section].School
	d.lets(a, d.c.Eligible(a.Teacher, 0))
	d.chosen(a)
	kind := d.say("kind-not-there", "Name", d.name(a.Teacher), "School", d.c.County.Schools[school].Name)
	text, l, err := d.proven(kind, d.moves.NotThere(a.Teacher, school))
	if err != nil {
		return err
	}
	d.tell("price", text, l)
	instead := d.moves.InHerPlace(a)
	d.alternative("next-post", instead, d.say("nobody-else"))
	d.alternative("next-her", d.moves.Elsewhere(a.Teacher, instead), d.say("nowhere-else"))
	if class := d.moves.Equals(a.Teacher); len(class) > 1 {
		d.tell("price", d.say("drawn", "N", len(class)), Line{})
	}
	return nil
}

// lets says of every rule that could keep a teacher from a stay why it does not.
func (d *desk) lets(a model.Stay, eligible bool) {
	d.tell("candidate", d.say("eligible", "Yes", eligible), Line{})
	for _, p := range d.c.StayLaw() {
		if p.Mode == model.Must && (p.Form.Ban != nil || p.Rule.Candidate) {
			d.tell("candidate", d.say("lets", "Rule", d.title(p.Rule.Name), "Fact", d.fact(p.Rule.Name, a), "Spared", d.moves.Spared(p.Rule.Name, a)),
				d.under(p.Rule.Name, Line{}))
		}
	}
}

// chosen says which rules speak for a stay: what would be lost if she stayed home and all else were as planned.
func (d *desk) chosen(a model.Stay) {
	rest := slices.DeleteFunc(slices.Clone(d.moves.Walk(a.Teacher)), func(b model.Stay) bool { return a == b })
	none := true
	for _, e := range d.moves.Change(a.Teacher, rest) {
		if e.Breaks < 0 || e.Breaks == 0 && e.Cost <= 0 {
			continue
		}
		none = false
		because := wording.Because(a, e.Rule, d.voice)
		if e.Breaks > 0 {
			place := ""
			if e.Quota != "" {
				place = wording.Place(d.c.County, e.Quota, d.voice)
			}
			d.tell("chosen", d.say("chosen-must", "Rule", d.title(e.Rule), "Because", because, "Place", place), d.under(e.Rule, Line{Quota: e.Quota}))
			continue
		}
		d.tell("chosen", d.say("chosen-should", "Rule", d.title(e.Rule), "Because", because, "Worth", d.charge(e.Cost)),
			d.under(e.Rule, Line{Found: &e.Cost}))
	}
	trial := d.moves.Try(explain.Turn[model.Stay]{Agent: int(a.Teacher), To: rest})
	d.tell("chosen", d.say("if-home", "Toll", d.toll(d.moves.Toll(&trial)), "None", none), Line{})
}

// alternative tells the best of ranked trials, and what is proven of plans that do the same.
func (d *desk) alternative(id string, ranked []explain.Trial[model.Stay], nobody string) {
	if len(ranked) == 0 {
		d.tell("price", d.say(id, "Found", nobody), Line{})
		return
	}
	text, l := d.found(&ranked[0])
	if ranked[0].Lawful() {
		if least, possible := d.moves.Least(d.moves.Exactly(&ranked[0])...); possible {
			l.AtLeast = &least
		}
	}
	d.tell("price", d.say(id, "Found", text), l)
}

// stays says why a teacher is not sent anywhere.
func (d *desk) stays(t model.TeacherID) {
	if d.c.Continuing(t) != nil {
		return
	}
	a := model.Stay{Teacher: t, Last: 1, Section: model.None, Kind: model.Full, Subject: d.c.County.Teachers[t].Subject}
	if !d.c.Eligible(t, 0) {
		d.tell("stays", d.say("not-eligible"), Line{})
		for _, name := range d.moves.Unfit(t) {
			d.tell("stays", d.say("refuses", "Rule", d.title(name), "Fact", d.fact(name, a)), d.under(name, Line{}))
		}
		return
	}
	why := d.moves.WhyNot(t)
	if why.Code == explain.NoLawfulPost {
		d.tell("stays", d.say("no-post"), Line{})
		for _, r := range why.Refused {
			_, says := wording.RuleSays(r.Rule, d.voice)
			d.tell("stays", d.say("rules-out", "Rule", d.title(r.Rule), "N", r.Sections, "Says", says), d.under(r.Rule, Line{}))
		}
		return
	}
	d.against("stays", t, d.moves.Going(t, model.None))
	if d.refused(t) {
		return
	}
	if why.Instead != nil && why.Instead.Equals > 0 {
		d.tell("stays", d.say("lot", "Name", d.name(why.Instead.Colleague), "N", why.Instead.Equals), Line{})
	}
	d.best(t, d.moves.BySchool(d.moves.Elsewhere(t, nil)))
}

// best tells the schools a teacher could best go to.
func (d *desk) best(t model.TeacherID, schools []explain.Trial[model.Stay]) {
	lawful := slices.IndexFunc(schools, func(x explain.Trial[model.Stay]) bool { return !x.Lawful() })
	if lawful < 0 {
		lawful = len(schools)
	}
	d.tell("stays", d.say("could-go", "N", len(schools), "Lawful", lawful), Line{})
	for i := range schools[:min(len(schools), most)] {
		school := d.c.County.Sections[schools[i].Turns[0].To[0].Section].School
		least, possible := d.moves.Least(d.moves.There(t, school))
		l := Line{}
		if possible {
			l.AtLeast = &least
		}
		d.going("stays", &schools[i], d.least(least, possible, d.kindThere(t, school)), l.AtLeast)
	}
}

// going tells what it would be if a teacher who stays, or goes elsewhere, went to a school: what is proven, and what was found.
func (d *desk) going(topic string, x *explain.Trial[model.Stay], proven string, least *model.Cost) {
	text, l := d.found(x)
	l.AtLeast = least
	d.tell(topic, proven+d.say("best-found", "Found", text), l)
}

func (d *desk) kindThere(t model.TeacherID, school model.SchoolID) string {
	return d.say("kind-there", "Name", d.name(t), "School", d.c.County.Schools[school].Name)
}

// notThere says why a teacher does not go to a school.
func (d *desk) notThere(t model.TeacherID, school model.SchoolID) error {
	there := &d.c.County.Schools[school]
	p := &d.c.County.Teachers[t]
	switch {
	case d.c.County.Sections[p.Home].School == school:
		d.tell("there", d.say("own-school", "School", there.Name), Line{})
		return nil
	case slices.ContainsFunc(d.moves.Walk(t), func(a model.Stay) bool { return d.c.County.Sections[a.Section].School == school }):
		return nil
	case d.c.Continuing(t) != nil:
		d.tell("there", d.say("not-anew"), Line{})
		return nil
	}
	trials := slices.DeleteFunc(d.moves.BySchool(d.moves.Elsewhere(t, nil)), func(x explain.Trial[model.Stay]) bool {
		return d.c.County.Sections[x.Turns[0].To[0].Section].School != school
	})
	if len(trials) > 0 {
		d.holders(t, school)
		d.against("there", t, d.moves.Going(t, school))
		text, l, err := d.proven(d.kindThere(t, school), d.moves.There(t, school))
		if err != nil {
			return err
		}
		d.going("there", &trials[0], text, l.AtLeast)
		return nil
	}
	told := len(d.out.Lines)
	for _, s := range there.Sections {
		a := model.Stay{Teacher: t, Last: 1, Section: s, Kind: model.Full, Subject: p.Subject}
		for _, name := range d.moves.Refusers(a) {
			d.tell("there", d.say("refuses", "Rule", d.title(name), "Fact", d.fact(name, a)), d.under(name, Line{Schools: []string{there.ID}}))
		}
	}
	if len(d.out.Lines) == told {
		d.tell("there", d.say("no-way", "School", there.Name), Line{})
	}
	return nil
}

// holders says who goes to a school in the subjects of a teacher.
func (d *desk) holders(t model.TeacherID, school model.SchoolID) {
	p := &d.c.County.Teachers[t]
	var names, ids []string
	for _, a := range d.v.Lists.Moves.Stays {
		if d.c.County.Sections[a.Section].School == school && (a.Subject == p.Subject || a.Subject == p.Subject2) {
			names, ids = append(names, d.name(a.Teacher)), append(ids, d.c.County.Teachers[a.Teacher].ID)
		}
	}
	d.tell("there", d.say("holders", "School", d.c.County.Schools[school].Name, "Names", strings.Join(names, d.say("and"))), Line{Teachers: ids})
}
