package program

import (
	"math/rand/v2"
	"testing"
)

// What is rounded together is no less than what is rounded apart, and rises: that is all a cut rests on.
func TestRoundingIsSuperadditive(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 70))
	for range 100_000 {
		over := 2 + rng.Int64N(40)
		g := rounding{over, 1 + rng.Int64N(over-1)}
		a, b := rng.Int64N(400)-200, rng.Int64N(400)-200
		if g.of(a)+g.of(b) > g.of(a+b) || g.of(a) > g.of(a+1) || g.of(0) != 0 {
			t.Fatalf("%+v: %d and %d are rounded to %d and %d, their sum to %d", g, a, b, g.of(a), g.of(b), g.of(a+b))
		}
	}
}
