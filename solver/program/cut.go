package program

import (
	"math"
	"slices"
	"strconv"

	"github.com/rotateplan/rotate/model/rule"
)

// Cut is an inequality that every plan keeps and mixtures of plans may not, made of quotas and of what agents take. Quota q, of one side
// alone, says ±Σ w·x + s = ±bound + U·v, with v units outside and s what is left; an agent who takes one atom at most says Σ x + h = 1, with
// h for none. These, n_q/D times and n_i/D times, add up to an equation over integers that are not negative, whose right side b/D is
// rounded, with r the rest of b over D, by
//
//	G(d) = (D − r)·⌊d/D⌋ + max(0, d mod D − r),   Σ G(d_j)·x_j <= G(b)
//
// (Gomory 1960; Nemhauser and Wolsey 1990: G is superadditive). In it s and h are put in terms of x and v once more.
type Cut struct {
	Over   int64 // D
	Parts  []Part
	Agents []Times
	Weight []int32 // by atom
	Beyond []int64 // by part: of a unit outside
	Right  int64
}

// Part is a side of a quota, so many times. Sign is +1 for its upper side and −1 for its lower.
type Part struct {
	Row, Quota int32
	Sign       int64
	Times      int64
}

// Times is an agent, so many times.
type Times struct {
	Agent int32
	Times int64
}

// Bound returns the bound of the side.
func (x *Part) Bound(p *Program) int64 {
	if x.Sign > 0 {
		return p.Quotas[x.Quota].Hi
	}
	return p.Quotas[x.Quota].Lo
}

// rounding is G.
type rounding struct{ over, rest int64 }

func (g rounding) of(d int64) int64 {
	n := floor(d, g.over)
	return n*(g.over-g.rest) + max(0, d-n*g.over-g.rest)
}

// NewCut derives a cut, nil where the right side is whole already or weights are immense.
func (p *Program) NewCut(over int64, parts []Part, agents []Times) *Cut {
	x := &Cut{Over: over, Parts: parts, Agents: agents, Weight: make([]int32, p.Atoms()), Beyond: make([]int64, len(parts))}
	right := int64(0)
	for _, part := range parts {
		right += part.Sign * part.Times * part.Bound(p)
	}
	for _, a := range agents {
		right += a.Times
	}
	g := rounding{over, right - floor(right, over)*over}
	if g.rest == 0 {
		return nil
	}
	x.Right = g.of(right)
	times, left := make([]int64, len(p.Rows)), make([]int64, len(p.Rows)) // by row: of the sum, and of what is left to its bound
	for n, part := range parts {
		s := g.of(part.Times)
		times[part.Row] += part.Sign * part.Times
		left[part.Row] += part.Sign * s
		x.Right -= part.Sign * s * part.Bound(p)
		if q := &p.Quotas[part.Quota]; !q.Must {
			x.Beyond[n] = g.of(-part.Times*q.Unit) + s*q.Unit
		}
	}
	if !x.weigh(p, g, p.Charges(times, nil), p.Charges(left, nil)) {
		return nil
	}
	return x
}

// weigh finds what atoms weigh. Lists of entries are in the sum so many times, and so many in what is left.
func (x *Cut) weigh(p *Program, g rounding, times, left []int64) bool {
	takes := make([]int64, p.Agents())
	for _, a := range x.Agents {
		takes[a.Agent] = a.Times
		x.Right -= g.of(a.Times)
	}
	for i, take := range takes {
		for k := p.First[i]; k < p.First[i+1]; k++ {
			w := g.of(p.AtomCharge(k, times)+take) - p.AtomCharge(k, left) - g.of(take)
			if w < math.MinInt32 || w > math.MaxInt32 {
				return false
			}
			x.Weight[k] = int32(w)
		}
	}
	return true
}

// CutKey names the quota of a cut.
func CutKey(n int) string { return "cut/" + strconv.Itoa(n+1) }

// Cutting returns a program with a row for each cut, whose prices are to be these, in thousandths. A unit outside a quota then costs less by
// what the cuts charge for it; prices too high for that are lowered.
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
	for c, x := range cuts {
		for n, part := range x.Parts {
			if x.Beyond[n] < 0 && prices[c] > 0 {
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
	for n, part := range x.Parts {
		if b := x.Beyond[n]; b < 0 {
			price = min(price, (p.Quotas[part.Quota].Weight*Thousand-spent[part.Quota])/-b)
		}
	}
	for n, part := range x.Parts {
		spent[part.Quota] -= min(0, x.Beyond[n]) * price
	}
	return price
}

// crossed returns the lists of atoms with their entries in cuts, whose rows follow those of the program.
func (p *Program) crossed(cuts []*Cut) ([]parts, lists) {
	all, at := slices.Clone(p.parts), newIndex()
	at.lists = lists{start: slices.Clone(p.lists.start), key: slices.Clone(p.lists.key), weight: slices.Clone(p.lists.weight), uses: p.lists.uses}
	own := newLists()
	for k := range all {
		own.start, own.key, own.weight = own.start[:1], own.key[:0], own.weight[:0]
		for c, x := range cuts {
			if x.Weight[k] != 0 {
				own.key, own.weight = append(own.key, int32(len(p.Rows)+c)), append(own.weight, x.Weight[k])
			}
		}
		if len(own.key) == 0 {
			continue
		}
		rows, weights := p.lists.at(all[k][2])
		own.key, own.weight = append(own.key, rows...), append(own.weight, weights...)
		own.start = append(own.start, int32(len(own.key)))
		all[k][2] = at.enter(&own, 0)
	}
	return all, at.lists
}
