package verify

import "sort"

// tally is a walk rule of many states that is a running sum: in state 1 + s it has come to s, or to no less than its limit.
// A way that has come to sum s will be charged for what it adds at least slope · (min(s, limit) + what it adds − limit), for any
// slope from 0 to what a unit beyond the limit costs.
type tally struct {
	scale, states int64
	limit, most   int64   // most is the steepest slope, in thousandths a unit
	slope         int64   // in thousandths a unit
	weight        []int64 // by step
}

const (
	tiltMost = int64(1) << 56 // of a slope times all weights, so that no sum overflows
	tilts    = 2              // times that each slope is set
)

// findTallies finds the walk rules of many states that are running sums.
func (w *way[A]) findTallies() {
	scale := int64(1)
	for i := len(w.law) - 1; i >= 0; i-- {
		walk := w.law[i].Form.Walk
		if n := int64(walk.States); walk.Tally != nil && n > fewStates {
			y := tally{scale: scale, states: n, limit: walk.Tally.Max(w.agent)}
			all := int64(1)
			for _, s := range w.steps {
				y.weight = append(y.weight, walk.Tally.Weight(s.atom))
				all += y.weight[len(y.weight)-1]
			}
			y.most = tiltMost / all
			if unit, lawful := w.law[i].Charge(1); lawful {
				y.most = min(y.most, int64(unit)*thousand)
			}
			w.tallies = append(w.tallies, y)
		}
		scale *= int64(walk.States)
	}
}

// tilt sets the slopes, each as if the others were fixed, beginning with each in turn; the best bound counts.
func (w *way[A]) tilt() {
	best, most := make([]int64, len(w.tallies)), -never
	for first := range w.tallies {
		for t := range w.tallies {
			w.tallies[t].slope = 0
		}
		for n := range tilts * len(w.tallies) {
			w.balance(&w.tallies[(first+n)%len(w.tallies)])
		}
		if bound := w.relaxed(); bound > most {
			most = bound
			for t := range w.tallies {
				best[t] = w.tallies[t].slope
			}
		}
	}
	for t, slope := range best {
		w.tallies[t].slope = slope
	}
}

// balance sets the slope of a tally: the smallest with which the sum of what is worth taking is within the limit.
func (w *way[A]) balance(y *tally) {
	y.slope = int64(sort.Search(int(y.most), func(slope int) bool {
		y.slope = int64(slope)
		_, sum := w.wanted(y)
		return sum <= y.limit
	}))
}

// relaxed is what walks cost at least by the slopes alone.
func (w *way[A]) relaxed() int64 {
	cost := int64(0)
	for t := range w.tallies {
		cost, _ = w.wanted(&w.tallies[t])
	}
	return cost - w.lead(0)
}

// tilted returns the cost of a step with what its weights cost at the slopes.
func (w *way[A]) tilted(step int) int64 {
	cost := w.steps[step].cost
	for t := range w.tallies {
		cost += w.tallies[t].slope * w.tallies[t].weight[step]
	}
	return cost
}

// wanted returns what the steps worth taking cost, of those with the same first position the cheapest, and what a tally sums up.
func (w *way[A]) wanted(y *tally) (cost, sum int64) {
	for i := 0; i < len(w.steps); {
		least, weight, j := int64(0), int64(0), i
		for ; j < len(w.steps) && w.steps[j].first == w.steps[i].first; j++ {
			if tilted := w.tilted(j); tilted < least {
				least, weight = tilted, y.weight[j]
			}
		}
		cost, sum, i = cost+least, sum+weight, j
	}
	return cost, sum
}

// lead is what the slopes are charged less for than they charge of all to come, in a product state.
func (w *way[A]) lead(state int64) (lead int64) {
	for t := range w.tallies {
		if y := &w.tallies[t]; y.slope > 0 {
			sum := max(state/y.scale%y.states-1, 0)
			lead += y.slope * max(y.limit-sum, 0)
		}
	}
	return lead
}
