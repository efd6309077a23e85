package branch

import (
	"cmp"
	"math"
	"slices"
)

// factorise factors the basis of b anew and gives each of its columns the row it is pivoted in. Columns and rows with a single
// entry left come first, as they fill nothing in; then the columns with the fewest entries, each in the shortest row where it is
// large enough. Columns that depend on others leave the basis for logical variables.
func (f *factor) factorise(b *simplex) {
	f.reset(b)
	for _, v := range b.basic {
		if int(v) >= b.n {
			f.pivot(v-int32(b.n), nil, nil)
			b.at[v] = v - int32(b.n)
		} else {
			f.count[v] = 0
		}
	}
	f.tally(b)
	f.singletons(b)
	f.eliminate(b)
	b.complete()
	name := f.length
	copy(name, f.rows)
	f.across.transpose(&f.upper, b.m, name)
}

func (f *factor) reset(b *simplex) {
	f.rows, f.diagonal, f.inverse = f.rows[:0], f.diagonal[:0], f.inverse[:0]
	f.lower.clear()
	f.upper.clear()
	f.gain.clear()
	f.ray.clear()
	f.spike, f.unit, f.work = zeros(f.spike, b.m), zeros(f.unit, b.m), zeros(f.work, b.m)
	f.step, f.length, f.sum, f.count = zeros(f.step, b.m), zeros(f.length, b.m), zeros(f.sum, b.m), zeros(f.count, b.n)
	for i := range f.step {
		f.step[i] = -1
	}
	for v := range f.count {
		f.count[v] = -1
	}
	f.queue, f.bump = f.queue[:0], f.bump[:0]
}

// tally counts entries in rows and columns to be pivoted.
func (f *factor) tally(b *simplex) {
	for _, v := range b.basic {
		if int(v) >= b.n {
			continue
		}
		rows, _ := b.columns.at(v)
		for _, r := range rows {
			if f.step[r] < 0 {
				f.count[v]++
				f.length[r]++
				f.sum[r] += v
			}
		}
		if f.count[v] == 1 {
			f.queue = append(f.queue, ^v)
		}
	}
	for r, n := range f.length {
		if n == 1 {
			f.queue = append(f.queue, int32(r))
		}
	}
}

// singletons pivots in rows and columns with a single entry left until there are none.
func (f *factor) singletons(b *simplex) {
	for len(f.queue) > 0 {
		next := f.queue[len(f.queue)-1]
		f.queue = f.queue[:len(f.queue)-1]
		if r := next; r >= 0 {
			if f.step[r] < 0 && f.length[r] == 1 {
				f.single(b, r, f.sum[r])
			}
			continue
		}
		v := ^next
		rows, _ := b.columns.at(v)
		for _, r := range rows {
			if f.count[v] == 1 && f.step[r] < 0 {
				f.single(b, r, v)
			}
		}
	}
	f.from = int32(len(f.rows))
}

// single pivots a column of which no row is to be taken from another that has one of its rows left.
func (f *factor) single(b *simplex, r, v int32) {
	rows, values := b.columns.at(v)
	f.pivot(r, rows, values)
	b.at[v] = r
	f.retire(b, r, v)
}

// pivot adds the step that pivots a column, of which rows and values are given as they are by now, in row r.
func (f *factor) pivot(r int32, rows []int32, values []float64) {
	diagonal := 1.0
	for e, i := range rows {
		if i == r {
			diagonal = values[e]
		}
	}
	for e, i := range rows {
		switch {
		case i == r:
		case f.step[i] >= 0:
			f.upper.add(i, values[e])
		default:
			f.lower.add(i, values[e]/diagonal)
		}
	}
	f.upper.end()
	f.lower.end()
	f.step[r] = int32(len(f.rows))
	f.rows, f.diagonal = append(f.rows, r), append(f.diagonal, diagonal)
}

// retire takes row r and the column of variable v out of the counts.
func (f *factor) retire(b *simplex, r, v int32) {
	f.count[v] = -1
	rows, _ := b.columns.at(v)
	for _, i := range rows {
		if f.length[i]--; f.length[i] == 1 {
			f.queue = append(f.queue, i)
		}
		f.sum[i] -= v
	}
	others, _ := b.rows.at(r)
	for _, w := range others {
		if f.count[w] > 0 {
			if f.count[w]--; f.count[w] == 1 {
				f.queue = append(f.queue, ^w)
			}
		}
	}
}

// eliminate pivots the columns that are left.
func (f *factor) eliminate(b *simplex) {
	for _, v := range b.basic {
		if int(v) < b.n && f.count[v] >= 0 {
			f.bump = append(f.bump, v)
		}
	}
	slices.SortStableFunc(f.bump, func(v, w int32) int { return cmp.Compare(f.count[v], f.count[w]) })
	for _, v := range f.bump {
		b.columns.take(v, -1, f.work)
		for k := f.from; int(k) < len(f.rows); k++ {
			if a := f.work[f.rows[k]]; a != 0 {
				f.lower.take(k, a, f.work)
			}
		}
		f.column.clear()
		f.column.gather(f.work)
		clear(f.work)
		b.at[v] = ^int32(0)
		if r := f.choose(&f.column); r >= 0 {
			f.pivot(r, f.column.index, f.column.value)
			b.at[v] = r
			f.retire(b, r, v)
		}
	}
}

// choose returns the shortest row not pivoted in where a column is at least a tenth of what it is at most, or -1 where it is
// zero.
func (f *factor) choose(column *vectors) int32 {
	most, best := pivotal, int32(-1)
	for e, i := range column.index {
		if f.step[i] < 0 {
			most = max(most, math.Abs(column.value[e]))
		}
	}
	for e, i := range column.index {
		if f.step[i] < 0 && math.Abs(column.value[e]) >= most/10 && (best < 0 || f.length[i] < f.length[best]) {
			best = i
		}
	}
	return best
}
