package explain

import (
	"slices"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// addition tries one more stay on a plan. What a stay does to quotas hangs on its two ends: what the teacher's end does is
// worked out once for all places, what a place does once for all teachers who are counted there by the same families
// (rule.Part). Only where both ends touch one quota, or a family has no parts, is the stay counted whole.
type addition struct {
	b     *books[model.Stay]
	order []int                     // rules: musts that are no quotas, quotas, the rest; without musts that read but the span
	parts [][]rule.Part[model.Stay] // by rule; nil where the family has none
	kinds []kind

	counted []bool // by part of all rules, one after the other: whether the agent is counted
	there   map[model.Stay]*end
	hers    end
	touched [][]bool // by rule, by quota: her end of the span touches it

	at  model.Stay // the place asked for last
	is  *end
	one [1]model.Stay // scratch
}

// kind are the places as they count for teachers who are counted alike.
type kind struct {
	counted []bool
	there   map[model.Stay]*end
}

// end is what one end of a stay does to every rule, and the quotas it touches.
type end struct {
	breaks []int64 // by rule
	cost   []model.Cost
	quotas [][]int // by rule
}

func newAddition(b *books[model.Stay]) *addition {
	x := &addition{b: b, parts: make([][]rule.Part[model.Stay], len(b.law)), touched: make([][]bool, len(b.law))}
	var quotas, rest []int
	for i := range b.law {
		switch p := &b.law[i]; {
		case p.Form.Quota != nil:
			quotas = append(quotas, i)
			x.parts[i], x.touched[i] = p.Form.Quota.Parts, make([]bool, len(p.Form.Quota.Quotas))
		case p.Mode == model.Should:
			rest = append(rest, i)
		case !p.Form.Spanwise:
			x.order = append(x.order, i)
		}
	}
	x.order = slices.Concat(x.order, quotas, rest)
	return x
}

// begin turns to a teacher.
func (x *addition) begin(t model.TeacherID) {
	x.counted = x.counted[:0]
	for _, parts := range x.parts {
		for _, p := range parts {
			x.counted = append(x.counted, p.Of == nil || p.Of(int(t)))
		}
	}
	n := slices.IndexFunc(x.kinds, func(k kind) bool { return slices.Equal(k.counted, x.counted) })
	if n < 0 {
		n = len(x.kinds)
		x.kinds = append(x.kinds, kind{slices.Clone(x.counted), map[model.Stay]*end{}})
	}
	x.there, x.is = x.kinds[n].there, nil
}

// open turns to a span of the teacher's stays.
func (x *addition) open(span model.Stay) {
	x.mark(false)
	x.hers = x.end(span, func(p *rule.Part[model.Stay]) counter { return p.Agent })
	x.mark(true)
}

func (x *addition) mark(touched bool) {
	for i, quotas := range x.hers.quotas {
		for _, q := range quotas {
			x.touched[i][q] = touched
		}
	}
}

// place returns what the place of a stay does to the rules for teachers counted like this one.
func (x *addition) place(a model.Stay) *end {
	at := rule.WithoutTeacher(a)
	if x.is != nil && x.at == at {
		return x.is
	}
	if x.at, x.is = at, x.there[at]; x.is == nil {
		there := x.end(at, func(p *rule.Part[model.Stay]) counter { return p.Place })
		x.is = &there
		x.there[at] = x.is
	}
	return x.is
}

// counter is one end's way of counting.
type counter = func(a model.Stay, add func(quota int, weight int64))

// end counts one end of an atom.
func (x *addition) end(a model.Stay, side func(p *rule.Part[model.Stay]) counter) end {
	out, k := end{make([]int64, len(x.b.law)), make([]model.Cost, len(x.b.law)), make([][]int, len(x.b.law))}, 0
	for i, parts := range x.parts {
		x.b.moved, x.b.noted, x.b.sign = x.b.moved[:0], x.b.delta[i], +1
		for j := range parts {
			if count := side(&parts[j]); count != nil && x.counted[k+j] {
				count(a, x.b.note)
			}
		}
		k += len(parts)
		e := effect{rule: i}
		out.quotas[i] = slices.Clone(x.b.moved)
		x.b.settle(&e, x.b.moved)
		out.breaks[i], out.cost[i] = e.breaks, e.cost
	}
	return out
}

// try tries a stay of the span, which no spanwise must refuses. It enters the quota that refuses it, if one does, and
// reports whether it is the cheapest so far.
func (x *addition) try(a model.Stay, tried *trials[model.Stay]) (best bool) {
	saves, pays := model.Cost(0), model.Cost(0)
	for _, i := range x.order {
		breaks, cost := x.effect(i, a)
		if breaks > 0 {
			if x.b.law[i].Form.Quota != nil {
				tried.refused[i]++
			}
			return false
		}
		saves, pays = saves-min(cost, 0), pays+max(cost, 0)
	}
	return tried.take(saves, pays)
}

// effect returns what a stay of the span does to rule i.
func (x *addition) effect(i int, a model.Stay) (breaks int64, cost model.Cost) {
	p, agent := &x.b.law[i], int(a.Teacher)
	switch rank(&p.Form) {
	case 0:
		return price(p, atom(&p.Form, a))
	case 1:
		walk := x.b.walks[agent]
		return price(p, units(p.Form.Walk, agent, inserted(walk, a, rule.StaySpan))-units(p.Form.Walk, agent, walk))
	}
	if p.Form.Quota.Parts != nil {
		there := x.place(a)
		if !slices.ContainsFunc(there.quotas[i], func(q int) bool { return x.touched[i][q] }) {
			return x.hers.breaks[i] + there.breaks[i], x.hers.cost[i] + there.cost[i]
		}
	}
	e := effect{rule: i}
	x.one[0] = a
	x.b.recount(&e, nil, x.one[:])
	return e.breaks, e.cost
}
