package rule

import "github.com/rotateplan/rotate/model"

// anyGroups is the number of groups that is no limit.
const anyGroups = 100000

var _ = define(Rule{
	Name:   "group-count",
	Title:  "集团数量",
	Says:   "The number of groups lies between min and max.",
	SaysZh: "集团数量在下限与上限之间。",
	Source: "永政办函〔2018〕35号 二“至少各组建1-2个教育集团” / Yongzhou 2018, two: one or two groups at least per county (grade S; off by design default)",
	Mode:   model.Off,
	Weight: 20000,
	Params: []Param{
		{Name: "min", Default: 0, Min: 0, Max: anyGroups, Looser: Less, Unit: "groups", Says: "fewest groups", SaysZh: "集团数量下限"},
		{Name: "max", Default: anyGroups, Min: 0, Max: anyGroups, Looser: More, Unit: "groups", Says: "most groups; 100000 is no limit", SaysZh: "集团数量上限；100000 表示不限"},
	},
	Member: func(_ *Case, arg Args) Form[model.Membership] {
		q := Quota{Key: key("group-count"), Min: arg.Int("min"), Max: arg.Int("max")}
		if q.Max == anyGroups {
			q.Max = NoMax
		}
		return Form[model.Membership]{Quota: &Family[model.Membership]{
			Quotas: []Quota{q},
			Count: func(m model.Membership, add func(int, int64)) {
				if Opens(m) {
					add(0, 1)
				}
			},
		}}
	},
})
