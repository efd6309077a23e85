package rule

import "github.com/rotateplan/rotate/model"

var _ = define(Rule{
	Name:   "pinned-postings",
	Title:  "指定人员",
	Says:   "Stays that the postings table pins for these years happen, those it forbids do not.",
	SaysZh: "任职经历表中指定的本规划期交流必须安排，禁止的交流不得安排。",
	Source: "任职经历表的指定和禁止行 / rows of the postings table that pin or forbid; design default (grade D)",
	Mode:   model.Must,
	Weight: 50000,
	Stay: func(c *Case, _ Args) Form[model.Stay] {
		type post struct {
			teacher model.TeacherID
			school  model.SchoolID
		}
		f, at := &Family[model.Stay]{}, map[post]int{}
		var terms []uint64 // by quota: bit t is set where a row of it covers term t
		for i := range c.County.Postings {
			p := &c.County.Postings[i]
			if p.Status != model.PinnedPosting && p.Status != model.ForbiddenPosting {
				continue
			}
			covered := c.covered(p)
			if covered == 0 {
				continue // of other years
			}
			to := post{p.Teacher, p.School}
			q, known := at[to]
			if !known {
				q, at[to] = len(f.Quotas), len(f.Quotas)
				terms = append(terms, 0)
				f.Quotas = append(f.Quotas, Quota{Min: NoMin, Max: NoMax,
					Key: key("pinned-postings", c.schoolPart(p.School), ofPart(c.County.Teachers[p.Teacher].ID))})
			}
			terms[q] |= covered
			if p.Status == model.PinnedPosting {
				f.Quotas[q].Min = 1
			} else {
				f.Quotas[q].Max = 0
			}
		}
		f.Count = func(a model.Stay, add func(int, int64)) {
			q, ok := at[post{a.Teacher, c.County.Sections[a.Section].School}]
			if ok && terms[q]>>a.First&(1<<(a.Last-a.First+1)-1) != 0 {
				add(q, 1)
			}
		}
		return Form[model.Stay]{Quota: f}
	},
})

// covered returns the terms of the horizon a posting covers, as bits.
func (c *Case) covered(p *model.Posting) uint64 {
	var bits uint64
	for t := model.Term(0); int(t) < c.Terms; t++ {
		if Covers(p, c.TermIndex(t)) {
			bits |= 1 << t
		}
	}
	return bits
}
