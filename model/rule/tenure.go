package rule

import "github.com/rotateplan/rotate/model"

var _ = define(Rule{
	Name:      "tenure",
	Title:     "同校任教年限",
	Says:      "Only teachers who have served the given years at their home school are sent away, but for first posts.",
	SaysZh:    "在本校任教满规定年限的教师方可交流（首站培育除外）。",
	Source:    "安徽省关于推进县（区）域内教师校长交流轮岗的意见 / Anhui opinion on rotation within counties: 6 years at one school (grade P)",
	Candidate: true,
	Mode:      model.Must,
	Weight:    20000,
	Reads:     []string{"first-post"},
	Params: []Param{{Name: "years", Default: 6, Min: 0, Max: 40, Looser: Less, Unit: "years",
		Says: "full years at the home school", SaysZh: "在本校任教满的年数"}},
	Stay: func(c *Case, arg Args) Form[model.Stay] {
		years := int(arg.Int("years"))
		return Form[model.Stay]{Spanwise: true, Ban: func(a model.Stay) bool {
			if c.firstPost(a) {
				return false
			}
			since := c.County.Teachers[a.Teacher].SchoolSince
			return since == 0 || since.FullYears(c.Judged(a.First)) < years
		}}
	},
})
