// Package price finds good prices: it climbs a concave, piecewise linear dual function by a proximal bundle method.
//
// # The problem
//
// Given an oracle for a concave L(y) and a supergradient g(y), and bounds lo <= y <= hi, find y with L(y) near its
// maximum. Every answer is a plane that L lies below. The climb keeps some of them, as seen from the best prices ȳ: plane i
// is a_i >= 0 above L(ȳ) there and has slope g_i. The next trial is where
//
//	min_i (a_i + g_i·(y − ȳ)) + Σ_r (c_r(y_r) − c_r(ȳ_r)) − Σ_r (y_r − ȳ_r)² / (2·t·d_r),  lo <= y <= hi
//
// is highest (Kiwiel 1990), where the curves c_r are what is known of L beforehand, and planes are of the rest of it (easy
// components; Frangioni and Gorgone 2014): as high as the planes allow, not too far from ȳ. How far is t for; d_r, the width
// of price r, is one over the largest slope seen, so that rows which count in hundreds and rows which count in ones move
// alike. A trial that is better becomes ȳ; t grows with trials that keep their promise or follow one another upward, and
// shrinks with one that is far worse and with a run of worse ones, until no price moves any more and it is made large again.
//
// # The trial
//
// Where λ_i, the weights of the planes, are not negative and sum to one, the best y at the weighted slope G = Σ λ_i·g_i is
// ȳ_r + t·d_r·(G_r + the slope of c_r there), cut to the bounds; the weights sought are those at which no plane of weight
// lies higher there than any other. Weight is moved, two planes at a time, from the highest to the lowest (sequential minimal optimisation; Platt
// 1998): a step of Newton and, where bounds let go of prices on the way, one of the secant.
//
// A price that no plane pushes off the bound or the bend of its curve it stands at stays there whatever their weights. Such
// prices sleep, and the climb takes no longer for them: of quotas that hold by themselves there may be any number. The first
// plane that pushes wakes a price.
//
// Prices are integers (thousandths). The weights are floating point, each product rounded before it is added to anything,
// so that no machine fuses the two: equal inputs climb the same path on any machine.
//
// What it cannot do: prove that it has arrived; it only ever holds the best prices seen, whose value is a bound.
//
// # References
//
//	Frangioni, Gorgone 2014: Bundle methods for sum-functions with "easy" components. Math. Program. 145.
//	Kiwiel 1990: Proximity control in bundle methods for convex nondifferentiable minimization. Math. Program. 46.
//	Lemaréchal, Sagastizábal 1997: Variable metric bundle methods: from conceptual to implementable forms. Math. Program. 76.
//	Platt 1998: Sequential minimal optimization. Microsoft Research MSR-TR-98-14.
package price

import "slices"

const (
	planesMost = 60
	movesMost  = 200  // of weight, for one trial
	even       = 0.05 // planes are level that differ by so much of what they promise
	stepFirst  = 1.0  // of the way to the target, were L as steep all the way
	stepUp     = 2.0
	stepDown   = 0.7
	risesUp    = 3    // better trials in a row that make steps longer,
	failsDown  = 3    // and worse ones from which on they get shorter,
	failsDeep  = 0.2  // or at once where one is worse by so much of what was promised
	little     = 1000 // a promise of less than so small a part of what is missing to the target is next to nothing
	littleRun  = 10
)

// Ascent is a climb under way.
type Ascent struct {
	best   []int64
	value  int64 // at best
	trial  []int64
	lo, hi []int64
	curves []Curve // by price: the part of L that is known
	pieces []int   // by price: of its curve, where best lies
	planes []plane
	awake  []int32   // the prices that have a way to go, in order
	asleep []bool    // by price: it has none yet
	width  []float64 // by price
	step   float64   // t
	slope  []float64 // by price: Σ weight·slope of the planes
	y      []float64 // by price: the trial, less best
	free   []bool    // by price: nothing keeps it from moving a little to either side of the trial
	known  float64   // value of the curves at the trial, less that at best
	hope   float64   // value of the lowest plane and the curves at the trial, less that at best
	begun  bool      // there has been a trial that was not Again
	again  bool      // the trial is best, whose value is in doubt
	rises  int       // better trials since one that was worse, or since the last longer step
	fails  int       // worse trials since a better one
	calm   int       // trials in a row that promised next to nothing
	count  int       // answers
}

// plane is one that L, or the rest of it beside the curves, lies below.
type plane struct {
	slope  []float64
	above  float64 // what it is above the value at best there
	weight float64
	report int     // the answer it is of, the first being 0
	level  float64 // what it is at the trial above the value at best
}

// New starts a climb at start, within lo..hi, of which nothing is known.
func New(start, lo, hi []int64) *Ascent {
	return NewKnown(start, lo, hi, slices.Repeat([]Curve{{Slopes: []int64{0}}}, len(start)))
}

// NewKnown starts a climb of the sum of known curves and a function to be learnt, of which gradients are then told, while
// values are of the sum.
func NewKnown(start, lo, hi []int64, curves []Curve) *Ascent {
	n := len(start)
	a := &Ascent{lo: lo, hi: hi, curves: curves, pieces: make([]int, n), value: -1 << 62, trial: make([]int64, n), width: make([]float64, n),
		slope: make([]float64, n), y: make([]float64, n), free: make([]bool, n), asleep: slices.Repeat([]bool{true}, n), again: true}
	for r := range a.trial {
		a.trial[r] = min(max(start[r], lo[r]), hi[r])
		a.pieces[r] = curves[r].piece(a.trial[r])
	}
	a.best = slices.Clone(a.trial)
	return a
}

// Trial returns the prices to evaluate next. The slice is the climb's own.
func (a *Ascent) Trial() []int64 { return a.trial }

// Best returns the best prices reported and their value.
func (a *Ascent) Best() ([]int64, int64) { return a.best, a.value }

// Hope is what the planes promise trials to be better by. It is without limit as long as trials keep getting better.
func (a *Ascent) Hope() int64 {
	if a.fails == 0 {
		return 1 << 62
	}
	return int64(min(a.hope, 1<<62))
}

// Mixture visits the answers whose mean, so weighted, is about the solution of the relaxation: they balance each other at the best
// prices. Weights are positive and sum to one; the first report is number 0.
func (a *Ascent) Mixture(visit func(report int, weight float64)) {
	for i := range a.planes {
		if p := &a.planes[i]; p.weight > 0 {
			visit(p.report, p.weight)
		}
	}
}

// Settled reports whether the climb has stalled: for some time, trials have promised under a thousandth of what is missing
// to the target.
func (a *Ascent) Settled() bool { return a.calm >= littleRun }

// Again makes the best prices the next trial: L has been found lower. What has been seen of it remains above it.
func (a *Ascent) Again() {
	copy(a.trial, a.best)
	a.again = true
}

// Report takes the value and a supergradient at Trial and the value to aim at, and sets the next Trial. It reports
// whether the value is the best so far.
func (a *Ascent) Report(value int64, gradient []int64, target int64) bool {
	better := value > a.value || a.again
	if a.again {
		a.restate(value, gradient, target)
	} else {
		a.begun = true
		a.learn(value, gradient, target)
	}
	a.again = false
	a.aim()
	return better
}

// restate takes the value at best anew.
func (a *Ascent) restate(value int64, gradient []int64, target int64) {
	for i := range a.planes {
		a.planes[i].above += float64(a.value - value)
	}
	a.value = value
	a.enter(gradient, 0)
	if !a.begun {
		a.start(gradient, target)
	}
}

// start makes steps bold, as little as is known.
func (a *Ascent) start(gradient []int64, target int64) {
	steep := 1.0
	for r, g := range gradient {
		a.width[r] = 1
		if a.pushes(r, g) {
			g += a.curves[r].Slopes[a.pieces[r]]
			a.width[r] = 1 / size(g)
			steep += size(g)
		}
	}
	a.step = stepFirst * max(float64(target-a.value), 1) / steep
}

func size(g int64) float64 { return float64(max(g, -g, 1)) }

// learn enters the answer to a trial.
func (a *Ascent) learn(value int64, gradient []int64, target int64) {
	gain := float64(value - a.value)
	above := gain - a.known
	for r, g := range gradient {
		c := &a.curves[r]
		a.width[r] = min(a.width[r], 1/size(g+c.Slopes[c.piece(a.trial[r])]))
		above += float64(float64(g) * float64(a.best[r]-a.trial[r]))
	}
	a.enter(gradient, max(above, 0))
	switch {
	case gain > 0:
		a.climb(gain)
		a.value = value
	case slices.Equal(a.trial, a.best): // steps so small lead nowhere
		a.start(gradient, target)
		a.fails = 0
	default:
		a.rises, a.fails = 0, a.fails+1
		if a.fails >= failsDown || -gain > failsDeep*a.hope {
			a.step *= stepDown
		}
	}
	a.calm++
	if a.hope*little >= float64(target-a.value) {
		a.calm = 0
	}
}

// pushes reports whether a slope pushes a price off where it is best.
func (a *Ascent) pushes(r int, slope int64) bool {
	c, y := &a.curves[r], a.best[r]
	return slope+c.above(a.pieces[r], y) > 0 && y < a.hi[r] || slope+c.Slopes[a.pieces[r]] < 0 && y > a.lo[r]
}

// wake lets a price move.
func (a *Ascent) wake(r int32) {
	at, _ := slices.BinarySearch(a.awake, r)
	a.awake, a.asleep[r] = slices.Insert(a.awake, at, r), false
}

// climb makes the trial the best.
func (a *Ascent) climb(gain float64) {
	for i := range a.planes {
		p := &a.planes[i]
		for _, r := range a.awake {
			p.above += float64(p.slope[r] * float64(a.trial[r]-a.best[r]))
		}
		p.above = max(p.above-(gain-a.known), 0)
	}
	for _, r := range a.awake {
		a.best[r], a.pieces[r] = a.trial[r], a.curves[r].piece(a.trial[r])
	}
	a.rises, a.fails = a.rises+1, 0
	if gain > a.hope/2 || a.rises == risesUp {
		a.step, a.rises = a.step*stepUp, 0
	}
}

// enter adds a plane, in the place of another where there are too many.
func (a *Ascent) enter(gradient []int64, above float64) {
	if len(a.planes) == planesMost {
		a.forget()
	}
	p := plane{slope: make([]float64, len(gradient)), above: above, report: a.count}
	a.count++
	for r, g := range gradient {
		p.slope[r] = float64(g)
		if a.asleep[r] && a.pushes(r, g) {
			a.wake(int32(r))
		}
	}
	if a.planes = append(a.planes, p); len(a.planes) == 1 {
		a.planes[0].weight = 1
	}
}

// forget drops the highest plane without weight or, where all have weight, makes one of the two that have least.
func (a *Ascent) forget() {
	slices.SortStableFunc(a.planes, func(p, q plane) int {
		switch {
		case p.weight > q.weight || p.weight == q.weight && p.above < q.above:
			return -1
		case p.weight < q.weight || p.above > q.above:
			return +1
		}
		return 0
	})
	last := len(a.planes) - 1
	p, q := &a.planes[last-1], &a.planes[last]
	if q.weight > 0 {
		share := q.weight / (p.weight + q.weight)
		for r := range p.slope {
			p.slope[r] += float64(share * (q.slope[r] - p.slope[r]))
		}
		p.above += float64(share * (q.above - p.above))
		p.weight += q.weight
	}
	a.planes = a.planes[:last]
}

// aim finds the next trial.
func (a *Ascent) aim() {
	clear(a.slope)
	for i := range a.planes {
		if p := &a.planes[i]; p.weight > 0 {
			for _, r := range a.awake {
				a.slope[r] += float64(p.weight * p.slope[r])
			}
		}
	}
	low, high := a.place()
	for n := 0; n < movesMost && high.level-low.level > even*max(low.level+a.known, 1); n++ {
		a.move(high, low)
		low, high = a.place()
	}
	a.hope = low.level + a.known
	a.known = 0
	for _, r := range a.awake {
		y, half := a.y[r], 0.5
		if y < 0 {
			half = -0.5
		}
		a.trial[r] = min(max(a.best[r]+int64(y+half), a.lo[r]), a.hi[r])
		a.known += a.curves[r].rise(a.pieces[r], a.best[r], float64(a.trial[r]-a.best[r]))
	}
}

// place finds y at the weights as they are, the levels of the planes there, the lowest, and the highest that has weight.
func (a *Ascent) place() (low, high *plane) {
	a.known = 0
	for _, r := range a.awake {
		a.y[r], a.free[r] = a.at(r, a.slope[r])
		a.known += a.curves[r].rise(a.pieces[r], a.best[r], a.y[r])
	}
	a.raise()
	for i := range a.planes {
		p := &a.planes[i]
		if low == nil || p.level < low.level {
			low = p
		}
		if p.weight > 0 && (high == nil || p.level > high.level) {
			high = p
		}
	}
	return low, high
}

// raise finds the levels of all planes at y, of four at a time: the sum of one waits for its last product, four sums do not
// wait for each other.
func (a *Ascent) raise() {
	i := 0
	for ; i+4 <= len(a.planes); i += 4 {
		a.raiseFour(a.planes[i : i+4])
	}
	for ; i < len(a.planes); i++ {
		p := &a.planes[i]
		p.level = p.above
		for _, r := range a.awake {
			p.level += float64(p.slope[r] * a.y[r])
		}
	}
}

func (a *Ascent) raiseFour(p []plane) {
	n := len(a.y)
	s, t, u, v := p[0].slope[:n], p[1].slope[:n], p[2].slope[:n], p[3].slope[:n]
	e, f, g, h := p[0].above, p[1].above, p[2].above, p[3].above
	for _, r := range a.awake {
		y := a.y[r]
		e += float64(s[r] * y)
		f += float64(t[r] * y)
		g += float64(u[r] * y)
		h += float64(v[r] * y)
	}
	p[0].level, p[1].level, p[2].level, p[3].level = e, f, g, h
}

// at returns the best of price r, less that at best, where the slope of the planes is s, and whether it is free there.
func (a *Ascent) at(r int32, s float64) (y float64, free bool) {
	y, free = a.curves[r].peak(a.pieces[r], a.best[r], s, a.step*a.width[r])
	low, high := float64(a.lo[r]-a.best[r]), float64(a.hi[r]-a.best[r])
	return min(max(y, low), high), free && low <= y && y <= high
}

// move moves weight from a plane to a lower one until, as nearly as one step tells, they are level.
func (a *Ascent) move(from, to *plane) {
	curve := 0.0
	for _, r := range a.awake {
		if d := to.slope[r] - from.slope[r]; d != 0 && a.free[r] {
			curve += float64(float64(d*d) * a.width[r])
		}
	}
	steep, by := from.level-to.level, from.weight
	if curve *= a.step; curve*by > steep {
		by = steep / curve
	}
	after := from.above - to.above
	for _, r := range a.awake {
		if d := to.slope[r] - from.slope[r]; d != 0 {
			y, _ := a.at(r, a.slope[r]+float64(by*d))
			after -= float64(d * y)
		}
	}
	if after < 0 {
		by *= steep / (steep - after)
	}
	for _, r := range a.awake {
		a.slope[r] += float64(by * (to.slope[r] - from.slope[r]))
	}
	from.weight, to.weight = from.weight-by, to.weight+by
}
