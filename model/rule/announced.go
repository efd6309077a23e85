package rule

import "github.com/rotateplan/rotate/model"

var _ = define(Rule{
	Name:   "announced",
	Title:  "名单稳定",
	Says:   "What an earlier list of the year said of a teacher still holds: each teacher of whom it does not is one unit.",
	SaysZh: "本学年先前公布的名单不变：每有一名教师的安排与之不同，计一个单位。",
	Source: "沿用名单，尽量少改 / the list that is kept is changed as little as possible; design default (grade D)",
	Mode:   model.Should,
	Weight: 50_000,
	Stay: func(c *Case, _ Args) Form[model.Stay] {
		if c.County.Kept == nil {
			return Form[model.Stay]{}
		}
		way := newCourse(c)
		for t := range c.County.Teachers {
			way.lay(model.TeacherID(t), nil) // those on no list stay off it
		}
		for i := range c.County.Kept {
			if k := &c.County.Kept[i]; c.County.Holds(k) {
				way.lay(k.Teacher, k.Announced)
			} else {
				way.laid[k.Teacher] = false
			}
		}
		return Form[model.Stay]{Walk: way.walk()}
	},
})
