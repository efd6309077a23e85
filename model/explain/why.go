package explain

import (
	"cmp"
	"slices"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// Rotation is a rotation counted once under the case it was made for. It is for one goroutine at a time.
type Rotation struct {
	c    *rule.Case
	plan model.Rotation
	b    *books[model.Stay]
}

// OfRotation counts a rotation. Its stays are sorted by teacher and first term.
func OfRotation(c *rule.Case, r model.Rotation) *Rotation {
	walks := make([][]model.Stay, len(c.County.Teachers))
	for _, s := range r.Stays {
		walks[s.Teacher] = append(walks[s.Teacher], s)
	}
	return &Rotation{c: c, plan: r, b: open(c.StayLaw(), walks)}
}

// Reasons returns, for each stay of the rotation, the names of the rules that speak for it, the weightiest first.
func (x *Rotation) Reasons() [][]string {
	reasons := make([][]string, len(x.plan.Stays))
	for i, s := range x.plan.Stays {
		walk := x.b.walks[s.Teacher]
		k := slices.Index(walk, s)
		reasons[i] = x.b.losers(int(s.Teacher), slices.Delete(slices.Clone(walk), k, k+1))
	}
	return reasons
}

// losers returns the rules a change would break or make dearer, the weightiest first.
func (b *books[A]) losers(agent int, to []A) []string {
	var lost []effect
	b.change(agent, to, func(e effect) bool {
		if e.breaks > 0 || e.breaks == 0 && e.cost > 0 {
			lost = append(lost, e)
		}
		return true
	})
	slices.SortStableFunc(lost, func(x, y effect) int {
		return cmp.Or(cmp.Compare(y.breaks, x.breaks), cmp.Compare(y.cost, x.cost))
	})
	names := make([]string, len(lost))
	for i := range lost {
		names[i] = b.law[lost[i].rule].Rule.Name
	}
	return names
}

// Cost returns what the bans and prices in force charge for one stay: its travel, her wishes, the move itself.
func (x *Rotation) Cost(s model.Stay) model.Cost { return x.b.own(s) }

// own returns what bans and prices charge for one atom.
func (b *books[A]) own(a A) (cost model.Cost) {
	for i := range b.law {
		p := &b.law[i]
		if rank(&p.Form) == 0 && p.Mode == model.Should {
			cost += p.Weight * model.Cost(atoms(&p.Form, []A{a}))
		}
	}
	return cost
}
