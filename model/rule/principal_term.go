package rule

import (
	"math/bits"

	"github.com/rotateplan/rotate/model"
)

var _ = define(Rule{
	Name:  "principal-term",
	Title: "校长任期",
	Says: "In the school year in which a principal who may be sent has served so many years at her school since she came or came " +
		"back, she leaves it, other than as a trainee; one who may not be sent is deferred, at most to defer years. Each school " +
		"year she stays on is a violation.",
	SaysZh: "校长在本校（自到校或上次交流返回起）任职满规定年限，且符合交流条件的，当学年应交流（跟岗不计）；不符合条件的可延期，最长至延期年限。每多留任一学年计一次。",
	Source: "北京市教委2016：同校任职满6年应交流，可延期，最长9年 / Beijing 2016: 6 years at one school, deferred to 9 at most (grade P); " +
		"安徽省意见：任满两届 / Anhui opinion: after two full terms (grade P); 中小学校领导人员管理暂行办法2017：每届3至6年，两届后交流 / Interim measures of 2017: terms of 3 to 6 years, exchange after two (grade K); " +
		"不符合交流条件者方可延期为设计取值 / that deferral is for those who may not be sent: design choice (grade D)",
	Mode:   model.Off,
	Weight: 30000,
	Params: []Param{
		{Name: "years", Default: 6, Min: 1, Max: 40, Looser: More, Unit: "years", Says: "full years at the school", SaysZh: "在本校任职满的年数"},
		{Name: "defer", Default: 9, Min: 1, Max: 40, Looser: More, Unit: "years",
			Says: "full years of one who may not be sent; at least years", SaysZh: "延期者任职满的年数，不少于任职年数"},
	},
	Reads: eligibility,
	Stay: func(c *Case, arg Args) Form[model.Stay] {
		k := &tenures{c: c, years: int(arg.Int("years")), later: int(max(arg.Int("years"), arg.Int("defer")))}
		start := make([]int, len(c.County.Teachers))
		for t := range start {
			start[t] = k.start(model.TeacherID(t))
		}
		return Form[model.Stay]{Walk: &Walk[model.Stay]{
			States: 1 << c.Years(),
			Start:  func(agent int) int { return start[agent] },
			Next:   k.next,
			End:    func(due int) int64 { return int64(bits.OnesCount(uint(due))) },
		}}
	},
})

// tenures tells in which school years principals are due to leave. A state is the set of the years ahead, bit y for year y
// of the horizon, in which one is due if she does not leave before.
type tenures struct {
	c            *Case
	years, later int // full years after which she is due: one who may be sent, one who may not
}

// start returns the years in which a teacher is due as things stand. She is due in none while away, nor if nobody knows
// since when she has been at her school.
func (k *tenures) start(t model.TeacherID) int {
	p := &k.c.County.Teachers[t]
	since := k.c.settledSince(t)
	if p.Position != model.Principal || since == 0 {
		return 0
	}
	return k.due(t, int(k.c.freeFrom(t))/2, func(year int) int { return since.FullYears(model.FirstSeptember(k.c.County.Year + year)) })
}

// due returns the years from first on on whose 1 September she has served long enough.
func (k *tenures) due(t model.TeacherID, first int, served func(year int) int) (years int) {
	for y := first; y < k.c.Years(); y++ {
		limit := k.later
		if k.c.Eligible(t, y) {
			limit = k.years
		}
		if served(y) >= limit {
			years |= 1 << y
		}
	}
	return years
}

// next counts the due years before a stay. She is home again from the school year after it, and serves anew.
func (k *tenures) next(due int, a model.Stay) (int, int64) {
	if a.Kind == model.Trainee || k.c.County.Teachers[a.Teacher].Position != model.Principal {
		return due, 0
	}
	missed := due & (1<<(a.First/2) - 1)
	back := int(a.Last)/2 + 1
	return k.due(a.Teacher, back, func(year int) int { return year - back }), int64(bits.OnesCount(uint(missed)))
}

// settledSince returns the day from which a teacher has been at her home school without a stay elsewhere, a trainee's apart;
// 0 where nobody knows. Of one who is away it is the day she will be back.
func (c *Case) settledSince(t model.TeacherID) model.Date {
	since := c.County.Teachers[t].SchoolSince
	for _, i := range c.history[t] {
		p := &c.County.Postings[i]
		switch {
		case since == 0 || p.Trainee():
		case p.Until == 0:
			since = 0
		default:
			since = max(since, p.Until.Next())
		}
	}
	return since
}
