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
	b.owner, b.moved, b.follow, b.pivots = nil, b.moved[:0], true, 0
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

// renew takes over what the arcs that a basis has moved carry.
func (p *paths) renew(b *Basis) {
	n := p.n
	for _, e := range b.moved {
		if e < b.root() {
			continue
		}
		a, arc := b.origin[e], b.arcs[e]
		x := n.Lower[a]
		switch {
		case b.nodes[arc.tail].arc == e:
			x = b.carried(arc.tail, n.Lower[a], n.Upper[a])
		case b.nodes[arc.head].arc == e:
			x = b.carried(arc.head, n.Lower[a], n.Upper[a])
		case b.back[e]:
			x = n.Upper[a]
		}
		p.send(a, x-p.flow[a])
	}
}
