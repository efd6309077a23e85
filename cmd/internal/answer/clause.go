package answer

import (
	"strings"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/explain"
	"github.com/rotateplan/rotate/model/rule"
)

// mostNamed is how many of those a rule speaks of are named to people. JSON names all.
const mostNamed = 8

// clauseOfStays tells of a rule that reads one teacher at a time whose its units are, how tight it could be, and what it keeps out.
func (d *desk) clauseOfStays(r *rule.Rule, mode model.Mode) error {
	shares := d.moves.Shares(r.Name)
	names, ids := d.sharing(shares)
	d.shares(names, Line{Teachers: ids})
	out := explain.KeptOut{}
	if mode == model.Must {
		out = d.moves.KeptOut(r.Name)
	}
	settings := d.moves.Settings(r)
	for i := range settings {
		x, err := d.moves.Looser(r, out, settings[i].Looser)
		if err != nil {
			return err
		}
		s := &settings[i]
		at, _ := d.sharing(s.At)
		text, l := d.reached(s.Param, s.Value, s.Reached, s.Slack(), len(shares) == 0, at), Line{}
		if s.Next != s.Value {
			text, l.AtMost = text+d.looser(s.Next, s.Fewer, x.Most), &x.Most
		}
		if x.People > 0 {
			l.People = &x.People
			text += d.say("looser-people", "Next", s.Next, "N", x.People)
		}
		text += d.fills(&x, &l)
		if first, ok := d.moves.First(r, s, out); ok && first != s.Next {
			text += d.say("first-fills", "Value", first)
		}
		d.tell("rule", text, l)
	}
	if mode == model.Must {
		return d.without(r, out)
	}
	return nil
}

// without tells what the rotation would be without a must.
func (d *desk) without(r *rule.Rule, out explain.KeptOut) error {
	x, err := d.moves.Looser(r, out, nil)
	if err != nil {
		return err
	}
	l := Line{People: &x.People, AtMost: &x.Most}
	text := d.say("keeps-alone", "N", x.People)
	d.tell("rule", text+d.fills(&x, &l)+d.say("without-most", "Worth", d.worth(x.Most, false)), l)
	return nil
}

// fills tells which posts that stand empty could be filled, and the best of it.
func (d *desk) fills(x *explain.Looser[model.Stay], l *Line) (text string) {
	if len(x.Gains) == 0 {
		return ""
	}
	var posts []string
	for _, a := range x.Gains {
		posts = append(posts, d.say("post-at", "School", d.sectionName(a.Section), "Subject", d.subject(a.Subject)))
		l.Schools = append(l.Schools, d.c.County.SchoolOf(a.Section).ID)
	}
	text = d.say("looser-posts", "N", len(posts), "Of", len(d.moves.Empty()), "Names", d.some(posts, mostNamed))
	if len(x.Best.Turns) > 0 {
		n := d.moves.Toll(&x.Best)
		metres := int64(n.Metres)
		text += d.say("buys-found", "Turns", d.turns(&x.Best), "Toll", d.toll(n), "Worth", d.charge(-x.Best.Cost))
		l.Found, l.Metres, l.Periods = &x.Best.Cost, &metres, &n.Periods
	}
	return text
}

// clauseOfGroups tells of a rule that reads one core at a time whose its units are, how tight it could be, and what it keeps out.
func (d *desk) clauseOfGroups(r *rule.Rule, mode model.Mode) error {
	shares := d.groups.Shares(r.Name)
	names, ids := d.sharingGroups(shares)
	d.shares(names, Line{Schools: ids})
	settings := d.groups.Settings(r)
	for i := range settings {
		x, err := d.groups.Looser(r, settings[i].Looser)
		if err != nil {
			return err
		}
		s := &settings[i]
		at, _ := d.sharingGroups(s.At)
		text, l := d.reached(s.Param, s.Value, s.Reached, s.Slack(), len(shares) == 0, at), Line{}
		if s.Next != s.Value {
			text, l.AtMost = text+d.looser(s.Next, s.Fewer, x.Most), &x.Most
		}
		text += d.covers(&x, &l)
		if first, ok := d.groups.First(r, s); ok && first != s.Next {
			text += d.say("first-joins", "Value", first)
		}
		d.tell("rule", text, l)
	}
	if mode != model.Must {
		return nil
	}
	x, err := d.groups.Looser(r, nil)
	if err != nil {
		return err
	}
	l := Line{AtMost: &x.Most}
	text := d.covers(&x, &l)
	d.tell("rule", d.say("without", "N", len(x.Gains))+text+d.say("without-most", "Worth", d.worth(x.Most, false)), l)
	return nil
}

// covers tells which targets left alone could join a group, and the best of it.
func (d *desk) covers(x *explain.Looser[model.Membership], l *Line) (text string) {
	if len(x.Gains) == 0 {
		return ""
	}
	var names []string
	for _, m := range x.Gains {
		names = append(names, d.say("turn-joins", "Member", d.sectionName(m.Section), "Core", d.sectionName(m.Core), "Km", km(int64(d.c.Metres(m.Core, m.Section)))))
		l.Schools = append(l.Schools, d.c.County.SchoolOf(m.Section).ID)
	}
	text = d.say("looser-joins", "N", len(names), "Of", len(d.groups.Alone()), "Names", d.some(names, mostNamed))
	if x.Best.Cost < 0 {
		_, in := d.groups.Changed(&x.Best)
		text += d.say("together", "N", len(in), "Worth", d.charge(-x.Best.Cost))
		l.Found = &x.Best.Cost
	}
	return text
}

// shares names whose the units of a rule are.
func (d *desk) shares(names []string, l Line) {
	if len(names) > 0 {
		d.tell("rule", d.say("shares", "N", len(names), "Names", d.some(names, mostNamed)), l)
	}
}

// some names the first of many.
func (d *desk) some(names []string, first int) string {
	text := strings.Join(names[:min(len(names), first)], d.say("and"))
	if n := len(names) - first; n > 0 {
		text += d.say("and-more", "N", n)
	}
	return text
}

// reached tells what a parameter says and, of a rule that is kept, how tight it could be in this plan, and who are at that.
func (d *desk) reached(p *rule.Param, value, reached, slack int64, kept bool, at []string) string {
	says := p.Says
	if d.voice.Lang == "zh" {
		says = p.SaysZh
	}
	return d.say("setting", "Name", p.Name, "Says", says, "Value", value, "Kept", kept, "Reached", reached, "Slack", slack, "At", d.some(at, most))
}

// looser tells what it would save to have a parameter one looser.
func (d *desk) looser(next, fewer int64, most model.Cost) string {
	return d.say("looser", "Next", next, "Fewer", fewer, "Most", most > 0, "Worth", d.worth(most, false))
}

// sharing names teachers who have a share of the units of a rule, and gives their ids.
func (d *desk) sharing(shares []explain.Share[model.Stay]) (names, ids []string) {
	for _, s := range shares {
		p := &d.c.County.Teachers[s.Agent]
		name := d.say("person-at", "Name", d.name(model.TeacherID(s.Agent)), "School", d.c.County.SchoolOf(p.Home).Name)
		names, ids = append(names, d.say("share", "Name", name, "N", s.Units)), append(ids, p.ID)
	}
	return names, ids
}

// sharingGroups names cores, or members, that have a share of the units of a rule, and gives the ids of their schools.
func (d *desk) sharingGroups(shares []explain.Share[model.Membership]) (names, ids []string) {
	for _, s := range shares {
		section := model.SectionID(s.Agent)
		name := d.sectionName(section)
		if s.Atom != nil && !rule.Opens(*s.Atom) {
			section = s.Atom.Section
			name = d.say("pair-of", "Core", name, "Member", d.sectionName(section))
		}
		names, ids = append(names, d.say("share", "Name", name, "N", s.Units)), append(ids, d.c.County.SchoolOf(section).ID)
	}
	return names, ids
}
