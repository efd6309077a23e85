package rule

import (
	"slices"

	"github.com/rotateplan/rotate/model"
)

// sameRadius is the radius of a type that has none of its own.
const sameRadius = -1

var _ = define(Rule{
	Name:   "group-radius",
	Title:  "辐射半径",
	Says:   "A member lies at most km from its core, or as far as its type allows where that is said.",
	SaysZh: "成员校距核心校不超过规定公里数；另有规定的办学模式从其规定。",
	Source: "永政办函〔2018〕35号 五2“辐射半径在20公里左右”（联盟型） / Yongzhou 2018, five 2: alliances, about 20 km (grade S)",
	Mode:   model.Off,
	Weight: 20000,
	Params: slices.Concat([]Param{
		{Name: "km", Default: 20, Min: 0, Max: 1000, Looser: More, Unit: "km", Says: "longest way from core to member", SaysZh: "核心校到成员校的最远距离"},
	}, typeRadii()),
	Member: func(c *Case, arg Args) Form[model.Membership] {
		var limit [model.Cooperation + 1]int64 // metres
		same := true
		for x := range limit {
			limit[x] = 1000 * arg.Int("km")
			if own := arg.Int(model.GroupType(x).Code()); own != sameRadius {
				same, limit[x] = false, 1000*own
			}
		}
		return Form[model.Membership]{Spanwise: same, Ban: func(m model.Membership) bool {
			return !Opens(m) && c.Metres(m.Core, m.Section) > limit[m.Type]
		}}
	},
})

// typeRadii are the parameters that set a radius for one type.
func typeRadii() (params []Param) {
	for x := model.Alliance; x <= model.Cooperation; x++ {
		params = append(params, Param{Name: x.Code(), Default: sameRadius, Min: sameRadius, Max: 1000, Unset: true, Looser: More, Unit: "km",
			Says: "longest way where the type is " + x.Code() + "; -1 is km", SaysZh: x.Chinese() + "的最远距离；-1 表示从 km"})
	}
	return params
}
