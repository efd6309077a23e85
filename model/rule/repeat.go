package rule

import "github.com/rotateplan/rotate/model"

var _ = define(Rule{
	Name:      "repeat",
	Title:     "重复派出",
	Says:      "Nobody is sent away again within the given years from the day after her last stay ended, but for first posts.",
	SaysZh:    "上次交流期满后规定年限内不再派出（首站培育除外）。",
	Source:    "设计默认值（公平） / design default, fairness (grade D): 6 years",
	Candidate: true,
	Mode:      model.Must,
	Weight:    20000,
	Reads:     []string{"first-post"},
	Params: []Param{{Name: "years", Default: 6, Min: 0, Max: 40, Looser: Less, Unit: "years",
		Says: "years between stays", SaysZh: "两次交流间隔年数"}},
	Stay: func(c *Case, arg Args) Form[model.Stay] {
		years, start := int(arg.Int("years")), make([]int, len(c.County.Teachers))
		for t := range start {
			start[t] = c.freeAgain(model.TeacherID(t), years)
		}
		return Form[model.Stay]{Spanwise: true, Walk: &Walk[model.Stay]{
			States: c.Years() + 1,
			Start:  func(agent int) int { return start[agent] },
			Next: func(state int, a model.Stay) (int, int64) {
				free := max(state, min(int(a.Last)/2+1+years, c.Years()))
				if state > int(a.First)/2 && !c.firstPost(a) {
					return free, 1
				}
				return free, 0
			},
			End: func(int) int64 { return 0 },
		}}
	},
})

// freeAgain returns the first year of the horizon (0-based) on whose 1 September so many years have passed since every
// posting of a teacher's history ended, or Years() if none. A posting whose end is unknown never frees her.
func (c *Case) freeAgain(t model.TeacherID, years int) int {
	free := 0
	for _, i := range c.history[t] {
		until := c.County.Postings[i].Until
		if until == 0 {
			return c.Years()
		}
		for free < c.Years() && until.Next().AddYears(years) > model.FirstSeptember(c.County.Year+free) {
			free++
		}
	}
	return free
}
