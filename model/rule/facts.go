package rule

import (
	"slices"

	"github.com/rotateplan/rotate/model"
)

// remember sorts out every teacher's history and finds the stays that continue into the horizon.
func (c *Case) remember() {
	c.history = make([][]int32, len(c.County.Teachers))
	c.posting = make([]int32, len(c.County.Teachers))
	for t := range c.posting {
		c.posting[t] = model.None
	}
	for i := range c.County.Postings {
		p := &c.County.Postings[i]
		if p.Status == model.Done || p.Status == model.Current {
			c.history[p.Teacher] = append(c.history[p.Teacher], int32(i))
		}
		if p.Runs(c.Judged(0)) {
			c.posting[p.Teacher] = int32(i)
		}
	}
	for _, h := range c.history {
		slices.SortStableFunc(h, func(a, b int32) int {
			return int(c.County.Postings[a].From) - int(c.County.Postings[b].From)
		})
	}
}

// count fills the baseline: presence, heads, backbone heads and deliverers of every term.
func (c *Case) count() {
	n := len(c.County.Sections)
	for t := model.Term(0); int(t) < c.Terms; t++ {
		presence, heads := make([]model.SectionID, len(c.County.Teachers)), make([]int, n)
		backbones, delivers := make([]int, n), make([]int, n*int(model.Subjects))
		for i := range c.County.Teachers {
			p := &c.County.Teachers[i]
			s := c.baseline(model.TeacherID(i), t)
			presence[i] = s
			heads[s]++
			if p.Backbone >= model.CountyBackbone {
				backbones[s]++
			}
			if !c.training(model.TeacherID(i), t) {
				delivers[int(s)*int(model.Subjects)+int(p.Subject)]++
			}
		}
		c.presence, c.heads = append(c.presence, presence), append(c.heads, heads)
		c.backbones, c.delivers = append(c.backbones, backbones), append(c.delivers, delivers)
	}
}

func (c *Case) baseline(t model.TeacherID, term model.Term) model.SectionID {
	p := &c.County.Teachers[t]
	if !c.Away(t, term) {
		return p.Home
	}
	school := c.County.Postings[c.posting[t]].School
	if s := c.County.SectionAt(school, p.Stage); s != model.None {
		return s
	}
	return c.County.Schools[school].Sections[0]
}

// training reports whether a continuing stay of hers is a trainee's (跟岗), who delivers no periods.
func (c *Case) training(t model.TeacherID, term model.Term) bool {
	return c.Away(t, term) && c.Continuing(t).Trainee()
}

// Continuing returns the posting of a teacher that runs on 1 September of the plan year, or nil.
func (c *Case) Continuing(t model.TeacherID) *model.Posting {
	if c.posting[t] == model.None {
		return nil
	}
	return &c.County.Postings[c.posting[t]]
}

// Returning returns the posting from which a teacher comes home before 1 September of the plan year, or nil.
func (c *Case) Returning(t model.TeacherID) *model.Posting {
	for _, i := range c.history[t] {
		if p := &c.County.Postings[i]; p.Over(c.Judged(0)) {
			return p
		}
	}
	return nil
}

// Away reports whether a continuing stay of hers covers a term: contains its October or April.
func (c *Case) Away(t model.TeacherID, term model.Term) bool {
	p := c.Continuing(t)
	return p != nil && Covers(p, c.TermIndex(term))
}

// TermIndex numbers terms across years: 2·(school year) for autumn, one more for spring.
func (c *Case) TermIndex(t model.Term) int { return 2*c.County.Year + int(t) }

// Covers reports whether a posting covers a term (see TermIndex): contains its October or April, whole.
func Covers(p *model.Posting, index int) bool {
	year, month := index/2, 10
	if index%2 == 1 {
		year, month = year+1, 4
	}
	first, last := model.Day(year, month, 1), model.Day(year, month, model.DaysIn(year, month))
	return p.From <= first && (p.Until == 0 || p.Until >= last)
}

// Baseline returns where a teacher is in a term after due returns and before new moves.
func (c *Case) Baseline(t model.TeacherID, term model.Term) model.SectionID {
	return c.presence[term][t]
}

// Heads returns the number of teachers at a section at baseline.
func (c *Case) Heads(s model.SectionID, term model.Term) int { return c.heads[term][s] }

// SchoolHeads returns the number of teachers at a school at baseline.
func (c *Case) SchoolHeads(school model.SchoolID, term model.Term) int {
	n := 0
	for _, s := range c.County.Schools[school].Sections {
		n += c.heads[term][s]
	}
	return n
}

// Delivering returns the number of teachers who deliver a subject at a section at baseline.
func (c *Case) Delivering(s model.SectionID, x model.Subject, term model.Term) int {
	return c.delivers[term][int(s)*int(model.Subjects)+int(x)]
}
