package rule

import (
	"math/bits"

	"github.com/rotateplan/rotate/model"
)

var _ = define(Rule{
	Name:   "complement",
	Title:  "优势互补",
	Says:   "Each subject counts of which a member is delivered less than it needs while its core is not delivered more than that needs.",
	SaysZh: "成员校某学科现有课时不足需求、而核心校该学科并无富余的，每科计一次。",
	Source: "渝教提函〔2021〕136号 一（四）“以强带弱、扬长避短、学段匹配”的结对帮扶 / Chongqing 2021, one (4): in pairs the strong lead the weak, strengths make up for weaknesses (grade S for the aim; the count and the weight are design defaults, grade D)",
	Mode:   model.Should,
	Weight: 300,
	Member: func(c *Case, _ Args) Form[model.Membership] {
		short, rich := make([]uint32, len(c.County.Sections)), make([]uint32, len(c.County.Sections)) // bit x: of subject x
		for i := range short {
			short[i], rich[i] = c.strengths(model.SectionID(i))
		}
		return Form[model.Membership]{Spanwise: true, Price: func(m model.Membership) int64 {
			if Opens(m) {
				return 0
			}
			return int64(bits.OnesCount32(short[m.Section] &^ rich[m.Core]))
		}}
	},
})

// strengths returns the subjects of which a section is delivered less, and more, than it needs in the first autumn at
// baseline: standard loads against periods. Where the need is unknown it is neither.
func (c *Case) strengths(s model.SectionID) (short, rich uint32) {
	for x := model.NoSubject + 1; x < model.Subjects; x++ {
		need, known := c.Need(s, x)
		delivered := int64(c.Delivering(s, x, 0)) * c.Load(c.County.Sections[s].Stage, x)
		switch {
		case known && delivered < need:
			short |= 1 << x
		case known && delivered > need:
			rich |= 1 << x
		}
	}
	return short, rich
}
