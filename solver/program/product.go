package program

// automaton explores the product of the walk rules over the atoms of an agent, from its start.
func (l *law[A]) automaton(agent int, atoms []A) Automaton {
	start := make([]int, len(l.walks))
	for i, r := range l.walks {
		start[i] = r.Form.Walk.Start(agent)
	}
	found := [][]int{start}
	type step struct {
		next   int16
		charge int64
	}
	var steps [][]step // by state, by atom
	for s := 0; s < len(found); s++ {
		row := make([]step, len(atoms))
		for k, a := range atoms {
			to, charge, ok := l.advance(found[s], a)
			row[k] = step{-1, 0}
			if ok {
				n := position(found, to)
				if n == len(found) {
					found = append(found, to)
				}
				row[k] = step{int16(n), charge}
			}
		}
		steps = append(steps, row)
	}
	m := Automaton{States: len(found), next: make([]int16, len(found)*len(atoms)), charge: make([]int64, len(found)*len(atoms))}
	for k := range atoms {
		for s := range found {
			m.next[k*m.States+s], m.charge[k*m.States+s] = steps[s][k].next, steps[s][k].charge
		}
	}
	for s := range found {
		m.end = append(m.end, l.end(found[s]))
	}
	return m
}

func position(found [][]int, state []int) int {
	for n, f := range found {
		same := true
		for i := range f {
			same = same && f[i] == state[i]
		}
		if same {
			return n
		}
	}
	return len(found)
}

func (l *law[A]) advance(state []int, a A) (next []int, charge int64, ok bool) {
	next = make([]int, len(state))
	for i, r := range l.walks {
		to, units := r.Form.Walk.Next(state[i], a)
		cost, lawful := r.Charge(units)
		if !lawful {
			return nil, 0, false
		}
		next[i], charge = to, charge+int64(cost)
	}
	return next, charge, true
}

func (l *law[A]) end(state []int) int64 {
	total := int64(0)
	for i, r := range l.walks {
		cost, lawful := r.Charge(r.Form.Walk.End(state[i]))
		if !lawful {
			return refused
		}
		total += int64(cost)
	}
	return total
}
