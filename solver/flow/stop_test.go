package flow

import (
	"context"
	"math"
	"slices"
	"testing"
	"time"
)

// TestStopsSoon cancels solves after ever longer. Machines are shared, so how soon they end is told, and only
// that they do end before they are done is demanded, wherever they were.
func TestStopsSoon(t *testing.T) {
	n := county(20000, 35, 500)
	var late []time.Duration
	for wait := time.Millisecond; ; wait = wait * 5 / 4 {
		ctx, cancel := context.WithTimeout(t.Context(), wait)
		start := time.Now()
		s, err := Solve(ctx, n, nil)
		took := time.Since(start)
		cancel()
		if err != nil || s.Status != Stopped && s.Status != Optimal {
			t.Fatal(s, err)
		}
		if s.Status == Optimal {
			if len(late) < 10 {
				t.Fatalf("only %d solves stopped", len(late))
			}
			slices.Sort(late)
			t.Logf("of a solve that takes %v, %d ended %v to %v after they were told, in the median %v", took, len(late), late[0],
				late[len(late)-1], late[len(late)/2])
			return
		}
		for a, x := range s.Flow {
			if x < n.Lower[a] || x > n.Upper[a] {
				t.Fatalf("stopped after %v: arc %d carries %d", wait, a, x)
			}
		}
		late = append(late, took-wait)
	}
}

// TestStoppedBeforeItBegan resumes a solve that never had a tree, and stops one that would fill a loop for ever.
func TestStoppedBeforeItBegan(t *testing.T) {
	done, cancel := context.WithCancel(t.Context())
	cancel()
	n := county(1000, 35, 20)
	cold := solved(t, 0, n, nil)
	s, err := Solve(done, n, nil)
	if err != nil || s.Status != Stopped {
		t.Fatal(s, err)
	}
	if resumed := solved(t, 0, n, s.Basis); resumed.Pivots != cold.Pivots || resumed.Cost != cold.Cost {
		t.Errorf("resumed: %d pivots, cold %d", resumed.Pivots, cold.Pivots)
	}
	loop := arcs(2, arc{0, 0, 0, math.MaxInt64, -7}, arc{0, 1, 0, 1, 1})
	loop.Supply = []int64{1, -1}
	if s, err := Solve(done, &loop, nil); err != nil || s.Status != Stopped {
		t.Error(s, err)
	}
}

// TestPlacesOfArcsThatAreGone adds and removes arcs over and over from one basis.
func TestPlacesOfArcsThatAreGone(t *testing.T) {
	n := county(100, 5, 5)
	s := solved(t, 0, n, nil)
	m, most := len(n.From), 0
	for range 100 {
		for i := range 100 {
			n.AddArc(int32(i), n.To[i*6], 0, 1, -100)
		}
		s = solved(t, 0, n, s.Basis)
		n.From, n.To, n.Lower, n.Upper, n.Cost = n.From[:m], n.To[:m], n.Lower[:m], n.Upper[:m], n.Cost[:m]
		s = solved(t, 0, n, s.Basis)
		most = max(most, len(s.Basis.arcs))
	}
	if most > 4*m {
		t.Errorf("%d places for %d arcs", most, m)
	}
}

func TestStopped(t *testing.T) {
	n := county(200, 10, 5)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	s, err := Solve(ctx, n, nil)
	if err != nil || s.Status != Stopped || Check(n, s) == nil {
		t.Fatalf("%v, %v", s, err)
	}
	resumed := solved(t, 0, n, s.Basis)
	cold := solved(t, 0, n, nil)
	if resumed.Cost != cold.Cost {
		t.Fatalf("resumed %d, cold %d", resumed.Cost, cold.Cost)
	}
}
