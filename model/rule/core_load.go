package rule

import "github.com/rotateplan/rotate/model"

var _ = define(Rule{
	Name:   "core-load",
	Title:  "核心校承载",
	Says:   "The pupils of a core's members number at most percent of its own; each pupil beyond counts.",
	SaysZh: "成员校学生总数不超过核心校学生数的规定百分比，超出部分按人计。",
	Source: "渝教提函〔2021〕136号：防止“削峰填谷”和资源稀释；比例与权重为设计默认值 / Chongqing 2021: no cutting of peaks, no dilution (grade S for the aim; percent and weight are design defaults, grade D)",
	Mode:   model.Should,
	Weight: 5,
	Params: []Param{
		{Name: "percent", Default: 100, Min: 0, Max: 10000, Looser: More, Unit: "percent", Says: "pupils of members against the core's own", SaysZh: "成员校学生数占核心校学生数的百分比"},
	},
	Member: func(c *Case, arg Args) Form[model.Membership] {
		percent := arg.Int("percent")
		limit := func(core int) int64 { return int64(c.County.Sections[core].Pupils) * percent / 100 }
		top := int64(0)
		for s := range c.County.Sections {
			top = max(top, limit(s))
		}
		return Form[model.Membership]{Walk: memberTally(Tally[model.Membership]{
			Weight: func(m model.Membership) int64 {
				if Opens(m) {
					return 0
				}
				return int64(c.County.Sections[m.Section].Pupils)
			},
			Max: limit,
		}, top)}
	},
})
