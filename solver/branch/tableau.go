package branch

import (
	"math"
	"slices"
)

// tableau is a linear program over bounded variables in condensed form. Every basic variable is a constant less
// Σ_j t[i][j] times the nonbasic ones. But for rounding it is dual feasible at all times: a nonbasic variable stands at its
// lower bound where its reduced cost is positive and at its upper where that is negative.
type tableau struct {
	m, n   int
	t      []float64 // m rows of n
	d      []float64 // reduced costs, by column
	basic  []int32   // by row: its variable
	free   []int32   // by column: its variable, nonbasic
	at     []int32   // by variable: its row, or ^column where nonbasic
	x      []float64 // by variable
	lo, hi []float64 // by variable
	weight []float64 // by row: about the square of its length in the directions that have been nonbasic (dual Devex)
	z      float64   // objective
	pivots int       // done so far

	ratios  []ratio // workspace of the ratio test
	nonzero []int32 // workspace of a pivot: the other columns of its row that are not zero
	value   []float64
}

// ratio is a column that may enter and its reduced cost per unit of the leaving row.
type ratio struct {
	column int32
	value  float64
}

// Values within feasible of a bound are within it; entries below pivotal are no pivots, below nothing they are zero.
const (
	feasible = 1e-7
	pivotal  = 1e-7
	nothing  = 1e-11
)

// tooHeavy is the weight at which all rows weigh one again: far larger ones would hide what is infeasible.
const tooHeavy = 1e9

// newTableau has m equations over n variables at zero, bounded by zero and one, and a logical variable each, n+i that of
// row i. The caller fills in t, d, and bounds and values of the logical variables, then calls settle.
func newTableau(m, n int) *tableau {
	b := &tableau{m: m, n: n, t: make([]float64, m*n), d: make([]float64, n), basic: make([]int32, m), free: make([]int32, n),
		at: make([]int32, m+n), x: make([]float64, m+n), lo: make([]float64, m+n), hi: make([]float64, m+n),
		weight: make([]float64, m)}
	b.weighAnew()
	for v := range b.at {
		b.hi[v] = 1
		if v < n {
			b.free[v], b.at[v] = int32(v), ^int32(v)
		} else {
			b.basic[v-n], b.at[v] = int32(v), int32(v-n)
		}
	}
	return b
}

func (b *tableau) row(i int) []float64 { return b.t[i*b.n : (i+1)*b.n] }

// weighAnew gives all rows the same weight.
func (b *tableau) weighAnew() {
	for i := range b.weight {
		b.weight[i] = 1
	}
}

// settle moves every nonbasic variable to the bound its reduced cost asks for.
func (b *tableau) settle() {
	for _, v := range b.free {
		b.bound(v, b.lo[v], b.hi[v])
	}
}

// bound sets the bounds of a variable.
func (b *tableau) bound(v int32, lo, hi float64) {
	b.lo[v], b.hi[v] = lo, hi
	if b.at[v] >= 0 {
		return
	}
	j := ^b.at[v]
	to := min(max(b.x[v], lo), hi)
	switch {
	case b.d[j] > 0:
		to = lo
	case b.d[j] < 0:
		to = hi
	}
	b.move(j, to)
}

// move gives a nonbasic variable a value and lets the basic ones follow.
func (b *tableau) move(j int32, to float64) {
	by := to - b.x[b.free[j]]
	if by == 0 {
		return
	}
	b.x[b.free[j]] = to
	b.z += float64(b.d[j] * by)
	for i, k := 0, int(j); i < b.m; i, k = i+1, k+b.n {
		if a := b.t[k]; a != 0 {
			b.x[b.basic[i]] -= float64(a * by)
		}
	}
}

// restore pivots by the dual simplex method until all variables are within their bounds, hence to the optimum. It reports
// false where there is none below limit, or not within so many pivots.
func (b *tableau) restore(limit float64, pivots int) bool {
	for end := b.pivots + pivots; b.pivots < end && b.z < limit; {
		i := b.leaving()
		if i < 0 {
			return true
		}
		v := b.basic[i]
		bound := b.lo[v]
		if b.x[v] > b.hi[v] {
			bound = b.hi[v]
		}
		j := b.entering(i, b.x[v]-bound)
		if j < 0 {
			return false
		}
		b.move(j, b.x[b.free[j]]+(b.x[v]-bound)/b.row(i)[j])
		b.x[v] = bound
		b.pivot(i, int(j))
	}
	return false
}

// leaving returns the row whose variable is farthest out of its bounds for its weight (Forrest and Goldfarb 1992, section
// 3), or -1.
func (b *tableau) leaving() int {
	most, out := 0.0, -1
	for i, v := range b.basic {
		off := max(b.lo[v]-b.x[v], b.x[v]-b.hi[v])
		if off <= feasible {
			continue
		}
		if worth := off * off / b.weight[i]; worth > most {
			most, out = worth, i
		}
	}
	return out
}

// entering is the ratio test of row i, whose variable is off by so much, above its bounds where positive. Columns whose
// whole range does not mend that go to their other bound on the way (long steps; Maros 2003). It returns -1,
// and moves nothing, where nothing mends it.
func (b *tableau) entering(i int, off float64) int32 {
	b.collect(i, off)
	missing, row := math.Abs(off), b.row(i)
	for rest := b.ratios; len(rest) > 0; rest = rest[1:] {
		n := b.least(row, rest)
		rest[0], rest[n] = rest[n], rest[0]
		j := rest[0].column
		v := b.free[j]
		if missing -= float64(math.Abs(row[j]) * (b.hi[v] - b.lo[v])); missing <= feasible {
			for _, x := range b.ratios[:len(b.ratios)-len(rest)] {
				b.flip(x.column)
			}
			return j
		}
	}
	return -1
}

// flip moves a nonbasic variable to its other bound.
func (b *tableau) flip(j int32) {
	v := b.free[j]
	if b.x[v] < b.hi[v] {
		b.move(j, b.hi[v])
	} else {
		b.move(j, b.lo[v])
	}
}

// collect lists the columns that can bring the variable of row i nearer to its bounds.
func (b *tableau) collect(i int, off float64) {
	b.ratios = b.ratios[:0]
	for j, a := range b.row(i) {
		v := b.free[j]
		if math.Abs(a) < pivotal || b.lo[v] == b.hi[v] {
			continue
		}
		if rises := b.x[v] < b.hi[v]; rises == ((a > 0) == (off > 0)) {
			b.ratios = append(b.ratios, ratio{int32(j), math.Abs(b.d[j] / a)})
		}
	}
}

// least returns the least ratio, among nearly equal ones that of the largest entry.
func (b *tableau) least(row []float64, ratios []ratio) int {
	const tie = 1e-9
	best := 0
	for n := 1; n < len(ratios); n++ {
		x, y := &ratios[n], &ratios[best]
		if x.value < y.value-tie || x.value <= y.value+tie && math.Abs(row[x.column]) > math.Abs(row[y.column]) {
			best = n
		}
	}
	return best
}

// pivot exchanges the basic variable of row i for the nonbasic one of column j.
func (b *tableau) pivot(i, j int) {
	row := b.row(i)
	inverse := 1 / row[j]
	b.nonzero, b.value = b.nonzero[:0], b.value[:0]
	for k := range row {
		row[k] = float64(row[k] * inverse)
		switch {
		case math.Abs(row[k]) < nothing:
			row[k] = 0
		case k != j:
			b.nonzero, b.value = append(b.nonzero, int32(k)), append(b.value, row[k])
		}
	}
	row[j] = inverse
	for r := range b.m {
		if other := b.row(r); r != i && other[j] != 0 {
			q := float64(other[j] * inverse)
			b.weight[r] = max(b.weight[r], float64(q*q)*b.weight[i])
			b.eliminate(other, j, q)
		}
	}
	if b.weight[i] = max(float64(inverse*inverse)*b.weight[i], 1); slices.Max(b.weight) > tooHeavy {
		b.weighAnew()
	}
	b.eliminate(b.d, j, float64(b.d[j]*inverse))
	b.basic[i], b.free[j] = b.free[j], b.basic[i]
	b.at[b.basic[i]], b.at[b.free[j]] = int32(i), ^int32(j)
	b.pivots++
}

// eliminate takes the pivot row from another, whose entry j over that of the pivot row is q.
func (b *tableau) eliminate(other []float64, j int, q float64) {
	f, value := other[j], b.value[:len(b.nonzero)]
	for n, k := range b.nonzero {
		other[k] -= float64(f * value[n])
	}
	other[j] = -q
}

// drop leaves out the columns that keep refuses. Their variables stay where they are.
func (b *tableau) drop(keep func(j int) bool) {
	var kept []int
	for j, v := range b.free {
		if keep(j) {
			b.at[v] = ^int32(len(kept))
			kept = append(kept, j)
		} else {
			b.at[v] = gone
		}
	}
	for i := range b.m {
		row := b.row(i)
		for n, j := range kept {
			b.t[i*len(kept)+n] = row[j]
		}
	}
	for n, j := range kept {
		b.d[n], b.free[n] = b.d[j], b.free[j]
	}
	b.n = len(kept)
	b.t, b.d, b.free = b.t[:b.m*b.n], b.d[:b.n], b.free[:b.n]
}

// gone is the place of a variable that has been dropped. Its bounds must not change any more.
const gone = math.MinInt32
