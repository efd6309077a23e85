package rule

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/rotateplan/rotate/model"
)

// Rule is one rule of the law: a value, in a file of its own that ends with `var _ = define(Rule{…})`.
// Exactly one of Member, Stay and Trip is set; it binds the clause to a form, or what is a problem of its own to several.
type Rule struct {
	Name      string // as in policies: lower case with hyphens
	Title     string // 中文
	Says      string // one English sentence
	SaysZh    string // one Chinese sentence
	Source    string // document, year and clause in Chinese and English with the evidence grade, or "design default"
	Params    []Param
	Mode      model.Mode // in the base policy
	Weight    model.Cost // in the base policy
	Candidate bool       // the rule decides who is eligible (†): it reads only the teacher and the first term
	Reads     []string   // other rules whose clauses decide what this one counts
	Whether   bool       // of those it reads no more than whether they are in force
	Member    func(c *Case, arg Args) Form[model.Membership]
	Stay      func(c *Case, arg Args) Form[model.Stay]
	Trip      func(c *Case, k *model.Clause) []Applied[model.Trip]
}

// Param is one argument of a rule. A word-valued parameter lists its Words; its value is the index of the word.
// A yes/no parameter has Words {"false", "true"}. A List takes several of its Words, each once, in an order: see ListOf.
type Param struct {
	Name     string
	Default  int64
	Min, Max int64
	Words    []string
	List     bool
	Unset    bool   // Min is no value: it says that another parameter sets the matter
	Looser   Sense  // in which way values make the clause weaker; 0 where that depends on more than the parameter
	Unit     string // for people: km, years, terms, per mille …
	Says     string
	SaysZh   string
}

// Args are the argument values of one clause.
type Args map[string]int64

// Int returns the value of a parameter. Policies are checked against the rule's Params before any form is built.
func (a Args) Int(name string) int64 {
	v, ok := a[name]
	if !ok {
		panic("rule: no such parameter: " + name)
	}
	return v
}

// Yes returns the value of a yes/no parameter.
func (a Args) Yes(name string) bool { return a.Int(name) != 0 }

var registry []*Rule

// define enters a rule into the registry. It panics on a malformed rule: that is a mistake in the source.
func define(r Rule) *Rule {
	if set := count(r.Member != nil, r.Stay != nil, r.Trip != nil); set != 1 {
		panic("rule " + r.Name + ": exactly one of Member, Stay and Trip")
	}
	if Find(r.Name) != nil {
		panic("rule " + r.Name + ": defined twice")
	}
	registry = append(registry, &r)
	return &r
}

// order is the place of a rule's problem among those solved one after the other.
func (r *Rule) order() int {
	switch {
	case r.Member != nil:
		return 0
	case r.Stay != nil:
		return 1
	}
	return 2
}

// All returns every rule: of grouping, of rotation, of itinerant teaching, and by name within.
func All() []*Rule {
	all := slices.Clone(registry)
	slices.SortFunc(all, func(a, b *Rule) int {
		return cmp.Or(cmp.Compare(a.order(), b.order()), cmp.Compare(a.Name, b.Name))
	})
	return all
}

// Find returns the rule of that name, or nil.
func Find(name string) *Rule {
	for _, r := range registry {
		if r.Name == name {
			return r
		}
	}
	return nil
}

// Applied is a rule in force: its clause and the form bound to a case.
type Applied[A any] struct {
	Rule   *Rule
	Mode   model.Mode // Should or Must
	Weight model.Cost
	Form   Form[A]
}

// Charge returns what units of violation cost, and whether they are allowed at all.
func (p *Applied[A]) Charge(units int64) (model.Cost, bool) {
	if units == 0 {
		return 0, true
	}
	if p.Mode == model.Must {
		return 0, false
	}
	return p.Weight * model.Cost(units), true
}

// applied binds the clauses in force to c, leaving out those that have nothing to say.
func applied[A any](c *Case, build func(r *Rule) func(*Case, Args) Form[A]) []Applied[A] {
	var law []Applied[A]
	for i := range c.Policy.Clauses {
		k := &c.Policy.Clauses[i]
		r := Find(k.Rule)
		if r == nil || k.Mode == model.Off || build(r) == nil {
			continue
		}
		p := Applied[A]{Rule: r, Mode: k.Mode, Weight: k.Weight, Form: build(r)(c, k.Args)}
		switch n := p.Form.fields(); {
		case n == 2 && p.Form.Ban != nil && p.Form.Price != nil:
			law = append(law, p.split()...)
		case n > 1:
			panic(fmt.Sprintf("rule %s: %d forms set, want one", r.Name, n))
		case n == 1:
			p.soften(k.Soften)
			p.settle()
			law = append(law, p)
		}
	}
	return law
}

// split applies a price beside a ban as a rule of its own.
func (p *Applied[A]) split() []Applied[A] {
	ban, price := *p, *p
	ban.Form.Price, price.Form.Ban, price.Mode = nil, nil, model.Should
	return []Applied[A]{ban, price}
}

// fields returns how many fields of a form are set.
func (f *Form[A]) fields() int {
	return count(f.Ban != nil, f.Price != nil, f.Walk != nil, f.Quota != nil)
}

func count(all ...bool) (set int) {
	for _, has := range all {
		if has {
			set++
		}
	}
	return set
}

// soften makes shoulds of the quotas named.
func (p *Applied[A]) soften(keys []string) {
	if p.Form.Quota == nil {
		return
	}
	for i := range p.Form.Quota.Quotas {
		if q := &p.Form.Quota.Quotas[i]; slices.Contains(keys, q.Key) {
			q.Mode = model.Should
		}
	}
}

// settle fills the defaults of the quotas from the clause.
func (p *Applied[A]) settle() {
	if p.Form.Quota == nil {
		return
	}
	for i := range p.Form.Quota.Quotas {
		q := &p.Form.Quota.Quotas[i]
		if q.Mode == model.Off {
			q.Mode = p.Mode
		}
		if q.Weight == 0 {
			q.Weight = p.Weight
		}
		q.Unit = max(q.Unit, 1)
	}
}
