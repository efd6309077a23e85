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
type reader[A any] struct {
	*law[A]
	piece   piece[A]         // of the agent being read
	entries []entry          // of the atom being read
	base    int32            // index of the first quota of the family that counts
	add     func(int, int64) // enter, bound once and not for every atom
}

type entry struct {
	quota  int32
	weight int64
}

func newReader[A any](l *law[A]) *reader[A] {
	r := &reader[A]{law: l}
	r.add = r.enter
	return r
}

// read returns the piece of an agent, cut to size: the workspace it grew in serves the next.
func (r *reader[A]) read(agent int) piece[A] {
	x := &r.piece
	x.atoms, x.cost, x.from, x.to = x.atoms[:0], x.cost[:0], x.from[:0], x.to[:0]
	x.touches, x.counted, x.weight = x.touches[:0], x.counted[:0], x.weight[:0]
	r.Each(agent, r.take)
	return piece[A]{r.automaton(agent, x.atoms), slices.Clone(x.atoms), slices.Clone(x.cost), slices.Clone(x.from),
		slices.Clone(x.to), slices.Clone(x.touches), slices.Clone(x.counted), slices.Clone(x.weight)}
}

// take enters an atom unless it is banned.
func (r *reader[A]) take(a A) {
	var cost model.Cost
	for i := range r.Law {
		p := &r.Law[i]
		units := int64(0)
		if p.Form.Ban != nil && p.Form.Ban(a) {
			units = 1
		} else if p.Form.Price != nil {
			units = p.Form.Price(a)
		}
		charge, ok := p.Charge(units)
		if !ok || never(p, a) {
			return
		}
		cost += charge
	}
	x := &r.piece
	first, last := r.Span(a)
	x.atoms, x.cost = append(x.atoms, a), append(x.cost, int64(cost))
	x.from, x.to = append(x.from, int32(first)), append(x.to, int32(last))
	r.count(a)
}

// never reports whether a walk rule of a single state, which is a ban in all but form, refuses the atom.
func never[A any](r *rule.Applied[A], a A) bool {
	w := r.Form.Walk
	if w == nil || w.States != 1 || w.Tally != nil || r.Mode != model.Must {
		return false
	}
	_, units := w.Next(0, a)
	return units > 0
}

// count enters the weights of an atom, one entry a quota.
func (r *reader[A]) count(a A) {
	r.entries = r.entries[:0]
	for i, count := range r.counts {
		r.base = r.bases[i]
		count(a, r.add)
	}
	x, n := &r.piece, int32(0)
	for _, e := range r.entries {
		if e.weight != 0 {
			x.counted, x.weight = append(x.counted, e.quota), append(x.weight, int32(e.weight))
			n++
		}
	}
	x.touches = append(x.touches, n)
}

// enter adds a weight to the entry of a quota, by its place in the family.
func (r *reader[A]) enter(q int, w int64) {
	quota := r.base + int32(q)
	for i := range r.entries {
		if r.entries[i].quota == quota {
			r.entries[i].weight += w
			return
		}
	}
	r.entries = append(r.entries, entry{quota, w})
}
