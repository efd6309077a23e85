package rule

import "github.com/rotateplan/rotate/model"

var _ = define(Rule{
	Name:      "near-retirement",
	Title:     "临近退休",
	Says:      "Only teachers whose retirement is more than the given years off are sent away.",
	SaysZh:    "距法定退休超过规定年数的教师方可交流。",
	Source:    "北京市2021年8月25日发布会：距退休五年以上 / Beijing press conference 2021-08-25: more than 5 years to retirement (grade P); 退休年龄：2024年渐进式延迟决定 / retirement ages: decision of 2024 (grade K)",
	Candidate: true,
	Mode:      model.Must,
	Weight:    20000,
	Params: []Param{{Name: "years", Default: 5, Min: 0, Max: 40, Looser: Less, Unit: "years",
		Says: "more than so many years to retirement", SaysZh: "距退休须超过的年数"}},
	Stay: func(c *Case, arg Args) Form[model.Stay] {
		years, due := int(arg.Int("years")), c.retirements()
		return Form[model.Stay]{Spanwise: true, Ban: func(a model.Stay) bool {
			return due[a.Teacher] <= c.Judged(a.First).AddYears(years)
		}}
	},
})
