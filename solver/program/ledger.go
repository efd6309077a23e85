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

// ledger adds up the entries of one atom.
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

// close appends the entries that are not zero and empties the ledger.
func (t *ledger) close(quotas, weights []int32) ([]int32, []int32) {
	for _, e := range t.entries {
		if t.at[e.quota] = 0; e.weight != 0 {
			quotas, weights = append(quotas, e.quota), append(weights, int32(e.weight))
		}
	}
	t.entries = t.entries[:0]
	return quotas, weights
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
	agents, places []counter[A]
	strip          func(A) A // an atom without its agent
	tally          *ledger
	leaving        []entry
	arriving       map[A][]entry // of the kind of the agent being read
	kinds          []kind[A]
	agent          int
	mask           []bool // by part of places: whether the agent being read is counted
}

type kind[A comparable] struct {
	mask     []bool
	arriving map[A][]entry
}

func newSides[A comparable](l *law[A]) sides[A] {
	return sides[A]{agents: l.agents, places: l.places, strip: l.Place, tally: newLedger(len(l.p.Quotas)), mask: make([]bool, len(l.places))}
}

// begin turns to an agent.
func (e *sides[A]) begin(agent int) {
	e.agent = agent
	for i := range e.places {
		e.mask[i] = e.places[i].of == nil || e.places[i].of(agent)
	}
	n := slices.IndexFunc(e.kinds, func(k kind[A]) bool { return slices.Equal(k.mask, e.mask) })
	if n < 0 {
		n = len(e.kinds)
		e.kinds = append(e.kinds, kind[A]{slices.Clone(e.mask), map[A][]entry{}})
	}
	e.arriving = e.kinds[n].arriving
}

// leave counts the parts that read agent and span.
func (e *sides[A]) leave(a A) {
	e.leaving = e.leaving[:0]
	for i := range e.agents {
		if c := &e.agents[i]; c.of == nil || c.of(e.agent) {
			e.tally.base = c.base
			c.count(a, e.tally.add)
		}
	}
	e.leaving = append(e.leaving, e.tally.entries...)
	e.tally.close(nil, nil)
}

// arrive returns the entries of the parts that read everything but the agent.
func (e *sides[A]) arrive(a A) []entry {
	if len(e.places) == 0 {
		return nil
	}
	at := e.strip(a)
	entries, known := e.arriving[at]
	if known {
		return entries
	}
	for i := range e.places {
		if e.mask[i] {
			e.tally.base = e.places[i].base
			e.places[i].count(at, e.tally.add)
		}
	}
	entries = slices.Clone(e.tally.entries)
	e.tally.close(nil, nil)
	e.arriving[at] = entries
	return entries
}

// sortFamily notes who counts for a family whose first quota is base.
func (l *law[A]) sortFamily(f *rule.Family[A], base int32) {
	if f.Parts == nil || l.Place == nil {
		l.whole = append(l.whole, counter[A]{base: base, count: f.Count})
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
