package rotation

import (
	"bytes"
	"context"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"
	"time"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// verdict is a referee's answer to an integer program: the optimum lies in low..high. Where its time ran out it is not
// solved, and perhaps has found no plan.
type verdict struct {
	by        string
	low, high model.Cost
	has       bool // a plan, of cost high
	none      bool // there is no plan
}

func (v *verdict) solved() bool { return v.has && v.low == v.high }

// referee returns the first of the solvers named that is installed, or "".
func referee(names ...string) string {
	for _, name := range names {
		if _, err := exec.LookPath(name); err == nil {
			return name
		}
	}
	return ""
}

// arbitrate lets a referee solve the integer program of a case within so many seconds.
func arbitrate(t *testing.T, by string, c *rule.Case, seconds int) verdict {
	t.Helper()
	dir := t.TempDir()
	path, solution := filepath.Join(dir, "rotation.mps"), filepath.Join(dir, "solution")
	var text, names bytes.Buffer
	if err := WriteMPS(&text, &names, c); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, text.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	args := []string{"--freemps", path, "--tmlim", strconv.Itoa(seconds), "-o", solution}
	if by == "cbc" {
		args = []string{path, "-timeMode", "elapsed", "-sec", strconv.Itoa(seconds), "-ratioGap", "0", "-allowableGap", "0",
			"-solve", "-solution", solution}
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Duration(2*seconds)*time.Second) // it may not look at its clock for long
	defer cancel()
	out, err := exec.CommandContext(ctx, by, args...).CombinedOutput()
	if ctx.Err() != nil {
		return verdict{by: by}
	}
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	answer, _ := os.ReadFile(solution) // cbc writes none where there is no plan
	return read(t, by, append(answer, out...))
}

// What the referees say of a plan, of a proof of optimality, of the best bound otherwise, and of there being no plan.
var says = map[string]struct{ plan, optimal, bound, none *regexp.Regexp }{
	"cbc": {
		regexp.MustCompile(`(?m)^Objective value: +(\S+)`), regexp.MustCompile(`Result - Optimal solution found\n`),
		regexp.MustCompile(`(?m)^Lower bound: +(\S+)`),
		regexp.MustCompile(`(?m)^Infeasible|[Pp]roblem (?:is|proven) infeasible|Pre-processing says infeasible`)},
	"glpsol": {
		regexp.MustCompile(`(?m)^Status:\s+(?:INTEGER )?OPTIMAL\nObjective:\s+COST = (\S+)`), regexp.MustCompile(`INTEGER OPTIMAL SOLUTION FOUND|Status:\s+OPTIMAL`),
		regexp.MustCompile(`^$(x)`),
		regexp.MustCompile(`HAS NO .*FEASIBLE SOLUTION|Status:\s+INTEGER EMPTY`)},
}

func read(t *testing.T, by string, answer []byte) verdict {
	t.Helper()
	at := says[by]
	v := verdict{by: by, none: at.none.Match(answer)}
	number := func(m [][]byte) (model.Cost, bool) {
		if m == nil || v.none {
			return 0, false
		}
		x, err := strconv.ParseFloat(string(m[1]), 64)
		if err != nil {
			t.Fatal(err)
		}
		return model.Cost(math.Ceil(x - 0.01)), true // costs are integers
	}
	v.high, v.has = number(at.plan.FindSubmatch(answer))
	if at.optimal.Match(answer) {
		v.low = v.high
	} else {
		v.low, _ = number(at.bound.FindSubmatch(answer))
	}
	return v
}
