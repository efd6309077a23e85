package rule

import "github.com/rotateplan/rotate/model"

var _ = define(Rule{
	Name:   "school-share",
	Title:  "校际分担",
	Says:   "In every school year each town or core school sends at least the given share of its eligible teachers.",
	SaysZh: "每学年各城镇学校、核心校交流教师均不少于本校符合交流条件教师的规定比例。",
	Source: "教师〔2014〕4号的10%逐校分担 / the 10 % of document 4 of 2014 school by school (grade P for the share); 逐校为设计默认值 / per school: design default (grade D)",
	Mode:   model.Should,
	Weight: 10000,
	Reads:  eligibility,
	Params: []Param{{Name: "share", Default: 100, Min: 0, Max: 1000, Looser: Less, Unit: "per mille",
		Says: "share of the eligible", SaysZh: "占符合条件者的千分比"}},
	Stay: func(c *Case, arg Args) Form[model.Stay] {
		x := share{rule: "school-share", perMille: arg.Int("share"), of: anybody, counts: anybody}.perSchool(c)
		return Form[model.Stay]{Quota: x.minima(c)}
	},
})
