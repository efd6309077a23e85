package rule

import "github.com/rotateplan/rotate/model"

var stagesJoined = Param{Name: "pairs", Says: "stages of core and member that may be joined though they differ", SaysZh: "可跨学段结对的核心校学段与成员校学段"}.
	someOf(nil, stagePairs()...).looser(More)

var _ = define(Rule{
	Name:   "stage-match",
	Title:  "学段匹配",
	Says:   "A core leads only sections of its own stage, and those of the pairs of stages listed; match=any lifts this.",
	SaysZh: "核心校只带同学段的成员校及所列跨学段组合的成员校；match=any 时不限。",
	Source: "永政办函〔2018〕35号 四（二）“同层次、同学段”；渝教提函〔2021〕136号“学段匹配” / Yongzhou 2018, four (2): same level, same stage; Chongqing 2021: stages match (grade S)",
	Mode:   model.Must,
	Weight: 20000,
	Params: []Param{
		Param{Name: "match", Says: "stages a core may lead", SaysZh: "核心校可带的学段"}.oneOf("same", "same", "any").looser(More),
		stagesJoined,
	},
	Member: func(c *Case, arg Args) Form[model.Membership] {
		if arg.Int("match") != 0 {
			return lawful()
		}
		listed := map[string]bool{}
		for _, word := range stagesJoined.Chosen(arg.Int("pairs")) {
			listed[word] = true
		}
		return Form[model.Membership]{Spanwise: true, Ban: func(m model.Membership) bool {
			core, member := c.County.Sections[m.Core].Stage, c.County.Sections[m.Section].Stage
			return core != member && !listed[stagePair(core, member)]
		}}
	},
})

// stagePair is the word for a core of one stage that leads a section of another.
func stagePair(core, member model.Stage) string { return core.Code() + "-" + member.Code() }

// stagePairs are the words for all pairs of stages that differ.
func stagePairs() (words []string) {
	for core := model.Kindergarten; core <= model.SeniorHigh; core++ {
		for member := model.Kindergarten; member <= model.SeniorHigh; member++ {
			if core != member {
				words = append(words, stagePair(core, member))
			}
		}
	}
	return words
}
