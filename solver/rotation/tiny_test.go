package rotation

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/model/verify"
	"github.com/rotateplan/rotate/solver"
)

// judged solves a case and holds every claim against the judge.
func judged(t testing.TB, c *rule.Case, o solver.Options) *solver.Result[model.Rotation] {
	t.Helper()
	r, err := Solve(context.Background(), c, o)
	if err != nil {
		t.Fatal(err)
	}
	held(t, c, r)
	return r
}

func held(t testing.TB, c *rule.Case, r *solver.Result[model.Rotation]) {
	t.Helper()
	if r.HasPlan {
		if a := verify.Rotation(c, r.Plan); len(a.Broken) > 0 || a.Cost != r.Cost {
			t.Errorf("cost %d, the judge counts %d; broken %v", r.Cost, a.Cost, a.Broken)
		}
	}
	if r.Status == solver.Infeasible {
		if r.HasPlan || len(r.Conflict) == 0 {
			t.Errorf("infeasible, has a plan: %v, conflict %v", r.HasPlan, r.Conflict)
		}
		return
	}
	b, err := verify.RotationBound(c, r.Certificate)
	if err != nil || b != r.Bound || r.HasPlan && b > r.Cost {
		t.Errorf("bound %d, proven %d, cost %d: %v", r.Bound, b, r.Cost, err)
	}
	if zero, err := verify.RotationBound(c, model.Certificate{}); err != nil || b < zero {
		t.Errorf("bound %d, prices of zero prove %d: %v", b, zero, err)
	}
	if r.Status == solver.Optimal && r.Bound != r.Cost {
		t.Errorf("optimal, but bound %d, cost %d", r.Bound, r.Cost)
	}
}

// census counts what tiny counties turned out to be: with a plan or without, or with too many walks to enumerate; and of
// those with a plan where the solver found the best, or none; of those without, where it could not prove it.
type census struct {
	Lawful, Unlawful, TooMany, Best, Optimal, Missed, Unproven int

	lock sync.Mutex
}

func (n *census) String() string {
	return fmt.Sprintf("%d with a plan (best found %d, proven optimal %d, none found %d), %d without (unproven %d), %d too many to enumerate",
		n.Lawful, n.Best, n.Optimal, n.Missed, n.Unlawful, n.Unproven, n.TooMany)
}

// counties is how many tiny counties are made up, each under three policies.
const counties = 200

// Enumeration by the judge, the solver, and another solver on the integer program agree.
func TestTinyCounties(t *testing.T) {
	t.Parallel()
	by := referee("glpsol", "cbc")
	if by == "" {
		t.Log("neither glpsol nor cbc is installed: integer programs are written, not solved")
	}
	var n census
	t.Run("policies", func(t *testing.T) {
		for turn, policy := range policies {
			t.Run(policy, func(t *testing.T) {
				t.Parallel()
				for seed := uint64(0); seed < counties && !t.Failed(); seed++ {
					try(t, tiny(t, seed, turn), by, seed, &n)
				}
			})
		}
	})
	t.Log(&n)
	if n.Lawful < counties || n.Unlawful < counties/4 || n.TooMany > counties/3 {
		t.Error("too few cases of a kind: the test has lost its teeth")
	}
	if n.Best < n.Lawful*9/10 || n.Optimal < n.Lawful*9/10 || n.Missed > n.Lawful/20 {
		t.Error("the solver does not find, or prove, what is there")
	}
}

func try(t *testing.T, c *rule.Case, by string, seed uint64, n *census) {
	defer func() {
		if t.Failed() {
			t.Logf("seed %d", seed)
		}
	}()
	x := trial{c: c, e: enumerate(c), r: judged(t, c, solver.Options{Seed: seed, Effort: 3, Gap: 1e-9, Threads: 1})}
	if by != "" {
		x.v = arbitrate(t, by, c, 20)
	}
	x.compare(t)
	x.distort(t, seed)
	x.enter(t, n, seed)
}

// trial is what is known of one case: enumerated (or nil), solved and arbitrated.
type trial struct {
	c *rule.Case
	e *enumeration
	r *solver.Result[model.Rotation]
	v verdict
}

// best returns the cost of the best plan, if it is known that there is one.
func (x *trial) best() (model.Cost, bool) {
	if x.e != nil {
		return x.e.best, x.e.found
	}
	return x.v.high, x.v.solved()
}

func (x *trial) compare(t *testing.T) {
	t.Helper()
	if x.e != nil && x.v.by != "" && (x.v.solved() != x.e.found || x.v.none == x.e.found || x.e.found && x.v.high != x.e.best) {
		t.Errorf("integer program %+v, enumerated %d (%v)", x.v, x.e.best, x.e.found)
	}
	if x.e != nil && x.e.found {
		if a := verify.Rotation(x.c, model.Rotation{Stays: x.e.stays}); len(a.Broken) > 0 || a.Cost != x.e.best {
			t.Errorf("enumerated %d, the judge counts %d, broken %v", x.e.best, a.Cost, a.Broken)
		}
	}
	best, found := x.best()
	switch {
	case found && (x.r.Status == solver.Infeasible || x.r.Bound > best || x.r.HasPlan && x.r.Cost < best):
		t.Errorf("%v, bound %d, cost %d, best %d", x.r.Status, x.r.Bound, x.r.Cost, best)
	case !found && (x.e != nil || x.v.none) && x.r.HasPlan:
		t.Errorf("a plan of cost %d where none exists", x.r.Cost)
	}
}

func (x *trial) enter(t *testing.T, n *census, seed uint64) {
	n.lock.Lock()
	defer n.lock.Unlock()
	best, found := x.best()
	switch {
	case x.e == nil:
		n.TooMany++
	case !found:
		n.Unlawful++
		if x.r.Status != solver.Infeasible {
			n.Unproven++
		}
	case !x.r.HasPlan:
		n.Lawful, n.Missed = n.Lawful+1, n.Missed+1
		t.Logf("seed %d: no plan found, best %d", seed, best)
	default:
		n.Lawful++
		if x.r.Cost == best {
			n.Best++
		}
		if x.r.Status == solver.Optimal {
			n.Optimal++
		}
	}
}
