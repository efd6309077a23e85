package program

import (
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// Source is a law to compile: its agents, the atoms of each in order of their spans, and the rules over them. Its
// functions are called from several goroutines at once, as those of the rules are (see rule.Form).
type Source[A comparable] struct {
	Agents int
	Law    []rule.Applied[A]
	// Each visits every atom the agent might take, bans not yet applied. It may leave out spans that are not open, and ask
	// that of any atom of the span, real or not.
	Each  func(agent int, open func(A) bool, visit func(A))
	Span  func(A) (first, last int)
	Place func(A) A // an atom without its agent; nil where no family has parts
}

// law is a source with its rules sorted by form.
type law[A comparable] struct {
	Source[A]
	walks    []*rule.Applied[A]
	spanwise []*rule.Applied[A] // bans, prices and walks that never pass a thing, which read agent and span alone
	single   []*rule.Applied[A] // all other such rules
	whole    []counter[A]       // families that are counted atom by atom
	agents   []counter[A]       // parts of the others, by what they read
	places   []counter[A]
	p        *Program
}

// compiler makes one program of what its readers have read.
type compiler[A comparable] struct {
	law[A]
	pieces []piece[A] // by agent
}

// shards is how many runs the agents are cut into: enough for many processors to end at about the same time.
const shards = 64

// Compile turns a law into a program and returns it with the lawful atoms, in the program's order. Agents are read side
// by side and joined in order, so the program does not depend on the number of processors.
func Compile[A comparable](s Source[A]) (*Program, []A) {
	c := &compiler[A]{law: law[A]{Source: s, p: &Program{}}, pieces: make([]piece[A], s.Agents)}
	c.sortRules()
	c.abreast(c.read)
	c.join()
	atoms := c.gather()
	c.tally(atoms)
	return c.p, atoms
}

// abreast does all shards with as many workers as there are processors. Each worker makes what it works with, which then
// gets shards, each with its agents first .. end-1.
func (c *compiler[A]) abreast(worker func() (do func(first, end int))) {
	var all sync.WaitGroup
	var next atomic.Int32
	for range min(shards, runtime.GOMAXPROCS(0)) {
		all.Go(func() {
			do := worker()
			for i := int(next.Add(1)) - 1; i < shards; i = int(next.Add(1)) - 1 {
				do(c.Agents*i/shards, c.Agents*(i+1)/shards)
			}
		})
	}
	all.Wait()
}

// read is a worker that reads agents.
func (c *compiler[A]) read() func(first, end int) {
	r := newReader(&c.law)
	return func(first, end int) {
		for agent := first; agent < end; agent++ {
			c.pieces[agent] = r.read(agent)
		}
	}
}

func (c *compiler[A]) sortRules() {
	for i := range c.Law {
		r := &c.Law[i]
		if r.Form.Walk != nil && r.Form.Walk.Tally == nil {
			c.walks = append(c.walks, r)
		}
		if r.Form.Ban != nil || r.Form.Price != nil || never(r) {
			if r.Form.Spanwise {
				c.spanwise = append(c.spanwise, r)
			} else {
				c.single = append(c.single, r)
			}
		}
		if f := r.Form.Quota; f != nil {
			c.sortFamily(f, int32(len(c.p.Quotas)))
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

// gather joins the pieces and returns the atoms.
func (c *compiler[A]) gather() []A {
	c.p.Cost = column(c.pieces, func(x *piece[A]) []int64 { return x.cost })
	c.p.From = column(c.pieces, func(x *piece[A]) []int32 { return x.from })
	c.p.To = column(c.pieces, func(x *piece[A]) []int32 { return x.to })
	c.p.touch = ends(column(c.pieces, func(x *piece[A]) []int32 { return x.touches }))
	c.p.row = column(c.pieces, func(x *piece[A]) []int32 { return x.counted })
	c.p.weight = column(c.pieces, func(x *piece[A]) []int32 { return x.weight })
	c.p.First = ends(column(c.pieces, func(x *piece[A]) []int32 { return []int32{int32(len(x.atoms))} }))
	c.p.Walks = column(c.pieces, func(x *piece[A]) []Automaton { return []Automaton{x.walk} })
	return column(c.pieces, func(x *piece[A]) []A { return x.atoms })
}

// column joins one column of all pieces.
func column[A, E any](pieces []piece[A], of func(*piece[A]) []E) []E {
	parts := make([][]E, len(pieces))
	for i := range pieces {
		parts[i] = of(&pieces[i])
	}
	return slices.Concat(parts...)
}

// ends turns lengths into bounds: run i is at[i] .. at[i+1]-1.
func ends(lengths []int32) (at []int32) {
	at = make([]int32, 1+len(lengths))
	for i, n := range lengths {
		at[i+1] = at[i] + n
	}
	return at
}

func (c *compiler[A]) tally(atoms []A) {
	for i := range c.Law {
		r := &c.Law[i]
		if r.Form.Walk == nil || r.Form.Walk.Tally == nil {
			continue
		}
		t := Tally{Min: r.Form.Walk.Tally.Min, Must: r.Mode == model.Must, Charge: int64(r.Weight)}
		for _, a := range atoms {
			t.Weight = append(t.Weight, r.Form.Walk.Tally.Weight(a))
		}
		for agent := range c.Agents {
			t.Max = append(t.Max, r.Form.Walk.Tally.Max(agent))
		}
		c.p.Tally = append(c.p.Tally, t)
	}
}
