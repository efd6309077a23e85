package rule_test

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// The scenario of preset NAME is testdata/presets/NAME.txtar: the tables of a small county built from the facts of its
// document, in groups.csv the groups planned of it and in want what the plan must show (cmd/rotate plans it). Tables it
// lacks are those of the preset it extends. A folder CLAUSE is a deviation that the clause is about: groups.csv or plan.csv
// beside the county, and in want what the judge makes of it with the clause and without:
//
//	with charged UNITS refused UNITS      (counted, where quotas hold; nothing, where there are none)
//	without nothing
//
// Without is what the preset says when the clause is dropped: the layer beneath, or, where that says the same, off.
const presetCases = "../../testdata/presets"

// presetOf loads a preset and the one it extends.
func presetOf(t *testing.T, name string) (p, beneath *model.Policy) {
	t.Helper()
	text, err := os.ReadFile("presets/" + name + ".yaml")
	if err != nil {
		t.Fatal(err)
	}
	extends := regexp.MustCompile(`(?m)^extends: (.*)$`).FindSubmatch(text)
	return loaded(t, name), loaded(t, string(extends[1]))
}

func loaded(t *testing.T, name string) *model.Policy {
	t.Helper()
	p, faults := rule.LoadPolicy(name)
	if len(faults) > 0 {
		t.Fatalf("%s: %v", name, faults)
	}
	return p
}

// scenario returns the files of a preset's cases. Its tables are those of the nearest preset beneath that has some.
func scenario(t *testing.T, name string) map[string]map[string][]byte {
	t.Helper()
	own := cases(t, filepath.Join(presetCases, name+".txtar"))
	if own["plain"]["schools.csv"] == nil {
		_, beneath := presetOf(t, name)
		for _, files := range own {
			for file, text := range scenario(t, beneath.Name)["plain"] {
				if strings.HasSuffix(file, ".csv") && files[file] == nil {
					files[file] = text
				}
			}
		}
	}
	return own
}

func TestEveryClauseOfAPresetTells(t *testing.T) {
	for _, name := range rule.Presets()[1:] {
		t.Run(name, func(t *testing.T) {
			p, beneath := presetOf(t, name)
			deviations := scenario(t, name)
			delete(deviations, "plain")
			for _, k := range p.Clauses {
				if k.Layer != name {
					continue
				}
				files := deviations[k.Rule]
				delete(deviations, k.Rule)
				t.Run(k.Rule, func(t *testing.T) {
					if files == nil {
						t.Fatal("a clause without a deviation that it is about")
					}
					tells(t, files, p, dropped(t, p, beneath, k.Rule))
				})
			}
			for rest := range maps.Keys(deviations) {
				t.Errorf("a deviation about %s, of which the preset says nothing", rest)
			}
		})
	}
}

// dropped is a preset without one of its clauses.
func dropped(t *testing.T, p, beneath *model.Policy, name string) *model.Policy {
	t.Helper()
	mine, under := clause(t, p, name), clause(t, beneath, name)
	if rule.Inline(&mine, true) == rule.Inline(&under, true) {
		under.Mode = model.Off
	}
	q := *p
	q.Clauses = slices.Clone(p.Clauses)
	q.Clauses[slices.IndexFunc(q.Clauses, func(k model.Clause) bool { return k.Rule == name })] = under
	return &q
}

// tells holds the judgement of a deviation under a preset, and under it less one clause, against what is wanted.
func tells(t *testing.T, files map[string][]byte, with, without *model.Policy) {
	t.Helper()
	name := filepath.Base(t.Name())
	w := open(t, rule.Find(name), files)
	said := map[string]string{}
	for word, p := range map[string]*model.Policy{"with": with, "without": without} {
		said[word] = w.says(t, p)
		if want := w.want(word); len(want) != 1 || strings.Join(want[0][1:], " ") != said[word] {
			t.Errorf("%s: %s, want %v", word, said[word], want)
		}
	}
	if said["with"] == said["without"] {
		t.Error("nothing tells whether the clause is there")
	}
}

// says is what the judge makes of a plan under a policy, for the rule of the case: units charged and units refused; where
// there are none, whether there is anything it counts.
func (w *workedCase) says(t *testing.T, p *model.Policy) string {
	t.Helper()
	a := w.judge(t, p)
	line, refused := lineOf(a, w.rule.Name), int64(0)
	for _, b := range a.Broken {
		if b.Rule == w.rule.Name {
			refused += b.Units
		}
	}
	said := []string{}
	if charged := line.Violations - refused; charged > 0 {
		said = append(said, fmt.Sprint("charged ", charged))
	}
	if refused > 0 {
		said = append(said, fmt.Sprint("refused ", refused))
	}
	if len(said) == 0 && line.Quotas > 0 {
		return "counted"
	}
	return cmp.Or(strings.Join(said, " "), "nothing")
}

// Every clause, inherited ones included, says how well its values are founded.
func TestSourcesTellTheirGrade(t *testing.T) {
	graded := regexp.MustCompile(`[(\s]grade [SPCKD]\b|design default`)
	for _, name := range rule.Presets() {
		for _, k := range loaded(t, name).Clauses {
			if !graded.MatchString(k.Source) {
				t.Errorf("%s: %s has a source of no grade: %s", name, k.Rule, k.Source)
			}
		}
	}
}
