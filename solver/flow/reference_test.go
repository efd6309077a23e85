package flow

import (
	"math"
	"math/rand/v2"
)

// reference solves a tiny network with finite bounds by successive shortest paths (Bellman–Ford) after filling every arc of negative cost.
// It reports the least cost, or false if there is no feasible flow.
func reference(n *Network) (int64, bool) {
	type arc struct {
		to         int
		room, cost int64
	}
	var arcs []arc // 2k and 2k+1 are each other's reverse
	excess := append([]int64(nil), n.Supply...)
	out := make([][]int, len(n.Supply))
	cost := int64(0)
	for a := range n.From {
		from, to, x := int(n.From[a]), int(n.To[a]), n.Lower[a]
		if n.Cost[a] < 0 {
			x = n.Upper[a]
		}
		excess[from] -= x
		excess[to] += x
		cost += x * n.Cost[a]
		out[from] = append(out[from], len(arcs))
		out[to] = append(out[to], len(arcs)+1)
		arcs = append(arcs, arc{to, n.Upper[a] - x, n.Cost[a]}, arc{from, x - n.Lower[a], -n.Cost[a]})
	}
	for {
		dist, by := make([]int64, len(excess)), make([]int, len(excess))
		for i := range dist {
			dist[i], by[i] = math.MaxInt64/4, -1
			if excess[i] > 0 {
				dist[i] = 0
			}
		}
		for changed := true; changed; {
			changed = false
			for u := range out {
				for _, e := range out[u] {
					if a := arcs[e]; a.room > 0 && dist[u] < math.MaxInt64/4 && dist[u]+a.cost < dist[a.to] {
						dist[a.to], by[a.to], changed = dist[u]+a.cost, e, true
					}
				}
			}
		}
		sink, left := -1, false
		for i, x := range excess {
			left = left || x != 0
			if x < 0 && dist[i] < math.MaxInt64/4 && (sink < 0 || dist[i] < dist[sink]) {
				sink = i
			}
		}
		if sink < 0 {
			return cost, !left
		}
		u := sink
		for by[u] >= 0 {
			arcs[by[u]].room--
			arcs[by[u]^1].room++
			u = arcs[by[u]^1].to
		}
		excess[sink]++
		excess[u]--
		cost += dist[sink]
	}
}

// tiny draws a network with up to 8 nodes and 24 arcs, now and then many more than the nodes need; about half of them are feasible.
func tiny(r *rand.Rand) *Network {
	n := &Network{Supply: make([]int64, r.IntN(9))}
	nodes := int32(len(n.Supply))
	if nodes == 0 {
		return n
	}
	for range r.IntN(6) {
		i, j, b := r.Int32N(nodes), r.Int32N(nodes), r.Int64N(5)
		n.Supply[i] += b
		n.Supply[j] -= b
	}
	if r.IntN(20) == 0 {
		n.Supply[0]++
	}
	for range r.IntN(25 + 60*(r.IntN(8)/7)) {
		n.AddArc(r.Int32N(nodes), r.Int32N(nodes), 0, 0, 0)
	}
	for a := range n.From {
		redraw(r, n, a)
	}
	return n
}

// redraw gives arc a new bounds and a new cost.
func redraw(r *rand.Rand, n *Network, a int) {
	n.Lower[a] = 0
	switch r.IntN(6) {
	case 0:
		n.Lower[a] = r.Int64N(3)
	case 1:
		n.Lower[a] = -r.Int64N(3)
	}
	n.Upper[a] = n.Lower[a] + r.Int64N(6)
	n.Cost[a] = r.Int64N(21) - 6
}
