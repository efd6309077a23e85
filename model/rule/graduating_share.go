package rule

import "github.com/rotateplan/rotate/model"

var _ = define(Rule{
	Name:  "graduating-share",
	Title: "毕业年级比例",
	Says: "In every school year at least the given share of the eligible teachers of graduating grades moves: those whose row names " +
		"grade 6, 9 or 12, the last that the county's own curriculum lists for the stage, or a class of it.",
	SaysZh: "每学年毕业年级（任教年级或班级为六、九、十二年级，或本县课程表所列该学段最高年级）交流教师不少于其中符合交流条件者的规定比例。",
	Source: "合肥市五部门若干规定：毕业年级符合条件教师的30% / Hefei, five departments: 30 % of the eligible teachers of graduating grades (grade P, from a press page); 默认关闭为设计默认值 / off: design default (grade D)",
	Mode:   model.Off,
	Weight: 10000,
	Reads:  eligibility,
	Params: []Param{{Name: "share", Default: 300, Min: 0, Max: 1000, Looser: Less, Unit: "per mille",
		Says: "share of the eligible teachers of graduating grades", SaysZh: "占毕业年级符合条件者的千分比"}},
	Stay: func(c *Case, arg Args) Form[model.Stay] {
		graduating := c.graduating()
		in := func(t model.TeacherID) bool { return graduating[t] }
		x := share{rule: "graduating-share", perMille: arg.Int("share"), of: anybody, counts: anybody}.together(in)
		return Form[model.Stay]{Quota: x.minima(c)}
	},
})

// graduating says by teacher whether she teaches a graduating grade.
func (c *Case) graduating() []bool {
	var last [model.SeniorHigh + 1]int
	for x := range last {
		last[x] = c.lastGrade(model.Stage(x))
	}
	is := make([]bool, len(c.County.Teachers))
	for t := range is {
		p := &c.County.Teachers[t]
		grades := p.Grades()
		is[t] = grades.Has(0) || last[p.Stage] > 0 && grades.Has(last[p.Stage])
	}
	return is
}

// lastGrade returns the last grade of a stage that the county's curriculum lists, or else the usual one; 0 is none.
func (c *Case) lastGrade(x model.Stage) int {
	own := 0
	for _, row := range c.County.Curriculum {
		if row.Stage == x {
			own = max(own, row.Grade)
		}
	}
	if own > 0 {
		return own
	}
	return model.LastGrade(x)
}
