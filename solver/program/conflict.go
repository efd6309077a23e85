package program

import (
	"slices"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// Conflict returns the keys of musts that cannot hold whatever is chosen: broken ones that no atom touches, and those
// whose bounds on one count contradict each other. A law with any has no plan.
func (p *Program) Conflict() []string {
	_, keys := p.FrozenCost()
	for r := range p.Rows {
		row := &p.Rows[r]
		if row.Lo <= row.Hi || row.Lo == rule.NoMin || row.Hi == rule.NoMax {
			continue
		}
		for _, i := range row.Quotas {
			if q := &p.Quotas[i]; q.Must && (q.Lo == row.Lo || q.Hi == row.Hi) {
				keys = append(keys, q.Key)
			}
		}
	}
	return keys
}

// Ceiling returns a cost in metre-terms that no lawful plan exceeds.
func (p *Program) Ceiling() int64 {
	frozen, _ := p.FrozenCost()
	sum := int64(frozen)
	least, most := make([]int64, len(p.Rows)), make([]int64, len(p.Rows)) // by row: the range of its count
	for _, cost := range p.Cost {
		sum += cost
	}
	for n, uses := range p.lists.uses {
		rows, weights := p.lists.at(int32(n))
		for e, r := range rows {
			w := int64(weights[e]) * uses
			least[r], most[r] = least[r]+min(w, 0), most[r]+max(w, 0)
		}
	}
	for r := range p.Rows {
		low, _ := p.Penalty(&p.Rows[r], least[r])
		high, _ := p.Penalty(&p.Rows[r], most[r])
		sum += max(low, high)
	}
	for i := range p.Agents() {
		sum += p.dearest(i)
	}
	return sum
}

// dearest bounds the charges of a lawful walk of an agent.
func (p *Program) dearest(i int) int64 {
	atoms := p.First[i+1] - p.First[i]
	sum := p.Walks[i].dearest(atoms)
	for t := range p.Tally {
		y := &p.Tally[t]
		weight := int64(0)
		for k := p.First[i]; k < p.First[i+1]; k++ {
			weight += y.Weight[k]
		}
		if atoms > 0 && !y.Must {
			sum += max(weight-y.Max[i], y.Min, 0) * y.Charge
		}
	}
	return sum
}

// dearest bounds the charges of a walk of so many atoms.
func (a *Automaton) dearest(atoms int32) int64 {
	sum := max(slices.Max(a.end), 0)
	if atoms == 0 || slices.Max(a.charge) == 0 {
		return sum
	}
	for k := range atoms {
		most := int64(0)
		for s := range a.States {
			_, charge, _ := a.Step(s, k)
			most = max(most, charge)
		}
		sum += most
	}
	return sum
}

// Priced returns the keys of musts that have a price at y. Where the bound of y exceeds Ceiling, these cannot hold
// together.
func (p *Program) Priced(y []int64) []string {
	var keys []string
	for r := range p.Rows {
		prices := p.Share(&p.Rows[r], y[r])
		for _, i := range p.Rows[r].Quotas {
			q := &p.Quotas[i]
			if q.Must && slices.ContainsFunc(prices, func(x model.QuotaPrice) bool { return x.Quota == q.Key }) {
				keys = append(keys, q.Key)
			}
		}
	}
	return keys
}
