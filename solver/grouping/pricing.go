package grouping

import (
	"cmp"
	"slices"

	"github.com/rotateplan/rotate/solver/program"
)

// pricer finds the cheapest walk of a core, tallies included: a knapsack. It owns its workspace: one per goroutine.
//
// It is label setting (Desrochers and Soumis 1988): a label is a set of atoms, known by its cost so far, its state and
// its sum in every tally. Label a makes b superfluous if, whatever follows, a ends no dearer: same state, and what a has
// used up of the tallies more than b, times their charges, is no more than its lead in cost.
//
// Where labels of a plain core become many they are set anew, bounded by multipliers of the tallies (multiplier.go): first along
// the most promising ones, then along all that might still become the cheapest.
type pricer struct {
	p      *program.Program
	priced []int64

	order []item  // atoms to decide, the own one first; those of one section together, since only one of them can be taken
	runs  []run   // of order, by section
	gain  []int64 // gain[j]: Σ of the negative least values of runs[:j]
	least []int64 // by tally: least weight of order[1:]
	slope []int64 // by tally: its multiplier λ, in thousandths a unit; none where there are no multipliers
	base  int64   // what bounds have in common, in thousandths
	turns []turn  // workspace

	cost  []int64 // by label, in thousandths; charges of tallies exceeded included
	sum   []int64 // by label·tallies + tally
	state []int32
	from  []int32
	atom  []int32 // the atom added last; model.None: the empty walk
	open  []int32 // labels that may still grow

	sums []int64 // of a knapsack: by sum, the least cost
	took []int16 // by run and sum: which of the run is part of it, or none

	best  int64
	label int32 // that of the best walk so far, or -1
}

// item is an atom with its price in thousandths and, of a plain core, the charge of its step.
type item struct {
	value int64
	atom  int32
}

// run is order[first:end], the atoms of one section: of a plain core the most wanted first.
type run struct {
	value      int64 // the least
	first, end int
}

const unreachable = int64(1) << 62

// cheapest returns the least cost, in thousandths, of a lawful walk of the core when its n-th atom costs priced[n],
// and appends that walk to walk. It reports false if no walk is lawful.
func (w *pricer) cheapest(k *core, priced []int64, walk []int32) (int64, []int32, bool) {
	w.priced, w.best, w.label = priced, unreachable, -1
	w.line(k)
	w.start(k)
	if room, ok := w.room(k); ok {
		w.knapsack(k, room)
	} else {
		w.search(k)
	}
	if k.simple {
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

// line chooses the atoms to decide. Of a simple core only members of negative value can help, apart from a single one.
func (w *pricer) line(k *core) {
	own, _ := w.value(k, k.own)
	w.order, w.runs = append(w.order[:0], item{own, k.own}), append(w.runs[:0], run{own, 0, 1})
	for _, atoms := range k.members {
		w.collect(k, atoms)
	}
}

// arrange chooses the order of runs: of a plain core it is free, and the most wanted come first.
func (w *pricer) arrange(k *core) {
	if k.plain {
		slices.SortFunc(w.runs[1:], mostWanted)
	}
	w.gain = append(w.gain[:0], 0)
	for j, x := range w.runs {
		w.gain = append(w.gain, w.gain[j]+min(x.value, 0))
	}
	w.least = w.least[:0]
	for t := range w.p.Tally {
		least := unreachable
		for _, x := range w.order[1:] {
			least = min(least, w.p.Tally[t].Weight[x.atom])
		}
		w.least = append(w.least, least)
	}
}

func mostWanted(a, b run) int {
	if a.value != b.value {
		return cmp.Compare(a.value, b.value)
	}
	return a.first - b.first
}

// collect enters the atoms of one section that may help.
func (w *pricer) collect(k *core, atoms []int32) {
	r := run{value: unreachable, first: len(w.order)}
	for _, a := range atoms {
		if v, ok := w.value(k, a); ok && (!k.simple || v < 0) {
			w.order, r.value = append(w.order, item{v, a}), min(r.value, v)
		}
	}
	if r.end = len(w.order); r.end == r.first {
		return
	}
	if k.plain && r.end > r.first+1 {
		slices.SortFunc(w.order[r.first:r.end], func(a, b item) int {
			return cmp.Or(cmp.Compare(a.value, b.value), cmp.Compare(a.atom, b.atom))
		})
	}
	w.runs = append(w.runs, r)
}

// value returns the price of an atom, of a plain core with the charge of its step, and whether it can be taken at all.
func (w *pricer) value(k *core, a int32) (int64, bool) {
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

// start enters the empty walk.
func (w *pricer) start(k *core) {
	w.cost, w.state = append(w.cost[:0], 0), append(w.state[:0], 0)
	w.from, w.atom = append(w.from[:0], -1), append(w.atom[:0], -1)
	w.sum = w.sum[:0]
	for range w.p.Tally {
		w.sum = append(w.sum, 0)
	}
	w.finish(k, 0)
}

// Open labels.
const (
	fewLabels = 32 // that grow at first
	allLabels = 1 << 30
)

// search sets labels until the cheapest walk is found.
func (w *pricer) search(k *core) {
	w.slope, w.base = w.slope[:0], 0
	w.arrange(k)
	if !k.plain {
		w.pass(k, allLabels)
	} else if !w.pass(k, fewLabels) {
		w.relax(k)
		w.arrange(k)
		w.pass(k, fewLabels)
		w.pass(k, allLabels)
	}
}

// pass sets labels, of which no more than width grow at a time, those of the lowest bounds. It reports whether that were all.
func (w *pricer) pass(k *core, width int) bool {
	all := true
	w.open = append(w.open[:0], 0)
	for j := range w.runs {
		w.decide(k, j)
		if len(w.open) > width {
			slices.SortStableFunc(w.open, func(a, b int32) int { return cmp.Compare(w.bound(k, a, j+1), w.bound(k, b, j+1)) })
			all, w.open = false, w.open[:width]
		}
	}
	return all
}

// decide lets every open label take one of the atoms of runs[j], or none.
func (w *pricer) decide(k *core, j int) {
	grown := int32(len(w.cost))
	for _, x := range w.order[w.runs[j].first:w.runs[j].end] {
		for _, l := range w.open {
			w.grow(k, l, x.atom)
		}
	}
	for l := grown; int(l) < len(w.cost); l++ {
		w.finish(k, l)
		if w.bound(k, l, j+1) < w.best && !w.superfluous(k, l) {
			w.open = append(w.open, l)
		}
	}
	w.open = slices.DeleteFunc(w.open, func(l int32) bool { return w.bound(k, l, j+1) >= w.best })
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
		if short == 0 || w.atom[l] < 0 {
			continue
		}
		ok = ok && !y.Must
		cost += short * y.Charge * program.Thousand
	}
	if ok && cost < w.best {
		w.best, w.label = cost, l
	}
}

// bound returns what a walk costs at least that begins as a label and may take from runs[j:]. As many of the most wanted atoms
// are granted it as the tallies leave room for the lightest.
func (w *pricer) bound(k *core, l int32, j int) int64 {
	room, lean := int64(len(w.runs)-j), int64(0)
	for t := range w.p.Tally {
		y, sum := &w.p.Tally[t], w.sum[int(l)*len(w.p.Tally)+t]
		if k.plain && y.Must && w.least[t] > 0 {
			room = min(room, max(y.Max[k.agent]-sum, 0)/w.least[t])
		}
		if len(w.slope) > 0 && w.slope[t] != 0 {
			lean += w.slope[t]*sum - max(sum-y.Max[k.agent], 0)*y.Charge*program.Thousand
		}
	}
	return w.cost[l] + w.base + lean + w.gain[j+int(room)] - w.gain[j]
}

func (w *pricer) superfluous(k *core, l int32) bool {
	return slices.ContainsFunc(w.open, func(m int32) bool {
		return w.state[m] == w.state[l] && w.cost[m] <= w.cost[l] && w.replaces(k, m, l)
	})
}

// replaces compares two labels of one state, m being no dearer.
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

// singles tries a simple core with each one member that line left out.
func (w *pricer) singles(k *core) {
	w.open = w.open[:0]
	own := int32(len(w.cost))
	if w.grow(k, 0, k.own); int(own) == len(w.cost) {
		return
	}
	for _, atoms := range k.members {
		for _, a := range atoms {
			v, ok := w.value(k, a)
			if !ok || v < 0 || w.cost[own]+v >= w.best {
				continue
			}
			mark := int32(len(w.cost))
			if w.grow(k, own, a); int(mark) < len(w.cost) {
				w.finish(k, mark)
			}
		}
	}
}
