package rule

import "github.com/rotateplan/rotate/model"

var _ = define(Rule{
	Name:   "head-count",
	Title:  "人员总量",
	Says:   "The number of teachers of a group and of a school stays within a tolerance of its baseline in every term.",
	SaysZh: "各集团、各学校每学期教师人数与基准相比的变化不超过允许值。",
	Source: "三明市 明政办〔2017〕118号“总量不变”/ Sanming 2017, total unchanged (grade S for the total; the tolerance per school is a design default)",
	Mode:   model.Must,
	Weight: 20000,
	Params: []Param{
		{Name: "group", Default: 0, Min: 0, Max: 1000, Looser: More, Unit: "teachers", Says: "tolerance of a group", SaysZh: "集团人数允许变化"},
		{Name: "school", Default: 1, Min: 0, Max: 1000, Looser: More, Unit: "teachers", Says: "tolerance of a school", SaysZh: "学校人数允许变化"},
	},
	Stay: func(c *Case, arg Args) Form[model.Stay] {
		group, school := int(arg.Int("group")), int(arg.Int("school"))
		b := &presence{c: c}
		for t := model.Term(0); int(t) < c.Terms; t++ {
			for s := range c.County.Schools {
				id := model.SchoolID(s)
				n := c.SchoolHeads(id, t)
				b.add(Quota{Key: key("head-count", c.schoolPart(id), termPart(t)),
					Base: int64(n), Min: int64(n - school), Max: int64(n + school),
					Place: Place{Level: SchoolPlace, ID: int32(s), Term: t}})
			}
			for _, core := range c.Cores() {
				n := c.groupHeads(core, t)
				b.add(Quota{Key: key("head-count", c.groupPart(core), termPart(t)),
					Base: int64(n), Min: int64(n - group), Max: int64(n + group),
					Place: Place{Level: GroupPlace, ID: int32(core), Term: t}})
			}
		}
		return Form[model.Stay]{Quota: b.family()}
	},
})

func (c *Case) groupHeads(core model.SectionID, t model.Term) int {
	n := 0
	for s := range c.lead {
		if c.lead[s] == core {
			n += c.heads[t][s]
		}
	}
	return n
}
