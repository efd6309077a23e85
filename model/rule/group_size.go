package rule

import "github.com/rotateplan/rotate/model"

var _ = define(Rule{
	Name:   "group-size",
	Title:  "成员校数",
	Says:   "A core that leads a group has at least min and at most max members.",
	SaysZh: "每个集团的成员校数在下限与上限之间。",
	Source: "设计默认值 / design default (grade D): 1 to 5 members",
	Mode:   model.Must,
	Weight: 20000,
	Params: []Param{
		{Name: "min", Default: 1, Min: 0, Max: 50, Looser: Less, Unit: "schools", Says: "fewest members", SaysZh: "成员校数下限"},
		{Name: "max", Default: 5, Min: 0, Max: 50, Looser: More, Unit: "schools", Says: "most members", SaysZh: "成员校数上限"},
	},
	Member: func(c *Case, arg Args) Form[model.Membership] {
		most := arg.Int("max")
		return Form[model.Membership]{Walk: memberTally(Tally[model.Membership]{
			Weight: func(m model.Membership) int64 {
				if Opens(m) {
					return 0
				}
				return 1
			},
			Min: arg.Int("min"),
			Max: func(int) int64 { return most },
		}, most)}
	},
})
