package rotation

import (
	"context"
	"math/rand/v2"
	"testing"

	"github.com/rotateplan/rotate/solver/flow"
)

// A network that took in arcs bit by bit, each time solved from the basis before, costs what one that had them all from
// the start does; with stays of one span and with folded ones.
func TestArcsTakenInLaterAreArcs(t *testing.T) {
	for seed, policy := range []string{"national-2014", "base", "yongzhou-2018", "base"} {
		rng := rand.New(rand.NewPCG(uint64(seed), 12))
		d := newDual(compile(small(t, uint64(seed), policy)), 1)
		w, y, taken := d.network(), make([]int64, len(d.fold.classes)), 0
		for range 6 {
			for c := range y {
				lo, hi := d.q.p.Rows[d.fold.classes[c][0]].Range()
				y[c] = min(max(rng.Int64N(8_000_001)-4_000_000, lo), hi)
			}
			var more []int32
			for k, rep := range d.fold.rep {
				if rep == int32(k) && !d.kept[k] && rng.IntN(3) == 0 {
					d.kept[k], more = true, append(more, rep)
				}
			}
			if !w.extend(more) {
				w = d.network()
			}
			taken += len(more)
			cost := func(w *network) int64 {
				w.price(y)
				s, err := w.solve(context.Background())
				if err != nil || s.Status != flow.Optimal {
					t.Fatalf("seed %d: %v, %v", seed, s, err)
				}
				return s.Cost
			}
			if got, want := cost(w), cost(d.network()); got != want {
				t.Fatalf("seed %d: with %d arcs taken in later flows cost %d, with all from the start %d", seed, taken, got, want)
			}
		}
		if taken == 0 {
			t.Errorf("seed %d: no arc was left to take in, the case shows nothing", seed)
		}
	}
}
