package grouping

import "slices"

// knapsackMost is the number of sums times members up to which they are tabled.
const knapsackMost = 1 << 25

// room returns what the members of a core may add up to where that is all that binds them: the core is simple, and there is one
// tally, a must without a minimum. It reports false where there is more to it.
func (w *pricer) room(k *core) (int64, bool) {
	if !k.simple || len(w.p.Tally) != 1 {
		return 0, false
	}
	y := &w.p.Tally[0]
	room := y.Max[k.agent] - y.Weight[k.own]
	return room, y.Must && y.Min <= 0 && room >= 0 && room < knapsackMost/int64(len(w.order))
}

// knapsack adds the members of order that together cost least, by a table over what they add up to (Bellman 1957): least[c] is the
// cost of the best of those so far whose sum is c at most. O(members · room).
func (w *pricer) knapsack(k *core, room int64) {
	members, weight := w.order[1:], w.p.Tally[0].Weight
	width := room + 1
	w.sums = slices.Grow(w.sums[:0], int(width))[:width]
	w.took = slices.Grow(w.took[:0], len(members)*int(width))[:len(members)*int(width)]
	clear(w.sums)
	clear(w.took)
	for j, x := range members {
		a, took := weight[x.atom], w.took[int64(j)*width:]
		for c := room; c >= a; c-- {
			if v := w.sums[c-a] + x.value; v < w.sums[c] {
				w.sums[c], took[c] = v, true
			}
		}
	}
	chosen := []int32{k.own}
	for j := len(members) - 1; j >= 0; j-- {
		if w.took[int64(j)*width+room] {
			chosen = append(chosen, members[j].atom)
			room -= weight[members[j].atom]
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
