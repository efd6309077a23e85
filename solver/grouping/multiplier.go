package grouping

import (
	"cmp"
	"slices"

	"github.com/rotateplan/rotate/solver/program"
)

// slopeMost is what a multiplier times all that might be added up may come to, so that no sum overflows.
const slopeMost = int64(1) << 56

// relax sets the multipliers of the tallies of a plain core, and values items and runs at them. With λ_t between nothing and its
// charge, tally t charges at least λ_t·(z − Max) for a sum z, and with −λ_t so −λ_t·(Min − z); at what members then cost every
// section is decided by itself, which bounds every walk from below (Lagrangean relaxation). Each is set best, the others being as
// they are, beginning with each in turn; the best bound counts.
func (w *pricer) relax(k *core) {
	n := len(w.p.Tally)
	w.slope = append(w.slope, make([]int64, n)...)
	var best []int64
	most := -unreachable
	for first := range n {
		for step := range sweeps * n {
			w.balance(k, (first+step)%n)
		}
		if bound := w.relaxed(k); bound > most {
			most, best = bound, append(best[:0], w.slope...)
		}
		w.bend(make([]int64, n))
	}
	w.bend(best)
	w.base = most - w.wanted()
}

// sweeps is how often each multiplier is set.
const sweeps = 2

// bend sets all multipliers.
func (w *pricer) bend(slope []int64) {
	for t := range slope {
		w.lean(t, slope[t]-w.slope[t])
	}
}

// relaxed returns what every walk costs at least that has members.
func (w *pricer) relaxed(k *core) int64 {
	m, least := &w.p.Walks[k.agent], unreachable
	for s := range m.States {
		if end, ok := m.End(s); ok {
			least = min(least, end*program.Thousand)
		}
	}
	for t, slope := range w.slope {
		y := &w.p.Tally[t]
		least -= max(slope, 0)*y.Max[k.agent] + min(slope, 0)*y.Min
	}
	return least + w.wanted()
}

// wanted is the sum of the least values of the own atom and of runs worth taking.
func (w *pricer) wanted() int64 {
	sum := w.runs[0].value
	for _, x := range w.runs[1:] {
		sum += min(x.value, 0)
	}
	return sum
}

// lean changes a multiplier.
func (w *pricer) lean(t int, by int64) {
	if by == 0 {
		return
	}
	w.slope[t] += by
	weight := w.p.Tally[t].Weight
	for j := range w.runs {
		run := &w.runs[j]
		run.value = unreachable
		for n := run.first; n < run.end; n++ {
			x := &w.order[n]
			x.value += by * weight[x.atom]
			run.value = min(run.value, x.value)
		}
	}
}

// turn is what the multiplier of a tally has to come to for a run not to be worth taking.
type turn struct{ at, weight int64 }

// balance sets the multiplier of a tally, the smallest with which the sum of what is worth taking is in bounds, if each run had its
// cheapest item only.
func (w *pricer) balance(k *core, t int) {
	w.lean(t, -w.slope[t])
	y, all, sum := &w.p.Tally[t], int64(1), w.p.Tally[t].Weight[k.own]
	w.turns = w.turns[:0]
	for _, run := range w.runs[1:] {
		x := slices.MinFunc(w.order[run.first:run.end], func(a, b item) int { return cmp.Compare(a.value, b.value) })
		if weight := y.Weight[x.atom]; weight > 0 {
			w.turns = append(w.turns, turn{-x.value / weight, weight})
			if all += weight; x.value < 0 {
				sum += weight
			}
		}
	}
	most := slopeMost / all
	if !y.Must {
		most = min(most, y.Charge*program.Thousand)
	}
	switch {
	case sum > y.Max[k.agent]:
		w.lean(t, min(w.until(y.Weight[k.own], y.Max[k.agent]+1), most))
	case sum < y.Min:
		w.lean(t, max(min(w.until(y.Weight[k.own], y.Min), 0), -most))
	}
}

// until returns the multiplier at which a sum of what is worth taking comes to enough, or one that is far too low.
func (w *pricer) until(sum, enough int64) int64 {
	slices.SortFunc(w.turns, func(a, b turn) int { return cmp.Or(-cmp.Compare(a.at, b.at), cmp.Compare(a.weight, b.weight)) })
	for _, x := range w.turns {
		if sum += x.weight; sum >= enough {
			return x.at
		}
	}
	return -unreachable
}
