package rule

import "github.com/rotateplan/rotate/model"

// A dropped pair is no atom, so no price can see it: only a quota that asks for the membership does.
var _ = define(Rule{
	Name:   "continuity",
	Title:  "集团稳定",
	Says:   "Every pair of today goes on.",
	SaysZh: "现有结对继续保持。",
	Source: "永政办函〔2018〕35号 三（四）“审慎操作、稳中求进” / Yongzhou 2018, three (4): with care and steadily (grade S for the aim; the weight is a design default, grade D)",
	Mode:   model.Should,
	Weight: 5000,
	Member: func(c *Case, _ Args) Form[model.Membership] {
		f := &Family[model.Membership]{}
		at := map[pairing]int{}
		for _, p := range c.County.Pairs {
			pair := pairing{p.Core, p.Member}
			if _, twice := at[pair]; twice || p.Status != model.Existing {
				continue
			}
			at[pair] = len(f.Quotas)
			f.Quotas = append(f.Quotas, Quota{Key: key("continuity", c.pairParts(pair)...), Min: 1, Max: NoMax})
		}
		f.Count = func(m model.Membership, add func(int, int64)) {
			if q, ok := at[pairing{m.Core, m.Section}]; ok {
				add(q, 1)
			}
		}
		return Form[model.Membership]{Quota: f}
	},
})
