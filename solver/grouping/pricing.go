package grouping

import (
	"cmp"
	"slices"

	"github.com/rotateplan/rotate/solver/program"
)

// pricer finds the cheapest walk of a core, tallies included: a knapsack. It owns its workspace: one per goroutine.
//
// It is label setting: a label is a set of atoms, kept as its cost so far, its state and its sum in every tally, a sum
// above Max being kept as Max with the charge paid. Label a replaces b if, whatever follows, a ends no dearer than b:
// same state, and what a has used of each tally more than b, times the charge, is no more than its advantage in cost.
type pricer struct {
	p      *program.Program
	fix    []int8 // by atom: out, free or in; nil is all free
	priced []int64

	order  []int32 // atoms to decide, the own one first
	value  []int64 // of each, charges of its own step included where the core is plain
	gain   []int64 // gain[j]: Σ of the negative values of order[:j]
	fewest []int64 // by tally: least weight of an atom of order after the first

	cost  []int64 // by label
	sum   []int64 // by label·tallies + tally
	state []int32
	from  []int32
	atom  []int32
	open  []int32 // labels that may still grow

	demand int // order[:demand] holds every atom that must be taken
	best   int64
	label  int32 // that of the best walk so far, or -1
}

const (
	out  int8 = -1
	in   int8 = 1
	none      = int64(1) << 62
)

// cheapest returns the least cost, in thousandths, of a lawful walk of the core when its n-th atom costs priced[n],
// and appends that walk to walk. It reports false if no walk is lawful.
func (w *pricer) cheapest(k *core, priced []int64, walk []int32) (int64, []int32, bool) {
	w.priced, w.best, w.label = priced, none, -1
	if !w.line(k) {
		return 0, walk, false
	}
	w.start(k)
	for j := range w.order {
		w.decide(k, j)
	}
	if k.simple && w.demand <= 1 {
		w.singles(k)
	}
	if w.label < 0 {
		return 0, walk, false
	}
	mark := len(walk)
	for l := w.label; w.atom[l] >= 0; l = w.from[l] {
		walk = append(walk, w.atom[l])
	}
	slices.Sort(walk[mark:])
	return w.best, walk, true
}

func (w *pricer) fixed(a int32) int8 {
	if w.fix == nil {
		return 0
	}
	return w.fix[a]
}

// line chooses the atoms to decide and their order. Of a simple core only members of negative value can help, apart
// from a single one; of a plain core the order is free, and the most wanted come first. It reports false if an atom
// that must be taken cannot be.
func (w *pricer) line(k *core) bool {
	w.order, w.value, w.gain, w.demand = w.order[:0], w.value[:0], append(w.gain[:0], 0), 0
	for a := k.own; a < k.end; a++ {
		v, ok := w.valueOf(k, a)
		if !ok && w.fixed(a) == in {
			return false
		}
		if ok && w.fixed(a) != out && (!k.simple || a == k.own || v < 0 || w.fixed(a) == in) {
			w.order = append(w.order, a)
		}
	}
	if k.plain && len(w.order) > 0 {
		slices.SortFunc(w.order[1:], func(a, b int32) int { return w.rank(k, a, b) })
	}
	for j, a := range w.order {
		v, _ := w.valueOf(k, a)
		w.value, w.gain = append(w.value, v), append(w.gain, w.gain[j]+min(v, 0))
		if w.fixed(a) == in {
			w.demand = j + 1
		}
	}
	w.lightest()
	return true
}

func (w *pricer) rank(k *core, a, b int32) int {
	x, _ := w.valueOf(k, a)
	y, _ := w.valueOf(k, b)
	return cmp.Or(cmp.Compare(w.fixed(b), w.fixed(a)), cmp.Compare(x, y), cmp.Compare(a, b))
}

// valueOf returns the price of an atom, of a plain core with the charge of its step, and whether it can be taken at all.
func (w *pricer) valueOf(k *core, a int32) (int64, bool) {
	v := w.priced[a-k.own]
	if !k.plain {
		return v, true
	}
	m, state := &w.p.Walks[k.agent], 0
	if a > k.own {
		state, _, _ = m.Step(0, 0)
	}
	_, charge, ok := m.Step(state, a-k.own)
	return v + charge*program.Thousand, ok
}

func (w *pricer) lightest() {
	w.fewest = w.fewest[:0]
	for t := range w.p.Tally {
		least := none
		for _, a := range w.order[min(1, len(w.order)):] {
			least = min(least, w.p.Tally[t].Weight[a])
		}
		w.fewest = append(w.fewest, least)
	}
}

// start enters the empty walk.
func (w *pricer) start(k *core) {
	w.cost, w.state = append(w.cost[:0], 0), append(w.state[:0], 0)
	w.from, w.atom = append(w.from[:0], -1), append(w.atom[:0], -1)
	w.sum = w.sum[:0]
	for range w.p.Tally {
		w.sum = append(w.sum, 0)
	}
	w.open = append(w.open[:0], 0)
	if w.demand == 0 {
		w.finish(k, 0)
	}
}

// decide lets every open label take order[j] or, unless it must be taken, not.
func (w *pricer) decide(k *core, j int) {
	kept, grown := w.open[:0], len(w.cost)
	forced := w.fixed(w.order[j]) == in
	for _, l := range w.open {
		w.grow(k, l, w.order[j])
		if !forced {
			kept = append(kept, l)
		}
	}
	w.open = kept
	for l := int32(grown); int(l) < len(w.cost); l++ {
		if j+1 >= w.demand {
			w.finish(k, l)
		}
		if !w.beaten(k, l) {
			w.open = append(w.open, l)
		}
	}
	w.open = slices.DeleteFunc(w.open, func(l int32) bool { return w.hopeless(k, l, j+1) })
}

// grow makes the label of l with atom a added, if that is lawful.
func (w *pricer) grow(k *core, l, a int32) {
	next, charge, ok := w.p.Walks[k.agent].Step(int(w.state[l]), a-k.own)
	if !ok {
		return
	}
	n := len(w.p.Tally)
	cost := w.cost[l] + w.priced[a-k.own] + charge*program.Thousand
	for t := range w.p.Tally {
		y := &w.p.Tally[t]
		before := w.sum[int(l)*n+t]
		over := max(before+y.Weight[a]-y.Max[k.agent], 0)
		if over > 0 && y.Must {
			w.sum = w.sum[:len(w.cost)*n]
			return
		}
		if w.atom[l] >= 0 {
			over -= max(before-y.Max[k.agent], 0)
		}
		cost += over * y.Charge * program.Thousand
		w.sum = append(w.sum, before+y.Weight[a])
	}
	w.cost, w.state = append(w.cost, cost), append(w.state, int32(next))
	w.from, w.atom = append(w.from, l), append(w.atom, a)
}

// finish ends the walk of a label and keeps it if it is the cheapest so far.
func (w *pricer) finish(k *core, l int32) {
	end, ok := w.p.Walks[k.agent].End(int(w.state[l]))
	cost := w.cost[l] + end*program.Thousand
	for t := range w.p.Tally {
		y := &w.p.Tally[t]
		short := max(y.Min-w.sum[int(l)*len(w.p.Tally)+t], 0)
		if w.atom[l] < 0 {
			short = 0
		}
		ok = ok && (short == 0 || !y.Must)
		cost += short * y.Charge * program.Thousand
	}
	if ok && cost < w.best {
		w.best, w.label = cost, l
	}
}

// hopeless reports whether a label that may still take order[j:] can no longer become the cheapest.
func (w *pricer) hopeless(k *core, l int32, j int) bool {
	room := int64(len(w.order) - j)
	for t := range w.p.Tally {
		y := &w.p.Tally[t]
		if k.plain && y.Must && w.fewest[t] > 0 && j > 0 {
			room = min(room, max(y.Max[k.agent]-w.sum[int(l)*len(w.p.Tally)+t], 0)/w.fewest[t])
		}
	}
	if j < w.demand {
		return false
	}
	return w.cost[l]+w.gain[j+int(room)]-w.gain[j] >= w.best
}

// beaten reports whether an open label makes l superfluous.
func (w *pricer) beaten(k *core, l int32) bool {
	return slices.ContainsFunc(w.open, func(m int32) bool {
		return w.state[m] == w.state[l] && w.cost[m] <= w.cost[l] && w.replaces(k, m, l)
	})
}

func (w *pricer) replaces(k *core, m, l int32) bool {
	n := len(w.p.Tally)
	lead := w.cost[l] - w.cost[m]
	for t := range w.p.Tally {
		y := &w.p.Tally[t]
		a, b := w.sum[int(m)*n+t], w.sum[int(l)*n+t]
		if min(a, y.Min) < min(b, y.Min) {
			return false
		}
		more := min(a, y.Max[k.agent]) - min(b, y.Max[k.agent])
		if more > 0 && y.Must {
			return false
		}
		lead -= max(more, 0) * y.Charge * program.Thousand
	}
	return lead >= 0
}

// singles tries the core with each one member that was left out.
func (w *pricer) singles(k *core) {
	if len(w.order) == 0 || w.order[0] != k.own {
		return
	}
	w.open = w.open[:0]
	own := int32(len(w.cost))
	if w.grow(k, 0, k.own); int(own) == len(w.cost) {
		return
	}
	for a := k.own + 1; a < k.end; a++ {
		if v, ok := w.valueOf(k, a); !ok || v < 0 || w.fixed(a) == out || w.cost[own]+v >= w.best {
			continue
		}
		mark := int32(len(w.cost))
		if w.grow(k, own, a); int(mark) < len(w.cost) {
			w.finish(k, mark)
		}
	}
}
