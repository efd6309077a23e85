package program

import (
	"slices"
	"strconv"

	"github.com/rotateplan/rotate/model/rule"
)

// Cut is an inequality that every plan keeps and mixtures of plans may not, made of quotas and of agents who take one atom at most. A side
// of a quota says ±Σ w·x + s = ±bound + v, with v units outside (none of a must) and s what is left, an agent Σ x + h = 1, with h for none.
// Half the sum of some of these has integers on its right but for a half, and all its letters are integers that are not negative: so what
// stands before them may be rounded down, and then the right side too (Chvátal 1973; Caprara and Fischetti 1996),
//
//	Σ ⌊d/2⌋·x − Σ v <= ⌊b/2⌋.
type Cut struct {
	Parts  []Part
	Agents []int32
	Right  int64

	atoms, weights []int32 // those that weigh anything
}

// Part is a side of a quota, the unit of which is one unless it is a must. Sign is +1 for its upper side and −1 for its lower.
type Part struct {
	Row, Quota int32
	Sign       int64
}

// Bound returns the bound of the side.
func (x *Part) Bound(p *Program) int64 {
	if x.Sign > 0 {
		return p.Quotas[x.Quota].Hi
	}
	return p.Quotas[x.Quota].Lo
}

// NewCut derives a cut, nil where the right side is whole without rounding.
func (p *Program) NewCut(parts []Part, agents []int32) *Cut {
	x := &Cut{Parts: parts, Agents: agents}
	right, times := int64(len(agents)), make([]int64, len(p.Rows))
	for _, part := range parts {
		right += part.Sign * part.Bound(p)
		times[part.Row] += part.Sign
	}
	if right&1 == 0 {
		return nil
	}
	x.Right = floor(right, 2)
	takes := make([]int64, p.Agents())
	for _, i := range agents {
		takes[i] = 1
	}
	charges := p.Charges(times, nil)
	for i, take := range takes {
		for k := p.First[i]; k < p.First[i+1]; k++ {
			if w := floor(p.AtomCharge(k, charges)+take, 2); w != 0 {
				x.atoms, x.weights = append(x.atoms, k), append(x.weights, int32(w))
			}
		}
	}
	return x
}

// Size returns how many atoms weigh anything.
func (x *Cut) Size() int { return len(x.atoms) }

// CutKey names the quota of a cut.
func CutKey(n int) string { return "cut/" + strconv.Itoa(n+1) }

// Cutting returns a program with a row for each cut, whose prices are to be these at most, in thousandths. A unit outside a quota then costs
// less by what the cuts charge for it; prices too high for that are lowered.
func (p *Program) Cutting(cuts []*Cut, prices []int64) *Program {
	out := *p
	out.Rows, out.Quotas = slices.Clone(p.Rows), slices.Clone(p.Quotas)
	spent := make([]int64, len(p.Quotas))
	for c, x := range cuts {
		prices[c] = x.afford(p, spent, prices[c])
	}
	for q, s := range spent {
		out.Quotas[q].Weight -= (s + Thousand - 1) / Thousand
	}
	for _, x := range cuts {
		for _, part := range x.Parts {
			if spent[part.Quota] > 0 {
				out.Rows[part.Row] = out.newRow(p.Rows[part.Row].Quotas)
			}
		}
	}
	for c, x := range cuts {
		out.Rows = append(out.Rows, Row{})
		out.bound(int32(len(out.Rows)-1), Quota{Key: CutKey(c), Lo: rule.NoMin, Hi: x.Right, Unit: 1, Must: true})
	}
	out.parts, out.lists = p.crossed(cuts)
	return &out
}

// afford takes what a cut at a price charges for units outside from what these cost, and returns the price or what of it can be afforded.
// spent is by quota, in thousandths.
func (x *Cut) afford(p *Program, spent []int64, price int64) int64 {
	for _, part := range x.Parts {
		if q := &p.Quotas[part.Quota]; !q.Must {
			price = min(price, q.Weight*Thousand-spent[part.Quota])
		}
	}
	for _, part := range x.Parts {
		if !p.Quotas[part.Quota].Must {
			spent[part.Quota] += price
		}
	}
	return price
}

// crossed returns the lists of atoms with their entries in cuts, whose rows follow those of the program.
func (p *Program) crossed(cuts []*Cut) ([]parts, lists) {
	all, at := slices.Clone(p.parts), newIndex()
	at.lists = lists{start: slices.Clone(p.lists.start), key: slices.Clone(p.lists.key), weight: slices.Clone(p.lists.weight), uses: p.lists.uses}
	start := make([]int32, len(all)+2) // of an atom's entries, two places on while they are filled in
	for _, x := range cuts {
		for _, k := range x.atoms {
			start[k+2]++
		}
	}
	for k := range all {
		start[k+2] += start[k+1]
	}
	rows, weights := make([]int32, start[len(all)+1]), make([]int32, start[len(all)+1])
	for c, x := range cuts {
		for n, k := range x.atoms {
			rows[start[k+1]], weights[start[k+1]] = int32(len(p.Rows)+c), x.weights[n]
			start[k+1]++
		}
	}
	own := newLists()
	for k := range all {
		from, to := start[k], start[k+1]
		own.start, own.key, own.weight = own.start[:1], append(own.key[:0], rows[from:to]...), append(own.weight[:0], weights[from:to]...)
		if len(own.key) == 0 {
			continue
		}
		hers, weigh := p.lists.at(all[k][2])
		own.key, own.weight = append(own.key, hers...), append(own.weight, weigh...)
		own.start = append(own.start, int32(len(own.key)))
		all[k][2] = at.enter(&own, 0)
	}
	return all, at.lists
}
