package rule

import "github.com/rotateplan/rotate/model"

// anyBudget is the sum that is no limit.
const anyBudget = 1_000_000_000

var _ = define(Rule{
	Name:  "group-budget",
	Title: "集团经费",
	Says: "The yearly cost of all memberships is at most max: so much for each member in trusteeship, and for each rural one in an alliance. " +
		"It is counted in the largest sum that divides both.",
	SaysZh: "每年全部成员校的经费之和不超过上限：托管型每所、联盟型乡村学校每所各按规定数额；以两个数额的最大公约数为一个单位计。",
	Source: "永政办函〔2018〕35号 七（二）“每托管一所薄弱学校不得低于30万元的经费，每带动一所乡镇学校不得低于10万元的经费”，按年计为本程序的理解 / Yongzhou 2018, seven (2): 300,000 yuan for each school in trusteeship, 100,000 for each township school (grade S; that they are yearly sums is our reading; off by design default)",
	Mode:   model.Off,
	Weight: 20000,
	Params: []Param{
		{Name: "max", Default: anyBudget, Min: 0, Max: anyBudget, Looser: More, Unit: "1,000 yuan", Says: "most for a year; 1000000000 is no limit", SaysZh: "每年经费上限（千元）；1000000000 表示不限"},
		{Name: "trusteeship", Default: 300, Min: 0, Max: 100_000, Looser: Less, Unit: "1,000 yuan", Says: "a year for a member in trusteeship", SaysZh: "托管型每所每年经费（千元）"},
		{Name: "alliance", Default: 100, Min: 0, Max: 100_000, Looser: Less, Unit: "1,000 yuan", Says: "a year for a rural member of an alliance", SaysZh: "联盟型乡村学校每所每年经费（千元）"},
	},
	Member: func(c *Case, arg Args) Form[model.Membership] {
		trusteeship, alliance := arg.Int("trusteeship"), arg.Int("alliance")
		sum := max(gcd(trusteeship, alliance), 1)
		q := Quota{Key: key("group-budget"), Min: NoMin, Max: arg.Int("max") / sum}
		if arg.Int("max") == anyBudget {
			q.Max = NoMax
		}
		return Form[model.Membership]{Quota: &Family[model.Membership]{
			Quotas: []Quota{q},
			Count: func(m model.Membership, add func(int, int64)) {
				switch {
				case Opens(m):
				case m.Type == model.Trusteeship:
					add(0, trusteeship/sum)
				case m.Type == model.Alliance && c.County.SchoolOf(m.Section).Rural():
					add(0, alliance/sum)
				}
			},
		}}
	},
})
