package grouping

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/solver"
)

// referees returns the solvers installed to check integer programs with, the quicker to start first.
func referees() []string {
	var found []string
	for _, name := range []string{"glpsol", "cbc"} {
		if _, err := exec.LookPath(name); err == nil {
			found = append(found, name)
		}
	}
	return found
}

// optimum lets a referee solve the integer program of a case.
func optimum(t *testing.T, referee string, c *rule.Case) (cost model.Cost, found bool) {
	t.Helper()
	dir := t.TempDir()
	path, solution := filepath.Join(dir, "grouping.mps"), filepath.Join(dir, "solution")
	var w, names bytes.Buffer
	if err := WriteMPS(&w, &names, c); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, w.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	if referee == "cbc" {
		return cbc(t, path, solution)
	}
	return glpk(t, path, solution)
}

func cbc(t *testing.T, path, solution string) (model.Cost, bool) {
	out, err := exec.Command("cbc", path, "-ratioGap", "0", "-allowableGap", "0", "-sec", "300", "-solve", "-solution", solution).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if _, err := os.Stat(solution); err != nil && bytes.Contains(out, []byte("infeasible")) {
		return 0, false
	}
	return objective(t, solution, `^Optimal - objective value\s+(\S+)`, `nfeasible`)
}

func glpk(t *testing.T, path, solution string) (model.Cost, bool) {
	out, err := exec.Command("glpsol", "--freemps", path, "--tmlim", "300", "-o", solution).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return objective(t, solution, `(?m)^Status:\s+(?:INTEGER )?OPTIMAL\nObjective:\s+COST = (\S+)`, `Status:\s+(INTEGER )?(EMPTY|UNDEFINED|INFEASIBLE)`)
}

// objective reads the objective of a solution, or that there is none.
func objective(t *testing.T, solution, optimal, none string) (model.Cost, bool) {
	text, err := os.ReadFile(solution)
	if err != nil {
		t.Fatal(err)
	}
	if m := regexp.MustCompile(optimal).FindSubmatch(text); m != nil {
		x, err := strconv.ParseFloat(string(m[1]), 64)
		if err != nil {
			t.Fatal(err)
		}
		return model.Cost(x + 0.5), true
	}
	head, _, _ := strings.Cut(string(text), "\n\n")
	if !regexp.MustCompile(none).MatchString(head) {
		t.Fatalf("neither optimal nor infeasible: %s", head)
	}
	return 0, false
}

func TestRealIntegerPrograms(t *testing.T) {
	if len(referees()) == 0 {
		t.Skip("neither cbc nor glpsol is installed")
	}
	for _, code := range []string{"990102", "990103"} {
		county := realCounty(t, code)
		for _, name := range []string{"national-2014", "yongzhou-2018"} {
			p, faults := rule.LoadPolicy(name)
			if p == nil {
				t.Fatal(faults)
			}
			c := caseOf(t, county, p)
			r := judged(t, c, solver.Options{})
			for _, referee := range referees() {
				best, found := optimum(t, referee, c)
				t.Logf("%s %s: bound %d, optimum %d by %s, cost %d", code, name, r.Bound, best, referee, r.Cost)
				if !found || r.Bound > best || best > r.Cost {
					t.Errorf("%s %s: bound %d, optimum %d by %s, cost %d", code, name, r.Bound, best, referee, r.Cost)
				}
			}
		}
	}
}
