package program

import (
	"fmt"
	"slices"

	"github.com/rotateplan/rotate/model"
)

// State is a plan in the making: a walk for every agent, with counts and cost kept up to date.
// A move proposes walks; only Set changes anything.
type State struct {
	p      *Program
	Walks  [][]int32 // by agent
	Count  []int64   // by row
	cost   int64
	broken int64   // units by which counts break musts, and agents whose walk is refused
	walk   []int64 // by agent: cost of the walk, Infinite where it is refused
}

// NewState returns the plan in which every agent takes the empty walk, be it lawful or not.
func NewState(p *Program) *State {
	s := &State{p: p, Walks: make([][]int32, p.Agents()), Count: make([]int64, len(p.Rows)), walk: make([]int64, p.Agents())}
	frozen, keys := p.FrozenCost()
	s.cost, s.broken = int64(frozen), int64(len(keys))
	for i := range s.Walks {
		s.walk[i] = p.FullWalkCost(i, nil)
		s.pay(s.walk[i], +1)
	}
	for r := range p.Rows {
		cost, broken := p.Penalty(&p.Rows[r], 0)
		s.cost, s.broken = s.cost+cost, s.broken+broken
	}
	return s
}

// Cost returns the cost of the plan in metre-terms, breaches of musts not counted.
func (s *State) Cost() model.Cost { return model.Cost(s.cost) }

// Broken returns the units by which counts break musts, and one for every agent who may not be idle but is; 0 means a
// lawful plan, other walks being lawful by construction.
func (s *State) Broken() int64 { return s.broken }

// WalkCost returns the cost of an agent's walk, Infinite where it is refused.
func (s *State) WalkCost(agent int32) int64 { return s.walk[agent] }

// Set gives an agent a walk, which must be lawful or empty. The walk is kept, not copied.
func (s *State) Set(agent int32, walk []int32) {
	old, now := differ(s.Walks[agent], walk)
	for _, k := range old {
		s.shift(k, -1)
	}
	for _, k := range now {
		s.shift(k, +1)
	}
	s.pay(s.walk[agent], -1)
	s.walk[agent] = s.p.FullWalkCost(int(agent), walk)
	s.pay(s.walk[agent], +1)
	s.Walks[agent] = walk
}

// differ leaves out what two walks begin with alike and end with.
func differ(a, b []int32) ([]int32, []int32) {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return a, b
}

// pay adds or takes away the cost of a walk.
func (s *State) pay(cost, sign int64) {
	if cost >= Infinite {
		s.broken += sign
		return
	}
	s.cost += sign * cost
}

func (s *State) shift(k int32, sign int64) {
	for r, w := range s.p.Touch(k) {
		row := &s.p.Rows[r]
		cost, broken := s.p.Penalty(row, s.Count[r])
		s.Count[r] += sign * w
		after, now := s.p.Penalty(row, s.Count[r])
		s.cost, s.broken = s.cost+after-cost, s.broken+now-broken
	}
}

// Copy makes s the same plan as t.
func (s *State) Copy(t *State) {
	s.p, s.cost, s.broken = t.p, t.cost, t.broken
	s.Walks = append(s.Walks[:0], t.Walks...)
	s.Count, s.walk = append(s.Count[:0], t.Count...), append(s.walk[:0], t.walk...)
}

// Clone returns a copy.
func (s *State) Clone() *State {
	t := &State{}
	t.Copy(s)
	return t
}

// Audit recounts everything and reports the first thing that is not as kept.
func (s *State) Audit() error {
	t := NewState(s.p)
	for i, w := range s.Walks {
		if _, ok := s.p.WalkCost(i, w); !ok && len(w) > 0 {
			return fmt.Errorf("agent %d: walk %v is not lawful", i, w)
		}
		t.Set(int32(i), w)
	}
	switch {
	case !slices.Equal(t.Count, s.Count):
		return fmt.Errorf("counts differ from a recount")
	case t.cost != s.cost || t.broken != s.broken:
		return fmt.Errorf("cost %d, broken %d; recount %d, %d", s.cost, s.broken, t.cost, t.broken)
	}
	return nil
}

// FullWalkCost returns the cost of a walk with the charges of its tallies. The walk must be lawful.
func (p *Program) FullWalkCost(agent int, walk []int32) int64 {
	cost, ok := p.WalkCost(agent, walk)
	if !ok {
		return Infinite
	}
	for i := range p.Tally {
		units := p.Tally[i].units(agent, walk)
		if units > 0 && p.Tally[i].Must {
			return Infinite
		}
		cost += units * p.Tally[i].Charge
	}
	return cost
}

func (t *Tally) units(agent int, walk []int32) int64 {
	if len(walk) == 0 {
		return 0
	}
	sum := int64(0)
	for _, k := range walk {
		sum += t.Weight[k]
	}
	return max(sum-t.Max[agent], t.Min-sum, 0)
}
