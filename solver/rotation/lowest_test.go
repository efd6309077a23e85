package rotation

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestLowest compares with sorting, of numbers many of which are equal.
func TestLowest(t *testing.T) {
	for seed := range uint64(2000) {
		rng := rand.New(rand.NewPCG(seed, 7))
		most, below, width := rng.IntN(20), rng.Int64N(60)-5, 1+rng.Int64N(50)
		x := newLowest(most, below)
		var all []int64
		for range rng.IntN(200) {
			v := rng.Int64N(width)
			x.add(v)
			all = append(all, v)
		}
		slices.Sort(all)
		want := below
		if len(all) > most {
			want = min(want, all[most])
		}
		if got := x.limit(); got != want {
			t.Fatalf("seed %d: number %d of %v below %d is %d, want %d", seed, most, all, below, got, want)
		}
	}
}
