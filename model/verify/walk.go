package verify

import (
	"cmp"
	"slices"

	"github.com/rotateplan/rotate/model/rule"
)

// step is a lawful atom with its price in thousandths and its span.
type step[A any] struct {
	atom        A
	cost        int64
	first, last int
}

// reached is a product state of all walk rules and the least cost of coming to it, in thousandths.
type reached struct{ state, cost int64 }

// cheapest returns the cost in thousandths of an agent's cheapest lawful walk at the prices. It reports false when there is
// none, not even the empty one. O(atoms × reachable states).
func (x *pricer[A]) cheapest(agent int, atoms []A) (int64, bool) {
	w := &way[A]{agent: agent, law: x.walks, steps: x.price(atoms), start: reached{startState(x.walks, agent), 0}, many: x.many, most: x.most}
	return w.cheapest()
}

// way looks for the cheapest walk through steps.
type way[A any] struct {
	agent   int
	law     []*rule.Applied[A]
	steps   []step[A]
	start   reached
	many    int       // states from which on it pays to look ahead
	ahead   []outlook // nil until then
	tallies []tally
	most    int64 // thousandths: what some walk costs, so that dearer ones need not be followed; or never
	width   int   // states followed, the most promising ones, so that what is found need not be cheapest; 0 is all
}

// cheapest goes through the positions at which atoms start; current holds the cheapest way to every product state with all
// spans so far ended, pending what becomes current when a span ends.
func (w *way[A]) cheapest() (int64, bool) {
	current := frontier{at: map[int64]int{}}
	current.merge([]reached{w.start})
	pending := make([][]reached, len(w.steps)+1) // by index of the first step that may follow
	for i := 0; i < len(w.steps); {
		current.merge(pending[i])
		if w.ahead == nil && len(current.list) > w.many {
			w.look()
		}
		if w.width > 0 && len(current.list) > w.width {
			current = w.promising(current.list, i)
		}
		j := i
		for ; j < len(w.steps) && w.steps[j].first == w.steps[i].first; j++ {
			to := successor(w.steps, &w.steps[j])
			pending[to] = append(pending[to], advanceAll(w.law, w.hopeful(current.list, j), &w.steps[j])...)
		}
		i = j
	}
	current.merge(pending[len(w.steps)])
	least, found := finish(w.law, current.list)
	if w.most < never && (!found || w.most < least) {
		return w.most, true
	}
	return least, found
}

// successor returns the index of the first step that starts after s has ended.
func successor[A any](steps []step[A], s *step[A]) int {
	i, _ := slices.BinarySearchFunc(steps, s.last+1, func(x step[A], at int) int { return cmp.Compare(x.first, at) })
	return i
}

// frontier is a set of product states with the least cost of each.
type frontier struct {
	list []reached
	at   map[int64]int // index in list
}

func (f *frontier) merge(more []reached) {
	for _, r := range more {
		i, ok := f.at[r.state]
		switch {
		case !ok:
			f.at[r.state] = len(f.list)
			f.list = append(f.list, r)
		case r.cost < f.list[i].cost:
			f.list[i].cost = r.cost
		}
	}
}

// price lists the lawful atoms of an agent in order of their first position, each at its price, until the next call.
func (x *pricer[A]) price(atoms []A) []step[A] {
	x.steps = x.steps[:0]
	for _, a := range atoms {
		if cost, ok := x.atomCost(a); ok {
			first, last := x.j.span(a)
			x.steps = append(x.steps, step[A]{a, cost, first, last})
		}
	}
	slices.SortStableFunc(x.steps, func(a, b step[A]) int { return cmp.Compare(a.first, b.first) })
	return x.steps
}

func startState[A any](law []*rule.Applied[A], agent int) int64 {
	state := int64(0)
	for _, r := range law {
		state = state*int64(r.Form.Walk.States) + int64(r.Form.Walk.Start(agent))
	}
	return state
}

func advanceAll[A any](law []*rule.Applied[A], from []reached, s *step[A]) []reached {
	out := make([]reached, 0, len(from))
	for _, r := range from {
		if state, charge, ok := advance(law, r.state, s.atom); ok {
			out = append(out, reached{state, r.cost + s.cost + charge})
		}
	}
	return out
}

// advance reads one atom in every walk rule.
func advance[A any](law []*rule.Applied[A], state int64, a A) (next, charge int64, ok bool) {
	scale := int64(1)
	for i := len(law) - 1; i >= 0; i-- {
		w := law[i].Form.Walk
		n := int64(w.States)
		to, units := w.Next(int(state%n), a)
		cost, lawful := law[i].Charge(units)
		if !lawful {
			return 0, 0, false
		}
		next, charge = next+int64(to)*scale, charge+int64(cost)*thousand
		scale, state = scale*n, state/n
	}
	return next, charge, true
}

// finish charges the end of every walk and returns the least total.
func finish[A any](law []*rule.Applied[A], ends []reached) (least int64, found bool) {
	for _, r := range ends {
		if end, ok := endCharge(law, r.state); ok && (!found || r.cost+end < least) {
			least, found = r.cost+end, true
		}
	}
	return least, found
}

func endCharge[A any](law []*rule.Applied[A], state int64) (charge int64, ok bool) {
	for i := len(law) - 1; i >= 0; i-- {
		w := law[i].Form.Walk
		cost, lawful := law[i].Charge(w.End(int(state % int64(w.States))))
		if !lawful {
			return 0, false
		}
		charge, state = charge+int64(cost)*thousand, state/int64(w.States)
	}
	return charge, true
}
