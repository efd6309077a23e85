package program

import (
	"math/rand/v2"
	"testing"
)

// Most is the largest number that rounds like one.
func TestMostRoundsAlike(t *testing.T) {
	for seed := range uint64(2000) {
		rng := rand.New(rand.NewPCG(seed, 55))
		s := Stair{Quota: &Quota{Hi: rng.Int64N(60) - 20, Unit: 2 + rng.Int64N(30)}}
		s.Lift = 1 + rng.Int64N(s.Quota.Unit-1)
		n := rng.Int64N(40)
		end := func(n int64) int64 { return floor(s.Quota.Hi+s.Lift*n, s.Quota.Unit) }
		if most := s.Most(n); most < n || end(most) != end(n) || end(most+1) == end(n) {
			t.Fatalf("seed %d: %+v with %+v: most %d for %d, ends %d, %d, %d", seed, s, *s.Quota, most, n, end(n), end(most), end(most+1))
		}
	}
}
