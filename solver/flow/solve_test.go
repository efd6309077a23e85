package flow

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// draws is how many random networks a test tries.
func draws() uint64 {
	if testing.Short() {
		return 500
	}
	return 8000
}

// solved solves, checks and walks the basis.
func solved(t *testing.T, seed uint64, n *Network, warm *Basis) *Solution {
	t.Helper()
	s, err := Solve(context.Background(), n, warm)
	if err != nil {
		t.Fatalf("seed %d: %v", seed, err)
	}
	if err := Check(n, s); err != nil {
		t.Fatalf("seed %d: %v: %v\n%+v", seed, s.Status, err, *n)
	}
	sound(t, seed, s.Basis)
	return s
}

// sound recounts the tree: preorder, sizes, last nodes, strong feasibility, and reduced cost 0 on tree arcs.
func sound(t *testing.T, seed uint64, b *Basis) {
	t.Helper()
	c := b.Clone()
	c.thread()
	order := func(b *Basis, u int32) []int32 {
		list := []int32{}
		for v := u; ; v = b.next[v] {
			if list = append(list, v); v == b.nodes[u].last || len(list) > len(b.nodes) {
				slices.Sort(list)
				return list
			}
		}
	}
	for u := range b.nodes {
		x, y := b.nodes[u], c.nodes[u]
		if x.size != y.size || !slices.Equal(order(b, int32(u)), order(c, int32(u))) || b.prev[b.next[u]] != int32(u) {
			t.Fatalf("seed %d: subtree of %d: %+v, recounted %+v", seed, u, x, y)
		}
		if x.parent < 0 {
			continue
		}
		if x.give <= 0 || x.take < 0 {
			t.Fatalf("seed %d: node %d can give %d and take %d", seed, u, x.give, x.take)
		}
		if a := b.arcs[x.arc]; a.cost+b.pi[a.tail]-b.pi[a.head] != 0 {
			t.Fatalf("seed %d: tree arc %d has a reduced cost", seed, x.arc)
		}
	}
}

func compare(t *testing.T, seed uint64, n *Network, s *Solution) {
	t.Helper()
	want, feasible := reference(n)
	if feasible != (s.Status == Optimal) || feasible && s.Cost != want {
		t.Fatalf("seed %d: %v cost %d, want %d feasible %v\n%+v", seed, s.Status, s.Cost, want, feasible, *n)
	}
}

func TestRandomAgainstReference(t *testing.T) {
	count := map[Status]int{}
	parkedArcs, reversed, lifted := 0, 0, 0
	for seed := range draws() {
		n := tiny(rand.New(rand.NewPCG(seed, 1)))
		s := solved(t, seed, n, nil)
		compare(t, seed, n, s)
		count[s.Status]++
		if b := s.Basis; s.Status == Optimal {
			if slices.Contains(b.place, parked) {
				parkedArcs++
			}
			if b.reversed {
				reversed++
			}
			if slices.Contains(b.room[b.root():], infinite) {
				lifted++
			}
		}
	}
	if min(count[Optimal], count[Infeasible], parkedArcs, reversed, lifted) < 50*int(draws())/8000 {
		t.Fatalf("one-sided draw: %v, %d with parked arcs, %d reversed, %d with lifted bounds", count, parkedArcs, reversed, lifted)
	}
}

// TestParkedArcs solves counties with far more choices than are active at first, cold and after changes that make parked arcs worth while.
func TestParkedArcs(t *testing.T) {
	woken := 0
	for seed := range draws() / 100 {
		r := rand.New(rand.NewPCG(seed, 5))
		n := county(60+r.IntN(100), 60, 4)
		s := solved(t, seed, n, nil)
		for range 4 {
			active := len(s.Basis.arcs)
			for a := range n.Cost {
				if r.IntN(20) == 0 {
					n.Cost[a] = r.Int64N(60) - 10
				}
			}
			s = solved(t, seed, n, s.Basis)
			if cold := solved(t, seed, n, nil); cold.Cost != s.Cost || cold.Status != s.Status {
				t.Fatalf("seed %d: warm %v %d, cold %v %d", seed, s.Status, s.Cost, cold.Status, cold.Cost)
			}
			if len(s.Basis.arcs) > active {
				woken++
			}
		}
	}
	if woken < 3 {
		t.Fatalf("arcs woke only %d times", woken)
	}
}

// TestBoundsOfSources has teachers go to a post that can pass on whoever comes: their bounds follow from there being one of each.
func TestBoundsOfSources(t *testing.T) {
	n := &Network{Supply: []int64{1, 1, 0, -2}}
	for teacher := range int32(2) {
		n.AddArc(teacher, 2, 0, 1, 5)
	}
	n.AddArc(2, 3, 0, 2, 0)
	look, err := n.survey()
	if err != nil {
		t.Fatal(err)
	}
	for teacher := range 2 {
		if look.room(n, teacher) != infinite {
			t.Errorf("the arc of teacher %d keeps its bound", teacher)
		}
	}
}

func TestClone(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 4))
	n := tiny(r)
	for len(n.From) < 20 {
		n = tiny(r)
	}
	s := solved(t, 7, n, nil)
	kept, flow := s.Basis.Clone(), slices.Clone(s.Flow)
	for a := range n.Cost {
		n.Cost[a] = -n.Cost[a]
	}
	other := solved(t, 7, n, s.Basis)
	again := solved(t, 7, n, kept)
	if !slices.Equal(other.Flow, again.Flow) || !slices.Equal(s.Flow, flow) {
		t.Fatal("a clone leads elsewhere, or an old flow has changed")
	}
}

// TestUnboundedAbove lets some arcs have no upper bound. Replacing it by a large one must tell whether cost falls for ever.
func TestUnboundedAbove(t *testing.T) {
	count := map[Status]int{}
	for seed := range draws() / 4 {
		r := rand.New(rand.NewPCG(seed, 5))
		n := tiny(r)
		var warm *Basis
		for range 3 {
			for a := range n.Upper {
				if r.IntN(4) == 0 {
					n.Upper[a] = math.MaxInt64 - r.Int64N(2)
				}
			}
			s := solved(t, seed, n, warm)
			count[s.Status]++
			warm = s.Basis
			capped := *n
			capped.Upper = slices.Clone(n.Upper)
			for a, u := range capped.Upper {
				capped.Upper[a] = min(u, 200)
			}
			cost, feasible := reference(&capped)
			for a, u := range capped.Upper {
				if n.Upper[a] != u {
					capped.Upper[a] = 201
				}
			}
			more, _ := reference(&capped)
			want := Optimal
			if !feasible {
				want = Infeasible
			} else if more < cost {
				want = CostUnbounded
			}
			if s.Status != want || want == Optimal && s.Cost != cost {
				t.Fatalf("seed %d: %v, want %v; cost %d, want %d\n%+v", seed, s.Status, want, s.Cost, cost, *n)
			}
			change(r, n)
		}
	}
	if len(count) != 3 {
		t.Fatalf("one-sided draw: %v", count)
	}
}

func TestSameAnswerTwice(t *testing.T) {
	for seed := range draws() / 8 {
		n := tiny(rand.New(rand.NewPCG(seed, 6)))
		s, again := solved(t, seed, n, nil), solved(t, seed, n, nil)
		if !slices.Equal(s.Flow, again.Flow) || !slices.Equal(s.Potential, again.Potential) || s.Pivots != again.Pivots {
			t.Fatalf("seed %d: two answers", seed)
		}
	}
}

func TestEdges(t *testing.T) {
	for name, c := range map[string]struct {
		net    Network
		status Status
		cost   int64
	}{
		"nothing":                      {Network{}, Optimal, 0},
		"nodes alone":                  {Network{Supply: make([]int64, 3)}, Optimal, 0},
		"lonely supply":                {Network{Supply: []int64{1, -1}}, Infeasible, 0},
		"supply without demand":        {Network{Supply: []int64{2, -1}}, Infeasible, 0},
		"demand without supply":        {Network{Supply: []int64{0, -1}}, Infeasible, 0},
		"loop worth filling":           {arcs(1, arc{0, 0, 0, 5, -2}), Optimal, -10},
		"loop worth nothing":           {arcs(1, arc{0, 0, 1, 5, 2}), Optimal, 2},
		"loop without end":             {arcs(1, arc{0, 0, 0, Unbounded, -2}), CostUnbounded, -2},
		"circle without end":           {arcs(2, arc{0, 1, 0, Unbounded, 1}, arc{1, 0, 0, math.MaxInt64, -2}), CostUnbounded, -1},
		"circle with an end":           {arcs(2, arc{0, 1, 0, Unbounded, 1}, arc{1, 0, 0, 3, -2}), Optimal, -3},
		"bounds that imply each other": {arcs(2, arc{0, 1, 0, 1, -1}, arc{1, 0, 0, 1, 0}), Optimal, -1},
		"and in a circle of three":     {arcs(3, arc{0, 1, 0, 1, -1}, arc{1, 2, 0, 1, 0}, arc{2, 0, 0, 1, 0}), Optimal, -1},
		"forced circle":                {arcs(2, arc{0, 1, 2, 3, 1}, arc{1, 0, 0, 3, 2}), Optimal, 6},
		"negative lower bound":         {arcs(2, arc{0, 1, -2, 3, 1}, arc{1, 0, -5, 0, 1}), Optimal, -4},
		"no room":                      {Network{Supply: []int64{1, -1}, From: []int32{0}, To: []int32{1}, Lower: []int64{0}, Upper: []int64{0}, Cost: []int64{0}}, Infeasible, 0},
		"lower bound into dead end":    {arcs(2, arc{0, 1, 1, 2, 0}), Infeasible, 0},
	} {
		t.Run(name, func(t *testing.T) {
			s := solved(t, 0, &c.net, nil)
			if s.Status != c.status || s.Cost != c.cost {
				t.Fatalf("%v cost %d, want %v cost %d", s.Status, s.Cost, c.status, c.cost)
			}
		})
	}
}

type arc struct {
	from, to           int32
	lower, upper, cost int64
}

func arcs(nodes int, list ...arc) Network {
	n := Network{Supply: make([]int64, nodes)}
	for _, a := range list {
		n.AddArc(a.from, a.to, a.lower, a.upper, a.cost)
	}
	return n
}

func TestRefusals(t *testing.T) {
	ok := arcs(2, arc{0, 1, 0, 1, 1})
	for name, spoil := range map[string]func(n *Network){
		"columns":      func(n *Network) { n.Cost = nil },
		"endpoint":     func(n *Network) { n.To = []int32{2} },
		"negative end": func(n *Network) { n.From = []int32{-1} },
		"crossed":      func(n *Network) { n.Lower = []int64{2} },
		"cost":         func(n *Network) { n.Cost = []int64{1 << 60} },
		"least cost":   func(n *Network) { n.Cost = []int64{math.MinInt64} },
		"supply":       func(n *Network) { n.Supply = []int64{1 << 59, -1 << 59} },
		"least supply": func(n *Network) { n.Supply = []int64{math.MinInt64, 0} },
		"infinite":     func(n *Network) { n.Lower, n.Upper = []int64{Unbounded}, []int64{Unbounded} },
		"no lower":     func(n *Network) { n.Lower = []int64{math.MinInt64} },
		"cost of flow": func(n *Network) {
			n.Lower, n.Upper, n.Cost = []int64{0}, []int64{1 << 58}, []int64{-1 << 50}
			n.To = []int32{0}
		},
		"large bounds":  func(n *Network) { n.Lower, n.Upper = []int64{-1 << 59}, []int64{1 << 59} },
		"empty network": func(n *Network) { n.Supply = nil },
	} {
		n := Network{ok.Supply, ok.From, ok.To, ok.Lower, ok.Upper, ok.Cost}
		spoil(&n)
		s, _ := Solve(t.Context(), &ok, nil)
		for _, warm := range []*Basis{nil, s.Basis} {
			if s, err := Solve(t.Context(), &n, warm); err == nil {
				t.Errorf("%s: accepted, %v", name, s.Status)
			}
		}
	}
	n := ok
	n.Cost = []int64{1 << 60}
	if _, err := Solve(t.Context(), &n, nil); !errors.Is(err, ErrOverflow) {
		t.Errorf("overflow called %v", err)
	}
}

func TestLargeNumbers(t *testing.T) {
	n := arcs(3, arc{0, 1, 0, Unbounded, 1 << 25}, arc{1, 2, 0, math.MaxInt64, -1 << 20}, arc{0, 2, 0, 1 << 30, 1 << 24})
	n.Supply = []int64{1 << 36, 0, -1 << 36}
	s := solved(t, 0, &n, nil)
	want := int64(1<<54) + (1<<36-1<<30)*(1<<25-1<<20)
	if s.Status != Optimal || s.Cost != want {
		t.Fatalf("%v cost %d, want %d", s.Status, s.Cost, want)
	}
}
