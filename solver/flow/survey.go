package flow

import (
	"fmt"
	"math/bits"
)

// survey is what one look at all arcs tells of a network.
type survey struct {
	penalty  int64  // M, above the length of any path of real arcs forth and back
	dearest  uint64 // size of a cost for which M is enough
	loop     int32  // a self loop that pays for ever, or −1
	lower    bool   // whether some lower bound is not 0
	hubs     []hub  // by node
	reversed bool   // whether it is asked about the reverse of the network
}

// hub sums up the arcs of a node.
type hub struct {
	in, out int32
	open    int32 // ways in without a bound: arcs in that have none, arcs out that may carry backwards
	ample   bool  // whether an arc out could carry alone all that can pass
	enters  int64 // most that comes by bounded arcs
	widest  int64 // bound of an arc out
	through int64 // most that can pass: what enters, and the supply
}

// survey checks the network, O(n+m). It reports columns and endpoints that make no network, crossed bounds, and numbers too large: amounts whose sum, which no
// flow of a basis exceeds, could reach 2⁶⁰, and costs with which potentials could overflow.
func (n *Network) survey() (*survey, error) {
	if err := n.validate(); err != nil {
		return nil, err
	}
	s := &survey{loop: -1, hubs: make([]hub, len(n.Supply))}
	sum := int64(0)
	for i, b := range n.Supply {
		if sum = added(sum, b); sum >= Unbounded {
			return nil, fmt.Errorf("flow: supply of node %d: %w", i, ErrOverflow)
		}
	}
	for a, c := range n.Cost {
		lower, upper := n.Lower[a], n.Upper[a]
		if lower > upper {
			return nil, fmt.Errorf("flow: arc %d carries at least %d and at most %d", a, lower, upper)
		}
		if sum = added(sum, lower); upper < Unbounded {
			sum = added(sum, upper)
		}
		if sum >= Unbounded {
			return nil, fmt.Errorf("flow: bounds of arc %d: %w", a, ErrOverflow)
		}
		s.meet(n, a)
		s.dearest = max(s.dearest, size(c))
	}
	nodes := uint64(len(n.Supply)) + 1
	if s.dearest >= dearestOf(len(n.Supply)) {
		return nil, fmt.Errorf("flow: cost of %d on %d nodes: %w", s.dearest, nodes-1, ErrOverflow)
	}
	s.dearest = min(1<<bits.Len64(s.dearest), dearestOf(len(n.Supply))) - 1 // with room for costs to come
	s.penalty = int64(2*nodes*s.dearest) + 1
	for u, b := range n.Supply {
		h := &s.hubs[u]
		if h.through = Unbounded; h.open == 0 {
			h.through = b + h.enters
		}
		h.ample = h.widest >= h.through
	}
	return s, nil
}

// meet counts arc a at its ends.
func (s *survey) meet(n *Network, a int) {
	from, to := &s.hubs[n.From[a]], &s.hubs[n.To[a]]
	from.out++
	to.in++
	if upper := n.Upper[a]; upper < Unbounded {
		to.enters += upper
		from.widest = max(from.widest, upper)
	} else {
		to.open++
		if from == to && n.Cost[a] < 0 {
			s.loop = int32(a)
		}
	}
	if lower := n.Lower[a]; lower != 0 {
		s.lower = true
		if lower < 0 {
			from.open++
		}
	}
}

// room is what arc a can carry above its lower bound. Its upper bound is lifted, and the room infinite, if no more than it allows can get to its tail: the bound is
// redundant. If a bound of an arc out of v is lifted, v is ample, so the bounds of all arcs into v are kept, but for those of sources, which follow from supplies:
// what can pass v rests on kept bounds and supplies alone, never on itself in a circle. Hence the same flows are feasible as before; hence a cut that no flow crosses is one of the network too, for an arc that is full in it has kept
// its bound; and along a circle without end every multiple would be feasible, so it holds no lifted arc.
func (s *survey) room(n *Network, a int) int64 {
	from, to := &s.hubs[n.From[a]], &s.hubs[n.To[a]]
	if s.reversed {
		from, to = to, from
	}
	lower, upper := n.Lower[a], n.Upper[a]
	if lower < upper && upper >= from.through && (from.source() || !to.ample) {
		return infinite
	}
	return capacity(lower, upper)
}

// source tells whether nothing can come to a node: no more leaves it than it supplies.
func (h *hub) source() bool { return h.in == 0 && h.open == 0 }

// capacity is the room between what an arc carries and its upper bound.
func capacity(carried, upper int64) int64 {
	if upper >= Unbounded {
		return infinite
	}
	return upper - carried
}

// entered tells whether there are arcs into node u.
func (s *survey) entered(u int32) bool {
	if s.reversed {
		return s.hubs[u].out > 0
	}
	return s.hubs[u].in > 0
}

// fansOut tells whether most nodes that only pass on have more arcs out than in. Each of these hangs on the head of one of its arcs and would have to hang on
// another whenever prices change, though it may carry nothing; turned round it keeps to the few it has.
func (s *survey) fansOut(n *Network) bool {
	out, in := 0, 0
	for u, b := range n.Supply {
		switch h := &s.hubs[u]; {
		case b != 0:
		case h.out > h.in:
			out++
		case h.out < h.in:
			in++
		}
	}
	return out > 2*in
}

// added adds the size of x to a sum, which becomes Unbounded once it gets there.
func added(sum, x int64) int64 {
	if x <= -Unbounded || x >= Unbounded {
		return Unbounded
	}
	return min(sum+max(x, -x), Unbounded)
}

// size is |x|. −2⁶³ stays itself and is 2⁶³ unsigned.
func size(x int64) uint64 { return uint64(max(x, -x)) }

// dearestOf is the size of a cost with which potentials over so many nodes could overflow.
func dearestOf(nodes int) uint64 { return uint64(endless) / (4 * (uint64(nodes) + 1)) }
