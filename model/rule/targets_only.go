package rule

import "github.com/rotateplan/rotate/model"

var _ = define(Rule{
	Name:   "targets-only",
	Title:  "仅限帮扶对象",
	Says:   "Only weak, rural and new sections join groups; switched off, every section that is no core is to be placed (school districts).",
	SaysZh: "只有薄弱校、乡村校、新建校加入集团；关闭时，所有非核心校都须划入（学区制）。",
	Source: "永政办函〔2018〕35号 四（四）“核心校+薄弱学校、乡村学校、新建学校”；学区制见渝教提函〔2021〕136号 / Yongzhou 2018, four (4): core with weak, rural or new schools; school districts: Chongqing 2021 (grade S)",
	Mode:   model.Must,
	Weight: 20000,
	Member: func(c *Case, _ Args) Form[model.Membership] {
		return Form[model.Membership]{Spanwise: true, Ban: func(m model.Membership) bool {
			return !Opens(m) && !c.County.Target(m.Section)
		}}
	},
})
