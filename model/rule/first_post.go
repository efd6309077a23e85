package rule

import "github.com/rotateplan/rotate/model"

var _ = define(Rule{
	Name:  "first-post",
	Title: "首站培育",
	Says: "A new hire spends her first terms of service at the core of the group of her home, or at a rural school; each term " +
		"elsewhere is a violation. A stay there that starts in those terms is a first post, free of tenure, repeat and direction.",
	SaysZh: "新招聘教师参加工作的最初几个学期在本集团核心校（或乡村学校）任教，每有一学期不在计一次；为此派出的为首站培育，不受同校任教年限、重复派出、流向限制。",
	Source: "豫教2021年集团化办学意见：集团内新招聘教师在牵头学校接受为期1—2年“首站式培育” / Henan 2021, opinion on group-run schools: new hires of a group start with 1 to 2 years at the lead school (grade S); " +
		"陕西省意见：新招聘教师先到农村、薄弱学校任教 / Shaanxi: first at rural or weak schools (grade P)",
	Mode:   model.Off,
	Weight: 10000,
	Params: []Param{
		{Name: "terms", Default: 2, Min: 1, Max: 12, Looser: Less, Unit: "terms", Says: "first terms of service", SaysZh: "最初的学期数"},
		Param{Name: "at", Says: "where: core (of the group of her home), rural (any rural school)",
			SaysZh: "地点：core 本集团核心校，rural 乡村学校"}.oneOf("core", beginnings...),
	},
	Stay: func(c *Case, _ Args) Form[model.Stay] {
		start := make([]int, len(c.County.Teachers))
		for t := range start {
			start[t] = c.termsAstray(model.TeacherID(t))
		}
		return Form[model.Stay]{Walk: &Walk[model.Stay]{
			States: c.Terms + 1,
			Start:  func(agent int) int { return start[agent] },
			Next: func(astray int, a model.Stay) (int, int64) {
				return min(max(astray+c.leadsAstray(a), 0), c.Terms), 0 // beyond only for stays that overlap
			},
			End: func(astray int) int64 { return int64(astray) },
		}}
	},
})

// termsAstray returns in how many of her first terms, those of the horizon, a teacher is not where she should begin, as
// things stand.
func (c *Case) termsAstray(t model.TeacherID) (n int) {
	for term := model.Term(0); int(term) < c.Terms; term++ {
		if c.inFirstTerms(t, term) && !c.beginsAt(t, c.Baseline(t, term)) {
			n++
		}
	}
	return n
}

// leadsAstray returns by how many terms a stay makes that more.
func (c *Case) leadsAstray(a model.Stay) (more int) {
	for term := a.First; term <= a.Last; term++ {
		if !c.inFirstTerms(a.Teacher, term) {
			continue
		}
		if !c.beginsAt(a.Teacher, a.Section) {
			more++
		}
		if !c.beginsAt(a.Teacher, c.Baseline(a.Teacher, term)) {
			more--
		}
	}
	return more
}
