//go:build unix

package main

import (
	"encoding/csv"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rotateplan/rotate/benchmarks/instance"
)

func TestExponent(t *testing.T) {
	if got := exponent([]float64{10, 100, 1000}, []float64{3, 3 * math.Pow(10, 1.5), 3 * 1000}); math.Abs(got-1.5) > 1e-9 {
		t.Errorf("3·m^1.5 has exponent %v", got)
	}
	if got := exponent([]float64{10}, []float64{3}); !math.IsNaN(got) {
		t.Errorf("one point has exponent %v", got)
	}
}

func TestTableHoldsEveryMeasurement(t *testing.T) {
	path := filepath.Join(t.TempDir(), "growth.csv")
	if err := bench(options{kinds: "cty,ctq", teachers: "1000,1500", again: 1000, rounds: 1, change: 2, seed: 7, out: path}); err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil || len(rows) != 1+2*4 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	for i, want := range []struct{ solved, solves, empty string }{
		{"cold", "1", "exponent share_of_cold"}, {"cold", "1", "share_of_cold"},
		{"again after 1 % of costs changed", "2", "exponent allocated_bytes_per_arc resident_bytes_per_arc"},
		{"again after one bound changed", "4", "exponent allocated_bytes_per_arc resident_bytes_per_arc"},
	} {
		cell := func(name string) string { return rows[1+i][slices.Index(rows[0], name)] }
		if cell("solved") != want.solved || cell("solves") != want.solves || cell("solve_ms") == "" {
			t.Errorf("row %d: %v", i, rows[1+i])
		}
		for _, name := range []string{"exponent", "share_of_cold", "allocated_bytes_per_arc"} {
			if strings.Contains(want.empty, name) != (cell(name) == "") {
				t.Errorf("row %d, %s: %q", i, name, cell(name))
			}
		}
	}
}

// TestBoundsReturn holds that every changed bound goes back.
func TestBoundsReturn(t *testing.T) {
	for _, name := range []string{"cty_1000", "ctq_1000"} {
		in, err := instance.Draw(name, 5)
		if err != nil {
			t.Fatal(err)
		}
		s, _, err := timed(in.Network, nil)
		if err != nil {
			t.Fatal(err)
		}
		lower, upper := slices.Clone(in.Lower), slices.Clone(in.Upper)
		c := chain{Instance: in, Rand: rand.New(rand.NewPCG(5, 5)), solution: s}
		cost := s.Cost
		if err := c.bounds(10); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(lower, in.Lower) || !slices.Equal(upper, in.Upper) || c.solution.Cost != cost || len(c.took) != 20 {
			t.Errorf("%s: bounds changed for good, or cost %d became %d", name, cost, c.solution.Cost)
		}
	}
}
