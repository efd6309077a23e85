package flow

import (
	"context"
	"errors"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
)

// drawChange draws changes of a few arcs and a shift of supply. Bounds may cross now and then, which no network may have.
func drawChange(r *rand.Rand, n *Network) Change {
	var c Change
	if m := len(n.From); m > 0 {
		many := r.IntN(6) / 5 // costs only
		for range r.IntN(4) + 2*few*many {
			a := int32(r.IntN(m))
			x := ArcChange{a, n.Lower[a], n.Upper[a], n.Cost[a]}
			switch r.IntN(5) * (1 - many) {
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
	searched, followed, left := 0, 0, 0
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
			switch {
			case s.Basis.owner == nil:
				searched++
			case len(c.Arcs) > few:
				followed++
			default:
				left++
			}
		}
	}
	if min(searched, followed, left) < 20*int(draws())/8000 {
		t.Fatalf("%d changes were searched, %d followed from the basis, %d left to Solve", searched, followed, left)
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

// TestResolveTooDear has the cost of the flow leave int64 and come back, when changes are followed and when they are left to Solve.
func TestResolveTooDear(t *testing.T) {
	for _, others := range []int{0, 2 * few} {
		n := arcs(2, arc{0, 1, 0, 1 << 30, 1}, arc{0, 1, 0, 1 << 40, 5})
		n.Supply = []int64{1 << 30, -1 << 30}
		for range 400 {
			n.AddArc(0, 1, 0, 1, 100)
		}
		s := solved(t, 0, &n, nil)
		dear := Change{Arcs: []ArcChange{{0, 1 << 30, 1 << 30, 1 << 50}}}
		for a := range others {
			dear.Arcs = append(dear.Arcs, ArcChange{int32(2 + a), 0, 0, 100})
		}
		if err := s.Resolve(t.Context(), &n, dear); !errors.Is(err, ErrOverflow) || s.Status != Stopped {
			t.Errorf("%d others: %v, %v", others, err, s.Status)
		}
		dear.Arcs[0].Cost--
		if err := s.Resolve(t.Context(), &n, dear); !errors.Is(err, ErrOverflow) || s.Status != Stopped {
			t.Errorf("%d others: %v, %v", others, err, s.Status)
		}
		if err := s.Resolve(t.Context(), &n, Change{Arcs: []ArcChange{{0, 0, 1 << 30, 1}}}); err != nil || Check(&n, s) != nil {
			t.Errorf("%d others: %v, %v", others, err, Check(&n, s))
		}
	}
}

// TestResolveForEver changes one cost to and fro, by which the potentials of two nodes drift apart until a solve brings them back.
func TestResolveForEver(t *testing.T) {
	n := arcs(3, arc{0, 1, 0, 5, 1 << 54}, arc{0, 2, 0, 1, 0})
	n.Supply = []int64{2, -1, -1}
	for range 20 {
		n.AddArc(2, 2, 0, 1, 0)
	}
	s := solved(t, 0, &n, nil)
	for k := range 1000 {
		if err := s.Resolve(t.Context(), &n, Change{Arcs: []ArcChange{{0, 0, 5, 1 << 55 * int64(1-2*(k%2))}}}); err != nil || Check(&n, s) != nil {
			t.Fatalf("change %d: %v, %v", k, err, Check(&n, s))
		}
	}
}

// TestResolveWithLargeBounds changes costs where bounds are so large that they could not be doubled.
func TestResolveWithLargeBounds(t *testing.T) {
	n := arcs(2, arc{0, 1, 0, 1 << 59, 1})
	n.Supply = []int64{1, -1}
	s := solved(t, 0, &n, nil)
	if err := s.Resolve(t.Context(), &n, Change{Arcs: []ArcChange{{0, 0, 1 << 59, 7}, {0, 0, 1 << 59, 8}}}); err != nil || s.Cost != 8 || Check(&n, s) != nil {
		t.Error(err, s.Cost, Check(&n, s))
	}
}

// TestResolveStopped cancels changes of all sorts: what stops lies within its bounds and can be gone on with.
func TestResolveStopped(t *testing.T) {
	done, cancel := context.WithCancel(t.Context())
	cancel()
	stopped := 0
	for seed := range draws() / 8 {
		r := rand.New(rand.NewPCG(seed, 8))
		n := tiny(r)
		s := solved(t, seed, n, nil)
		for range 6 {
			ctx, c := t.Context(), drawChange(r, n)
			if r.IntN(2) == 0 {
				ctx = done
			}
			if s.Resolve(ctx, n, c) != nil {
				continue
			}
			if s.Status != Stopped {
				if err := Check(n, s); err != nil {
					t.Fatalf("seed %d: %v", seed, err)
				}
				compare(t, seed, n, s)
				continue
			}
			stopped++
			for a, x := range s.Flow {
				if ctx != done || x < n.Lower[a] || x > n.Upper[a] {
					t.Fatalf("seed %d: stopped (%v) with %d on arc %d", seed, ctx.Err(), x, a)
				}
			}
		}
	}
	if stopped < 20*int(draws())/8000 {
		t.Errorf("stopped only %d times", stopped)
	}
}

// tape draws numbers from bytes, so that a fuzzer sees what each of them does, and from a seed once they are used up.
type tape struct {
	bytes []byte
	rest  *rand.PCG
}

func (t *tape) Uint64() uint64 {
	if len(t.bytes) == 0 {
		return t.rest.Uint64()
	}
	b := t.bytes[0]
	t.bytes = t.bytes[1:]
	return uint64(b)<<56 | uint64(b)<<24 | 1<<20
}

// FuzzSolve draws a network and changes of it from bytes: cold, warm and changed in place must agree with the reference.
func FuzzSolve(f *testing.F) {
	for seed := range uint64(20) {
		var bytes []byte
		for r := rand.New(rand.NewPCG(seed, 7)); len(bytes) < 400; {
			bytes = append(bytes, byte(r.Uint32()))
		}
		f.Add(bytes)
	}
	f.Fuzz(func(t *testing.T, bytes []byte) {
		r := rand.New(&tape{bytes, rand.NewPCG(1, 7)})
		n := tiny(r)
		s := solved(t, 0, n, nil)
		compare(t, 0, n, s)
		for range r.IntN(12) {
			if r.IntN(2) == 0 {
				change(r, n)
				s = solved(t, 0, n, s.Basis)
			} else if c := drawChange(r, n); s.Resolve(t.Context(), n, c) != nil {
				continue
			}
			if err := Check(n, s); err != nil {
				t.Fatalf("%v: %v\n%+v", s.Status, err, *n)
			}
			compare(t, 0, n, s)
		}
	})
}
