//go:build unix

package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// pretended is a code that prints a text, whatever the problem.
func pretended(t *testing.T, name, text string, ours bool) *code {
	t.Helper()
	path := filepath.Join(t.TempDir(), "code")
	if err := os.WriteFile(path, []byte("cat >"+path+".in <<end\nend\nprintf '"+text+"'\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return &code{name: name, command: []string{"sh", path}, stdin: true, ours: ours, must: ours, read: parse}
}

var file = filepath.Join("..", "..", "testdata", "flow", "lower-bounds.min")

func TestRaceWritesRatiosToEachPeer(t *testing.T) {
	codes := []*code{
		pretended(t, "rotate auto", "s 27\nc solve 6 ms\n", true),
		pretended(t, "fast", "s 27\nc setup 1 ms\nc solve 2.000 ms\nc version 9\n", false),
		pretended(t, "broken", "nothing", false),
		pretended(t, "rotate other", "s 27\nc solve 1 ms\n", true),
	}
	var tab table
	o := options{rounds: 2, limit: time.Minute}
	if err := tab.race(file, t.TempDir(), codes, o); err != nil {
		t.Fatal(err)
	}
	rows := tab.rows()
	cell := func(row int, column string) string { return rows[row][slices.Index(rows[0], column)] }
	for _, want := range []struct {
		row          int
		column, text string
	}{
		{1, "solve_ms", "6.000"}, {1, "ratio_solve", ""}, {1, "nodes", "3"}, {1, "rounds", "2"},
		{2, "ratio_solve", "3.000"}, {2, "ratio_setup_solve", "2.000"}, {2, "version", "9"}, {2, "optimum", "27"},
		{3, "ratio_solve", ""}, {3, "solve_ms", ""}, {4, "ratio_solve", "6.000"},
	} {
		if got := cell(want.row, want.column); got != want.text {
			t.Errorf("row %d, %s: %q, want %q", want.row, want.column, got, want.text)
		}
	}
	if got := cell(3, "status"); !strings.Contains(got, "want lines") {
		t.Errorf("a code that answers nothing: %q", got)
	}
	if got := best(tab.series[0], solve); got != 3 {
		t.Errorf("ratio to the best peer %v, want 3: our other algorithm is no peer", got)
	}
}

func TestRaceFailsWhereOptimaDiffer(t *testing.T) {
	codes := []*code{pretended(t, "ours", "s 27\nc solve 6 ms\n", true), pretended(t, "wrong", "s 28\nc solve 6 ms\n", false)}
	err := new(table).race(file, t.TempDir(), codes, options{rounds: 1, limit: time.Minute})
	if err == nil || err.Error() != "ours finds 27, wrong finds 28" {
		t.Error(err)
	}
}

func TestPeersMayBeSlowOursMustNotFail(t *testing.T) {
	slow := &code{name: "slow", command: []string{"sleep", "60"}, stdin: true, read: parse}
	fast := pretended(t, "ours", "s 27\nc solve 6 ms\n", true)
	var tab table
	if err := tab.race(file, t.TempDir(), []*code{fast, slow}, options{rounds: 3, limit: time.Second}); err != nil {
		t.Fatal(err)
	}
	if s := tab.series[0][1]; s.failure != "not within 1s" || len(s.taken[wall]) != 0 || !math.IsNaN(s.median(wall)) {
		t.Errorf("%+v", s)
	}
	if err := tab.race(file, t.TempDir(), []*code{pretended(t, "ours", "", true)}, options{rounds: 1, limit: time.Minute}); err == nil {
		t.Error("ours printed nothing, and no error")
	}
}

func TestGeometricMeans(t *testing.T) {
	of := [][]*series{{}, {}, {}}
	ratios := []float64{2, 8, math.NaN()}
	k := -1
	got := means("cty", "x", of, func([]*series, figure) float64 { k++; return ratios[k%3] })
	if !strings.HasPrefix(got, "cty, 3 files, ours to x: solve 4.000 of 2, setup_solve 4.000 of 2") {
		t.Error(got)
	}
}

func TestParseGLPK(t *testing.T) {
	text := `GLPSOL--GLPK LP/MIP Solver 5.0
      0: obj =   0.000000000e+00 inf =   1.940e+02 (51)
*   934: obj =   3.638000000e+03 inf =   0.000e+00 (0) 5
OPTIMAL LP SOLUTION FOUND
Time used:   0.2 secs
`
	a, err := parseGLPK([]byte(text))
	if err != nil || a.solve != 200 || !sameOptimum("3638", a.optimum) || sameOptimum("3639", a.optimum) || !strings.HasPrefix(a.version, "GLPK 5.0") {
		t.Error(a, err)
	}
	if a, err := parseGLPK([]byte("PROBLEM HAS NO PRIMAL FEASIBLE SOLUTION\nTime used:   0.0 secs\n")); err != nil || a.optimum != "infeasible" {
		t.Error(a, err)
	}
	if _, err := parseGLPK([]byte("obj =   1 \nTIME LIMIT EXCEEDED; SEARCH TERMINATED\nTime used:   9.0 secs\n")); err == nil {
		t.Error("a search that was stopped passes for an optimum")
	}
}

func TestParseReports(t *testing.T) {
	cbc := "Version: 2.10.8 \nResult - Stopped on time limit\n\nObjective value:                3849.00000000\nLower bound:                    3810.000\n" +
		"Time (Wallclock seconds):       19.30\n"
	none := "Version: 2.10.8 \nResult - Stopped on time limit\n\nNo feasible solution found\nLower bound:                    5409818.000\nTime (Wallclock seconds):       19.30\n"
	proven := "Version: 2.10.8 \nResult - Optimal solution found\n\nObjective value:                3810.00000000\nTime (Wallclock seconds):       0.41\n"
	highs := "Running HiGHS 1.15.1 (git hash: 04024d7)\nSolving report\n  Status            Time limit reached\n  Primal bound      %s\n  Dual bound        5409.8\n  Timing            5.70\n"
	for _, want := range []struct {
		read                         func([]byte) (answer, error)
		text, optimum, bound, gap, v string
		solve                        float64
	}{
		{parseCBC, cbc, "3849", "3810", "0.010133", "CBC 2.10.8", 19300},
		{parseCBC, none, "", "5409818", "", "CBC 2.10.8", 19300},
		{parseCBC, proven, "3810", "3810", "0.000000", "CBC 2.10.8", 410},
		{parseHiGHS, fmt.Sprintf(highs, "5410"), "5410", "5409.8", "0.000037", "HiGHS 1.15.1", 5700},
		{parseHiGHS, fmt.Sprintf(highs, "inf"), "", "5409.8", "", "HiGHS 1.15.1", 5700},
	} {
		a, err := want.read([]byte(want.text))
		if err != nil || a.optimum != want.optimum || a.bound != want.bound || a.gap() != want.gap || a.version != want.v || a.solve != want.solve {
			t.Errorf("%s\n%+v, gap %s, %v, want %+v", want.text, a, a.gap(), err, want)
		}
	}
	if _, err := parseCBC([]byte("no such file")); err == nil {
		t.Error("no report, and no error")
	}
}

func TestNoBoundLiesAboveAPlan(t *testing.T) {
	of := func(name, cost, bound string) *series {
		return &series{code: &code{name: name}, answer: answer{optimum: cost, bound: bound}}
	}
	if err := consistent([]*series{of("a", "100", "90"), of("b", "", "99.9999"), of("c", "101", "")}); err != nil {
		t.Error(err)
	}
	if err := consistent([]*series{of("a", "100", "90"), of("b", "", "101")}); err == nil || err.Error() != "b proves 101, a has 100" {
		t.Error(err)
	}
}

// TestInstalledSolversSolve gives the same small program as LP file and compressed to what is installed.
func TestInstalledSolversSolve(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "small.lp.gz")
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	fmt.Fprint(z, "Minimize\n obj: 3 x + 2 y\nSubject To\n c: 2 x + 2 y >= 3\nBinary\n x\n y\nEnd\n")
	z.Close()
	if err := os.WriteFile(path, packed.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	o := options{rounds: 1, limit: time.Minute, gap: 0.001}
	codes, absent, err := o.solvers(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range absent {
		t.Logf("%s skipped: %s", a.name, a.reason)
	}
	var tab table
	if err := tab.race(path, dir, codes, o); err != nil {
		t.Fatal(err)
	}
	for _, s := range tab.series[0] {
		if s.failure != "" || s.optimum != "5" || s.bound != "5" {
			t.Errorf("%s: %s, bound %s, %s", s.name, s.optimum, s.bound, s.failure)
		}
	}
}

// TestInstalledPeersAgree runs what is installed, with our own driver compiled, on small problems of every kind of answer.
// GLPK refuses arcs without upper bound.
func TestInstalledPeersAgree(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles")
	}
	codes, absent := installed(t.TempDir(), "-O0")
	for _, a := range absent {
		t.Logf("%s skipped: %s", a.name, a.reason)
	}
	wide := filepath.Join(t.TempDir(), "wide.min")
	if err := os.WriteFile(wide, []byte("p min 2 1\nn 1 3000000000\nn 2 -3000000000\na 1 2 0 4000000000 4\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for path, optimum := range map[string]string{
		wide: "12000000000", file: "27", filepath.Join(filepath.Dir(file), "transshipment.min"): "14", filepath.Join(filepath.Dir(file), "dead-end.min"): "infeasible",
	} {
		for _, c := range codes {
			s := series{code: c}
			if err := s.run(path, time.Minute); err != nil {
				t.Fatal(err)
			}
			if s.failure != "" && c.name != "GLPK" || s.failure == "" && !sameOptimum(optimum, s.optimum) {
				t.Errorf("%s on %s: %q %s, want %s", c.name, path, s.optimum, s.failure, optimum)
			}
			if s.failure != "" {
				t.Logf("%s on %s: %s", c.name, path, s.failure)
			}
		}
	}
}
