// Package price finds good prices: it climbs a concave, piecewise linear dual function by the volume algorithm.
//
// # The problem
//
// Given an oracle for a concave L(y) and a supergradient g(y), and bounds lo <= y <= hi, find y with L(y) near its
// maximum. The volume algorithm (Barahona and Anbil 2000, section 2) keeps an incumbent ȳ and a direction v, an
// exponential average of supergradients:
//
//	y = ȳ + s·v,  s = f · (target − L(ȳ)) / |v|²,  v ← α·g(y) + (1 − α)·v
//
// where target is the cost of the best plan known (Polyak's step), α minimises |α·g + (1−α)·v| within (0, αmax], and f
// shrinks after a run of trials that bring nothing and grows after one that does; when it has shrunk away the climb
// starts anew from ȳ.
//
// The caller asks: Trial gives prices to evaluate, Report takes the answer. Everything is integer (prices in thousandths,
// directions in 1/1024), so equal inputs climb the same path on any machine.
//
// What it cannot do: prove that it has arrived; it only ever holds the best prices seen, whose value is a bound.
package price

import "math/bits"

const (
	one       = 1 << 10 // fixed point of directions and of α
	alphaTop  = one / 8
	stepTop   = 2 * one // fixed point of f
	patience  = 8       // trials without gain before f shrinks
	stepFirst = one / 8
	stepFloor = 12 // below it the climb forgets its direction and starts anew from the best prices
)

// Ascent is a climb under way.
type Ascent struct {
	best   []int64
	value  int64
	trial  []int64
	lo, hi []int64
	v      []int64 // direction, in 1/one
	f      int64   // in 1/one
	idle   int
	mark   int64 // value at the last restart
	still  bool  // the last restart brought next to nothing
	begun  bool
}

// New starts a climb at start, within lo..hi.
func New(start, lo, hi []int64) *Ascent {
	a := &Ascent{lo: lo, hi: hi, f: stepFirst, value: -1 << 62, mark: -1 << 62}
	a.best = append(a.best, start...)
	a.trial = append(a.trial, start...)
	a.clip()
	a.v = make([]int64, len(start))
	return a
}

// Trial returns the prices to evaluate next. The slice is the climb's own.
func (a *Ascent) Trial() []int64 { return a.trial }

// Best returns the best prices reported and their value.
func (a *Ascent) Best() ([]int64, int64) { return a.best, a.value }

// Settled reports whether the climb has stalled: all that came between two restarts was under a thousandth of what is
// missing to the target.
func (a *Ascent) Settled() bool { return a.still }

// Report takes the value and a supergradient at Trial and the value to aim at, and sets the next Trial. It reports
// whether the value is the best so far.
func (a *Ascent) Report(value int64, gradient []int64, target int64) bool {
	better := value > a.value
	agrees := a.turn(gradient)
	switch {
	case better:
		copy(a.best, a.trial)
		a.value, a.idle = value, 0
		if agrees {
			a.f = min(a.f+a.f/8, stepTop)
		}
	default:
		if a.idle++; a.idle >= patience {
			a.idle, a.f = 0, a.f*2/3
			if a.f < stepFloor {
				a.restart(target)
			}
		}
	}
	a.move(target)
	return better
}

// restart forgets the direction, which has grown stale, and steps boldly again.
func (a *Ascent) restart(target int64) {
	a.still = (a.value-a.mark)*1000 < target-a.value
	a.f, a.begun, a.mark = stepFirst, false, a.value
}

// turn mixes the gradient into the direction and reports whether they agreed (v·g >= 0).
func (a *Ascent) turn(g []int64) bool {
	if !a.begun {
		a.begun = true
		for r := range g {
			a.v[r] = g[r] * one
		}
		return true
	}
	var vg, vv, gg int64
	for r := range g {
		x := a.projected(r, g[r])
		vg, vv, gg = vg+a.v[r]/one*x, vv+a.v[r]/one*(a.v[r]/one), gg+x*x
	}
	alpha := alphaTop
	if d := vv + gg - 2*vg; d > 0 { // minimiser of |α·g + (1−α)·v|²
		alpha = int(min(max((vv-vg)*one/d, alphaTop/10), alphaTop))
	}
	for r := range g {
		a.v[r] += (a.projected(r, g[r])*one - a.v[r]) * int64(alpha) / one
	}
	return vg >= 0
}

// projected is the gradient where the price may follow it, else 0.
func (a *Ascent) projected(r int, g int64) int64 {
	if g > 0 && a.best[r] >= a.hi[r] || g < 0 && a.best[r] <= a.lo[r] {
		return 0
	}
	return g
}

// move sets the next trial: best + f·(target − value)/|v|² · v.
func (a *Ascent) move(target int64) {
	var norm uint64
	for r := range a.v {
		norm += uint64(a.v[r] * a.v[r])
	}
	reach := uint64(max(target-a.value, one)) * uint64(a.f) // thousandths · one
	for r := range a.v {
		a.trial[r] = a.best[r]
		if norm == 0 || a.v[r] == 0 {
			continue
		}
		hi, lo := bits.Mul64(uint64(max(a.v[r], -a.v[r])), reach)
		if hi >= norm {
			continue
		}
		d, _ := bits.Div64(hi, lo, norm)
		if a.v[r] < 0 {
			a.trial[r] -= int64(min(d, 1<<40))
		} else {
			a.trial[r] += int64(min(d, 1<<40))
		}
	}
	a.clip()
}

func (a *Ascent) clip() {
	for r := range a.trial {
		a.trial[r] = min(max(a.trial[r], a.lo[r]), a.hi[r])
	}
}
