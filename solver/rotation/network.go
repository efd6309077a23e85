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
//
// In a fold of S > 1 spans a unit of flow is one agent for one span. An agent who may be away for all of them has a second
// node, of S − 1 units; any other enters S − 1 times at her home. With c₀, c₁, c the costs of her being away never, once
// and always, a unit costs c₁ from the first node and (c − c₁)/(S − 1) from the second, c₀ and 0 at home; where that is
// not convex, c₀ + (c − c₀)/S and (c − c₀)/S.
type network struct {
	q      *problem
	f      *fold
	n      *flow.Network
	agents []int32 // by agent node
	arcs   []int32 // by arc of an agent: the atom that represents it, or atHome
	owner  []int32 // by arc of an agent: its agent node
	pair   []int32 // by arc of an agent: from a second node, its arc from the first; else alone
	hull   []bool  // by arc from a second node: the costs of the pair are not convex
	base   []int64 // by place: agents of the network whose home is there
	offset []int64 // by row: its count when they all stay home
	used   []bool  // by place: some agent's way leads through it
	ground int64   // thousandths: what the places cost where their arcs begin
	entry  []int32 // entries of arc a outside are entry[a] .. entry[a+1]-1
	class  []int32 // of rows outside
	weight []int32
	basis  *flow.Basis
}

const atHome = int32(-1)

// build lays out the network of the given agents over the representatives that keep allows. offset is by row its
// count when these agents stay home and all others do what they do. Its places have yet to be linked.
func build(f *fold, agents []int32, keep func(rep int32) bool, offset []int64) *network {
	w := &network{q: f.q, f: f, n: &flow.Network{}, base: make([]int64, len(f.rows)), offset: offset, used: make([]bool, len(f.rows))}
	w.gather(agents, keep)
	w.n.Supply = make([]int64, len(w.agents)+len(f.rows)+1)
	w.linkAgents(keep)
	return w
}

// gather makes the nodes of the agents that have a choice.
func (w *network) gather(agents []int32, keep func(rep int32) bool) {
	p := w.q.p
	for _, i := range agents {
		some, long := false, false
		for k := p.First[i]; k < p.First[i+1]; k++ {
			if w.carries(k, keep) {
				some, long = true, long || w.f.long[k] != unfolded
			}
		}
		if some {
			w.agents = append(w.agents, i)
		}
		if long {
			w.agents = append(w.agents, i)
		}
	}
}

func (w *network) carries(k int32, keep func(rep int32) bool) bool {
	return w.f.rep[k] == k && keep(k)
}

// node returns the number of the node of a place.
func (w *network) node(place int32) int32 {
	if place == root {
		return int32(len(w.n.Supply) - 1)
	}
	return int32(len(w.agents)) + place
}

func (w *network) linkAgents(keep func(rep int32) bool) {
	w.entry = append(w.entry, 0)
	for a, i := range w.agents {
		if a > 0 && w.agents[a-1] == i {
			continue
		}
		for _, place := range w.f.trees[0].homes[i] {
			w.base[place]++
		}
		w.supply(int32(a), 1)
		w.pass(w.f.trees[0].live(i))
		mine := int32(len(w.arcs))
		if w.q.empty[i] < unlawful {
			w.link(int32(a), atHome, single)
		}
		for k := w.q.p.First[i]; k < w.q.p.First[i+1]; k++ {
			if w.carries(k, keep) {
				w.couple(k)
				w.link(int32(a), k, single)
			}
		}
		w.linkSecond(int32(a), mine)
	}
}

// linkSecond lets the agent of a first node, whose arcs are those from mine on, be away for all spans.
func (w *network) linkSecond(a, mine int32) {
	others := int64(len(w.f.trees) - 1)
	if !w.second(a + 1) {
		w.supply(w.node(w.f.trees[0].live(w.agents[a])), others)
		return
	}
	w.supply(a+1, others)
	w.link(a+1, atHome, single)
	for first, end := mine, int32(len(w.arcs)); first < end; first++ {
		if k := w.arcs[first]; k != atHome && w.f.long[k] != unfolded {
			w.couple(w.f.long[k])
			w.link(a+1, k, first)
		}
	}
}

// second reports whether an agent node is the second of its agent.
func (w *network) second(a int32) bool {
	return a > 0 && int(a) < len(w.agents) && w.agents[a-1] == w.agents[a]
}

func (w *network) supply(node int32, units int64) {
	w.n.Supply[node] += units
	w.n.Supply[w.node(root)] -= units
}

const single = int32(-1)

// link lays an arc of an agent.
func (w *network) link(a, atom, pair int32) {
	place := w.f.trees[0].live(w.agents[a])
	if atom != atHome {
		place = w.f.to[atom]
	}
	w.n.AddArc(a, w.node(place), 0, w.n.Supply[a], 0)
	w.pass(place)
	w.arcs, w.owner = append(w.arcs, atom), append(w.owner, a)
	w.pair, w.hull = append(w.pair, pair), append(w.hull, false)
	w.entry = append(w.entry, int32(len(w.class)))
}

// pass marks the places on the way up from one.
func (w *network) pass(place int32) {
	for ; place != root && !w.used[place]; place = w.f.trees[0].parent[place] {
		w.used[place] = true
	}
}

// couple notes the weights of an atom on the rows outside.
func (w *network) couple(k int32) {
	rows, weights := w.q.p.Touch(k)
	for n, r := range rows {
		if c := w.f.class[r]; c != inPlace {
			w.class, w.weight = append(w.class, c), append(w.weight, weights[n])
		}
	}
}

// linkPlaces lays the arcs of all places, or of those somebody passes.
func (w *network) linkPlaces(all bool) {
	for i, used := range w.used {
		if !used && !all {
			continue
		}
		from, to := w.node(int32(i)), w.node(w.f.trees[0].parent[i])
		for _, s := range w.segments(int32(i)) {
			lower := int64(0)
			if s.forced {
				lower = s.length
			}
			w.n.AddArc(from, to, lower, s.length, s.slope)
		}
	}
}

// segment is a piece of constant slope of the cost of presence at a place.
type segment struct {
	length, slope int64
	forced        bool
}

// segments lists the pieces of the joint cost of a place by rising slope. The infimal convolution of convex functions is
// the sum of their least arguments followed by all their pieces in the order of slope.
func (w *network) segments(place int32) []segment {
	var out []segment
	for _, rows := range w.f.rows[place] {
		out = append(out, w.pieces(place, rows)...)
	}
	slices.SortStableFunc(out, func(a, b segment) int { return cmp.Compare(a.key(), b.key()) })
	return out
}

// key sorts forced pieces first.
func (s segment) key() int64 {
	if s.forced {
		return -program.Infinite
	}
	return s.slope
}

// pieces cuts the joint cost of rows of one span, as a function of the number of agents present, 0 .. all. Counts are
// taken from the point where all are home; row r then stands at offset[r].
func (w *network) pieces(place int32, rows []int32) []segment {
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
	begun := false
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
		s := segment{length: to - from, slope: slope, forced: slope <= -program.Infinite/2}
		if s.forced {
			s.slope = 0
		} else if !begun {
			begun = true
			w.begin(rows, from)
		}
		out, from = append(out, s), to
	}
	if !begun {
		w.begin(rows, from)
	}
	return out
}

// begin adds to the ground what rows cost at x.
func (w *network) begin(rows []int32, x int64) {
	for _, r := range rows {
		cost, _ := w.q.p.Penalty(&w.q.p.Rows[r], x+w.offset[r])
		w.ground += cost * program.Thousand
	}
}

// slopeAt returns the slope of a row's cost just above x.
func slopeAt(r *program.Row, x int64) int64 {
	j, found := slices.BinarySearch(r.Points, x)
	if found {
		j++
	}
	return r.Slopes[j]
}

// price sets the costs of the agents' arcs to the prices of the rows outside, by class.
func (w *network) price(y []int64) {
	for a, k := range w.arcs {
		cost, i := int64(0), w.agents[w.owner[a]]
		switch {
		case w.pair[a] != single:
			cost = w.q.alone[w.f.long[k]]
		case k != atHome:
			cost = w.q.alone[k]
		case !w.second(w.owner[a]):
			cost = w.q.empty[i]
		}
		cost *= program.Thousand
		for e := w.entry[a]; e < w.entry[a+1]; e++ {
			cost += int64(w.weight[e]) * y[w.class[e]]
		}
		w.n.Cost[a] = cost
		if w.pair[a] != single {
			w.split(a, w.q.empty[i]*program.Thousand)
		}
	}
}

// split shares the cost of being away for all spans between the arc a of a second node and its pair. home is c₀.
func (w *network) split(a int, home int64) {
	spans := int64(len(w.f.trees))
	once, always := &w.n.Cost[w.pair[a]], &w.n.Cost[a]
	more, each := (*always-*once)/(spans-1), (*always-home)/spans
	if w.hull[a] = home < unlawful*program.Thousand && *once-home > more; w.hull[a] {
		*once, *always = home+each, each
	} else {
		*always = more
	}
}

// scale is the number by which counts of flows are multiplied to be whole.
func (w *network) scale() int64 {
	spans := int64(len(w.f.trees))
	return max(spans*(spans-1), 1)
}

// count adds to grad, scaled, what a flow counts in the rows outside.
func (w *network) count(s *flow.Solution, grad []int64) {
	spans := int64(len(w.f.trees))
	for a := range w.arcs {
		second := int32(a)
		units := s.Flow[a]
		switch {
		case w.pair[a] == single:
			w.add(second, units*w.scale(), grad)
		case w.hull[a]:
			first := s.Flow[w.pair[a]]
			w.add(w.pair[a], -first*w.scale(), grad)
			w.add(second, (units+first)*(spans-1), grad)
		default:
			w.add(second, units*spans, grad)
			w.add(w.pair[a], -units*spans, grad)
		}
	}
}

// add counts an arc's weights some times over.
func (w *network) add(a int32, times int64, grad []int64) {
	if times == 0 {
		return
	}
	for e := w.entry[a]; e < w.entry[a+1]; e++ {
		grad[w.class[e]] += times * int64(w.weight[e])
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

// away appends the atoms a flow chose.
func (w *network) away(s *flow.Solution, out []int32) []int32 {
	for a, k := range w.arcs {
		if k != atHome && s.Flow[a] > 0 {
			out = append(out, k)
		}
	}
	return out
}

// prices reads the prices of all rows: those outside are given by class; those of a place add up, in every span, to the
// difference of potentials along its arcs.
func (w *network) prices(s *flow.Solution, outside []int64) []int64 {
	y := make([]int64, len(w.q.p.Rows))
	for r, c := range w.f.class {
		if c != inPlace {
			y[r] = clamp(&w.q.p.Rows[r], outside[c])
		}
	}
	for i, spans := range w.f.rows {
		price := s.Potential[w.node(w.f.trees[0].parent[i])] - s.Potential[w.node(int32(i))]
		for _, rows := range spans {
			w.spread(rows, price, y)
		}
	}
	return y
}

// spread shares the price of a place among the rows of one span, between the slopes of each at the count wished for.
func (w *network) spread(rows []int32, price int64, y []int64) {
	x, rest := w.wish(rows, price), price
	for _, r := range rows {
		y[r] = slopeBelow(&w.q.p.Rows[r], x+w.offset[r])
		rest -= y[r]
	}
	for n, r := range rows {
		d := min(max(rest/int64(len(rows)-n), 0), slopeAt(&w.q.p.Rows[r], x+w.offset[r])-y[r])
		y[r], rest = y[r]+d, rest-d
	}
	for _, r := range rows { // what an even split could not place
		d := min(max(rest, 0), slopeAt(&w.q.p.Rows[r], x+w.offset[r])-y[r])
		y[r], rest = y[r]+d, rest-d
	}
}

// wish returns the presence where the slopes of rows together reach a price: the first such point, or the last point.
func (w *network) wish(rows []int32, price int64) int64 {
	var last, best int64
	begun, found := false, false
	for _, r := range rows {
		for _, point := range w.q.p.Rows[r].Points {
			x, slope := point-w.offset[r], int64(0)
			for _, other := range rows {
				slope += slopeAt(&w.q.p.Rows[other], x+w.offset[other])
			}
			if slope >= price && (!found || x < best) {
				best, found = x, true
			}
			if !begun || x > last {
				last, begun = x, true
			}
		}
	}
	if found {
		return best
	}
	return last
}

// slopeBelow returns the slope of a row's cost just below x.
func slopeBelow(r *program.Row, x int64) int64 {
	j, _ := slices.BinarySearch(r.Points, x)
	return r.Slopes[j]
}
