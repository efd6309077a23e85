package branch

// factor is a basis as a product L·T·U. L and U are those of Gauss (Suhl and Suhl 1990): a column of L per pivot holds by
// what its row is taken from others. T, between them, is one factor I + g·rᵀ per exchange of a column since: with p the
// place of the column, g is what the new column is after L and T less column p of U, and rᵀU is unit row p (Huangfu and Hall
// 2015, middle product form). A column has the number of the row it was pivoted in.
type factor struct {
	rows     []int32   // in the order they were pivoted in
	step     []int32   // by row: its place in that order, or -1
	diagonal []float64 // of U, by step
	lower    vectors   // L below its diagonal, by step
	upper    vectors   // U above its diagonal, its columns by step
	across   vectors   // the same, its rows
	from     int32     // the first step whose column of L can touch later ones

	gain, ray vectors   // g and r of the factors of T
	inverse   []float64 // of 1 + r·g

	spike, unit []float64 // the last column after L and T, the last unit row before them
	work        []float64 // the column to be pivoted, zero between columns
	column      vectors   // the same
	count       []int32   // by variable: entries of its column in rows not pivoted in, or -1 where it is not to be pivoted
	length      []int32   // by row: entries in columns not pivoted
	sum         []int32   // by row: of the variables of those
	queue       []int32   // rows, and columns as ^variable, that may have a single entry left
	bump        []int32   // variables left when there are no such
}

// exchanges is how many columns are exchanged before a basis is factored anew.
const exchanges = 64

func (f *factor) age() int { return len(f.inverse) }

// forward solves B·x' = x. Where the column is to enter the basis keep is set.
func (f *factor) forward(x []float64, keep bool) {
	for k, r := range f.rows {
		if a := x[r]; a != 0 && f.lower.start[k] < f.lower.start[k+1] {
			f.lower.take(int32(k), a, x)
		}
	}
	for t, inverse := range f.inverse {
		if a := f.ray.dot(int32(t), x); a != 0 {
			f.gain.take(int32(t), float64(a*inverse), x)
		}
	}
	if keep {
		copy(f.spike, x)
	}
	for k := len(f.rows) - 1; k >= 0; k-- {
		if r := f.rows[k]; x[r] != 0 {
			x[r] /= f.diagonal[k]
			f.upper.take(int32(k), x[r], x)
		}
	}
}

// backward solves Bᵀ·y' = y. Where y is the unit row of the column to leave the basis keep is set.
func (f *factor) backward(y []float64, keep bool) {
	for k, r := range f.rows {
		if y[r] != 0 {
			y[r] /= f.diagonal[k]
			f.across.take(r, y[r], y)
		}
	}
	if keep {
		copy(f.unit, y)
	}
	for t := len(f.inverse) - 1; t >= 0; t-- {
		if a := f.gain.dot(int32(t), y); a != 0 {
			f.ray.take(int32(t), float64(a*f.inverse[t]), y)
		}
	}
	for k := len(f.rows) - 1; k >= 0; k-- {
		if f.lower.start[k] < f.lower.start[k+1] {
			y[f.rows[k]] -= f.lower.dot(int32(k), y)
		}
	}
}

// exchange puts the last column kept in place p, where the last row kept is unit row p and their product pivot.
func (f *factor) exchange(p int32, pivot float64) {
	k := f.step[p]
	f.upper.take(k, 1, f.spike)
	f.spike[p] -= f.diagonal[k]
	f.gain.gather(f.spike)
	f.ray.gather(f.unit)
	f.inverse = append(f.inverse, 1/pivot)
}
