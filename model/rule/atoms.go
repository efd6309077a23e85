package rule

import (
	"fmt"

	"github.com/rotateplan/rotate/model"
)

// Opens reports whether a membership is a core's own: chosen exactly when the core leads a group.
func Opens(m model.Membership) bool { return m.Core == m.Section }

// Memberships returns every atom of a core, as EachMembership visits them.
func (c *Case) Memberships(core model.SectionID) (atoms []model.Membership) {
	c.EachMembership(core, nil, func(m model.Membership) { atoms = append(atoms, m) })
	return atoms
}

// EachMembership visits every atom of a core: its own first, then those of all others by section and type, bans not yet
// applied. Sections whose distance is unknown are no partners. Sections for which open is false are left out; it is asked
// of an alliance, and nil leaves out none.
func (c *Case) EachMembership(core model.SectionID, open func(model.Membership) bool, visit func(model.Membership)) {
	visit(model.Membership{Core: core, Section: core})
	for i := range c.County.Sections {
		m := model.Membership{Core: core, Section: model.SectionID(i)}
		if m.Section == core || c.County.Sections[i].Core() || c.Metres(core, m.Section) == Unknown || open != nil && !open(m) {
			continue
		}
		for m.Type = model.Alliance; m.Type <= model.Cooperation; m.Type++ {
			visit(m)
		}
	}
}

// MemberLinks is the walk every core obeys, whatever the policy says: its own atom comes first, and with it at least one
// other. States: 0 nothing, 1 the own atom alone, 2 a group.
func MemberLinks() *Walk[model.Membership] {
	return &Walk[model.Membership]{
		States: 3,
		Start:  func(int) int { return 0 },
		Next: func(state int, m model.Membership) (int, int64) {
			next := 2
			if Opens(m) {
				next = 1
			}
			if Opens(m) == (state == 0) {
				return next, 0
			}
			return next, 1
		},
		End: func(state int) int64 {
			if state == 1 {
				return 1
			}
			return 0
		},
	}
}

// MemberSpan is the place of a membership in its core's walk: the core itself, then sections in order.
func MemberSpan(m model.Membership) (first, last int) {
	if Opens(m) {
		return 0, 0
	}
	return 1 + int(m.Section), 1 + int(m.Section)
}

// StaySpan is the place of a stay in its teacher's walk: its terms.
func StaySpan(s model.Stay) (first, last int) { return int(s.First), int(s.Last) }

// Stays returns every atom of a teacher within the horizon, by first term, last term, first posts first, section, kind and
// subject: bans not yet applied. Sections of her own school and sections whose distance is unknown are no destinations. It calls
// visit for each and stops nowhere; sections limits the destinations, nil meaning all.
func (c *Case) Stays(t model.TeacherID, sections []model.SectionID, visit func(model.Stay)) {
	c.Spans(t, func(span model.Stay) { c.StaysIn(span, sections, visit) })
}

// Spans visits the spans of a teacher's stays, by first and last term, as stays that name no section: None. Where she could
// begin at her first post there is another span of the same terms, whose kind says so.
func (c *Case) Spans(t model.TeacherID, visit func(span model.Stay)) {
	for first := c.freeFrom(t); int(first) < c.Terms; first++ {
		for last := first; int(last) < c.Terms; last++ {
			span := model.Stay{Teacher: t, First: first, Last: last, Section: model.None}
			if c.mayBegin(span) {
				begins := span
				begins.Kind = model.FirstPost
				visit(begins)
			}
			visit(span)
		}
	}
}

// StaysIn visits the stays of one span, as Stays does.
func (c *Case) StaysIn(span model.Stay, sections []model.SectionID, visit func(model.Stay)) {
	if sections == nil {
		sections = c.sections
	}
	for _, s := range sections {
		span.Section = s
		c.staysAt(span, visit)
	}
}

func (c *Case) staysAt(a model.Stay, visit func(model.Stay)) {
	p := &c.County.Teachers[a.Teacher]
	if c.County.Sections[a.Section].School == c.County.Sections[p.Home].School || c.ExtraTravel(a.Teacher, a.Section) == Unknown {
		return
	}
	begins := a.Kind == model.FirstPost
	if begins && !c.beginsAt(a.Teacher, a.Section) {
		return
	}
	a.Subject = p.Subject
	visit(a)
	if p.Subject2 != model.NoSubject && p.Subject2 != p.Subject {
		a.Subject = p.Subject2
		visit(a)
	}
	if !begins && c.County.Sections[a.Section].Core() {
		a.Kind, a.Subject = model.Trainee, p.Subject
		visit(a)
	}
}

// WithoutPlace is the span of a stay, as Spans visits it.
func WithoutPlace(a model.Stay) model.Stay {
	span := model.Stay{Teacher: a.Teacher, First: a.First, Last: a.Last, Section: model.None}
	if a.Kind == model.FirstPost {
		span.Kind = a.Kind
	}
	return span
}

// Kinds lists a span, as Spans visits it, as each kind of stay that StaysIn makes of it.
func Kinds(span model.Stay) []model.Stay {
	if span.Kind == model.FirstPost {
		return []model.Stay{span}
	}
	trainee := span
	trainee.Kind = model.Trainee
	return []model.Stay{span, trainee}
}

// KindIn is which of the kinds of its span a stay is.
func KindIn(a model.Stay) int {
	if a.Kind == model.Trainee {
		return 1
	}
	return 0
}

// freeFrom returns the first term in which a teacher is home on 1 September.
func (c *Case) freeFrom(t model.TeacherID) model.Term {
	term := model.Term(0)
	p := c.Continuing(t)
	for p != nil && int(term) < c.Terms && (p.Until == 0 || p.Until >= c.Judged(term)) {
		term += 2
	}
	return term
}

func (c *Case) allSections() []model.SectionID {
	all := make([]model.SectionID, len(c.County.Sections))
	for i := range all {
		all[i] = model.SectionID(i)
	}
	return all
}

// WithoutSection is a stay as it could be made anywhere.
func WithoutSection(a model.Stay) model.Stay {
	a.Section = model.None
	return a
}

// StaySlot numbers the places of stays, below StaySlots: of those of one span, all that differ in the teacher alone have
// one.
func (c *Case) StaySlot(a model.Stay) int {
	return (int(a.Section)*int(model.Subjects)+int(a.Subject))*int(model.FirstPost+1) + int(a.Kind)
}

// StaySlots returns how many slots there are.
func (c *Case) StaySlots() int {
	return len(c.County.Sections) * int(model.Subjects) * int(model.FirstPost+1)
}

// WithoutTeacher is a stay as any teacher could make it.
func WithoutTeacher(a model.Stay) model.Stay {
	a.Teacher = 0
	return a
}

// Eligible reports whether a teacher may be sent away in a year of the horizon (0-based): home on 1 September, not
// continuing, and in accord with every active rule marked as deciding candidates. The plan's own stays do not matter.
func (c *Case) Eligible(t model.TeacherID, year int) bool {
	return c.eligible[year*len(c.County.Teachers)+int(t)]
}

func (c *Case) judgeCandidates() {
	var law []Applied[model.Stay]
	for i := range c.Policy.Clauses {
		k := &c.Policy.Clauses[i]
		if r := Find(k.Rule); r != nil && r.Candidate && k.Mode != model.Off {
			law = append(law, Applied[model.Stay]{Rule: r, Mode: model.Must, Form: r.Stay(c, k.Args)})
		}
	}
	n := len(c.County.Teachers)
	verdict := make([]bool, n*c.Years())
	for y := range c.Years() {
		for t := range n {
			verdict[y*n+t] = c.candidate(law, model.TeacherID(t), model.Term(2*y))
		}
	}
	c.eligible = verdict
}

func (c *Case) candidate(law []Applied[model.Stay], t model.TeacherID, term model.Term) bool {
	if c.freeFrom(t) > term {
		return false
	}
	probe := model.Stay{Teacher: t, First: term, Last: term + 1, Section: model.None}
	for i := range law {
		f := &law[i].Form
		if f.Ban != nil && f.Ban(probe) {
			return false
		}
		if f.Walk != nil {
			if _, units := f.Walk.Next(f.Walk.Start(int(t)), probe); units > 0 {
				return false
			}
		}
	}
	return true
}

// SectionKey names a section in quota keys: its school, and its stage.
func (c *Case) SectionKey(s model.SectionID) string {
	x := &c.County.Sections[s]
	return fmt.Sprintf("school=%s/stage=%s", c.County.Schools[x.School].ID, x.Stage.Code())
}

// MemberKey names a membership.
func (c *Case) MemberKey(m model.Membership) string {
	return fmt.Sprintf("core=%s/member=%s/type=%s", c.SectionKey(m.Core), c.SectionKey(m.Section), m.Type.Code())
}

// StayKey names a stay.
func (c *Case) StayKey(s model.Stay) string {
	return fmt.Sprintf("teacher=%s/%s/subject=%s/kind=%s/terms=%d-%d", c.County.Teachers[s.Teacher].ID,
		c.SectionKey(s.Section), s.Subject.Code(), s.Kind.Code(), s.First, s.Last)
}
