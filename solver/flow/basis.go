package flow

import "slices"

// Basis is a spanning tree with the flow on it, and the whole workspace of [Solve]. It belongs to one goroutine at a time.
//
// Some arcs of the network are active: those of the tree, those at their upper bounds, and those that seem worth pricing. The others are parked at their
// lower bounds and looked at again once no active arc may enter.
type Basis struct {
	nodes []node  // n nodes, then the root
	next  []int32 // by node: the one after it in preorder; a circle through all
	prev  []int32 // by node: the one before it
	pi    []int64 // potentials, wrapping: only differences mean anything

	arcs   []residual // the artificial arc of each node, then the active arcs in mixed order
	back   []bool     // by place in arcs: whether the arc is stored against its direction
	room   []int64    // by place in arcs: upper − lower, or infinite
	origin []int32    // by place in arcs: the arc of the network
	place  []int32    // by arc of the network: its place in arcs, or parked

	owner  *Solution // of a network the basis knows as it is; nil if there is none
	moved  []int32   // places of arcs that may carry something else since, some of them several times
	follow bool      // whether they are noted
	dead   int       // places of arcs that are gone

	look     *survey
	reversed bool  // whether it serves the network with all arcs turned round
	penalty  int64 // M
	basket   basket
	cursor   int // place at which the next block begins
	pivots   int
}

// parked is the place of an arc that is not active.
const parked int32 = -1

// node is a node of the tree. last is the final node of its subtree in preorder and size the number of nodes there. The preorder itself lies in arrays of
// its own: runs through subtrees, most of the memory a solve reads, touch nothing else. give is what can still be pushed to the parent, take what can still be
// pushed back; one of the two is the flow on the arc, depending on the arc's direction. In a strongly feasible tree give > 0.
type node struct {
	parent, arc int32
	last, size  int32
	give, take  int64
}

// residual is an arc in the direction in which it can still carry. Arcs of the tree may be stored either way.
type residual struct {
	cost       int64
	tail, head int32
}

// Clone returns a copy that can be used independently.
func (b *Basis) Clone() *Basis {
	c := *b
	c.nodes = slices.Clone(b.nodes)
	c.next, c.prev = slices.Clone(b.next), slices.Clone(b.prev)
	c.pi = slices.Clone(b.pi)
	c.arcs = slices.Clone(b.arcs)
	c.back = slices.Clone(b.back)
	c.room = slices.Clone(b.room)
	c.origin = slices.Clone(b.origin)
	c.place = slices.Clone(b.place)
	c.owner, c.moved = nil, nil
	return &c
}

// newBasis hangs every node on the root by its artificial arc and parks all arcs. Flow and potentials are still to be computed.
func newBasis(nodes int, reversed bool) *Basis {
	b := &Basis{
		nodes:    make([]node, nodes+1),
		next:     make([]int32, nodes+1),
		prev:     make([]int32, nodes+1),
		pi:       make([]int64, nodes+1),
		arcs:     make([]residual, nodes),
		back:     make([]bool, nodes),
		room:     make([]int64, nodes),
		origin:   make([]int32, nodes),
		reversed: reversed,
	}
	for u := range nodes {
		b.nodes[u].parent, b.nodes[u].arc = b.root(), int32(u)
	}
	b.nodes[nodes].parent, b.nodes[nodes].arc = -1, -1
	return b
}

// activate gives parked arcs, in ascending order, their places: those whose ranks differ by about √ of their number come to lie together. Neighbours often leave
// the same node, and a block of them would offer few choices: on county networks mixing saves two pivots in three, and more on large ones (Király and Kovács 2012,
// section 3.2).
func (b *Basis) activate(n *Network, arcs []int32) {
	first, count := len(b.arcs), len(arcs)
	b.arcs = append(b.arcs, make([]residual, count)...)
	b.back = append(b.back, make([]bool, count)...)
	b.room = append(b.room, make([]int64, count)...)
	b.origin = append(b.origin, make([]int32, count)...)
	stride := blockSize(count)
	at := make([]int32, min(stride, count)) // by rank modulo stride: the next place
	for i := range at {
		at[i] = int32(first)
		first += (count - i + stride - 1) / stride
	}
	for i, a := range arcs {
		e := at[i%stride]
		at[i%stride]++
		b.place[a], b.origin[e] = e, a
		b.arcs[e], b.room[e] = residual{n.Cost[a], n.From[a], n.To[a]}, b.look.room(n, int(a))
	}
}

// adopt makes the basis fit the network: arcs it does not know are parked, those that are gone or have other ends leave the tree, those outside the tree go to
// a bound, and flow and potentials are recomputed. O(n+m).
func (b *Basis) adopt(n *Network) {
	cut := false
	for u := range b.root() {
		e := b.nodes[u].arc
		if e < b.root() {
			continue
		}
		a, arc := b.origin[e], b.arcs[e]
		if int(a) >= len(n.From) || (arc.tail != n.From[a] || arc.head != n.To[a]) && (arc.head != n.From[a] || arc.tail != n.To[a]) {
			b.lean(u, 0)
			cut = true
		}
	}
	if cut {
		b.thread()
	}
	for len(b.place) > len(n.From) {
		if e := b.place[len(b.place)-1]; e != parked {
			b.arcs[e] = residual{}
			b.dead++
		}
		b.place = b.place[:len(b.place)-1]
	}
	if 2*b.dead > len(b.arcs) {
		b.compact(n)
	}
	b.park(n)
	excess := n.excess(b.look.lower, len(b.nodes))
	for a, e := range b.place {
		if e == parked {
			continue
		}
		if x := b.rest(n, int32(a)); x != 0 {
			excess[n.From[a]] -= x
			excess[n.To[a]] += x
		}
	}
	b.reflow(n, excess)
}

// compact gives the active arcs places without gaps.
func (b *Basis) compact(n *Network) {
	var active []int32
	for a, e := range b.place {
		if e != parked {
			active = append(active, int32(a))
		}
	}
	place, back, origin, root := slices.Clone(b.place), slices.Clone(b.back), slices.Clone(b.origin), b.root()
	b.arcs, b.back, b.room, b.origin = b.arcs[:root], b.back[:root], b.room[:root], b.origin[:root]
	b.activate(n, active)
	for _, a := range active {
		b.back[b.place[a]] = back[place[a]]
	}
	for u := range root {
		if e := b.nodes[u].arc; e >= root {
			b.nodes[u].arc = b.place[origin[e]]
		}
	}
	b.dead = 0
}

// park parks the arcs that the basis does not know.
func (b *Basis) park(n *Network) {
	known := len(b.place)
	b.place = slices.Grow(b.place, len(n.From)-known)[:len(n.From)]
	for a := known; a < len(n.From); a++ {
		b.place[a] = parked
	}
}

func (b *Basis) root() int32 { return int32(len(b.nodes) - 1) }

// inTree tells whether arc e is in the tree.
func (b *Basis) inTree(e int32) bool {
	a := b.arcs[e]
	return b.nodes[a.tail].arc == e || b.nodes[a.head].arc == e
}

// reflow sends the excess of the nodes up the tree and recomputes potentials, O(n). Where a tree arc cannot carry that, the tree is cut.
func (b *Basis) reflow(n *Network, excess []int64) {
	cut := false
	for u := b.prev[b.root()]; u != b.root(); u = b.prev[u] {
		v := b.nodes[u].parent
		if b.carry(n, u, excess[u]) {
			excess[v] += excess[u]
			continue
		}
		excess[v] += b.sever(n, u, excess[u])
		cut = true
	}
	if cut {
		b.thread()
	}
	b.reprice()
}

// rest stores active arc a with its cost. Outside the tree it stays at the bound it was at, as long as that is finite; what it carries there above its
// lower bound is returned.
func (b *Basis) rest(n *Network, a int32) int64 {
	e, room := b.place[a], b.look.room(n, int(a))
	from, to, arc := n.From[a], n.To[a], &b.arcs[e]
	inTree := b.inTree(e)
	b.room[e] = room
	switch {
	case from == to || room == 0 && !inTree:
		*arc, b.back[e] = residual{0, from, from}, false
	case b.back[e] && (inTree || room < infinite):
		*arc = residual{-n.Cost[a], to, from}
		if !inTree {
			return room
		}
	default:
		*arc, b.back[e] = residual{n.Cost[a], from, to}, false
	}
	return 0
}

// carry sends x units from u to its parent along the tree arc, less if x is negative, or reports that this breaks a bound or strong feasibility.
// Artificial arcs turn to suit.
func (b *Basis) carry(n *Network, u int32, x int64) bool {
	t := &b.nodes[u]
	if t.arc < b.root() {
		b.lean(u, x)
		return true
	}
	give, take := b.room[t.arc]-x, x
	if n.From[b.origin[t.arc]] != u {
		give, take = -x, b.room[t.arc]+x
	}
	if give <= 0 || take < 0 {
		return false
	}
	t.give, t.take = give, take
	return true
}

// lean joins u to the root by its artificial arc, which carries x units up or −x units down.
func (b *Basis) lean(u int32, x int64) {
	root, t := b.root(), &b.nodes[u]
	t.parent, t.arc = root, u
	if x >= 0 {
		b.arcs[u] = residual{0, u, root}
		t.give, t.take = infinite-x, x
		return
	}
	b.arcs[u] = residual{b.penalty, root, u}
	t.give, t.take = -x, infinite+x
}

// sever takes the arc above u out of the tree, at the bound nearest to x units towards the parent, hangs u on the root with the rest of the
// x units, and returns what the arc still carries to the parent. The preorder is left as it was.
func (b *Basis) sever(n *Network, u int32, x int64) int64 {
	e := b.nodes[u].arc
	a := b.origin[e]
	from, to, room, carried := n.From[a], n.To[a], b.room[e], int64(0)
	if from == u {
		carried = min(max(x, 0), room)
	} else {
		carried = max(min(x, 0), -room)
	}
	switch arc := &b.arcs[e]; {
	case room == 0:
		*arc, b.back[e] = residual{0, from, from}, false
	case carried == 0: // at its lower bound
		*arc, b.back[e] = residual{n.Cost[a], from, to}, false
	default:
		*arc, b.back[e] = residual{-n.Cost[a], to, from}, true
	}
	b.lean(u, x-carried)
	return carried
}

// thread computes preorder, last and size from the parents alone, children in ascending order, O(n).
func (b *Basis) thread() {
	t, next, prev, root := b.nodes, b.next, b.prev, b.root()
	for u := range t {
		next[u], prev[u], t[u].last, t[u].size = -1, -1, -1, 1 // next: first child, prev: next sibling
	}
	for u := root - 1; u >= 0; u-- {
		prev[u] = next[t[u].parent]
		next[t[u].parent] = u
	}
	order := make([]int32, 0, len(t))
	stack := []int32{root}
	for len(stack) > 0 {
		u := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		order = append(order, u)
		if prev[u] >= 0 {
			stack = append(stack, prev[u])
		}
		if next[u] >= 0 {
			stack = append(stack, next[u])
		}
	}
	for i := len(order) - 1; i >= 0; i-- {
		u := order[i]
		next[u] = order[(i+1)%len(order)]
		prev[u] = order[(i+len(order)-1)%len(order)]
		t[u].last = order[i+int(t[u].size)-1]
		if u != root {
			t[t[u].parent].size += t[u].size
		}
	}
}

// reprice recomputes all potentials along the tree, O(n).
func (b *Basis) reprice() {
	t, next, root := b.nodes, b.next, b.root()
	b.pi[root] = 0
	for u := next[root]; u != root; u = next[u] {
		arc := &b.arcs[t[u].arc]
		if t[u].arc < root && arc.tail == root {
			arc.cost = b.penalty
		}
		if arc.tail == u {
			b.pi[u] = b.pi[t[u].parent] - arc.cost
		} else {
			b.pi[u] = b.pi[t[u].parent] + arc.cost
		}
	}
}
