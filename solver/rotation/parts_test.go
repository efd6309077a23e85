package rotation

import (
	"context"
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/gen"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/model/verify"
	"github.com/rotateplan/rotate/solver"
	"github.com/rotateplan/rotate/solver/program"
	"github.com/rotateplan/rotate/solver/search"
)

// small makes up a county of a few schools with groups, under a preset.
func small(t testing.TB, seed uint64, policy string) *rule.Case {
	county := gen.County(gen.Options{Schools: 12, Teachers: 160, Seed: seed})
	return caseOf(t, county, preset(t, policy), someGroups(county, rand.New(rand.NewPCG(seed, 33))))
}

// workshop is a search about to begin: its candidates, and operators at the first prices.
func workshop(t *testing.T, c *rule.Case) (*problem, []search.Operator) {
	t.Helper()
	s := newSolve(compile(c), solver.Options{Threads: 1})
	if conflict, err := s.d.first(context.Background(), s.gap); err != nil || conflict != nil {
		t.Fatal(conflict, err)
	}
	x := newCandidates(s.q, s.q.p, s.d.y, unlawful, someAtoms)
	s.q.penalty = s.q.exactPenalty(s.d.y)
	operators := []search.Operator{x.move(), x.swap(), x.cycle()}
	operators = append(operators, x.repair(s.d.fold, repairMost/10))
	s.branch.freed = branchFirst / 2
	return s.q, append(operators, s.branch.operator(x))
}

// Every operator leaves the state as it found it, and what the state says a move is worth is what a recount says.
func TestOperators(t *testing.T) {
	t.Parallel()
	for seed, policy := range []string{"national-2014", "yongzhou-2018"} {
		q, operators := workshop(t, small(t, uint64(seed), policy))
		for _, op := range operators {
			t.Run(policy+" "+op.Name, func(t *testing.T) {
				draws := 10_000
				if op.Name == "branch" {
					draws = 300
				}
				if made := exercise(t, q, op, draws); made < draws/100 {
					t.Errorf("%d moves in %d draws", made, draws)
				}
			})
		}
	}
}

// exercise draws moves of an operator and makes most of those that are not much worse, starting now and then from another
// plan. It returns how many it got.
func exercise(t *testing.T, q *problem, op search.Operator, draws int) (made int) {
	rng := rand.New(rand.NewPCG(1, 34))
	var s *program.State
	for n := range draws {
		if n%50 == 0 {
			s = scattered(q, rng)
		}
		before := s.Clone()
		m := op.Propose(s, rng, nil)
		if !reflect.DeepEqual(before, s) {
			t.Fatalf("draw %d: the state is not as it was", n)
		}
		if len(m) == 0 {
			continue
		}
		made++
		undo := search.Apply(s, m, nil)
		if err := s.Audit(); err != nil {
			t.Fatalf("draw %d: %v", n, err)
		}
		if search.Value(s, q.penalty) > search.Value(before, q.penalty)+rng.Int64N(20000) {
			search.Apply(s, undo, nil)
		}
	}
	return made
}

// Branch and bound with no other move mends nearly all musts of plans drawn without regard to them.
func TestBranchingMends(t *testing.T) {
	t.Parallel()
	for seed := range uint64(3) {
		q, operators := workshop(t, small(t, seed, "yongzhou-2018"))
		s := scattered(q, rand.New(rand.NewPCG(seed, 36)))
		was := s.Broken()
		o := search.Options{Rounds: 60, Memory: 1, Penalty: q.penalty, Seed: seed, Audit: true}
		if _, err := search.Descend(t.Context(), s, operators[4:], o); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		if was < 10 || s.Broken() > was/10 {
			t.Errorf("seed %d: %d broken, now %d, cost %d", seed, was, s.Broken(), s.Cost())
		}
	}
}

// scattered is a plan of lawful walks of at most one stay, drawn without regard to quotas.
func scattered(q *problem, rng *rand.Rand) *program.State {
	s := program.NewState(q.p)
	for i := range q.p.Agents() {
		if n := q.p.First[i+1] - q.p.First[i]; n > 0 && rng.IntN(4) == 0 {
			if k := q.p.First[i] + rng.Int32N(n); q.alone[k] < unlawful {
				s.Set(int32(i), []int32{k})
			}
		}
	}
	return s
}

func TestSearchIsAudited(t *testing.T) {
	q, operators := workshop(t, small(t, 2, "yongzhou-2018"))
	s := scattered(q, rand.New(rand.NewPCG(2, 34)))
	start := search.Value(s, q.penalty)
	o := search.Options{Rounds: 3000, Memory: lateMemory, Penalty: q.penalty, Audit: true}
	if _, err := search.Descend(context.Background(), s, operators, o); err != nil {
		t.Fatal(err)
	}
	if search.Value(s, q.penalty) >= start {
		t.Error("nothing gained")
	}
}

// On plans drawn at random, lawful or not, the judge's cost and findings are the state's.
func TestJudgeAndStateAgree(t *testing.T) {
	for seed := range uint64(300) {
		rng := rand.New(rand.NewPCG(seed, 35))
		c := tiny(t, seed, rng.IntN(len(policies)))
		if seed%10 == 0 {
			c = small(t, seed, policies[rng.IntN(2)])
		}
		q := compile(c)
		s, refused := program.NewState(q.p), false // a refused walk has no cost
		for i := range q.p.Agents() {
			walk := anyWalk(q, i, rng)
			s.Set(int32(i), walk)
			refused = refused || len(walk) == 0 && q.empty[i] >= unlawful
		}
		a := verify.Rotation(c, q.plan(s.Walks))
		if a.Cost != s.Cost() && !refused || (s.Broken() == 0) != (len(a.Broken) == 0) {
			t.Fatalf("seed %d: the state says cost %d, %d broken; the judge %d, %v", seed, s.Cost(), s.Broken(), a.Cost, a.Broken)
		}
	}
}

// anyWalk draws a lawful walk of an agent, the longer ones too.
func anyWalk(q *problem, i int, rng *rand.Rand) []int32 {
	var walk []int32
	for k := q.p.First[i]; k < q.p.First[i+1]; k++ {
		next := append(walk[:len(walk):len(walk)], k)
		if _, ok := q.p.WalkCost(i, next); ok && rng.IntN(int(q.p.First[i+1]-q.p.First[i])) < 3 {
			walk = next
		}
	}
	return walk
}

func TestThreadsDoNotMatter(t *testing.T) {
	for _, policy := range []string{"national-2014", "yongzhou-2018"} {
		c := small(t, 3, policy)
		one := judged(t, c, solver.Options{Threads: 1, Effort: 3, Gap: 1e-9, Seed: 5})
		for _, threads := range []int{2, 3} {
			if r := judged(t, c, solver.Options{Threads: threads, Effort: 3, Gap: 1e-9, Seed: 5}); !reflect.DeepEqual(one, r) {
				t.Errorf("%s: %d threads change the answer: cost %d, bound %d; alone %d, %d", policy, threads, r.Cost, r.Bound, one.Cost, one.Bound)
			}
		}
	}
}

// atOnce is how soon a solve must end after it is told to.
const atOnce = 15 * time.Second

func TestCancelledBeforeItBegins(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, policy := range []string{"national-2014", "yongzhou-2018", "base"} {
		c := caseOf(t, gen.Builtin(), preset(t, policy), model.Grouping{})
		begin := time.Now()
		r, err := Solve(ctx, c, solver.Options{Gap: 1e-9})
		if err != nil || r.Status != solver.Stopped || time.Since(begin) > atOnce {
			t.Fatalf("%s: %+v %v after %v", policy, r, err, time.Since(begin))
		}
		held(t, c, r)
	}
}

func TestCancelledWithAPlan(t *testing.T) {
	stopped := 0
	for _, policy := range []string{"national-2014", "yongzhou-2018", "base"} {
		c := caseOf(t, gen.Builtin(), preset(t, policy), model.Grouping{})
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		var told time.Time
		r, err := Solve(ctx, c, solver.Options{Gap: 1e-9, Progress: func(p solver.Progress) {
			if p.HasPlan && told.IsZero() {
				told = time.Now()
				cancel()
			}
		}})
		if err != nil || !r.HasPlan || r.Status != solver.Stopped && r.Status != solver.Optimal || time.Since(told) > atOnce {
			t.Fatalf("%s: %v %v, %v after it was told", policy, r.Status, err, time.Since(told))
		}
		if r.Status == solver.Stopped {
			stopped++
		}
		held(t, c, r)
	}
	if stopped == 0 {
		t.Error("all were done when they were told")
	}
}
