package main

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	diff "github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/rotateplan/rotate/cmd/internal/input"
	"github.com/rotateplan/rotate/cmd/internal/job"
	"github.com/rotateplan/rotate/model/rule"
)

// tablesBeneath names the preset whose scenario serves another: that of the one it is a variant of, or goes without.
var tablesBeneath = map[string]string{
	"base": "national-2014", "county-template-partition": "county-template", "county-template-close-knit": "county-template",
}

// TestPresetsPlanTheirScenarios plans the county of testdata/presets under every preset, has the folder judged, and holds
// groups.csv and rules.csv against the archive: its groups.csv, and in want the lines
//
//	QUOTA ACHIEVED MIN MAX      (- for an open end)
//	TEACHER KIND START END
func TestPresetsPlanTheirScenarios(t *testing.T) {
	for _, name := range rule.Presets() {
		t.Run(name, func(t *testing.T) {
			files := map[string]string{}
			for _, from := range []string{tablesBeneath[name], name} {
				text, err := os.ReadFile("../../testdata/presets/" + from + ".txtar")
				if err != nil {
					continue
				}
				for _, f := range txtar.Parse(text).Files {
					files[f.Name] = string(f.Data)
				}
			}
			data := t.TempDir()
			for _, table := range []string{"schools.csv", "teachers.csv", "postings.csv", "pairs.csv"} {
				if files[table] != "" {
					write(t, filepath.Join(data, table), []byte(files[table]))
				}
			}
			dir := planFolder(t, job.Request{Source: input.Source{Data: data, Policy: name, Year: 2026}})
			clean(t, dir)
			groups := []string{"core_id", "member_id", "stage", "type"}
			if d := diff.Diff(columns(t, files["groups.csv"], groups...), columns(t, string(content(t, dir+"/groups.csv")), groups...)); d != "" {
				t.Errorf("groups (-want +got):\n%s", d)
			}
			shown := append(columns(t, string(content(t, dir+"/rules.csv")), "quota", "achieved", "min", "max"),
				columns(t, string(content(t, dir+"/exchange.csv")), "teacher_id", "kind", "start", "end")...)
			for _, line := range strings.Split(strings.TrimSpace(files["want"]), "\n") {
				if !slices.Contains(shown, line) {
					t.Errorf("want %s among\n%s", line, strings.Join(shown, "\n"))
				}
			}
		})
	}
}

// TestPolicyShowTellsEveryClause holds what policy show prints of each preset against the policy: of every clause the mode and
// each value, each with the layer it comes from, and the source with its grade and layer. What is printed is that policy.
func TestPolicyShowTellsEveryClause(t *testing.T) {
	for _, name := range rule.Presets() {
		code, shown, said := command(t, "policy", "show", name)
		if code != exitPlan {
			t.Fatal(said)
		}
		p, faults := rule.ParsePolicy("shown.yaml", []byte(shown))
		want, _ := rule.LoadPolicy(name)
		if len(faults.Bad()) > 0 || p.SHA256 != want.SHA256 {
			t.Errorf("%s is shown as another policy: %v", name, faults)
		}
		for _, k := range want.Clauses {
			lines := []string{fmt.Sprintf("  %s:", k.Rule), fmt.Sprintf("    mode: %q # %s", k.Mode, k.From["mode"]),
				fmt.Sprintf("    source: %q # %s", k.Source, k.Layer)}
			for _, x := range rule.Find(k.Rule).Params {
				lines = append(lines, fmt.Sprintf("    %s: %s # %s", x.Name, x.Text(k.Args[x.Name]), k.From[x.Name]))
			}
			for _, line := range lines {
				if !strings.Contains(shown, line+"\n") {
					t.Errorf("policy show %s: no line %q", name, line)
				}
			}
		}
	}
}

// columns returns the cells of a table under the keys, a line for each row, in the order of the alphabet; - is an empty cell.
func columns(t *testing.T, text string, keys ...string) (lines []string) {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\ufeff"))).ReadAll()
	if err != nil || len(rows) == 0 {
		t.Fatal(err, text)
	}
	for _, row := range rows[1:] {
		cells := []string{}
		for _, key := range keys {
			cells = append(cells, cmp.Or(row[slices.Index(rows[0], key)], "-"))
		}
		lines = append(lines, strings.Join(cells, " "))
	}
	slices.Sort(lines)
	return lines
}
