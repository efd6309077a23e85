package rule

import "github.com/rotateplan/rotate/model"

var _ = define(Rule{
	Name:   "qualification",
	Title:  "任教资格",
	Says:   "A teacher is posted for a subject of hers and at a stage she is certified for.",
	SaysZh: "派出岗位的学科须为本人学科，学段须在教师资格范围内。",
	Source: "教非所学问题的调查报道 / reports on teaching outside one's training (grade P); 第二学科为设计默认值 / second subject: design default (grade D)",
	Mode:   model.Must,
	Weight: 50000,
	Params: []Param{toggle("second", true, "the second subject counts", "第二学科有效").looser(More)},
	Stay: func(c *Case, arg Args) Form[model.Stay] {
		second := arg.Yes("second")
		return Form[model.Stay]{Ban: func(a model.Stay) bool {
			p := &c.County.Teachers[a.Teacher]
			hers := a.Subject == p.Subject || second && a.Subject == p.Subject2
			return a.Subject == model.NoSubject || !hers || !certified(p, c.County.Sections[a.Section].Stage)
		}}
	},
})
