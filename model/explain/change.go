package explain

import (
	"cmp"
	"slices"

	"github.com/rotateplan/rotate/model"
)

// Effect is what a change of a plan does to one rule: units of must it breaks, and metre-terms it costs. Both are negative
// where the change does the rule good.
type Effect struct {
	Rule   string
	Quota  string // key of the must quota it breaks most; "" none
	Breaks int64
	Cost   model.Cost
}

// Change returns what becomes of the rules if a teacher makes the stays `to`, in order of term, instead of those planned.
// Musts that the stays break by themselves come first, then the rule that loses most. Rules the change leaves alone are passed over.
func (x *Rotation) Change(t model.TeacherID, to []model.Stay) []Effect {
	var all []Effect
	x.b.change(int(t), to, func(e effect) bool {
		all = append(all, x.b.named(e))
		return true
	})
	slices.SortStableFunc(all, func(a, b Effect) int {
		return cmp.Or(a.rank()-b.rank(), cmp.Compare(b.Breaks, a.Breaks), cmp.Compare(b.Cost, a.Cost))
	})
	return all
}

// named is an effect with the names of its rule and quota.
func (b *books[A]) named(e effect) Effect {
	r := &b.law[e.rule]
	out := Effect{Rule: r.Rule.Name, Breaks: e.breaks, Cost: e.cost}
	if e.quota != none {
		out.Quota = r.Form.Quota.Quotas[e.quota].Key
	}
	return out
}

// rank is 0 where the stays themselves break a must, 1 where a must that counts people is broken, 2 where none is.
func (e *Effect) rank() int {
	switch {
	case e.Breaks > 0 && e.Quota == "":
		return 0
	case e.Breaks > 0:
		return 1
	}
	return 2
}

// Walk returns the stays planned for a teacher, in order of term.
func (x *Rotation) Walk(t model.TeacherID) []model.Stay { return x.b.walks[t] }
