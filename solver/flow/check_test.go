package flow

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestCheckRejects tampers with one entry of a true solution at a time.
func TestCheckRejects(t *testing.T) {
	seen := map[Status]int{}
	for seed := range draws() / 4 {
		r := rand.New(rand.NewPCG(seed, 11))
		n := tiny(r)
		if len(n.From) == 0 {
			continue
		}
		s := solved(t, seed, n, nil)
		seen[s.Status]++
		for what, bad := range tampered(r, n, s) {
			if bad != nil && Check(n, bad) == nil {
				t.Fatalf("seed %d: %v with changed %s accepted\n%+v\n%+v", seed, s.Status, what, *n, *bad)
			}
		}
	}
	if seen[Optimal] == 0 || seen[Infeasible] == 0 {
		t.Fatal(seen)
	}
}

// tampered returns spoilt copies, each false whatever the network.
func tampered(r *rand.Rand, n *Network, s *Solution) map[string]*Solution {
	out := map[string]*Solution{"status": spoilt(s, func(s *Solution) { s.Status = Stopped })}
	if s.Status == Infeasible {
		out["nothing but a claim"] = spoilt(s, func(s *Solution) { s.Status = Optimal })
		out["cut"] = spoilt(s, func(s *Solution) { s.Cut = s.Cut[1:] })
		out["empty cut"] = spoilt(s, func(s *Solution) { clear(s.Cut) })
		return out
	}
	a := r.IntN(len(n.From))
	out["cost"] = spoilt(s, func(s *Solution) { s.Cost-- })
	out["lengths"] = spoilt(s, func(s *Solution) { s.Potential = s.Potential[1:] })
	out["claim"] = spoilt(s, func(s *Solution) { s.Status, s.Cut = Infeasible, make([]bool, len(n.Supply)) })
	out["circle"] = spoilt(s, func(s *Solution) { s.Status = CostUnbounded })
	if n.From[a] == n.To[a] {
		return out
	}
	out["flow"] = spoilt(s, func(s *Solution) { s.Flow[a]++; s.Cost += n.Cost[a] })
	if s.Flow[a] > n.Lower[a] && s.Flow[a] < n.Upper[a] { // reduced cost 0
		out["potential"] = spoilt(s, func(s *Solution) { s.Potential[n.From[a]] += 1 - 2*r.Int64N(2) })
	}
	return out
}

func spoilt(s *Solution, by func(*Solution)) *Solution {
	c := *s
	c.Flow, c.Potential, c.Cut = slices.Clone(s.Flow), slices.Clone(s.Potential), slices.Clone(s.Cut)
	by(&c)
	return &c
}

// TestCheckRejectsDearFlow: balanced and within bounds, but not the cheapest.
func TestCheckRejectsDearFlow(t *testing.T) {
	n := arcs(2, arc{0, 1, 0, 4, 1}, arc{0, 1, 0, 4, 2})
	n.Supply = []int64{4, -4}
	for _, pi := range [][]int64{{0, 0}, {0, 1}, {0, 2}, {5, 7}} {
		if err := Check(&n, &Solution{Flow: []int64{3, 1}, Potential: pi, Cost: 5}); err == nil {
			t.Errorf("accepted with potentials %v", pi)
		}
	}
	if err := Check(&n, &Solution{Flow: []int64{4, 0}, Potential: []int64{7, 9}, Cost: 4}); err != nil {
		t.Error(err)
	}
}

func TestCheckRejectsBoundedCircle(t *testing.T) {
	n := arcs(2, arc{0, 1, 0, Unbounded, 1}, arc{1, 0, 0, 3, -2}, arc{1, 0, 0, Unbounded, -1})
	for _, flow := range [][]int64{{1, 1, 0}, {1, 0, 1}, {0, 0, 1}, {-1, 0, -1}} {
		if err := Check(&n, &Solution{Status: CostUnbounded, Flow: flow}); err == nil {
			t.Errorf("circle %v accepted", flow)
		}
	}
}
