package verify

import (
	"cmp"
	"slices"

	"github.com/rotateplan/rotate/model/rule"
)

// outlook bounds from below what becomes of a way, by one walk rule of few states and the slopes of tallies as if there were no
// other: charges of the others are never negative, and what they refuse is left out of account. Costs are in thousandths, or never.
type outlook struct {
	scale, states int64
	tilted        bool      // at the slopes of tallies: see lead
	least         [][]int64 // by step, by state of the rule: from before the step to the end
	through       [][]int64 // the same, the step being taken
}

const (
	manyStates = 32 // with fewer it costs more to look ahead than to follow them all
	fewStates  = 16
	never      = int64(1) << 60
)

// state returns the state of the rule in a product state.
func (o *outlook) state(product int64) int64 { return product / o.scale % o.states }

// look looks ahead by every rule of few states, with slopes and without, and finds a cheap walk by following few states.
func (w *way[A]) look() {
	w.findTallies()
	w.tilt()
	steps, tilted := w.steps, slices.Clone(w.steps)
	for i := range tilted {
		tilted[i].cost = w.tilted(i)
	}
	w.ahead = []outlook{}
	scale := int64(1)
	for i := len(w.law) - 1; i >= 0; i-- {
		n := int64(w.law[i].Form.Walk.States)
		if n > 1 && n <= fewStates {
			w.enter(outlook{scale: scale, states: n}, w.law[i:i+1], steps)
			if len(w.tallies) > 0 {
				w.enter(outlook{scale: scale, states: n, tilted: true}, w.law[i:i+1], tilted)
			}
		}
		scale *= n
	}
	few := *w
	few.width = manyStates
	if cost, ok := few.cheapest(); ok {
		w.most = cost
	}
}

// enter adds an outlook.
func (w *way[A]) enter(o outlook, one []*rule.Applied[A], steps []step[A]) {
	lookAhead(&o, one, steps)
	w.ahead = append(w.ahead, o)
}

// lookAhead goes through the steps backward.
func lookAhead[A any](o *outlook, one []*rule.Applied[A], steps []step[A]) {
	o.least, o.through = make([][]int64, len(steps)+1), make([][]int64, len(steps))
	o.least[len(steps)] = make([]int64, o.states)
	for s := range o.states {
		end, ok := endCharge(one, s)
		if o.least[len(steps)][s] = end; !ok {
			o.least[len(steps)][s] = never
		}
	}
	for i := len(steps) - 1; i >= 0; i-- {
		o.least[i], o.through[i] = make([]int64, o.states), make([]int64, o.states)
		after := o.least[successor(steps, &steps[i])]
		for s := range o.states {
			next, charge, ok := advance(one, s, steps[i].atom)
			if o.through[i][s] = never; ok && after[next] < never {
				o.through[i][s] = steps[i].cost + charge + after[next]
			}
			o.least[i][s] = min(o.least[i+1][s], o.through[i][s])
		}
	}
}

// hopeful returns the states from which step j might lead below the cost known.
func (w *way[A]) hopeful(states []reached, j int) []reached {
	if w.ahead == nil {
		return states
	}
	var out []reached
	for _, r := range states {
		lead := w.lead(r.state)
		if !slices.ContainsFunc(w.ahead, func(o outlook) bool {
			v := o.through[j][o.state(r.state)]
			return v >= never || r.cost+o.less(v, lead) >= w.most
		}) {
			out = append(out, r)
		}
	}
	return out
}

// less takes a lead off what an outlook says, if it has to be.
func (o *outlook) less(v, lead int64) int64 {
	if o.tilted {
		return v - lead
	}
	return v
}

// bound is what a walk costs at least that comes to a state before step i.
func (w *way[A]) bound(r reached, i int) int64 {
	most, lead := -never, w.lead(r.state)
	for k := range w.ahead {
		o := &w.ahead[k]
		most = max(most, o.less(min(o.least[i][o.state(r.state)], never), lead)+r.cost)
	}
	return most
}

// promising keeps the states before step i that have the lowest bounds.
func (w *way[A]) promising(states []reached, i int) frontier {
	sorted := slices.Clone(states)
	slices.SortStableFunc(sorted, func(a, b reached) int {
		return cmp.Or(cmp.Compare(w.bound(a, i), w.bound(b, i)), cmp.Compare(a.state, b.state))
	})
	f := frontier{at: map[int64]int{}}
	f.merge(sorted[:w.width])
	return f
}
