package rule

import "github.com/rotateplan/rotate/model"

var _ = define(Rule{
	Name:   "group-travel",
	Title:  "集团距离",
	Says:   "Every metre from core to member counts one.",
	SaysZh: "核心校到成员校的距离按米计。",
	Source: "县级方案样本（中小学幼儿园）“在一定的地理区域内” / county template f: within a certain area (grade S for the aim; the weight is the unit of cost)",
	Mode:   model.Should,
	Weight: 1,
	Member: func(c *Case, _ Args) Form[model.Membership] {
		return Form[model.Membership]{Spanwise: true, Price: func(m model.Membership) int64 {
			if Opens(m) {
				return 0
			}
			return max(c.Metres(m.Core, m.Section), 0) // an unknown way is no atom, and judged as such
		}}
	},
})
