package flow

import (
	"context"
	"fmt"
	"math"
	"slices"
)

// finish reads flow and potentials off the basis, O(n+m).
func (b *Basis) finish(n *Network, status Status) (*Solution, error) {
	s := &Solution{Status: status, Flow: b.flow(n), Potential: b.potential(), Basis: b, Pivots: b.pivots}
	var err error
	if s.Cost, err = n.costOf(s.Flow); status == Stopped { // may carry what no cheapest flow would
		err = nil
	}
	return s, err
}

// stopped is the solution of a solve that has not come to a tree.
func (b *Basis) stopped(n *Network) *Solution {
	s := &Solution{Status: Stopped, Flow: slices.Clone(n.Lower), Potential: make([]int64, len(n.Supply)), Basis: b}
	s.Cost, _ = n.costOf(s.Flow)
	return s
}

// flow is the lower bound, the upper bound of arcs stored backwards, and in the tree what the remainders say, but no more than a lifted bound: before balance
// is reached there could be. Self loops are full where that pays.
func (b *Basis) flow(n *Network) []int64 {
	x := slices.Clone(n.Lower)
	for a, e := range b.place {
		if e != parked && b.back[e] || n.From[a] == n.To[a] && n.Cost[a] < 0 && n.Upper[a] < Unbounded {
			x[a] = n.Upper[a]
		}
	}
	for u := range b.root() {
		if e := b.nodes[u].arc; e >= b.root() {
			a := b.origin[e]
			x[a] = b.carried(u, n.Lower[a], n.Upper[a])
		}
	}
	return x
}

// carried is what the real arc above node u carries, of given bounds.
func (b *Basis) carried(u int32, lower, upper int64) int64 {
	t := &b.nodes[u]
	if up := (b.arcs[t.arc].tail == u) != b.back[t.arc]; up {
		return min(lower+t.take, upper)
	}
	return min(lower+t.give, upper)
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

// costOf sums cost times flow, with an error where the sum leaves int64.
func (n *Network) costOf(x []int64) (int64, error) {
	var sum wide
	for a, c := range n.Cost {
		if x[a] != 0 && !sum.addProduct(c, x[a]) {
			return 0, errCost
		}
	}
	return sum.narrow()
}

var errCost = fmt.Errorf("flow: cost of the flow: %w", ErrOverflow)

// unserved tells whether an artificial arc carries flow.
func (b *Basis) unserved() bool {
	for u := range b.nodes[:b.root()] {
		t := &b.nodes[u]
		if t.arc >= b.root() {
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
		free := *n
		free.Cost = make([]int64, len(n.Cost))
		b.penalty = 1
		b.adopt(&free)
		if end, _ := b.run(ctx, &free); end == Stopped {
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

// blockSize is √ of the number of arcs, within reason.
func blockSize(arcs int) int { return max(minBlock, int(math.Sqrt(float64(arcs)))) }
