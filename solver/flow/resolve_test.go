package flow

import (
	"context"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
)

// drawChange draws changes of a few arcs and a shift of supply. Bounds may cross now and then, which no network may have.
func drawChange(r *rand.Rand, n *Network) Change {
	var c Change
	if m := len(n.From); m > 0 {
		for range r.IntN(4) {
			a := int32(r.IntN(m))
			x := ArcChange{a, n.Lower[a], n.Upper[a], n.Cost[a]}
			switch r.IntN(5) {
			case 0, 1:
				x.Cost = r.Int64N(41) - 12
			case 2:
				x.Upper += r.Int64N(4)
			case 3:
				x.Upper = x.Lower + r.Int64N(3)
			case 4:
				x.Lower += r.Int64N(5) - 2
			}
			c.Arcs = append(c.Arcs, x)
		}
	}
	if nodes := len(n.Supply); nodes > 1 && r.IntN(3) == 0 {
		u, v, b := int32(r.IntN(nodes)), int32(r.IntN(nodes)), r.Int64N(3)
		if u != v {
			c.Supplies = append(c.Supplies, SupplyChange{u, n.Supply[u] + b}, SupplyChange{v, n.Supply[v] - b})
		}
	}
	return c
}

func cloned(n *Network) *Network {
	return &Network{slices.Clone(n.Supply), slices.Clone(n.From), slices.Clone(n.To), slices.Clone(n.Lower), slices.Clone(n.Upper), slices.Clone(n.Cost)}
}

// TestResolveEqualsReference follows sequences of changes; what cannot be is refused and leaves the network alone.
func TestResolveEqualsReference(t *testing.T) {
	local := 0
	for seed := range draws() / 8 {
		r := rand.New(rand.NewPCG(seed, 3))
		n := tiny(r)
		s := solved(t, seed, n, nil)
		for range 8 {
			before, c := cloned(n), drawChange(r, n)
			if err := s.Resolve(context.Background(), n, c); err != nil {
				if !reflect.DeepEqual(n, before) {
					t.Fatalf("seed %d: refused %v, yet the network has changed", seed, err)
				}
				continue
			}
			want := cloned(before)
			for _, x := range c.Arcs {
				want.Lower[x.Arc], want.Upper[x.Arc], want.Cost[x.Arc] = x.Lower, x.Upper, x.Cost
			}
			for _, x := range c.Supplies {
				want.Supply[x.Node] = x.Supply
			}
			if !reflect.DeepEqual(n, want) {
				t.Fatalf("seed %d: not the change asked for: %+v", seed, c)
			}
			if err := Check(n, s); err != nil {
				t.Fatalf("seed %d: %v: %v\n%+v\n%+v", seed, s.Status, err, c, *n)
			}
			compare(t, seed, n, s)
			if s.paths != nil {
				local++
			}
		}
	}
	if local < 100 {
		t.Fatalf("only %d changes were followed", local)
	}
}

// TestResolveCounty changes a county as a planner does: costs, a bound of a school, a ban on a move, a teacher more.
func TestResolveCounty(t *testing.T) {
	recosted := 0
	for seed := range draws() / 100 {
		r := rand.New(rand.NewPCG(seed, 4))
		n := county(60+r.IntN(200), 6, 5)
		s := solved(t, seed, n, nil)
		for range 20 {
			var c Change
			many := r.IntN(3) / 2 // only costs
			for range 1 + r.IntN(5) + 2*few*many {
				a := int32(r.IntN(len(n.From)))
				x := ArcChange{a, n.Lower[a], n.Upper[a], n.Cost[a]}
				switch r.IntN(3) * (1 - many) {
				case 0:
					x.Cost += r.Int64N(61) - 30
				case 1:
					x.Upper = max(x.Lower, x.Upper+r.Int64N(3)-1)
				case 2:
					x.Lower = max(0, min(x.Upper, x.Lower+r.Int64N(3)-1))
				}
				c.Arcs = append(c.Arcs, x)
			}
			if err := s.Resolve(context.Background(), n, c); err != nil {
				t.Fatalf("seed %d: %v", seed, err)
			}
			if err := Check(n, s); err != nil {
				t.Fatalf("seed %d: %v: %v", seed, s.Status, err)
			}
			if many == 1 && s.Basis.owner == s && s.Pivots > 0 {
				recosted++
			}
			cold, err := Solve(context.Background(), n, nil)
			if err != nil || cold.Status != s.Status || cold.Cost != s.Cost {
				t.Fatalf("seed %d: %v of cost %d, from the start %v of %d (%v)", seed, s.Status, s.Cost, cold.Status, cold.Cost, err)
			}
		}
	}
	if recosted < 5 {
		t.Fatalf("costs were followed only %d times", recosted)
	}
}

func TestResolveRefuses(t *testing.T) {
	n := county(50, 5, 3)
	s := solved(t, 0, n, nil)
	for _, c := range []Change{
		{Arcs: []ArcChange{{Arc: -1}}},
		{Arcs: []ArcChange{{Arc: int32(len(n.From))}}},
		{Supplies: []SupplyChange{{Node: int32(len(n.Supply))}}},
		{Arcs: []ArcChange{{Arc: 0, Lower: 2, Upper: 1}}},
		{Arcs: []ArcChange{{Arc: 0, Upper: 1, Cost: 1 << 60}}},
		{Supplies: []SupplyChange{{0, 1 << 60}, {1, -1 << 60}}},
	} {
		before := cloned(n)
		if err := s.Resolve(context.Background(), n, c); err == nil {
			t.Errorf("%+v accepted", c)
		} else if !reflect.DeepEqual(n, before) {
			t.Errorf("%+v refused, yet the network has changed", c)
		}
		if err := Check(n, s); err != nil {
			t.Errorf("after %+v: %v", c, err)
		}
	}
	if err := s.Resolve(context.Background(), n, Change{}); err != nil || Check(n, s) != nil {
		t.Error("no change after refusals:", err, Check(n, s))
	}
}
