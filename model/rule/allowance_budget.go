package rule

import "github.com/rotateplan/rotate/model"

// anyMoney is the number of yuan a year that is no limit.
const anyMoney = 1_000_000_000

var _ = define(Rule{
	Name:  "allowance-budget",
	Title: "补贴预算",
	Says: "The monthly allowances of all postings of a school year, new and continuing, trainees included, come to at most max yuan: 5 months of an autumn " +
		"term, 7 of a spring term. Counted are months of postings, of which the money buys max ÷ monthly, rounded down.",
	SaysZh: "每学年全部在外人员（新派出、继续交流，含跟岗）的交流补贴不超过预算：秋季学期5个月、春季学期7个月。按人月计数，预算÷月补贴（舍去小数）为可支付的人月数。",
	Source: "永政办函〔2018〕35号 七（四）：到城郊、乡镇成员校任职期间享受乡村教师津贴和生活补助 / Yongzhou 2018, seven (4): those posted to suburban and township members get rural allowances (grade S, no figure); 每月400元为一省乡村教师生活补助平均数 / 400 yuan a month: one province's average rural allowance (grade P); 所有交流教师按人月计、默认不限为设计默认值 / every posting, by the month, no limit: design default (grade D)",
	Mode:   model.Off,
	Weight: 1000,
	Params: []Param{
		{Name: "max", Default: anyMoney, Min: 0, Max: anyMoney, Looser: More, Unit: "yuan a year", Says: "budget of a school year; 1000000000 is no limit", SaysZh: "每学年预算（元）；1000000000 表示不限"},
		{Name: "monthly", Default: 400, Min: 0, Max: 100_000, Looser: Less, Unit: "yuan a month", Says: "allowance of a posting", SaysZh: "每人每月补贴（元）"},
	},
	Stay: func(c *Case, arg Args) Form[model.Stay] {
		budget, monthly := arg.Int("max"), arg.Int("monthly")
		if budget == anyMoney || monthly == 0 {
			return Form[model.Stay]{}
		}
		var quotas []Quota
		for y := range c.Years() {
			quotas = append(quotas, Quota{Key: key("allowance-budget", c.yearPart(y)), Base: c.paidAlready(y), Min: NoMin, Max: budget / monthly})
		}
		return Form[model.Stay]{Quota: parted(quotas, Part[model.Stay]{Agent: func(a model.Stay, add func(int, int64)) {
			for t := a.First; t <= a.Last; t++ {
				add(int(t)/2, termMonths(t))
			}
		}})}
	},
})

// termMonths returns the length of a term in months: September to January, February to August.
func termMonths(t model.Term) int64 {
	if t%2 == 0 {
		return 5
	}
	return 7
}

// paidAlready returns the months of continuing stays that fall into a year.
func (c *Case) paidAlready(year int) (n int64) {
	for t := range c.County.Teachers {
		for term := model.Term(2 * year); int(term) < 2*year+2; term++ {
			if c.Away(model.TeacherID(t), term) {
				n += termMonths(term)
			}
		}
	}
	return n
}
