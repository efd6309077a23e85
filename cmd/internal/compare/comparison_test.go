package compare

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/rotateplan/rotate/cmd/internal/folder"
	"github.com/rotateplan/rotate/cmd/internal/report"
	"github.com/rotateplan/rotate/cmd/internal/sample"
	"github.com/rotateplan/rotate/cmd/internal/say"
	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/model/verify"
)

// samplePlan is the plan of the sample county.
func samplePlan(t *testing.T) *report.Plan {
	t.Helper()
	c, g, r := sample.Solved(t)
	p := &report.Plan{Version: "test", DataSHA256: "0", Case: c, Grouping: g, Rotation: r,
		Groups: report.Verdict{Status: "optimal", Account: verify.Grouping(c, g)},
		Moves:  report.Verdict{Status: "gap", Account: verify.Rotation(c, r)}}
	p.Groups.Bound, p.Moves.Bound = p.Groups.Account.Cost, p.Moves.Account.Cost-1
	return p
}

// randomSide draws a plan of a few schools and teachers, so that two of them share some and differ in some.
func randomSide(r *rand.Rand) *Side {
	d := &report.Document{Version: fmt.Sprint(r.IntN(8) / 7), Year: 2026 + r.IntN(4)/3, Horizon: 1, County: report.CountyDoc{Code: "990009"},
		Policy: report.PolicyDoc{SHA256: fmt.Sprint(r.IntN(3)), Charges: rule.Charges{Grouping: charge(r), Rotation: charge(r)}}, Data: report.DataDoc{SHA256: fmt.Sprint(r.IntN(4) / 3)}}
	score := func() report.Outcome {
		bound := model.Cost(r.IntN(100))
		return report.Outcome{Status: []string{"gap", "optimal", report.Given, report.Skipped}[r.IntN(4)], Bound: bound, Cost: bound + model.Cost(r.IntN(50))}
	}
	d.Grouping.Outcome, d.Rotation.Outcome = score(), score()
	for core := range 3 {
		g := report.Group{Core: fmt.Sprint("C", core), Stage: "primary"}
		for school := range 6 {
			if school%3 == core && r.IntN(2) == 0 {
				g.Core = fmt.Sprint("C", r.IntN(3))
				g.Members = append(g.Members, report.Member{School: fmt.Sprint("S", school), Stage: "primary", Type: []string{"alliance", "project"}[r.IntN(2)]})
			}
		}
		if len(g.Members) > 0 {
			d.Grouping.Groups = append(d.Grouping.Groups, g)
		}
	}
	for t := range 12 {
		if r.IntN(2) == 0 {
			d.Rotation.Moves = append(d.Rotation.Moves, report.Move{Teacher: fmt.Sprint("T", t), To: fmt.Sprint("S", r.IntN(3)), Start: "2026-09",
				Kind: "full", Subject: "maths", End: []string{"2027-01", "2027-07"}[r.IntN(2)]})
		}
	}
	for _, name := range []string{"travel", "move", "coverage"} {
		if r.IntN(3) > 0 {
			d.Rules = append(d.Rules, report.RuleDoc{Name: name, Mode: []string{"must", "should"}[r.IntN(2)], Violations: int64(r.IntN(9)), Cost: model.Cost(r.IntN(90))})
		}
	}
	d.Totals = report.Totals{Eligible: 40, Movers: r.IntN(12), TravelMetres: int64(r.IntN(90000)), ShortageAfter: int64(r.IntN(30))}
	return &Side{Name: fmt.Sprint("plan ", r.IntN(100)), Plan: d}
}

func charge(r *rand.Rand) []string {
	return [][]string{nil, {"travel: {weight: 1}"}, {"travel: {weight: 1}"}, {"travel: {weight: 2}", "move: {weight: 1}"}}[r.IntN(4)]
}

// TestSwappingPlansMirrorsEveryDifference holds the change from A to B against the one from B to A.
func TestSwappingPlansMirrorsEveryDifference(t *testing.T) {
	for seed := range uint64(500) {
		r := rand.New(rand.NewPCG(seed, 1))
		a, b := randomSide(r), randomSide(r)
		there, back := between(a, b), between(b, a)
		mirror(&back)
		if !reflect.DeepEqual(there, back) {
			t.Fatalf("seed %d:\nA to B          %+v\nB to A mirrored %+v", seed, there, back)
		}
		if n, m := there.totals(), changed(b, a).totals(); !mirrored(n, m, func(x, y differenceDoc) bool {
			return x.Figure == y.Figure && x.Difference == -y.Difference
		}) {
			t.Fatalf("seed %d: totals %v and %v", seed, n, m)
		}
		n, m := there.rules(), changed(b, a).rules()
		byName := func(x, y ruleChangeDoc) int { return strings.Compare(x.Rule, y.Rule) }
		slices.SortFunc(n, byName)
		slices.SortFunc(m, byName)
		if !mirrored(n, m, func(x, y ruleChangeDoc) bool {
			return x == ruleChangeDoc{y.Rule, y.ModeAfter, y.ModeBefore, -y.Units, -y.Cost}
		}) {
			t.Fatalf("seed %d: rules %v and %v", seed, n, m)
		}
	}
}

func changed(a, b *Side) *Change {
	x := between(a, b)
	return &x
}

// mirror swaps before and after.
func mirror(x *Change) {
	x.Before, x.After = x.After, x.Before
	x.Opened, x.Closed = x.Closed, x.Opened
	x.Grouping.Difference, x.Rotation.Difference, x.Whole.Difference = -x.Grouping.Difference, -x.Rotation.Difference, -x.Whole.Difference
	for i := range x.Members {
		m := &x.Members[i]
		m.CoreBefore, m.CoreAfter, m.TypeBefore, m.TypeAfter = m.CoreAfter, m.CoreBefore, m.TypeAfter, m.TypeBefore
		m.AbsentBefore, m.AbsentAfter = m.AbsentAfter, m.AbsentBefore
	}
	for i := range x.Postings {
		p := &x.Postings[i]
		p.before, p.after = p.after, p.before
	}
}

func mirrored[T any](a, b []T, mirror func(x, y T) bool) bool {
	return slices.EqualFunc(a, b, mirror)
}

func TestAPlanBesideItselfShowsNothingChanged(t *testing.T) {
	for seed := range uint64(200) {
		a := randomSide(rand.New(rand.NewPCG(seed, 2)))
		x := between(a, a)
		if !x.nothing() || x.affected() != (affected{}) || !slices.Contains([]string{sameCost, noInterval}, x.Grouping.Word) {
			t.Fatalf("seed %d: %+v", seed, x)
		}
	}
}

// TestWorth walks through what costs can say of each other, intervals counted by hand.
func TestWorth(t *testing.T) {
	in := func(policy, charge string, bound, cost model.Cost) *Side {
		d := &report.Document{Year: 2026, Policy: report.PolicyDoc{SHA256: policy}}
		if charge != "" {
			d.Policy.Charges = rule.Charges{Grouping: []string{charge}, Rotation: []string{"move: {}"}}
		}
		d.Grouping.Outcome = report.Outcome{Status: "gap", Bound: bound, Cost: cost}
		d.Rotation.Outcome = report.Outcome{Status: "gap", Bound: 1000, Cost: 1005}
		return &Side{Plan: d}
	}
	for _, x := range []struct {
		a, b        *Side
		want, whole worth
	}{
		{in("p", "k", 80, 100), in("p", "k", 90, 95), worth{Word: overlap, Difference: -5}, worth{Word: overlap, Difference: -5}},
		{in("p", "k", 80, 100), in("p", "k", 100, 105), worth{Word: overlap, Difference: 5}, worth{Word: overlap, Difference: 5}}, // they meet in 100
		{in("p", "k", 80, 100), in("p", "k", 101, 105), worth{Word: contradiction, Difference: 5}, worth{Word: overlap, Difference: 5}},
		{in("p", "k", 80, 100), in("p", "k", 90, 100), worth{Word: sameCost}, worth{Word: sameCost}},
		{in("p", "", 80, 100), in("p", "", 90, 100), worth{Word: sameCost}, worth{Word: sameCost}},
		{in("p", "k", 80, 100), in("q", "k", 90, 95), worth{Word: overlap, Difference: -5}, worth{Word: overlap, Difference: -5}},
		{in("p", "k", 80, 100), in("q", "k", 101, 102), worth{Word: apart, Difference: 2}, worth{Word: overlap, Difference: 2}},
		{in("p", "k", 80, 100), in("q", "k", 70, 79), worth{Word: apart, Difference: -21}, worth{Word: apart, Difference: -21}},
		{in("p", "k", 80, 100), in("q", "k", 10, 20), worth{Word: apart, Difference: -80}, worth{Word: apart, Difference: -80}},
		{in("p", "k", 80, 100), in("q", "l: {}", 90, 95), worth{otherCharges, 0, []string{"k", "l"}}, worth{otherCharges, 0, []string{"k", "l"}}},
		{in("p", "k", 80, 100), in("q", "", 90, 95), worth{Word: otherCharges}, worth{Word: otherCharges}},
		{in("p", "", 80, 100), in("q", "", 90, 95), worth{Word: otherCharges}, worth{Word: otherCharges}},
	} {
		got := between(x.a, x.b)
		if !reflect.DeepEqual(got.Grouping, x.want) || !reflect.DeepEqual(got.Whole, x.whole) {
			t.Errorf("[%d, %d] and [%d, %d]: %+v, whole %+v, want %+v, %+v", x.a.Plan.Grouping.Bound, x.a.Plan.Grouping.Cost,
				x.b.Plan.Grouping.Bound, x.b.Plan.Grouping.Cost, got.Grouping, got.Whole, x.want, x.whole)
		}
	}
}

// TestListsOnOtherGroupsAreOtherQuestions holds two lists of one policy against each other whose intervals do not meet.
func TestListsOnOtherGroupsAreOtherQuestions(t *testing.T) {
	a, b := SideOf("a", samplePlan(t)), SideOf("b", samplePlan(t))
	a.Plan.Rotation.Outcome, b.Plan.Rotation.Outcome = report.Outcome{Status: "gap", Cost: 100, Bound: 90}, report.Outcome{Status: "gap", Cost: 89, Bound: 80}
	if got := between(a, b).Rotation; got.Word != contradiction {
		t.Errorf("on the same groups: %+v", got)
	}
	b.Plan.Grouping.Groups = nil
	x := between(a, b)
	if x.Rotation.Word != ownGroups || x.Rotation.Difference != -11 {
		t.Errorf("on other groups: %+v", x.Rotation)
	}
	if said := x.worth("rotation", []any{"A", "A", "B", "B"}, say.In("en")); !strings.Contains(said, "no better list on these groups could turn it") {
		t.Error(said)
	}
	if got := x.Rotation.short(say.In("en")); got != "less*" {
		t.Errorf("the mark is %s", got)
	}
}

func TestChangesOfAHandMadePair(t *testing.T) {
	a, b := SideOf("a", samplePlan(t)), SideOf("b", samplePlan(t))
	moves := b.Plan.Rotation.Moves // teachers 1, 2 and 3
	moves[0].To, moves[2].End = "2100000003", "2027-12"
	b.Plan.Rotation.Moves = append(moves[:1:1], moves[2], report.Move{Teacher: "T990009000008", To: "2100000001"})
	b.Plan.Grouping.Groups = nil
	x := between(a, b)
	if got, want := x.affected(), (affected{All: 4, OnlyBefore: 1, OnlyAfter: 1, Elsewhere: 1, Otherwise: 1}); got != want {
		t.Errorf("affected %+v, want %+v", got, want)
	}
	if want := []memberChange{{"2100000002", "primary", "2100000001", "", "alliance", "", false, false}}; !slices.Equal(x.Members, want) {
		t.Errorf("members %v, want %v", x.Members, want)
	}
	if want := []lead{{"2100000001", "primary"}}; !slices.Equal(x.Closed, want) || len(x.Opened) > 0 {
		t.Errorf("closed %v, opened %v", x.Closed, x.Opened)
	}
}

// TestOnlyPrivateFilesNameTeachers writes a comparison in each language.
func TestOnlyPrivateFilesNameTeachers(t *testing.T) {
	a, b := SideOf("a", samplePlan(t)), SideOf("b", samplePlan(t))
	b.Plan.Rotation.Moves = nil
	c := Of([]*Side{a, b})
	for _, lang := range say.Languages {
		v := say.In(lang)
		doc, err := c.JSON(v)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(doc)+c.Text(v), "T99000900") {
			t.Errorf("%s: text or JSON names a teacher", lang)
		}
		for _, f := range c.files(v) {
			if f.Build == nil || strings.HasSuffix(f.Name, ".xlsx") {
				continue
			}
			data, err := f.Build()
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(string(data), "T99000900") && !f.Private {
				t.Errorf("%s names a teacher and is open to all", f.Name)
			}
		}
		checkBook(t, c, v)
	}
}

func checkBook(t *testing.T, c *Comparison, v say.Voice) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "out")
	if err := Write(dir, c, v); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenFile(filepath.Join(dir, folder.ComparisonBook))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows(v.Say("compare.sheet-teachers"))
	if err != nil || len(rows) != 5 || rows[2][1] != "T990009000001" {
		t.Errorf("%s: teachers %v, %v", v.Lang, rows, err)
	}
	if err := Check(dir); err != nil {
		t.Errorf("a comparison's folder cannot be replaced: %v", err)
	}
}

// TestOptionsLeaveOutSchools names the targets that one plan covers and the other does not, and counts them.
func TestOptionsLeaveOutSchools(t *testing.T) {
	a, b := SideOf("a", samplePlan(t)), SideOf("b", samplePlan(t))
	b.Plan.Grouping.Uncovered, b.Plan.Totals.CoveredTargets = nil, b.Plan.Totals.Targets
	c := Of([]*Side{a, b})
	rows := c.uncoveredSheet(say.In("zh")).Rows
	if len(rows) != 1 || fmt.Sprint(rows[0]) != "[远山小学 (2100000004) 小学 （未纳入集团） ]" {
		t.Errorf("left out: %v", rows)
	}
	text := strings.ReplaceAll(c.Text(say.In("en")), " ", "")
	for _, row := range []string{"│Targetschoolsleftout│1│0(−1)│", "│Membersofthelargestgroup│1│1│", "│Longestwaytoamember(km)│5.6│5.6│"} {
		if !strings.Contains(text, row) {
			t.Errorf("%q is not in\n%s", row, text)
		}
	}
}

// TestListsThatKeepOtherListsAreChargedOtherwise holds a list against one made anew after somebody refused.
func TestListsThatKeepOtherListsAreChargedOtherwise(t *testing.T) {
	a, b := SideOf("a", samplePlan(t)), SideOf("b", samplePlan(t))
	b.Plan.Keep = &report.KeepDoc{SHA256: "k"}
	for _, x := range []Change{between(a, b), between(b, a)} {
		if x.Rotation.Word != otherKept || x.Whole.Word != otherKept || x.Grouping.Word == otherKept {
			t.Errorf("groups %s, list %s, whole %s", x.Grouping.Word, x.Rotation.Word, x.Whole.Word)
		}
	}
	a.Plan.Keep = b.Plan.Keep
	if x := between(a, b); x.Rotation.Word == otherKept {
		t.Error("the same list is kept")
	}
}

// TestVersionsAreNotOneLaw holds a plan against the same of another version.
func TestVersionsAreNotOneLaw(t *testing.T) {
	a, b := SideOf("a", samplePlan(t)), SideOf("b", samplePlan(t))
	b.Plan.Version = "later"
	x := between(a, b)
	for _, w := range []worth{x.Grouping, x.Rotation, x.Whole} {
		if w.Word != otherVersion || w.Difference != 0 {
			t.Errorf("%+v", w)
		}
	}
	for lang, want := range map[string]string{"en": "(A: test, B: later)", "zh": "（A：test，B：later）"} {
		if text := Of([]*Side{a, b}).Text(say.In(lang)); !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
}
