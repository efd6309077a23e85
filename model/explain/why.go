package explain

import (
	"slices"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// Rotation is a rotation counted once under the case it was made for. It is for one goroutine at a time.
type Rotation struct {
	c    *rule.Case
	plan model.Rotation
	b    *books[model.Stay]
	one  *addition
	sent [][]model.Stay // by home section: the stays that start in the first year
	held [][]model.Stay // by the school they lead to: the same

	staff  [][]model.TeacherID // by home section
	offers [][]model.Stay      // by teacher: her lawful stays, nil until asked for
}

// OfRotation counts a rotation. Its stays are sorted by teacher and first term.
func OfRotation(c *rule.Case, r model.Rotation) *Rotation {
	walks, sent := make([][]model.Stay, len(c.County.Teachers)), make([][]model.Stay, len(c.County.Sections))
	for _, s := range r.Stays {
		walks[s.Teacher] = append(walks[s.Teacher], s)
		if home := c.County.Teachers[s.Teacher].Home; s.First < 2 {
			sent[home] = append(sent[home], s)
		}
	}
	x := &Rotation{c: c, plan: r, b: open(c.StayLaw(), walks), sent: sent,
		held: make([][]model.Stay, len(c.County.Schools)), staff: make([][]model.TeacherID, len(sent)), offers: make([][]model.Stay, len(walks))}
	for _, s := range r.Stays {
		if at := c.County.Sections[s.Section].School; s.First < 2 {
			x.held[at] = append(x.held[at], s)
		}
	}
	x.one = newAddition(x.b)
	for t := range walks {
		home := c.County.Teachers[t].Home
		x.staff[home] = append(x.staff[home], model.TeacherID(t))
	}
	return x
}

// Reasons returns, for each stay of the rotation, the names of the rules that speak for it, the weightiest first.
func (x *Rotation) Reasons() [][]string {
	reasons := make([][]string, len(x.plan.Stays))
	for i, s := range x.plan.Stays {
		walk := x.b.walks[s.Teacher]
		k := slices.Index(walk, s)
		reasons[i] = losers(x.Change(s.Teacher, slices.Delete(slices.Clone(walk), k, k+1)))
	}
	return reasons
}

// losers names the rules that a change breaks or makes dearer.
func losers(effects []Effect) []string {
	names := []string{}
	for _, e := range effects {
		if e.Breaks > 0 || e.Breaks == 0 && e.Cost > 0 {
			names = append(names, e.Rule)
		}
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
