package flow

import (
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"
)

// county draws a network of assignment shape: agents → posts of schools with bounds → schools of conserved size → sink. Staying is free,
// a tenth of the moves earn something.
func county(agents, choices, schools int) *Network {
	r := rand.New(rand.NewPCG(uint64(agents), 9))
	posts := agents / 4
	n := &Network{Supply: make([]int64, agents+posts+schools+1)}
	sink := int32(len(n.Supply) - 1)
	held, size := make([]int64, posts), make([]int64, schools)
	for i := range agents {
		home := r.IntN(posts)
		held[home]++
		size[home%schools]++
		n.Supply[i] = 1
		n.AddArc(int32(i), int32(agents+home), 0, 1, 0)
		for range choices {
			n.AddArc(int32(i), int32(agents+r.IntN(posts)), 0, 1, r.Int64N(100)-8)
		}
	}
	for p := range posts {
		n.AddArc(int32(agents+p), int32(agents+posts+p%schools), max(0, held[p]-2), held[p]+2, 0)
	}
	for s := range schools {
		n.AddArc(int32(agents+posts+s), sink, size[s], size[s], 0)
	}
	n.Supply[sink] = -int64(agents)
	return n
}

func BenchmarkSolve(b *testing.B) {
	n := county(5000, 35, 100)
	for b.Loop() {
		if s, err := Solve(b.Context(), n, nil); err != nil || s.Status != Optimal {
			b.Fatal(s, err)
		}
	}
}

// BenchmarkWarm counts costs in thousandths and charges every seventh move up to a fifth of a unit before each solve, as a late price on a quota does.
func BenchmarkWarm(b *testing.B) {
	n := county(5000, 35, 100)
	for a := range n.Cost {
		n.Cost[a] *= 1000
	}
	r := rand.New(rand.NewPCG(1, 1))
	s, err := Solve(b.Context(), n, nil)
	if err != nil {
		b.Fatal(err)
	}
	pivots, base := 0, slices.Clone(n.Cost)
	b.ReportAllocs()
	for b.Loop() {
		b.StopTimer()
		price := r.Int64N(401) - 200
		for a := range n.Cost {
			if a%7 == 0 && a%36 != 0 {
				n.Cost[a] = base[a] + price
			}
		}
		b.StartTimer()
		if s, err = Solve(b.Context(), n, s.Basis); err != nil || s.Status != Optimal {
			b.Fatal(s, err)
		}
		pivots += s.Pivots
	}
	b.ReportMetric(float64(pivots)/float64(b.N), "pivots/op")
}

func BenchmarkPublished(b *testing.B) {
	dir := dataDir(b)
	for _, name := range []string{"cty_1000", "cty_5000", "cty_20000", "ctq_5000", "ntg8_14", "ntgas_14", "ntgtr_14"} {
		b.Run(name, func(b *testing.B) {
			n := readNetwork(b, filepath.Join(dir, "mcf", name+".min.gz"))
			for b.Loop() {
				if s, err := Solve(b.Context(), n, nil); err != nil || s.Status != Optimal {
					b.Fatal(s, err)
				}
			}
		})
	}
}
