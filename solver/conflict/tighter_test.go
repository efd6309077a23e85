package conflict

import (
	"slices"
	"testing"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// shown counts what relaxations of drawn cases claim.
type shown struct{ values, least, forced, unreached int }

// noneMayLead demands that no core may lead the sections named, and that so few others are counted that one of these would have to be led.
func (s *shown) noneMayLead(t *testing.T, seed uint64, c *rule.Case, x *Relaxation) {
	t.Helper()
	if x.Tighter == nil || len(x.Tighter.Unreached) == 0 {
		return
	}
	s.unreached++
	name, kind := x.Changes[len(x.Changes)-1].Rule, x.Changes[len(x.Changes)-1].Param
	law := c.MemberLaw()
	i := slices.IndexFunc(law, func(r rule.Applied[model.Membership]) bool { return r.Rule.Name == name })
	f := law[i].Form.Quota
	q := slices.IndexFunc(f.Quotas, func(q rule.Quota) bool { return q.Key == name+"/of="+kind })
	others, named := int64(0), 0
	for id := range c.County.Sections {
		told := slices.Contains(x.Tighter.Unreached, name+"/"+c.SectionKey(model.SectionID(id)))
		counts := false
		for core := range c.County.Sections {
			c.EachMembership(model.SectionID(core), nil, func(m model.Membership) {
				if int(m.Section) != id {
					return
				}
				covers := false
				f.Count(m, func(n int, _ int64) { covers = covers || n == q })
				counts = counts || covers
				if told && covers && !slices.ContainsFunc(law, func(r rule.Applied[model.Membership]) bool {
					return r.Mode == model.Must && r.Form.Ban != nil && r.Form.Ban(m)
				}) {
					t.Errorf("seed %d: %s may be led by %s", seed, c.SectionKey(m.Section), c.SectionKey(m.Core))
				}
			})
		}
		switch {
		case told && counts:
			named++
		case counts:
			others++
		}
	}
	if named != len(x.Tighter.Unreached) || others >= f.Quotas[q].Min {
		t.Errorf("seed %d: %d of %v, %d others, %d to be covered", seed, named, x.Tighter.Unreached, others, f.Quotas[q].Min)
	}
}

// holdsOf demands of a relaxation, by listing all plans of a tiny county, that no value up to the one said to be too little makes a plan, that the value told is
// the least where that is said, and that who is said to force it does, each alone, while others do not.
func (s *shown) holdsOf(t *testing.T, seed uint64, was int64, x *Relaxation, can func(changes []rule.Change, name string, keep func(key string) bool) (can, listed bool)) {
	t.Helper()
	if x.Tighter == nil {
		return
	}
	all := func(string) bool { return true }
	last := x.Changes[len(x.Changes)-1]
	way := int64(rule.Find(last.Rule).Param(last.Param).Looser)
	s.values++
	for v := x.Tighter.Value; (v-was)*way >= 0 && max(v-x.Tighter.Value, x.Tighter.Value-v) < 5; v -= way {
		if ok, _ := can(x.with(v), "", all); ok {
			t.Errorf("seed %d: %v is said to be too little at %d", seed, last, v)
		}
	}
	if ok, listed := can(x.Changes, "", all); listed && !ok {
		t.Errorf("seed %d: no plan with %v", seed, last)
	}
	if x.Tighter.Least != (x.Tighter.Value+way == last.Value) {
		t.Errorf("seed %d: %v, and least %v with %d", seed, last, x.Tighter.Least, x.Tighter.Value)
	}
	if x.Tighter.Least {
		s.least++
	}
	forces := x.Tighter.Forces
	if len(forces) == 0 {
		return
	}
	s.forced++
	for _, key := range forces {
		if ok, _ := can(x.with(last.Value-way), last.Rule, func(k string) bool { return k == key }); ok {
			t.Errorf("seed %d: %s does not force %v", seed, key, last)
		}
	}
	if ok, listed := can(x.with(last.Value-way), last.Rule, func(k string) bool { return !slices.Contains(forces, k) }); listed && !ok {
		t.Errorf("seed %d: %v is not forced by %v alone", seed, last, forces)
	}
}

// canHold tells whether a law can hold of which one clause asks something of some parts alone.
func canHold[A comparable](l *law[A], name string, keep func(key string) bool) (can, all bool) {
	members := l.members()
	if name != "" {
		members = slices.DeleteFunc(members, func(m Member) bool { return m.Rule == name })
		for _, m := range l.parts(name) {
			if keep(m.Key()) {
				members = append(members, m)
			}
		}
	}
	return listed(l, members)
}

// with returns the changes with another value of the last.
func (x *Relaxation) with(v int64) []rule.Change {
	changes := slices.Clone(x.Changes)
	changes[len(changes)-1].Value = v
	return changes
}

// written is the value that a policy has of the last parameter changed.
func (x *Relaxation) written(p *model.Policy) int64 {
	last := x.Changes[len(x.Changes)-1]
	i := slices.IndexFunc(p.Clauses, func(k model.Clause) bool { return k.Rule == last.Rule })
	return p.Clauses[i].Args[last.Param]
}
