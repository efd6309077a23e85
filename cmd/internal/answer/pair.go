package answer

import (
	"slices"
	"strings"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/explain"
	"github.com/rotateplan/rotate/model/rule"
)

// pair says why two schools are joined, or why not.
func (d *desk) pair(first, second string) error {
	core, err := d.findSchool(first)
	if err != nil {
		return err
	}
	member, err := d.findSchool(second)
	if err != nil {
		return err
	}
	d.schools = true
	for _, m := range d.pairings(core, member) {
		now, joined := d.groups.Membership(m.Section)
		switch {
		case joined && now.Core == m.Core:
			d.joined(now)
			continue
		case joined:
			d.tell("group", d.say("elsewhere", "Member", d.sectionName(m.Section), "Core", d.sectionName(now.Core), "Km",
				km(int64(d.c.Metres(now.Core, m.Section)))), Line{})
		case len(d.groups.Members(m.Section)) > 0:
			d.leads(m.Section)
		default:
			d.tell("group", d.say("alone", "Member", d.sectionName(m.Section)), Line{})
		}
		d.apart(m)
	}
	return nil
}

// pairings are the memberships of two schools that are asked about: those of the plan, else those of one stage, else all.
func (d *desk) pairings(core, member model.SchoolID) []model.Membership {
	var all, alike, planned []model.Membership
	for _, c := range d.c.County.Schools[core].Sections {
		for _, s := range d.c.County.Schools[member].Sections {
			m := model.Membership{Core: c, Section: s}
			all = append(all, m)
			if d.c.County.Sections[c].Stage == d.c.County.Sections[s].Stage {
				alike = append(alike, m)
			}
			if now, ok := d.groups.Membership(s); ok && now.Core == c {
				planned = append(planned, m)
			}
		}
	}
	switch {
	case len(planned) > 0:
		return planned
	case len(alike) > 0:
		return alike
	}
	return all
}

// apart says why a membership is not in the plan.
func (d *desk) apart(m model.Membership) {
	m = d.groups.Types(m)[0]
	if core, section := &d.c.County.Sections[m.Core], &d.c.County.Sections[m.Section]; m.Core == m.Section || section.Core() || !core.Core() {
		d.barred(m, nil)
		return
	}
	best := d.groups.Best(m)
	if !best.Lawful() {
		d.barred(m, &best)
		return
	}
	d.joining(&best, m.Section)
}

// joined says why a membership is in the plan, what doing without would cost, and the next best.
func (d *desk) joined(m model.Membership) {
	metres := int64(d.c.Metres(m.Core, m.Section))
	d.tell("group", d.say("joined", "Core", d.sectionName(m.Core), "Member", d.sectionName(m.Section), "Km", km(metres)),
		Line{Metres: &metres, Schools: []string{d.c.County.SchoolOf(m.Core).ID, d.c.County.SchoolOf(m.Section).ID}})
	for _, p := range d.c.MemberLaw() {
		if p.Mode == model.Must && p.Form.Ban != nil {
			d.tell("group", d.say("lets", "Rule", d.title(p.Rule.Name), "Fact", d.groupFact(p.Rule.Name, m)), d.under(p.Rule.Name, Line{}))
		}
	}
	price, possible := d.groups.Least(m, false)
	l := Line{}
	if possible {
		l.AtLeast = &price
	}
	d.tell("group", d.least(price, possible, d.say("kind-apart", "Core", d.sectionName(m.Core), "Member", d.sectionName(m.Section))), l)
	leaving := d.groups.Leaving(m)
	text, figures := d.regrouped(&leaving[0])
	d.tell("group", d.say("next-core", "Found", text), figures)
}

// joining says what it would be if a section were under a core that may lead it.
func (d *desk) joining(t *explain.Trial[model.Membership], s model.SectionID) {
	m := model.Membership{Core: d.coreOf(t, s), Section: s}
	text, l := d.regrouped(t)
	least, possible := d.groups.Least(m, true)
	if possible {
		l.AtLeast = &least
	}
	kind := d.say("kind-joined", "Core", d.sectionName(m.Core), "Member", d.sectionName(s))
	d.tell("group", d.least(least, possible, kind)+d.say("best-found", "Found", text), l)
}

// barred says what stands between a section and a core: by itself or, where a trial is given, in the plan as it is.
func (d *desk) barred(m model.Membership, t *explain.Trial[model.Membership]) {
	metres := int64(d.c.Metres(m.Core, m.Section))
	names := d.groups.Refusers(m)
	l := Line{Metres: &metres, Breaks: names, Schools: []string{d.c.County.SchoolOf(m.Core).ID, d.c.County.SchoolOf(m.Section).ID}}
	var words []string
	switch {
	case m.Core == m.Section:
		words = append(words, d.say("itself"))
	case d.c.County.Sections[m.Section].Core():
		words = append(words, d.say("core-joins"))
	case d.c.Metres(m.Core, m.Section) == rule.Unknown:
		words = append(words, d.say("way-unknown"))
	}
	for _, name := range names {
		words = append(words, d.say("refuses", "Rule", d.title(name), "Fact", d.groupFact(name, m)))
	}
	if len(names) == 0 && t != nil {
		text, broken := d.breaks(t.Effects)
		words, l.Breaks = append(words, d.say("would-break", "Breaks", text)), broken
	}
	if len(l.Breaks) > 0 {
		l = d.under(l.Breaks[0], l)
	}
	d.tell("group", d.say("barred", "Core", d.sectionName(m.Core), "Member", d.sectionName(m.Section), "Km", km(metres), "Words", strings.Join(words, d.say("and"))), l)
}

// regrouped says what becomes of the groups by a trial, in words and figures.
func (d *desk) regrouped(t *explain.Trial[model.Membership]) (string, Line) {
	out, in := d.groups.Changed(t)
	var words []string
	covered, metres := 0, int64(0)
	for _, m := range in {
		covered, metres = covered+1, metres+int64(d.c.Metres(m.Core, m.Section))
		words = append(words, d.say("turn-joins", "Member", d.sectionName(m.Section), "Core", d.sectionName(m.Core), "Km", km(int64(d.c.Metres(m.Core, m.Section)))))
	}
	for _, m := range out {
		covered, metres = covered-1, metres-int64(d.c.Metres(m.Core, m.Section))
		if !slices.ContainsFunc(in, func(k model.Membership) bool { return k.Section == m.Section }) {
			words = append(words, d.say("turn-leaves", "Member", d.sectionName(m.Section), "Core", d.sectionName(m.Core)))
		}
	}
	l := Line{Found: &t.Cost, Metres: &metres}
	turns := strings.Join(words, d.say("and"))
	if !t.Lawful() {
		text, names := d.breaks(t.Effects)
		l.Found, l.Breaks = nil, names
		return d.say("found-unlawful", "Turns", turns, "Breaks", text), l
	}
	return d.say("found-groups", "Turns", turns, "Covered", covered, "More", max(covered, -covered), "Km", km(metres), "Dearer", d.dearer(t.Cost)), l
}
