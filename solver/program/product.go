package program

import "slices"

// walker explores the product of an agent's walk rules. Its workspace serves one agent after the other.
type walker struct {
	found  [][]int   // states, each a state of every rule
	to     []int     // the state a step leads to
	open   bool      // no rule that reads the span alone refuses the step,
	along  int64     // which these charge so much
	heads  []int     // the first atom of every run of atoms between which the rules make no difference
	fresh  []bool    // by run: rules that read agent and span alone may tell it from the one before
	next   [][]int32 // by state, by run
	charge [][]int64
	kind   []int32
}

// kindsKnown are looked through for one like that of the next run.
const kindsKnown = 8

// automaton explores the product of the walk rules over the atoms of an agent, from its start.
func (r *reader[A]) automaton(agent int, atoms []A, from, to []int32) Automaton {
	w := &r.walker
	w.heads, w.fresh, w.found, w.next, w.charge = w.heads[:0], w.fresh[:0], w.found[:0], w.next[:0], w.charge[:0]
	var bare A // of the atom before
	for k := range atoms {
		before := bare
		bare = r.bared(atoms[k])
		fresh := k == 0 || from[k] != from[k-1] || to[k] != to[k-1] || bare != before
		if r.strolls < len(r.walks) || fresh {
			w.heads, w.fresh = append(w.heads, k), append(w.fresh, fresh)
		}
	}
	start := make([]int, len(r.walks))
	for i, x := range r.walks {
		start[i] = x.Form.Walk.Start(agent)
	}
	w.found = append(w.found, start)
	for s := 0; s < len(w.found); s++ {
		next, charge := make([]int32, len(w.heads)), make([]int64, len(w.heads))
		for n, k := range w.heads {
			if w.fresh[n] {
				r.stroll(w.found[s], atoms[k])
			}
			next[n], charge[n] = r.advance(w.found[s], atoms[k])
		}
		w.next, w.charge = append(w.next, next), append(w.charge, charge)
	}
	a := w.condense(len(atoms))
	for _, state := range w.found {
		a.end = append(a.end, r.end(state))
	}
	return a
}

// condense makes an automaton of what was explored.
func (w *walker) condense(atoms int) Automaton {
	a := Automaton{States: len(w.found)}
	w.kind = w.kind[:0]
	for n := range w.heads {
		kind, end := w.enter(&a, n), atoms
		if n+1 < len(w.heads) {
			end = w.heads[n+1]
		}
		for len(w.kind) < end {
			w.kind = append(w.kind, kind)
		}
	}
	if len(a.next) > a.States {
		a.kind = slices.Clone(w.kind)
	}
	return a
}

// enter returns the kind of a run's steps, a new one if none known is the same.
func (w *walker) enter(a *Automaton, run int) int32 {
	from := len(a.next)
	for s := range w.found {
		a.next, a.charge = append(a.next, w.next[s][run]), append(a.charge, w.charge[s][run])
	}
	for kind := range min(from/a.States, kindsKnown) {
		at := kind * a.States
		if slices.Equal(a.next[at:at+a.States], a.next[from:]) && slices.Equal(a.charge[at:at+a.States], a.charge[from:]) {
			a.next, a.charge = a.next[:from], a.charge[:from]
			return int32(kind)
		}
	}
	return int32(from / a.States)
}

// stroll takes the step of the rules that read no more of an atom than its span.
func (r *reader[A]) stroll(state []int, a A) {
	w := &r.walker
	w.along, w.open = r.step(0, r.strolls, state, a)
}

// step takes the steps of rules first .. end-1. It reports false where one refuses.
func (r *reader[A]) step(first, end int, state []int, a A) (charge int64, ok bool) {
	w := &r.walker
	w.to = w.to[:first]
	for i, x := range r.walks[first:end] {
		to, units := x.Form.Walk.Next(state[first+i], a)
		cost, lawful := x.Charge(units)
		if !lawful {
			return 0, false
		}
		w.to, charge = append(w.to, to), charge+int64(cost)
	}
	return charge, true
}

// advance returns the state an atom of the span strolled leads to, or -1 where it is refused, and the charge. New states
// are entered.
func (r *reader[A]) advance(state []int, a A) (next int32, charge int64) {
	w := &r.walker
	if !w.open {
		return -1, 0
	}
	charge, ok := r.step(r.strolls, len(r.walks), state, a)
	if !ok {
		return -1, 0
	}
	n := slices.IndexFunc(w.found, func(known []int) bool { return slices.Equal(known, w.to) })
	if n < 0 {
		n = len(w.found)
		w.found = append(w.found, slices.Clone(w.to))
	}
	return int32(n), w.along + charge
}

func (l *law[A]) end(state []int) int64 {
	total := int64(0)
	for i, r := range l.walks {
		cost, lawful := r.Charge(r.Form.Walk.End(state[i]))
		if !lawful {
			return refused
		}
		total += int64(cost)
	}
	return total
}
