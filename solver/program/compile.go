package program

import (
	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// Source is a law to compile: its agents, the atoms of each in order of their spans, and the rules over them.
type Source[A any] struct {
	Agents int
	Law    []rule.Applied[A]
	Each   func(agent int, visit func(A)) // every atom the agent might take, bans not yet applied
	Span   func(A) (first, last int)
}

// compiler gathers the entries of one program.
type compiler[A any] struct {
	Source[A]
	p       *Program
	atoms   []A
	walks   []*rule.Applied[A]
	counts  []func(A, func(int, int64)) // by family
	base    []int                       // by family: index of its first quota
	entries []entry                     // of the atom being read
	touch   []int32
	quota   []int32
	weight  []int32
}

type entry struct {
	quota  int32
	weight int64
}

// Compile turns a law into a program and returns it with the lawful atoms, in the program's order.
func Compile[A any](s Source[A]) (*Program, []A) {
	c := &compiler[A]{Source: s, p: &Program{First: []int32{0}}, touch: []int32{0}}
	c.sortRules()
	for i := range s.Agents {
		s.Each(i, c.read)
		c.p.First = append(c.p.First, int32(len(c.atoms)))
	}
	c.tally()
	for i := range s.Agents {
		c.p.Walks = append(c.p.Walks, c.automaton(i))
	}
	c.join()
	return c.p, c.atoms
}

func (c *compiler[A]) sortRules() {
	for i := range c.Law {
		r := &c.Law[i]
		if r.Form.Walk != nil && r.Form.Walk.Tally == nil {
			c.walks = append(c.walks, r)
		}
		if f := r.Form.Quota; f != nil {
			c.base, c.counts = append(c.base, len(c.p.Quotas)), append(c.counts, f.Count)
			for j := range f.Quotas {
				c.p.Quotas = append(c.p.Quotas, relative(&f.Quotas[j]))
			}
		}
	}
}

func relative(q *rule.Quota) Quota {
	r := Quota{Key: q.Key, Lo: rule.NoMin, Hi: rule.NoMax, Unit: q.Unit, Must: q.Mode == model.Must,
		Weight: int64(q.Weight), Place: q.Place}
	if q.Min != rule.NoMin {
		r.Lo = q.Min - q.Base
	}
	if q.Max != rule.NoMax {
		r.Hi = q.Max - q.Base
	}
	return r
}

// read enters an atom unless it is banned.
func (c *compiler[A]) read(a A) {
	var cost model.Cost
	for i := range c.Law {
		r := &c.Law[i]
		units := int64(0)
		if r.Form.Ban != nil && r.Form.Ban(a) {
			units = 1
		} else if r.Form.Price != nil {
			units = r.Form.Price(a)
		}
		charge, ok := r.Charge(units)
		if !ok || c.never(r, a) {
			return
		}
		cost += charge
	}
	first, last := c.Span(a)
	c.atoms = append(c.atoms, a)
	c.p.Cost = append(c.p.Cost, int64(cost))
	c.p.From, c.p.To = append(c.p.From, int32(first)), append(c.p.To, int32(last))
	c.count(a)
}

// never reports whether a walk rule of a single state, which is a ban in all but form, refuses the atom.
func (c *compiler[A]) never(r *rule.Applied[A], a A) bool {
	w := r.Form.Walk
	if w == nil || w.States != 1 || w.Tally != nil || r.Mode != model.Must {
		return false
	}
	_, units := w.Next(0, a)
	return units > 0
}

// count enters the weights of an atom, one entry a quota.
func (c *compiler[A]) count(a A) {
	c.entries = c.entries[:0]
	for f, count := range c.counts {
		base := int32(c.base[f])
		count(a, func(q int, w int64) { c.enter(base+int32(q), w) })
	}
	for _, e := range c.entries {
		if e.weight != 0 {
			c.quota, c.weight = append(c.quota, e.quota), append(c.weight, int32(e.weight))
		}
	}
	c.touch = append(c.touch, int32(len(c.quota)))
}

func (c *compiler[A]) enter(q int32, w int64) {
	for i := range c.entries {
		if c.entries[i].quota == q {
			c.entries[i].weight += w
			return
		}
	}
	c.entries = append(c.entries, entry{q, w})
}

func (c *compiler[A]) tally() {
	for i := range c.Law {
		r := &c.Law[i]
		if r.Form.Walk == nil || r.Form.Walk.Tally == nil {
			continue
		}
		t := Tally{Min: r.Form.Walk.Tally.Min, Must: r.Mode == model.Must, Charge: int64(r.Weight)}
		for _, a := range c.atoms {
			t.Weight = append(t.Weight, r.Form.Walk.Tally.Weight(a))
		}
		for agent := range c.Agents {
			t.Max = append(t.Max, r.Form.Walk.Tally.Max(agent))
		}
		c.p.Tally = append(c.p.Tally, t)
	}
}

// automaton explores the product of the walk rules from the agent's start.
func (c *compiler[A]) automaton(agent int) Automaton {
	start := make([]int, len(c.walks))
	for i, r := range c.walks {
		start[i] = r.Form.Walk.Start(agent)
	}
	atoms := c.atoms[c.p.First[agent]:c.p.First[agent+1]]
	found := [][]int{start}
	type step struct {
		next   int16
		charge int64
	}
	var steps [][]step // by state, by atom
	for s := 0; s < len(found); s++ {
		row := make([]step, len(atoms))
		for k, a := range atoms {
			to, charge, ok := c.advance(found[s], a)
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
		m.end = append(m.end, c.end(found[s]))
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

func (c *compiler[A]) advance(state []int, a A) (next []int, charge int64, ok bool) {
	next = make([]int, len(state))
	for i, r := range c.walks {
		to, units := r.Form.Walk.Next(state[i], a)
		cost, lawful := r.Charge(units)
		if !lawful {
			return nil, 0, false
		}
		next[i], charge = to, charge+int64(cost)
	}
	return next, charge, true
}

func (c *compiler[A]) end(state []int) int64 {
	total := int64(0)
	for i, r := range c.walks {
		cost, lawful := r.Charge(r.Form.Walk.End(state[i]))
		if !lawful {
			return refused
		}
		total += int64(cost)
	}
	return total
}
