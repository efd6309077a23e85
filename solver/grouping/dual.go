package grouping

import (
	"sync"

	"github.com/rotateplan/rotate/solver/program"
)

// dual evaluates L(y), the bound prices prove, of every plan.
type dual struct {
	pr      *problem
	priced  []int64 // by atom, in thousandths
	charges []int64 // of the lists of entries, in thousandths
	pricers []pricer
	walks   [][]int32 // by core: the cheapest walk at the last prices
	value   []int64   // by core: its cost
	count   []int64   // by row: what the walks count
	wish    []int64   // by row: supergradient
}

func newDual(pr *problem, threads int) *dual {
	d := &dual{pr: pr, priced: make([]int64, pr.p.Atoms()), pricers: make([]pricer, max(threads, 1)),
		walks: make([][]int32, len(pr.cores)), value: make([]int64, len(pr.cores)),
		count: make([]int64, len(pr.p.Rows)), wish: make([]int64, len(pr.p.Rows))}
	for i := range d.pricers {
		d.pricers[i].p = pr.p
	}
	return d
}

// evaluate returns L(y) in thousandths, rounded to none, and a supergradient. It reports false if some core has no
// lawful walk. The slice is the dual's own.
func (d *dual) evaluate(y []int64) (value int64, gradient []int64, ok bool) {
	d.price(y)
	d.walk()
	value = d.pr.idle
	clear(d.count)
	for i, v := range d.value {
		if v == unreachable {
			return 0, nil, false
		}
		value += v
		for _, k := range d.walks[i] {
			for r, w := range d.pr.p.Touch(k) {
				d.count[r] += w
			}
		}
	}
	for r := range d.pr.p.Rows {
		row := &d.pr.p.Rows[r]
		value += d.pr.p.Constant(row, y[r])
		d.wish[r] = d.count[r] - row.Wish(y[r])
	}
	return value, d.wish, true
}

// price enters what every atom costs at y.
func (d *dual) price(y []int64) {
	d.charges = d.pr.p.Charges(y, d.charges[:0])
	for k := range d.priced {
		d.priced[k] = d.pr.p.Cost[k]*program.Thousand + d.pr.p.AtomCharge(int32(k), d.charges)
	}
}

// walk finds the cheapest walk of every core. Each answer has a place of its own, so that threads change nothing.
func (d *dual) walk() {
	var group sync.WaitGroup
	for t := range d.pricers {
		group.Go(func() {
			w := &d.pricers[t]
			for i := t; i < len(d.pr.cores); i += len(d.pricers) {
				k := &d.pr.cores[i]
				v, walk, ok := w.cheapest(k, d.priced[k.own:k.end], d.walks[i][:0])
				if !ok {
					v = unreachable
				}
				d.value[i], d.walks[i] = v, walk
			}
		})
	}
	group.Wait()
}
