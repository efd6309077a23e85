package conflict

import (
	"math/rand/v2"
	"testing"
)

// TestGap looks for the least value that does, of shortages that shrink on a bent line: it is found, and nothing outside of the gap is tried.
func TestGap(t *testing.T) {
	for seed := range uint64(1000) {
		rng := rand.New(rand.NewPCG(seed, 3))
		from, to := rng.Int64N(1_000_000_000), rng.Int64N(1_000_000_000)
		least := min(from, to) + rng.Int64N(max(from, to)-min(from, to)+1)
		if least == from {
			continue
		}
		s := gap{from: from, to: to}
		for n := 0; max(s.from-s.to, s.to-s.from) > 1; n++ {
			v := s.next()
			if n > 100 || v <= min(s.from, s.to) || v >= max(s.from, s.to) {
				t.Fatalf("seed %d: %d tried as number %d in %d..%d", seed, v, n, s.from, s.to)
			}
			if lack := max(least-v, v-least); (v < least) == (from < to) && v != least {
				s.fails(v, lack*(1+lack%3)*int64(rng.IntN(4)))
			} else {
				s.to = v
			}
		}
		if s.to != least {
			t.Errorf("seed %d: %d in the place of %d", seed, s.to, least)
		}
	}
}
