package program

import (
	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// piece is a run of agents' part of a program.
type piece[A any] struct {
	walks []Automaton // by agent
	many  []int32     // by agent: the number of atoms
	atoms []A
	cost  []int64 // by atom, as are the next three
	from  []int32
	to    []int32
	parts []parts // numbered as by its reader
	used  []int32 // the lists of parts in the order of their first use
	by    *reading
}

// reading is the lists a reader has made.
type reading struct {
	lists
	seen []int32 // by list: 1 + the shard in which it was used last
}

// reader reads agents, one after the other. It owns its workspace: one per goroutine.
type reader[A comparable] struct {
	*law[A]
	piece  piece[A] // the one being read
	own    int      // its first atom of the agent being read
	shard  int32
	agent  int
	span   span     // the one being read
	bare   A        // what all atoms of it are to rules that read no more
	last   parts    // those of the atom before
	tally  *ledger  // of the atom being read
	sides  sides[A] // what of its quotas need not be counted anew
	roles  [4]role[A]
	walker walker
}

// role is what an agent does at whatever place, and the list of what families without parts count then.
type role[A any] struct {
	known bool
	at    A
	list  int32
}

// span is what all atoms of an agent and span have in common.
type span struct {
	first, last int
	open        bool       // no must bans them all
	cost        model.Cost // of each of them
	leaving     int32      // list of what the agent leaves
}

func newReader[A comparable](l *law[A]) *reader[A] {
	r := &reader[A]{law: l, tally: newLedger(len(l.p.Quotas)), sides: newSides(l)}
	r.piece.by = &reading{lists: newLists()}
	return r
}

// read returns the piece of a shard: of agents first .. end-1.
func (r *reader[A]) read(shard, first, end int) piece[A] {
	like := len(r.piece.atoms) + len(r.piece.atoms)/8
	r.piece = piece[A]{by: r.piece.by, atoms: make([]A, 0, like), cost: make([]int64, 0, like), from: make([]int32, 0, like),
		to: make([]int32, 0, like), parts: make([]parts, 0, like)}
	x := &r.piece
	r.shard, r.last = int32(shard), parts{}
	for r.agent = first; r.agent < end; r.agent++ {
		r.own, r.span.first = len(x.atoms), -1
		r.sides.begin(r.agent)
		r.Each(r.agent, r.open, r.take)
		x.many = append(x.many, int32(len(x.atoms)-r.own))
		x.walks = append(x.walks, r.automaton(r.agent, x.atoms[r.own:], x.from[r.own:], x.to[r.own:]))
	}
	return *x
}

// open begins a span and reports whether an atom of it may be lawful, as far as rules can tell that read no more of it.
func (r *reader[A]) open(a A) bool {
	s := &r.span
	r.bare = r.bared(a)
	s.first, s.last = r.Span(a)
	if s.cost, s.open = charge(r.spanwise, a); s.open {
		r.sides.leave(a)
		s.leaving = r.piece.by.add(r.sides.leaving.entries)
	}
	return s.open
}

// bared is what rules may read of an atom that read agent and span alone, beside its span.
func (r *reader[A]) bared(a A) (bare A) {
	if r.Bare != nil {
		bare = r.Bare(a)
	}
	return bare
}

// take enters an atom unless it is banned.
func (r *reader[A]) take(a A) {
	first, last := r.Span(a)
	if first != r.span.first || last != r.span.last || r.bared(a) != r.bare {
		r.open(a)
	}
	if !r.span.open {
		return
	}
	cost, ok := charge(r.single, a)
	if !ok {
		return
	}
	x := &r.piece
	x.atoms, x.cost = append(x.atoms, a), append(x.cost, int64(cost+r.span.cost))
	x.from, x.to = append(x.from, int32(first)), append(x.to, int32(last))
	x.parts = append(x.parts, r.count(a))
}

// charge returns what bans and prices charge for an atom, and whether a must refuses it.
func charge[A any](rules []*rule.Applied[A], a A) (cost model.Cost, ok bool) {
	for _, p := range rules {
		units := int64(0)
		switch f := &p.Form; {
		case f.Price != nil:
			units = f.Price(a)
		case f.Walk != nil:
			_, units = f.Walk.Next(0, a)
		case f.Ban(a):
			units = 1
		}
		c, lawful := p.Charge(units)
		if !lawful {
			return 0, false
		}
		cost += c
	}
	return cost, true
}

// never reports whether a rule is a walk of a single state, which is a ban in all but form.
func never[A any](r *rule.Applied[A]) bool {
	w := r.Form.Walk
	return w != nil && w.States == 1 && w.Tally == nil && r.Mode == model.Must
}

// count lists the weights of an atom, one entry a quota.
func (r *reader[A]) count(a A) parts {
	l := &r.piece.by.lists
	side := r.sides.arrive(a, l)
	x := parts{r.span.leaving, side.list, r.rest(a)}
	if r.sides.meet(side) {
		x[0], x[1] = l.add(r.sides.both(side.entries)), 0
	}
	for i, n := range x {
		if n != r.last[i] || n == 0 {
			r.use(n)
		}
	}
	r.last = x
	return x
}

// rest lists what families without parts count. But for those few that read all of an atom they count alike wherever she
// does the same.
func (r *reader[A]) rest(a A) int32 {
	if r.Ends == nil || r.enter(r.placed, a) {
		r.tally.clear()
		return r.listed(a)
	}
	at := r.Ends.Placeless(a)
	for _, x := range r.roles {
		if x.known && x.at == at {
			return x.list
		}
	}
	copy(r.roles[1:], r.roles[:])
	r.roles[0] = role[A]{true, at, r.listed(a)}
	return r.roles[0].list
}

// enter counts for families and reports whether there is anything to count.
func (r *reader[A]) enter(families []counter[A], a A) bool {
	for i := range families {
		if f := &families[i]; f.of == nil || f.of(r.agent) {
			r.tally.base = f.base
			f.count(a, r.tally.add)
		}
	}
	return len(r.tally.entries) > 0
}

func (r *reader[A]) listed(a A) int32 {
	r.enter(r.whole, a)
	list := r.piece.by.add(r.tally.entries)
	r.tally.clear()
	return list
}

// use notes that a list is used in the shard being read.
func (r *reader[A]) use(list int32) {
	by := r.piece.by
	for len(by.seen) < by.count() {
		by.seen = append(by.seen, 0)
	}
	if by.seen[list] != r.shard+1 {
		by.seen[list] = r.shard + 1
		r.piece.used = append(r.piece.used, list)
	}
}
