package itinerant

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"

	"github.com/rotateplan/rotate/model"
)

var optimum = regexp.MustCompile(`(?m)^Status:\s+INTEGER OPTIMAL\nObjective:\s+COST = (\S+)`)

// Another solver finds in the integer program what enumeration finds in the law.
func TestIntegerProgramsOfTinyCircuits(t *testing.T) {
	glpsol, err := exec.LookPath("glpsol")
	if err != nil {
		t.Skip("glpsol is not installed: integer programs are not solved")
	}
	solved := 0
	for seed := range uint64(12) {
		c := tiny(t, seed)
		least := best(c)
		if least == unlawful {
			continue
		}
		path, solution := filepath.Join(t.TempDir(), "itinerant.mps"), filepath.Join(t.TempDir(), "solution")
		var text, names bytes.Buffer
		if err := WriteMPS(&text, &names, c); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, text.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		if out, err := exec.Command(glpsol, "--freemps", path, "--tmlim", "20", "-o", solution).CombinedOutput(); err != nil {
			t.Fatalf("seed %d: %v\n%s", seed, err, out)
		}
		answer, err := os.ReadFile(solution)
		if err != nil {
			t.Fatal(err)
		}
		m := optimum.FindSubmatch(answer)
		if m == nil {
			continue
		}
		solved++
		if cost, err := strconv.ParseFloat(string(m[1]), 64); err != nil || model.Cost(cost+0.5) != least {
			t.Errorf("seed %d: glpsol %s, enumeration %d", seed, m[1], least)
		}
	}
	if solved == 0 {
		t.Error("glpsol solved none")
	}
}
