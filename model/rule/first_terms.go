package rule

import "github.com/rotateplan/rotate/model"

// recruits tells where new hires begin: what the clause of first-post says, read once. Nil where it is off.
type recruits struct {
	first []window // by teacher: her first terms of service; of those whose first day nobody knows, none
	rural bool     // they begin at a rural school, not at the core of their group
}

// recruit finds the first terms of every teacher.
func (c *Case) recruit() {
	if !c.inForce("first-post") {
		return
	}
	arg := Args(c.clause("first-post").Args)
	r := &recruits{first: make([]window, len(c.County.Teachers)), rural: beginnings[arg.Int("at")] == "rural"}
	for t := range r.first {
		r.first[t] = window{0, -1}
		if since := c.County.Teachers[t].WorkSince; since != 0 {
			first := firstTermFrom(since)
			r.first[t] = window{first, first + int(arg.Int("terms")) - 1}
		}
	}
	c.recruits = r
}

// beginnings are the words for where new hires begin.
var beginnings = []string{"core", "rural"}

// firstTermFrom returns the first term that service from a day on covers, numbered as by Case.TermIndex.
func firstTermFrom(day model.Date) int {
	index := 2*day.Year() - 1
	for !Covers(&model.Posting{From: day}, index) {
		index++
	}
	return index
}

// beginsAt reports whether a section is where a new hire is to spend her first terms. Where her home is in no group any
// section is; where the core is in her own school her home is.
func (c *Case) beginsAt(t model.TeacherID, s model.SectionID) bool {
	if c.recruits.rural {
		return c.County.SchoolOf(s).Rural()
	}
	home := c.County.Teachers[t].Home
	lead := c.lead[home]
	return lead == model.None || s == lead || s == home && c.County.Sections[lead].School == c.County.Sections[home].School
}

// inFirstTerms reports whether a term of the horizon is one of a teacher's first.
func (c *Case) inFirstTerms(t model.TeacherID, term model.Term) bool {
	w, index := c.recruits.first[t], c.TermIndex(term)
	return w.first <= index && index <= w.last
}

// mayBegin reports whether a stay of a span could be the first post of its teacher: it starts in her first terms, and her
// home is no place to begin.
func (c *Case) mayBegin(span model.Stay) bool {
	t := span.Teacher
	return c.recruits != nil && c.inFirstTerms(t, span.First) && !c.beginsAt(t, c.County.Teachers[t].Home)
}

// firstPost reports whether a stay, or a span of such stays, is a first post and rightly called so.
func (c *Case) firstPost(a model.Stay) bool {
	return a.Kind == model.FirstPost && c.mayBegin(a) && (a.Section == model.None || c.beginsAt(a.Teacher, a.Section))
}
