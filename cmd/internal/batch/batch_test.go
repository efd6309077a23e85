package batch

import (
	"context"
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rotateplan/rotate/cmd/internal/job"
	"github.com/rotateplan/rotate/model/gen"
	"github.com/rotateplan/rotate/model/table"
	"github.com/rotateplan/rotate/solver"
)

// TestAreasAddUp adds counties of two provinces up by city and by province.
func TestAreasAddUp(t *testing.T) {
	rows := []Row{
		{County: "990101", Status: "optimal", Figures: Figures{Cost: 100, Bound: 100, Eligible: 10, Movers: 1, Backbone: 1}},
		{County: "990102", Status: "gap", Figures: Figures{Cost: 300, Bound: 200, Eligible: 30, Movers: 3, Uncovered: 2, ShortageBefore: 9, ShortageAfter: 7}},
		{County: "990103", Status: "faults", Exit: job.ExitInput, Figures: Figures{Cost: 7}},
		{County: "990201", Status: "pending", Exit: pending},
		{County: "980101", Status: "effort", Figures: Figures{Cost: 50, Bound: 0, Eligible: 0}},
	}
	slices.SortFunc(rows, func(a, b Row) int { return strings.Compare(a.County, b.County) })
	for _, k := range []struct {
		digits int
		want   string
	}{
		{4, "9801 1 1 0 0 50 0 1.000000 0 0 0.000000 0.000000 0 0 0\n" +
			"9901 3 2 1 0 400 300 0.250000 40 4 0.100000 0.250000 2 9 7\n" +
			"9902 1 0 0 1 0 0 0.000000 0 0 0.000000 0.000000 0 0 0\n"},
		{2, "98 1 1 0 0 50 0 1.000000 0 0 0.000000 0.000000 0 0 0\n" +
			"99 4 2 1 1 400 300 0.250000 40 4 0.100000 0.250000 2 9 7\n"},
	} {
		got := ""
		for _, line := range areas(rows, k.digits)[1:] {
			got += strings.Join(line, " ") + "\n"
		}
		if got != k.want {
			t.Errorf("%d digits: got\n%swant\n%s", k.digits, got, k.want)
		}
	}
}

// TestAPanicIsOfOneCounty lets the solver of one county panic.
func TestAPanicIsOfOneCounty(t *testing.T) {
	data, out := t.TempDir(), t.TempDir()
	county := gen.Nation(gen.Seats(2), 100, 1)
	for i := range 2 {
		if err := table.WriteCounty(filepath.Join(data, gen.Seats(2)[i].Code), county(i)); err != nil {
			t.Fatal(err)
		}
	}
	r := Request{Out: out, Workers: 1}
	r.Data, r.Year, r.Solver.Effort = data, 2026, 1
	panicked := false
	r.Solver.Progress = func(solver.Progress) {
		if !panicked {
			panicked = true
			panic("out of order")
		}
	}
	result, err := Run(context.Background(), r)
	if err != nil {
		t.Fatal(err)
	}
	if n := Tallied(result.Rows); !panicked || n.Planned != 1 || n.Failed != 1 || result.Failed != 1 {
		t.Errorf("%+v", result.Rows)
	}
	text, err := os.ReadFile(filepath.Join(out, "summary.csv"))
	if err != nil {
		t.Fatal(err)
	}
	table, err := csv.NewReader(strings.NewReader(string(text))).ReadAll()
	if err != nil || len(table) != 3 || !strings.Contains(string(text), "panic: out of order") {
		t.Errorf("%v: %s", err, text)
	}
}

// TestTheLargestComesFirst lists counties by the size of their tables, and shards by their codes.
func TestTheLargestComesFirst(t *testing.T) {
	b := batch{all: []table.Stored{{Code: "990001", Bytes: 5}, {Code: "990002", Bytes: 9}, {Code: "990003", Bytes: 9}, {Code: "990004", Bytes: 7}}}
	for _, k := range []struct {
		shard, shards int
		want          string
	}{{0, 1, "990002 990003 990004 990001"}, {0, 2, "990003 990001"}, {1, 2, "990002 990004"}, {4, 5, ""}} {
		b.Shard, b.Shards = k.shard, k.shards
		var got []string
		for _, x := range b.mine() {
			got = append(got, x.Code)
		}
		if strings.Join(got, " ") != k.want {
			t.Errorf("shard %d/%d: %v, want %s", k.shard, k.shards, got, k.want)
		}
	}
}

// TestGivenGroupsCostWhatTheyCost reads plans whose groups were planned, given and not asked for: costs of all compare, and the
// gap is what a better list could save.
func TestGivenGroupsCostWhatTheyCost(t *testing.T) {
	const list = `"rotation": {"status": "gap", "cost": 30, "bound": 20}`
	for _, k := range []struct {
		grouping string
		want     Row
	}{
		{`{"status": "optimal", "cost": 70, "bound": 70}`, Row{Status: "gap", Groups: "planned", Figures: Figures{Cost: 100, Bound: 90}}},
		{`{"status": "given", "cost": 70, "bound": 0}`, Row{Status: "gap", Groups: "given", Figures: Figures{Cost: 100, Bound: 90}}},
		{`{"status": "skipped"}`, Row{Status: "gap", Figures: Figures{Cost: 30, Bound: 20}}},
	} {
		dir := t.TempDir()
		text := `{"county": {"code": "990001"}, "grouping": ` + k.grouping + `, ` + list + `}`
		if err := os.WriteFile(filepath.Join(dir, "plan.json"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		k.want.County = "990001"
		if row, err := readRow(dir); err != nil || row != k.want {
			t.Errorf("%s: %v\n got %+v\nwant %+v", k.grouping, err, row, k.want)
		}
	}
}
