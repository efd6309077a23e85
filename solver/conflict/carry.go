package conflict

import "slices"

// carry takes over what an engine came to, its plan and the walks that its last relaxation shared out, into one compiled of the same law with more quotas: of atoms
// that count alike there fewer are told apart, so that all it knows are among those of the other.
func carry[A comparable](from *engine, old []A, to *engine, atoms []A) {
	if from == nil || from.plan == nil {
		return
	}
	x := carrying[A]{from: from, to: to, old: old, atoms: atoms, class: make([]int32, from.p.Agents())}
	for c := range from.classes {
		for _, i := range from.classes[c].agents {
			x.class[i] = int32(c)
		}
	}
	to.plan = newPlan(to)
	for c := range to.classes {
		k := &to.classes[c]
		i := k.agents[0]
		was := &from.classes[x.class[i]]
		for _, walk := range was.used {
			if now, ok := x.now(i, shift(walk, from.p.First[i]-from.p.First[was.agents[0]])); ok {
				k.walks = append(k.walks, now)
			}
		}
	}
	for _, i := range from.plan.chosen {
		if now, ok := x.now(i, from.plan.walks[i]); ok {
			to.plan.start(i, now)
		}
	}
}

// carrying is a carry under way.
type carrying[A comparable] struct {
	from, to   *engine
	old, atoms []A
	class      []int32 // by agent, as it was
}

// now returns a walk of an agent in the atoms of the engine carried to.
func (x *carrying[A]) now(agent int32, walk []int32) ([]int32, bool) {
	k, end := x.to.p.First[agent], x.to.p.First[agent+1]
	now := make([]int32, 0, len(walk))
	for _, was := range walk {
		for k < end && x.atoms[k] != x.old[was] {
			k++
		}
		if k == end {
			return nil, false
		}
		now = append(now, k)
	}
	return now, true
}

// byAgent sorts the atoms of a plan by agent.
func byAgent[A comparable](l *law[A], plan []A) [][]A {
	if plan == nil {
		return nil
	}
	of := make([][]A, l.agents)
	for _, a := range plan {
		of[l.agent(a)] = append(of[l.agent(a)], a)
	}
	return of
}

// stand begins with a plan at hand, by agent, so far as its atoms have been read.
func stand[A comparable](e *engine, hand [][]A, atoms []A) {
	if hand == nil {
		return
	}
	e.plan = newPlan(e)
	for i, some := range hand {
		var walk []int32
		for k := e.p.First[i]; k < e.p.First[i+1] && len(some) > 0; k++ {
			if slices.Contains(some, atoms[k]) {
				walk = append(walk, k)
			}
		}
		if len(walk) > 0 {
			e.plan.start(int32(i), walk)
		}
	}
}
