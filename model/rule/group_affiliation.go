package rule

import "github.com/rotateplan/rotate/model"

var _ = define(Rule{
	Name:   "group-affiliation",
	Title:  "隶属关系",
	Says:   "Unless cross is set, core and member answer to the same authority; an unknown authority is the same as none.",
	SaysZh: "除非允许跨隶属，核心校与成员校主管部门相同；未填者与任何学校都视为不同。",
	Source: "明政办〔2017〕118号（二）改革目标“打破不同隶属……壁垒” / Sanming 2017, aims: break barriers of affiliation (grade S)",
	Mode:   model.Must,
	Weight: 20000,
	Params: []Param{toggle("cross", true, "groups may cross affiliations", "允许跨隶属组建").looser(More)},
	Member: func(c *Case, arg Args) Form[model.Membership] {
		if arg.Yes("cross") {
			return lawful()
		}
		return Form[model.Membership]{Spanwise: true, Ban: func(m model.Membership) bool {
			own := c.County.SchoolOf(m.Core).Affiliation
			return !Opens(m) && (own == "" || own != c.County.SchoolOf(m.Section).Affiliation)
		}}
	},
})
