package verify

import (
	"slices"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// pricer prices the atoms of one agent after the other. What atoms have in common it reads once: of a span what rules say
// that read no more of it (rule.Form.Spanwise) and what its agent counts, of a place what everybody counts there who is
// counted by the same families (rule.Part). It owns its workspace: one per goroutine.
type pricer[A comparable] struct {
	*pricing[A]
	walks    []*rule.Applied[A]
	spanwise []*rule.Applied[A] // bans, prices, and walks of a single state, that read agent and span
	single   []*rule.Applied[A] // the other bans and prices
	families []ends[A]          // that are counted atom by atom
	agents   []ends[A]          // parts of the others, by what they read
	places   []ends[A]

	many    int   // see way
	most    int64 // thousandths: what some walk costs, first the empty one, so that dearer ones need not be followed; or never
	agent   int
	whole   []ends[A]   // families that count the agent atom by atom
	blind   bool        // what some of them read of a place has no floor
	floor   int64       // thousandths: what others of them that may read the place count of an atom, at least
	at      A           // the span being read, bare
	reading bool        // whether there is one
	lawful  bool        // no must refuses it
	common  int64       // thousandths: of each of its atoms
	counted []bool      // by part of places: whether the agent is counted
	there   map[A]int64 // thousandths: prices of places for agents counted like this one
	others  []kind[A]
	offers  map[A][]offer // of places, by span and subject: see stays
	chances []chance[A]

	atoms []A // of the agent
	steps []step[A]
	net   []int64          // of the family being counted
	total int64            // thousandths: of what it has counted of an atom
	add   func(int, int64) // adds a weight to that
}

// ends counts a family, or one end of its atoms, at the net prices of its quotas.
type ends[A any] struct {
	net   []int64
	of    func(agent int) bool
	count func(a A, add func(int, int64))
	far   bool                  // a family that may read the place
	floor func(agent int) int64 // what such a family counts of an atom at least, in thousandths; nil where that is not known
}

func (e *ends[A]) counts(agent int) bool { return e.of == nil || e.of(agent) }

// priceEnd returns what an end counts of an atom, in thousandths.
func (x *pricer[A]) priceEnd(e *ends[A], a A) int64 {
	x.net, x.total = e.net, 0
	e.count(a, x.add)
	return x.total
}

// kind is a set of families, and what places cost to those they count.
type kind[A comparable] struct {
	counted []bool
	there   map[A]int64
	offers  map[A][]offer
}

func newPricer[A comparable](p *pricing[A]) *pricer[A] {
	x := &pricer[A]{pricing: p, many: manyStates}
	x.add = func(q int, w int64) { x.total += w * x.net[q] }
	for i := range p.j.law {
		r := &p.j.law[i]
		if r.Form.Walk != nil {
			x.walks = append(x.walks, r)
		}
		switch {
		case r.Form.Quota != nil:
		case r.Form.Spanwise && (r.Form.Walk == nil || r.Form.Walk.States == 1 && r.Mode == model.Must):
			x.spanwise = append(x.spanwise, r)
		case r.Form.Walk == nil:
			x.single = append(x.single, r)
		}
	}
	for i, f := range p.families {
		x.enter(f, p.net[i])
	}
	x.counted = make([]bool, len(x.places))
	return x
}

func (x *pricer[A]) enter(f *rule.Family[A], net []int64) {
	if !priced(net) {
		return
	}
	if f.Parts == nil || x.j.place == nil {
		e := ends[A]{net: net, count: f.Count, far: !f.Placeless}
		if f.Of != nil {
			e.of = func(agent int) bool { run := f.Of(agent); return priced(net[run.From:run.To]) }
		}
		if f.Of != nil && f.Single {
			e.floor = func(agent int) int64 {
				run := f.Of(agent)
				return min(slices.Min(net[run.From:run.To]), -slices.Max(net[run.From:run.To]))
			}
		}
		x.families = append(x.families, e)
		return
	}
	for _, p := range f.Parts {
		if p.Agent != nil {
			x.agents = append(x.agents, ends[A]{net: net, of: p.Of, count: p.Agent})
		}
		if p.Place != nil {
			x.places = append(x.places, ends[A]{net: net, of: p.Of, count: p.Place})
		}
	}
}

func priced(net []int64) bool {
	return slices.ContainsFunc(net, func(n int64) bool { return n != 0 })
}

// begin turns to an agent.
func (x *pricer[A]) begin(agent int) {
	x.agent, x.reading, x.most = agent, false, never
	x.whole, x.blind, x.floor = x.whole[:0], false, 0
	for i := range x.families {
		e := &x.families[i]
		if !e.counts(agent) {
			continue
		}
		x.whole = append(x.whole, *e)
		switch {
		case e.floor != nil:
			x.floor += e.floor(agent)
		case e.far:
			x.blind = true
		}
	}
	if end, ok := x.empty(agent); ok && !x.blind {
		x.most = end
	}
	for i := range x.places {
		x.counted[i] = x.places[i].counts(agent)
	}
	n := slices.IndexFunc(x.others, func(k kind[A]) bool { return slices.Equal(k.counted, x.counted) })
	if n < 0 {
		n = len(x.others)
		x.others = append(x.others, kind[A]{slices.Clone(x.counted), map[A]int64{}, map[A][]offer{}})
	}
	x.there, x.offers = x.others[n].there, x.others[n].offers
}

// empty returns what the empty walk of an agent costs in thousandths, false where it is unlawful.
func (x *pricer[A]) empty(agent int) (int64, bool) {
	return endCharge(x.walks, startState(x.walks, agent))
}

// idle reports whether the empty walk of an agent is lawful and costs nothing.
func (x *pricer[A]) idle(agent int) bool {
	end, ok := x.empty(agent)
	return ok && end == 0
}

// pays reports whether an atom makes a walk cheaper.
func (x *pricer[A]) pays(a A) bool {
	cost, ok := x.atomCost(a)
	return ok && cost < 0
}

// open begins the span of an atom and reports whether a must refuses all atoms of it.
func (x *pricer[A]) open(a A) bool {
	x.at, x.reading = x.j.bare(a), true
	if x.common, x.lawful = charged(x.spanwise, a); !x.lawful {
		return false
	}
	for i := range x.agents {
		if e := &x.agents[i]; e.counts(x.agent) {
			x.common += x.priceEnd(e, a)
		}
	}
	return true
}

// atomCost returns the price of an atom in thousandths, false where a must refuses it.
func (x *pricer[A]) atomCost(a A) (int64, bool) {
	if !x.reading || x.at != x.j.bare(a) {
		x.open(a)
	}
	if !x.lawful {
		return 0, false
	}
	total, ok := charged(x.single, a)
	if !ok {
		return 0, false
	}
	for i := range x.whole {
		total += x.priceEnd(&x.whole[i], a)
	}
	return total + x.common + x.arrival(a), true
}

// arrival is the price of an atom's place.
func (x *pricer[A]) arrival(a A) (total int64) {
	if len(x.places) == 0 {
		return 0
	}
	at := x.j.place(a)
	total, known := x.there[at]
	if known {
		return total
	}
	for i := range x.places {
		if x.counted[i] {
			total += x.priceEnd(&x.places[i], at)
		}
	}
	x.there[at] = total
	return total
}

// bid notes what the walk costs that consists of one atom, of this price, if it is the cheapest so far.
func (x *pricer[A]) bid(a A, cost int64) {
	state, charge, ok := advance(x.walks, startState(x.walks, x.agent), a)
	if end, lawful := endCharge(x.walks, state); ok && lawful {
		x.most = min(x.most, cost+charge+end)
	}
}

// charged returns what rules that read single atoms charge for one, in thousandths; false where a must refuses it.
func charged[A any](law []*rule.Applied[A], a A) (int64, bool) {
	total := model.Cost(0)
	for _, r := range law {
		units := atomUnits(&r.Form, a)
		if r.Form.Walk != nil {
			_, units = r.Form.Walk.Next(0, a)
		}
		cost, ok := r.Charge(units)
		if !ok {
			return 0, false
		}
		total += cost
	}
	return int64(total) * thousand, true
}
