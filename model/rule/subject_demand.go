package rule

import "github.com/rotateplan/rotate/model"

var _ = define(Rule{
	Name:  "subject-demand",
	Title: "学科需求",
	Says: "Every section has in every term the teachers its lessons in a subject need: as many as have a full load, and one " +
		"more for the rest.",
	SaysZh: "各学段部每学期各学科教师满足课时需求：整岗按人计，余下课时再配一人。",
	Source: "课时：山东省2023课程设置表；周课时量：山西省试行标准 / periods: Shandong table 2023; loads: Shanxi trial standard (grade P); 权重为设计默认值 / weights: design default (grade D)",
	Mode:   model.Should,
	Weight: 2000,
	Params: []Param{{Name: "rest", Default: 200, Min: 0, Max: 1000000, Unit: "metre-terms per period",
		Says: "weight of a period beyond full loads", SaysZh: "不足整岗的课时每节权重"}},
	Stay: func(c *Case, arg Args) Form[model.Stay] {
		weight := int64(c.clause("subject-demand").Weight)
		d := demands{presence: presence{c: c}, weight: weight, rest: min(arg.Int("rest"), weight)}
		for t := model.Term(0); int(t) < c.Terms; t++ {
			for s := range c.County.Sections {
				for x := model.NoSubject + 1; x < model.Subjects; x++ {
					d.demand(Place{Level: LeafPlace, ID: int32(s), Subject: x, Term: t})
				}
			}
		}
		return Form[model.Stay]{Quota: d.family()}
	},
})

// demands builds the quotas of demand; weight and rest are per period, rest never above weight.
type demands struct {
	presence
	weight, rest int64
}

// demand adds the quotas of a leaf: a missing teacher costs weight·load in all, rest·r of it on the last.
func (d *demands) demand(leaf Place) {
	s := model.SectionID(leaf.ID)
	whole, r, load := d.c.Demand(s, leaf.Subject, leaf.Term)
	part := key("subject-demand", d.c.SectionKey(s), subjectPart(leaf.Subject), termPart(leaf.Term))
	q := Quota{Base: int64(d.c.Delivering(s, leaf.Subject, leaf.Term)), Max: NoMax, Place: leaf}
	if whole > 0 {
		q.Key, q.Min, q.Weight = key(part, ofPart("whole")), whole, model.Cost(d.weight*load-d.rest*r)
		d.add(q)
	}
	if d.rest*r > 0 {
		q.Key, q.Min, q.Weight, q.Mode = key(part, ofPart("rest")), whole+1, model.Cost(d.rest*r), model.Should
		d.add(q)
	}
}
