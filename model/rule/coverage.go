package rule

import "github.com/rotateplan/rotate/model"

var _ = define(Rule{
	Name:   "coverage",
	Title:  "覆盖率",
	Says:   "Each target should join a core, and given shares of all, weak, rural and new targets do (in the mode of the clause; 0 asks for none).",
	SaysZh: "每个帮扶对象应加入集团；全部及薄弱、乡村、新建各类的覆盖率不低于规定千分比（按本条的模式；0 表示不要求）。",
	Source: "永政办函〔2018〕35号 二、六（覆盖率目标）；权重为设计默认值 / Yongzhou 2018, two and six: coverage as an aim (grade S; the weight is a design default, grade D)",
	Mode:   model.Should,
	Weight: 60000,
	Reads:  []string{"targets-only"},
	Params: []Param{
		{Name: "all", Max: 1000, Looser: Less, Unit: "per mille", Says: "least share of all targets covered", SaysZh: "全部帮扶对象的最低覆盖率"},
		{Name: "weak", Max: 1000, Looser: Less, Unit: "per mille", Says: "least share of weak targets covered", SaysZh: "薄弱校的最低覆盖率"},
		{Name: "rural", Max: 1000, Looser: Less, Unit: "per mille", Says: "least share of rural targets covered", SaysZh: "乡村校的最低覆盖率"},
		{Name: "new", Max: 1000, Looser: Less, Unit: "per mille", Says: "least share of new targets covered", SaysZh: "新建校的最低覆盖率"},
	},
	Member: func(c *Case, arg Args) Form[model.Membership] {
		f := &Family[model.Membership]{}
		counts := make([][]int, len(c.County.Sections)) // by section: the quotas its memberships count in
		targets := c.ToPlace()
		for _, s := range targets {
			counts[s] = append(counts[s], len(f.Quotas))
			f.Quotas = append(f.Quotas, Quota{Key: key("coverage", c.SectionKey(s)), Min: 1, Max: NoMax, Mode: model.Should})
		}
		for _, kind := range []string{"all", "weak", "rural", "new"} {
			if share := arg.Int(kind); share > 0 {
				f.Quotas = append(f.Quotas, c.coverageShare(kind, share, targets, counts, len(f.Quotas)))
			}
		}
		f.Count = func(m model.Membership, add func(int, int64)) {
			if Opens(m) {
				return
			}
			for _, q := range counts[m.Section] {
				add(q, 1)
			}
		}
		return Form[model.Membership]{Quota: f}
	},
})

// coverageShare builds the quota number q of one kind of target: at least ⌈share·n/1000⌉ of its n.
func (c *Case) coverageShare(kind string, share int64, targets []model.SectionID, counts [][]int, q int) Quota {
	n := int64(0)
	for _, s := range targets {
		if c.isKind(s, kind) {
			counts[s] = append(counts[s], q)
			n++
		}
	}
	return Quota{Key: key("coverage", ofPart(kind)), Min: (share*n + 999) / 1000, Max: NoMax}
}
