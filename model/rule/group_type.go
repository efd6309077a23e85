package rule

import (
	"slices"

	"github.com/rotateplan/rotate/model"
)

var _ = define(Rule{
	Name:  "group-type",
	Title: "办学模式",
	Says: "A member joins in a type that is listed for a kind of target it is; types listed later cost one more each, also under must. " +
		"Unless keep is off, a pair may have the type the table of pairs tells, and any other costs one more.",
	SaysZh: "成员校的办学模式须在其类别（薄弱、乡村、新建、其他）所列之内；按所列先后，每靠后一位计一次（must 时也计）。" +
		"除非 keep 为 false，结对表所载的模式可以沿用，改为其他模式多计一次。",
	Source: "河南省教育厅等五部门《关于进一步深化义务教育集团化办学改革的指导意见》（2021）（一）紧密型、联盟型、项目型、合作型；永政办函〔2018〕35号 五（托管型、联盟型、协作型、捆绑型）；只用联盟型为设计默认值 / Henan 2021, (1): close-knit, alliance, project, cooperation; Yongzhou 2018, five: trusteeship, alliance, collaboration, bundled (grade S); alliances alone: design default (grade D)",
	Mode:   model.Must,
	Weight: 5000,
	Params: append(typeLists(), toggle("keep", true, "the type the table of pairs tells may be kept", "结对表所载的模式可以沿用").looser(More)),
	Member: func(c *Case, arg Args) Form[model.Membership] {
		x := newTypePlaces(c, arg)
		f := Form[model.Membership]{Ban: func(m model.Membership) bool {
			return !Opens(m) && x.of[m.Section][m.Type] == unlisted && !x.told[m]
		}}
		if x.chooses {
			f.Price = x.price
		}
		return f
	},
})

// typeLists are the parameters that list types: one for each kind of target, and one for sections that are none.
func typeLists() (params []Param) {
	var words []string
	for x := model.Alliance; x <= model.Cooperation; x++ {
		words = append(words, x.Code())
	}
	zh := map[string]string{"weak": "薄弱校", "rural": "乡村校", "new": "新建校", "other": "其他学校"}
	for _, kind := range slices.Concat(targetKinds, []string{"other"}) {
		params = append(params, Param{Name: kind, Says: "types for " + kind + " sections, the best first", SaysZh: zh[kind] + "的办学模式，优先者在前"}.
			someOf([]string{model.Alliance.Code()}, words...).looser(More))
	}
	return params
}

// typePlaces are the places of types in the lists of a clause.
type typePlaces struct {
	of      [][model.Cooperation + 1]int // by section and type: the least place in the lists of its kinds, or unlisted
	listed  []int                        // by section: how many types are listed
	told    map[model.Membership]bool    // pairs with the type the table tells
	paired  map[pairing]bool             // pairs of which it tells one
	chooses bool                         // somebody may have more than one type
}

const unlisted = int(model.Cooperation) + 1

func newTypePlaces(c *Case, arg Args) *typePlaces {
	n := len(c.County.Sections)
	x := &typePlaces{of: make([][model.Cooperation + 1]int, n), listed: make([]int, n),
		told: map[model.Membership]bool{}, paired: map[pairing]bool{}}
	lists := typeLists()
	for s := range x.of {
		for t := range x.of[s] {
			x.of[s][t] = unlisted
		}
		for i := range lists {
			if c.ofKind(model.SectionID(s), lists[i].Name) {
				x.list(s, lists[i].Items(arg.Int(lists[i].Name)))
			}
		}
		x.chooses = x.chooses || x.listed[s] > 1
	}
	for _, p := range c.County.Pairs {
		if arg.Yes("keep") && p.Typed && p.Status != model.ForbiddenPair {
			x.told[model.Membership{Core: p.Core, Section: p.Member, Type: p.Type}] = true
			x.paired[pairing{p.Core, p.Member}], x.chooses = true, true
		}
	}
	return x
}

// ofKind reports whether a section is a target of a kind or, of other, none.
func (c *Case) ofKind(s model.SectionID, kind string) bool {
	return c.County.Target(s) == (kind != "other") && c.isKind(s, kind)
}

// list enters a list of types for a section.
func (x *typePlaces) list(s int, types []int) {
	for place, t := range types {
		if x.of[s][t] == unlisted {
			x.listed[s]++
		}
		x.of[s][t] = min(x.of[s][t], place)
	}
}

// price returns the place of a membership's type, and one more where the table tells another. A type in no list comes
// after all that are listed, the unit of the ban counted.
func (x *typePlaces) price(m model.Membership) int64 {
	if Opens(m) || x.told[m] {
		return 0
	}
	units := min(x.of[m.Section][m.Type], max(x.listed[m.Section]-1, 0))
	if x.paired[pairing{m.Core, m.Section}] {
		units++
	}
	return int64(units)
}
