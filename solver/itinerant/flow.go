package itinerant

import (
	"context"
	"errors"

	"github.com/rotateplan/rotate/solver/flow"
	"github.com/rotateplan/rotate/solver/program"
)

// network is the flow of periods in a season, a circulation: hub → donor → pool → call → hub. A unit on the last arc earns
// what a period is worth; a call that must be met takes all it lacks. Places are not in it.
type network struct {
	flow.Network
	scale              int64 // a metre-term in the costs of arcs: 1, and more where ties are broken
	pools, ways, calls int32 // their first arcs; those of donors come first
	donor, call        int   // nodes of the first donor and call; node 0 is the hub
}

func (s *season) network() *network {
	n := &network{scale: 1, donor: 1, call: 1 + len(s.donors) + len(s.pools)}
	pool := 1 + len(s.donors)
	n.Supply = make([]int64, n.call+len(s.calls))
	for i := range s.donors {
		n.AddArc(0, int32(n.donor+i), 0, s.donors[i].spare, 0)
	}
	n.pools = int32(len(n.From))
	for i := range s.pools {
		n.AddArc(int32(n.donor+s.pools[i].donor), int32(pool+i), 0, s.pools[i].gives(), 0)
	}
	n.ways = int32(len(n.From))
	for _, w := range s.ways { // without bound, so that what binds is a donor, a pool or a call, and priced there
		n.AddArc(int32(pool+w.pool), int32(n.call+w.call), 0, flow.Unbounded, n.cost(&w))
	}
	n.calls = int32(len(n.From))
	for i := range s.calls {
		least := int64(0)
		if s.calls[i].must {
			least = s.calls[i].short
		}
		n.AddArc(int32(n.call+i), 0, least, s.calls[i].short, -int64(s.Worth))
	}
	return n
}

// cost is what a period costs on the arc of a way.
func (n *network) cost(w *way) int64 {
	if w.strange && n.scale > 1 {
		return w.cost*n.scale + 1
	}
	return w.cost * n.scale
}

// settle makes of the cheapest flows one with the most periods within groups and towns: a metre-term counts for more than all
// periods together. Prices cannot be read off after that.
func (s *season) settle(ctx context.Context, n *network, x *flow.Solution) error {
	for i := range s.calls {
		n.scale += s.calls[i].short
	}
	var change flow.Change
	for i := range s.ways {
		change.Arcs = append(change.Arcs, flow.ArcChange{Arc: n.ways + int32(i), Upper: flow.Unbounded, Cost: n.cost(&s.ways[i])})
	}
	for a := n.calls; int(a) < len(n.Cost); a++ {
		change.Arcs = append(change.Arcs, flow.ArcChange{Arc: a, Lower: n.Lower[a], Upper: n.Upper[a], Cost: n.Cost[a] * n.scale})
	}
	err := x.Resolve(ctx, &n.Network, change)
	if errors.Is(err, flow.ErrOverflow) && x.Status == flow.Optimal { // refused: ties stay as they are
		n.scale, err = 1, nil
	}
	return err
}

// prices are what a period more is worth at the calls, and what one is worth that a donor has to spare, in thousandths.
type prices struct{ call, donor []int64 }

// pricesOf reads the prices off the potentials of a cheapest flow.
func (s *season) pricesOf(n *network, x *flow.Solution) prices {
	p := prices{make([]int64, len(s.calls)), make([]int64, len(s.donors))}
	for i := range p.call {
		p.call[i] = min(max(0, program.Thousand*(x.Potential[n.call+i]-x.Potential[0])), s.top(&s.calls[i]))
	}
	for i := range p.donor {
		p.donor[i] = max(0, program.Thousand*(x.Potential[n.donor+i]-x.Potential[0]))
	}
	return p
}

// top is the highest price of a call, in thousandths.
func (s *season) top(k *call) int64 {
	if k.must {
		return program.Infinite
	}
	return program.Thousand * int64(s.Worth)
}

// tight names the calls beyond a cut that takes in the hub, and the donors whose spare periods all go there.
func (s *season) tight(n *network, cut []bool) (calls, donors []int) {
	for i := range s.calls {
		if !cut[n.call+i] {
			calls = append(calls, i)
		}
	}
	for i := range s.donors {
		if !cut[n.donor+i] {
			donors = append(donors, i)
		}
	}
	return calls, donors
}

// close makes a way carry nothing; open undoes that.
func (s *season) close(ctx context.Context, n *network, x *flow.Solution, way int) error {
	return x.Resolve(ctx, &n.Network, flow.Change{Arcs: []flow.ArcChange{{Arc: n.ways + int32(way), Cost: n.cost(&s.ways[way])}}})
}

func (s *season) open(ctx context.Context, n *network, x *flow.Solution, way int) error {
	return x.Resolve(ctx, &n.Network, flow.Change{Arcs: []flow.ArcChange{{Arc: n.ways + int32(way), Upper: flow.Unbounded, Cost: n.cost(&s.ways[way])}}})
}
