package rule

import (
	"slices"

	"github.com/rotateplan/rotate/model"
)

var _ = define(Rule{
	Name:   "preference",
	Title:  "个人意愿",
	Says:   "A stay costs by the rank of its school in the teacher's list of wishes, more if it is not listed; without a list it costs nothing.",
	SaysZh: "派往学校在本人意向中的次序越后成本越高，不在意向中更高；未填意向不计。",
	Source: "交流教师意愿调查：自愿者效果更好 / survey of 5,238 teachers: the willing do better (grade P); 数值为设计默认值 / figures: design default (grade D)",
	Mode:   model.Should,
	Weight: 1,
	Params: []Param{
		{Name: "rank", Default: 500, Min: 0, Max: 1000000, Unit: "metre-terms per rank", Says: "per rank, the first being 0", SaysZh: "每降一位的成本（首位为0）"},
		{Name: "unlisted", Default: 4000, Min: 0, Max: 1000000, Unit: "metre-terms", Says: "for a school not listed", SaysZh: "不在意向中的成本"},
	},
	Stay: func(c *Case, arg Args) Form[model.Stay] {
		rank, unlisted := arg.Int("rank"), arg.Int("unlisted")
		return Form[model.Stay]{Price: func(a model.Stay) int64 {
			wishes := c.County.Teachers[a.Teacher].Wishes
			at := slices.Index(wishes, c.County.Sections[a.Section].School)
			switch {
			case len(wishes) == 0:
				return 0
			case at < 0:
				return unlisted
			}
			return rank * int64(at)
		}}
	},
})
