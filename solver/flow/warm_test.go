package flow

import (
	"math/rand/v2"
	"testing"
)

// TestWarmAfterArcsComeAndGo adds and removes arcs at the end, and turns some to other nodes.
func TestWarmAfterArcsComeAndGo(t *testing.T) {
	for seed := range draws() / 8 {
		r := rand.New(rand.NewPCG(seed, 6))
		n := tiny(r)
		var warm *Basis
		for range 6 {
			s := solved(t, seed, n, warm)
			compare(t, seed, n, s)
			warm = s.Basis
			nodes := int32(len(n.Supply))
			if nodes == 0 {
				break
			}
			for range r.IntN(4) {
				redraw(r, n, n.AddArc(r.Int32N(nodes), r.Int32N(nodes), 0, 0, 0))
			}
			if m := len(n.From); r.IntN(2) == 0 {
				m -= min(r.IntN(4), m)
				n = &Network{n.Supply, n.From[:m], n.To[:m], n.Lower[:m], n.Upper[:m], n.Cost[:m]}
			}
			if m := len(n.From); m > 0 && r.IntN(2) == 0 {
				n.From[r.IntN(m)] = r.Int32N(nodes)
			}
		}
	}
}

func TestWarmEqualsCold(t *testing.T) {
	for seed := range draws() / 8 {
		r := rand.New(rand.NewPCG(seed, 2))
		n := tiny(r)
		var warm *Basis
		for range 8 {
			s := solved(t, seed, n, warm)
			compare(t, seed, n, s)
			warm = s.Basis
			change(r, n)
		}
	}
}

// change redraws some costs, or also bounds and supplies, or now and then everything.
func change(r *rand.Rand, n *Network) {
	kind := r.IntN(4)
	for a := range n.From {
		switch {
		case kind == 0 && r.IntN(2) == 0:
			n.Cost[a] = r.Int64N(21) - 6
		case kind == 1 && r.IntN(4) == 0, kind == 2:
			redraw(r, n, a)
		case kind == 3 && r.IntN(4) == 0:
			n.Upper[a] = n.Lower[a]
		}
	}
	if kind > 0 && len(n.Supply) > 0 {
		b := r.Int64N(3)
		n.Supply[r.IntN(len(n.Supply))] += b
		n.Supply[r.IntN(len(n.Supply))] -= b
	}
}

func TestWarmOfAnotherNetwork(t *testing.T) {
	var warm *Basis
	for seed := range draws() / 8 {
		n := tiny(rand.New(rand.NewPCG(seed, 3)))
		s := solved(t, seed, n, warm)
		compare(t, seed, n, s)
		warm = s.Basis
	}
}
