package branch

import (
	"math"
	"math/rand/v2"
	"testing"
)

// sparse is a made-up linear program with few entries a column and the values of a feasible point.
func sparse(seed uint64, m, n int) (*simplex, []float64) {
	rng := rand.New(rand.NewPCG(seed, 68))
	b := &simplex{}
	b.reset(m, n)
	point := make([]float64, n+m)
	for v := range n {
		for _, i := range rng.Perm(m)[:1+rng.IntN(min(m, 6))] {
			a := float64(1+rng.IntN(4)) / float64(1+rng.IntN(4))
			if rng.IntN(4) == 0 {
				a = -a
			}
			b.columns.add(int32(i), a)
		}
		b.columns.end()
		b.cost[v] = float64(rng.IntN(200) - 100)
		b.hi[v], point[v] = float64(1+rng.IntN(3)), rng.Float64()
	}
	for v := range n {
		b.columns.take(int32(v), -point[v], b.right)
	}
	for i := range m {
		b.hi[n+i] = float64(rng.IntN(3))
		point[n+i] = b.hi[n+i] * rng.Float64()
		b.right[i] += point[n+i]
	}
	b.begin()
	return b, point
}

const forever = 1 << 30

// optimal reports whether the equations and the bounds hold and the multipliers that the reduced costs of logical variables are
// prove that nothing costs less (weak duality).
func optimal(b *simplex) bool {
	left, z, proof := append([]float64{}, b.right...), 0.0, 0.0
	y := make([]float64, b.m)
	for i := range y {
		y[i] = -b.d[b.n+i]
		proof += y[i] * b.right[i]
	}
	for v, x := range b.x {
		var d float64
		if v < b.n {
			d = b.cost[v] - b.columns.dot(int32(v), y)
		} else {
			d = -y[v-b.n]
		}
		b.add(int32(v), x, left)
		z, proof = z+b.cost[v]*x, proof+min(d*b.lo[v], d*b.hi[v])
		if x < b.lo[v]-feasible || x > b.hi[v]+feasible {
			return false
		}
	}
	for _, a := range left {
		if math.Abs(a) > 1e-6 {
			return false
		}
	}
	return math.Abs(z-proof) < 1e-4 && math.Abs(z-b.z) < 1e-6
}

// What is feasible is solved to the optimum, and factoring the basis anew at every pivot leads to the same.
func TestSimplexIsOptimal(t *testing.T) {
	long := 0
	for seed := range uint64(200) {
		m, n := 1+int(seed%150), 1+int(seed*7%200)
		b, _ := sparse(seed, m, n)
		if !b.restore(math.Inf(1), forever) || !optimal(b) {
			t.Fatalf("seed %d: not optimal after %d pivots", seed, b.pivots)
		}
		if b.pivots > exchanges {
			long++
		}
		often, _ := sparse(seed, m, n)
		for !often.restore(math.Inf(1), 1) {
			often.renew()
		}
		if !optimal(often) || math.Abs(often.z-b.z) > 1e-6 {
			t.Errorf("seed %d: %v, factored at every pivot %v", seed, b.z, often.z)
		}
	}
	if long < 20 {
		t.Errorf("only %d programs outlived their first factorisation", long)
	}
}

// After any changes of bounds the optimum is that of a program which had these from the start, and none where that has none.
func TestBoundsChange(t *testing.T) {
	infeasible := 0
	for seed := range uint64(200) {
		m, n := 2+int(seed%40), 5+int(seed*7%60)
		b, point := sparse(seed, m, n)
		rng := rand.New(rand.NewPCG(seed, 69))
		for change := range 30 {
			if v := int32(rng.IntN(n)); rng.IntN(3) > 0 {
				at := point[v]
				if rng.IntN(2) == 0 {
					at = float64(rng.IntN(2))
				}
				b.bound(v, at, at)
			} else {
				b.bound(v, 0, 1)
			}
			fresh, _ := sparse(seed, m, n)
			copy(fresh.lo, b.lo)
			copy(fresh.hi, b.hi)
			fresh.begin()
			ok, want := b.restore(math.Inf(1), forever), fresh.restore(math.Inf(1), forever)
			if ok != want || ok && (!optimal(b) || math.Abs(b.z-fresh.z) > 1e-5) {
				t.Fatalf("seed %d, change %d: %v at %v, fresh %v at %v", seed, change, ok, b.z, want, fresh.z)
			}
			if !ok {
				infeasible++
			}
		}
	}
	if infeasible < 100 {
		t.Errorf("only %d programs were infeasible", infeasible)
	}
}

// A basis whose columns depend on each other is mended with logical variables.
func TestDependentColumnsLeaveTheBasis(t *testing.T) {
	b := &simplex{}
	b.reset(3, 3)
	for _, column := range [][]float64{{1, 2, 3}, {3, 2, 1}, {4, 4, 4}} {
		b.columns.gather(column)
	}
	copy(b.cost, []float64{-3, -2, -1})
	copy(b.right, []float64{3, 3, 3})
	b.begin()
	for i := range b.basic {
		b.basic[i], b.free[i] = b.free[i], b.basic[i]
		b.at[b.basic[i]], b.at[b.free[i]] = int32(i), ^int32(i)
	}
	b.renew()
	if !b.restore(math.Inf(1), forever) || !optimal(b) {
		t.Error("not optimal")
	}
}
