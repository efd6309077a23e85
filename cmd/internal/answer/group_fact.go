package answer

import (
	"slices"
	"strings"

	"github.com/rotateplan/rotate/cmd/internal/wording"
	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// groupFact tells what a rule reads of a core and a section; of a rule for which nothing is written down, what it says.
func (d *desk) groupFact(name string, m model.Membership) string {
	id, values := "fact-"+name, slices.Concat(d.coreAndMember(m), d.led(m.Core), d.pinned(m))
	if text := d.say(id, append(values, "Arg", d.args(name), "Types", d.types(name))...); text != "explain."+id {
		return text
	}
	_, says := wording.RuleSays(name, d.voice)
	return says
}

// coreAndMember is what is on file of the two schools.
func (d *desk) coreAndMember(m model.Membership) []any {
	core, section := &d.c.County.Sections[m.Core], &d.c.County.Sections[m.Section]
	lead, joins := d.c.County.SchoolOf(m.Core), d.c.County.SchoolOf(m.Section)
	central := ""
	if joins.Central != model.None {
		central = d.c.County.Schools[joins.Central].Name
	}
	return []any{"Km", km(int64(d.c.Metres(m.Core, m.Section))), "CoreKind", d.kindOf(m.Core), "MemberKind", d.kindOf(m.Section),
		"CoreStage", d.stage(core.Stage), "MemberStage", d.stage(section.Stage), "CoreOf", lead.Affiliation, "MemberOf", joins.Affiliation,
		"CoreOwner", d.word(lead.Ownership), "MemberOwner", d.word(joins.Ownership), "CorePupils", core.Pupils, "MemberPupils", section.Pupils,
		"Central", central, "Type", d.word(m.Type), "Short", strings.Join(d.lacked(m), d.say("comma"))}
}

// led is what a core leads in the plan, and how many lead.
func (d *desk) led(core model.SectionID) []any {
	recent, pupils, groups := 0, 0, 0
	for _, k := range d.groups.Members(core) {
		recent, pupils = recent+one(d.c.County.Sections[k.Section].New), pupils+d.c.County.Sections[k.Section].Pupils
	}
	for s := range d.c.County.Sections {
		groups += one(len(d.groups.Members(model.SectionID(s))) > 0)
	}
	return []any{"Members", len(d.groups.Members(core)), "NewMembers", recent, "LedPupils", pupils, "Groups", groups}
}

// pinned names the cores a section is pinned to, and whether this one is forbidden it.
func (d *desk) pinned(m model.Membership) []any {
	var cores []string
	forbidden := false
	for _, p := range d.c.County.Pairs {
		switch {
		case p.Member != m.Section:
		case p.Status == model.PinnedPair:
			cores = append(cores, d.schoolName(p.Core))
		case p.Status == model.ForbiddenPair && p.Core == m.Core:
			forbidden = true
		}
	}
	return []any{"Pinned", strings.Join(cores, d.say("and")), "Forbidden", forbidden}
}

// lacked names the subjects a section is short of and a core has none to spare of.
func (d *desk) lacked(m model.Membership) (subjects []string) {
	over := func(s model.SectionID, x model.Subject) int64 {
		need, known := d.c.Need(s, x)
		if !known {
			return 0
		}
		return int64(d.c.Delivering(s, x, 0))*d.c.Load(d.c.County.Sections[s].Stage, x) - need
	}
	for x := model.NoSubject + 1; x < model.Subjects; x++ {
		if over(m.Section, x) < 0 && over(m.Core, x) <= 0 {
			subjects = append(subjects, d.subject(x))
		}
	}
	return subjects
}

// types names the types that a clause of group-type lists, by kind of member.
func (d *desk) types(name string) map[string]string {
	words, args := map[string]string{}, d.args(name)
	if name != "group-type" {
		return words
	}
	for _, p := range rule.Find(name).Params {
		var all []string
		if p.List {
			for _, x := range p.Items(args[p.Name]) {
				all = append(all, d.word(model.GroupType(x)))
			}
		}
		words[p.Name] = strings.Join(all, d.say("comma"))
	}
	return words
}
