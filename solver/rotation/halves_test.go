package rotation

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/rotateplan/rotate/solver/program"
)

// Cuts are broken by the mixture they are of and by no choice of walks, lawful or not, where units outside of a quota count.
func TestHalvesCutOffNoPlan(t *testing.T) {
	t.Parallel()
	turn, found := slices.Index(policies[:], "yongzhou-2018"), 0
	for seed := range uint64(300) {
		q, rng := compile(tiny(t, seed, turn)), rand.New(rand.NewPCG(seed, 71))
		share := make([]float64, q.p.Atoms())
		for range 2 {
			for _, walk := range q.anyWalks(rng) {
				for _, k := range walk {
					share[k] += 0.5
				}
			}
		}
		cuts := q.separate(share, nil)
		if found += len(cuts); len(q.separate(share, cuts)) > 0 {
			t.Fatalf("seed %d: a cut is found twice", seed)
		}
		p := q.p.Cutting(cuts, make([]int64, len(cuts)))
		count := make([]float64, len(p.Rows))
		for k, s := range share {
			for r, w := range p.Touch(int32(k)) {
				count[r] += float64(s * float64(w))
			}
		}
		for n, c := range cuts {
			if over := beyond(p, c, n, count); over <= 0 {
				t.Fatalf("seed %d: the mixture keeps cut %d by %v", seed, n, -over)
			}
		}
		for range 100 {
			s := program.NewState(p)
			for i, walk := range q.anyWalks(rng) {
				s.Set(int32(i), walk)
			}
			for r, x := range s.Count {
				count[r] = float64(x)
			}
			for n, c := range cuts {
				if over := beyond(p, c, n, count); over > 0 {
					t.Fatalf("seed %d: walks break cut %d by %v", seed, n, over)
				}
			}
		}
	}
	if found < 100 {
		t.Errorf("%d cuts: the test has lost its teeth", found)
	}
}

// anyWalks draws walks of one atom at most.
func (q *problem) anyWalks(rng *rand.Rand) [][]int32 {
	walks := make([][]int32, q.p.Agents())
	for i := range walks {
		if hers := q.atomsOf(int32(i)); len(hers) > 0 && rng.IntN(4) > 0 {
			walks[i] = []int32{hers[rng.IntN(len(hers))]}
		}
	}
	return walks
}

// beyond is how far counts are outside of cut n, units outside of its quotas taken off.
func beyond(p *program.Program, c *program.Cut, n int, count []float64) float64 {
	over := count[slices.IndexFunc(p.Rows, func(r program.Row) bool {
		return len(r.Quotas) == 1 && p.Quotas[r.Quotas[0]].Key == program.CutKey(n)
	})] - float64(c.Right)
	for _, part := range c.Parts {
		over -= max(0, float64(part.Sign)*(count[part.Row]-float64(part.Bound(p))))
	}
	return over
}
