package explain

import (
	"cmp"
	"slices"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// Codes of an answer to "why not".
const (
	NoLawfulPost = "no-lawful-post"
	NoLawfulCore = "no-lawful-core"
	NoRoom       = "no-room"
	NotNeeded    = "not-needed"
	WithinGap    = "within-gap"
)

// Answer says why an atom was not chosen.
type Answer struct {
	Code string
	Rule string     // that refuses most often, for the answers that something is not allowed
	Cost model.Cost // by which the cheapest change would make the plan dearer, for the others
}

// Grouping is a grouping counted once under the case it was made for. It is for one goroutine at a time.
type Grouping struct {
	b       *books[model.Membership]
	partner [][]model.Membership // by section: its atoms under every core that may lead, in the types fewest musts ban
}

// OfGrouping counts a grouping.
func OfGrouping(c *rule.Case, g model.Grouping) *Grouping {
	n := len(c.County.Sections)
	walks, partner := make([][]model.Membership, n), make([][]model.Membership, n)
	for _, m := range g.Members {
		walks[m.Core] = append(opened(walks[m.Core], m.Core), m)
	}
	b := open(c.MemberLaw(), walks)
	for i := range n {
		atoms := c.Memberships(model.SectionID(i))
		if b.banned(atoms[0]) {
			continue
		}
		for end, at := 0, 1; at < len(atoms); at = end {
			for end = at + 1; end < len(atoms) && atoms[end].Section == atoms[at].Section; end++ {
			}
			s := atoms[at].Section
			partner[s] = append(partner[s], b.leastBanned(atoms[at:end])...)
		}
	}
	return &Grouping{b: b, partner: partner}
}

// leastBanned returns those of some atoms that the fewest musts ban: of types, those worth telling why they are not.
func (b *books[A]) leastBanned(atoms []A) (least []A) {
	fewest := len(b.law) + 1
	for _, a := range atoms {
		n := 0
		for i := range b.law {
			if p := &b.law[i]; p.Mode == model.Must && p.Form.Ban != nil && p.Form.Ban(a) {
				n++
			}
		}
		if n < fewest {
			least, fewest = nil, n
		}
		if n == fewest {
			least = append(least, a)
		}
	}
	return least
}

// banned reports whether a must bans an atom.
func (b *books[A]) banned(a A) bool {
	return slices.ContainsFunc(b.law, func(p rule.Applied[A]) bool {
		return p.Mode == model.Must && p.Form.Ban != nil && p.Form.Ban(a)
	})
}

// bannedSpan reports whether a must bans all atoms of an agent and span at once.
func (b *books[A]) bannedSpan(span A) bool {
	return slices.ContainsFunc(b.law, func(p rule.Applied[A]) bool {
		return p.Mode == model.Must && p.Form.Spanwise && p.Form.Ban != nil && p.Form.Ban(span)
	})
}

// gate returns the first rule that would refuse an agent's walk to become `to` whichever atoms of its spans are chosen, or
// none.
func (b *books[A]) gate(agent int, to []A) int {
	for i := range b.law {
		p := &b.law[i]
		if p.Mode != model.Must || !p.Form.Spanwise {
			continue
		}
		more := int64(0)
		if w := p.Form.Walk; w != nil {
			more = units(w, agent, to) - units(w, agent, b.walks[agent])
		} else {
			more = atoms(&p.Form, to) - atoms(&p.Form, b.walks[agent])
		}
		if more > 0 {
			return i
		}
	}
	return none
}

// opened returns the walk of a core that leads: its own atom first.
func opened(walk []model.Membership, core model.SectionID) []model.Membership {
	if len(walk) > 0 {
		return walk
	}
	return []model.Membership{{Core: core, Section: core}}
}

// Cost returns what the bans and prices in force charge for one membership: its distance, a change of partner.
func (x *Grouping) Cost(m model.Membership) model.Cost { return x.b.own(m) }

// WhyNot answers why a section the plan leaves alone belongs to no group.
func (x *Grouping) WhyNot(s model.SectionID) Answer {
	tried := begin(x.b)
	for _, m := range x.partner[s] {
		tried.try(int(m.Core), inserted(opened(x.b.walks[m.Core], m.Core), m, rule.MemberSpan))
	}
	return tried.answer(NoLawfulCore)
}

// inserted returns a walk with one more atom at its place.
func inserted[A any](walk []A, a A, span func(A) (first, last int)) []A {
	at, _ := span(a)
	k, _ := slices.BinarySearchFunc(walk, at, func(b A, at int) int {
		first, _ := span(b)
		return cmp.Compare(first, at)
	})
	return slices.Insert(slices.Clone(walk), k, a)
}

// trials sum up what became of the changes tried on a plan.
type trials[A any] struct {
	b       *books[A]
	refused []int // by rule: changes it refused first
	open    bool  // some change breaks nothing
	least   model.Cost
	saves   model.Cost // by the change of the least cost
	pays    model.Cost // for it: least = pays − saves
}

func begin[A any](b *books[A]) *trials[A] { return &trials[A]{b: b, refused: make([]int, len(b.law))} }

// refuse returns the first rule that keeps an atom out of a plan, as far as it can be told without a look at the rest of
// the plan: none where that has to be tried. Gate is that of the atom's span.
func (t *trials[A]) refuse(a A, gate int) int {
	for i := range t.b.law {
		p := &t.b.law[i]
		if i == gate {
			t.refused[i]++
			return i
		}
		if p.Mode != model.Must || p.Form.Spanwise {
			continue
		}
		if rank(&p.Form) > 0 {
			return none
		}
		if atom(&p.Form, a) > 0 {
			t.refused[i]++
			return i
		}
	}
	return none
}

// try tries a change and returns the rule that refuses it, or −1, and whether it is the cheapest so far.
func (t *trials[A]) try(agent int, to []A) (refuser int, best bool) {
	saves, pays := model.Cost(0), model.Cost(0)
	refuser = -1
	t.b.change(agent, to, func(e effect) bool {
		if e.breaks > 0 {
			t.refused[e.rule]++
			refuser = e.rule
		}
		saves, pays = saves-min(e.cost, 0), pays+max(e.cost, 0)
		return refuser < 0
	})
	return refuser, refuser < 0 && t.take(saves, pays)
}

// take enters a change that breaks nothing and reports whether it is the cheapest so far.
func (t *trials[A]) take(saves, pays model.Cost) (best bool) {
	if t.open && pays-saves >= t.least {
		return false
	}
	t.open, t.least, t.saves, t.pays = true, pays-saves, saves, pays
	return true
}

// answer sums up; closed is the code for agents of whose own atoms none is allowed.
func (t *trials[A]) answer(closed string) Answer {
	switch {
	case t.open && t.least < 0:
		return Answer{Code: WithinGap, Cost: t.least}
	case t.open:
		return Answer{Code: NotNeeded, Cost: t.least}
	}
	for _, r := range []int{2, 1} {
		if name := t.commonest(r); name != "" {
			return Answer{Code: NoRoom, Rule: name}
		}
	}
	return Answer{Code: closed, Rule: t.commonest(0)}
}

// commonest names the rule of a rank that refused most often, the first of several; "" if none did.
func (t *trials[A]) commonest(of int) string {
	best, most := "", 0
	for i := range t.b.law {
		if rank(&t.b.law[i].Form) == of && t.refused[i] > most {
			best, most = t.b.law[i].Rule.Name, t.refused[i]
		}
	}
	return best
}
