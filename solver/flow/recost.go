package flow

import "context"

// recost changes costs and pivots on from the basis, as long as that is of the same flow. It reports whether it has found the solution.
func (p *paths) recost(ctx context.Context, s *Solution, arcs []ArcChange) bool {
	b, n := s.Basis, p.n
	follows := b.owner == s
	for _, x := range arcs {
		follows = follows && x.Lower == n.Lower[x.Arc] && x.Upper == n.Upper[x.Arc] && size(x.Cost) <= b.look.dearest && n.From[x.Arc] != n.To[x.Arc]
	}
	if !follows {
		return false
	}
	b.owner, b.left, b.follow, b.pivots = nil, b.left[:0], true, 0
	defer func() { b.follow = false }()
	for _, x := range arcs {
		p.fits = p.cost.addProduct(x.Cost-n.Cost[x.Arc], p.flow[x.Arc]) && p.fits
		n.Cost[x.Arc] = x.Cost
		b.setCost(b.place[x.Arc], x.Cost)
	}
	view := n
	if b.reversed {
		view = n.reverse()
	}
	b.reprice()
	if end, _ := b.run(ctx, view); end != Optimal || b.unserved() {
		return false
	}
	p.renew(b)
	s.Potential, s.Pivots, b.owner = b.potential(), b.pivots, s
	if b.reversed {
		s.reverse()
	}
	return true
}

// setCost gives an active arc a cost.
func (b *Basis) setCost(e int32, cost int64) {
	if e == parked || b.arcs[e].tail == b.arcs[e].head {
		return
	}
	if b.back[e] {
		cost = -cost
	}
	b.arcs[e].cost = cost
}

// renew takes over the flow of a basis: besides the arcs of the tree only those that left it can carry something else.
func (p *paths) renew(b *Basis) {
	n := p.n
	for _, e := range b.left {
		if e < b.root() || b.inTree(e) {
			continue
		}
		a, x := b.origin[e], int64(0)
		if x = n.Lower[a]; b.back[e] {
			x = n.Upper[a]
		}
		p.send(a, x-p.flow[a])
	}
	for u := range b.root() {
		if e := b.nodes[u].arc; e >= b.root() {
			a := b.origin[e]
			p.send(a, b.carried(u, n.Lower[a], n.Upper[a])-p.flow[a])
		}
	}
}
