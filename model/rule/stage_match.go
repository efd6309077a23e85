package rule

import "github.com/rotateplan/rotate/model"

var _ = define(Rule{
	Name:   "stage-match",
	Title:  "学段匹配",
	Says:   "A core leads only sections of its own stage; match=any lifts this.",
	SaysZh: "核心校只带同学段的成员校；match=any 时不限。",
	Source: "永政办函〔2018〕35号 四（二）“同层次、同学段”；渝教提函〔2021〕136号“学段匹配” / Yongzhou 2018, four (2): same level, same stage; Chongqing 2021: stages match (grade S)",
	Mode:   model.Must,
	Weight: 20000,
	Params: []Param{
		Param{Name: "match", Says: "stages a core may lead", SaysZh: "核心校可带的学段"}.oneOf("same", "same", "any"),
	},
	Member: func(c *Case, arg Args) Form[model.Membership] {
		if arg.Int("match") != 0 {
			return lawful()
		}
		return Form[model.Membership]{Ban: func(m model.Membership) bool {
			return c.County.Sections[m.Core].Stage != c.County.Sections[m.Section].Stage
		}}
	},
})
