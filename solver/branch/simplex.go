package branch

import "math"

// simplex is a linear program over bounded variables and a basis of it. But for rounding it is dual feasible at all times: a
// nonbasic variable stands at its lower bound where its reduced cost is positive and at its upper where that is negative.
type simplex struct {
	m, n    int
	columns vectors   // of the variables that are not logical
	rows    vectors   // the same by row, without those dropped
	right   []float64 // right side of the equations
	cost    []float64 // by variable
	d       []float64 // by variable: reduced cost
	basic   []int32   // by row: the variable pivoted in it
	free    []int32   // the nonbasic variables
	at      []int32   // by variable: its row, or ^place in free
	x       []float64 // by variable
	lo, hi  []float64 // by variable
	weight  []float64 // by variable: where basic, about the square of its row's length in directions once nonbasic (dual Devex)
	z       float64   // objective
	pivots  int       // done so far

	factor factor
	moved  []float64 // by row: what nonbasic variables have moved since the basic ones followed
	behind bool      // whether they have
	row    []float64 // the leaving row of the inverse
	column []float64 // the entering column
	alpha  []float64 // by variable: the leaving row, zero between pivots
	across []entry   // the same where it is not zero
	ratios []ratio   // workspace of the ratio test
}

// seat makes the basis of the variables in basic; all others are free, in order.
func (b *simplex) seat() {
	in := make([]bool, b.n+b.m)
	for i, v := range b.basic {
		in[v], b.at[v] = true, int32(i)
	}
	b.free = b.free[:0]
	for v := range in {
		if !in[v] {
			b.at[v] = ^int32(len(b.free))
			b.free = append(b.free, int32(v))
		}
	}
}

// reset makes room for m equations over n variables bounded by zero and one, and a logical variable each, n+i that of row i.
// The caller fills in columns, right, cost, and bounds, then calls begin.
func (b *simplex) reset(m, n int) {
	b.m, b.n, b.z, b.pivots, b.behind = m, n, 0, 0, false
	b.columns.clear()
	b.right, b.moved, b.row, b.column = zeros(b.right, m), zeros(b.moved, m), zeros(b.row, m), zeros(b.column, m)
	b.basic, b.free = zeros(b.basic, m), zeros(b.free, n)
	b.cost, b.d, b.x = zeros(b.cost, n+m), zeros(b.d, n+m), zeros(b.x, n+m)
	b.lo, b.hi, b.weight = zeros(b.lo, n+m), zeros(b.hi, n+m), zeros(b.weight, n+m)
	b.alpha, b.at = zeros(b.alpha, n), zeros(b.at, n+m)
	for v := range b.at {
		b.hi[v] = 1
		if v < n {
			b.free[v], b.at[v] = int32(v), ^int32(v)
		} else {
			b.basic[v-n], b.at[v] = int32(v), int32(v-n)
		}
	}
}

// Pivots returns how many there were since the program was last another.
func (b *simplex) Pivots() int { return b.pivots }

// Work returns what these took: each takes a look at all rows and variables.
func (b *simplex) Work() int { return b.pivots * (b.m + b.n) }

// begin computes everything from the basis at hand.
func (b *simplex) begin() {
	b.weighAnew()
	b.transpose()
	b.renew()
}

// weighAnew gives all rows the same weight.
func (b *simplex) weighAnew() {
	for v := range b.weight {
		b.weight[v] = 1
	}
}

// transpose writes the rows.
func (b *simplex) transpose() {
	name := zeros(b.factor.count, b.n)
	for v := range name {
		if name[v] = int32(v); b.at[v] == gone {
			name[v] = -1
		}
	}
	b.rows.transpose(&b.columns, b.m, name)
	b.factor.count = name
}

// renew factors the basis anew and computes everything from it.
func (b *simplex) renew() {
	b.factor.factorise(b)
	b.price()
	for i, a := range b.right {
		b.moved[i] = -a
	}
	for v, at := range b.at {
		switch {
		case at >= 0:
			b.x[v] = 0
		case b.x[v] != 0:
			b.add(int32(v), -b.x[v], b.moved)
		}
	}
	b.behind = true
	b.follow()
	b.z = 0
	for v, x := range b.x {
		b.z += float64(b.cost[v] * x)
	}
}

// price computes the reduced costs and moves nonbasic variables to the bounds these ask for.
func (b *simplex) price() {
	y := b.row
	for i, v := range b.basic {
		y[i], b.d[v] = b.cost[v], 0
	}
	b.factor.backward(y, false)
	for _, v := range b.free {
		if int(v) < b.n {
			b.d[v] = b.cost[v] - b.columns.dot(v, y)
		} else {
			b.d[v] = -y[int(v)-b.n]
		}
		b.x[v] = b.side(v, priced)
	}
}

// side returns where a nonbasic variable is to stand if reduced costs up to so much are none.
func (b *simplex) side(v int32, none float64) float64 {
	switch {
	case b.d[v] > none:
		return b.lo[v]
	case b.d[v] < -none:
		return b.hi[v]
	}
	return min(max(b.x[v], b.lo[v]), b.hi[v])
}

// add takes f times the column of a variable from the sum of columns.
func (b *simplex) add(v int32, f float64, sum []float64) {
	if int(v) < b.n {
		b.columns.take(v, f, sum)
	} else {
		sum[int(v)-b.n] -= f
	}
}

// bound sets the bounds of a variable.
func (b *simplex) bound(v int32, lo, hi float64) {
	b.lo[v], b.hi[v] = lo, hi
	if b.at[v] < 0 {
		b.move(v, b.side(v, 0))
	}
}

// move gives a nonbasic variable a value, which the basic ones are yet to follow.
func (b *simplex) move(v int32, to float64) {
	by := to - b.x[v]
	if by == 0 {
		return
	}
	b.x[v] = to
	b.z += float64(b.d[v] * by)
	b.add(v, -by, b.moved)
	b.behind = true
}

// follow lets the basic variables follow the others.
func (b *simplex) follow() {
	if !b.behind {
		return
	}
	b.factor.forward(b.moved, false)
	for i, v := range b.basic {
		b.x[v] -= b.moved[i]
	}
	clear(b.moved)
	b.behind = false
}

// complete puts every variable in the row it was pivoted in, and a logical variable in each row where none was.
func (b *simplex) complete() {
	f := &b.factor
	f.queue = append(f.queue[:0], b.basic...)
	out := f.bump[:0]
	for _, v := range f.queue {
		if r := b.at[v]; r >= 0 {
			b.basic[r] = v
		} else {
			out = append(out, v)
		}
	}
	for r, step := range f.step {
		if step >= 0 {
			continue
		}
		v, place := out[0], ^b.at[b.n+r]
		out = out[1:]
		b.basic[r], b.free[place] = int32(b.n+r), v
		b.at[b.n+r], b.at[v] = int32(r), ^place
		f.pivot(int32(r), nil, nil)
	}
}

// drop leaves out the nonbasic variables, other than logical ones, that keep refuses. They stay where they are.
func (b *simplex) drop(keep func(v int32) bool) {
	kept := b.free[:0]
	for _, v := range b.free {
		if int(v) >= b.n || keep(v) {
			b.at[v] = ^int32(len(kept))
			kept = append(kept, v)
		} else {
			b.at[v] = gone
		}
	}
	b.free = kept
	b.transpose()
}

// gone is the place of a variable that has been dropped. Its bounds must not change any more.
const gone = math.MinInt32
