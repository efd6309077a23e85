package judge

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rotateplan/rotate/cmd/internal/report"
)

// mostClaims is how many wrong figures of plan.json are listed.
const mostClaims = 20

// retell writes plan.json anew from the lists and holds every figure of the old one against it: so a list that does not
// agree with plan.json is noticed, and so is any number in it.
func (v *Verdict) retell(text []byte, p *report.Plan) error {
	fresh, err := report.JSON(p)
	if err != nil {
		return err
	}
	var told, found any
	if err := decode(text, &told); err != nil {
		return err
	}
	if err := decode(fresh, &found); err != nil {
		return err
	}
	before := len(v.Findings)
	v.compare("", told, found)
	v.Findings = v.Findings[:min(len(v.Findings), before+mostClaims)]
	return nil
}

func decode(text []byte, into *any) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	return d.Decode(into)
}

// plan is the plan as its folder tells it, with the accounts of the judge. The claims that hold has judged are taken
// over, so that each wrong one is told once; cost is compared.
func (v *Verdict) plan(c *claims, certs *Certificates) *report.Plan {
	p := &report.Plan{Version: c.Version, DataPath: c.Data.Path, DataSHA256: c.Data.SHA256, PolicyPath: c.Policy.Path, CRS: c.Data.CRS,
		Seed: c.Seed, Effort: c.Effort, Relaxed: c.Relaxed, Policy: v.policy, Case: v.Case, Rotation: v.moves(),
		Groups: report.Verdict{Status: c.Grouping.Status, Account: *v.Grouping, Bound: c.Grouping.Bound, Certificate: certs.Grouping}}
	p.Grouping = *v.Lists.Groups
	if c.Keep != nil {
		p.Keep = report.Keep{Path: c.Keep.Path, SHA256: c.Keep.SHA256}
	}
	if v.Rotation != nil {
		p.Moves = report.Verdict{Status: c.Rotation.Status, Account: *v.Rotation, Bound: c.Rotation.Bound, Certificate: certs.Rotation}
	}
	if v.Circuit != nil && c.Circuit != nil {
		p.Circuit = v.Trips
		p.Trips = report.Verdict{Status: c.Circuit.Status, Account: *v.Circuit, Bound: c.Circuit.Bound, Certificate: certs.Circuit}
	}
	for _, m := range c.Rotation.Moves {
		p.Equals = append(p.Equals, m.Equals)
	}
	return p
}

// compare finds where what is told differs from what was found; at is the way to it, as rotation.moves[3].to.
func (v *Verdict) compare(at string, told, found any) {
	switch f := found.(type) {
	case map[string]any:
		t, ok := told.(map[string]any)
		if !ok {
			break
		}
		for _, key := range slices.Sorted(maps.Keys(f)) {
			v.compare(at+"."+key, t[key], f[key])
		}
		return
	case []any:
		t, ok := told.([]any)
		if !ok || len(t) != len(f) {
			v.claim("claim", clip(at), fmt.Sprint(len(t)), fmt.Sprint(len(f)))
			return
		}
		for i := range f {
			v.compare(fmt.Sprintf("%s[%d]", at, i), t[i], f[i])
		}
		return
	}
	if !same(told, found) {
		what := "claim"
		if slices.Contains([]string{".grouping.cost", ".rotation.cost", ".itinerant.cost"}, at) {
			what = "cost"
		}
		v.claim(what, clip(at), fmt.Sprint(told), fmt.Sprint(found))
	}
}

func clip(at string) string { return at[min(1, len(at)):] }

// same compares two values that are neither objects nor lists; numbers by value, however they are written.
func same(told, found any) bool {
	t, number := told.(json.Number)
	f, also := found.(json.Number)
	if !number || !also {
		return told == found
	}
	whole, err := t.Int64()
	if n, bad := f.Int64(); err == nil && bad == nil {
		return whole == n
	}
	x, err := t.Float64()
	y, bad := f.Float64()
	return err == nil && bad == nil && x == y
}

// tables holds the tables of a folder against those of the plan, cell by cell: the lists too, for what beside the moves
// and the members stands in them.
func (v *Verdict) tables(dir string, p *report.Plan) error {
	names := []string{"schools.csv", "rules.csv", "groups.csv"}
	if v.Rotation != nil {
		names = append(names, "exchange.csv")
	}
	if p.Keep != (report.Keep{}) {
		names = append(names, "kept.csv", "changes.csv")
	}
	for _, name := range names {
		fresh, err := report.Table(p, name)
		if err != nil {
			return err
		}
		told, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			v.claim("claim", name, err.Error(), name)
			continue
		}
		v.compareRows(name, cells(told), cells(fresh))
	}
	return nil
}

func cells(text []byte) [][]string {
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(text, []byte("\ufeff"))))
	r.FieldsPerRecord = -1
	rows, _ := r.ReadAll() // rows after a bad one are missing, and so noticed
	return rows
}

// compareRows finds the first row in which a table differs.
func (v *Verdict) compareRows(name string, told, found [][]string) {
	row := func(all [][]string, i int) []string {
		if i >= len(all) {
			return nil
		}
		return all[i]
	}
	for i := range max(len(told), len(found)) {
		if t, f := row(told, i), row(found, i); !slices.Equal(t, f) {
			v.claim("claim", fmt.Sprintf("%s[%d]", name, i+1), strings.Join(t, ","), strings.Join(f, ","))
			return
		}
	}
}
