package rotation

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/gen"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/solver"
	"github.com/rotateplan/rotate/solver/program"
)

// What is left of a problem is bounded below whatever its prices: by no more than the plan costs that it was left by, and by just that where
// nobody is open. To fix agents to what they pick changes neither value nor counts at the prices they picked it at.
func TestResidualIsWhatAPlanLeaves(t *testing.T) {
	p, faults := rule.ParsePolicy("policy.yaml", []byte("extends: yongzhou-2018\n"))
	if p == nil {
		t.Fatal(faults)
	}
	plans, opened, fixed := 0, 0, 0
	for seed := range uint64(60) {
		c, err := rule.NewCase(gen.Tiny(seed), p, 1)
		if err != nil {
			t.Fatal(err)
		}
		s := newSolve(compile(c.WithGrouping(model.Grouping{})), solver.Options{Threads: 1, Seed: seed})
		if _, err := s.run(context.Background()); err != nil {
			t.Fatal(err)
		}
		if !s.has {
			continue
		}
		plans++
		r := rand.New(rand.NewPCG(seed, 1))
		y := make([]int64, len(s.q.p.Rows))
		for i := range y {
			lo, hi := s.q.p.Rows[i].Range()
			y[i] = min(max(r.Int64N(20_000_000)-10_000_000, lo), hi)
		}
		cost := int64(s.plan.Cost()) * program.Thousand
		if x := newResidual(s.q, s.plan, nil, y); x.evaluate(nil, nil, nil) != cost {
			t.Errorf("seed %d: %d with nobody open, the plan costs %d", seed, x.evaluate(nil, nil, nil), cost)
		}
		var open []int32
		for i, few := range s.q.few {
			if few && s.q.p.First[i] < s.q.p.First[i+1] && r.IntN(3) > 0 {
				open = append(open, int32(i))
			}
		}
		x := newResidual(s.q, s.plan, open, y)
		opened += len(open)
		count, picks := make([]int64, len(x.rows)), make([]int32, len(open))
		value := x.evaluate(x.y, count, picks)
		if value > cost {
			t.Errorf("seed %d: %d is proven of what is left, but the plan costs %d", seed, value, cost)
		}
		var some []habit
		for n, k := range picks {
			if r.IntN(2) == 0 && (k != atHome || x.empty[n] < unlawful) {
				some = append(some, habit{int32(n), k, 1})
			}
		}
		x.fix(some)
		fixed += len(some)
		after := make([]int64, len(x.rows))
		if now := x.evaluate(x.y, after, picks); now != value || !slices.Equal(after, count) {
			t.Errorf("seed %d: %d after %d were fixed to what they pick, %d before", seed, now, len(some), value)
		}
		x.climb(50)
		if x.value < value {
			t.Errorf("seed %d: a climb went down from %d to %d", seed, value, x.value)
		}
	}
	if plans < 10 || opened < 50 || fixed < 20 {
		t.Errorf("%d plans, %d opened, %d fixed: too few to tell", plans, opened, fixed)
	}
}
