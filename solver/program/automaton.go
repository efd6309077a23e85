package program

import "slices"

// Automaton is the product of an agent's walk rules, tallies apart, over the states it can reach. State 0 is the start.
// Atoms of one kind take the same steps.
type Automaton struct {
	States int
	next   []int32 // by kind·States + state: the next state, or -1 where refused
	charge []int64 // same index: metre-terms
	end    []int64 // by state: metre-terms, or refused
	kind   []int32 // by atom − first; nil where all are of kind 0
}

const refused = int64(-1)

// Step returns the state after atom number k of the agent (counted from its first) and the charge.
func (a *Automaton) Step(state int, k int32) (next int, charge int64, ok bool) {
	at := state
	if a.kind != nil {
		at += int(a.kind[k]) * a.States
	}
	if a.next[at] < 0 {
		return 0, 0, false
	}
	return int(a.next[at]), a.charge[at], true
}

// End returns the charge for ending a walk in a state.
func (a *Automaton) End(state int) (charge int64, ok bool) {
	return a.end[state], a.end[state] != refused
}

// WalkCost returns the cost of a walk in metre-terms: atoms, charges and end. It reports false where it is refused or
// its atoms overlap. Tallies are not counted.
func (p *Program) WalkCost(agent int, walk []int32) (cost int64, ok bool) {
	a, state := &p.Walks[agent], 0
	for n, k := range walk {
		if n > 0 && p.From[k] <= p.To[walk[n-1]] {
			return 0, false
		}
		next, charge, lawful := a.Step(state, k-p.First[agent])
		if !lawful {
			return 0, false
		}
		state, cost = next, cost+charge+p.Cost[k]
	}
	end, lawful := a.End(state)
	return cost + end, lawful
}

// Single reports whether no lawful walk of the agent has two atoms: whatever she takes first, nothing may follow.
func (p *Program) Single(agent int) bool {
	a, first := &p.Walks[agent], p.First[agent]
	atoms := p.First[agent+1] - first
	if atoms == 0 {
		return true
	}
	soonest := slices.Min(p.To[first : first+atoms])
	after := make([]bool, a.States)
	for k := range atoms {
		if next, _, ok := a.Step(0, k); ok {
			after[next] = true
		}
	}
	for s, reached := range after {
		for k := int32(0); reached && k < atoms; k++ {
			if _, _, ok := a.Step(s, k); ok && p.From[first+k] > soonest {
				return false
			}
		}
	}
	return true
}

// Pricer finds cheapest walks. It owns its workspace: one per goroutine.
type Pricer struct {
	p     *Program
	best  []int64 // by position·states + state, of states below top
	by    []int32 // atom by which it was reached, counted from the agent's first; waiting where it was not an atom
	state []int32 // the state before
	top   int     // no state from this on has been reached: a few atoms reach few of those of an automaton that counts
}

const (
	unreachable = int64(1) << 62
	waiting     = int32(-1)
)

// NewPricer returns a pricer for p.
func NewPricer(p *Program) *Pricer { return &Pricer{p: p} }

// Cheapest returns the cost in thousandths of the agent's cheapest lawful walk when its n-th atom costs priced[n], and
// appends that walk to out. Ties go to waiting and to earlier atoms. It reports false when no walk is lawful. Tallies
// are not counted. Dynamic programming over (position, state): O(atoms · states).
func (w *Pricer) Cheapest(agent int, priced []int64, out []int32) (int64, []int32, bool) {
	p, a := w.p, &w.p.Walks[agent]
	first, end := p.First[agent], p.First[agent+1]
	if first == end {
		return a.end[0] * Thousand, out, a.end[0] != refused
	}
	positions := 1 + int(slices.Max(p.To[first:end]))
	w.reset(positions+1, a.States)
	k := first
	for at := range positions {
		w.wait(at, a.States)
		for ; k < end && int(p.From[k]) == at; k++ {
			w.take(a, at, k-first, int(p.To[k])+1, priced[k-first])
		}
	}
	return w.trace(agent, positions, out)
}

// reset makes room for so many positions of which the first is reached in state 0.
func (w *Pricer) reset(positions, states int) {
	if size := positions * states; cap(w.best) < size {
		w.best, w.by, w.state = make([]int64, size), make([]int32, size), make([]int32, size)
	} else {
		w.best, w.by, w.state = w.best[:size], w.by[:size], w.state[:size]
	}
	w.top = 0
	w.reach(0, states)
	w.best[0], w.by[0] = 0, waiting
}

// reach makes room for a state that is reached for the first time.
func (w *Pricer) reach(state, states int) {
	for ; w.top <= state; w.top++ {
		for cell := w.top; cell < len(w.best); cell += states {
			w.best[cell] = unreachable
		}
	}
}

func (w *Pricer) wait(at, states int) {
	here, next := w.best[at*states:][:w.top], w.best[(at+1)*states:][:w.top]
	for s, v := range here {
		if v < next[s] {
			to := (at+1)*states + s
			next[s], w.by[to], w.state[to] = v, waiting, int32(s)
		}
	}
}

func (w *Pricer) take(a *Automaton, at int, k int32, end int, price int64) {
	for s := range w.top {
		v := w.best[at*a.States+s]
		if v == unreachable {
			continue
		}
		next, charge, ok := a.Step(s, k)
		if !ok {
			continue
		}
		w.reach(next, a.States)
		to := end*a.States + next
		if v += price + charge*Thousand; v < w.best[to] {
			w.best[to], w.by[to], w.state[to] = v, k, int32(s)
		}
	}
}

// trace picks the best end and follows the table back.
func (w *Pricer) trace(agent, positions int, out []int32) (int64, []int32, bool) {
	p, a := w.p, &w.p.Walks[agent]
	least, state := unreachable, -1
	for s := range w.top {
		v := w.best[positions*a.States+s]
		if v != unreachable && a.end[s] != refused && v+a.end[s]*Thousand < least {
			least, state = v+a.end[s]*Thousand, s
		}
	}
	if state < 0 {
		return 0, out, false
	}
	mark := len(out)
	for at := positions; at > 0; {
		cell := at*a.States + state
		k := w.by[cell]
		state = int(w.state[cell])
		if k == waiting {
			at--
			continue
		}
		out = append(out, p.First[agent]+k)
		at = int(p.From[p.First[agent]+k])
	}
	slices.Reverse(out[mark:])
	return least, out, true
}
