package rule

import "github.com/rotateplan/rotate/model"

var _ = define(Rule{
	Name:   "commute",
	Title:  "通勤上限",
	Says:   "The way from where a teacher lives to her post is at most the given distance, or the given minutes where the travel table tells them, unless the school has housing.",
	SaysZh: "从住址到派往学校的距离（通勤表写明用时的，按用时）不超过上限，派往学校有周转房的除外。",
	Source: "设计默认值 / design default (grade D): 40 km",
	Mode:   model.Must,
	Weight: 20000,
	Params: []Param{
		{Name: "km", Default: 40, Min: 0, Max: 1000, Looser: More, Unit: "km", Says: "longest way", SaysZh: "最远距离"},
		{Name: "minutes", Default: 0, Min: 0, Max: 1440, Unset: true, Looser: More, Unit: "minutes", Says: "longest time of a way from the home school whose minutes the travel table tells, in place of km; 0 is no such limit",
			SaysZh: "通勤表写明用时的，从原校出发最长用时，代替公里数；0 表示不按用时"},
	},
	Stay: func(c *Case, arg Args) Form[model.Stay] {
		tooFar := c.tooFar(arg)
		return Form[model.Stay]{Ban: func(a model.Stay) bool { return tooFar(a.Teacher, a.Section) }}
	},
})
