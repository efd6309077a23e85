package rule

import "github.com/rotateplan/rotate/model"

var _ = define(Rule{
	Name:   "service-cycle",
	Title:  "任教周期",
	Says:   "In every window of so many terms, a core's teacher serves at least the given terms at a target.",
	SaysZh: "核心校教师在每个周期内到帮扶对象任教不少于规定学期数。",
	Source: "永政办函〔2018〕35号：除校长外，每五年至少一个学期 / Yongzhou 2018: at least one semester every 5 years, except the principal (grade S)",
	Mode:   model.Off,
	Weight: 30000,
	Params: []Param{
		{Name: "terms", Default: 1, Min: 0, Max: 4, Looser: Less, Unit: "terms", Says: "terms to serve", SaysZh: "任教学期数"},
		{Name: "window_terms", Default: 10, Min: 1, Max: 40, Looser: More, Unit: "terms", Says: "length of the window", SaysZh: "周期学期数"},
		toggle("principals_exempt", true, "principals are exempt", "校长除外").looser(More),
	},
	Stay: func(c *Case, arg Args) Form[model.Stay] {
		k := &cycle{c: c, terms: int(arg.Int("terms")), exempt: arg.Yes("principals_exempt")}
		for y := range c.Years() {
			k.windows = append(k.windows, windowBefore(c.County.Year+y+1, int(arg.Int("window_terms"))))
		}
		start := make([]int, len(c.County.Teachers))
		for t := range start {
			start[t] = k.serve(0, func(w window) int { return k.history(model.TeacherID(t), w) })
		}
		return Form[model.Stay]{Walk: &Walk[model.Stay]{
			States: k.states(),
			Start:  func(agent int) int { return start[agent] },
			Next:   func(state int, a model.Stay) (int, int64) { return k.next(state, a), 0 },
			End:    k.unmet,
		}}
	},
})

// cycle counts terms served in each window. A state is a number in base terms+1 whose digits are the terms served in
// each window, never above terms; the first window is the lowest digit.
type cycle struct {
	c       *Case
	terms   int
	exempt  bool     // principals are
	windows []window // one per year of the horizon
}

func (k *cycle) states() int {
	n := 1
	for range k.windows {
		n *= k.terms + 1
	}
	return n
}

// serve adds to every window what was served in it.
func (k *cycle) serve(state int, served func(w window) int) int {
	next, scale := 0, 1
	for _, w := range k.windows {
		next += min(state%(k.terms+1)+served(w), k.terms) * scale
		state, scale = state/(k.terms+1), scale*(k.terms+1)
	}
	return next
}

func (k *cycle) next(state int, a model.Stay) int {
	if !k.c.County.Target(a.Section) {
		return state
	}
	return k.serve(state, func(w window) int { return k.c.within(a, w) })
}

func (k *cycle) unmet(state int) (units int64) {
	for range k.windows {
		if state%(k.terms+1) < k.terms {
			units++
		}
		state /= k.terms + 1
	}
	return units
}

// history returns the terms of a window a teacher has served or is going to serve in a stay that continues; all there
// are to serve where the window does not bind her.
func (k *cycle) history(t model.TeacherID, w window) int {
	p := &k.c.County.Teachers[t]
	spared := k.exempt && p.Position == model.Principal
	if spared || !k.c.County.Sections[p.Home].Core() || p.SchoolSince == 0 || p.SchoolSince > w.opens() {
		return k.terms
	}
	n := 0
	for i := w.first; i <= w.last; i++ {
		for _, served := range k.c.covering(t, i) {
			if k.c.atTarget(served) {
				n++
				break
			}
		}
	}
	return n
}
