package rule

import "github.com/rotateplan/rotate/model"

var _ = define(Rule{
	Name:   "move",
	Title:  "变动成本",
	Says:   "Every new stay has a price.",
	SaysZh: "每安排一次新的交流计一次变动成本。",
	Source: "设计默认值 / design default (grade D): 1,000 metre-terms",
	Mode:   model.Should,
	Weight: 1000,
	Stay: func(*Case, Args) Form[model.Stay] {
		return Form[model.Stay]{Spanwise: true, Price: func(model.Stay) int64 { return 1 }}
	},
})
