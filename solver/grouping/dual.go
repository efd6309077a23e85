package grouping

import (
	"slices"
	"sync"

	"github.com/rotateplan/rotate/solver/branch"
	"github.com/rotateplan/rotate/solver/program"
	"github.com/rotateplan/rotate/solver/proof"
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
	fixed   []proof.Decision
	recent  [][][]int32 // by evaluation, the last ones: the cheapest walk of each core
	since   int         // evaluations since the last change of what is fixed
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
	d.force(+1)
	d.walk()
	d.force(-1)
	value, ok = d.forced()
	if !ok {
		return 0, nil, false
	}
	value += d.pr.idle
	clear(d.count)
	d.remember()
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

// compelling is what an atom is dearer by that is not to be taken, and cheaper by that is, in thousandths: more than all else
// together.
const compelling = int64(1) << 55

// force makes atoms that are decided on dearer or cheaper.
func (d *dual) force(sign int64) {
	for _, x := range d.fixed {
		by := sign * compelling
		if x.In {
			by = -by
		}
		for _, k := range x.Atoms {
			d.priced[k] += by
		}
	}
}

// forced returns what the walks found are dearer without force, and whether they are as decided.
func (d *dual) forced() (value int64, ok bool) {
	for _, x := range d.fixed {
		taken := slices.ContainsFunc(d.walks[x.Agent], func(k int32) bool { return slices.Contains(x.Atoms, k) })
		if taken != x.In {
			return 0, false
		}
		if x.In {
			value += compelling
		}
	}
	return value, true
}

// fix turns to the plans of which some atoms are decided.
func (d *dual) fix(fixed []proof.Decision) { d.fixed, d.since = fixed, 0 }

// torn returns what to decide on next, a core and atoms of one section: where a mixture of walks since the last fix is most at odds
// about whether the core leads; or else whether it takes the section; or by which type. If it is of one mind, anything that it takes.
func (d *dual) torn(mixture func(visit func(evaluation int, weight float64))) (core int32, atoms []int32) {
	share, most := d.shares(mixture), 0.0
	ask := func(rank, i int, some ...int32) {
		sum := 0.0
		for _, a := range some {
			sum += share[a]
		}
		odds := min(sum, max(1-sum, whole))
		if odds > whole {
			odds += float64(rank)
		}
		if odds > most && !proof.Decided(d.fixed, some) {
			core, atoms, most = int32(i), some, odds
		}
	}
	for i := range d.pr.cores {
		k := &d.pr.cores[i]
		ask(2, i, k.own)
		for _, some := range k.members {
			ask(1, i, some...)
			for _, a := range some {
				ask(0, i, a)
			}
		}
	}
	return core, atoms
}

// shares returns how much of a mixture takes each atom.
func (d *dual) shares(mixture func(visit func(evaluation int, weight float64))) []float64 {
	share := make([]float64, d.pr.p.Atoms())
	mixture(func(evaluation int, weight float64) {
		if n := len(d.recent) - d.since + evaluation; n >= 0 {
			for _, w := range d.recent[n] {
				for _, k := range w {
					share[k] += weight
				}
			}
		}
	})
	return share
}

// whole is what a share may differ from zero or one to be that.
const whole = 0.01

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

const (
	recentMost  = 200  // evaluations remembered
	optionsMost = 1500 // walks decided between at once
)

// remember keeps the walks of the last evaluations.
func (d *dual) remember() {
	last := make([][]int32, len(d.walks))
	for i, w := range d.walks {
		last[i] = slices.Clone(w)
	}
	if len(d.recent) == recentMost {
		d.recent = slices.Delete(d.recent, 0, 1)
	}
	d.recent = append(d.recent, last)
	d.since++
}

// takes counts by atom how many of the last evaluations take it.
func (d *dual) takes(evaluations int, count []int32) {
	clear(count)
	for _, walks := range d.recent[max(0, len(d.recent)-evaluations):] {
		for _, w := range walks {
			for _, k := range w {
				count[k]++
			}
		}
	}
}

// choices are the walks of the last evaluations that cores do not have in a plan.
func (d *dual) choices(s *program.State, evaluations int) (all []branch.Choice, options int) {
	for i := range d.pr.cores {
		now := s.Walks[d.pr.cores[i].agent]
		x := branch.Choice{Agent: d.pr.cores[i].agent}
		if len(now) > 0 {
			x.Walks = append(x.Walks, nil)
		}
		for _, walks := range d.recent[max(0, len(d.recent)-evaluations):] {
			w := walks[i]
			if len(w) > 0 && !slices.Equal(w, now) && !slices.ContainsFunc(x.Walks, func(o []int32) bool { return slices.Equal(o, w) }) {
				x.Walks = append(x.Walks, w)
			}
		}
		if len(x.Walks) > 0 {
			all = append(all, x)
			options += len(x.Walks)
		}
	}
	return all, options
}
