package rule

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rotateplan/rotate/model"
)

// contradictions finds clauses that no plan can satisfy: a minimum above its maximum is a fault; a service cycle faster
// than other rules let people go is a warning, since should-clauses may outweigh each other.
func (l *loader) contradictions(p *model.Policy) model.Faults {
	var faults model.Faults
	for i := range p.Clauses {
		k := &p.Clauses[i]
		r := Find(k.Rule)
		for j := range r.Params {
			least := r.Params[j].Name
			most := strings.Replace(least, "min", "max", 1)
			if top, ok := k.Args[most]; ok && most != least && k.Mode != model.Off && k.Args[least] > top {
				faults = append(faults, l.contradiction(k, []string{least, most}, fmt.Sprintf("%s 不大于 %s / %[1]s at most %[2]s", least, most)))
			}
		}
	}
	return append(faults, l.slowRules(p)...)
}

// slowRules warns of rules that keep people home longer than a service cycle allows.
func (l *loader) slowRules(p *model.Policy) model.Faults {
	cycle := findClause(p, "service-cycle")
	if cycle == nil || cycle.Mode == model.Off {
		return nil
	}
	longest := cycle.Args["window_terms"]/2 - 1 // full years between the stays of two windows
	var faults model.Faults
	for _, name := range []string{"tenure", "repeat"} {
		k := findClause(p, name)
		if k == nil || k.Mode == model.Off || k.Args["years"] <= longest {
			continue
		}
		f := l.contradiction(k, []string{"years"}, fmt.Sprintf("%s 不大于 %d，因为 service-cycle 要求轮换 / %[1]s at most %d, since service-cycle asks for turns", name, longest))
		f.Warn = true
		faults = append(faults, f)
	}
	return faults
}

func findClause(p *model.Policy, name string) *model.Clause {
	if i := slices.IndexFunc(p.Clauses, func(k model.Clause) bool { return k.Rule == name }); i >= 0 {
		return &p.Clauses[i]
	}
	return nil
}

// contradiction is the fault of arguments of a clause, at the place where the uppermost layer sets one of them; it has
// no place where only the base does.
func (l *loader) contradiction(k *model.Clause, args []string, expected string) model.Fault {
	f := model.Fault{Code: "policy-contradiction", Found: k.Rule, Expected: expected,
		Remedy: "改动其一，或把其中一条关闭 / change one of them, or switch one off"}
	for _, arg := range args {
		f.Found += fmt.Sprintf(" %s = %d", arg, k.Args[arg])
	}
	for _, layer := range l.layers {
		for _, s := range layer.settings {
			for _, arg := range args {
				if at, ok := s.at[arg]; ok && s.rule.Name == k.Rule {
					f.File, f.Row, f.Column = s.file, at.line, at.String()
				}
			}
		}
	}
	return f
}
