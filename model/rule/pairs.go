package rule

import "github.com/rotateplan/rotate/model"

// What rules of rotation share that count between a core and its members.

// eachGroupOrPair visits the groups, or the core–member pairs, in order of core and member, with the parts of quota keys
// that name them. It returns by section what visit returned for the pair, or for the group, in which the section is a member;
// None for all others.
func (c *Case) eachGroupOrPair(groups bool, visit func(parts []string) int) []int {
	at := make([]int, len(c.lead))
	for s := range at {
		at[s] = model.None
	}
	for _, core := range c.Cores() {
		first := model.None
		for s := range c.lead {
			member := model.SectionID(s)
			if c.lead[s] != core || member == core {
				continue
			}
			switch {
			case !groups:
				at[s] = visit(c.pairParts(pairing{core, member}))
			case first == model.None:
				first = visit([]string{c.groupPart(core)})
				fallthrough
			default:
				at[s] = first
			}
		}
	}
	return at
}
