package rule

import "github.com/rotateplan/rotate/model"

var _ = define(Rule{
	Name:   "opening",
	Title:  "组建成本",
	Says:   "Opening a core that leads no group today counts one.",
	SaysZh: "新开设一个集团计一次（目前未牵头集团的核心校）。",
	Source: "永政办函〔2018〕35号 三（四）“先试点，再全面推开……适时扩张、适度控制” / Yongzhou 2018, three (4): pilots first, expand with care (grade S for the aim; the weight is a design default, grade D)",
	Mode:   model.Should,
	Weight: 2000,
	Member: func(c *Case, _ Args) Form[model.Membership] {
		leads := map[model.SectionID]bool{}
		for _, p := range c.County.Pairs {
			if p.Status == model.Existing {
				leads[p.Core] = true
			}
		}
		return Form[model.Membership]{Spanwise: true, Price: func(m model.Membership) int64 {
			if Opens(m) && !leads[m.Core] {
				return 1
			}
			return 0
		}}
	},
})
