package benchmarks_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/gen"
)

// groupPolicy lets types be chosen for weak schools and a budget bind; the lists of types below are its.
const groupPolicy = `extends: base
clauses:
  group-type: {weight: 900, weak: [trusteeship, collaboration, alliance]}
  group-budget: {mode: must, max: 600}
  group-radius: {mode: must, km: 60, trusteeship: 12}
  stage-match: {pairs: [primary-junior]}
  town-central: {weight: 1}
`

var weakTypes = []string{"trusteeship", "collaboration", "alliance"}

// TestGroupRulesRecounted plans the groups of counties with nine-year schools, and counts afresh what the plan says of the
// rules that judge single memberships, and of the budget. With districts every section that is no core is to be placed.
func TestGroupRulesRecounted(t *testing.T) {
	program, chosen := build(t), map[string]int64{}
	for seed := range uint64(2) {
		made := gen.County(gen.Options{Schools: 24, Teachers: 300, Seed: seed})
		centralsLead(made)
		data := written(t, made)
		for _, districts := range []bool{false, true} {
			text := groupPolicy
			if districts {
				text += "  targets-only: {mode: off}\n"
			}
			policy := filepath.Join(t.TempDir(), "groups.yaml")
			if err := os.WriteFile(policy, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			dir := plan(t, program, policy, "--county", gen.BuiltinCode, "--data", data, "--only", "groups", "--effort", "3")
			tables := readTables(t, data)
			x := &groupCount{county: newCounty(tables, planYear), tables: tables, lines: map[string]int64{}}
			x.read(t, dir, districts)
			for rule, n := range x.lines {
				chosen[rule] += n
			}
			if t.Failed() {
				t.Fatalf("seed %d, districts %v", seed, districts)
			}
		}
	}
	for _, rule := range []string{"town-central", "complement", "group-type", "group-budget"} {
		if chosen[rule] == 0 {
			t.Errorf("nothing to count for %s", rule)
		}
	}
}

// centralsLead makes cores of the central schools of towns, and orders a few villages to join the first core of the county.
func centralsLead(made *model.County) {
	made.Pairs = nil
	for i := range made.Schools {
		s := &made.Schools[i]
		if s.Central == model.None || s.Central == model.SchoolID(i) {
			continue
		}
		lead := made.SectionAt(s.Central, model.Primary)
		village := made.SectionAt(model.SchoolID(i), model.Primary)
		if lead == model.None || village == model.None || made.Sections[village].Core() {
			continue
		}
		made.Sections[lead].Standing, made.Sections[lead].New = model.CoreStanding, false
		if i%3 == 0 {
			made.Pairs = append(made.Pairs, model.Pair{Core: 0, Member: village, Status: model.PinnedPair})
		}
	}
}

// groupCount counts the memberships of a plan, rule by rule.
type groupCount struct {
	*county
	tables map[string][]row
	lines  map[string]int64
}

func (x *groupCount) read(t *testing.T, dir string, districts bool) {
	t.Helper()
	held := map[*section]bool{}
	for _, r := range keyed(readCSV(t, filepath.Join(dir, "groups.csv"))) {
		lead := r["core_stage"]
		if lead == "" {
			lead = r["stage"]
		}
		core, member := x.section(r["core_id"], lead), x.section(r["member_id"], r["stage"])
		if held[member] || !core.core || member.core || core.stage != member.stage && core.stage+member.stage != "primaryjunior" {
			t.Errorf("unlawful: %v", r)
		}
		held[member] = true
		x.count(t, r, core, member)
	}
	targets := 0
	for _, s := range x.sections {
		targets += one(s.target() || districts && !s.core)
	}
	var doc struct {
		Rules []struct {
			Name       string
			Violations int64
		}
		Totals totals
	}
	b, err := os.ReadFile(filepath.Join(dir, "plan.json"))
	if err == nil {
		err = json.Unmarshal(b, &doc)
	}
	if err != nil {
		t.Fatal(err)
	}
	if doc.Totals.Targets != targets || doc.Totals.CoveredTargets != len(held) {
		t.Errorf("%d of %d placed, the plan says %d of %d", len(held), targets, doc.Totals.CoveredTargets, doc.Totals.Targets)
	}
	for _, line := range doc.Rules {
		if n, counted := x.lines[line.Name]; line.Name == "town-central" || line.Name == "complement" || line.Name == "group-type" || counted && line.Name != "group-budget" {
			if n != line.Violations {
				t.Errorf("%s: %d counted, the plan says %d", line.Name, n, line.Violations)
			}
		}
	}
	if spent := x.lines["group-budget"]; spent > 600 {
		t.Errorf("%d thousand yuan of 600", spent)
	}
}

func (x *groupCount) count(t *testing.T, r row, core, member *section) {
	t.Helper()
	switch {
	case r["type"] == "trusteeship":
		x.lines["group-budget"] += 300
	case r["type"] == "alliance" && member.rural:
		x.lines["group-budget"] += 100
	}
	place := 0
	if !member.weak || r["type"] != "alliance" || !member.rural && !member.fresh {
		types := []string{"alliance"}
		if member.weak {
			types = weakTypes
		}
		place = slices.Index(types, r["type"])
	}
	if limit := map[bool]int{false: 60000, true: 12000}[r["type"] == "trusteeship"]; place < 0 || r.int("metres") > limit {
		t.Errorf("type or radius: %v", r)
	}
	x.lines["group-type"] += int64(place)
	if central := x.central(member); central != "" && central != core.school.id {
		x.lines["town-central"]++
	}
	for subject := range x.subjects() {
		if x.spare(member, subject) < 0 && x.spare(core, subject) <= 0 {
			x.lines["complement"]++
		}
	}
}

// central is the central school of a rural section's town if it is another school whose section of the stage is a core.
func (x *groupCount) central(s *section) string {
	for _, r := range x.tables["schools"] {
		id := r["central_school"]
		if r["school_id"] != s.school.id || !s.rural || id == "" || id == s.school.id {
			continue
		}
		if lead := x.section(id, s.stage); lead != nil && lead.core {
			return id
		}
	}
	return ""
}

func (x *groupCount) subjects() map[string]bool {
	all := map[string]bool{}
	for _, p := range x.people {
		all[p.subject] = p.subject != ""
	}
	for _, lessons := range x.own.lessons {
		for subject := range lessons {
			all[subject] = true
		}
	}
	delete(all, "")
	return all
}

// spare is the periods delivered in autumn beyond the need, 0 where nobody tells what is needed.
func (x *groupCount) spare(s *section, subject string) int {
	need := x.own.need(s, subject)
	for _, r := range x.tables["demand"] {
		if r["school_id"] == s.school.id && word(r["stage"]) == s.stage && word(r["subject"]) == subject {
			need = r.int("periods")
		}
	}
	if s.stage != "primary" && s.stage != "junior" {
		return 0
	}
	delivered := 0
	for _, p := range x.people {
		if at, what := where(p, autumn(x.year), false); at == s && what == subject {
			delivered += x.own.load(s, subject)
		}
	}
	return delivered - need
}
