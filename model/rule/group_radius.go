package rule

import "github.com/rotateplan/rotate/model"

var _ = define(Rule{
	Name:   "group-radius",
	Title:  "辐射半径",
	Says:   "A member lies at most km from its core.",
	SaysZh: "成员校距核心校不超过规定公里数。",
	Source: "永政办函〔2018〕35号 五2“辐射半径在20公里左右”（联盟型） / Yongzhou 2018, five 2: alliances, about 20 km (grade S)",
	Mode:   model.Off,
	Weight: 20000,
	Params: []Param{
		{Name: "km", Default: 20, Min: 0, Max: 1000, Unit: "km", Says: "longest way from core to member", SaysZh: "核心校到成员校的最远距离"},
	},
	Member: func(c *Case, arg Args) Form[model.Membership] {
		limit := arg.Int("km") * 1000
		return Form[model.Membership]{Ban: func(m model.Membership) bool {
			return !Opens(m) && c.Metres(m.Core, m.Section) > limit
		}}
	},
})
