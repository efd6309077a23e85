package rule

import "github.com/rotateplan/rotate/model"

var _ = define(Rule{
	Name:   "membership",
	Title:  "唯一归属",
	Says:   "A section belongs to at most one group, its own included.",
	SaysZh: "一所学校至多属于一个集团（含自己牵头的）。",
	Source: "渝教提函〔2021〕136号“每所农村学校或薄弱学校都有1所相对优质”的学校结对；至多一所为设计默认值 / Chongqing 2021: one relatively strong partner for each (grade S; at most one: design default, grade D)",
	Mode:   model.Must,
	Weight: 60000,
	Reads:  []string{"targets-only"},
	Member: func(c *Case, _ Args) Form[model.Membership] {
		f := &Family[model.Membership]{}
		at := map[model.SectionID]int{}
		for _, s := range c.mayJoin() {
			at[s] = len(f.Quotas)
			f.Quotas = append(f.Quotas, Quota{Key: key("membership", c.SectionKey(s)), Min: NoMin, Max: 1})
		}
		f.Count = func(m model.Membership, add func(int, int64)) {
			if q, ok := at[m.Section]; ok {
				add(q, 1)
			}
		}
		return Form[model.Membership]{Quota: f}
	},
})
