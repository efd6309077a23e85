package rotation

import (
	"context"
	"math/rand/v2"
	"slices"

	"github.com/rotateplan/rotate/solver/flow"
	"github.com/rotateplan/rotate/solver/program"
	"github.com/rotateplan/rotate/solver/search"
)

// repair is destroy-and-repair (Shaw 1998) whose repair is a flow: teachers who count in a few related rows forget their
// stays of the spans of a fold, and the network of those teachers alone, all others standing where they stand, sends them
// out again at the best prices of the coupling rows. What the flow breaks of those is mended by ejection.
func (c *candidates) repair(f *fold, most int) search.Operator {
	worth := make([]bool, len(f.rep)) // by representative
	for k, rep := range f.rep {
		if rep != unfolded && c.kept[k] {
			worth[rep] = true
		}
	}
	return search.Operator{Name: "repair", Propose: func(s *program.State, rng *rand.Rand, m search.Move) search.Move {
		free := slices.DeleteFunc(c.destroy(c.anywhere(rng), rng, most), func(i int32) bool {
			k := current(s, i)
			return k != atHome && f.rep[k] == unfolded
		})
		h := chain{c: c, s: s, rng: rng, penalty: c.q.penalty}
		for _, i := range free {
			h.add(i, atHome)
		}
		w := build(f, free, func(k int32) bool { return worth[k] }, s.Count)
		w.linkPlaces(false)
		prices := make([]int64, len(f.classes))
		for n, rows := range f.classes {
			prices[n] = c.y[rows[0]]
		}
		w.price(prices)
		if x, err := w.solve(context.Background()); err == nil && x.Status == flow.Optimal {
			f.unfold(s, w.away(x, nil), h.add)
			h.mendAll(mendMost)
		}
		return h.finish(m)
	}}
}

// mendMost is the number of changes allowed to mend what a flow broke.
const mendMost = 12

// mendAll mends broken musts one change at a time.
func (h *chain) mendAll(most int) {
	for range most {
		h.m = h.m[:0] // anybody may change again
		if h.s.Broken() == 0 || !h.mend(h.anyBroken()) {
			return
		}
	}
}

// finish takes back all changes and appends to m those that remain in effect.
func (h *chain) finish(m search.Move) search.Move {
	now := map[int32][]int32{}
	for _, c := range h.undo {
		now[c.Agent] = h.s.Walks[c.Agent]
	}
	slices.Reverse(h.undo)
	search.Apply(h.s, h.undo, nil)
	for _, c := range h.undo {
		walk, ok := now[c.Agent]
		if ok && !slices.Equal(walk, h.s.Walks[c.Agent]) {
			m = append(m, search.Change{Agent: c.Agent, Walk: walk})
		}
		delete(now, c.Agent)
	}
	return m
}
