package branch

import (
	"math"
	"math/rand/v2"
	"testing"
)

// crewed is made-up crews and the bands in which a plan of whole agents lies.
func crewed(seed uint64) ([]Crew, []Band) {
	rng := rand.New(rand.NewPCG(seed, 70))
	crews, rows := make([]Crew, 1+rng.IntN(12)), 1+rng.IntN(10)
	count := make([]float64, rows)
	for c := range crews {
		x := &crews[c]
		x.Agents, x.Idle = 1+rng.IntN(9), rng.IntN(2) == 0
		for range 1 + rng.IntN(5) {
			var w Column
			for r := range rows {
				if rng.IntN(3) == 0 {
					w.Rows, w.Weights = append(w.Rows, int32(r)), append(w.Weights, int64(rng.IntN(9)-4))
				}
			}
			x.Walks = append(x.Walks, w)
		}
		for range x.Agents {
			if x.Idle && rng.IntN(3) == 0 {
				continue
			}
			w := x.Walks[rng.IntN(len(x.Walks))]
			for e, r := range w.Rows {
				count[r] += float64(w.Weights[e])
			}
		}
	}
	var bands []Band
	for _, n := range count {
		bands = append(bands, [...]Band{{n, n}, {n - 1, n + 2}, {n, math.Inf(1)}, {math.Inf(-1), n}}[rng.IntN(4)])
	}
	return crews, bands
}

// outside is by how much counts of shares lie outside of bands.
func outside(crews []Crew, bands []Band, shares [][]float64) float64 {
	count := make([]float64, len(bands))
	for c := range crews {
		for w, x := range crews[c].Walks {
			for e, r := range x.Rows {
				count[r] += float64(float64(x.Weights[e]) * shares[c][w])
			}
		}
	}
	sum := 0.0
	for r, n := range count {
		sum += max(bands[r].Lo-n, n-bands[r].Hi, 0)
	}
	return sum
}

// What whole agents can do, blends can; dives nearly always end in whole numbers; and a blend of few walks that gets the
// others is as good as one that had them all from the beginning.
func TestBlends(t *testing.T) {
	parted := 0
	for seed := range uint64(300) {
		crews, bands := crewed(seed)
		var b Blends
		x, ok := b.Solve(crews, bands, 10_000)
		if !ok || x.Outside > 1e-6 || outside(crews, bands, x.Share) > 1e-5 {
			t.Fatalf("seed %d: %v, %v outside", seed, ok, x)
		}
		torn := false
		for c, shares := range b.Dive(crews, 10_000) {
			sum := 0.0
			for _, share := range shares {
				sum += share
				torn = torn || math.Abs(share-math.Round(share)) > 1e-5
			}
			if n := float64(crews[c].Agents); sum > n+1e-5 || !crews[c].Idle && sum < n-1e-5 {
				t.Errorf("seed %d: %v of %v agents in crew %d", seed, sum, n, c)
			}
		}
		if torn {
			parted++
		}
		few := append([]Crew{}, crews...)
		for c := range few {
			few[c].Walks = few[c].Walks[:1]
		}
		var later Blends
		if x, ok := later.Solve(few, bands, 10_000); !ok || math.Abs(x.Outside-outside(few, bands, x.Share)) > 1e-5 {
			t.Fatalf("seed %d: few walks: %v", seed, ok)
		}
		if x, ok := later.Solve(crews, bands, 10_000); !ok || x.Outside > 1e-6 {
			t.Errorf("seed %d: %v, with walks that came later", seed, x)
		}
	}
	if parted > 3 {
		t.Errorf("%d dives ended between whole numbers", parted)
	}
}
