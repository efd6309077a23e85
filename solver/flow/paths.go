package flow

// paths finds shortest paths between two nodes of a solved network, along which flow can change, from both ends at once, and keeps the potentials such that no arc
// that can carry costs less than nothing (Ahuja, Magnanti and Orlin 1993, section 9.7).
type paths struct {
	n        *Network
	flow, pi []int64
	cost     wide  // of flow
	fits     bool  // whether it could be summed up
	sum      int64 // of the sizes of supplies and bounds

	out, in star    // arcs by node
	ends    [2]ball // from the beginning of the path forwards, and from its end backwards
	round   int32   // of search
	budget  int     // arcs that may still be looked at
	met     int32   // where the two balls meet on the shortest path
	drift   int64   // by how much potentials may have moved since a solve
	excess  []int64 // by node
	touched []int32 // nodes with excess, perhaps
}

// star lists the arcs of each node one after another.
type star struct{ first, arcs []int32 }

func (s *star) of(u int32) []int32 { return s.arcs[s.first[u]:s.first[u+1]] }

// ball holds the nodes reached from one end.
type ball struct {
	label   []label // by node
	reached []int32
	queue   queue
	scanned int // arcs
}

// label is how a node was reached: dist from the end, over arc via, or over ^via against its direction.
type label struct {
	dist       int64
	via, round int32
}

func newPaths(n *Network) *paths {
	nodes := len(n.Supply)
	p := &paths{out: newStar(nodes, n.From), in: newStar(nodes, n.To), excess: make([]int64, nodes)}
	p.ends[0].label, p.ends[1].label = make([]label, nodes), make([]label, nodes)
	p.sum = n.sum()
	return p
}

// sum adds up the sizes of supplies and bounds.
func (n *Network) sum() int64 {
	sum := int64(0)
	for _, b := range n.Supply {
		sum += max(b, -b)
	}
	for a, lower := range n.Lower {
		sum += extent(lower, n.Upper[a])
	}
	return sum
}

// newStar sorts arcs by one of their ends.
func newStar(nodes int, end []int32) star {
	s := star{make([]int32, nodes+2), make([]int32, len(end))}
	for _, u := range end {
		s.first[u+2]++
	}
	for u := 2; u < len(s.first); u++ {
		s.first[u] += s.first[u-1]
	}
	for a, u := range end {
		s.arcs[s.first[u+1]] = int32(a)
		s.first[u+1]++
	}
	return s
}

// search finds a shortest path between two different nodes and reports whether there is one shorter than limit. Potentials change so that its arcs cost nothing or,
// if there is none, so that the ends differ by limit more.
func (p *paths) search(from, to int32, limit int64) bool {
	p.round++
	for i, u := range [2]int32{from, to} {
		t := &p.ends[i]
		t.reached, t.queue, t.scanned = t.reached[:0], t.queue[:0], 0
		p.reach(i, u, label{round: p.round}, limit)
	}
	f, b, best := &p.ends[0], &p.ends[1], limit
	for f.least() < endless && b.least() < endless && f.least()+b.least() < best {
		if f.scanned <= b.scanned {
			best = p.expand(0, to, best)
		} else {
			best = p.expand(1, from, best)
		}
	}
	if best == infinite {
		return false
	}
	if p.drift = added(p.drift, best); p.drift >= Unbounded { // a solve finds smaller ones
		p.budget = 0
	}
	p.shift(f, min(f.least(), best), -1)
	p.shift(b, best-min(f.least(), best), 1)
	return best < limit
}

// least is the distance of the nearest node that has not been expanded.
func (t *ball) least() int64 {
	for len(t.queue) > 0 {
		if x := t.queue[0]; x.key == t.label[x.node].dist {
			return x.key
		}
		t.queue.pop()
	}
	return endless
}

// shift changes the potentials of the nodes nearer than radius by how much nearer they are.
func (p *paths) shift(t *ball, radius, sign int64) {
	for _, u := range t.reached {
		if d := t.label[u].dist; d < radius {
			p.pi[u] += sign * (radius - d)
		}
	}
}

// expand goes on from the nearest node of ball i, forwards in ball 0 and backwards in ball 1, unless it is the other end. It returns the length of the
// shortest path known.
func (p *paths) expand(i int, other int32, best int64) int64 {
	n, t := p.n, &p.ends[i]
	v := t.queue.pop()
	if v.node == other {
		return best
	}
	out, in := p.out.of(v.node), p.in.of(v.node)
	t.scanned += len(out) + len(in)
	p.budget -= len(out) + len(in)
	pi := p.pi[v.node]
	for _, a := range out {
		w := n.To[a]
		r := n.Cost[a] + pi - p.pi[w]
		if i == 1 {
			r = -r
		}
		if r < 0 || v.key+r >= best {
			continue
		}
		if i == 0 && p.flow[a] < n.Upper[a] {
			best = p.reach(i, w, label{v.key + r, a, p.round}, best)
		} else if i == 1 && p.flow[a] > n.Lower[a] {
			best = p.reach(i, w, label{v.key + r, ^a, p.round}, best)
		}
	}
	for _, a := range in {
		w := n.From[a]
		r := n.Cost[a] + p.pi[w] - pi
		if i == 0 {
			r = -r
		}
		if r < 0 || v.key+r >= best {
			continue
		}
		if i == 0 && p.flow[a] > n.Lower[a] {
			best = p.reach(i, w, label{v.key + r, ^a, p.round}, best)
		} else if i == 1 && p.flow[a] < n.Upper[a] {
			best = p.reach(i, w, label{v.key + r, a, p.round}, best)
		}
	}
	return best
}

// reach labels node u of ball i, if that is nearer than before, and returns the length of the shortest path known then.
func (p *paths) reach(i int, u int32, l label, best int64) int64 {
	t := &p.ends[i]
	have := &t.label[u]
	if have.round == p.round && have.dist <= l.dist {
		return best
	}
	if have.round != p.round {
		t.reached = append(t.reached, u)
	}
	*have = l
	t.queue.push(entry{l.dist, u})
	if o := p.ends[1-i].label[u]; o.round == p.round && o.dist+l.dist < best {
		best, p.met = o.dist+l.dist, u
	}
	return best
}

// push sends units along the path found, as many as it can carry up to some, and returns them.
func (p *paths) push(from, to int32, units int64) int64 {
	n := p.n
	p.each(from, to, func(a int32) {
		if a >= 0 {
			units = min(units, capacity(p.flow[a], n.Upper[a]))
		} else {
			units = min(units, p.flow[^a]-n.Lower[^a])
		}
	})
	if units < endless {
		p.each(from, to, func(a int32) {
			if a >= 0 {
				p.send(a, units)
			} else {
				p.send(^a, -units)
			}
		})
	}
	return units
}

// each visits the arcs of the path found, those against their direction as ^a.
func (p *paths) each(from, to int32, visit func(int32)) {
	for i, end := range [2]int32{from, to} {
		for u := p.met; u != end; {
			a := p.ends[i].label[u].via
			visit(a)
			if (a >= 0) == (i == 0) {
				u = p.n.From[max(a, ^a)]
			} else {
				u = p.n.To[max(a, ^a)]
			}
		}
	}
}

// send has arc a carry so many units more.
func (p *paths) send(a int32, units int64) {
	p.flow[a] += units
	p.fits = p.cost.addProduct(p.n.Cost[a], units) && p.fits
}
