package grouping

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/rotateplan/rotate/solver/program"
)

// tabled is the least cost of a walk of a core that has members, by a table over how many they are and what they add up to, in a
// law of two tallies: size, which is a must, and load.
func tabled(pr *problem, k *core, priced []int64) int64 {
	size, load := &pr.p.Tally[0], &pr.p.Tally[1]
	if !size.Must {
		size, load = load, size
	}
	all := int64(1)
	for _, atoms := range k.members {
		all += load.Weight[atoms[0]]
	}
	least := make([][]int64, min(size.Max[k.agent], int64(len(k.members)))+1) // by number: by load
	for n := range least {
		least[n] = slices.Repeat([]int64{unreachable}, int(all))
	}
	least[0][0] = priced[0]
	for _, atoms := range k.members {
		value, weight := unreachable, int(load.Weight[atoms[0]])
		for _, a := range atoms {
			value = min(value, priced[a-k.own])
		}
		for n := len(least) - 1; n > 0; n-- {
			for sum, cost := range least[n-1][:len(least[n])-weight] {
				if cost < unreachable {
					least[n][sum+weight] = min(least[n][sum+weight], cost+value)
				}
			}
		}
	}
	best := unreachable
	for _, sums := range least[min(int(size.Min), len(least)):] {
		for sum, cost := range sums {
			if cost < unreachable {
				best = min(best, cost+max(int64(sum)-load.Max[k.agent], 0)*load.Charge*program.Thousand)
			}
		}
	}
	return best
}

// A core of many members is priced exactly, along few labels, whether there is room for few of them or for all.
func TestPricingOfManyMembers(t *testing.T) {
	labels := 0
	for seed := range uint64(12) {
		rng := rand.New(rand.NewPCG(seed, 6))
		c := caseOf(t, drawn(rng, 1, 50), policy(t, fmt.Sprintf("name: many\nextends: base\nclauses:\n  targets-only: {mode: off}\n"+
			"  stage-match: {match: any}\n  opening: {mode: off}\n  group-size: {min: %d, max: %d}\n  core-load: {percent: %d}\n",
			1+rng.IntN(6), [...]int{6, 12, 50}[seed%3], 100+rng.IntN(2000))))
		pr := compile(c, c.MemberLaw())
		if len(pr.cores) == 0 {
			t.Fatalf("seed %d: no core", seed)
		}
		k, w := &pr.cores[0], pricer{p: pr.p}
		for range 4 {
			priced := make([]int64, k.end-k.own)
			for n := range priced {
				priced[n] = rng.Int64N(1_400_000) - 1_200_000
			}
			got, walk, ok := w.cheapest(k, priced, nil)
			if want := min(tabled(pr, k, priced), 0); !ok || got != want {
				t.Fatalf("seed %d: %d (%v), by table %d", seed, got, walk, want)
			}
			labels += len(w.cost)
		}
	}
	if labels > 60_000 {
		t.Errorf("%d labels", labels)
	}
}
