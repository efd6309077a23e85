package rule

import "github.com/rotateplan/rotate/model"

var _ = define(Rule{
	Name:  "donor-cap",
	Title: "防止削峰填谷",
	Says: "In every term a section has at most the given shares of its teachers and of its backbone teachers away, and keeps " +
		"somebody for every subject it has a teacher of.",
	SaysZh: "各学段部每学期在外教师、在外骨干教师均不超过规定比例，现有学科均保留至少一名教师。",
	Source: "重庆市教委2021年答复：防止“削峰填谷”、资源稀释 / Chongqing reply 2021: no cutting of peaks, no dilution (grade S, no figure); 比例为设计默认值 / shares: design default (grade D)",
	Mode:   model.Must,
	Weight: 20000,
	Params: []Param{
		{Name: "heads", Default: 150, Min: 0, Max: 1000, Looser: More, Unit: "per mille", Says: "share of teachers away", SaysZh: "在外教师千分比"},
		{Name: "backbone", Default: 250, Min: 0, Max: 1000, Looser: More, Unit: "per mille", Says: "share of backbone teachers away", SaysZh: "在外骨干教师千分比"},
	},
	Stay: func(c *Case, arg Args) Form[model.Stay] {
		backbone := func(p *model.Teacher) bool { return p.Backbone >= model.CountyBackbone }
		return Form[model.Stay]{Quota: joined(
			awayCap{"heads", arg.Int("heads"), c.heads, nil}.family(c),
			awayCap{"backbone", arg.Int("backbone"), c.backbones, backbone}.family(c),
			c.keptSubjects())}
	},
})

// awayCap bounds the teachers of a section who are away by ⌈perMille·present/1000⌉, or by those already away at baseline.
type awayCap struct {
	of       string
	perMille int64
	present  [][]int                     // by term and section, at baseline
	who      func(p *model.Teacher) bool // nil means everybody
}

func (k awayCap) family(c *Case) *Family[model.Stay] {
	var quotas []Quota
	n := len(c.County.Sections)
	for t := model.Term(0); int(t) < c.Terms; t++ {
		away := k.away(c, t)
		for s := range n {
			quotas = append(quotas, Quota{
				Key:  key("donor-cap", c.SectionKey(model.SectionID(s)), termPart(t), ofPart(k.of)),
				Base: away[s], Min: NoMin, Max: max(ceil(k.perMille*int64(k.present[t][s]), 1000), away[s])})
		}
	}
	part := Part[model.Stay]{Agent: func(a model.Stay, add func(int, int64)) {
		home := int(c.County.Teachers[a.Teacher].Home)
		for t := a.First; t <= a.Last; t++ {
			add(int(t)*n+home, 1)
		}
	}}
	if k.who != nil {
		part.Of = func(agent int) bool { return k.who(&c.County.Teachers[agent]) }
	}
	return parted(quotas, part)
}

// away counts by section those of its own teachers who are on a continuing stay.
func (k awayCap) away(c *Case, t model.Term) []int64 {
	n := make([]int64, len(c.County.Sections))
	for i := range c.County.Teachers {
		p := &c.County.Teachers[i]
		if c.Away(model.TeacherID(i), t) && (k.who == nil || k.who(p)) {
			n[p.Home]++
		}
	}
	return n
}

// keptSubjects demands that somebody delivers every subject that somebody delivers at baseline.
func (c *Case) keptSubjects() *Family[model.Stay] {
	b := &presence{c: c}
	for t := model.Term(0); int(t) < c.Terms; t++ {
		for s := range c.County.Sections {
			for x := model.NoSubject + 1; x < model.Subjects; x++ {
				id := model.SectionID(s)
				if n := c.Delivering(id, x, t); n > 0 {
					b.add(Quota{Key: key("donor-cap", c.SectionKey(id), subjectPart(x), termPart(t), ofPart("subject")),
						Base: int64(n), Min: 1, Max: NoMax,
						Place: Place{Level: LeafPlace, ID: int32(s), Subject: x, Term: t}})
				}
			}
		}
	}
	return b.family()
}
