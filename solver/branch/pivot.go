package branch

import "math"

// Values within feasible of a bound are within it; entries below pivotal are no pivots, below nothing they are zero.
// Reduced costs computed anew of no more than priced move nothing. Entries of the tableau that differ by more than doubtful when
// computed twice ask for a new factorisation.
const (
	feasible = 1e-7
	pivotal  = 1e-7
	nothing  = 1e-11
	doubtful = 1e-7
	priced   = 1e-6
)

// tooHeavy is the weight at which all rows weigh one again: far larger ones would hide what is infeasible.
const tooHeavy = 1e9

// entry is a variable and its entry of the leaving row.
type entry struct {
	variable int32
	value    float64
}

// ratio is an entry whose variable may enter and its reduced cost per unit of the row.
type ratio struct {
	entry
	step float64
}

// restore pivots by the dual simplex method until all variables are within their bounds, hence to the optimum. It reports
// false where there is none below limit, or not within so many pivots.
func (b *simplex) restore(limit float64, pivots int) bool {
	for end := b.pivots + pivots; b.pivots < end && b.z < limit; {
		if b.factor.age() >= exchanges {
			b.renew()
		}
		b.follow()
		i := b.leaving()
		if i < 0 {
			return true
		}
		v := b.basic[i]
		bound := min(max(b.x[v], b.lo[v]), b.hi[v])
		b.expand(int32(i))
		flips, in := b.entering(b.x[v] - bound)
		if in.value == 0 {
			return false
		}
		clear(b.column)
		b.add(in.variable, -1, b.column)
		b.factor.forward(b.column, true)
		if a := b.column[i]; math.Abs(a-in.value) > doubtful*(1+math.Abs(a)) && b.factor.age() > 0 {
			b.renew()
			continue
		}
		for _, f := range flips {
			b.flip(f.variable)
		}
		b.follow()
		b.exchange(int32(i), in.variable, bound)
	}
	return false
}

// leaving returns the row whose variable is farthest out of its bounds for its weight (Forrest and Goldfarb 1992, section
// 3), or -1.
func (b *simplex) leaving() int {
	most, out := 0.0, -1
	for i, v := range b.basic {
		off := max(b.lo[v]-b.x[v], b.x[v]-b.hi[v])
		if off <= feasible {
			continue
		}
		if worth := off * off / b.weight[v]; worth > most {
			most, out = worth, i
		}
	}
	return out
}

// expand lists row i of the tableau, where it is not zero and its variable is free.
func (b *simplex) expand(i int32) {
	clear(b.row)
	b.row[i] = 1
	b.factor.backward(b.row, true)
	for r, a := range b.row {
		if a > nothing || a < -nothing {
			b.rows.take(int32(r), -a, b.alpha)
		}
	}
	b.across = b.across[:0]
	for _, v := range b.free {
		var a float64
		if int(v) < b.n {
			a = b.alpha[v]
		} else {
			a = b.row[int(v)-b.n]
		}
		if a > nothing || a < -nothing {
			b.across = append(b.across, entry{v, a})
		}
	}
	clear(b.alpha)
}

// entering is the ratio test of the row at hand, whose variable is off by so much, above its bounds where positive. Variables
// whose whole range does not mend that go to their other bound on the way (long steps; Maros 2003). It returns these and the
// entry that enters, none where nothing mends it.
func (b *simplex) entering(off float64) (flips []ratio, in entry) {
	b.collect(off)
	missing := math.Abs(off)
	for rest := b.ratios; len(rest) > 0; rest = rest[1:] {
		n := first(rest)
		rest[0], rest[n] = rest[n], rest[0]
		in := rest[0].entry
		if missing -= float64(math.Abs(in.value) * (b.hi[in.variable] - b.lo[in.variable])); missing <= feasible {
			return b.ratios[:len(b.ratios)-len(rest)], in
		}
	}
	return nil, entry{}
}

// flip moves a nonbasic variable to its other bound.
func (b *simplex) flip(v int32) {
	if b.x[v] < b.hi[v] {
		b.move(v, b.hi[v])
	} else {
		b.move(v, b.lo[v])
	}
}

// collect lists the variables that can bring that of the row at hand nearer to its bounds.
func (b *simplex) collect(off float64) {
	b.ratios = b.ratios[:0]
	for _, e := range b.across {
		v, a := e.variable, e.value
		if math.Abs(a) < pivotal || b.lo[v] == b.hi[v] {
			continue
		}
		if rises := b.x[v] < b.hi[v]; rises == ((a > 0) == (off > 0)) {
			b.ratios = append(b.ratios, ratio{e, math.Abs(b.d[v] / a)})
		}
	}
}

// first returns the least ratio, among nearly equal ones that of the largest entry.
func first(ratios []ratio) int {
	const tie = 1e-9
	best := 0
	for n := 1; n < len(ratios); n++ {
		x, y := &ratios[n], &ratios[best]
		if x.step < y.step-tie || x.step <= y.step+tie && math.Abs(x.value) > math.Abs(y.value) {
			best = n
		}
	}
	return best
}

// exchange lets variable in enter the basis for that of row i, which goes to a bound.
func (b *simplex) exchange(i, in int32, bound float64) {
	pivot, out := b.column[i], b.basic[i]
	by := (b.x[out] - bound) / pivot
	b.z += float64(b.d[in] * by)
	b.x[in] += by
	heavy := b.weigh(i, pivot)
	for r, v := range b.basic {
		b.x[v] -= float64(b.column[r] * by)
	}
	b.x[out] = bound
	step := b.d[in] / pivot
	for _, e := range b.across {
		b.d[e.variable] -= float64(step * e.value)
	}
	b.d[in], b.d[out] = 0, -step
	place := ^b.at[in]
	b.basic[i], b.free[place] = in, out
	b.at[in], b.at[out] = i, ^place
	if b.weight[in] = max(b.weight[out]/float64(pivot*pivot), 1); max(heavy, b.weight[in]) > tooHeavy {
		b.weighAnew()
	}
	b.factor.exchange(i, pivot)
	b.pivots++
}

// weigh updates the weights of the rows but i for a pivot in that and returns the largest.
func (b *simplex) weigh(i int32, pivot float64) (most float64) {
	unit := b.weight[b.basic[i]] / float64(pivot*pivot)
	for r, v := range b.basic {
		if a := b.column[r]; a != 0 && int32(r) != i {
			b.weight[v] = max(b.weight[v], float64(float64(a*a)*unit))
		}
		most = max(most, b.weight[v])
	}
	return most
}
