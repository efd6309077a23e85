package grouping

import (
	"context"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/rotateplan/rotate/solver"
)

// scarce makes up an assignment whose agents have little room to spare, and whose jobs are cheap where they take much of it.
func scarce(seed uint64) *published {
	rng := rand.New(rand.NewPCG(seed, 5))
	x := &published{}
	for range 4 + rng.IntN(4) {
		cost, load, sum := make([]int64, 24), make([]int64, 24), int64(0)
		for j := range load {
			load[j] = 1 + rng.Int64N(100)
			cost[j] = 111 - load[j] + rng.Int64N(21) - 10
			sum += load[j]
		}
		x.cost, x.load, x.capacity = append(x.cost, cost), append(x.load, load), append(x.capacity, sum)
	}
	for i := range x.capacity {
		x.capacity[i] = x.capacity[i] * 8 / 10 / int64(len(x.capacity))
	}
	return x
}

// A dive makes a lawful plan most times, one near the bound, and leaves the climb where it was.
func TestDive(t *testing.T) {
	lawful := 0
	const seeds = 20
	for seed := range uint64(seeds) {
		s := begin(scarce(seed).problem(t), solver.Options{Seed: seed, Gap: 1e-12, Threads: 1})
		for range 8 {
			if !s.price(context.Background()) {
				t.Fatalf("seed %d: a core has no walk", seed)
			}
		}
		recent, since, value := s.dual.recent, s.dual.since, s.root.Value
		s.dive(context.Background())
		if !reflect.DeepEqual(recent, s.dual.recent) || since != s.dual.since || value != s.root.Value || len(s.dual.fixed) > 0 {
			t.Errorf("seed %d: the climb is not where it was", seed)
		}
		if err := s.plan.Audit(); err != nil {
			t.Errorf("seed %d: %v", seed, err)
		}
		if s.plan.Broken() == 0 {
			lawful++
			if off := solver.Gap(s.plan.Cost(), s.bound()); off < 0 || off > 0.1 {
				t.Errorf("seed %d: %.1f %% above the bound", seed, 100*off)
			}
		}
	}
	if t.Logf("%d of %d plans are lawful", lawful, seeds); lawful < seeds/2 {
		t.Errorf("only %d of %d plans are lawful", lawful, seeds)
	}
}
