package rule

import "github.com/rotateplan/rotate/model"

// What several rules of grouping share.

// lawful is the form of a rule whose arguments ask for nothing.
func lawful() Form[model.Membership] {
	return Form[model.Membership]{Spanwise: true, Ban: func(model.Membership) bool { return false }}
}

// memberTally builds the walk of a tally over the members of a core; top is its largest Max, no less than Min.
func memberTally(t Tally[model.Membership], top int64) *Walk[model.Membership] {
	return tallyWalk(t, func(m model.Membership) int { return int(m.Core) }, top)
}

// pairing is a core and a member, whatever the type.
type pairing struct{ core, member model.SectionID }

// pairParts names a core and a member: the member's stage, and both schools. The core's stage follows its school where
// it is another.
func (c *Case) pairParts(p pairing) []string {
	core, member := &c.County.Sections[p.core], &c.County.Sections[p.member]
	lead := c.County.Schools[core.School].ID
	if core.Stage != member.Stage {
		lead += ":" + core.Stage.Code()
	}
	return []string{"stage=" + member.Stage.Code(), "pair=" + lead + "+" + c.County.Schools[member.School].ID}
}

// ToPlace returns the sections a grouping is to place, in order: the targets or, with targets-only off, all that are no
// core.
func (c *Case) ToPlace() []model.SectionID { return c.candidates(c.Districts()) }

// Districts reports whether a grouping is one of school districts (学区): targets-only is off, and every section that is no
// core is to be placed.
func (c *Case) Districts() bool { return c.targetsOnly() == model.Off }

// mayJoin returns the sections that may join a group, in order: the targets or, unless targets-only is a must, all that
// are no core.
func (c *Case) mayJoin() []model.SectionID { return c.candidates(c.targetsOnly() != model.Must) }

func (c *Case) targetsOnly() model.Mode {
	if k := c.clause("targets-only"); k != nil {
		return k.Mode
	}
	return model.Off
}

// candidates returns the targets, or all sections that are no core.
func (c *Case) candidates(all bool) []model.SectionID {
	var sections []model.SectionID
	for i := range c.County.Sections {
		s := model.SectionID(i)
		if c.County.Target(s) || all && !c.County.Sections[s].Core() {
			sections = append(sections, s)
		}
	}
	return sections
}

// targetKinds are what can make a section a target.
var targetKinds = []string{"weak", "rural", "new"}

// isKind reports whether a section is of one of targetKinds; of any other word it is true.
func (c *Case) isKind(s model.SectionID, kind string) bool {
	switch kind {
	case "weak":
		return c.County.Sections[s].Standing == model.Weak
	case "rural":
		return c.County.SchoolOf(s).Rural()
	case "new":
		return c.County.Sections[s].New
	}
	return true
}

// Cores returns the sections that lead a group, in order.
func (c *Case) Cores() []model.SectionID {
	var cores []model.SectionID
	for s := range c.lead {
		if c.lead[s] == model.SectionID(s) {
			cores = append(cores, model.SectionID(s))
		}
	}
	return cores
}
