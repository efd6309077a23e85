package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rotateplan/rotate/cmd/internal/judge"
	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/gen"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/model/table"
)

// tampered is the folder of a plan with the county it was made for, to be spoilt.
type tampered struct {
	*testing.T
	dir    string
	county *model.County
	rows   [][]string // of exchange.csv, header first
	source []string   // the flags that name what it was made from
}

const tamperSeed = 3

// plannedOnce plans a small county once for all cases of a test and returns a function that copies the folder.
func plannedOnce(t *testing.T) func(t *testing.T) *tampered {
	t.Helper()
	data, out := t.TempDir(), filepath.Join(t.TempDir(), "out")
	county := gen.County(gen.Options{Teachers: 400, Schools: 12, Seed: tamperSeed})
	if err := table.WriteCounty(data, county); err != nil {
		t.Fatal(err)
	}
	policy := filepath.Join(data, "near.yaml")
	write(t, policy, []byte("extends: national-2014\nclauses:\n  commute: {km: 20}\n"))
	source := []string{"--county", county.Code, "--data", data, "--year", fmt.Sprint(county.Year), "--policy", policy}
	if code, _, said := command(t, append([]string{"plan", "--out", out}, source...)...); code != 0 {
		t.Fatalf("exit %d (seed %d): %s", code, tamperSeed, said)
	}
	return func(t *testing.T) *tampered {
		x := &tampered{T: t, dir: filepath.Join(t.TempDir(), "out"), county: county, source: source}
		if err := os.CopyFS(x.dir, os.DirFS(out)); err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(strings.NewReader(x.read("exchange.csv"))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		x.rows = rows
		return x
	}
}

func (x *tampered) read(name string) string {
	text, err := os.ReadFile(filepath.Join(x.dir, name))
	if err != nil {
		x.Fatal(err)
	}
	return string(text)
}

func (x *tampered) save(name, text string) {
	if err := os.WriteFile(filepath.Join(x.dir, name), []byte(text), 0o600); err != nil {
		x.Fatal(err)
	}
}

func (x *tampered) saveRows() {
	var b bytes.Buffer
	if err := csv.NewWriter(&b).WriteAll(x.rows); err != nil {
		x.Fatal(err)
	}
	x.save("exchange.csv", b.String())
}

// send adds a row: a teacher goes to a section for the year.
func (x *tampered) send(t model.TeacherID, s model.SectionID) {
	p := &x.county.Teachers[t]
	x.rows = append(x.rows, []string{p.ID, x.county.SchoolOf(p.Home).ID, x.county.SchoolOf(s).ID, x.county.Sections[s].Stage.Code(),
		p.Subject.Code(), "full", fmt.Sprint(x.county.Year, "-09"), fmt.Sprint(x.county.Year+1, "-07"), "0", "0", "1", ""})
}

// sent reports whether a teacher is in the list.
func (x *tampered) sent(t model.TeacherID) bool {
	return slices.ContainsFunc(x.rows, func(row []string) bool { return row[0] == x.county.Teachers[t].ID })
}

// teacher returns the first teacher who is not in the list, not away, and as wanted.
func (x *tampered) teacher(wanted func(p *model.Teacher) bool) model.TeacherID {
	for i := range x.county.Teachers {
		p := &x.county.Teachers[i]
		if x.county.Sections[p.Home].School == p.At && !x.sent(model.TeacherID(i)) && wanted(p) {
			return model.TeacherID(i)
		}
	}
	x.Fatal("no such teacher")
	return model.None
}

// village returns a target of a teacher's stage outside her school.
func (x *tampered) village(t model.TeacherID) model.SectionID {
	p := &x.county.Teachers[t]
	for i := range x.county.Sections {
		s := model.SectionID(i)
		if x.county.Sections[s].Stage == p.Stage && x.county.Target(s) && x.county.Sections[s].School != x.county.Sections[p.Home].School {
			return s
		}
	}
	x.Fatal("no such section")
	return model.None
}

// slack is by how much the only quota of a rule is more than met, from rules.csv.
func (x *tampered) slack(rule string) int {
	rows, err := csv.NewReader(strings.NewReader(x.read("rules.csv"))).ReadAll()
	if err != nil {
		x.Fatal(err)
	}
	for _, row := range rows {
		if row[1] == rule {
			achieved, err := strconv.Atoi(row[3])
			least, also := strconv.Atoi(row[4])
			if err != nil || also != nil {
				x.Fatal(row)
			}
			return achieved - least
		}
	}
	x.Fatalf("no quota of %s", rule)
	return 0
}

// keepHome takes one mover of a town or core school off the list.
func (x *tampered) keepHome() {
	k := slices.IndexFunc(x.rows, func(row []string) bool {
		for i := range x.county.Teachers {
			p := &x.county.Teachers[i]
			if p.ID == row[0] && row[5] == "full" {
				return x.county.SchoolOf(p.Home).InTown() || x.county.Sections[p.Home].Core()
			}
		}
		return false
	})
	if k < 0 {
		x.Fatal("no mover of a town or core school")
	}
	x.rows = slices.Delete(x.rows, k, k+1)
}

func (x *tampered) served(p *model.Teacher) int {
	return p.SchoolSince.FullYears(model.FirstSeptember(x.county.Year))
}

// prices is certificate.json as far as it is tampered with.
type prices struct {
	Grouping  model.Certificate `json:"grouping"`
	Rotation  model.Certificate `json:"rotation"`
	Itinerant model.Certificate `json:"itinerant"`
}

func (x *tampered) certificate(change func(*prices)) {
	var p prices
	if err := json.Unmarshal([]byte(x.read("certificate.json")), &p); err != nil {
		x.Fatal(err)
	}
	change(&p)
	text, err := json.Marshal(&p)
	if err != nil {
		x.Fatal(err)
	}
	x.save("certificate.json", string(text))
}

// heaviest is the highest price the weight of a quota allows, in thousandths.
func (x *tampered) heaviest(quota string) int64 {
	c, err := rule.NewCase(x.county, mustPolicy(x.T, "national-2014"), 1)
	if err != nil {
		x.Fatal(err)
	}
	for _, p := range c.WithGrouping(x.county.Groups()).StayLaw() {
		if f := p.Form.Quota; f != nil {
			for i := range f.Quotas {
				if q := &f.Quotas[i]; q.Key == quota {
					return int64(q.Weight) * 1000 / q.Unit
				}
			}
		}
	}
	x.Fatalf("no quota %s", quota)
	return 0
}

// replace replaces the first text of a file that stands there.
func (x *tampered) replace(name, old, by string) {
	text := x.read(name)
	if !strings.Contains(text, old) {
		x.Fatalf("%s does not contain %q", name, old)
	}
	x.save(name, strings.Replace(text, old, by, 1))
}

// say sets a word of plan.json.
func (x *tampered) say(part, key string, value any) {
	doc := x.plan()
	doc[part].(map[string]any)[key] = value
	x.rewrite(doc)
}

func (x *tampered) plan() map[string]any {
	var doc map[string]any
	d := json.NewDecoder(strings.NewReader(x.read("plan.json")))
	d.UseNumber()
	if err := d.Decode(&doc); err != nil {
		x.Fatal(err)
	}
	return doc
}

func (x *tampered) rewrite(doc any) {
	text, err := json.Marshal(doc)
	if err != nil {
		x.Fatal(err)
	}
	x.save("plan.json", string(text))
}

// raise raises the bound of a problem in plan.json by 1.
func (x *tampered) raise(problem string) { x.figure(problem, "bound", +1) }

// figure changes a number of plan.json.
func (x *tampered) figure(part, key string, by int64) {
	doc := x.plan()
	of := doc[part].(map[string]any)
	n, err := of[key].(json.Number).Int64()
	if err != nil {
		x.Fatal(err)
	}
	of[key] = n + by
	x.rewrite(doc)
}

func mustPolicy(t *testing.T, name string) *model.Policy {
	t.Helper()
	p, bad := rule.LoadPolicy(name)
	if len(bad.Bad()) > 0 {
		t.Fatal(bad)
	}
	return p
}

func TestTamperedPlansAreRefused(t *testing.T) {
	plan := plannedOnce(t)
	x := plan(t)
	if code, said := judged(x.dir); code != judge.Clean {
		t.Fatalf("the plan itself: exit %d (seed %d): %s", code, tamperSeed, said)
	}
	for _, k := range slices.Concat(tamperings, tripTamperings) {
		t.Run(k.name, func(t *testing.T) {
			x := plan(t)
			k.spoil(x)
			code, said := judged(x.dir)
			if code != judge.Refused || !strings.Contains(said, k.named) {
				t.Errorf("exit %d, want %d and %q named (seed %d):\n%s", code, judge.Refused, k.named, tamperSeed, said)
			}
		})
	}
}

// TestTamperedListsAreRefused judges the spoilt lists as if somebody had made them by hand, with nothing claimed of them.
func TestTamperedListsAreRefused(t *testing.T) {
	plan := plannedOnce(t)
	for _, k := range tamperings[:5] {
		t.Run(k.name, func(t *testing.T) {
			x := plan(t)
			k.spoil(x)
			list := []string{filepath.Join(x.dir, "exchange.csv"), "--groups", filepath.Join(x.dir, "groups.csv")}
			code, said := judged(append(list, x.source...)...)
			if code != judge.Refused || !strings.Contains(said, k.named) {
				t.Errorf("exit %d, want %d and %q named (seed %d):\n%s", code, judge.Refused, k.named, tamperSeed, said)
			}
		})
	}
}

func TestChangedTablesAreNoticed(t *testing.T) {
	x := plannedOnce(t)(t)
	var c struct {
		Data struct {
			Path string `json:"path"`
		} `json:"data"`
	}
	if err := json.Unmarshal([]byte(x.read("plan.json")), &c); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(c.Data.Path, "教师.csv")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	write(t, path, bytes.Replace(text, []byte("一级"), []byte("二级"), 1))
	if code, said := judged(x.dir); code != judge.Refused || !strings.Contains(said, "data.sha256") {
		t.Errorf("exit %d, want %d: %s", code, judge.Refused, said)
	}
}

// judged runs rotate-verify.
func judged(args ...string) (int, string) { return judgedAs(append(args, "--lang", "en")...) }

func judgedAs(args ...string) (int, string) {
	var out bytes.Buffer
	code := judge.Main(args, &out, &out)
	return code, out.String()
}
