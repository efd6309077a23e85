package conflict

import (
	"math/rand/v2"
	"testing"
)

// TestGap looks for the least value that does, of shortages that shrink on a bent line, and for the farthest shown to be too little: both are found
// whatever lies open between them, and nothing is tried that is known.
func TestGap(t *testing.T) {
	for seed := range uint64(2000) {
		rng := rand.New(rand.NewPCG(seed, 3))
		end := 1 + rng.Int64N([]int64{5, 100, 1_000_000_000}[rng.IntN(3)])
		least := 1 + rng.Int64N(end)
		shown := least - 1
		if rng.IntN(2) == 0 {
			shown = rng.Int64N(least)
		}
		s := newGap(end, true)
		for n := 0; ; n++ {
			v, any := s.next()
			if !any {
				break
			}
			if n > 150 || v <= s.never || v >= s.to || v == s.low || v == s.dark {
				t.Fatalf("seed %d: %d tried as number %d: %+v", seed, v, n, s)
			}
			switch lack := shown + 1 - v; {
			case v >= least:
				s.reaches(v, nil)
			case v > shown:
				s.misses(v, false, 0)
			default:
				s.misses(v, true, lack*(1+lack%3)*int64(rng.IntN(4)))
			}
		}
		if s.to != least || s.never != shown || s.least() != (least == shown+1) {
			t.Errorf("seed %d: %+v, want %d after %d", seed, s, least, shown)
		}
	}
}

// TestGapNotSteady shows of no value that it is too little but of the next: others may do though one further off does not.
func TestGapNotSteady(t *testing.T) {
	s := newGap(10, false)
	s.reaches(10, nil)
	s.misses(5, true, 0)
	if s.never != 0 {
		t.Errorf("%d is shown by 5", s.never)
	}
	for v, any := s.next(); any; v, any = s.next() {
		if v < 4 || v > 7 {
			s.misses(v, true, 0)
		} else {
			s.reaches(v, nil)
		}
	}
	if s.to > 7 || s.to < 4 || s.never != 3 && s.least() {
		t.Errorf("%+v", s)
	}
}
