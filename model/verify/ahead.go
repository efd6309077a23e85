package verify

import (
	"cmp"
	"slices"

	"github.com/rotateplan/rotate/model/rule"
)

// outlook bounds from below what becomes of a way, by one walk rule of few states as if there were no other: charges of the
// others are never negative, and what they refuse is left out of account. Costs are in thousandths, or never.
type outlook struct {
	scale, states int64
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

// look looks ahead by every rule of few states, and finds a cheap walk by following few states.
func (w *way[A]) look() {
	w.ahead = []outlook{}
	scale := int64(1)
	for i := len(w.law) - 1; i >= 0; i-- {
		n := int64(w.law[i].Form.Walk.States)
		if n > 1 && n <= fewStates {
			w.ahead = append(w.ahead, outlook{scale: scale, states: n})
			lookAhead(&w.ahead[len(w.ahead)-1], w.law[i:i+1], w.steps)
		}
		scale *= n
	}
	few := *w
	few.width = manyStates
	if cost, ok := few.cheapest(); ok {
		w.most = cost
	}
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
		if !slices.ContainsFunc(w.ahead, func(o outlook) bool {
			v := o.through[j][o.state(r.state)]
			return v >= never || r.cost+v >= w.most
		}) {
			out = append(out, r)
		}
	}
	return out
}

// promising keeps the states before step i that have the lowest bounds.
func (w *way[A]) promising(states []reached, i int) frontier {
	bound := func(r reached) int64 {
		most := -never
		for k := range w.ahead {
			o := &w.ahead[k]
			most = max(most, min(o.least[i][o.state(r.state)], never)+r.cost)
		}
		return most
	}
	sorted := slices.Clone(states)
	slices.SortStableFunc(sorted, func(a, b reached) int { return cmp.Or(cmp.Compare(bound(a), bound(b)), cmp.Compare(a.state, b.state)) })
	f := frontier{at: map[int64]int{}}
	f.merge(sorted[:w.width])
	return f
}
