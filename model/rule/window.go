package rule

import "github.com/rotateplan/rotate/model"

// window is a run of terms, first..last, numbered as by Case.TermIndex.
type window struct{ first, last int }

// windowBefore returns the window of so many terms that ends in the spring of a calendar year.
func windowBefore(year, terms int) window {
	last := 2*year - 1
	return window{last - terms + 1, last}
}

// opens returns the first day of a window.
func (w window) opens() model.Date {
	if w.first%2 == 1 {
		return model.Day(w.first/2+1, 2, 1)
	}
	return model.FirstSeptember(w.first / 2)
}

// within returns the number of terms of a stay that lie in a window.
func (c *Case) within(a model.Stay, w window) int {
	return max(min(c.TermIndex(a.Last), w.last)-max(c.TermIndex(a.First), w.first)+1, 0)
}

// covering returns the postings of a teacher, done or current, that cover a term. A posting done without a last day
// covers none: nobody knows when it ended.
func (c *Case) covering(t model.TeacherID, index int) []*model.Posting {
	var rows []*model.Posting
	for _, i := range c.history[t] {
		p := &c.County.Postings[i]
		if (p.Status == model.Current || p.Until != 0) && Covers(p, index) {
			rows = append(rows, p)
		}
	}
	return rows
}

// atTarget reports whether a posting is at a school with a target section of the teacher's stage.
func (c *Case) atTarget(p *model.Posting) bool {
	s := c.County.SectionAt(p.School, c.County.Teachers[p.Teacher].Stage)
	return s != model.None && c.County.Target(s)
}

// terms returns the length of a stay.
func terms(a model.Stay) int64 { return int64(a.Last-a.First) + 1 }
