package rule

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rotateplan/rotate/model"
)

// Charges tells by which clauses plans are charged, as policies write them: those that put a cost on anything, and those
// of other rules that decide what is counted there (see Rule.Reads). Under two policies with equal charges every plan of
// one county costs the same, for a must costs nothing: they differ only in what they allow.
type Charges struct {
	Grouping []string `json:"grouping"`
	Rotation []string `json:"rotation"`
}

// Charges returns what plans of the case are charged by.
func (c *Case) Charges() Charges { return Charges{charges(c, c.members), charges(c, c.stays)} }

func charges[A any](c *Case, law []Applied[A]) []string {
	all := []string{}
	read := map[string]bool{}
	for i := range law {
		if p := &law[i]; p.charges() {
			all = append(all, Inline(c.clause(p.Rule.Name), true))
			for _, name := range p.Rule.Reads {
				read[name] = true
			}
		}
	}
	for i := range c.Policy.Clauses {
		if k := &c.Policy.Clauses[i]; read[k.Rule] && k.Mode != model.Off {
			all = append(all, Inline(k, false))
		}
	}
	return all
}

// charges reports whether violations cost: under should, and where a quota is a should whatever the clause says.
func (p *Applied[A]) charges() bool {
	return p.Mode == model.Should || p.Form.Quota != nil &&
		slices.ContainsFunc(p.Form.Quota.Quotas, func(q Quota) bool { return q.Mode == model.Should })
}

// Inline writes a clause as policies do, on one line, with or without its weight.
func Inline(k *model.Clause, weight bool) string {
	parts := []string{"mode: " + k.Mode.String()}
	if weight {
		parts = append(parts, fmt.Sprint("weight: ", k.Weight))
	}
	r := Find(k.Rule)
	for i := range r.Params {
		p := &r.Params[i]
		parts = append(parts, p.Name+": "+p.Text(k.Args[p.Name]))
	}
	return k.Rule + ": {" + strings.Join(parts, ", ") + "}"
}
