package rule_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// parse reads a policy that must be without fault.
func parse(t *testing.T, text string) *model.Policy {
	t.Helper()
	p, faults := rule.ParsePolicy("county.yaml", []byte(text))
	if len(faults) > 0 {
		t.Fatalf("policy:\n%s\n%v", text, faults)
	}
	return p
}

func clause(t *testing.T, p *model.Policy, name string) model.Clause {
	t.Helper()
	for _, k := range p.Clauses {
		if k.Rule == name {
			return k
		}
	}
	t.Fatalf("policy %s has no clause %s", p.Name, name)
	return model.Clause{}
}

func TestPresetsAreComplete(t *testing.T) {
	for _, name := range rule.Presets() {
		p, faults := rule.LoadPolicy(name)
		if len(faults) > 0 {
			t.Fatalf("%s: %v", name, faults)
		}
		if p.Name != name || len(p.SHA256) != 64 {
			t.Errorf("preset %s names itself %q, hash %q", name, p.Name, p.SHA256)
		}
		for i, r := range rule.All() {
			k := p.Clauses[i]
			if k.Rule != r.Name || k.Source == "" || len(k.Args) != len(r.Params) || len(k.From) != len(r.Params)+2 {
				t.Errorf("%s: clause %d is %+v, want all of %s", name, i, k, r.Name)
			}
			if strings.Contains(k.Source, "without a source") {
				t.Errorf("%s: %s has no source", name, k.Rule)
			}
		}
	}
}

// The base changes nothing: it is what the rules say of themselves.
func TestBaseIsTheRules(t *testing.T) {
	p, _ := rule.LoadPolicy("base")
	for i, r := range rule.All() {
		k := p.Clauses[i]
		if k.Mode != r.Mode || k.Weight != r.Weight || k.Source != r.Source || k.Layer != "base" {
			t.Errorf("base: %+v", k)
		}
		for _, x := range r.Params {
			if k.Args[x.Name] != x.Default {
				t.Errorf("base: %s %s = %d, want %d", r.Name, x.Name, k.Args[x.Name], x.Default)
			}
		}
	}
}

func TestLayersKnowWhoSetWhat(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "city.yaml", "name: 市\nclauses:\n  group-size: {mode: should, max: 3, source: 市〔2018〕1号}\n  tenure: {years: 3, source: x}\n")
	write(t, dir, "county.yaml", "name: 县\nextends: city.yaml\nclauses:\n  group-size: {max: 4}\n")
	p, faults := rule.LoadPolicy(filepath.Join(dir, "county.yaml"))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	got := clause(t, p, "group-size")
	want := model.Clause{Rule: "group-size", Mode: model.Should, Weight: rule.Find("group-size").Weight,
		Args: map[string]int64{"min": 1, "max": 4}, Source: got.Source, Layer: "县",
		From: map[string]string{"mode": "市", "weight": "base", "min": "base", "max": "县"}}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if strings.Contains(got.Source, "市〔2018〕1号") {
		t.Errorf("the city's source vouches for the county's value: %q", got.Source)
	}
	if k := clause(t, p, "tenure"); k.Layer != "市" || k.Source != "x" || k.Args["years"] != 3 {
		t.Errorf("tenure: %+v", k)
	}
}

func TestHashIsOfTheLawNotOfTheText(t *testing.T) {
	a := parse(t, "name: a\nclauses:\n  group-size: {max: 3, min: 1}\n  tenure: {years: 6}\n")
	b := parse(t, "# 注\nclauses:\n  \"tenure\":\n    years: 6 # full\n  group-size:\n    mode: must\n    max: 3\nname: b\n")
	c := parse(t, "clauses:\n  group-size: {max: 2}\n")
	if a.SHA256 != b.SHA256 || a.SHA256 == c.SHA256 {
		t.Errorf("hashes %s %s %s: want the first two equal, the third not", a.SHA256, b.SHA256, c.SHA256)
	}
}

// Every fault of a policy is found at once, each at its place, with the nearest known name.
func TestFaults(t *testing.T) {
	text := `name: 坏
extend: base
clauses:
  group-sise: {max: 3}
  group-size: {mode: musst, maximum: 3, min: 99}
  tenure:
    years: six
    weight: -1
    years: 7
  core-load: 5
  stage-match: {match: eny}
  ownership: {private: yes}
  core-certified: {pupils: 1.5, quality: 99999999999999999999}
`
	_, faults := rule.ParsePolicy("bad.yaml", []byte(text))
	var got []string
	for _, f := range faults {
		got = append(got, fmt.Sprintf("%s %s:%d %s %s", f.Code, f.File, f.Row, f.Column, f.Found))
		if f.Expected == "" || f.Remedy == "" {
			t.Errorf("fault without help: %+v", f)
		}
	}
	want := []string{
		"policy-key bad.yaml:2 第 1 列 / column 1 extend",
		"policy-rule bad.yaml:4 第 3 列 / column 3 group-sise",
		"policy-mode bad.yaml:5 第 22 列 / column 22 musst",
		"policy-argument bad.yaml:5 第 29 列 / column 29 maximum",
		"policy-range bad.yaml:5 第 46 列 / column 46 99",
		"policy-type bad.yaml:7 第 12 列 / column 12 six",
		"policy-range bad.yaml:8 第 13 列 / column 13 -1",
		"policy-duplicate bad.yaml:9 第 5 列 / column 5 years",
		"policy-type bad.yaml:10 第 14 列 / column 14 5",
		"policy-word bad.yaml:11 第 24 列 / column 24 eny",
		"policy-type bad.yaml:12 第 24 列 / column 24 yes",
		"policy-type bad.yaml:13 第 28 列 / column 28 1.5",
		"policy-type bad.yaml:13 第 42 列 / column 42 99999999999999999999",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	for i, near := range []string{0: "extends", 1: "group-size", 2: "must", 3: "max", 9: "any"} {
		if near != "" && (i >= len(faults) || !strings.HasSuffix(faults[i].Remedy, " "+near)) {
			t.Errorf("fault %d: want the nearest name %s in its remedy", i, near)
		}
	}
}

func TestSyntaxFaults(t *testing.T) {
	for _, text := range []string{"clauses: {tenure: {years: 6}", "clauses:\n\t- x", "a: b: c", "name: a\n---\nname: b\n", "*x", "%", "{{{", "- 1", "5", "name: \xb2\xdf\xc2\xd4"} {
		p, faults := rule.ParsePolicy("bad.yaml", []byte(text))
		if p != nil || len(faults) == 0 {
			t.Errorf("%q was read as a policy", text)
		}
	}
	for _, text := range []string{"", "# nothing\n", "clauses:\n", "clauses:\n  tenure:\n", "\ufeffname: a\n"} {
		parse(t, text)
	}
}

func TestExtends(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "a.yaml", "extends: sub/b.yaml\n")
	write(t, dir, "sub/b.yaml", "extends: ../a.yaml\n")
	write(t, dir, "self.yaml", "extends: self.yaml\n")
	write(t, dir, "lost.yaml", "extends: natoinal-2014\nclauses: {tenure: {yaers: 6}}\n")
	for file, want := range map[string]string{
		"a.yaml":    "policy-cycle b.yaml:1 ../a.yaml",
		"self.yaml": "policy-cycle self.yaml:1 self.yaml",
		"lost.yaml": "policy-argument lost.yaml:2 yaers|policy-missing lost.yaml:1 natoinal-2014",
		"none.yaml": "policy-missing .:0 " + filepath.Join(dir, "none.yaml"),
	} {
		p, faults := rule.LoadPolicy(filepath.Join(dir, file))
		var got []string
		for _, f := range faults {
			got = append(got, fmt.Sprintf("%s %s:%d %s", f.Code, filepath.Base(f.File), f.Row, f.Found))
		}
		if p != nil || strings.Join(got, "|") != want {
			t.Errorf("%s: %q, want %q", file, got, want)
		}
	}
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	path := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func compileSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	text, err := jsonschema.UnmarshalJSON(bytes.NewReader(rule.Schema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("policy.json", text); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("policy.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func TestSchema(t *testing.T) {
	schema := compileSchema(t)
	files, err := filepath.Glob("presets/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no presets: %v", err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(generic(t, text)); err != nil {
			t.Errorf("%s: %v", file, err)
		}
	}
	for _, bad := range []string{"extend: base", "clauses: {no-such: {}}", "clauses: {tenure: {years: x}}",
		"clauses: {tenure: {years: 99}}", "clauses: {tenure: {mode: hard}}", "clauses: {ownership: {private: 1}}", "clauses: {stage-match: {match: x}}"} {
		if schema.Validate(generic(t, []byte(bad))) == nil {
			t.Errorf("schema accepts %s", bad)
		}
	}
}

func generic(t *testing.T, text []byte) any {
	t.Helper()
	asJSON, err := yaml.YAMLToJSON(text)
	if err != nil {
		t.Fatal(err)
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(asJSON))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestSchemaNamesEveryRule(t *testing.T) {
	var s struct {
		Properties struct {
			Clauses struct {
				Properties map[string]struct{ Properties map[string]any }
			}
		}
	}
	if err := json.Unmarshal(rule.Schema(), &s); err != nil {
		t.Fatal(err)
	}
	for _, r := range rule.All() {
		for _, p := range r.Params {
			if s.Properties.Clauses.Properties[r.Name].Properties[p.Name] == nil {
				t.Errorf("schema lacks %s of %s", p.Name, r.Name)
			}
		}
	}
	if n := len(s.Properties.Clauses.Properties); n != len(rule.All()) {
		t.Errorf("schema has %d rules, want %d", n, len(rule.All()))
	}
}

// Whatever the text, a policy is read or refused: never both, never a panic.
func FuzzParsePolicy(f *testing.F) {
	f.Add("name: a\nextends: base\nclauses:\n  group-size: {mode: must, max: 3}\n")
	f.Add("? {a: b}\n: [1, *x, &y 2]\n<<: !!str z\n")
	f.Fuzz(func(t *testing.T, text string) {
		p, faults := rule.ParsePolicy("fuzz.yaml", []byte(text))
		if (p == nil) != (len(faults.Bad()) > 0) {
			t.Errorf("policy %v with faults %v", p, faults)
		}
		again, _ := rule.ParsePolicy("fuzz.yaml", []byte(text))
		if !reflect.DeepEqual(p, again) {
			t.Error("read twice, two policies")
		}
		if p == nil {
			return
		}
		written := written(p)
		back, faults := rule.ParsePolicy("fuzz.yaml", []byte(written))
		if len(faults.Bad()) > 0 || back.SHA256 != p.SHA256 {
			t.Errorf("%s\nwritten as\n%s\nis another policy: %v", text, written, faults.Bad())
		}
	})
}

// written is a policy clause by clause, every parameter with it.
func written(p *model.Policy) string {
	var b strings.Builder
	b.WriteString("name: again\nclauses:\n")
	for i := range p.Clauses {
		k := &p.Clauses[i]
		fmt.Fprintf(&b, "  %s: {mode: %s, weight: %d", k.Rule, k.Mode, k.Weight)
		for _, x := range rule.Find(k.Rule).Params {
			if v, set := k.Args[x.Name]; set {
				fmt.Fprintf(&b, ", %s: %s", x.Name, x.Text(v))
			}
		}
		b.WriteString("}\n")
	}
	return b.String()
}

// A list keeps its order, whatever words it is made of, and is written as it is read.
func TestLists(t *testing.T) {
	p := rule.Find("stage-match").Param("pairs")
	rng := rand.New(rand.NewPCG(1, 71))
	for range 200 {
		want := rng.Perm(len(p.Words))[:rng.IntN(len(p.Words)+1)]
		v := p.ListOf(want...)
		if got := p.Items(v); !slices.Equal(got, want) || v < p.Min || v > p.Max {
			t.Fatalf("%v is %d, which is %v; at most %d", want, v, got, p.Max)
		}
		k := clause(t, parse(t, "clauses:\n  stage-match: {pairs: "+p.Text(v)+"}\n"), "stage-match")
		if k.Args["pairs"] != v {
			t.Fatalf("%s is read as %s", p.Text(v), p.Text(k.Args["pairs"]))
		}
	}
	k := clause(t, parse(t, "clauses:\n  stage-match:\n    pairs:\n    - senior-junior\n    - junior-primary # both\n"), "stage-match")
	if got := p.Text(k.Args["pairs"]); got != "[senior-junior, junior-primary]" {
		t.Errorf("a list line by line is read as %s", got)
	}
}

func TestFaultsOfLists(t *testing.T) {
	_, faults := rule.ParsePolicy("bad.yaml", []byte("clauses:\n  stage-match: {pairs: [senior-junior, senior-unior, 5, senior-junior]}\n"+
		"  tenure: {years: [6]}\n  ownership:\n  group-size: {max: []}\n  core-load: {percent: 1, weight: 2}\n"))
	var got []string
	for _, f := range faults {
		got = append(got, fmt.Sprintf("%s %d %s", f.Code, f.Row, f.Found))
	}
	want := []string{"policy-word 2 senior-unior", "policy-type 2 5", "policy-duplicate 2 senior-junior", "policy-type 3 [6]", "policy-type 5 []"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if p, faults := rule.ParsePolicy("bad.yaml", []byte("clauses:\n  stage-match: {pairs: senior-junior}\n")); p != nil || len(faults) != 1 || faults[0].Code != "policy-type" {
		t.Errorf("a word where a list belongs: %v", faults)
	}
}

func TestContradictions(t *testing.T) {
	p, faults := rule.ParsePolicy("c.yaml", []byte("clauses:\n  group-size: {max: 2, min: 3}\n  stay-length: {max_terms: 1}\n"))
	if p != nil || len(faults) != 2 || faults[0].Row != 2 || faults[1].Row != 3 || faults[1].Found != "stay-length min_terms = 2 max_terms = 1" {
		t.Errorf("minimum above maximum: %v", faults)
	}
	p, faults = rule.ParsePolicy("c.yaml", []byte("clauses:\n  service-cycle: {mode: should}\n  tenure: {years: 5}\n  repeat: {years: 4}\n"))
	if p == nil || len(faults) != 1 || !faults[0].Warn || faults[0].Row != 3 {
		t.Errorf("five years before she may go, one term in five years asked: %v", faults)
	}
	parse(t, "clauses:\n  group-size: {mode: off, max: 2, min: 3}\n")
}
