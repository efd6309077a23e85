package rotation

import (
	"context"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/solver/flow"
	"github.com/rotateplan/rotate/solver/price"
	"github.com/rotateplan/rotate/solver/program"
)

// bounder climbs the dual: coupling rows have prices, the network answers with the best flow at them, and its
// potentials are the prices of the rows it carries.
type bounder struct {
	w     *network
	climb *price.Ascent
	y     []int64 // best prices of all rows
	value int64   // L(y) in thousandths
	rest  int64   // thousandths: what neither arcs nor rows of the network cost
	grad  []int64
	wide  bool    // the network has every arc
	picks []int32 // atoms of the last flow
}

func newBounder(w *network, start []int64) *bounder {
	b := &bounder{w: w, wide: true, y: make([]int64, len(w.q.p.Rows)), value: -1 << 62, grad: make([]int64, len(w.coupling))}
	lo, hi, first := make([]int64, len(w.coupling)), make([]int64, len(w.coupling)), make([]int64, len(w.coupling))
	for n, r := range w.coupling {
		lo[n], hi[n] = w.q.p.Rows[r].Range()
		if start != nil {
			first[n] = start[r]
		}
	}
	b.climb = price.New(first, lo, hi)
	b.rest = w.q.p.FrozenBound()
	linked := make([]bool, w.q.p.Agents())
	for _, i := range w.agents {
		linked[i] = true
	}
	for i, in := range linked {
		if !in {
			b.rest += w.q.empty[i] * program.Thousand
		}
	}
	return b
}

// round solves the network at the next trial prices. target is the cost of the best plan in thousandths.
func (b *bounder) round(ctx context.Context, target int64) (*flow.Solution, error) {
	y := b.climb.Trial()
	b.w.price(y)
	s, err := b.w.solve(ctx)
	if err != nil || s.Status != flow.Optimal {
		return s, err
	}
	b.picks = b.w.away(s, b.picks[:0])
	value := b.measure(s, y)
	if b.climb.Report(value, b.grad, target); value > b.value {
		b.value = value
		best, _ := b.climb.Best()
		b.y = b.w.prices(s, best)
	}
	return s, nil
}

// blocked names the musts that bind where no flow exists: those of the places whose arcs leave or enter the cut.
func (b *bounder) blocked(f *flow.Solution) []string {
	if f == nil || f.Status != flow.Infeasible {
		return nil
	}
	w, keys := b.w, []string{}
	for i, place := range w.t.places {
		if f.Cut[w.node(int32(i))] == f.Cut[w.node(w.t.parent[i])] {
			continue
		}
		for _, r := range w.t.rows[place] {
			for _, n := range w.q.p.Rows[r].Quotas {
				if w.q.p.Quotas[n].Must {
					keys = append(keys, w.q.p.Quotas[n].Key)
				}
			}
		}
	}
	return keys
}

// measure returns L at the trial and leaves the supergradient in grad.
func (b *bounder) measure(s *flow.Solution, y []int64) int64 {
	p, value := b.w.q.p, b.rest
	for n, r := range b.w.coupling {
		value += p.Constant(&p.Rows[r], y[n])
		b.grad[n] = -p.Rows[r].Wish(y[n])
	}
	for a := range b.w.arcs {
		if s.Flow[a] == 0 {
			continue
		}
		value += b.w.n.Cost[a]
		for e := b.w.entry[a]; e < b.w.entry[a+1]; e++ {
			b.grad[b.w.row[e]] += int64(b.w.weight[e])
		}
	}
	for i, place := range b.w.t.places {
		x := b.w.presence(s, i)
		for _, r := range b.w.t.rows[place] {
			cost, _ := p.Penalty(&p.Rows[r], x+b.w.offset[r])
			value += cost * program.Thousand
		}
	}
	return value
}

// ceil turns thousandths into metre-terms, upward: costs are integers, so a bound may be rounded up.
func ceil(v int64) model.Cost {
	whole := v / program.Thousand
	if v > whole*program.Thousand {
		whole++
	}
	return model.Cost(whole)
}
