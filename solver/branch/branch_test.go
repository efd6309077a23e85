package branch

import (
	"math/rand/v2"
	"reflect"
	"strconv"
	"testing"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/solver/program"
	"github.com/rotateplan/rotate/solver/search"
)

// pick is an atom of a made-up law: agent takes item number.
type pick struct{ agent, number int }

const items = 3

// madeUp is a law in which every agent takes at most one of a few items, at a cost, and quotas of any mode count the items
// with weights of any sign. Doing nothing is lawful.
func madeUp(seed uint64, agents, quotas int) *program.Program {
	rng := rand.New(rand.NewPCG(seed, 61))
	table := func(low, high int64) []int64 {
		all := make([]int64, agents*items)
		for i := range all {
			all[i] = low + rng.Int64N(high-low+1)
		}
		return all
	}
	at := func(a pick) int { return a.agent*items + a.number }
	cost := table(-60, 100)
	law := []rule.Applied[pick]{{Rule: &rule.Rule{}, Mode: model.Should, Weight: 1,
		Form: rule.Form[pick]{Price: func(a pick) int64 { return cost[at(a)] }}}}
	for n := range quotas {
		weight := table(-2, 3)
		lo, hi := -rng.Int64N(3), rng.Int64N(4)
		mode := model.Must
		if rng.IntN(2) == 0 {
			mode, lo = model.Should, lo+2
			hi = max(hi, lo)
		}
		family := &rule.Family[pick]{
			Quotas: []rule.Quota{{Key: strconv.Itoa(n), Min: lo, Max: hi, Unit: 1, Mode: mode, Weight: model.Cost(5 + rng.IntN(60))}},
			Count:  func(a pick, add func(int, int64)) { add(0, weight[at(a)]) }}
		law = append(law, rule.Applied[pick]{Rule: &rule.Rule{}, Mode: mode, Form: rule.Form[pick]{Quota: family}})
	}
	p, _ := program.Compile(program.Source[pick]{Agents: agents, Law: law,
		Each: func(agent int, _ func(pick) bool, visit func(pick)) {
			for n := range items {
				visit(pick{agent, n})
			}
		},
		Span: func(pick) (int, int) { return 0, 0 }})
	return p
}

// walks are what an agent may do.
func walks(p *program.Program, i int) [][]int32 {
	all := [][]int32{nil}
	for k := p.First[i]; k < p.First[i+1]; k++ {
		all = append(all, []int32{k})
	}
	return all
}

// all lets every agent choose.
func all(p *program.Program) []Choice {
	var choices []Choice
	for i := range p.Agents() {
		choices = append(choices, Choice{int32(i), walks(p, i)})
	}
	return choices
}

// best tries everything agents from i on may do and returns the least cost of a lawful plan.
func best(p *program.Program, s *program.State, i int) int64 {
	if i == p.Agents() {
		if s.Broken() > 0 {
			return 1 << 62
		}
		return int64(s.Cost())
	}
	least, was := int64(1)<<62, s.Walks[i]
	for _, walk := range walks(p, i) {
		s.Set(int32(i), walk)
		least = min(least, best(p, s, i+1))
	}
	s.Set(int32(i), was)
	return least
}

// lawful draws plans until one is lawful.
func lawful(p *program.Program, rng *rand.Rand) *program.State {
	for {
		s := program.NewState(p)
		for range 1000 {
			i := rng.IntN(p.Agents())
			all := walks(p, i)
			s.Set(int32(i), all[rng.IntN(len(all))])
			if s.Broken() == 0 && rng.IntN(3) == 0 {
				return s
			}
		}
	}
}

// From any lawful plan the best plan of all is found in one decision.
func TestDecidesAsWellAsCanBe(t *testing.T) {
	better := 0
	for seed := range uint64(1500) {
		p := madeUp(seed, 6, 2+int(seed%5))
		s := lawful(p, rand.New(rand.NewPCG(seed, 62)))
		was := int64(s.Cost())
		want := best(p, s.Clone(), 0)
		b := New(p)
		m := b.Decide(s, all(p), nil, nil)
		if int64(s.Cost()) != was || s.Audit() != nil {
			t.Fatalf("seed %d: the plan was changed", seed)
		}
		if len(m) > 0 {
			better++
		}
		search.Apply(s, m, nil)
		if s.Broken() > 0 || int64(s.Cost()) != want && b.left > 0 {
			t.Errorf("seed %d: from %d to %d, %d broken; best %d", seed, was, s.Cost(), s.Broken(), want)
		}
	}
	if better < 1000 {
		t.Errorf("only %d of 1500 plans could be bettered", better)
	}
}

// From a plan that breaks musts the best lawful plan is found.
func TestDecidesWhereMustsAreBroken(t *testing.T) {
	for seed := range uint64(500) {
		p := madeUp(seed, 6, 2+int(seed%5))
		rng := rand.New(rand.NewPCG(seed, 66))
		s := program.NewState(p)
		for i := range p.Agents() {
			s.Set(int32(i), walks(p, i)[rng.IntN(items+1)])
		}
		want, b := best(p, s.Clone(), 0), New(p)
		search.Apply(s, b.Decide(s, all(p), nil, nil), nil)
		if want < 1<<62 && b.left > 0 && (s.Broken() > 0 || int64(s.Cost()) != want) {
			t.Errorf("seed %d: %d, %d broken; best %d", seed, s.Cost(), s.Broken(), want)
		}
	}
}

// Where a few agents cannot mend every must, the least is left broken that they can do without breaking any more than it is,
// and at the least cost.
func TestMendsWhatItCan(t *testing.T) {
	mended := 0
	for seed := range uint64(1000) {
		p := madeUp(seed, 8, 2+int(seed%5))
		rng := rand.New(rand.NewPCG(seed, 67))
		s := program.NewState(p)
		for i := range p.Agents() {
			s.Set(int32(i), walks(p, i)[rng.IntN(items+1)])
		}
		was := search.Value(s, breach)
		want, b := least(p, s.Clone(), s.Count, 4), New(p)
		search.Apply(s, b.Decide(s, all(p)[4:], nil, nil), nil)
		got := search.Value(s, breach)
		if b.left > 0 && got != want {
			t.Errorf("seed %d: from %d to %d; best %d", seed, was, got, want)
		}
		if s.Broken() > 0 && got < was-breach/2 {
			mended++
		}
	}
	if mended < 100 {
		t.Errorf("only %d of 1000 plans were mended in part", mended)
	}
}

// least tries everything agents from i on may do that moves no count farther beyond its musts, and returns the least value.
func least(p *program.Program, s *program.State, count []int64, i int) int64 {
	if i < p.Agents() {
		best, was := int64(1)<<62, s.Walks[i]
		for _, walk := range walks(p, i) {
			s.Set(int32(i), walk)
			best = min(best, least(p, s, count, i+1))
		}
		s.Set(int32(i), was)
		return best
	}
	for r := range p.Rows {
		if x := &p.Rows[r]; s.Count[r] < min(x.Lo, count[r]) || s.Count[r] > max(x.Hi, count[r]) {
			return 1 << 62
		}
	}
	return search.Value(s, breach)
}

// The first plan that is enough is the last one tried, and it is the answer; where none is, the best is.
func TestLooksNoFurtherThanEnough(t *testing.T) {
	worse := 0
	for seed := range uint64(500) {
		p := madeUp(seed, 7, 5)
		s := lawful(p, rand.New(rand.NewPCG(seed, 67)))
		best := New(p).Decide(s, all(p), nil, nil)
		var tried []search.Move
		m := New(p).Decide(s, all(p), func(m search.Move) bool { tried = append(tried, m); return true }, nil)
		if len(m) == 0 != (len(best) == 0) || len(m) > 0 && !reflect.DeepEqual(tried, []search.Move{m}) {
			t.Errorf("seed %d: %v after %v, best %v", seed, m, tried, best)
		}
		if !reflect.DeepEqual(m, best) {
			worse++
		}
		if m := New(p).Decide(s, all(p), func(search.Move) bool { return false }, nil); !reflect.DeepEqual(m, best) {
			t.Errorf("seed %d: %v where nothing is enough, best %v", seed, m, best)
		}
	}
	if worse < 50 {
		t.Errorf("only %d of 500 searches ended early", worse)
	}
}

// A brancher used before decides as a new one does, and so does one that decides only some agents, the others standing
// where they stand.
func TestDecidesSome(t *testing.T) {
	for seed := range uint64(200) {
		p := madeUp(seed, 7, 4)
		s, b := lawful(p, rand.New(rand.NewPCG(seed, 64))), New(p)
		b.Decide(s, all(p), nil, nil)
		some := all(p)[2:5]
		m := b.Decide(s, some, nil, nil)
		if fresh := New(p).Decide(s, some, nil, nil); !reflect.DeepEqual(m, fresh) {
			t.Fatalf("seed %d: %v, by a new one %v", seed, m, fresh)
		}
		was := int64(s.Cost())
		search.Apply(s, m, nil)
		for _, c := range m {
			if c.Agent < 2 || c.Agent > 4 {
				t.Errorf("seed %d: agent %d was not to be decided", seed, c.Agent)
			}
		}
		if s.Broken() > 0 || len(m) > 0 && int64(s.Cost()) >= was {
			t.Errorf("seed %d: from %d to %d, %d broken", seed, was, s.Cost(), s.Broken())
		}
	}
}

// heavy is a law whose quotas weigh in hundreds and cost in thousands, so that the search has many nodes.
func heavy(seed uint64, agents, number int) *program.Program {
	rng := rand.New(rand.NewPCG(seed, 65))
	draw := func(low, high int64) func(pick) int64 {
		all := make([]int64, agents*number)
		for i := range all {
			all[i] = low + rng.Int64N(high-low)
		}
		return func(a pick) int64 { return all[a.agent*number+a.number] }
	}
	law := []rule.Applied[pick]{{Rule: &rule.Rule{}, Mode: model.Should, Weight: 1, Form: rule.Form[pick]{Price: draw(0, 60)}}}
	for n := range 2 {
		weight, at := draw(-500, 1500), rng.Int64N(int64(agents)*1000)
		law = append(law, rule.Applied[pick]{Rule: &rule.Rule{}, Mode: model.Should, Form: rule.Form[pick]{Quota: &rule.Family[pick]{
			Quotas: []rule.Quota{{Key: strconv.Itoa(n), Min: at, Max: at, Unit: 1, Mode: model.Should, Weight: model.Cost(1 + rng.Int64N(100000))}},
			Count:  func(a pick, add func(int, int64)) { add(0, weight(a)) }}}})
	}
	p, _ := program.Compile(program.Source[pick]{Agents: agents, Law: law,
		Each: func(agent int, _ func(pick) bool, visit func(pick)) {
			for n := range number {
				visit(pick{agent, n})
			}
		},
		Span: func(pick) (int, int) { return 0, 0 }})
	return p
}

// However long the search, an agent gets one walk and the plan gets no dearer.
func TestLongSearches(t *testing.T) {
	long := 0
	for seed := range uint64(300) {
		p := heavy(seed, 3, 60)
		s, b := program.NewState(p), New(p)
		was, seen := s.Cost(), map[int32]bool{}
		m := b.Decide(s, all(p), nil, nil)
		for _, c := range m {
			if seen[c.Agent] {
				t.Errorf("seed %d: two changes of agent %d", seed, c.Agent)
			}
			seen[c.Agent] = true
		}
		if search.Apply(s, m, nil); len(m) > 0 && s.Cost() >= was {
			t.Errorf("seed %d: from %d to %d", seed, was, s.Cost())
		}
		if b.left <= 0 {
			long++
		}
	}
	if long < 50 {
		t.Errorf("only %d searches were long", long)
	}
}

// With more patience the same search goes on, so what it finds is never worse.
func TestPatienceIsNeverWorse(t *testing.T) {
	better := 0
	for seed := range uint64(10) {
		p := madeUp(seed, 40, 16)
		var cost [2]int64
		for n, patience := range []int{0, 400} {
			s, b := program.NewState(p), New(p)
			b.Patience = patience
			search.Apply(s, b.Decide(s, all(p), nil, nil), nil)
			cost[n] = search.Value(s, 1_000_000)
		}
		if cost[1] > cost[0] {
			t.Errorf("seed %d: %d with patience, %d without", seed, cost[1], cost[0])
		}
		if cost[1] < cost[0] {
			better++
		}
	}
	if better == 0 {
		t.Error("patience never found anything better")
	}
}
