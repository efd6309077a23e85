package rule

import "github.com/rotateplan/rotate/model"

var _ = define(Rule{
	Name:      "age-cap",
	Title:     "年龄上限",
	Says:      "Only teachers below an age are sent away; the age depends on sex and on being a principal.",
	SaysZh:    "未达到规定年龄上限的教师方可交流，上限按性别和是否校长区分。",
	Source:    "北京市教委指导意见（2016）、陕西省规定 / Beijing guidance 2016, Shaanxi rule: men under 50, women under 45, principals under 55 and 50 (grade P)",
	Candidate: true,
	Mode:      model.Off,
	Weight:    20000,
	Params: []Param{
		{Name: "male", Default: 50, Min: 18, Max: 100, Looser: More, Unit: "years", Says: "men below", SaysZh: "男教师须小于"},
		{Name: "female", Default: 45, Min: 18, Max: 100, Looser: More, Unit: "years", Says: "women below", SaysZh: "女教师须小于"},
		{Name: "principal_male", Default: 55, Min: 18, Max: 100, Looser: More, Unit: "years", Says: "male principals below", SaysZh: "男校长须小于"},
		{Name: "principal_female", Default: 50, Min: 18, Max: 100, Looser: More, Unit: "years", Says: "female principals below", SaysZh: "女校长须小于"},
	},
	Stay: func(c *Case, arg Args) Form[model.Stay] {
		caps := [2][3]int{
			{model.Male: int(arg.Int("male")), model.Female: int(arg.Int("female"))},
			{model.Male: int(arg.Int("principal_male")), model.Female: int(arg.Int("principal_female"))},
		}
		return Form[model.Stay]{Spanwise: true, Ban: func(a model.Stay) bool {
			p, role := &c.County.Teachers[a.Teacher], 0
			if p.Position == model.Principal {
				role = 1
			}
			return p.Birth == 0 || p.Birth.FullYears(c.Judged(a.First)) >= caps[role][p.Sex]
		}}
	},
})
