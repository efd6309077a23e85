package program

import (
	"slices"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// piece is one agent's part of a program.
type piece[A any] struct {
	walk    Automaton
	atoms   []A
	cost    []int64 // by atom, as are the next three
	from    []int32
	to      []int32
	touches []int32 // the number of entries
	counted []int32 // by entry: the quota and, once quotas are joined, the row
	weight  []int32 // by entry
}

// reader reads agents, one after the other. It owns its workspace: one per goroutine.
type reader[A comparable] struct {
	*law[A]
	piece piece[A] // of the agent being read
	agent int
	span  span     // the one being read
	tally *ledger  // of the atom being read
	sides sides[A] // what of its quotas need not be counted anew
}

// span is what all atoms of an agent and span have in common.
type span struct {
	first, last int
	open        bool       // no must bans them all
	cost        model.Cost // of each of them
}

func newReader[A comparable](l *law[A]) *reader[A] {
	return &reader[A]{law: l, tally: newLedger(len(l.p.Quotas)), sides: newSides(l)}
}

// read returns the piece of an agent, cut to size: the workspace it grew in serves the next.
func (r *reader[A]) read(agent int) piece[A] {
	x := &r.piece
	x.atoms, x.cost, x.from, x.to = x.atoms[:0], x.cost[:0], x.from[:0], x.to[:0]
	x.touches, x.counted, x.weight = x.touches[:0], x.counted[:0], x.weight[:0]
	r.agent, r.span.first = agent, -1
	r.sides.begin(agent)
	r.Each(agent, r.open, r.take)
	return piece[A]{r.automaton(agent, x.atoms), slices.Clone(x.atoms), slices.Clone(x.cost), slices.Clone(x.from),
		slices.Clone(x.to), slices.Clone(x.touches), slices.Clone(x.counted), slices.Clone(x.weight)}
}

// open begins a span and reports whether an atom of it may be lawful, as far as rules can tell that read no more of it.
func (r *reader[A]) open(a A) bool {
	s := &r.span
	s.first, s.last = r.Span(a)
	if s.cost, s.open = charge(r.spanwise, a); s.open {
		r.sides.leave(a)
	}
	return s.open
}

// take enters an atom unless it is banned.
func (r *reader[A]) take(a A) {
	first, last := r.Span(a)
	if first != r.span.first || last != r.span.last {
		r.open(a)
	}
	if !r.span.open {
		return
	}
	cost, ok := charge(r.single, a)
	if !ok {
		return
	}
	x := &r.piece
	x.atoms, x.cost = append(x.atoms, a), append(x.cost, int64(cost+r.span.cost))
	x.from, x.to = append(x.from, int32(first)), append(x.to, int32(last))
	r.count(a)
}

// charge returns what bans and prices charge for an atom, and whether a must refuses it.
func charge[A any](rules []*rule.Applied[A], a A) (cost model.Cost, ok bool) {
	for _, p := range rules {
		units := int64(0)
		switch f := &p.Form; {
		case f.Price != nil:
			units = f.Price(a)
		case f.Walk != nil:
			_, units = f.Walk.Next(0, a)
		case f.Ban(a):
			units = 1
		}
		c, lawful := p.Charge(units)
		if !lawful {
			return 0, false
		}
		cost += c
	}
	return cost, true
}

// never reports whether a rule is a walk of a single state, which is a ban in all but form.
func never[A any](r *rule.Applied[A]) bool {
	w := r.Form.Walk
	return w != nil && w.States == 1 && w.Tally == nil && r.Mode == model.Must
}

// count enters the weights of an atom, one entry a quota.
func (r *reader[A]) count(a A) {
	t := r.tally
	for _, e := range r.sides.leaving {
		t.enter(e.quota, e.weight)
	}
	for _, e := range r.sides.arrive(a) {
		t.enter(e.quota, e.weight)
	}
	for i := range r.whole {
		t.base = r.whole[i].base
		r.whole[i].count(a, t.add)
	}
	x := &r.piece
	before := len(x.counted)
	x.counted, x.weight = t.close(x.counted, x.weight)
	x.touches = append(x.touches, int32(len(x.counted)-before))
}
