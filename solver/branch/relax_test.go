package branch

import (
	"math"
	"testing"

	"github.com/rotateplan/rotate/solver/program"
)

// alone lists the walks of one atom of agents that take one at most.
func alone(p *program.Program, part int32) (all []Choice) {
	for i := range p.Agents() {
		x := Choice{Agent: int32(i)}
		for k := p.First[i]; k < p.First[i+1] && p.Single(i); k++ {
			if (k+int32(i))%part == 0 && p.FullWalkCost(i, []int32{k}) < program.Infinite {
				x.Walks = append(x.Walks, []int32{k})
			}
		}
		if len(x.Walks) > 0 {
			all = append(all, x)
		}
	}
	return all
}

// Walks that come in later lead to the optimum that they would have led to at once.
func TestRelaxationWidens(t *testing.T) {
	wider := 0
	for seed := range uint64(300) {
		p := madeUp(seed, 12, 8)
		few, many := alone(p, 2), alone(p, 1)
		if len(few) == 0 {
			continue
		}
		x, y := NewRelaxation(p, few), NewRelaxation(p, many)
		part := x.Solve(t.Context(), 1000)
		x.Widen(many)
		at, once := x.Solve(t.Context(), 1000), y.Solve(t.Context(), 1000)
		if at != once {
			t.Fatalf("seed %d: an optimum %v, at once %v", seed, at, once)
		}
		if at && math.Abs(x.z-y.z) > 1e-3*(1+math.Abs(y.z)) {
			t.Fatalf("seed %d: %v, at once %v", seed, x.z, y.z)
		}
		if part && at {
			wider++
		}
	}
	if wider < 50 {
		t.Errorf("%d relaxations are widened: the test has lost its teeth", wider)
	}
}
