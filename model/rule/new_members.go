package rule

import "github.com/rotateplan/rotate/model"

var _ = define(Rule{
	Name:   "new-members",
	Title:  "新建校数",
	Says:   "A core has at most max members that are new schools.",
	SaysZh: "每个集团的新建校不超过规定校数。",
	Source: "县级方案样本（基础教育阶段）“与一所或两所新建学校组建教育集团” / county template p: one or two new schools (grade S for that type of group)",
	Mode:   model.Off,
	Weight: 20000,
	Params: []Param{
		{Name: "max", Default: 2, Min: 0, Max: 50, Looser: More, Unit: "schools", Says: "most new members", SaysZh: "新建校数上限"},
	},
	Member: func(c *Case, arg Args) Form[model.Membership] {
		most := arg.Int("max")
		return Form[model.Membership]{Walk: memberTally(Tally[model.Membership]{
			Weight: func(m model.Membership) int64 {
				if Opens(m) || !c.County.Sections[m.Section].New {
					return 0
				}
				return 1
			},
			Max: func(int) int64 { return most },
		}, most)}
	},
})
