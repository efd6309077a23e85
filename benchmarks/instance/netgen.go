package instance

import (
	"math/rand/v2"

	"github.com/rotateplan/rotate/solver/flow"
)

// style is a network in the manner of NETGEN (D. Klingman, A. Napier, J. Stutz: NETGEN, a program for generating large scale
// capacitated assignment, transportation, and minimum cost flow network problems. Management Science 20, 1974): a skeleton of
// chains that can carry all supply, filled up with random arcs. Nodes are sources, then nodes between, then sinks.
type style struct {
	nodes, sources, sinks, arcs int
	supply                      int64 // of all sources
	capacity                    int64 // largest of an arc; 0 is all supply for every arc
}

// dearest is the largest cost; costs are uniform from 1.
const dearest = 10000

func general(k int) style {
	n := 1 << k
	ends := 1 << (k / 2)
	return style{nodes: n, sources: ends, sinks: ends, arcs: 8 * n, supply: int64(1000 * ends), capacity: 1000}
}

func transportation(k int) style {
	n := 1 << k
	return style{nodes: n, sources: n / 2, sinks: n / 2, arcs: 8 * n, supply: int64(100 * n / 2)}
}

// filling is a network on the way, and its arcs so far.
type filling struct {
	style
	*rand.Rand
	*flow.Network
	known map[[2]int32]bool
}

func (s style) start(seed uint64) *filling {
	return &filling{s, rand.New(rand.NewPCG(seed, uint64(s.nodes))), network(s.nodes, s.arcs), make(map[[2]int32]bool, s.arcs)}
}

// arc adds an arc unless there is one.
func (f *filling) arc(from, to int, capacity int64) bool {
	key := [2]int32{int32(from), int32(to)}
	if f.known[key] || from == to {
		return false
	}
	f.known[key] = true
	f.AddArc(key[0], key[1], 0, capacity, 1+f.Int64N(dearest))
	return true
}

// room is the capacity of an arc that must carry at least so much.
func (f *filling) room(least int64) int64 {
	if f.capacity == 0 {
		return f.supply
	}
	return max(least, 1+f.Int64N(f.capacity))
}

func (s style) draw(seed uint64) *flow.Network {
	f := s.start(seed)
	f.share()
	for source, chain := range f.chains() {
		f.skeleton(source, chain)
	}
	f.fill(f.nodes-f.sinks, f.sources, func() int64 { return f.room(1) })
	return f.Network
}

// fill adds random arcs from the nodes below tails to those from heads on. As in NETGEN, the number at one tail is uniform
// from 0 to twice the mean of what is left.
func (f *filling) fill(tails, heads int, capacity func() int64) {
	for tail := range tails {
		left := f.arcs - len(f.From)
		for range min(left, f.IntN(2*left/(tails-tail)+1)) {
			f.arc(tail, heads+f.IntN(f.nodes-heads), capacity())
		}
	}
	for len(f.From) < f.arcs {
		f.arc(f.IntN(tails), heads+f.IntN(f.nodes-heads), capacity())
	}
}

// share gives each source a part of the mean, the rest of it to any.
func (f *filling) share() {
	mean := f.supply / int64(f.sources)
	for i := range f.sources {
		part := 1 + f.Int64N(mean)
		f.Supply[i] += part
		f.Supply[f.IntN(f.sources)] += mean - part
	}
}

// chains deals the nodes between out to the sources, 6 of 10 in turn and the others at random.
func (f *filling) chains() [][]int {
	all := make([][]int, f.sources)
	between := f.nodes - f.sources - f.sinks
	for k, i := range f.Perm(between) {
		source := k % f.sources
		if k >= between*6/10 {
			source = f.IntN(f.sources)
		}
		all[source] = append(all[source], f.sources+i)
	}
	return all
}

// skeleton strings a chain from a source and hangs sinks on it, which share the supply. The longer the chain, the more sinks.
func (f *filling) skeleton(source int, chain []int) {
	supply, chain := f.Supply[source], append([]int{source}, chain...)
	for k := range chain[1:] {
		f.arc(chain[k], chain[k+1], f.room(supply))
	}
	sinks := min(2*len(chain)*f.sinks/(f.nodes-f.sinks), f.sinks)
	sinks = int(max(1, min(int64(sinks), supply)))
	for k := range sinks {
		part := supply / int64(sinks-k)
		if k < sinks-1 {
			part = min(supply, f.Int64N(2*part+1))
		}
		sink := f.nodes - f.sinks + f.IntN(f.sinks)
		if !f.arc(chain[f.IntN(len(chain))], sink, f.room(f.Supply[source])) {
			continue
		}
		f.Supply[sink] -= part
		supply -= part
	}
	// Whatever is left goes to a sink that the whole chain reaches.
	for supply > 0 {
		if sink := f.nodes - f.sinks + f.IntN(f.sinks); f.arc(source, sink, f.room(f.Supply[source])) {
			f.Supply[sink] -= supply
			supply = 0
		}
	}
}

// assignment is a hidden matching and random arcs.
func assignment(k int, seed uint64) *flow.Network {
	n := 1 << (k - 1)
	f := style{nodes: 2 * n, arcs: 16 * n}.start(seed)
	for i, j := range f.Perm(n) {
		f.Supply[i], f.Supply[n+j] = 1, -1
		f.arc(i, n+j, 1)
	}
	f.fill(n, n, func() int64 { return 1 })
	return f.Network
}
