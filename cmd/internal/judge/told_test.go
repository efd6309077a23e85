package judge

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/rotateplan/rotate/cmd/internal/compare"
	"github.com/rotateplan/rotate/cmd/internal/say"
)

// FuzzReadPlan demands of any plan.json a fault, or a plan that can be told beside itself.
func FuzzReadPlan(f *testing.F) {
	f.Add([]byte(`{}`))
	f.Add([]byte(`{"version": "1", "county": {"code": "990009"}, "year": 2026, "policy": {"sha256": "p"}, "data": {"sha256": "d"},
		"grouping": {"status": "gap", "cost": 9, "bound": -9, "groups": [{"core": "C", "stage": "primary", "members": [{"school": "S"}]}]},
		"rotation": {"status": "skipped", "moves": [{"teacher": "T"}]}, "rules": [{"name": "travel"}]}`))
	f.Add([]byte(`{"version": "1", "Version": "2"}`))
	f.Add([]byte(`[{"county": 3`))
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, text []byte) {
		if err := os.WriteFile(filepath.Join(dir, planFile), text, 0o600); err != nil {
			t.Fatal(err)
		}
		told, faults := ReadPlan(dir)
		if (told == nil) != (len(faults) > 0) {
			t.Fatalf("a plan %v, faults %v", told != nil, faults)
		}
		if told == nil {
			return
		}
		c := compare.Of([]*compare.Side{compare.SideIn(dir, told), compare.SideIn(dir, told)})
		if _, err := c.JSON(say.In("en")); err != nil || c.Text(say.In("zh")) == "" {
			t.Fatal(err)
		}
	})
}

// FuzzCells demands that the judge takes a table for another exactly if a cell differs.
func FuzzCells(f *testing.F) {
	f.Add("a,b\n1,2\n", "a,b\n1,3\n")
	f.Add("\"a,b\",c\n", "a,\"b,c\"\n")
	f.Fuzz(func(t *testing.T, told, found string) {
		v, a, b := &Verdict{}, cells([]byte(told)), cells([]byte(found))
		v.compareRows("x.csv", a, b)
		same := slices.EqualFunc(a, b, slices.Equal[[]string])
		if same != (len(v.Findings) == 0) {
			t.Errorf("%q and %q: %v", a, b, v.Findings)
		}
	})
}
