package flow

import "context"

const (
	minBlock  = 16
	checkStep = 256 // pivots, or nodes labelled, between two looks at the context
)

// Solve finds a cheapest flow. warm may be nil, or the Basis of an earlier Solution: it is consumed, that is changed in place and returned in the
// new Solution; use [Basis.Clone] to keep it. Earlier Solutions keep their Flow and Potential. A basis of a network with another number of nodes
// is ignored. Which of several cheapest flows is found depends on the basis; the cost does not.
//
// A cancelled solve returns [Stopped] and a nil error; its flow may be unusable, its basis is good. An error means that the network is none:
// columns of different length, endpoints outside it, crossed bounds, or [ErrOverflow].
func Solve(ctx context.Context, n *Network, warm *Basis) (*Solution, error) {
	look, err := n.survey()
	if err != nil {
		return nil, err
	}
	b := warm
	if b == nil || len(n.Supply) != int(b.root()) {
		b = newBasis(len(n.Supply), look.fansOut(n))
	}
	view := n
	if b.reversed {
		look.reversed = true
		view = n.reverse()
	}
	s, err := b.solve(ctx, view, look)
	if err != nil {
		return nil, err
	}
	if b.reversed {
		s.reverse()
	}
	b.owner = s
	return s, nil
}

// solve finds a cheapest flow from a basis that is new or has served a network of as many nodes.
func (b *Basis) solve(ctx context.Context, n *Network, look *survey) (*Solution, error) {
	b.look, b.penalty, b.pivots, b.owner = look, look.penalty, 0, nil
	if ctx.Err() != nil {
		return b.stopped(n), nil
	}
	if b.place != nil {
		b.adopt(n)
	} else if !b.crash(ctx, n) {
		return b.stopped(n), nil
	}
	if total(n.Supply) != 0 {
		return &Solution{Status: Infeasible, Cut: everyone(len(n.Supply)), Basis: b}, nil
	}
	if look.loop >= 0 {
		return b.finishUnbounded(ctx, n, []int32{look.loop})
	}
	end, ray := b.run(ctx, n)
	switch {
	case end == CostUnbounded:
		return b.finishUnbounded(ctx, n, ray)
	case end == Optimal && b.unserved():
		return b.finishInfeasible(), nil
	}
	return b.finish(n, end)
}

// run pivots until no arc may enter (Optimal, of the network with artificial arcs), a circle has no end (CostUnbounded, with its arcs) or the
// context is done (Stopped).
func (b *Basis) run(ctx context.Context, n *Network) (Status, []int32) {
	for {
		end, ray := b.pivot(ctx)
		if end == Optimal && ctx.Err() != nil {
			end = Stopped
		}
		if end != Optimal || !b.wake(n) {
			return end, ray
		}
	}
}

// pivot pivots until no active arc may enter.
func (b *Basis) pivot(ctx context.Context) (Status, []int32) {
	block := blockSize(len(b.arcs))
	b.cursor, b.basket.count = int(b.root()), 0
	for {
		if b.pivots%checkStep == 0 && ctx.Err() != nil {
			return Stopped, nil
		}
		in := b.enter(block)
		if in < 0 {
			return Optimal, nil
		}
		b.pivots++
		p := b.ratio(in)
		if p.delta >= endless {
			return CostUnbounded, b.ray(p)
		}
		b.push(p)
		b.exchange(p)
	}
}

// exchange is one pivot: arc in enters, and delta units are pushed around the circle it closes. out is the node whose tree arc leaves, or −1 if in goes to
// its other bound; under tells on which side of the circle out lies.
type exchange struct {
	in         int32
	tail, head int32 // ends of in
	apex, out  int32
	underTail  bool
	delta      int64
}

// ratio walks from both ends of arc in up to the apex and finds the last blocking arc, O(length of the circle). Seen from the apex in the direction of
// the push the circle runs down to the tail, over the arc, and from the head up again: so on the tail's side the first arc met from below
// is the last in that order, on the head's side it is the uppermost.
func (b *Basis) ratio(in int32) exchange {
	t, arc := b.nodes, b.arcs[in]
	u, v := arc.tail, arc.head
	down, up := infinite, infinite
	outDown, outUp := int32(-1), int32(-1)
	for u != v {
		if x := &t[u]; x.size < t[v].size {
			if x.take < down {
				down, outDown = x.take, u
			}
			u = x.parent
			continue
		}
		y := &t[v]
		if y.give <= up {
			up, outUp = y.give, v
		}
		v = y.parent
	}
	p := exchange{in: in, tail: arc.tail, head: arc.head, apex: u, out: -1, delta: b.room[in]}
	if down < p.delta {
		p.delta, p.out, p.underTail = down, outDown, true
	}
	if up <= p.delta {
		p.delta, p.out, p.underTail = up, outUp, false
	}
	return p
}

// push changes the flow on the tree arcs of the circle.
func (b *Basis) push(p exchange) {
	if p.delta == 0 {
		return
	}
	if b.follow {
		b.note(p)
	}
	t := b.nodes
	for u := p.tail; u != p.apex; u = t[u].parent {
		t[u].take -= p.delta
		t[u].give += p.delta
	}
	for u := p.head; u != p.apex; u = t[u].parent {
		t[u].give -= p.delta
		t[u].take += p.delta
	}
}

// exchange takes the arc above out from the tree and puts arc in there.
func (b *Basis) exchange(p exchange) {
	if p.out < 0 {
		b.turn(p.in, p.head)
		return
	}
	arc := b.arcs[p.in]
	r := arc.cost + b.pi[p.tail] - b.pi[p.head]
	room := b.room[p.in]
	leaving, above := b.nodes[p.out].arc, b.nodes[p.out].parent
	if p.underTail {
		b.turn(leaving, p.out)
		b.rehang(p.tail, p.head, p.out, p.apex, link{p.in, room - p.delta, p.delta})
		b.shift(p.tail, -r)
		return
	}
	b.turn(leaving, above)
	b.rehang(p.head, p.tail, p.out, p.apex, link{p.in, p.delta, room - p.delta})
	b.shift(p.head, r)
}

// note lists the arcs of a circle that is about to carry something else.
func (b *Basis) note(p exchange) {
	b.moved = append(b.moved, p.in)
	for _, u := range [2]int32{p.tail, p.head} {
		for ; u != p.apex; u = b.nodes[u].parent {
			b.moved = append(b.moved, b.nodes[u].arc)
		}
	}
}

// turn stores arc e so that it leaves from tail, one of its ends.
func (b *Basis) turn(e, tail int32) {
	a := &b.arcs[e]
	if a.tail == tail {
		return
	}
	a.tail, a.head, a.cost = a.head, a.tail, -a.cost
	b.back[e] = !b.back[e]
}

// ray lists the real arcs of the circle by their place in the network.
func (b *Basis) ray(p exchange) []int32 {
	arcs := []int32{b.origin[p.in]}
	for _, u := range [2]int32{p.tail, p.head} {
		for ; u != p.apex; u = b.nodes[u].parent {
			arcs = append(arcs, b.origin[b.nodes[u].arc])
		}
	}
	return arcs
}
