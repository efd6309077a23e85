package report

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/rotateplan/rotate/cmd/internal/say"
	"github.com/rotateplan/rotate/model"
)

// randomSide draws a plan of a few schools and teachers, so that two of them share some and differ in some.
func randomSide(r *rand.Rand) *Side {
	d := &Document{Version: "test", Year: 2026 + r.IntN(4)/3, Horizon: 1, County: countyDoc{Code: "990009"},
		Policy: policyDoc{SHA256: fmt.Sprint(r.IntN(2))}, Data: dataDoc{SHA256: fmt.Sprint(r.IntN(4) / 3)}}
	score := func() outcome {
		bound := model.Cost(r.IntN(100))
		return outcome{Status: []string{"gap", "optimal", Given, Skipped}[r.IntN(4)], Bound: bound, Cost: bound + model.Cost(r.IntN(50))}
	}
	d.Grouping.outcome, d.Rotation.outcome = score(), score()
	for core := range 3 {
		g := group{Core: fmt.Sprint("C", core), Stage: "primary"}
		for school := range 6 {
			if school%3 == core && r.IntN(2) == 0 {
				g.Core = fmt.Sprint("C", r.IntN(3))
				g.Members = append(g.Members, member{School: fmt.Sprint("S", school), Stage: "primary", Type: []string{"alliance", "project"}[r.IntN(2)]})
			}
		}
		if len(g.Members) > 0 {
			d.Grouping.Groups = append(d.Grouping.Groups, g)
		}
	}
	for t := range 12 {
		if r.IntN(2) == 0 {
			d.Rotation.Moves = append(d.Rotation.Moves, move{Teacher: fmt.Sprint("T", t), To: fmt.Sprint("S", r.IntN(3)), Start: "2026-09",
				Kind: "full", Subject: "maths", End: []string{"2027-01", "2027-07"}[r.IntN(2)]})
		}
	}
	for _, name := range []string{"travel", "move", "coverage"} {
		if r.IntN(3) > 0 {
			d.Rules = append(d.Rules, ruleDoc{Name: name, Mode: []string{"must", "should"}[r.IntN(2)], Violations: int64(r.IntN(9)), Cost: model.Cost(r.IntN(90))})
		}
	}
	d.Totals = totals{Eligible: 40, Movers: r.IntN(12), TravelMetres: int64(r.IntN(90000)), ShortageAfter: int64(r.IntN(30))}
	return &Side{Name: fmt.Sprint("plan ", r.IntN(100)), Plan: d}
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
	x.Grouping.Difference, x.Rotation.Difference = -x.Grouping.Difference, -x.Rotation.Difference
	for i := range x.Members {
		m := &x.Members[i]
		m.CoreBefore, m.CoreAfter, m.TypeBefore, m.TypeAfter = m.CoreAfter, m.CoreBefore, m.TypeAfter, m.TypeBefore
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
	in := func(policy string, bound, cost model.Cost) *Document {
		return &Document{Year: 2026, Policy: policyDoc{SHA256: policy}, Grouping: groupingDoc{outcome: outcome{Status: "gap", Bound: bound, Cost: cost}}}
	}
	for _, x := range []struct {
		a, b      *Document
		regrouped bool
		want      worth
	}{
		{in("p", 80, 100), in("p", 90, 95), false, worth{overlap, -5}},
		{in("p", 80, 100), in("p", 100, 105), false, worth{overlap, 5}}, // they meet in 100
		{in("p", 80, 100), in("p", 101, 105), false, worth{contradiction, 5}},
		{in("p", 80, 100), in("p", 90, 100), false, worth{Word: sameCost}},
		{in("p", 80, 100), in("q", 90, 95), false, worth{Word: otherPolicy}},
		{in("p", 80, 100), in("p", 90, 95), true, worth{Word: otherGroups}},
	} {
		if got := x.a.compared(x.b, grouping(x.a), grouping(x.b), x.regrouped); got != x.want {
			t.Errorf("[%d, %d] and [%d, %d]: %+v, want %+v", x.a.Grouping.Bound, x.a.Grouping.Cost, x.b.Grouping.Bound, x.b.Grouping.Cost, got, x.want)
		}
	}
}

func TestChangesOfAHandMadePair(t *testing.T) {
	a, b := SideOf("a", samplePlan(t)), SideOf("b", samplePlan(t))
	moves := b.Plan.Rotation.Moves // teachers 1, 2 and 3
	moves[0].To, moves[2].End = "2100000003", "2027-12"
	b.Plan.Rotation.Moves = append(moves[:1:1], moves[2], move{Teacher: "T990009000008", To: "2100000001"})
	b.Plan.Grouping.Groups = nil
	x := between(a, b)
	if got, want := x.affected(), (affected{All: 4, OnlyBefore: 1, OnlyAfter: 1, Elsewhere: 1, Otherwise: 1}); got != want {
		t.Errorf("affected %+v, want %+v", got, want)
	}
	if want := []memberChange{{"2100000002", "primary", "2100000001", "", "alliance", ""}}; !slices.Equal(x.Members, want) {
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
	c := Compare([]*Side{a, b})
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
			if f.build == nil || strings.HasSuffix(f.name, ".xlsx") {
				continue
			}
			data, err := f.build()
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(string(data), "T99000900") && !f.private {
				t.Errorf("%s names a teacher and is open to all", f.name)
			}
		}
		checkBook(t, c, v)
	}
}

func checkBook(t *testing.T, c *Comparison, v say.Voice) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "out")
	if err := WriteComparison(dir, c, v); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenFile(filepath.Join(dir, comparisonBook))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows(v.Say("compare.sheet-teachers"))
	if err != nil || len(rows) != 5 || rows[2][1] != "T990009000001" {
		t.Errorf("%s: teachers %v, %v", v.Lang, rows, err)
	}
	if err := CheckComparison(dir); err != nil {
		t.Errorf("a comparison's folder cannot be replaced: %v", err)
	}
}
