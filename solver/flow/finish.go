package flow

import (
	"context"
	"fmt"
	"math"
	"math/bits"
	"slices"
)

// finish reads flow and potentials off the basis, O(n+m).
func (b *Basis) finish(n *Network, status Status) (*Solution, error) {
	s := &Solution{Status: status, Flow: b.flow(n), Potential: b.potential(), Basis: b, Pivots: b.pivots}
	var err error
	s.Cost, err = n.costOf(s.Flow)
	return s, err
}

// flow is the lower bound, the upper bound of arcs stored backwards, and in the tree what the remainders say. Self loops are full where that pays.
func (b *Basis) flow(n *Network) []int64 {
	x := slices.Clone(n.Lower)
	for e, back := range b.back {
		if back {
			x[b.origin[e]] = n.Upper[b.origin[e]]
		}
	}
	for a, from := range n.From {
		if from == n.To[a] && n.Cost[a] < 0 {
			x[a] = n.Upper[a]
		}
	}
	for u := range b.nodes[:b.root()] {
		t := &b.nodes[u]
		if int(t.arc) >= len(x) {
			continue
		}
		a, carried := b.origin[t.arc], t.give
		if n.From[a] == int32(u) {
			carried = t.take
		}
		x[a] = n.Lower[a] + carried
	}
	return x
}

// potential puts the root at 0.
func (b *Basis) potential() []int64 {
	pi := make([]int64, b.root())
	zero := b.pi[b.root()]
	for u := range pi {
		pi[u] = b.pi[u] - zero
	}
	return pi
}

// costOf sums cost times flow, with an error where a partial sum leaves int64.
func (n *Network) costOf(x []int64) (int64, error) {
	sum := int64(0)
	for a, c := range n.Cost {
		if c == 0 || x[a] == 0 {
			continue
		}
		high, low := bits.Mul64(uint64(max(c, -c)), uint64(max(x[a], -x[a])))
		term := int64(low)
		if c < 0 != (x[a] < 0) {
			term = -term
		}
		next := sum + term
		if high != 0 || low > math.MaxInt64 || (next < sum) != (term < 0) {
			return 0, fmt.Errorf("flow: cost of the flow: %w", ErrOverflow)
		}
		sum = next
	}
	return sum, nil
}

// unserved tells whether an artificial arc carries flow.
func (b *Basis) unserved() bool {
	for u := range b.nodes[:b.root()] {
		t := &b.nodes[u]
		if int(t.arc) < len(b.room) {
			continue
		}
		if b.arcs[t.arc].tail != int32(u) || t.take > 0 {
			return true
		}
	}
	return false
}

// finishInfeasible cuts between the nodes that hang on the root by an arc upwards and those that hang by an arc downwards. Their potentials differ by about M,
// so every real arc across is full in one direction and empty in the other.
func (b *Basis) finishInfeasible() *Solution {
	cut := make([]bool, b.root())
	for u := b.next[b.root()]; u != b.root(); u = b.next[u] {
		if t := &b.nodes[u]; t.parent == b.root() {
			cut[u] = b.arcs[t.arc].tail == u
		} else {
			cut[u] = cut[t.parent]
		}
	}
	return &Solution{Status: Infeasible, Cut: cut, Basis: b, Pivots: b.pivots}
}

// finishUnbounded reports the falling circle, once it is known that there is a feasible flow at all: if flow is left on artificial arcs, it goes on with all
// costs but theirs struck out.
func (b *Basis) finishUnbounded(ctx context.Context, n *Network, circle []int32) (*Solution, error) {
	if b.unserved() {
		b.reprice(make([]int64, len(n.Cost)), 1)
		if end, _ := b.run(ctx); end == Stopped {
			return b.finish(n, Stopped)
		}
		if b.unserved() {
			return b.finishInfeasible(), nil
		}
	}
	s := &Solution{Status: CostUnbounded, Flow: make([]int64, len(n.From)), Basis: b, Pivots: b.pivots}
	for _, a := range circle {
		s.Flow[a] = 1
		s.Cost += n.Cost[a]
	}
	return s, nil
}

// fallingLoop finds a self loop that pays for ever, or −1.
func fallingLoop(n *Network) int32 {
	for a, c := range n.Cost {
		if c < 0 && n.Upper[a] >= Unbounded && n.From[a] == n.To[a] {
			return int32(a)
		}
	}
	return -1
}

func everyone(n int) []bool {
	all := make([]bool, n)
	for i := range all {
		all[i] = true
	}
	return all
}

// total adds up supplies, whose sum has been found to fit.
func total(supply []int64) int64 {
	sum := int64(0)
	for _, b := range supply {
		sum += b
	}
	return sum
}

// blockSize is √m, within reason.
func blockSize(arcs int) int { return max(minBlock, int(math.Sqrt(float64(arcs)))) }
