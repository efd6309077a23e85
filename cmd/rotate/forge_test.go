package main

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rotateplan/rotate/cmd/internal/judge"
	"github.com/rotateplan/rotate/model"
)

// unbounded spoils a bound and says of the problem that it needs none.
func (x *tampered) unbounded(problem, status string) {
	x.say(problem, "status", status)
	x.raise(problem)
}

func TestForgedClaimsAreRefused(t *testing.T) {
	plan := plannedOnce(t)
	forgeries := []struct {
		name  string
		code  int
		named string
		forge func(x *tampered)
	}{
		{"a wrong hash of the tables", judge.Refused, "data.sha256", func(x *tampered) {
			x.say("data", "sha256", "x")
			x.say("rotation", "cost", 1)
			x.say("rotation", "bound", 1)
		}},
		{"a cost twice", judge.BadInput, "bad-json", func(x *tampered) { x.replace("plan.json", `"cost":`, `"cost": 1, "cost":`) }},
		{"a cost twice, once in capitals", judge.BadInput, "bad-json", func(x *tampered) { x.replace("plan.json", `"cost":`, `"cost": 1, "Cost":`) }},
		{"a bound twice in the certificate", judge.BadInput, "bad-json", func(x *tampered) {
			x.replace("certificate.json", `"bound":`, `"bound": 1, "BOUND":`)
		}},
		{"a cost in capitals", judge.Refused, "grouping.cost", func(x *tampered) { x.replace("plan.json", `"cost":`, `"Cost":`) }},
		{"given groups with a bound", judge.Refused, "bound", func(x *tampered) { x.say("grouping", "status", "given") }},
		{"a skipped rotation with moves", judge.Refused, "rotation.status", func(x *tampered) { x.say("rotation", "status", "skipped") }},
		{"drawn from nobody", judge.Refused, "moves[0].equals", func(x *tampered) { x.replace("plan.json", `"equals": 1`, `"equals": 0`) }},
		{"drawn from more than there are", judge.Refused, "moves[0].equals", func(x *tampered) { x.replace("plan.json", `"equals": 1`, `"equals": 401`) }},
		{"drawn from another number in the list", judge.Refused, "exchange.csv[2]", func(x *tampered) {
			x.rows[1][10] = "7"
			x.saveRows()
		}},
		{"another cost in the groups", judge.Refused, "groups.csv[2]", func(x *tampered) {
			lines := strings.SplitN(x.read("groups.csv"), "\n", 3)
			x.replace("groups.csv", lines[1], lines[1]+"7")
		}},
	}
	for _, word := range []string{"given", "infeasible", "none", "proven optimal", "Optimal", ""} {
		forgeries = append(forgeries, struct {
			name  string
			code  int
			named string
			forge func(x *tampered)
		}{"a status of " + fmt.Sprintf("%q", word), judge.Refused, "rotation.status", func(x *tampered) { x.unbounded("rotation", word) }})
	}
	for _, k := range forgeries {
		t.Run(k.name, func(t *testing.T) {
			x := plan(t)
			k.forge(x)
			code, said := judged(x.dir, "--data", x.source[3])
			if code != k.code || !strings.Contains(said, k.named) {
				t.Errorf("exit %d, want %d and %q named (seed %d):\n%s", code, k.code, k.named, tamperSeed, said)
			}
		})
	}
}

// TestAnOptimumMustBeProven says of a plan whose bound is below its cost that it is optimal.
func TestAnOptimumMustBeProven(t *testing.T) {
	x := plannedOnce(t)(t)
	x.certificate(func(p *prices) { p.Rotation = model.Certificate{} })
	x.say("rotation", "bound", 0)
	x.say("rotation", "status", "optimal")
	if code, said := judged(x.dir); code != judge.Refused || !strings.Contains(said, "bound") {
		t.Errorf("exit %d, want %d (seed %d): %s", code, judge.Refused, tamperSeed, said)
	}
}

// TestAnotherWriterOfJSON rewrites plan.json with numbers of floating point, as many programs do.
func TestAnotherWriterOfJSON(t *testing.T) {
	x := plannedOnce(t)(t)
	var doc map[string]any
	if err := json.Unmarshal([]byte(x.read("plan.json")), &doc); err != nil {
		t.Fatal(err)
	}
	grouping := doc["grouping"].(map[string]any)
	grouping["gap"] = json.Number(fmt.Sprintf("%.40f", grouping["gap"]))
	rotation := doc["rotation"].(map[string]any)
	rotation["gap"] = json.Number(fmt.Sprintf("%.30e", rotation["gap"]))
	x.rewrite(doc)
	if code, said := judged(x.dir); code != judge.Clean {
		t.Errorf("exit %d (seed %d): %s", code, tamperSeed, said)
	}
}

func TestASkippedRotation(t *testing.T) {
	x := plannedOnce(t)(t)
	dir := filepath.Join(t.TempDir(), "groups")
	if code, _, said := command(t, append([]string{"plan", "--only", "groups", "--out", dir}, x.source...)...); code != 0 {
		t.Fatalf("exit %d: %s", code, said)
	}
	list := x.read("exchange.csv")
	x.dir = dir
	if code, said := judged(dir); code != judge.Clean {
		t.Errorf("the plan itself: exit %d: %s", code, said)
	}
	head, _, _ := strings.Cut(list, "\n")
	x.save("exchange.csv", head+"\n")
	if code, said := judged(dir); code != judge.Clean {
		t.Errorf("with an empty list: exit %d: %s", code, said)
	}
	x.save("exchange.csv", list)
	if code, said := judged(dir); code != judge.Refused || !strings.Contains(said, "rotation.status") {
		t.Errorf("with a list: exit %d, want %d: %s", code, judge.Refused, said)
	}
}

func TestFlagsOutOfTheirWords(t *testing.T) {
	for _, args := range [][]string{{"--format", "xml"}, {"--lang", "fr"}} {
		if code, said := judgedAs(append([]string{t.TempDir()}, args...)...); code != judge.BadInput || !strings.Contains(said, args[0]) {
			t.Errorf("%v: exit %d, want %d: %s", args, code, judge.BadInput, said)
		}
	}
	for _, gap := range []string{"NaN", "-1", "1", "Inf"} {
		if code, _, said := command(t, "plan", "--county", "1", "--gap", gap); code != exitInput || !strings.Contains(said, "--gap") {
			t.Errorf("--gap %s: exit %d, want %d: %s", gap, code, exitInput, said)
		}
	}
}
