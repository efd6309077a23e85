package conflict

import (
	"sync"

	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/solver/program"
)

// ends hashes what quotas count of atoms, so that atoms which count alike are found without listing what they count. What
// hangs on one end of an atom is hashed once: hashes of counts add up as counts do.
type ends[A comparable] struct {
	parts []rule.Part[A]
	base  []uint64      // by part: tells its family from others
	at    [][]int32     // by part: as of its family
	whole []*counted[A] // families without parts, asked atom by atom
	spans []*counted[A] // families that read no place, asked once for all atoms of a span and a kind

	mu     sync.RWMutex
	places map[placed[A]]uint64
}

// placed is the place of an atom, for agents in whose atoms certain parts count.
type placed[A comparable] struct {
	parts uint64
	a     A
}

// counted is a family some quotas of which are asked about.
type counted[A any] struct {
	*rule.Family[A]
	at   []int32 // by quota: 1 + its number among those asked about
	from uint64  // tells the family from others
}

// enter adds a family, by its parts if it has them and they may serve.
func (e *ends[A]) enter(f *counted[A], parted bool) {
	base := uint64(len(e.base)+len(e.whole)+len(e.spans)+1) << 40
	f.from = base
	switch {
	case parted && f.Placeless:
		e.spans = append(e.spans, f)
		return
	case f.Parts == nil || !parted || len(e.parts)+len(f.Parts) > 64:
		e.whole = append(e.whole, f)
		return
	}
	for _, x := range f.Parts {
		if asked(&x, f.at) {
			e.parts, e.base, e.at = append(e.parts, x), append(e.base, base), append(e.at, f.at)
		}
	}
}

// of returns the parts that count in an agent's atoms, as bits, and those of them that count at places.
func (e *ends[A]) of(agent int) (bits, places uint64) {
	for n := range e.parts {
		if of := e.parts[n].Of; of != nil && !of(agent) {
			continue
		}
		bits |= 1 << n
		if e.parts[n].Place != nil {
			places |= 1 << n
		}
	}
	return bits, places
}

// agent returns the hash of what parts count at the agent's end of a span.
func (e *ends[A]) agent(parts uint64, span A) (h uint64) {
	for n := range e.parts {
		if parts>>n&1 != 0 && e.parts[n].Agent != nil {
			e.parts[n].Agent(span, func(q int, w int64) {
				if e.at[n][q] > 0 {
					h += program.Mix(e.base[n]|uint64(q)) * uint64(w)
				}
			})
		}
	}
	return h
}

// place returns the hash of what else is counted of an atom.
func (e *ends[A]) place(parts uint64, a A, apart *program.Ends[A]) (h uint64) {
	h = counts(e.whole, a)
	if parts == 0 {
		return h
	}
	at := placed[A]{parts, apart.Agentless(a)}
	e.mu.RLock()
	known, ok := e.places[at]
	e.mu.RUnlock()
	if !ok {
		known = e.learn(at)
	}
	return h + known
}

// counts returns the hash of what some families count of an atom.
func counts[A comparable](families []*counted[A], a A) (h uint64) {
	for _, f := range families {
		f.Count(a, func(q int, w int64) {
			if f.at[q] > 0 {
				h += program.Mix(f.from|uint64(q)) * uint64(w)
			}
		})
	}
	return h
}

// learn hashes what parts count at a place.
func (e *ends[A]) learn(at placed[A]) (h uint64) {
	for n := range e.parts {
		if at.parts>>n&1 != 0 {
			e.parts[n].Place(at.a, func(q int, w int64) {
				if e.at[n][q] > 0 {
					h += program.Mix(e.base[n]|uint64(q)) * uint64(w)
				}
			})
		}
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.places == nil {
		e.places = map[placed[A]]uint64{}
	}
	e.places[at] = h
	return h
}
