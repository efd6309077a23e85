package rule

import (
	"embed"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rotateplan/rotate/model"
)

//go:embed presets/*.yaml
var presetFiles embed.FS

// basePolicy is the layer beneath all others: every rule as its own file sets it. It has no YAML.
const basePolicy = "base"

// Presets returns the names of the policies that ship with the program, base first.
func Presets() []string {
	names := []string{basePolicy}
	entries, err := presetFiles.ReadDir("presets")
	if err != nil {
		panic(err) // the folder is embedded
	}
	for _, e := range entries {
		names = append(names, strings.TrimSuffix(e.Name(), ".yaml"))
	}
	return names
}

// LoadPolicy reads a preset by its name, or a policy file, and lays it over the policies it extends. The policy is
// complete: one clause per known rule, in the order of All. All faults of all layers are returned; if any is more than a
// warning there is no policy.
func LoadPolicy(nameOrFile string) (*model.Policy, model.Faults) {
	l := &loader{}
	l.follow(reference{text: nameOrFile, dir: "."})
	return l.policy()
}

// ParsePolicy is LoadPolicy for a text already read. What it extends is a preset, or a file relative to the folder of name.
func ParsePolicy(name string, data []byte) (*model.Policy, model.Faults) {
	l := &loader{}
	l.read(document{id: absolute(name), file: name, data: data})
	return l.policy()
}

// loader collects the layers of a policy, the undermost first.
type loader struct {
	layers []*layer
	open   []string // documents being read, by id: a document met again extends itself
	faults model.Faults
}

// document is one policy text: a file, or a preset.
type document struct {
	id, file string
	data     []byte
}

// reference is the name of a preset or file, and where it was written; an empty one means base.
type reference struct {
	text string
	dir  string // files are relative to it
	file string
	place
}

// follow reads what a policy extends.
func (l *loader) follow(r reference) {
	if r.text == "" || r.text == basePolicy {
		return
	}
	d, bad := r.document()
	if bad == nil && slices.Contains(l.open, d.id) {
		bad = r.fault("policy-cycle", "不依赖本策略的策略 / a policy that does not itself extend this one",
			"断开循环，例如改为 extends: base / break the circle, for instance with extends: base")
	}
	if bad != nil {
		l.faults = append(l.faults, *bad)
		return
	}
	l.read(d)
}

func (r reference) document() (document, *model.Fault) {
	if slices.Contains(Presets(), r.text) {
		file := "presets/" + r.text + ".yaml"
		data, err := presetFiles.ReadFile(file)
		if err != nil {
			panic(err) // the file is embedded
		}
		return document{id: file, file: file, data: data}, nil
	}
	path := r.text
	if !filepath.IsAbs(path) {
		path = filepath.Join(r.dir, path)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return document{}, r.missing()
	}
	return document{id: absolute(path), file: path, data: data}, nil
}

// missing is the fault of a name that is no preset and no file. A word without an ending may be a preset misspelt.
func (r reference) missing() *model.Fault {
	if filepath.Ext(r.text) != "" || filepath.Base(r.text) != r.text {
		return r.fault("policy-missing", "可读的策略文件 / a policy file that can be read", "找不到文件：检查路径 / file not found: check the path")
	}
	known := Presets()
	return r.fault("policy-missing", fmt.Sprintf("策略文件，或自带策略：%s / a policy file, or one of: %s",
		strings.Join(known, "、"), strings.Join(known, ", ")), DidYouMean(r.text, known))
}

func (r reference) fault(code, expected, remedy string) *model.Fault {
	return &model.Fault{Code: code, File: r.file, Row: r.line, Column: r.place.String(), Found: r.text,
		Expected: expected, Remedy: remedy}
}

func absolute(path string) string {
	if full, err := filepath.Abs(path); err == nil {
		return full
	}
	return filepath.Clean(path)
}

// read adds a document to the layers, after those it extends.
func (l *loader) read(d document) {
	root, bad := readYAML(d.file, d.data)
	if bad != nil {
		l.faults = append(l.faults, *bad)
		return
	}
	r := layerReader{file: d.file}
	layer := r.layer(root)
	l.faults = append(l.faults, r.faults()...)
	l.open = append(l.open, d.id)
	l.follow(layer.extends)
	l.open = l.open[:len(l.open)-1]
	l.layers = append(l.layers, layer)
}

// policy lays the layers over the base.
func (l *loader) policy() (*model.Policy, model.Faults) {
	if len(l.faults.Bad()) > 0 {
		return nil, l.faults
	}
	p := base()
	for _, layer := range l.layers {
		p.Name = layer.name
		for i := range layer.settings {
			layer.settings[i].apply(p, layer.name)
		}
	}
	l.faults = append(l.faults, l.contradictions(p)...)
	if len(l.faults.Bad()) > 0 {
		return nil, l.faults
	}
	p.SHA256 = fingerprint(p)
	return p, l.faults
}

// base builds the undermost layer: every rule at its own defaults.
func base() *model.Policy {
	p := &model.Policy{Name: basePolicy}
	for _, r := range All() {
		k := model.Clause{Rule: r.Name, Mode: r.Mode, Weight: r.Weight, Source: r.Source, Layer: basePolicy,
			Args: map[string]int64{}, From: map[string]string{"mode": basePolicy, "weight": basePolicy}}
		for _, param := range r.Params {
			k.Args[param.Name], k.From[param.Name] = param.Default, basePolicy
		}
		p.Clauses = append(p.Clauses, k)
	}
	return p
}

// apply lays one clause of a layer over the policy. A layer that names no source leaves none of an older layer standing:
// that source would vouch for values it does not hold.
func (s *setting) apply(p *model.Policy, layer string) {
	i := slices.IndexFunc(p.Clauses, func(k model.Clause) bool { return k.Rule == s.rule.Name })
	k := &p.Clauses[i]
	k.Layer, k.Source = layer, s.source
	if s.source == "" {
		k.Source = fmt.Sprintf("“%s”未注明出处 / set by %q without a source", layer, layer)
	}
	if s.hasMode {
		k.Mode, k.From["mode"] = s.mode, layer
	}
	if s.hasWeight {
		k.Weight, k.From["weight"] = s.weight, layer
	}
	if s.hasRelax {
		k.Firm, k.From["relax"] = s.firm, layer
	}
	if s.soften != "" {
		k.Soften = []string{s.soften}
	}
	for _, name := range slices.Sorted(maps.Keys(s.args)) {
		k.Args[name], k.From[name] = s.args[name], layer
	}
}

// canonical writes what a policy says, whatever the formatting, layers, names and sources of its files: one line per
// clause, arguments in the order of the rule's parameters.
func canonical(p *model.Policy) string {
	var b strings.Builder
	for i := range p.Clauses {
		k := &p.Clauses[i]
		fmt.Fprintf(&b, "%s %s %d", k.Rule, k.Mode, k.Weight)
		r := Find(k.Rule)
		for j := range r.Params {
			fmt.Fprintf(&b, " %s=%s", r.Params[j].Name, r.Params[j].Text(k.Args[r.Params[j].Name]))
		}
		if k.Firm {
			b.WriteString(" relax=never")
		}
		for _, q := range k.Soften {
			b.WriteString(" soften=" + q)
		}
		b.WriteByte('\n')
	}
	return b.String()
}
