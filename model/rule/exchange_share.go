package rule

import "github.com/rotateplan/rotate/model"

var _ = define(Rule{
	Name:   "exchange-share",
	Title:  "交流比例",
	Says:   "In every school year at least the given share of the eligible teachers moves.",
	SaysZh: "每学年交流教师不少于符合交流条件教师的规定比例。",
	Source: "教师〔2014〕4号：城镇学校、优质学校每学年不低于符合交流条件教师总数的10% / Document 4 of 2014: at least 10 % of the eligible of town and strong schools (grade P)",
	Mode:   model.Must,
	Weight: 10000,
	Reads:  eligibility,
	Params: []Param{
		{Name: "share", Default: 100, Min: 0, Max: 1000, Looser: Less, Unit: "per mille", Says: "share of the eligible", SaysZh: "占符合条件者的千分比"},
		Param{Name: "base", Says: "whose share: all town and core sections together, each school with such sections, or the county",
			SaysZh: "计算基数：全部城镇和核心学段部合计、逐校、全县"}.oneOf("kind", "kind", "school", "county"),
	},
	Stay: func(c *Case, arg Args) Form[model.Stay] {
		x := share{rule: "exchange-share", perMille: arg.Int("share"), of: anybody, counts: anybody}
		switch arg.Int("base") {
		case 0:
			x = x.together(func(t model.TeacherID) bool { return c.sends(c.County.Teachers[t].Home) })
		case 1:
			x = x.perSchool(c)
		default:
			x = x.together(anybody)
		}
		return Form[model.Stay]{Quota: x.minima(c)}
	},
})
