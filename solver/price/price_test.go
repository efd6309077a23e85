package price

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// hill is a concave, piecewise linear function: the least of value + Σ slope·(y − top) over its sides. Its maximum is
// value, reached at top: the slopes of the sides through it add up to zero.
type hill struct {
	top    []int64
	value  int64
	sides  []side
	lo, hi []int64
}

type side struct {
	slope []int64
	above int64 // at top, over the maximum
}

// raise makes up a hill.
func raise(rng *rand.Rand, dims int) *hill {
	h := &hill{value: 1_000_000 + rng.Int64N(100_000_000)}
	sum := make([]int64, dims)
	for range dims {
		y := rng.Int64N(4_000_000) - 2_000_000
		h.top, h.lo, h.hi = append(h.top, y), append(h.lo, y-rng.Int64N(9_000_000)), append(h.hi, y+rng.Int64N(9_000_000))
	}
	for range dims + 1 {
		slope := make([]int64, dims)
		for r := range slope {
			slope[r] = rng.Int64N(21) - 10
			sum[r] -= slope[r]
		}
		h.sides = append(h.sides, side{slope: slope})
	}
	h.sides = append(h.sides, side{slope: sum})
	for range dims {
		slope := make([]int64, dims)
		for r := range slope {
			slope[r] = rng.Int64N(41) - 20
		}
		h.sides = append(h.sides, side{slope, rng.Int64N(3_000_000)})
	}
	return h
}

// at returns the value and a supergradient.
func (h *hill) at(y []int64) (value int64, slope []int64) {
	for i, p := range h.sides {
		v := h.value + p.above
		for r := range y {
			v += p.slope[r] * (y[r] - h.top[r])
		}
		if i == 0 || v < value {
			value, slope = v, p.slope
		}
	}
	return value, slope
}

func (h *hill) start() []int64 {
	start := make([]int64, len(h.top))
	for r := range start {
		start[r] = min(max(0, h.lo[r]), h.hi[r])
	}
	return start
}

// The climb comes near the maximum, never claims more than it has seen, and stays within its bounds.
func TestClimbs(t *testing.T) {
	short := 0
	const hills = 200
	for seed := range uint64(hills) {
		rng := rand.New(rand.NewPCG(seed, 51))
		h := raise(rng, 1+rng.IntN(12))
		first, _ := h.at(h.start())
		a, seen := New(h.start(), h.lo, h.hi), int64(-1<<62)
		for range 2000 {
			y := a.Trial()
			for r := range y {
				if y[r] < h.lo[r] || y[r] > h.hi[r] {
					t.Fatalf("seed %d: price %d outside %d..%d", seed, y[r], h.lo[r], h.hi[r])
				}
			}
			value, slope := h.at(y)
			if better := a.Report(value, slope, h.value+h.value/1000); better != (value > seen) {
				t.Fatalf("seed %d: %d after %d is better: %v", seed, value, seen, better)
			}
			seen = max(seen, value)
		}
		y, value := a.Best()
		if again, _ := h.at(y); value != seen || value != again || value > h.value {
			t.Fatalf("seed %d: claims %d, seen %d, worth %d, maximum %d", seed, value, seen, again, h.value)
		}
		if h.value-value > (h.value-first)/100 {
			short++
		}
	}
	if short > hills/20 {
		t.Errorf("%d of %d climbs end more than a hundredth of the way below the top", short, hills)
	}
}

// A hill that is found to have more sides is climbed on from where the climb has come.
func TestClimbsALowerHill(t *testing.T) {
	short := 0
	const hills = 100
	for seed := range uint64(hills) {
		rng := rand.New(rand.NewPCG(seed, 52))
		h := raise(rng, 2+rng.IntN(8))
		first, _ := h.at(h.start())
		higher := *h
		a := New(h.start(), h.lo, h.hi)
		climb := func(trials int) {
			a.Again()
			for range trials {
				value, slope := higher.at(a.Trial())
				a.Report(value, slope, h.value+h.value/1000)
			}
		}
		for n := range h.sides {
			higher.sides = h.sides[:n+1]
			climb(20)
		}
		climb(1000)
		y, value := a.Best()
		if again, _ := h.at(y); value != again {
			t.Fatalf("seed %d: claims %d, worth %d", seed, value, again)
		}
		if h.value-value > (h.value-first)/50 {
			short++
		}
	}
	if short > hills/20 {
		t.Errorf("%d of %d climbs end more than a fiftieth of the way below the top", short, hills)
	}
}

func TestEqualClimbsAreEqual(t *testing.T) {
	var paths [2][]int64
	for i := range paths {
		h := raise(rand.New(rand.NewPCG(7, 51)), 8)
		a := New(h.start(), h.lo, h.hi)
		for range 300 {
			value, slope := h.at(a.Trial())
			a.Report(value, slope, h.value)
			paths[i] = append(paths[i], a.Trial()...)
		}
	}
	if !slices.Equal(paths[0], paths[1]) {
		t.Error("two climbs of one hill differ")
	}
}

// Prices that nothing pushes off their bounds, however many, change nothing of the path of the others. One that a single
// answer pushes joins them.
func TestPricesThatHoldByThemselves(t *testing.T) {
	const dims, idle, late = 6, 400, 150
	for seed := range uint64(20) {
		h := raise(rand.New(rand.NewPCG(seed, 53)), dims)
		few, many := New(h.start(), h.lo, h.hi), New(slices.Concat(h.start(), make([]int64, idle)),
			slices.Concat(h.lo, make([]int64, idle)), slices.Concat(h.hi, slices.Repeat([]int64{1000}, idle)))
		for n := range 2 * late {
			value, slope := h.at(few.Trial())
			with := slices.Concat(slope, make([]int64, idle))
			for r := range idle {
				with[dims+r] = -int64(r % 7)
			}
			if n == late {
				with[dims+3] = 5
			}
			few.Report(value, slope, h.value)
			many.Report(value, with, h.value)
			if got := many.Trial(); n < late && (!slices.Equal(got[:dims], few.Trial()) || slices.Max(got[dims:]) != 0) {
				t.Fatalf("seed %d, trial %d: %v is %v among %d idle prices, of which one is %d", seed, n, few.Trial(), got[:dims], idle, slices.Max(got[dims:]))
			}
		}
		if !slices.Contains(many.awake, dims+3) || len(many.awake) > dims+1 {
			t.Errorf("seed %d: of %d idle prices and one that was pushed, %d are awake", seed, idle, len(many.awake)-dims)
		}
	}
}

// On the top there is nothing to follow: the climb stays where it is and says that it has settled.
func TestSettlesOnTheTop(t *testing.T) {
	start := []int64{5, -7}
	a := New(start, []int64{-100, -100}, []int64{100, 100})
	for range 2000 {
		a.Report(42, []int64{0, 0}, 1_000_000)
	}
	if y, value := a.Best(); value != 42 || !slices.Equal(y, start) || !a.Settled() {
		t.Errorf("value %d at %v, settled %v", value, y, a.Settled())
	}
}

// A start outside the bounds is moved inside.
func TestStartsWithinBounds(t *testing.T) {
	a := New([]int64{500, -500, 3}, []int64{-10, -10, -10}, []int64{10, 10, 10})
	if !slices.Equal(a.Trial(), []int64{10, -10, 3}) {
		t.Errorf("starts at %v", a.Trial())
	}
}

// Nothing to price is no trouble.
func TestNoPrices(t *testing.T) {
	a := New(nil, nil, nil)
	for range 100 {
		a.Report(1, nil, 10)
	}
	if _, value := a.Best(); value != 1 {
		t.Errorf("value %d", value)
	}
}

// Gradients and prices as large as a county of a million teachers could make them do not overflow.
func TestLargeNumbers(t *testing.T) {
	const rows, far = 2000, int64(1) << 44
	lo, hi, start := make([]int64, rows), make([]int64, rows), make([]int64, rows)
	g := make([]int64, rows)
	for r := range g {
		lo[r], hi[r], g[r] = -far, far, int64(1-2*(r%2))*20_000
	}
	a := New(start, lo, hi)
	for n := range 50 {
		a.Report(int64(n), g, 1<<55)
		for r, y := range a.Trial() {
			if y*g[r] < 0 {
				t.Fatalf("trial %d: price %d against gradient %d", n, y, g[r])
			}
		}
	}
}
