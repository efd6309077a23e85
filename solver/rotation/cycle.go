package rotation

import (
	"math/rand/v2"
	"slices"

	"github.com/rotateplan/rotate/solver/program"
	"github.com/rotateplan/rotate/solver/search"
)

// cycle is an ejection chain (Glover 1996): one teacher changes, and as long as a must is broken, the change of another
// that mends it at the least value follows, depth changes at most. Where a must is broken to begin with, the chain
// starts by mending it.
func (c *candidates) cycle() search.Operator {
	return search.Operator{Name: "cycle", Propose: func(s *program.State, rng *rand.Rand, m search.Move) search.Move {
		chain := chain{c: c, s: s, rng: rng, penalty: c.q.penalty, m: m}
		chain.run()
		slices.Reverse(chain.undo)
		search.Apply(s, chain.undo, nil)
		return chain.m
	}}
}

// chain is an ejection chain in the making: the state is changed on the way and taken back at the end.
type chain struct {
	c       *candidates
	s       *program.State
	rng     *rand.Rand
	penalty int64
	m, undo search.Move
	last    [2]int32 // the atoms the last change took and gave up
}

// Length of a chain, and draws for each of its changes.
const (
	chainDepth = 6
	chainWidth = 24
)

func (h *chain) run() {
	if h.s.Broken() > 0 {
		h.mend(h.anyBroken())
	} else {
		i := h.c.pick(h.s, h.rng)
		if k := h.c.draw(i, h.rng); k != current(h.s, i) {
			h.add(i, k)
		}
	}
	for len(h.m) > 0 && len(h.m) < chainDepth && h.s.Broken() > 0 {
		if r := h.brokenBy(h.last); r < 0 || !h.mend(r) {
			return
		}
	}
}

func (h *chain) add(agent, atom int32) {
	h.last = [2]int32{atom, current(h.s, agent)}
	walk := h.c.walk(atom)
	h.undo = append(h.undo, search.Change{Agent: agent, Walk: h.s.Walks[agent]})
	h.m = append(h.m, search.Change{Agent: agent, Walk: walk})
	h.s.Set(agent, walk)
}

func (h *chain) breaks(r int32) bool {
	row := &h.c.q.p.Rows[r]
	return h.s.Count[r] < row.Lo || h.s.Count[r] > row.Hi
}

// anyBroken draws a row with a broken must.
func (h *chain) anyBroken() int32 {
	start := h.rng.IntN(len(h.s.Count))
	for n := range h.s.Count {
		if r := int32((start + n) % len(h.s.Count)); h.breaks(r) {
			return r
		}
	}
	return 0
}

// brokenBy returns a row with a broken must among those the atoms count in, or -1.
func (h *chain) brokenBy(atoms [2]int32) int32 {
	for _, k := range atoms {
		if k == atHome {
			continue
		}
		for r := range h.c.q.p.Touch(k) {
			if h.breaks(r) {
				return r
			}
		}
	}
	return -1
}

// mend makes the change of one teacher not yet in the chain that brings row r nearer to its musts at the least value,
// among chainWidth of the cheapest, each looked at or not by the toss of a coin. It reports whether there was one.
func (h *chain) mend(r int32) bool {
	parts := h.c.byRow[r]
	if len(parts) == 0 {
		return false
	}
	short := h.s.Count[r] < h.c.q.p.Rows[r].Lo
	agent, atom, best := int32(-1), atHome, int64(0)
	skip := h.rng.Uint64()
	tries := 0
	for n := 0; n < len(parts) && tries < chainWidth; n++ {
		x := parts[n]
		if skip>>(uint(n)%64)&1 == 1 {
			continue
		}
		i := h.c.q.owner[x.atom]
		to, ok := h.option(x, i, short)
		if !ok || h.inChain(i) {
			continue
		}
		tries++
		old := h.s.Walks[i]
		h.s.Set(i, h.c.walk(to))
		if v := search.Value(h.s, h.penalty); agent < 0 || v < best {
			agent, atom, best = i, to, v
		}
		h.s.Set(i, old)
	}
	if agent >= 0 {
		h.add(agent, atom)
	}
	return agent >= 0
}

// option returns what an atom's owner could do to move the count of a row the wanted way: take the atom, or drop it.
func (h *chain) option(x part, owner int32, short bool) (to int32, ok bool) {
	raises := x.weight > 0
	if current(h.s, owner) == x.atom {
		return atHome, raises != short
	}
	return x.atom, raises == short
}

func (h *chain) inChain(i int32) bool {
	return slices.ContainsFunc(h.m, func(c search.Change) bool { return c.Agent == i })
}
