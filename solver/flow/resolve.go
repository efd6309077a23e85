package flow

import (
	"context"
	"fmt"
)

const (
	few       = 64 // changes of arcs; for more, searches one by one are not worth while
	searching = 4  // part of the arcs that may be looked at in searches before a solve is likely to be faster
)

// Change says what is to be different in a network.
type Change struct {
	Arcs     []ArcChange
	Supplies []SupplyChange
}

// ArcChange gives an arc bounds and a cost.
type ArcChange struct {
	Arc                int32
	Lower, Upper, Cost int64
}

// SupplyChange gives a node a supply.
type SupplyChange struct {
	Node   int32
	Supply int64
}

// Resolve changes the network and makes s a solution of it again; slices taken from s before are void. The network must be the one that s solves, with no other
// change since.
//
// Of a few changes, every arc whose new cost does not suit the potentials, and every unit that bounds or supplies displace, takes a search for a shortest path;
// only arcs around the nodes reached are looked at, all of them only by the first call. Many changes of cost alone are followed by pivots from s.Basis, O(n+m) and
// the pivots. All else, and searches that go too far, is left to [Solve] from s.Basis.
//
// A change that makes no network is refused, and nothing has happened. If the cost of the flow leaves int64, that is [ErrOverflow], the network has changed and s is
// Stopped, without a flow.
func (s *Solution) Resolve(ctx context.Context, n *Network, c Change) error {
	if s.paths == nil {
		s.paths = newPaths(n)
	}
	p := s.paths
	if err := p.validate(n, c); err != nil {
		return err
	}
	p.n, p.flow, p.pi, p.cost, p.fits = n, s.Flow, s.Potential, wide{}, true
	p.cost.add(s.Cost)
	if s.Status == Optimal && s.Basis != nil && p.follow(ctx, s, c) {
		var err error
		if s.Cost, err = p.cost.narrow(); err == nil && p.fits {
			return nil
		}
		*s = Solution{Status: Stopped, Basis: s.Basis, paths: p}
		return errCost
	}
	n.apply(c)
	p.sum, p.drift = n.sum(), 0
	again, err := Solve(ctx, n, s.Basis)
	if err != nil {
		*s = Solution{Status: Stopped, Basis: s.Basis, paths: p}
		return err
	}
	*s, s.paths = *again, p
	s.Basis.owner = s
	return nil
}

// apply changes the network.
func (n *Network) apply(c Change) {
	for _, x := range c.Arcs {
		n.Lower[x.Arc], n.Upper[x.Arc], n.Cost[x.Arc] = x.Lower, x.Upper, x.Cost
	}
	for _, x := range c.Supplies {
		n.Supply[x.Node] = x.Supply
	}
}

// follow brings flow and potentials along with a change, and reports whether that was possible and worth while.
func (p *paths) follow(ctx context.Context, s *Solution, c Change) bool {
	if len(c.Arcs)+len(c.Supplies) > few {
		return len(c.Supplies) == 0 && p.recost(ctx, s, c.Arcs)
	}
	s.Pivots, s.Basis.owner = 0, nil
	p.budget = len(p.n.From) / searching
	defer p.forget()
	for _, x := range c.Arcs {
		if ctx.Err() != nil || !p.arc(x) {
			return false
		}
	}
	for _, x := range c.Supplies {
		p.supply(x)
	}
	return p.balance(ctx)
}

// forget leaves no excess behind.
func (p *paths) forget() {
	for _, u := range p.touched {
		p.excess[u] = 0
	}
	p.touched = p.touched[:0]
}

// validate reports changes that make no network.
func (p *paths) validate(n *Network, c Change) error {
	sum := p.sum
	for _, x := range c.Arcs {
		switch {
		case uint32(x.Arc) >= uint32(len(n.From)):
			return fmt.Errorf("flow: change of arc %d, but arcs are 0..%d", x.Arc, len(n.From)-1)
		case x.Lower > x.Upper:
			return fmt.Errorf("flow: arc %d shall carry at least %d and at most %d", x.Arc, x.Lower, x.Upper)
		case size(x.Cost) >= dearestOf(len(n.Supply)):
			return fmt.Errorf("flow: cost of %d on %d nodes: %w", x.Cost, len(n.Supply), ErrOverflow)
		}
		if x.Lower <= -Unbounded || x.Lower >= Unbounded || x.Upper <= -Unbounded {
			return fmt.Errorf("flow: bounds of arc %d: %w", x.Arc, ErrOverflow)
		}
		sum = min(sum+max(0, extent(x.Lower, x.Upper)-extent(n.Lower[x.Arc], n.Upper[x.Arc])), Unbounded)
	}
	for _, x := range c.Supplies {
		if uint32(x.Node) >= uint32(len(n.Supply)) {
			return fmt.Errorf("flow: change of node %d, but nodes are 0..%d", x.Node, len(n.Supply)-1)
		}
		if x.Supply <= -Unbounded || x.Supply >= Unbounded {
			return fmt.Errorf("flow: supply of node %d: %w", x.Node, ErrOverflow)
		}
		old := n.Supply[x.Node]
		sum = min(sum+max(0, max(x.Supply, -x.Supply)-max(old, -old)), Unbounded)
	}
	if sum >= Unbounded {
		return fmt.Errorf("flow: bounds and supplies: %w", ErrOverflow)
	}
	return nil
}

// arc changes an arc. The flow stays cheapest among all that leave the nodes what they have then.
func (p *paths) arc(x ArcChange) bool {
	n, a := p.n, x.Arc
	p.sum += extent(x.Lower, x.Upper) - extent(n.Lower[a], n.Upper[a])
	p.fits = p.cost.addProduct(x.Cost-n.Cost[a], p.flow[a]) && p.fits
	n.Lower[a], n.Upper[a], n.Cost[a] = x.Lower, x.Upper, x.Cost
	old := p.flow[a]
	p.send(a, min(max(old, x.Lower), x.Upper)-old)
	p.excess[n.From[a]] += old - p.flow[a]
	p.excess[n.To[a]] -= old - p.flow[a]
	p.touched = append(p.touched, n.From[a], n.To[a])
	return p.suit(a)
}

// extent is what the bounds of an arc add to the sum.
func extent(lower, upper int64) int64 {
	if upper >= Unbounded {
		return max(lower, -lower)
	}
	return max(lower, -lower) + max(upper, -upper)
}

// supply changes the supply of a node.
func (p *paths) supply(x SupplyChange) {
	old := p.n.Supply[x.Node]
	p.sum += max(x.Supply, -x.Supply) - max(old, -old)
	p.excess[x.Node] += x.Supply - old
	p.touched = append(p.touched, x.Node)
	p.n.Supply[x.Node] = x.Supply
}

// suit makes flow and potentials suit arc a: it turns flow round on the shortest circles through the arc until the arc is at a bound or costs what its ends differ.
// It reports false if that has no end or takes too long.
func (p *paths) suit(a int32) bool {
	n := p.n
	from, to := n.From[a], n.To[a]
	for p.budget > 0 {
		r, x := n.Cost[a]+p.pi[from]-p.pi[to], p.flow[a]
		u, v, way, room := to, from, int64(1), capacity(x, n.Upper[a])
		switch {
		case r < 0 && x < n.Upper[a]:
		case r > 0 && x > n.Lower[a]:
			u, v, way, room = from, to, -1, x-n.Lower[a]
		default:
			return true
		}
		if from != to {
			if !p.search(u, v, max(r, -r)) {
				continue
			}
			room = p.push(u, v, room)
		}
		if room >= endless {
			return false
		}
		p.send(a, way*room)
	}
	return false
}

// balance sends what nodes have too much to those that have too little. It reports false if it does not get there.
func (p *paths) balance(ctx context.Context) bool {
	for _, u := range p.touched {
		for _, v := range p.touched {
			for p.excess[u] > 0 && p.excess[v] < 0 {
				if p.budget <= 0 || ctx.Err() != nil {
					return false
				}
				if !p.search(u, v, infinite) {
					break
				}
				x := p.push(u, v, min(p.excess[u], -p.excess[v]))
				p.excess[u] -= x
				p.excess[v] += x
			}
		}
		if p.excess[u] > 0 {
			return false
		}
	}
	return total(p.n.Supply) == 0
}
