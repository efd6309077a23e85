package rule

import "github.com/rotateplan/rotate/model"

var _ = define(Rule{
	Name:   "commute",
	Title:  "通勤上限",
	Says:   "The way from where a teacher lives to her post is at most the given distance, unless the school has housing.",
	SaysZh: "从住址到派往学校的距离不超过上限，派往学校有周转房的除外。",
	Source: "设计默认值 / design default (grade D): 40 km",
	Mode:   model.Must,
	Weight: 20000,
	Params: []Param{{Name: "km", Default: 40, Min: 0, Max: 1000, Unit: "km", Says: "longest way", SaysZh: "最远距离"}},
	Stay: func(c *Case, arg Args) Form[model.Stay] {
		most := 1000 * arg.Int("km")
		return Form[model.Stay]{Ban: func(a model.Stay) bool {
			return !c.County.SchoolOf(a.Section).Housing && c.Commute(a.Teacher, a.Section) > most
		}}
	},
})
