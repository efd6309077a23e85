package rule

import (
	"math"
	"math/rand/v2"
	"testing"
)

// The rungs of a ladder add up to what the square costs more than at the best whole number, but for the rounding of each.
func TestLaddersClimbTheSquare(t *testing.T) {
	for seed := range uint64(500) {
		r := rand.New(rand.NewPCG(seed, 15))
		e := fair{1 + r.Int64N(20_000), 1 + r.Int64N(5_000), 1 + r.Int64N(2_000)}
		share, top := float64(e.people)/float64(e.pupils), e.best()+r.Int64N(40)
		square := func(x int64) float64 {
			return float64(e.weight) * (float64(x) - share) * (float64(x) - share) / share
		}
		rungs := e.rungs(Quota{}, top)
		for x := range top + 2 {
			cost := int64(0)
			for _, q := range rungs {
				cost += int64(q.Weight) * max(q.Min-x, x-q.Max, 0)
			}
			want, off := square(x)-square(e.best()), 0.5*math.Abs(float64(x-e.best()))+1e-6*square(x)
			if math.Abs(float64(cost)-want) > off+1e-6 {
				t.Fatalf("seed %d: %d of a share of %.3f cost %d, the square %.3f", seed, x, share, cost, want)
			}
			if square(x) < square(e.best())-0.5-1e-6*square(x) {
				t.Fatalf("seed %d: %d is better than %d at a share of %.3f", seed, x, e.best(), share)
			}
		}
	}
}
