package rotation

import (
	"context"
	"slices"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/solver/flow"
	"github.com/rotateplan/rotate/solver/price"
	"github.com/rotateplan/rotate/solver/program"
	"github.com/rotateplan/rotate/solver/proof"
)

// bounder climbs the dual: coupling rows have prices, the network answers with the best flow at them, and its
// potentials are the prices of the rows it carries.
type bounder struct {
	w     *network
	climb *price.Ascent
	y     []int64 // best prices of all rows
	value int64   // L(y) in thousandths, on the arcs there are
	rest  int64   // thousandths: what neither arcs nor rows of the network cost
	grad  []int64
	picks []int32 // atoms of the last flow

	lo, hi []int64 // prices of the rows outside, by class,
	curves []price.Curve
}

func newBounder(w *network) *bounder {
	n := len(w.f.classes)
	b := &bounder{w: w, y: make([]int64, len(w.q.p.Rows)), grad: make([]int64, n)}
	b.survey()
	b.begin(w, make([]int64, n))
	return b
}

// survey finds between what the prices of the rows outside lie, and what is known of them.
func (b *bounder) survey() {
	w, n := b.w, len(b.grad)
	lo, hi, curves := make([]int64, n), make([]int64, n), make([]price.Curve, n)
	for c, rows := range w.f.classes {
		lo[c], hi[c] = w.q.p.Rows[rows[0]].Range()
		for _, r := range rows {
			below, above := w.q.p.Rows[r].Range()
			lo[c], hi[c] = min(lo[c], below), max(hi[c], above)
		}
		curves[c] = curve(w.q.p, rows, w.scale())
	}
	b.lo, b.hi, b.curves = lo, hi, curves
}

// begin climbs anew from prices of the rows outside.
func (b *bounder) begin(w *network, from []int64) {
	b.climb = price.NewKnown(from, b.lo, b.hi, b.curves)
	b.enlarge(w)
}

// enlarge goes on with a network of more arcs, from the best prices: what L was found to be is above what it is.
func (b *bounder) enlarge(w *network) {
	b.w, b.rest = w, w.q.p.FrozenBound()+w.ground
	linked := make([]bool, w.q.p.Agents())
	for _, i := range w.agents {
		linked[i] = true
	}
	for i, in := range linked {
		if !in && w.q.empty[i] < unlawful {
			b.rest += w.q.empty[i] * program.Thousand
		}
	}
	b.climb.Again()
}

// round solves the network at the next trial prices. plan is the cost of the best plan in thousandths, or 0.
func (b *bounder) round(ctx context.Context, plan int64) (*flow.Solution, error) {
	y := b.climb.Trial()
	b.w.price(y)
	s, err := b.w.solve(ctx)
	if err != nil || s.Status != flow.Optimal {
		return s, err
	}
	b.picks = b.w.away(s, b.picks[:0])
	value := b.measure(s, y)
	if b.climb.Report(value, b.grad, aim(plan, value)) {
		best, _ := b.climb.Best()
		b.value, b.y = value, b.w.prices(s, best)
	}
	return s, nil
}

// blocked names the musts that bind where no flow exists: those of the places whose arcs leave or enter the cut.
func (b *bounder) blocked(s *flow.Solution) []string {
	w, keys := b.w, []string{}
	for i, spans := range w.f.rows {
		if s.Cut[w.node(int32(i))] == s.Cut[w.node(w.f.trees[0].parent[i])] {
			continue
		}
		for _, r := range slices.Concat(spans...) {
			for _, n := range w.q.p.Rows[r].Quotas {
				if w.q.p.Quotas[n].Must {
					keys = append(keys, w.q.p.Quotas[n].Key)
				}
			}
		}
	}
	return keys
}

// measure returns L of the folded problem at the trial and leaves in grad the supergradient of what the network costs.
func (b *bounder) measure(s *flow.Solution, y []int64) int64 {
	p, value := b.w.q.p, b.rest+s.Cost
	for c, rows := range b.w.f.classes {
		b.grad[c] = 0
		for _, r := range rows {
			value += p.Constant(&p.Rows[r], clamp(&p.Rows[r], y[c]))
		}
	}
	b.w.count(s, b.grad)
	return value
}

// clamp is the price of a row nearest to y.
func clamp(r *program.Row, y int64) int64 {
	lo, hi := r.Range()
	return min(max(y, lo), hi)
}

// ceil turns thousandths into metre-terms, upward.
func ceil(v int64) model.Cost { return model.Cost(proof.Whole(v)) }
