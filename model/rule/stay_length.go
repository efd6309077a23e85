package rule

import "github.com/rotateplan/rotate/model"

var _ = define(Rule{
	Name:   "stay-length",
	Title:  "交流期限",
	Says:   "A stay lasts at least min_terms and at most max_terms and ends in a return.",
	SaysZh: "每次交流不少于、不多于规定学期数，期满返回。",
	Source: "教师〔2014〕4号：期限由各地确定；北京2016：1至3年 / Document 4 of 2014: left to localities; Beijing 2016: 1 to 3 years (grade P)",
	Mode:   model.Must,
	Weight: 20000,
	Params: []Param{
		{Name: "min_terms", Default: 2, Min: 1, Max: 12, Looser: Less, Unit: "terms", Says: "shortest stay", SaysZh: "最短学期数"},
		{Name: "max_terms", Default: 6, Min: 1, Max: 12, Looser: More, Unit: "terms", Says: "longest stay", SaysZh: "最长学期数"},
	},
	Stay: func(_ *Case, arg Args) Form[model.Stay] {
		least, most := arg.Int("min_terms"), arg.Int("max_terms")
		return Form[model.Stay]{Spanwise: true, Walk: &Walk[model.Stay]{
			States: 1,
			Start:  func(int) int { return 0 },
			Next: func(_ int, a model.Stay) (int, int64) {
				if n := terms(a); n < least || n > most {
					return 0, 1
				}
				return 0, 0
			},
			End: func(int) int64 { return 0 },
		}}
	},
})
