package rule

import "github.com/rotateplan/rotate/model"

var _ = define(Rule{
	Name:   "travel",
	Title:  "通勤负担",
	Says:   "A stay costs the metres by which the way to it is longer than the way to the home school, in every term.",
	SaysZh: "按派往后单程通勤增加的米数逐学期计。",
	Source: "通勤困难的报道 / reports on long ways to school (grade P); 权重为计量单位 / the weight is the unit of cost, design default (grade D)",
	Mode:   model.Should,
	Weight: 1,
	Stay: func(c *Case, _ Args) Form[model.Stay] {
		return Form[model.Stay]{Price: func(a model.Stay) int64 {
			return max(c.ExtraTravel(a.Teacher, a.Section), 0) * terms(a)
		}}
	},
})
