package program

import (
	"slices"

	"github.com/rotateplan/rotate/model/rule"
)

// entry is the weight of an atom in a quota.
type entry struct {
	quota  int32
	weight int64
}

// ledger adds up entries, one a quota.
type ledger struct {
	entries []entry
	at      []int32          // by quota: 1 + the index of its entry, 0 where it has none
	base    int32            // index of the first quota of the family that counts
	add     func(int, int64) // adds a weight by the place of a quota in its family
}

func newLedger(quotas int) *ledger {
	t := &ledger{at: make([]int32, quotas)}
	t.add = func(q int, w int64) { t.enter(t.base+int32(q), w) }
	return t
}

func (t *ledger) enter(quota int32, w int64) {
	if at := t.at[quota]; at > 0 {
		t.entries[at-1].weight += w
		return
	}
	t.entries = append(t.entries, entry{quota, w})
	t.at[quota] = int32(len(t.entries))
}

func (t *ledger) clear() {
	for _, e := range t.entries {
		t.at[e.quota] = 0
	}
	t.entries = t.entries[:0]
}

// counter is a function that counts for a family.
type counter[A any] struct {
	base  int32 // index of the first quota of the family
	of    func(agent int) bool
	count func(A, func(int, int64))
}

// sides are the entries of the parts of families (see rule.Part): those of the agent and span being read, and those of all
// places met so far. The latter depend on the agent only by the families that count her: her kind.
type sides[A comparable] struct {
	*law[A]
	leaving  *ledger
	left     marks
	tally    *ledger
	arriving []int32 // of the kind and span being read, by slot: 1 + the index of its side, or 0
	known    []side
	kinds    []kind
	kind     int
	agent    int
	mask     []bool // by part of places: whether the agent being read is counted
}

// kind is what places count of agents who are counted alike.
type kind struct {
	mask     []bool
	arriving map[[2]int][]int32 // by span
}

// side is what a place counts.
type side struct {
	list    int32
	entries []entry
	marks   marks
}

// marks tell quotas apart roughly: sets without a mark in common have no quota in common.
type marks [4]uint64

func markAll(entries []entry) (m marks) {
	for _, e := range entries {
		m[e.quota>>6&3] |= 1 << (e.quota & 63)
	}
	return m
}

func newSides[A comparable](l *law[A]) sides[A] {
	return sides[A]{law: l, leaving: newLedger(len(l.p.Quotas)), tally: newLedger(len(l.p.Quotas)), mask: make([]bool, len(l.places))}
}

// begin turns to an agent.
func (e *sides[A]) begin(agent int) {
	e.agent = agent
	for i := range e.places {
		e.mask[i] = e.places[i].of == nil || e.places[i].of(agent)
	}
	e.kind = slices.IndexFunc(e.kinds, func(k kind) bool { return slices.Equal(k.mask, e.mask) })
	if e.kind < 0 {
		e.kind = len(e.kinds)
		e.kinds = append(e.kinds, kind{slices.Clone(e.mask), map[[2]int][]int32{}})
	}
}

// leave turns to a span and counts the parts that read it and the agent.
func (e *sides[A]) leave(a A) {
	if e.Ends == nil {
		return
	}
	e.leaving.clear()
	for i := range e.agents {
		if c := &e.agents[i]; c.of == nil || c.of(e.agent) {
			e.leaving.base = c.base
			c.count(a, e.leaving.add)
		}
	}
	e.left = markAll(e.leaving.entries)
	first, last := e.Span(a)
	slots := e.kinds[e.kind].arriving
	if slots[[2]int{first, last}] == nil {
		slots[[2]int{first, last}] = make([]int32, e.Ends.Slots)
	}
	e.arriving = slots[[2]int{first, last}]
}

// arrive returns what the parts count that read everything but the agent.
func (e *sides[A]) arrive(a A, l *lists) *side {
	if e.Ends == nil {
		return &side{}
	}
	slot := e.Ends.Slot(a)
	if n := e.arriving[slot]; n > 0 {
		return &e.known[n-1]
	}
	at := e.Ends.Agentless(a)
	for i := range e.places {
		if e.mask[i] {
			e.tally.base = e.places[i].base
			e.places[i].count(at, e.tally.add)
		}
	}
	e.known = append(e.known, side{l.add(e.tally.entries), slices.Clone(e.tally.entries), markAll(e.tally.entries)})
	e.arriving[slot] = int32(len(e.known))
	e.tally.clear()
	return &e.known[len(e.known)-1]
}

// meet reports whether somebody counts in one quota where she leaves and where she arrives.
func (e *sides[A]) meet(x *side) bool {
	common := uint64(0)
	for i, m := range x.marks {
		common |= m & e.left[i]
	}
	return common != 0 && slices.ContainsFunc(x.entries, func(y entry) bool { return e.leaving.at[y.quota] > 0 })
}

// both adds up both sides.
func (e *sides[A]) both(arriving []entry) []entry {
	all := slices.Clone(e.leaving.entries)
	for _, x := range arriving {
		if at := e.leaving.at[x.quota]; at > 0 {
			all[at-1].weight += x.weight
		} else {
			all = append(all, x)
		}
	}
	return all
}

// sortFamily notes who counts for a family whose first quota is base.
func (l *law[A]) sortFamily(f *rule.Family[A], base int32) {
	if len(f.Quotas) == 0 {
		return
	}
	if f.Parts == nil || l.Ends == nil {
		x := counter[A]{base: base, count: f.Count}
		if f.Of != nil {
			x.of = func(agent int) bool { run := f.Of(agent); return run.From < run.To }
		}
		if l.whole = append(l.whole, x); !f.Placeless || l.Ends == nil {
			l.placed = append(l.placed, x)
		}
		return
	}
	for _, x := range f.Parts {
		if x.Agent != nil {
			l.agents = append(l.agents, counter[A]{base, x.Of, x.Agent})
		}
		if x.Place != nil {
			l.places = append(l.places, counter[A]{base, x.Of, x.Place})
		}
	}
}
