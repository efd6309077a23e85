package rule

import "github.com/rotateplan/rotate/model"

var _ = define(Rule{
	Name:   "ownership",
	Title:  "办学性质",
	Says:   "Training institutions neither lead nor join a group; private schools do only if private is set.",
	SaysZh: "培训机构不得牵头或加入集团；民办学校须经允许。",
	Source: "永政办函〔2018〕35号 四（二）“以公办学校为主、民办学校为辅……各类社会培训机构不能加入” / Yongzhou 2018, four (2): public first, private as supplement, no training institutions (grade S)",
	Mode:   model.Must,
	Weight: 50000,
	Params: []Param{toggle("private", true, "private schools may take part", "允许民办学校参加").looser(More)},
	Member: func(c *Case, arg Args) Form[model.Membership] {
		private := arg.Yes("private")
		return Form[model.Membership]{Spanwise: true, Ban: func(m model.Membership) bool { // the own atom judges the core
			switch c.County.SchoolOf(m.Section).Ownership {
			case model.Training:
				return true
			case model.Private:
				return !private
			}
			return false
		}}
	},
})
