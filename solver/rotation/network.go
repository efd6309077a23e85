package rotation

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/rotateplan/rotate/solver/flow"
	"github.com/rotateplan/rotate/solver/program"
)

// network carries every agent with stays from herself to one place, home or away, and all to the root; the arcs upward
// cost what the rows of their place cost. Its nodes are the agents, then the places, then the root.
type network struct {
	q        *problem
	t        *tree
	n        *flow.Network
	agents   []int32 // by agent node
	arcs     []int32 // by arc of an agent: its atom, or atHome
	owner    []int32 // by arc of an agent: its agent node
	base     []int64 // by place: agents of the network whose home is there
	offset   []int64 // by row: its count when they all stay home
	up       []int32 // arcs of place i are up[i] .. up[i+1]-1
	coupling []int32 // rows outside the network
	entry    []int32 // coupling entries of arc a are entry[a] .. entry[a+1]-1
	row      []int32 // index into coupling
	weight   []int32
	basis    *flow.Basis
}

const atHome = int32(-1)

// build lays out the network of the given agents over the atoms that keep allows. offset is by row its
// count when these agents stay home and all others do what they do.
func build(q *problem, t *tree, agents []int32, keep func(k int32) bool, offset []int64) *network {
	w := &network{q: q, t: t, n: &flow.Network{}, base: make([]int64, len(t.places)), offset: offset}
	index := make([]int32, len(q.p.Rows))
	for r := range q.p.Rows {
		if !t.inside[r] {
			index[r] = int32(len(w.coupling))
			w.coupling = append(w.coupling, int32(r))
		}
	}
	w.gather(agents, keep)
	w.n.Supply = make([]int64, len(w.agents)+len(t.places)+1)
	for a := range w.agents {
		w.n.Supply[a] = 1
	}
	w.n.Supply[len(w.n.Supply)-1] = -int64(len(w.agents))
	w.linkAgents(keep, index)
	w.linkPlaces()
	return w
}

// gather lists the agents that have a choice.
func (w *network) gather(agents []int32, keep func(k int32) bool) {
	p := w.q.p
	for _, i := range agents {
		for k := p.First[i]; k < p.First[i+1]; k++ {
			if w.carries(k, keep) {
				w.agents = append(w.agents, i)
				break
			}
		}
	}
}

func (w *network) carries(k int32, keep func(k int32) bool) bool {
	return w.t.fits[k] && keep(k)
}

// node returns the number of the node of a place.
func (w *network) node(place int32) int32 {
	if place == root {
		return int32(len(w.n.Supply) - 1)
	}
	return int32(len(w.agents)) + place
}

func (w *network) linkAgents(keep func(k int32) bool, index []int32) {
	p := w.q.p
	w.entry = append(w.entry, 0)
	for a, i := range w.agents {
		for _, place := range w.t.homes[i] {
			w.base[place]++
		}
		if w.q.empty[i] < unlawful {
			w.link(int32(a), atHome, w.t.live(i), w.q.empty[i])
		}
		for k := p.First[i]; k < p.First[i+1]; k++ {
			if w.carries(k, keep) {
				w.couple(k, index)
				w.link(int32(a), k, w.t.to[k], w.q.alone[k])
			}
		}
	}
}

func (w *network) link(a, atom, place int32, cost int64) {
	w.n.AddArc(a, w.node(place), 0, 1, cost*program.Thousand)
	w.arcs, w.owner = append(w.arcs, atom), append(w.owner, a)
	w.entry = append(w.entry, int32(len(w.row)))
}

// couple notes the weights of an atom on the rows outside.
func (w *network) couple(k int32, index []int32) {
	rows, weights := w.q.p.Touch(k)
	for n, r := range rows {
		if !w.t.inside[r] {
			w.row, w.weight = append(w.row, index[r]), append(w.weight, weights[n])
		}
	}
}

func (w *network) linkPlaces() {
	for i := range w.t.places {
		w.up = append(w.up, int32(len(w.n.From)))
		from, to := w.node(int32(i)), w.node(w.t.parent[i])
		for _, s := range w.segments(int32(i)) {
			lower := int64(0)
			if s.forced {
				lower = s.length
			}
			w.n.AddArc(from, to, lower, s.length, s.slope)
		}
	}
	w.up = append(w.up, int32(len(w.n.From)))
}

// segment is a piece of constant slope of the cost of presence at a place.
type segment struct {
	length, slope int64
	forced        bool
}

// segments cuts the joint cost of a place's rows, as a function of the number of agents present, 0 .. all. Counts are
// taken from the point where all are home; row r then stands at offset[r].
func (w *network) segments(place int32) []segment {
	rows := w.t.rows[w.t.places[place]]
	var points []int64
	for _, r := range rows {
		for _, x := range w.q.p.Rows[r].Points {
			points = append(points, x-w.offset[r])
		}
	}
	slices.SortFunc(points, cmp.Compare[int64])
	from := -w.base[place]
	top := from + int64(len(w.agents))
	points = append(slices.Compact(points), top)
	var out []segment
	for _, to := range points {
		to = min(to, top)
		if to <= from {
			continue
		}
		slope := int64(0)
		for _, r := range rows {
			slope += slopeAt(&w.q.p.Rows[r], from+w.offset[r])
		}
		if slope >= program.Infinite/2 {
			break
		}
		s := segment{length: to - from, slope: slope}
		if slope <= -program.Infinite/2 {
			s.slope, s.forced = 0, true
		}
		out, from = append(out, s), to
	}
	return out
}

// slopeAt returns the slope of a row's cost just above x.
func slopeAt(r *program.Row, x int64) int64 {
	j, found := slices.BinarySearch(r.Points, x)
	if found {
		j++
	}
	return r.Slopes[j]
}

// price sets the costs of the agents' arcs to the prices of the coupling rows.
func (w *network) price(y []int64) {
	for a, k := range w.arcs {
		cost := int64(0)
		if k == atHome {
			cost = w.q.empty[w.agents[w.owner[a]]]
		} else {
			cost = w.q.alone[k]
		}
		cost *= program.Thousand
		for e := w.entry[a]; e < w.entry[a+1]; e++ {
			cost += int64(w.weight[e]) * y[w.row[e]]
		}
		w.n.Cost[a] = cost
	}
}

// solve routes the agents at the current costs, from the last basis.
func (w *network) solve(ctx context.Context) (*flow.Solution, error) {
	s, err := flow.Solve(ctx, w.n, w.basis)
	if err != nil {
		return nil, fmt.Errorf("rotation network: %w", err)
	}
	w.basis = s.Basis
	return s, nil
}

// choose returns the atom every agent node takes, or atHome.
func (w *network) choose(s *flow.Solution, out []int32) []int32 {
	out = out[:0]
	for range w.agents {
		out = append(out, atHome)
	}
	for a, k := range w.arcs {
		if s.Flow[a] > 0 {
			out[w.owner[a]] = k
		}
	}
	return out
}

// away appends the atoms a flow chose.
func (w *network) away(s *flow.Solution, out []int32) []int32 {
	for a, k := range w.arcs {
		if k != atHome && s.Flow[a] > 0 {
			out = append(out, k)
		}
	}
	return out
}

// presence returns by how many a flow changes the presence at a place.
func (w *network) presence(s *flow.Solution, place int) int64 {
	x := -w.base[place]
	for a := w.up[place]; a < w.up[place+1]; a++ {
		x += s.Flow[a]
	}
	return x
}

// prices reads the prices of all rows: those of the coupling ones are given, those of a place are the difference of
// potentials along its arcs, shared among its rows between the slopes of each at the present count.
func (w *network) prices(s *flow.Solution, coupling []int64) []int64 {
	y := make([]int64, len(w.q.p.Rows))
	for n, r := range w.coupling {
		y[r] = coupling[n]
	}
	for i := range w.t.places {
		x := w.presence(s, i)
		rest := s.Potential[w.node(w.t.parent[i])] - s.Potential[w.node(int32(i))]
		rows := w.t.rows[w.t.places[i]]
		for _, r := range rows {
			y[r] = slopeBelow(&w.q.p.Rows[r], x+w.offset[r])
			rest -= y[r]
		}
		for n, r := range rows {
			row := &w.q.p.Rows[r]
			d := min(max(rest/int64(len(rows)-n), 0), slopeAt(row, x+w.offset[r])-y[r])
			y[r], rest = y[r]+d, rest-d
		}
		for _, r := range rows { // what an even split could not place
			d := min(max(rest, 0), slopeAt(&w.q.p.Rows[r], x+w.offset[r])-y[r])
			y[r], rest = y[r]+d, rest-d
		}
	}
	return y
}

// slopeBelow returns the slope of a row's cost just below x.
func slopeBelow(r *program.Row, x int64) int64 {
	j, _ := slices.BinarySearch(r.Points, x)
	return r.Slopes[j]
}
