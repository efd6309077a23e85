package program

import (
	"math/rand/v2"
	"testing"
)

// Halves of a sum rounded down are at most the half of it rounded down: that is all a cut rests on.
func TestHalvesRoundedDown(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 70))
	for range 100_000 {
		a, b := rng.Int64N(400)-200, rng.Int64N(400)-200
		if floor(a, 2)+floor(b, 2) > floor(a+b, 2) {
			t.Fatalf("halves of %d and %d", a, b)
		}
	}
}
