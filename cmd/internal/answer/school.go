package answer

import (
	"cmp"
	"slices"
	"strings"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/explain"
	"github.com/rotateplan/rotate/model/rule"
)

// school says who comes, goes and returns, what is short and how it could be cured, and what group it is in.
func (d *desk) school(word string) error {
	school, err := d.findSchool(word)
	if err != nil {
		return err
	}
	x := &d.c.County.Schools[school]
	for _, s := range x.Sections {
		d.tell("school", d.say("school-is", "School", d.sectionName(s), "Kind", d.kindOf(s)), Line{Schools: []string{x.ID}})
		d.schools = true
		d.grouped(s)
		d.schools = false
	}
	if d.moves == nil {
		return nil
	}
	d.people(school)
	for _, s := range x.Sections {
		for subject := model.NoSubject + 1; subject < model.Subjects; subject++ {
			d.short(s, subject)
		}
	}
	for _, a := range d.v.Lists.Moves.Stays {
		if d.c.County.Sections[a.Section].School == school {
			d.alternative("next-at", d.moves.InHerPlace(a), d.say("nobody-else"))
			last := &d.out.Lines[len(d.out.Lines)-1]
			last.Topic = "posts"
			last.Sentence = d.say("post-of", "Name", d.name(a.Teacher), "Subject", d.subject(a.Subject)) + last.Sentence
		}
	}
	d.out.heads["posts"] = d.say("topic-posts")
	return nil
}

// people says who comes to a school, who goes, who returns and who stays away.
func (d *desk) people(school model.SchoolID) {
	var in, out, trainees, away []model.Stay
	for _, a := range d.v.Lists.Moves.Stays {
		home := d.c.County.Sections[d.c.County.Teachers[a.Teacher].Home].School
		switch to := d.c.County.Sections[a.Section].School; {
		case to == school && a.Kind == model.Trainee:
			trainees = append(trainees, a)
		case to == school:
			in = append(in, a)
		case home == school && a.Kind == model.Trainee:
			away = append(away, a)
		case home == school:
			out = append(out, a)
		}
	}
	d.list("comes", in, true)
	d.list("comes-trainee", trainees, true)
	d.list("goes-away", out, false)
	d.list("goes-trainee", away, false)
	var back, still, here []string
	for i := range d.c.County.Teachers {
		t := model.TeacherID(i)
		home := d.c.County.Sections[d.c.County.Teachers[t].Home].School == school
		if k := d.c.Returning(t); k != nil && home {
			back = append(back, d.say("person-from", "Name", d.name(t), "School", d.c.County.Schools[k.School].Name))
		}
		k := d.c.Continuing(t)
		if k != nil && home {
			still = append(still, d.say("person-at", "Name", d.name(t), "School", d.c.County.Schools[k.School].Name))
		}
		if k != nil && k.School == school {
			here = append(here, d.say("person-from", "Name", d.name(t), "School", d.c.County.SchoolOf(d.c.County.Teachers[t].Home).Name))
		}
	}
	d.names("returns", back)
	d.names("still-away", still)
	d.names("still-here", here)
}

// list tells stays in one sentence, by the school people come from or go to.
func (d *desk) list(id string, stays []model.Stay, coming bool) {
	var all []string
	for _, a := range stays {
		other := a.Section
		if coming {
			other = d.c.County.Teachers[a.Teacher].Home
		}
		all = append(all, d.say("person-way", "Name", d.name(a.Teacher), "Subject", d.subject(a.Subject), "School", d.c.County.SchoolOf(other).Name,
			"Km", km(int64(d.c.ExtraTravel(a.Teacher, a.Section))), "Coming", coming))
	}
	d.names(id, all)
}

func (d *desk) names(id string, all []string) {
	if n := len(all); n > 0 {
		d.tell("people", d.say(id, "N", n, "Names", strings.Join(all, d.say("and"))), Line{People: &n})
	}
}

// short says what is short of a subject at a section, and what would cure it.
func (d *desk) short(s model.SectionID, x model.Subject) {
	missing := d.moves.Untaught(s, x)
	if missing == 0 {
		return
	}
	whole, rest, load := d.c.Demand(s, x, 0)
	full, part := missing/load*load, missing%load
	spare, lacking := d.spare(s, x), d.lacking(d.c.County.Sections[s].Stage, x)
	d.tell("shortage", d.say("short", "School", d.sectionName(s), "Subject", d.subject(x), "Need", whole*load+rest, "Teachers", d.moves.Taught(s, x),
		"Load", load, "Missing", missing), Line{Periods: &missing})
	d.tell("shortage", d.say("cure", "Posts", full/load, "Full", full, "Part", part, "Spare", spare, "Km", d.c.TripTerms().Km, "Subject", d.subject(x), "Stage",
		d.stage(d.c.County.Sections[s].Stage), "Lacking", lacking), Line{Periods: &lacking})
	d.given(s, x)
	d.filling(s, x)
}

// given tells which itinerant teachers give what a section lacks, in autumn.
func (d *desk) given(s model.SectionID, x model.Subject) {
	var words, ids []string
	sum := int64(0)
	for _, a := range d.v.Trips.Trips {
		if a.Section == s && a.Subject == x && a.Term == 0 {
			from := d.c.PostOf(a.Teacher, a.Term).Section
			words = append(words, d.say("giver", "Teacher", d.name(a.Teacher), "School", d.c.County.SchoolOf(from).Name, "N", a.Periods))
			ids, sum = append(ids, d.c.County.Teachers[a.Teacher].ID), sum+int64(a.Periods)
		}
	}
	if sum > 0 {
		d.tell("shortage", d.say("given", "N", sum, "Words", strings.Join(words, d.say("and"))), Line{Teachers: ids, Periods: &sum})
	}
}

// spare returns the periods a week of a subject that those who teach it at other sections of the stage within the reach of itinerant
// teachers have left over.
func (d *desk) spare(at model.SectionID, x model.Subject) int64 {
	n, reach := int64(0), 1000*d.c.TripTerms().Km
	for i := range d.c.County.Sections {
		s := model.SectionID(i)
		if m := d.c.Metres(s, at); s != at && m != rule.Unknown && m <= reach && d.c.County.Sections[s].Stage == d.c.County.Sections[at].Stage {
			whole, rest, load := d.c.Demand(s, x, 0)
			n += max(0, d.moves.Taught(s, x)*load-whole*load-rest)
		}
	}
	return n
}

// lacking returns the periods a week of a subject at a stage that all who could teach it in the county could not teach: what
// no moving cures.
func (d *desk) lacking(stage model.Stage, x model.Subject) int64 {
	need := int64(0)
	for i := range d.c.County.Sections {
		if d.c.County.Sections[i].Stage == stage {
			whole, rest, load := d.c.Demand(model.SectionID(i), x, 0)
			need += whole*load + rest
		}
	}
	return max(0, need-d.c.Able(stage, x)*d.c.Load(stage, x))
}

// grouped says which group a section is in, or what it would take to cover it.
func (d *desk) grouped(s model.SectionID) {
	if len(d.groups.Members(s)) > 0 {
		d.leads(s)
		return
	}
	if m, ok := d.groups.Membership(s); ok {
		d.joined(m)
		return
	}
	if d.c.County.Target(s) {
		d.tell("group", d.say("uncovered", "School", d.sectionName(s)), Line{})
		d.cover(s)
	}
}

// leads says whom a section leads.
func (d *desk) leads(s model.SectionID) {
	var names []string
	for _, m := range d.groups.Members(s) {
		names = append(names, d.say("member", "School", d.sectionName(m.Section), "Km", km(int64(d.c.Metres(m.Core, m.Section)))))
	}
	d.tell("group", d.say("leads", "School", d.sectionName(s), "N", len(names), "Names", strings.Join(names, d.say("and"))), Line{})
}

// cover says what it would take to cover a target: under the cores that may lead it the cheapest, and the nearest of those
// that may not, with what stands in the way.
func (d *desk) cover(s model.SectionID) {
	all := d.groups.Under(s)
	lawful := slices.IndexFunc(all, func(t explain.Trial[model.Membership]) bool { return !t.Lawful() })
	if lawful < 0 {
		lawful = len(all)
	}
	for i := range all[:min(lawful, most)] {
		d.joining(&all[i], s)
	}
	alike := func(t *explain.Trial[model.Membership]) bool {
		return d.c.County.Sections[d.coreOf(t, s)].Stage == d.c.County.Sections[s].Stage
	}
	near := func(t *explain.Trial[model.Membership]) int64 { return int64(d.c.Metres(d.coreOf(t, s), s)) }
	slices.SortStableFunc(all, func(a, b explain.Trial[model.Membership]) int { return cmp.Compare(near(&a), near(&b)) })
	told := 0
	for i := range all {
		if told < most && alike(&all[i]) {
			told += one(d.beside(model.Membership{Core: d.coreOf(&all[i], s), Section: s}, &all[i]))
		}
	}
}

// beside says why a section cannot be one more member of a core, and what it would bring if the rule in the way let it;
// false where nothing is in the way.
func (d *desk) beside(m model.Membership, best *explain.Trial[model.Membership]) bool {
	t := d.groups.Adding(m)
	if t.Lawful() {
		return false
	}
	if len(d.groups.Refusers(m)) > 0 {
		d.barred(m, best)
		return true
	}
	metres, l := int64(d.c.Metres(m.Core, m.Section)), Line{Found: &t.Cost}
	text, names := d.breaks(t.Effects)
	l.Metres, l.Breaks = &metres, names
	var facts []string
	for _, name := range names {
		facts = append(facts, strings.TrimRight(d.groupFact(name, m), "。."))
	}
	d.tell("group", d.say("one-more", "Core", d.sectionName(m.Core), "Km", km(metres), "Breaks", text,
		"Facts", strings.Join(facts, d.say("and")), "Gain", t.Cost <= 0, "Worth", d.worth(max(t.Cost, -t.Cost), t.Cost <= 0)), d.under(names[0], l))
	return true
}

func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// coreOf returns the core that a trial puts a section under.
func (d *desk) coreOf(t *explain.Trial[model.Membership], s model.SectionID) model.SectionID {
	_, in := d.groups.Changed(t)
	for _, m := range in {
		if m.Section == s {
			return m.Core
		}
	}
	return model.None
}
