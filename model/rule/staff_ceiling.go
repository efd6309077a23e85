package rule

import "github.com/rotateplan/rotate/model"

var _ = define(Rule{
	Name:   "staff-ceiling",
	Title:  "编制上限",
	Says:   "No school has more teachers in a term, trainees included, than its approved posts or its baseline, whichever is larger.",
	SaysZh: "各校每学期教师人数（含跟岗）不超过编制数与基准人数中的较大者。",
	Source: "国家编制标准（生师比小学19:1、初中13.5:1）由各地核定 / national staffing standard, approved locally (grade P); 与基准取大为设计默认值 / larger of the two: design default (grade D)",
	Mode:   model.Must,
	Weight: 20000,
	Stay: func(c *Case, _ Args) Form[model.Stay] {
		b := &presence{c: c}
		for t := model.Term(0); int(t) < c.Terms; t++ {
			for s := range c.County.Schools {
				n := c.SchoolHeads(model.SchoolID(s), t)
				b.add(Quota{Key: key("staff-ceiling", c.schoolPart(model.SchoolID(s)), termPart(t)),
					Base: int64(n), Min: NoMin, Max: int64(max(n, c.County.Schools[s].Posts)),
					Place: Place{Level: SchoolPlace, ID: int32(s), Term: t}})
			}
		}
		return Form[model.Stay]{Quota: b.family()}
	},
})
