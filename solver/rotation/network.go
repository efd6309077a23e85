package rotation

import (
	"context"
	"fmt"

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
	q       *problem
	f       *fold
	n       *flow.Network
	agents  []int32    // by agent node
	arcs    []int32    // by arc of an agent: the atom that represents it, or atHome
	at      []int32    // by arc of an agent: the arc of n; those taken in later come after the arcs of places
	owner   []int32    // by arc of an agent: its agent node
	pair    []int32    // by arc of an agent: from a second node, its arc from the first; else alone
	hull    []bool     // by arc from a second node: the costs of the pair are not convex
	base    []int64    // by place: agents of the network whose home is there
	offset  []int64    // by row: its count when they all stay home
	used    []bool     // by place: some agent's way leads through it
	ground  int64      // thousandths: what the places cost where their arcs begin
	atom    []int32    // by arc of an agent: the atom that counts in the rows outside, or atHome
	alone   []int64    // by arc of an agent: its cost without any prices, in thousandths
	lists   [][3]int32 // by arc of an agent: the lists of its atom's entries
	needs   []int32    // these lists, each once
	needed  []bool     // by list
	cost    []int64    // by arc of an agent, in thousandths
	charges []int64    // by list that is needed, at the prices known
	change  flow.Change
	last    *flow.Solution
	solved  int // arcs of n when last was found
}

const atHome = int32(-1)

// build lays out the network of the given agents over the representatives that keep allows. offset is by row its
// count when these agents stay home and all others do what they do. Its places have yet to be linked.
func build(f *fold, agents []int32, keep func(rep int32) bool, offset []int64) *network {
	w := &network{q: f.q, f: f, n: &flow.Network{}, base: make([]int64, len(f.rows)), offset: offset, used: make([]bool, len(f.rows)),
		needed: make([]bool, f.q.p.CountLists())}
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
			w.link(a+1, k, first)
		}
	}
}

// extend lays the arcs of more atoms, so that the basis known goes on serving. It reports false, and lays none, where that
// takes more nodes.
func (w *network) extend(atoms []int32) bool {
	first := make([]int32, w.q.p.Agents())
	for a := len(w.agents) - 1; a >= 0; a-- {
		first[w.agents[a]] = int32(a) + 1
	}
	for _, k := range atoms {
		if a := first[w.q.owner[k]]; a == 0 || w.f.long[k] != unfolded && !w.second(a) {
			return false
		}
	}
	for _, k := range atoms {
		a := first[w.q.owner[k]] - 1
		w.link(a, k, single)
		if w.f.long[k] != unfolded {
			w.link(a+1, k, int32(len(w.arcs)-1))
		}
	}
	return true
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
	w.at = append(w.at, int32(w.n.AddArc(a, w.node(place), 0, w.n.Supply[a], 0)))
	w.pass(place)
	w.arcs, w.owner = append(w.arcs, atom), append(w.owner, a)
	w.pair, w.hull = append(w.pair, pair), append(w.hull, false)
	if atom != atHome && pair != single {
		atom = w.f.long[atom]
	}
	w.weigh(a, atom)
}

// weigh notes what an arc costs and counts outside by its atom.
func (w *network) weigh(a, atom int32) {
	cost, lists := int64(0), [3]int32{}
	switch {
	case atom != atHome:
		cost, lists = w.q.alone[atom], w.q.p.Lists(atom)
	case !w.second(a):
		cost = w.q.empty[w.agents[a]]
	}
	for _, n := range lists {
		if !w.needed[n] {
			w.needed[n], w.needs = true, append(w.needs, n)
		}
	}
	w.atom, w.alone, w.lists = append(w.atom, atom), append(w.alone, cost*program.Thousand), append(w.lists, lists)
}

// pass marks the places on the way up from one.
func (w *network) pass(place int32) {
	for ; place != root && !w.used[place]; place = w.f.trees[0].parent[place] {
		w.used[place] = true
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

// price finds the costs of the agents' arcs at prices of the rows outside, by class. What decisions forbid is dear.
func (w *network) price(y []int64) {
	outer := make([]int64, len(w.f.class))
	for r, c := range w.f.class {
		if c != inPlace {
			outer[r] = y[c]
		}
	}
	w.charges = w.q.p.ChargesOf(w.needs, outer, w.charges)
	w.cost = w.cost[:0]
	for a, x := range w.lists {
		w.cost = append(w.cost, w.alone[a]+w.charges[x[0]]+w.charges[x[1]]+w.charges[x[2]])
		if w.pair[a] != single {
			w.split(a, w.q.empty[w.agents[w.owner[a]]]*program.Thousand)
		}
	}
	if len(w.q.fixed) == 0 {
		return
	}
	for a, atom := range w.atom {
		if w.q.forbids(w.agents[w.owner[a]], atom) {
			w.cost[a] += forbidding
		}
	}
}

// split shares the cost of being away for all spans between the arc a of a second node and its pair. home is c₀.
func (w *network) split(a int, home int64) {
	spans := int64(len(w.f.trees))
	once, always := &w.cost[w.pair[a]], &w.cost[a]
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
		units := s.Flow[w.at[a]]
		switch {
		case w.pair[a] == single:
			w.add(second, units*w.scale(), grad)
		case w.hull[a]:
			first := s.Flow[w.at[w.pair[a]]]
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
	if times == 0 || w.atom[a] == atHome {
		return
	}
	for r, weight := range w.q.p.Touch(w.atom[a]) {
		if c := w.f.class[r]; c != inPlace {
			grad[c] += times * weight
		}
	}
}

// solve routes the agents at the prices known, from the last flow.
func (w *network) solve(ctx context.Context) (*flow.Solution, error) {
	n := w.n
	w.change.Arcs = w.change.Arcs[:0]
	for a, cost := range w.cost {
		if at := w.at[a]; n.Cost[at] != cost {
			w.change.Arcs = append(w.change.Arcs, flow.ArcChange{Arc: at, Lower: n.Lower[at], Upper: n.Upper[at], Cost: cost})
		}
	}
	if err := w.follow(ctx); err != nil {
		return nil, fmt.Errorf("rotation network: %w", err)
	}
	return w.last, nil
}

// follow makes the changes known and the flow the cheapest again.
func (w *network) follow(ctx context.Context) (err error) {
	if w.last != nil && w.solved == len(w.n.From) {
		return w.last.Resolve(ctx, w.n, w.change)
	}
	var basis *flow.Basis
	if w.last != nil {
		basis = w.last.Basis
	}
	for _, x := range w.change.Arcs {
		w.n.Cost[x.Arc] = x.Cost
	}
	w.last, err = flow.Solve(ctx, w.n, basis)
	w.solved = len(w.n.From)
	return err
}

// away appends the atoms a flow chose.
func (w *network) away(s *flow.Solution, out []int32) []int32 {
	for a, k := range w.arcs {
		if k != atHome && s.Flow[w.at[a]] > 0 {
			out = append(out, k)
		}
	}
	return out
}
