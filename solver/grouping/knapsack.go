package grouping

import "slices"

// knapsackMost is the number of sums times sections up to which they are tabled.
const knapsackMost = 1 << 25

// room returns what the members of a core may add up to where that is all that binds them: the core is simple, and there is one
// tally, a must without a minimum. It reports false where there is more to it.
func (w *pricer) room(k *core) (int64, bool) {
	if !k.simple || len(w.p.Tally) != 1 {
		return 0, false
	}
	y := &w.p.Tally[0]
	room := y.Max[k.agent] - y.Weight[k.own]
	return room, y.Must && y.Min <= 0 && room >= 0 && room < knapsackMost/int64(len(w.runs))
}

// knapsack adds the members that together cost least, at most one of each run, by a table over what they add up to (Bellman 1957):
// sums[c] is the cost of the best of those so far whose sum is c at most. O(members · room).
func (w *pricer) knapsack(k *core, room int64) {
	members, weight, width := w.runs[1:], w.p.Tally[0].Weight, room+1
	w.sums = slices.Grow(w.sums[:0], int(width))[:width]
	w.took = slices.Grow(w.took[:0], len(members)*int(width))[:len(members)*int(width)]
	clear(w.sums)
	for j, run := range members {
		took := w.took[int64(j)*width : int64(j+1)*width]
		if run.end == run.first+1 {
			x := w.order[run.first]
			w.single(weight[x.atom], x.value, took)
		} else {
			w.several(run, took)
		}
	}
	chosen := []int32{k.own}
	for j := len(members) - 1; j >= 0; j-- {
		if n := w.took[int64(j)*width+room]; n != none {
			a := w.order[members[j].first+int(n)].atom
			chosen = append(chosen, a)
			room -= weight[a]
		}
	}
	for _, a := range chosen {
		last := int32(len(w.cost)) - 1
		if w.grow(k, last, a); int(last) == len(w.cost)-1 {
			return
		}
	}
	w.finish(k, int32(len(w.cost))-1)
}

// single lets one atom into the table.
func (w *pricer) single(weight, value int64, took []int16) {
	first := min(weight, int64(len(took)))
	for c := range took[:first] {
		took[c] = none
	}
	took = took[first:]
	above := w.sums[first:][:len(took)]
	below := w.sums[:len(took)]
	for c := len(took) - 1; c >= 0; c-- {
		if least := below[c] + value; least < above[c] {
			above[c], took[c] = least, 0
		} else {
			took[c] = none
		}
	}
}

// several lets at most one of the atoms of a run into the table.
func (w *pricer) several(run run, took []int16) {
	weight := w.p.Tally[0].Weight
	for c := int64(len(took)) - 1; c >= 0; c-- {
		least, by := w.sums[c], none
		for n, x := range w.order[run.first:run.end] {
			if a := weight[x.atom]; a <= c && w.sums[c-a]+x.value < least {
				least, by = w.sums[c-a]+x.value, int16(n)
			}
		}
		w.sums[c], took[c] = least, by
	}
}

// none says that no member of a run is taken.
const none = int16(-1)
