package price

import (
	"math/rand/v2"
	"testing"
)

// drawCurve makes up a curve.
func drawCurve(rng *rand.Rand) Curve {
	c, at := Curve{Slopes: []int64{rng.Int64N(100)}}, rng.Int64N(200)-100
	for range rng.IntN(6) {
		at += 1 + rng.Int64N(30)
		c.At, c.Slopes = append(c.At, at), append(c.Slopes, c.Slopes[len(c.Slopes)-1]-1-rng.Int64N(40))
	}
	return c
}

// walked is the rise of a curve, one step of a price at a time.
func walked(c *Curve, from, to int64) (sum int64) {
	for y := min(from, to); y < max(from, to); y++ {
		sum += c.Slopes[c.piece(y+1)]
	}
	if to < from {
		return -sum
	}
	return sum
}

func TestCurves(t *testing.T) {
	for seed := range uint64(500) {
		rng := rand.New(rand.NewPCG(seed, 54))
		c, from := drawCurve(rng), rng.Int64N(300)-100
		piece := c.piece(from)
		for range 20 {
			to := rng.Int64N(300) - 100
			if got, want := c.rise(piece, from, float64(to-from)), walked(&c, from, to); got != float64(want) {
				t.Fatalf("seed %d: %v rises by %v from %d to %d, want %d", seed, c, got, from, to, want)
			}
		}
		slope, way := float64(rng.IntN(200)-100), 0.1+rng.Float64()
		worth := func(y float64) float64 { return slope*y + c.rise(piece, from, y) - y*y/(2*way) }
		y, free := c.peak(piece, from, slope, way)
		for _, d := range []float64{-1e-3, 1e-3, -1, 1, -30, 30} {
			if worth(y+d) > worth(y)+1e-6 {
				t.Errorf("seed %d: %v from %d along %v in steps of %v is higher at %v than at %v", seed, c, from, slope, way, y+d, y)
			}
		}
		if more, _ := c.peak(piece, from, slope+1e-6, way); free != (more > y) {
			t.Errorf("seed %d: %v from %d along %v: free %v at %v, and %v where it is steeper", seed, c, from, slope, free, y, more)
		}
		if above := c.above(piece, from); above != walked(&c, from, from+1) {
			t.Errorf("seed %d: %v has slope %d above %d", seed, c, above, from)
		}
	}
}

// A hill on known curves is climbed as one that is all to be learnt, in fewer trials.
func TestClimbsKnownCurves(t *testing.T) {
	known, learnt := 0, 0
	for seed := range uint64(60) {
		rng := rand.New(rand.NewPCG(seed, 55))
		const dims = 8
		h, curves := raise(rng, dims), make([]Curve, dims)
		for r := range curves {
			curves[r] = Curve{Slopes: []int64{12}}
			for j := range 12 {
				curves[r].At = append(curves[r].At, h.lo[r]+(h.hi[r]-h.lo[r])*int64(j+1)/13)
				curves[r].Slopes = append(curves[r].Slopes, 10-2*int64(j))
			}
		}
		at := func(y []int64) (value int64, rest, all []int64) {
			value, rest = h.at(y)
			for r := range y {
				value += int64(curves[r].rise(0, h.lo[r], float64(y[r]-h.lo[r])))
				all = append(all, rest[r]+curves[r].Slopes[curves[r].piece(y[r])])
			}
			return value, rest, all
		}
		a, b := NewKnown(h.start(), h.lo, h.hi, curves), New(h.start(), h.lo, h.hi)
		for range 2000 {
			value, rest, _ := at(a.Trial())
			a.Report(value, rest, 2*h.value)
			value, _, all := at(b.Trial())
			b.Report(value, all, 2*h.value)
		}
		y, best := a.Best()
		if again, _, _ := at(y); again != best {
			t.Fatalf("seed %d: claims %d, worth %d", seed, best, again)
		}
		_, other := b.Best()
		if best < other-h.value/100 {
			t.Errorf("seed %d: %d with curves known, %d without", seed, best, other)
		}
		near := max(best, other) - h.value/1000
		count := func(a *Ascent, known bool) (n int) {
			for _, top := a.Best(); top < near && n < 2000; n++ {
				value, rest, all := at(a.Trial())
				if !known {
					rest = all
				}
				a.Report(value, rest, 2*h.value)
				_, top = a.Best()
			}
			return n
		}
		known += count(NewKnown(h.start(), h.lo, h.hi, curves), true)
		learnt += count(New(h.start(), h.lo, h.hi), false)
	}
	if t.Logf("%d trials, %d without curves", known, learnt); known >= learnt {
		t.Errorf("%d trials with curves known, %d without", known, learnt)
	}
}
