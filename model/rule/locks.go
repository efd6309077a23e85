package rule

import "github.com/rotateplan/rotate/model"

var _ = define(Rule{
	Name:   "locks",
	Title:  "已定事项",
	Says:   "Whom a person has sent somewhere goes there, who has refused stays, and nobody goes to a school ruled out for her.",
	SaysZh: "人工已定的交流按定安排；已拒绝的不派出；已明确不去的学校不安排。",
	Source: "沿用名单中的锁定、拒绝与人工改动 / decisions marked in the list that is kept; design default (grade D)",
	Mode:   model.Should,
	Weight: 1_000_000,
	Stay: func(c *Case, _ Args) Form[model.Stay] {
		if c.County.Kept == nil {
			return Form[model.Stay]{}
		}
		way, elsewhere := newCourse(c), map[model.TeacherID]*model.Kept{}
		for i := range c.County.Kept {
			switch k := &c.County.Kept[i]; k.Lock {
			case model.Locked, model.Refused:
				way.lay(k.Teacher, k.Decided)
			case model.Elsewhere:
				elsewhere[k.Teacher] = k
			}
		}
		w := way.walk()
		if len(elsewhere) == 0 {
			return Form[model.Stay]{Walk: w}
		}
		next := w.Next
		w.Next = func(state int, a model.Stay) (int, int64) {
			if k := elsewhere[a.Teacher]; k != nil && c.County.RuledOut(k, a) {
				return state, 1
			}
			return next(state, a)
		}
		return Form[model.Stay]{Walk: w}
	},
})
