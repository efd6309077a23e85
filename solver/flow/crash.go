package flow

import "context"

// activeEach is how many arcs are active at first for each node.
const activeEach = 8

// crash makes a first basis: every node hangs on the next node of a cheapest path to a node that lacks supply, capacities left out. Where no more units meet
// than fit, that is where they belong. The arcs that cost least at the prices of these paths are active. It reports false if the context is done before.
func (b *Basis) crash(ctx context.Context, n *Network) bool {
	excess := n.excess(b.look.lower, len(b.nodes))
	via, label := n.cheapest(ctx, b.look, excess)
	if ctx.Err() != nil {
		return false
	}
	b.park(n)
	for u, a := range via {
		if a >= 0 {
			b.place[a] = chosen
			b.nodes[u].parent = n.To[a]
		}
	}
	b.activate(n, n.promising(label, b.place))
	for u, a := range via {
		if a >= 0 {
			b.nodes[u].arc = b.place[a]
		}
	}
	b.thread()
	b.reflow(n, excess)
	return true
}

// chosen marks an arc that is to become active.
const chosen int32 = -2

// promising lists the arcs that are chosen and those whose reduced cost is least, about activeEach for each node.
func (n *Network) promising(label []int64, place []int32) []int32 {
	reduced := func(a int) int64 { return n.Cost[a] - label[n.From[a]] + label[n.To[a]] }
	m, target := len(n.From), activeEach*len(n.Supply)
	most := infinite
	if m > target+target/4 {
		most = quantile(m, float64(target)/float64(m), reduced)
	}
	list := make([]int32, 0, min(m, target+target/2))
	for a := range m {
		if (place[a] == chosen || reduced(a) <= most) && n.carries(a) {
			list = append(list, int32(a))
		}
	}
	return list
}

// cheapest finds of every node the arc with which a cheapest path begins to a node without its demand, or −1, and the length of that path, or of the longest
// if there is none. Where arcs cost less than nothing some paths may not be the cheapest. O(m + p log p) with p arcs whose tails can be entered (Dijkstra 1959).
func (n *Network) cheapest(ctx context.Context, look *survey, excess []int64) (via []int32, label []int64) {
	nodes := len(n.Supply)
	via, label = make([]int32, nodes), make([]int64, nodes)
	var q queue
	for u := range nodes {
		via[u], label[u] = -1, infinite
		if excess[u] < 0 {
			label[u] = 0
			q.push(entry{0, int32(u)})
		}
	}
	enter, done, longest := n.entering(look), make([]bool, nodes), int64(0)
	for steps := 0; len(q) > 0; steps++ {
		v := q.pop().node
		if steps%checkStep == 0 && ctx.Err() != nil {
			return nil, nil
		}
		if done[v] {
			continue
		}
		done[v] = true
		longest = max(longest, label[v])
		for _, x := range enter.of(v) {
			if d := label[v] + x.cost; d < label[x.tail] && !done[x.tail] {
				via[x.tail], label[x.tail] = x.arc, d
				q.push(entry{d, x.tail})
			}
		}
	}
	for a, u := range n.From {
		if look.entered(u) {
			continue
		}
		if v := n.To[a]; label[v] < infinite && n.Cost[a]+label[v] < label[u] && n.Lower[a] < n.Upper[a] {
			via[u], label[u] = int32(a), n.Cost[a]+label[v]
		}
	}
	for u := range label {
		if label[u] == infinite {
			label[u] = longest
		}
	}
	return via, label
}

// adjacency lists arcs by the node they enter.
type adjacency struct {
	first []int32
	arcs  []incidence
}

type incidence struct {
	cost      int64
	tail, arc int32
}

func (x *adjacency) of(v int32) []incidence { return x.arcs[x.first[v]:x.first[v+1]] }

// entering lists the arcs that can carry something and whose tails can be entered.
func (n *Network) entering(look *survey) adjacency {
	x := adjacency{first: make([]int32, len(n.Supply)+2)}
	for a, u := range n.From {
		if look.entered(u) && n.carries(a) {
			x.first[n.To[a]+2]++
		}
	}
	for v := 2; v < len(x.first); v++ {
		x.first[v] += x.first[v-1]
	}
	x.arcs = make([]incidence, x.first[len(x.first)-1])
	for a, u := range n.From {
		if look.entered(u) && n.carries(a) {
			at := &x.first[n.To[a]+1]
			x.arcs[*at] = incidence{n.Cost[a], u, int32(a)}
			*at++
		}
	}
	return x
}
