package rule

import "github.com/rotateplan/rotate/model"

var _ = define(Rule{
	Name:   "core-certified",
	Title:  "核心校认定",
	Says:   "Only sections certified as core lead a group, and only with at least the given pupils and quality.",
	SaysZh: "只有经认定的核心校方可牵头，且学生数、办学质量不低于下限。",
	Source: "永政办函〔2018〕35号 四（一）“由同级教育主管部门进行评定认可……具有一定规模” / Yongzhou 2018, four (1): certified by the education authority of the same level, of a certain size (grade S; the figures 0 and 0 are a design default)",
	Mode:   model.Must,
	Weight: 60000,
	Params: []Param{
		{Name: "pupils", Default: 0, Min: 0, Max: 100000, Looser: Less, Unit: "pupils", Says: "fewest pupils of a core section", SaysZh: "核心校（学段）学生数下限"},
		{Name: "quality", Default: 0, Min: 0, Max: 100, Looser: Less, Unit: "points", Says: "least quality of a core; above 0, an unknown quality is too low", SaysZh: "核心校办学质量下限；大于 0 时，质量未知视为不达标"},
	},
	Member: func(c *Case, arg Args) Form[model.Membership] {
		pupils, quality := int(arg.Int("pupils")), int(arg.Int("quality"))
		return Form[model.Membership]{Spanwise: true, Ban: func(m model.Membership) bool {
			core := &c.County.Sections[m.Core]
			return !core.Core() || core.Pupils < pupils || max(core.Quality, 0) < quality
		}}
	},
})
