package program

import (
	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// Thousand turns metre-terms into the unit of prices.
const Thousand = 1000

// Program is a compiled law. It is immutable; all costs are in metre-terms, all prices in thousandths.
type Program struct {
	First  []int32 // atoms of agent i are First[i] .. First[i+1]-1
	Cost   []int64 // by atom
	From   []int32 // by atom: first position of its span
	To     []int32 // by atom: last position of its span
	Rows   []Row
	Quotas []Quota
	Walks  []Automaton // by agent
	Tally  []Tally     // walks that are linear counts, apart from the automata

	parts  []parts // by atom
	lists  lists
	frozen []int32 // quotas that no atom touches, or that every plan keeps
}

// Quota is a quota relative to its base.
type Quota struct {
	Key    string
	Lo, Hi int64 // bounds on the sum of weights; rule.NoMin, rule.NoMax where open
	Unit   int64
	Must   bool
	Weight int64 // metre-terms per unit outside
	Place  rule.Place
}

// Tally is one linear walk rule: Σ Weight over an agent's atoms lies in [Min, Max[agent]] if it has any.
type Tally struct {
	Weight []int64 // by atom
	Min    int64
	Max    []int64 // by agent
	Must   bool
	Charge int64 // metre-terms per unit outside, unless Must
}

// Agents returns the number of agents.
func (p *Program) Agents() int { return len(p.First) - 1 }

// Atoms returns the number of atoms.
func (p *Program) Atoms() int { return len(p.Cost) }

// Owner returns the agent of every atom.
func (p *Program) Owner() []int32 {
	owner := make([]int32, p.Atoms())
	for i := range p.Agents() {
		for k := p.First[i]; k < p.First[i+1]; k++ {
			owner[k] = int32(i)
		}
	}
	return owner
}

// violation returns the units by which a count lies outside a quota, each begun unit whole.
func (q *Quota) violation(x int64) int64 {
	gap := max(q.Lo-x, x-q.Hi, 0)
	if q.Unit == 1 {
		return gap
	}
	return (gap + q.Unit - 1) / q.Unit
}

// top is the highest price of a side: Weight/Unit for a should, without limit for a must.
func (q *Quota) top() int64 {
	if q.Must {
		return Infinite
	}
	return q.Weight * Thousand / q.Unit
}

// FrozenCost returns the cost of quotas that no row counts, and the keys of the musts among them that are broken: such a
// law has no plan.
func (p *Program) FrozenCost() (model.Cost, []string) {
	var cost int64
	var broken []string
	for _, q := range p.frozen {
		x := &p.Quotas[q]
		units := x.violation(0)
		switch {
		case units == 0:
		case x.Must:
			broken = append(broken, x.Key)
		default:
			cost += units * x.Weight
		}
	}
	return model.Cost(cost), broken
}
