package rule

import "github.com/rotateplan/rotate/model"

var _ = define(Rule{
	Name:  "promotion",
	Title: "职称晋升资格",
	Says: "A core's teacher, or any manager, who has declared a promotion year has passed so many terms at a target " +
		"within the window that ends before 1 September of that year.",
	SaysZh: "拟申报职称的核心校教师和各校管理人员，须在申报年9月1日前的规定周期内到帮扶对象任教满规定学期数并考核合格。",
	Source: "永政办函〔2018〕35号：近五年内薄弱校任教一年以上且合格 / Yongzhou 2018: at least one year in a weak school within the last 5, passed (grade S)",
	Mode:   model.Should,
	Weight: 30000,
	Params: []Param{
		{Name: "terms", Default: 2, Min: 0, Max: 12, Looser: Less, Unit: "terms", Says: "terms to serve", SaysZh: "任教学期数"},
		{Name: "window_terms", Default: 10, Min: 1, Max: 40, Looser: More, Unit: "terms", Says: "length of the window", SaysZh: "周期学期数"},
	},
	Stay: func(c *Case, arg Args) Form[model.Stay] {
		g := &gate{c: c, terms: int(arg.Int("terms")), span: int(arg.Int("window_terms"))}
		start := make([]int, len(c.County.Teachers))
		for t := range start {
			start[t] = g.start(model.TeacherID(t))
		}
		return Form[model.Stay]{Walk: &Walk[model.Stay]{
			States: g.unconcerned() + 1,
			Start:  func(agent int) int { return start[agent] },
			Next:   func(state int, a model.Stay) (int, int64) { return g.next(state, a), 0 },
			End: func(state int) int64 {
				if state < g.terms {
					return 1
				}
				return 0
			},
		}}
	},
})

// gate counts the terms at a target in the window before a promotion: state 0..span. State span+1 is of those whom
// the gate does not concern.
type gate struct {
	c           *Case
	terms, span int
}

func (g *gate) unconcerned() int { return max(g.span, g.terms) + 1 }

// concerns reports whether a teacher needs the terms, and whether her window closes inside the horizon.
func (g *gate) concerns(p *model.Teacher) bool {
	year := g.c.County.Year
	return (g.c.County.Sections[p.Home].Core() || p.Position.Manager()) &&
		p.PromotionYear > year && p.PromotionYear <= year+g.c.Years()
}

func (g *gate) start(t model.TeacherID) int {
	p := &g.c.County.Teachers[t]
	if !g.concerns(p) {
		return g.unconcerned()
	}
	n, w := 0, windowBefore(p.PromotionYear, g.span)
	for i := w.first; i <= w.last; i++ {
		if g.counts(t, i) {
			n++
		}
	}
	return n
}

// counts reports whether a term counts as it stands, before the plan: passed at a target, or spent at a home that is one.
func (g *gate) counts(t model.TeacherID, index int) bool {
	rows := g.c.covering(t, index)
	for _, p := range rows {
		if g.c.atTarget(p) && (p == g.c.Continuing(t) || p.Result >= model.Good) {
			return true
		}
	}
	return len(rows) == 0 && g.c.County.Target(g.c.County.Teachers[t].Home) && g.c.settled(t, index)
}

// settled reports whether a teacher was at her home school in a term, or will be. Of one who came nobody knows when only
// the horizon is known.
func (c *Case) settled(t model.TeacherID, index int) bool {
	since := c.County.Teachers[t].SchoolSince
	if since == 0 {
		since = c.Judged(0)
	}
	return Covers(&model.Posting{From: since}, index)
}

// next adds the terms of a stay at a target and takes away those her home would have counted.
func (g *gate) next(state int, a model.Stay) int {
	if state == g.unconcerned() {
		return state
	}
	p := &g.c.County.Teachers[a.Teacher]
	n := g.c.within(a, windowBefore(p.PromotionYear, g.span))
	if g.c.County.Target(a.Section) {
		state += n
	}
	if g.c.County.Target(p.Home) {
		state -= n
	}
	return min(max(state, 0), g.span)
}
