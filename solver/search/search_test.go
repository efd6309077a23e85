package search

import (
	"context"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/solver/program"
)

// pick is an atom of a knapsack in little: agent takes item number, or nothing.
type pick struct{ agent, number int }

// knapsack makes up a law: every agent takes at most one of a few items, at a cost; at least half of all agents take one
// and those taken weigh at most so much.
func knapsack(seed uint64, agents int) *program.Program {
	rng := rand.New(rand.NewPCG(seed, 41))
	const items = 4
	cost, weight := make([]int64, agents*items), make([]int64, agents*items)
	for i := range cost {
		cost[i], weight[i] = rng.Int64N(100), 1+rng.Int64N(9)
	}
	at := func(a pick) int { return a.agent*items + a.number }
	family := &rule.Family[pick]{
		Quotas: []rule.Quota{{Key: "takers", Min: int64(agents+1) / 2, Max: rule.NoMax, Unit: 1, Mode: model.Must},
			{Key: "load", Min: rule.NoMin, Max: int64(2 * agents), Unit: 1, Mode: model.Should, Weight: 20}},
		Count: func(a pick, add func(int, int64)) { add(0, 1); add(1, weight[at(a)]) }}
	p, _ := program.Compile(program.Source[pick]{Agents: agents,
		Law: []rule.Applied[pick]{
			{Rule: &rule.Rule{}, Mode: model.Should, Weight: 1, Form: rule.Form[pick]{Price: func(a pick) int64 { return cost[at(a)] }}},
			{Rule: &rule.Rule{}, Mode: model.Must, Form: rule.Form[pick]{Quota: family}}},
		Each: func(agent int, _ func(pick) bool, visit func(pick)) {
			for n := range items {
				visit(pick{agent, n})
			}
		},
		Span: func(pick) (int, int) { return 0, 0 }})
	return p
}

// change gives an agent another item, or none.
func change(p *program.Program) Operator {
	return Operator{Name: "change", Propose: func(_ *program.State, rng *rand.Rand, m Move) Move {
		i := rng.Int32N(int32(p.Agents()))
		k := p.First[i] + rng.Int32N(p.First[i+1]-p.First[i]+1)
		if k == p.First[i+1] {
			return append(m, Change{Agent: i})
		}
		return append(m, Change{Agent: i, Walk: []int32{k}})
	}}
}

// hand passes an agent's turn to another.
func hand(p *program.Program) Operator {
	both := change(p).Propose
	return Operator{Name: "hand", Propose: func(s *program.State, rng *rand.Rand, m Move) Move {
		m = append(both(s, rng, m), both(s, rng, nil)...)
		if m[0].Agent == m[1].Agent {
			return m[:0]
		}
		m[0].Walk = nil
		return m
	}}
}

// best tries every plan.
func best(p *program.Program) int64 {
	s, least := program.NewState(p), int64(1)<<62
	var try func(i int32)
	try = func(i int32) {
		if int(i) == p.Agents() {
			if s.Broken() == 0 {
				least = min(least, int64(s.Cost()))
			}
			return
		}
		for k := p.First[i]; k < p.First[i+1]; k++ {
			s.Set(i, []int32{k})
			try(i + 1)
		}
		s.Set(i, nil)
		try(i + 1)
	}
	try(0)
	return least
}

const penalty = 1000

func TestFindsTheBestOfFew(t *testing.T) {
	for seed := range uint64(50) {
		p := knapsack(seed, 5)
		s := program.NewState(p)
		o := Options{Rounds: 20_000, Memory: 50, Penalty: penalty, Seed: seed, Audit: true}
		rounds, err := Descend(context.Background(), s, []Operator{change(p), hand(p)}, o)
		if err != nil || rounds != o.Rounds {
			t.Fatalf("seed %d: %d rounds, %v", seed, rounds, err)
		}
		if want := best(p); int64(s.Cost()) != want || s.Broken() > 0 {
			t.Errorf("seed %d: cost %d, %d broken; best %d", seed, s.Cost(), s.Broken(), want)
		}
	}
}

// Whatever moves are made and taken back, the state is what a recount finds.
func TestApplyAndUndo(t *testing.T) {
	p := knapsack(1, 30)
	s := program.NewState(p)
	rng := rand.New(rand.NewPCG(1, 42))
	operators := []Operator{change(p), hand(p)}
	for n := range 10_000 {
		before := s.Clone()
		undo := Apply(s, operators[n%2].Propose(s, rng, nil), nil)
		if err := s.Audit(); err != nil {
			t.Fatalf("draw %d: %v", n, err)
		}
		if rng.IntN(2) == 0 {
			slices.Reverse(undo)
			Apply(s, undo, nil)
			if !reflect.DeepEqual(s, before) {
				t.Fatalf("draw %d: taken back, the state is not as it was", n)
			}
		}
	}
}

// An operator that changes the state in passing is found out and named.
func TestALiarIsNamed(t *testing.T) {
	p := knapsack(2, 10)
	honest, calls := change(p), 0
	liar := Operator{Name: "liar", Propose: func(s *program.State, rng *rand.Rand, m Move) Move {
		if calls++; calls == 100 {
			s.Count[0]++
		}
		return honest.Propose(s, rng, m)
	}}
	for _, audited := range []bool{true, false} {
		calls = 0
		_, err := Descend(context.Background(), program.NewState(p), []Operator{honest, liar}, Options{Rounds: 1000, Penalty: penalty, Audit: audited})
		if audited != (err != nil) || audited && !strings.Contains(err.Error(), "after liar") {
			t.Errorf("audit %v: %v", audited, err)
		}
	}
}

// The state is left at the best plan seen: a lawful one, once there was one, never dearer than the start.
func TestKeepsTheBest(t *testing.T) {
	for seed := range uint64(30) {
		p := knapsack(seed, 40)
		s := program.NewState(p)
		if _, err := Descend(context.Background(), s, []Operator{change(p)}, Options{Rounds: 2000, Penalty: penalty, Seed: seed}); err != nil || s.Broken() > 0 {
			t.Fatalf("seed %d: %d broken, %v", seed, s.Broken(), err)
		}
		start := s.Cost()
		o := Options{Rounds: 3000, Memory: 1000, Penalty: 0, Seed: seed} // 0: broken musts tempt it
		if _, err := Descend(context.Background(), s, []Operator{change(p), hand(p)}, o); err != nil || s.Broken() > 0 || s.Cost() > start {
			t.Errorf("seed %d: cost %d from %d, %d broken, %v", seed, s.Cost(), start, s.Broken(), err)
		}
	}
}

// With a memory of one nothing worse is accepted; with a longer one nothing worse than it remembers.
func TestAcceptance(t *testing.T) {
	p := knapsack(5, 40)
	for _, memory := range []int{0, 1, 30} {
		var values []int64
		watched := change(p)
		propose := watched.Propose
		watched.Propose = func(s *program.State, rng *rand.Rand, m Move) Move {
			values = append(values, Value(s, penalty))
			return propose(s, rng, m)
		}
		o := Options{Rounds: 3000, Memory: memory, Penalty: penalty}
		if _, err := Descend(context.Background(), program.NewState(p), []Operator{watched}, o); err != nil {
			t.Fatal(err)
		}
		worse := 0
		for n := 1; n < len(values); n++ {
			if values[n] > values[n-1] {
				worse++
			}
			if since := max(0, n-1-memory); values[n] > slices.Max(values[since:n]) {
				t.Fatalf("memory %d: %d after %v", memory, values[n], values[since:n])
			}
		}
		if (worse > 0) != (memory > 1) {
			t.Errorf("memory %d: %d steps up", memory, worse)
		}
	}
}

func TestEqualSeedsSearchAlike(t *testing.T) {
	p := knapsack(3, 40)
	seen := map[string]bool{}
	for n := range 6 {
		s := program.NewState(p)
		o := Options{Rounds: 3000, Memory: 20, Penalty: penalty, Seed: uint64(n % 2)}
		if _, err := Descend(context.Background(), s, []Operator{change(p), hand(p)}, o); err != nil {
			t.Fatal(err)
		}
		seen[fmt.Sprint(o.Seed, s.Walks)] = true
	}
	if len(seen) != 2 {
		t.Errorf("%d answers from two seeds", len(seen))
	}
}

func TestStopsWhenTold(t *testing.T) {
	p := knapsack(4, 40)
	ctx, cancel := context.WithCancel(context.Background())
	calls := 0
	op := Operator{Propose: func(s *program.State, rng *rand.Rand, m Move) Move {
		if calls++; calls == 5000 {
			cancel()
		}
		return change(p).Propose(s, rng, m)
	}}
	s := program.NewState(p)
	rounds, err := Descend(ctx, s, []Operator{op}, Options{Rounds: 1 << 40, Penalty: penalty})
	if err != nil || rounds < 5000 || rounds > 7000 || s.Broken() > 0 {
		t.Errorf("%d rounds, %d broken, %v", rounds, s.Broken(), err)
	}
}
