package rule_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/model/verify"
)

// A worked case of rule NAME is testdata/rules/NAME.txtar: schools.csv, teachers.csv, postings.csv, pairs.csv,
// demand.csv, travel.csv, retirement.csv, curriculum.csv and load.csv make the county (plan year 2026), policy.yaml the
// policy, groups.csv, plan.csv and trips.csv the plan, want what the judge must say; kept.csv is an earlier list of the year. Files in
// a folder of the archive are a case of their own, laid over those outside. The lines of want:
//
//	horizon YEARS                  (1 if not said)
//	broken RULE WHERE UNITS        a finding; those of the rule under test and of every rule named are complete
//	violations RULE UNITS
//	cost RULE METRE-TERMS
//	quota KEY ACHIEVED MIN MAX     - for an open end
//	absent KEY                     no quota of that key
//	eligible [ID…]                 all who are eligible in the first year
type workedCase struct {
	rule    *rule.Rule
	files   map[string][]byte
	county  *model.County
	policy  *model.Policy
	years   int
	groups  model.Grouping
	plan    model.Rotation
	trips   model.Circuit
	account verify.Account
}

func TestRules(t *testing.T) {
	for _, r := range rule.All() {
		t.Run(r.Name, func(t *testing.T) {
			violated := int64(0)
			all := cases(t, filepath.Join("../../testdata/rules", r.Name+".txtar"))
			for _, name := range slices.Sorted(maps.Keys(all)) {
				t.Run(name, func(t *testing.T) {
					w := open(t, r, all[name])
					w.check(t)
					violated += w.units()
					w.soften(t)
				})
			}
			if violated == 0 && !t.Failed() {
				t.Error("no case in which the rule is violated")
			}
		})
	}
}

func TestEveryRuleSpeaks(t *testing.T) {
	for _, r := range rule.All() {
		for what, text := range map[string]string{"Title": r.Title, "Says": r.Says, "SaysZh": r.SaysZh, "Source": r.Source} {
			if text == "" {
				t.Errorf("%s has no %s", r.Name, what)
			}
		}
		if r.Weight <= 0 {
			t.Errorf("%s: weight %d, want one for when it is softened", r.Name, r.Weight)
		}
		for _, p := range r.Params {
			if p.Says == "" || p.SaysZh == "" || p.Default < p.Min || p.Default > p.Max || len(p.Words) > 0 && !p.List && p.Max != int64(len(p.Words)-1) {
				t.Errorf("%s: parameter %+v", r.Name, p)
			}
		}
	}
}

// A case of a rule that is gone is dead.
func TestEveryCaseHasItsRule(t *testing.T) {
	files, err := filepath.Glob("../../testdata/rules/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if name := strings.TrimSuffix(filepath.Base(file), ".txtar"); rule.Find(name) == nil {
			t.Errorf("%s: no such rule", file)
		}
	}
}

// cases returns the files of every case of an archive, by name of the case.
func cases(t *testing.T, archive string) map[string]map[string][]byte {
	t.Helper()
	data, err := os.ReadFile(archive)
	if err != nil {
		t.Fatalf("without a worked case: %v", err)
	}
	shared, own := map[string][]byte{}, map[string]map[string][]byte{}
	for _, f := range txtar.Parse(data).Files {
		dir, file := filepath.Split(f.Name)
		if dir == "" {
			shared[file] = f.Data
			continue
		}
		dir = strings.TrimSuffix(dir, "/")
		if own[dir] == nil {
			own[dir] = map[string][]byte{}
		}
		own[dir][file] = f.Data
	}
	if shared["want"] != nil {
		own["plain"] = map[string][]byte{}
	}
	for _, files := range own {
		for file, text := range shared {
			if files[file] == nil {
				files[file] = text
			}
		}
	}
	return own
}

func open(t *testing.T, r *rule.Rule, files map[string][]byte) *workedCase {
	t.Helper()
	if r == nil {
		t.Fatal("no such rule")
	}
	x := readCounty(t, files)
	x.county.Kept = x.readKept(rows(t, files["kept.csv"]))
	w := &workedCase{rule: r, files: files, county: x.county, years: 1,
		groups: x.readGroups(rows(t, files["groups.csv"])), plan: x.readPlan(rows(t, files["plan.csv"]))}
	w.trips = x.readTrips(rows(t, files["trips.csv"]))
	policy, faults := rule.ParsePolicy("policy.yaml", files["policy.yaml"])
	if len(faults.Bad()) > 0 {
		t.Fatal(faults)
	}
	w.policy = policy
	for _, line := range w.want("horizon") {
		w.years = number(line[1], 1)
	}
	w.account = w.judge(t, w.policy)
	return w
}

// want returns the lines of want that begin with a word, in fields.
func (w *workedCase) want(word string) [][]string {
	var lines [][]string
	for _, line := range strings.Split(string(w.files["want"]), "\n") {
		if f := strings.Fields(line); len(f) > 0 && f[0] == word {
			lines = append(lines, f)
		}
	}
	return lines
}

func (w *workedCase) bind(t *testing.T, p *model.Policy) *rule.Case {
	t.Helper()
	c, err := rule.NewCase(w.county, p, w.years)
	if err != nil {
		t.Fatal(err)
	}
	return c.WithGrouping(w.groups)
}

func (w *workedCase) judge(t *testing.T, p *model.Policy) verify.Account {
	t.Helper()
	c := w.bind(t, p)
	switch {
	case w.rule.Trip != nil:
		return verify.Circuit(c.WithRotation(w.plan), w.trips)
	case w.rule.Stay != nil:
		return verify.Rotation(c, w.plan)
	}
	return verify.Grouping(c, w.groups)
}

// check compares the account with every line of want.
func (w *workedCase) check(t *testing.T) {
	t.Helper()
	known := []string{"horizon", "broken", "violations", "cost", "quota", "absent", "eligible"}
	lines := 0
	for _, line := range strings.Split(string(w.files["want"]), "\n") {
		if f := strings.Fields(line); len(f) > 0 {
			lines++
			if !slices.Contains(known, f[0]) {
				t.Errorf("want: unknown line %q", line)
			}
		}
	}
	if lines == 0 {
		t.Error("want nothing")
	}
	w.checkBroken(t)
	w.checkLines(t)
	w.checkQuotas(t)
	w.checkEligible(t)
}

func (w *workedCase) checkBroken(t *testing.T) {
	t.Helper()
	named, want := []string{w.rule.Name}, []string{}
	for _, f := range w.want("broken") {
		named, want = append(named, f[1]), append(want, strings.Join(f[1:], " "))
	}
	got := []string{}
	for _, b := range w.account.Broken {
		if slices.Contains(named, b.Rule) {
			got = append(got, fmt.Sprintf("%s %s %d", b.Rule, b.Where, b.Units))
		}
	}
	slices.Sort(got)
	slices.Sort(want)
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("broken (-want +got):\n%s", d)
	}
}

func (w *workedCase) checkLines(t *testing.T) {
	t.Helper()
	for _, word := range []string{"violations", "cost"} {
		for _, f := range w.want(word) {
			line := lineOf(w.account, f[1])
			got := line.Violations
			if word == "cost" {
				got = int64(line.Cost)
			}
			if strconv.FormatInt(got, 10) != f[2] {
				t.Errorf("%s of %s: %d, want %s", word, f[1], got, f[2])
			}
		}
	}
}

// lineOf returns the line of a rule; empty where it is off.
func lineOf(a verify.Account, name string) verify.RuleLine {
	for _, line := range a.Rules {
		if line.Rule.Name == name {
			return line
		}
	}
	return verify.RuleLine{}
}

func (w *workedCase) checkQuotas(t *testing.T) {
	t.Helper()
	got := map[string]string{}
	for _, q := range w.account.Quotas {
		got[q.Key] = fmt.Sprintf("%d %s %s", q.Achieved, end(q.Min), end(q.Max))
	}
	for _, f := range w.want("quota") {
		if want := strings.Join(f[2:], " "); got[f[1]] != want {
			t.Errorf("quota %s: %q, want %q", f[1], got[f[1]], want)
		}
	}
	for _, f := range w.want("absent") {
		if x, is := got[f[1]]; is {
			t.Errorf("quota %s: %q, want none", f[1], x)
		}
	}
}

func end(bound int64) string {
	if bound == rule.NoMin || bound == rule.NoMax {
		return "-"
	}
	return strconv.FormatInt(bound, 10)
}

func (w *workedCase) checkEligible(t *testing.T) {
	t.Helper()
	c := w.bind(t, w.policy)
	for _, f := range w.want("eligible") {
		got := []string{}
		for i := range w.county.Teachers {
			if c.Eligible(model.TeacherID(i), 0) {
				got = append(got, w.county.Teachers[i].ID)
			}
		}
		if d := cmp.Diff(f[1:], got); d != "" {
			t.Errorf("eligible (-want +got):\n%s", d)
		}
	}
}

// units returns by how much the case violates its rule.
func (w *workedCase) units() int64 { return lineOf(w.account, w.rule.Name).Violations }

// soften judges the same plan with the rule as must, should and off: it is the same count of units, refused, paid and
// not asked for. What limits a trip binds in any mode, and its way costs in any.
func (w *workedCase) soften(t *testing.T) {
	t.Helper()
	if w.rule.Trip != nil {
		w.softenTrips(t)
		return
	}
	const weight = 7
	must, should, off := w.under(t, model.Must, weight), w.under(t, model.Should, weight), w.under(t, model.Off, weight)
	if must.units != should.units || must.refused+must.excused != must.units {
		t.Errorf("as must: %d units, %d refused, %d excused; as should: %d units", must.units, must.refused, must.excused, should.units)
	}
	if should.refused > 0 {
		t.Errorf("as should: %d units refused", should.refused)
	}
	if !should.quotas && int64(should.cost) != weight*should.units {
		t.Errorf("as should: %d units cost %d, want %d each", should.units, should.cost, weight)
	}
	if off != (outcome{}) {
		t.Errorf("off, and still judged: %+v", off)
	}
}

// softenTrips judges the same trips in every mode: the periods a section lacks are refused or paid for.
func (w *workedCase) softenTrips(t *testing.T) {
	t.Helper()
	must, should := w.under(t, model.Must, 20), w.under(t, model.Should, 20)
	if must.units != should.units || must.excused != 0 || must.refused != should.refused+should.excused {
		t.Errorf("as must: %+v; as should: %+v", must, should)
	}
	if w.under(t, model.Off, 20) != (outcome{}) {
		t.Errorf("off, and still judged")
	}
}

// outcome is what the judge makes of one rule, in units.
type outcome struct {
	units   int64
	refused int64 // breaches of a must
	excused int64 // of quotas that only should hold, and of a price beside a ban, whatever the clause says
	quotas  bool
	cost    model.Cost
}

// under judges the plan with the rule in another mode and at another weight.
func (w *workedCase) under(t *testing.T, mode model.Mode, weight model.Cost) outcome {
	t.Helper()
	p := *w.policy
	p.Clauses = slices.Clone(p.Clauses)
	for i := range p.Clauses {
		if p.Clauses[i].Rule == w.rule.Name {
			p.Clauses[i].Mode, p.Clauses[i].Weight = mode, weight
		}
	}
	a := w.judge(t, &p)
	line := lineOf(a, w.rule.Name)
	o := outcome{units: line.Violations, quotas: line.Quotas > 0, cost: line.Cost}
	for _, b := range a.Broken {
		if b.Rule == w.rule.Name {
			o.refused += b.Units
		}
	}
	if mode == model.Must && !o.quotas {
		o.excused = int64(line.Cost / weight)
	}
	for _, q := range a.Quotas {
		if q.Rule == w.rule.Name && q.Mode == model.Should {
			o.excused += q.Violation
		}
	}
	return o
}
