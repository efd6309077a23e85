package flow

import "slices"

// Basis is a spanning tree with the flow on it, and the whole workspace of [Solve]. It belongs to one goroutine at a time.
type Basis struct {
	nodes  []node     // n nodes, then the root
	next   []int32    // by node: the one after it in preorder; a circle through all
	prev   []int32    // by node: the one before it
	arcs   []residual // m real arcs in mixed order, then the artificial arc of each node
	back   []bool     // whether a real arc is stored against its direction, in mixed order
	room   []int64    // upper − lower per real arc in mixed order, or infinite
	origin []int32    // mixed order to the network's
	pi     []int64    // potentials, wrapping: only differences mean anything

	penalty int64 // M
	cursor  int   // where the next block of arcs begins
	pivots  int

	shape Network // what the tree flows were computed for; Cost stays empty
}

// node is a node of the tree. last is the final node of its subtree in preorder and size the number of nodes there. The preorder itself lies in arrays of
// its own: runs through subtrees, most of the memory a solve reads, touch nothing else. give is what can still be pushed to the parent, take what can still be pushed back; one of the two is
// the flow on the arc, depending on the arc's direction. In a strongly feasible tree give > 0.
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
	c.arcs = slices.Clone(b.arcs)
	c.back = slices.Clone(b.back)
	c.room = slices.Clone(b.room)
	c.pi = slices.Clone(b.pi)
	c.shape = cloneShape(&b.shape)
	return &c
}

func cloneShape(n *Network) Network {
	return Network{
		Supply: slices.Clone(n.Supply),
		From:   slices.Clone(n.From), To: slices.Clone(n.To),
		Lower: slices.Clone(n.Lower), Upper: slices.Clone(n.Upper),
	}
}

// newBasis hangs every node on the root by its artificial arc. Flow and potentials are still to be computed.
func newBasis(n *Network) *Basis {
	nodes, m := len(n.Supply), len(n.From)
	b := &Basis{
		nodes:  make([]node, nodes+1),
		next:   make([]int32, nodes+1),
		prev:   make([]int32, nodes+1),
		arcs:   make([]residual, m+nodes),
		back:   make([]bool, m),
		room:   make([]int64, m),
		origin: mixed(m),
		pi:     make([]int64, nodes+1),
		shape:  cloneShape(n),
	}
	for u := range nodes {
		b.nodes[u].parent, b.nodes[u].arc = b.root(), int32(m+u)
	}
	b.nodes[nodes].parent, b.nodes[nodes].arc = -1, -1
	b.thread()
	return b
}

// mixed orders m arcs by strides of about √m. Arcs that lie together often leave the same node, and a block of them would offer few choices: on county networks
// mixing saves nine pivots in ten (Király and Kovács 2012, section 3.2).
func mixed(m int) []int32 {
	order, stride := make([]int32, 0, m), blockSize(m)
	for first := range min(stride, m) {
		for a := first; a < m; a += stride {
			order = append(order, int32(a))
		}
	}
	return order
}

// adopt makes the basis fit the network. It reports false if their arcs or nodes differ, and an error if the new bounds are none.
func (b *Basis) adopt(n *Network) (bool, error) {
	s := &b.shape
	if len(n.Supply) != len(s.Supply) || !slices.Equal(n.From, s.From) || !slices.Equal(n.To, s.To) {
		return false, nil
	}
	if slices.Equal(n.Supply, s.Supply) && slices.Equal(n.Lower, s.Lower) && slices.Equal(n.Upper, s.Upper) {
		return true, nil
	}
	if err := n.validateBounds(); err != nil {
		return false, err
	}
	copy(s.Supply, n.Supply)
	copy(s.Lower, n.Lower)
	copy(s.Upper, n.Upper)
	b.reflow()
	return true, nil
}

func (b *Basis) root() int32 { return int32(len(b.nodes) - 1) }

// inTree tells whether real or artificial arc e is in the tree.
func (b *Basis) inTree(e int32) bool {
	a := b.arcs[e]
	return b.nodes[a.tail].arc == e || b.nodes[a.head].arc == e
}

// reflow computes rooms, puts arcs outside the tree at a bound, and recomputes flow along the tree. O(n+m).
func (b *Basis) reflow() {
	excess := make([]int64, len(b.nodes))
	copy(excess, b.shape.Supply)
	for e := range b.room {
		b.rest(int32(e), excess)
	}
	cut := false
	for u := b.prev[b.root()]; u != b.root(); u = b.prev[u] {
		v := b.nodes[u].parent
		if b.carry(u, excess[u]) {
			excess[v] += excess[u]
			continue
		}
		excess[v] += b.sever(u, excess[u])
		cut = true
	}
	if cut {
		b.thread()
	}
}

// rest sets the room of real arc e and, outside the tree, puts it at the bound it was at, as long as that is finite. excess is reduced by what the arc must
// carry.
func (b *Basis) rest(e int32, excess []int64) {
	s, a := &b.shape, b.origin[e]
	from, to, lower, upper := s.From[a], s.To[a], s.Lower[a], s.Upper[a]
	b.room[e] = infinite
	if upper < Unbounded {
		b.room[e] = upper - lower
	}
	x := lower
	switch arc := &b.arcs[e]; {
	case from == to || b.room[e] == 0 && !b.inTree(e):
		arc.tail, arc.head, b.back[e] = from, from, false
	case b.inTree(e):
	case b.back[e] && upper < Unbounded:
		x = upper
	default:
		arc.tail, arc.head, b.back[e] = from, to, false
	}
	excess[from] -= x
	excess[to] += x
}

// carry sends x units from u to its parent along the tree arc, less if x is negative, or reports that this breaks a bound or strong feasibility.
// Artificial arcs turn to suit.
func (b *Basis) carry(u int32, x int64) bool {
	t := &b.nodes[u]
	if int(t.arc) >= len(b.room) {
		b.lean(u, x)
		return true
	}
	give, take := b.room[t.arc]-x, x
	if b.shape.From[b.origin[t.arc]] != u {
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
	root, e := b.root(), int32(len(b.room))+u
	t := &b.nodes[u]
	t.parent, t.arc = root, e
	if x >= 0 {
		b.arcs[e] = residual{0, u, root}
		t.give, t.take = infinite-x, x
		return
	}
	b.arcs[e] = residual{b.penalty, root, u}
	t.give, t.take = -x, infinite+x
}

// sever takes the arc above u out of the tree, at the bound nearest to x units towards the parent, hangs u on the root with the rest of the
// x units, and returns what the arc still carries to the parent. The preorder is left as it was.
func (b *Basis) sever(u int32, x int64) int64 {
	e := b.nodes[u].arc
	from, to := b.shape.From[b.origin[e]], b.shape.To[b.origin[e]]
	room, carried := b.room[e], int64(0)
	if from == u {
		carried = min(max(x, 0), room)
	} else {
		carried = max(min(x, 0), -room)
	}
	switch arc := &b.arcs[e]; {
	case room == 0:
		arc.tail, arc.head, b.back[e] = u, u, false
	case carried == 0: // at its lower bound
		arc.tail, arc.head, b.back[e] = from, to, false
	default:
		arc.tail, arc.head, b.back[e] = to, from, true
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

// reprice stores the costs in the directions of the arcs and recomputes all potentials, O(n+m).
func (b *Basis) reprice(cost []int64, penalty int64) {
	b.penalty = penalty
	for e, a := range b.origin {
		c := cost[a]
		if b.back[e] {
			c = -c
		}
		arc := &b.arcs[e]
		if arc.tail == arc.head {
			c = 0
		}
		arc.cost = c
	}
	t, next, root := b.nodes, b.next, b.root()
	b.pi[root] = 0
	for u := next[root]; u != root; u = next[u] {
		arc := &b.arcs[t[u].arc]
		if int(t[u].arc) >= len(cost) && arc.tail == root {
			arc.cost = penalty
		}
		if arc.tail == u {
			b.pi[u] = b.pi[t[u].parent] - arc.cost
		} else {
			b.pi[u] = b.pi[t[u].parent] + arc.cost
		}
	}
}
