package program

import (
	"iter"
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
	Each func(agent int, open func(A) bool, visit func(A))
	Span func(A) (first, last int)
	Bare func(A) A // what rules that read agent and span alone may read of an atom; nil where that is no more than Span says
	Ends *Ends[A]  // nil where families are counted atom by atom
}

// Ends takes atoms apart, so that what hangs on one end of them is counted once.
type Ends[A comparable] struct {
	Agentless func(A) A   // an atom without its agent
	Placeless func(A) A   // an atom without its place
	Slot      func(A) int // below Slots, and one for all atoms of a span that differ in their agent alone
	Slots     int
}

// law is a source with its rules sorted by form.
type law[A comparable] struct {
	Source[A]
	walks    []*rule.Applied[A]
	strolls  int                // that many walks, the first, read agent and span alone
	spanwise []*rule.Applied[A] // bans, prices and walks that never pass a thing, which read agent and span alone
	single   []*rule.Applied[A] // all other such rules
	whole    []counter[A]       // families without parts
	placed   []counter[A]       // of them those that read all of an atom
	agents   []counter[A]       // parts of the others, by what they read
	places   []counter[A]
	p        *Program
}

// compiler makes one program of what its readers have read.
type compiler[A comparable] struct {
	law[A]
	pieces []piece[A] // by shard
	atoms  []A
}

// shards is how many runs the agents are cut into: enough for many processors to end at about the same time.
const shards = 64

// Compile turns a law into a program and returns it with the lawful atoms, in the program's order. Agents are read side
// by side and joined in order, so the program does not depend on the number of processors.
func Compile[A comparable](s Source[A]) (*Program, []A) {
	c := &compiler[A]{law: law[A]{Source: s, p: &Program{}}, pieces: make([]piece[A], shards)}
	c.sortRules()
	c.abreast(func(todo iter.Seq[int]) {
		r := newReader(&c.law)
		for i := range todo {
			c.pieces[i] = r.read(i, c.Agents*i/shards, c.Agents*(i+1)/shards)
		}
	})
	c.gather()
	c.join()
	c.tally(c.atoms)
	return c.p, c.atoms
}

// abreast does all shards with as many workers as there are processors.
func (c *compiler[A]) abreast(work func(todo iter.Seq[int])) {
	var all sync.WaitGroup
	var next atomic.Int32
	todo := func(yield func(int) bool) {
		for i := int(next.Add(1)) - 1; i < shards && yield(i); i = int(next.Add(1)) - 1 {
		}
	}
	for range min(shards, runtime.GOMAXPROCS(0)) {
		all.Go(func() { work(todo) })
	}
	all.Wait()
}

func (c *compiler[A]) sortRules() {
	for i := range c.Law {
		r := &c.Law[i]
		if r.Form.Walk != nil && r.Form.Walk.Tally == nil {
			if c.walks = append(c.walks, r); r.Form.Spanwise {
				c.strolls++
			}
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
	slices.SortStableFunc(c.walks, spanwiseFirst[A])
}

// spanwiseFirst sorts walks.
func spanwiseFirst[A any](a, b *rule.Applied[A]) int {
	switch {
	case a.Form.Spanwise == b.Form.Spanwise:
		return 0
	case a.Form.Spanwise:
		return -1
	}
	return +1
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

// gather joins the pieces. Lists are numbered in the order of their first use, equal ones as one.
func (c *compiler[A]) gather() {
	p, x := c.p, newIndex()
	number := map[*reading][]int32{} // by list of a reader: 1 + that of the program, or 0
	at := []int{0}                   // by shard: its first atom
	p.First = []int32{0}
	for i := range c.pieces {
		piece := &c.pieces[i]
		n := number[piece.by]
		n = append(n, make([]int32, piece.by.count()-len(n))...)
		number[piece.by] = n
		for _, list := range piece.used {
			if n[list] == 0 {
				n[list] = 1 + x.enter(&piece.by.lists, list)
			}
		}
		for _, many := range piece.many {
			p.First = append(p.First, p.First[len(p.First)-1]+many)
		}
		p.Walks = append(p.Walks, piece.walks...)
		at = append(at, at[i]+len(piece.atoms))
	}
	atoms := at[shards]
	c.atoms, p.Cost, p.From, p.To, p.parts = make([]A, atoms), make([]int64, atoms), make([]int32, atoms), make([]int32, atoms), make([]parts, atoms)
	p.lists = x.lists
	c.abreast(func(todo iter.Seq[int]) {
		for i := range todo {
			c.place(at[i], &c.pieces[i], number[c.pieces[i].by])
		}
	})
}

// place copies a piece to where its first atom belongs.
func (c *compiler[A]) place(at int, x *piece[A], number []int32) {
	copy(c.atoms[at:], x.atoms)
	copy(c.p.Cost[at:], x.cost)
	copy(c.p.From[at:], x.from)
	copy(c.p.To[at:], x.to)
	for k, lists := range x.parts {
		for i, n := range lists {
			c.p.parts[at+k][i] = number[n] - 1
		}
	}
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
