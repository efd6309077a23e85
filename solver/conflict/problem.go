package conflict

import (
	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/solver/program"
)

// ofGrouping is the law of groups of a case: agents are sections.
func ofGrouping(c *rule.Case, h *hints) *law[model.Membership] {
	l := &law[model.Membership]{groups: true, county: c.County, agents: len(c.County.Sections), hints: h, large: large(c.County),
		agent: func(a model.Membership) int32 { return int32(a.Core) },
		own:   func(agent int32) model.SectionID { return model.SectionID(agent) },
		place: func(a model.Membership) model.SectionID { return a.Section },
		where: c.SectionKey,
		who:   func(int32) string { return "" },
		span:  rule.MemberSpan,
		each: func(agent int, _ bool, open func(model.Membership) bool, visit func(model.Membership)) {
			c.EachMembership(model.SectionID(agent), open, visit)
		}}
	l.always = []rule.Applied[model.Membership]{{Rule: &rule.Rule{Name: "walk"}, Mode: model.Must,
		Form: rule.Form[model.Membership]{Walk: rule.MemberLinks()}}}
	l.bind(c.MemberLaw())
	return l
}

// ofRotation is the law of stays of a case: agents are teachers.
func ofRotation(c *rule.Case, h *hints) *law[model.Stay] {
	l := &law[model.Stay]{county: c.County, agents: len(c.County.Teachers), hints: h, large: large(c.County),
		agent: func(a model.Stay) int32 { return int32(a.Teacher) },
		own:   func(agent int32) model.SectionID { return c.County.Teachers[agent].Home },
		place: func(a model.Stay) model.SectionID { return a.Section },
		where: c.SectionKey,
		who:   func(agent int32) string { return "teacher=" + c.County.Teachers[agent].ID },
		span:  rule.StaySpan,
		bare:  rule.WithoutPlace,
		ends: &program.Ends[model.Stay]{Agentless: rule.WithoutTeacher, Placeless: rule.WithoutSection,
			Slot: c.StaySlot, Slots: c.StaySlots()},
		kinds: rule.Kinds,
		kind:  rule.KindIn,
		each: func(agent int, near bool, open func(model.Stay) bool, visit func(model.Stay)) {
			c.Spans(model.TeacherID(agent), func(span model.Stay) {
				switch {
				case !open(span):
				case near:
					c.StaysIn(span, c.Reach(model.TeacherID(agent)), visit)
				default:
					c.StaysIn(span, nil, visit)
				}
			})
		}}
	l.bind(c.StayLaw())
	return l
}
