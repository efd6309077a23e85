package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rotateplan/rotate/cmd/internal/job"
	"github.com/rotateplan/rotate/cmd/internal/report"
	"github.com/rotateplan/rotate/solver"
)

// TestReadmeShowsARealRun holds the run shown in both READMEs against what the command prints today. UPDATE_SCRIPTS=1
// writes it anew.
func TestReadmeShowsARealRun(t *testing.T) {
	o := planOptions{gap: 0.001}
	o.County = "990001"
	r := o.request(func(solver.Progress) {})
	out, err := job.Run(context.Background(), r)
	if err != nil {
		t.Fatal(err)
	}
	for lang, name := range map[string]string{"en": "../../README.md", "zh": "../../README.zh.md"} {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		want := withRun(t, string(text), report.Summary(out.Report(&r), lang))
		if want == string(text) {
			continue
		}
		if os.Getenv("UPDATE_SCRIPTS") == "" {
			t.Errorf("%s shows another run; UPDATE_SCRIPTS=1 go test ./cmd/rotate -run Readme writes the one of today", name)
		} else if err := os.WriteFile(name, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// TestReadmePolicyCanBeObeyed plans the built-in county under the policy that a README shows.
func TestReadmePolicyCanBeObeyed(t *testing.T) {
	for _, name := range []string{"../../README.md", "../../README.zh.md"} {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		_, rest, _ := strings.Cut(string(text), "```yaml\n")
		policy, _, ok := strings.Cut(rest, "```")
		if !ok {
			t.Fatalf("%s shows no policy", name)
		}
		path := filepath.Join(t.TempDir(), "policy.yaml")
		write(t, path, []byte(policy))
		if code, _, said := command(t, "plan", "--county", "990001", "--policy", path, "--effort", "1", "--lang", "en"); code != exitPlan {
			t.Errorf("%s: exit %d: %s", name, code, said)
		}
	}
}

// withRun puts a run between the two commands of a README.
func withRun(t *testing.T, text, run string) string {
	t.Helper()
	head, rest, ok := strings.Cut(text, "$ go run ./cmd/rotate plan")
	line, rest, also := strings.Cut(rest, "\n")
	_, tail, too := strings.Cut(rest, "$ go test ./...")
	if !ok || !also || !too {
		t.Fatal("the README does not show its two commands")
	}
	return head + "$ go run ./cmd/rotate plan" + line + "\n" + run + "$ go test ./..." + tail
}

// TestReadmeShowsTheRecordedComparison holds the table of options in both READMEs against the recorded one.
func TestReadmeShowsTheRecordedComparison(t *testing.T) {
	text, err := os.ReadFile("../../benchmarks/results/compare-990101.csv")
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(text, []byte("\ufeff")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	cells := map[string][]string{} // by figure: what the options show
	for _, row := range rows[1:] {
		if cell, ok := shownIn(row[2], row[3], row[4]); ok {
			cells[row[2]] = append(cells[row[2]], cell)
		}
	}
	for _, name := range []string{"../../README.md", "../../README.zh.md"} {
		readme, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		plain := strings.ReplaceAll(string(readme), " ", "")
		for figure, options := range cells {
			if want := "│" + strings.Join(options, "│") + "│"; !strings.Contains(plain, want) {
				t.Errorf("%s does not show %s: %s", name, figure, want)
			}
		}
	}
}

// shownIn is how a comparison of many plans shows a number; of some units this does not say.
func shownIn(figure, unit, value string) (string, bool) {
	n, err := strconv.ParseInt(value, 10, 64)
	switch {
	case unit == "metre-terms" && strings.HasSuffix(figure, "_bound"):
		n /= 1000
	case unit == "metre-terms":
		n = (n + 999) / 1000
	}
	text := strconv.FormatInt(n, 10)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text, err == nil && unit != "m" && unit != "ppm"
}
