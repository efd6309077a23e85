package rule

import "github.com/rotateplan/rotate/model"

var _ = define(Rule{
	Name:   "leaders-stay",
	Title:  "领导不动",
	Says:   "Principals and vice principals stay where they are.",
	SaysZh: "校长、副校长不列入教师交流。",
	Source: "明政办〔2017〕118号：领导职数不减少 / Sanming 2017: leader posts not reduced (grade S); 不动为设计默认值 / that they stay: design default (grade D)",
	Mode:   model.Must,
	Weight: 50000,
	Stay: func(c *Case, _ Args) Form[model.Stay] {
		return Form[model.Stay]{Spanwise: true, Ban: func(a model.Stay) bool { return c.County.Teachers[a.Teacher].Position.Leader() }}
	},
})
