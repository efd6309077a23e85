package rule

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rotateplan/rotate/model"
)

// layer is one policy file as written: only what it sets.
type layer struct {
	name     string // as reports cite it
	extends  reference
	settings []setting
}

// setting is one clause of a layer.
type setting struct {
	rule               *Rule
	mode               model.Mode
	weight             model.Cost
	hasMode, hasWeight bool
	firm, hasRelax     bool // relax: never
	soften             string
	source             string
	args               map[string]int64
	file               string
	at                 map[string]place // of each key
}

// MaxWeight is the largest weight of a clause, in metre-terms per unit. Units are at most some 10⁵ (metres of a way), so
// with it the prices of a hundred thousand teachers stay within 64 bits, thousandths included.
const MaxWeight = 1_000_000

// layerReader checks one policy file against the rules. It notes every fault and reads on.
type layerReader struct {
	file  string
	wrong []placedFault
}

type placedFault struct {
	place
	model.Fault
}

// faults returns what is wrong in the order of the file.
func (r *layerReader) faults() model.Faults {
	slices.SortStableFunc(r.wrong, func(a, b placedFault) int {
		return cmp.Or(cmp.Compare(a.line, b.line), cmp.Compare(a.column, b.column))
	})
	var faults model.Faults
	for _, w := range r.wrong {
		faults = append(faults, w.Fault)
	}
	return faults
}

func (r *layerReader) layer(root value) *layer {
	l := &layer{name: strings.TrimSuffix(filepath.Base(r.file), filepath.Ext(r.file))}
	keys := []string{"name", "extends", "clauses"}
	for _, f := range r.fields(root, keys, "policy-key") {
		switch f.key {
		case "name":
			r.text(f.value, &l.name)
		case "extends":
			l.extends = reference{dir: filepath.Dir(r.file), file: r.file, place: f.value.place}
			r.text(f.value, &l.extends.text)
		case "clauses":
			for _, clause := range r.fields(f.value, ruleNames(), "policy-rule") {
				l.settings = append(l.settings, r.setting(clause))
			}
		}
	}
	return l
}

func ruleNames() []string {
	var names []string
	for _, r := range All() {
		names = append(names, r.Name)
	}
	return names
}

func (r *layerReader) setting(f field) setting {
	s := setting{rule: Find(f.key), args: map[string]int64{}, file: r.file, at: map[string]place{}}
	keys := []string{"mode", "weight", "relax", "soften", "source"}
	for i := range s.rule.Params {
		keys = append(keys, s.rule.Params[i].Name)
	}
	for _, f := range r.fields(f.value, keys, "policy-argument") {
		s.at[f.key] = f.place
		switch f.key {
		case "mode":
			mode, ok := r.word(f.value, modes, "policy-mode")
			s.mode, s.hasMode = model.Mode(mode), ok
		case "weight":
			weight, ok := r.number(f.value, 0, MaxWeight)
			s.weight, s.hasWeight = model.Cost(weight), ok
		case "relax":
			word, ok := r.word(f.value, relaxWords, "policy-word")
			s.firm, s.hasRelax = word == 1, ok
		case "soften":
			r.text(f.value, &s.soften)
		case "source":
			r.text(f.value, &s.source)
		default:
			if v, ok := r.argument(f.value, s.rule.Param(f.key)); ok {
				s.args[f.key] = v
			}
		}
	}
	return s
}

// fields returns the entries of a mapping whose keys are known, each once.
func (r *layerReader) fields(v value, keys []string, code string) []field {
	if !r.is(v, mapKind) {
		return nil
	}
	var good []field
	seen := map[string]place{}
	for _, f := range v.fields {
		first, twice := seen[f.key]
		switch {
		case !slices.Contains(keys, f.key):
			r.fault(code, f.place, f.key, oneOf(keys), DidYouMean(f.key, keys))
		case twice:
			r.fault("policy-duplicate", f.place, f.key, "每个名称只写一次 / each name once",
				fmt.Sprintf("删去其中一处，另一处在第 %d 行 / drop one, the other is in line %d", first.line, first.line))
		default:
			seen[f.key] = f.place
			good = append(good, f)
		}
	}
	return good
}

func (r *layerReader) argument(v value, p *Param) (int64, bool) {
	switch {
	case p.List:
		return r.list(v, p)
	case p.IsYesNo():
		return v.number, r.is(v, boolKind)
	case len(p.Words) > 0:
		return r.word(v, p.Words, "policy-word")
	}
	return r.number(v, p.Min, p.Max)
}

// list reads words, each once.
func (r *layerReader) list(v value, p *Param) (int64, bool) {
	if !r.is(v, listKind) {
		return 0, false
	}
	var indices []int
	good := true
	for _, item := range v.items {
		i, ok := r.word(item, p.Words, "policy-word")
		if ok && slices.Contains(indices, int(i)) {
			r.fault("policy-duplicate", item.place, item.text, "每个名称只写一次 / each name once", "删去重复的一处 / drop one of them")
			ok = false
		}
		good, indices = good && ok, append(indices, int(i))
	}
	return p.ListOf(indices...), good
}

func (r *layerReader) word(v value, words []string, code string) (int64, bool) {
	if !r.is(v, textKind) {
		return 0, false
	}
	for i, w := range words {
		if w == v.text {
			return int64(i), true
		}
	}
	r.fault(code, v.place, v.text, oneOf(words), DidYouMean(v.text, words))
	return 0, false
}

func (r *layerReader) number(v value, least, most int64) (int64, bool) {
	if !r.is(v, intKind) {
		return 0, false
	}
	if v.number < least || v.number > most {
		r.fault("policy-range", v.place, v.text, fmt.Sprintf("%d..%d", least, most),
			fmt.Sprintf("改为最近的允许值 %[1]d，或另选其间的值 / write %[1]d, the nearest allowed, or another between", min(max(v.number, least), most)))
		return 0, false
	}
	return v.number, true
}

func (r *layerReader) text(v value, to *string) {
	if r.is(v, textKind) {
		*to = v.text
	}
}

func (r *layerReader) is(v value, want kind) bool {
	if v.kind != want {
		r.fault("policy-type", v.place, v.text, want.String(), "改写此值 / write the value in this form")
	}
	return v.kind == want
}

func (r *layerReader) fault(code string, at place, found, expected, remedy string) {
	r.wrong = append(r.wrong, placedFault{at, model.Fault{Code: code, File: r.file, Row: at.line, Column: at.String(),
		Found: found, Expected: expected, Remedy: remedy}})
}

func oneOf(names []string) string {
	return fmt.Sprintf("下列之一：%s / one of: %s", strings.Join(names, "、"), strings.Join(names, ", "))
}

// DidYouMean is the remedy of a name that is none of those known: the one meant, if it can be told.
func DidYouMean(word string, names []string) string {
	if name := meant(word, names); name != "" {
		return fmt.Sprintf("最接近的名称是 %[1]s / the nearest known name is %[1]s", name)
	}
	return "改写为所列的名称 / write one of the names listed"
}
