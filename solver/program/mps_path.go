package program

import (
	"slices"
	"strconv"

	"github.com/rotateplan/rotate/model/rule"
)

// path is an agent as a path from (position 0, state 0) through the positions at which its atoms start.
type path struct {
	*builder
	i         int
	positions []int32 // first positions of atoms, rising; what ends after the last leads to the end
	states    int
	useful    []bool  // by position·states + state, the end included: lies on a path to a lawful end
	node      []int32 // same index: row that conserves flow there
	leads     bool    // every walk that is not empty begins with the first atom
	lo, hi    []int32 // by tally: its rows; -1: no lower one
	any       []int32 // by atom, counted from the first: row that lets it imply the column "any", if there is one
}

func newPath(b *builder, i int) *path {
	h := &path{builder: b, i: i, states: b.p.Walks[i].States}
	for k := b.p.First[i]; k < b.p.First[i+1]; k++ {
		if n := len(h.positions); n == 0 || h.positions[n-1] < b.p.From[k] {
			h.positions = append(h.positions, b.p.From[k])
		}
	}
	h.leads = true
	for k := int32(1); k < b.p.First[i+1]-b.p.First[i]; k++ {
		_, _, ok := b.p.Walks[i].Step(0, k)
		h.leads = h.leads && !ok
	}
	return h
}

// arcs calls visit for every arc: k is the atom, or waiting.
func (h *path) arcs(visit func(from, to int, k int32, cost int64)) {
	a, first := &h.p.Walks[h.i], h.p.First[h.i]
	k := first
	for at, position := range h.positions {
		for s := range h.states {
			visit(at*h.states+s, (at+1)*h.states+s, waiting, 0)
		}
		for ; k < h.p.First[h.i+1] && h.p.From[k] == position; k++ {
			to, _ := slices.BinarySearch(h.positions, h.p.To[k]+1)
			for s := range h.states {
				if next, charge, ok := a.Step(s, k-first); ok {
					visit(at*h.states+s, to*h.states+next, k, charge+h.p.Cost[k])
				}
			}
		}
	}
}

// enter enters the rows and columns of the agent.
func (h *path) enter() {
	h.survey()
	for n := range h.node {
		h.node[n] = -1
		if h.useful[n] && n < len(h.positions)*h.states {
			h.node[n] = h.row(0, 0)
		}
	}
	if h.node[0] < 0 {
		h.node[0] = h.row(0, 0)
	}
	h.rows[h.node[0]] = [2]int64{1, 1}
	h.tally()
	h.arcs(func(from, to int, k int32, cost int64) {
		if h.useful[from] && h.useful[to] {
			h.arc(from, to, k, cost)
		}
	})
}

// survey finds the nodes that lie on a path from the start to a lawful end.
func (h *path) survey() {
	size := (len(h.positions) + 1) * h.states
	reached := make([]bool, size)
	h.useful, h.node = make([]bool, size), make([]int32, size)
	reached[0] = true
	type link struct{ from, to int }
	var links []link
	h.arcs(func(from, to int, _ int32, _ int64) {
		if reached[from] {
			reached[to] = true
			links = append(links, link{from, to})
		}
	})
	for s := range h.states {
		_, ok := h.p.Walks[h.i].End(s)
		n := len(h.positions)*h.states + s
		h.useful[n] = ok && reached[n]
	}
	slices.SortStableFunc(links, func(a, b link) int { return b.from - a.from })
	for _, l := range links {
		h.useful[l.from] = h.useful[l.from] || h.useful[l.to]
	}
}

// arc enters one arc; that into the end carries the end's charge.
func (h *path) arc(from, to int, k int32, cost int64) {
	entries := []entryAt{{h.node[from], 1}}
	if h.node[to] >= 0 {
		entries = append(entries, entryAt{h.node[to], -1})
	} else {
		end, _ := h.p.Walks[h.i].End(to % h.states)
		cost += end
	}
	if k == waiting {
		h.add("wait/"+h.m.Agent(h.i)+"/position="+strconv.Itoa(int(h.positions[from/h.states])), cost, [2]int64{0, 1}, entries)
		return
	}
	h.atom(k, cost, h.weigh(k, entries))
}

// tally enters the rows of the agent's tallies, Min·any ≤ Σ weight ≤ Max·any, with columns for the units outside where
// they may be. Where a walk begins with the first atom, that is any; else it is a column of its own, if there is need.
func (h *path) tally() {
	var any []entryAt
	for n := range h.p.Tally {
		t := &h.p.Tally[n]
		lo, hi, limit := int32(-1), h.row(rule.NoMin, 0), t.Max[h.i]
		h.over(t, hi, -1)
		if !h.leads && limit < 0 {
			any = append(any, entryAt{hi, -limit})
		} else if !h.leads {
			h.rows[hi][1] = limit
		}
		if t.Min > 0 {
			lo = h.row(0, rule.NoMax)
			h.over(t, lo, 1)
			any = append(any, entryAt{lo, -t.Min}) // of use only where it is a column
		}
		h.lo, h.hi = append(h.lo, lo), append(h.hi, hi)
	}
	if h.leads || any == nil {
		return
	}
	for k := h.p.First[h.i]; k < h.p.First[h.i+1]; k++ {
		h.any = append(h.any, h.row(rule.NoMin, 0))
		any = append(any, entryAt{h.any[len(h.any)-1], -1})
	}
	h.add("any/"+h.m.Agent(h.i), 0, [2]int64{0, 1}, any)
}

// over enters the column of the units outside on one side of a tally.
func (h *path) over(t *Tally, r int32, sign int64) {
	if !t.Must {
		h.add("tally/"+h.m.Agent(h.i), t.Charge, [2]int64{0, rule.NoMax}, []entryAt{{r, sign}})
	}
}

// weigh appends the entries of atom k in the rows of the tallies.
func (h *path) weigh(k int32, entries []entryAt) []entryAt {
	first := h.p.First[h.i]
	if h.any != nil {
		entries = append(entries, entryAt{h.any[k-first], 1})
	}
	for n := range h.p.Tally {
		t := &h.p.Tally[n]
		most, least := t.Weight[k], t.Weight[k]
		if h.leads && k == first {
			most, least = most-t.Max[h.i], least-t.Min
		}
		entries = append(entries, entryAt{h.hi[n], most})
		if h.lo[n] >= 0 {
			entries = append(entries, entryAt{h.lo[n], least})
		}
	}
	return entries
}
