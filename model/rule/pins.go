package rule

import "github.com/rotateplan/rotate/model"

var _ = define(Rule{
	Name:   "pins",
	Title:  "指定与禁止",
	Says:   "A section with a pinned pair joins no other core; a forbidden pair is not formed.",
	SaysZh: "有指定结对的学校不得加入其他核心校；禁止的结对不得组建。",
	Source: "永政办函〔2018〕35号 四（二）“可以指定新建学校或薄弱学校加入本区域教育集团”；明政办〔2017〕118号所列六个总校 / Yongzhou 2018, four (2): schools may be ordered to join; Sanming 2017: six named groups (grade S)",
	Mode:   model.Must,
	Weight: 60000,
	Member: func(c *Case, _ Args) Form[model.Membership] {
		pinned, forbidden, chosen := map[pairing]bool{}, map[pairing]bool{}, map[model.SectionID]bool{}
		for _, p := range c.County.Pairs {
			switch p.Status {
			case model.PinnedPair:
				pinned[pairing{p.Core, p.Member}], chosen[p.Member] = true, true
			case model.ForbiddenPair:
				forbidden[pairing{p.Core, p.Member}] = true
			}
		}
		return Form[model.Membership]{Spanwise: true, Ban: func(m model.Membership) bool {
			pair := pairing{m.Core, m.Section}
			return !Opens(m) && (forbidden[pair] || chosen[m.Section] && !pinned[pair])
		}}
	},
})
