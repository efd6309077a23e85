package rule

import "github.com/rotateplan/rotate/model"

var _ = define(Rule{
	Name:   "leaders-stay",
	Title:  "领导不动",
	Says:   "Principals and vice principals stay where they are, unless a rule that sends them out is in force: the term of principals, or what cores send to their members.",
	SaysZh: "校长、副校长不列入教师交流；启用“校长任期”或“派出要求”的除外。",
	Source: "明政办〔2017〕118号：领导职数不减少 / Sanming 2017: leader posts not reduced (grade S); 不动为设计默认值 / that they stay: design default (grade D)",
	Mode:   model.Must,
	Weight: 50000,
	Reads:  sendLeaders, Whether: true,
	Stay: func(c *Case, _ Args) Form[model.Stay] {
		for _, name := range sendLeaders {
			if k := c.clause(name); k != nil && k.Mode != model.Off {
				return Form[model.Stay]{}
			}
		}
		return Form[model.Stay]{Spanwise: true, Ban: func(a model.Stay) bool { return c.County.Teachers[a.Teacher].Position.Leader() }}
	},
})

// sendLeaders names the rules that let principals and vice principals move, with or without which this one stands.
var sendLeaders = []string{"dispatch", "principal-term"}
