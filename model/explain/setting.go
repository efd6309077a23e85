package explain

import (
	"cmp"
	"maps"
	"slices"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// Share is what an agent has of a rule's units of violation or, of a rule that reads single atoms, what one of its atoms has.
type Share[A any] struct {
	Agent int
	Atom  *A // nil of a walk
	Units int64
}

// shares returns whose the units of a rule without quotas are, the most first.
func (b *books[A]) shares(name string) []Share[A] {
	var all []Share[A]
	enter := func(agent int, a *A, units int64) {
		if units > 0 {
			all = append(all, Share[A]{agent, a, units})
		}
	}
	for i := range b.law {
		f := &b.law[i].Form
		if b.law[i].Rule.Name != name || f.Quota != nil {
			continue
		}
		for agent, walk := range b.walks {
			if f.Walk != nil {
				enter(agent, nil, units(f.Walk, agent, walk))
				continue
			}
			for k := range walk {
				enter(agent, &walk[k], atom(f, walk[k]))
			}
		}
	}
	slices.SortStableFunc(all, func(x, y Share[A]) int { return cmp.Compare(y.Units, x.Units) })
	return all
}

// Shares returns whose the units of a rule without quotas are, the most first.
func (q *Inquiry) Shares(name string) []Share[model.Stay] { return q.b.shares(name) }

// Shares returns whose the units of a rule without quotas are, the most first.
func (q *GroupInquiry) Shares(name string) []Share[model.Membership] { return q.b.shares(name) }

// Setting is a numeric parameter of a rule that reads one agent at a time, as a plan uses it.
type Setting[A any] struct {
	Param   *rule.Param
	Value   int64
	Reached int64      // the tightest under which the plan has no more units than it has: what it achieves
	At      []Share[A] // who have units one tighter than that
	Next    int64      // one looser, or Value where there is none
	Fewer   int64      // units the plan has fewer under Next
	Looser  rule.Args  // the arguments with Next
}

// Slack is how much tighter the parameter could be.
func (s *Setting[A]) Slack() int64 { return max(s.Value-s.Reached, s.Reached-s.Value) }

// binding binds a rule of the law to other arguments.
type binding[A any] struct {
	name  string
	args  rule.Args // those of the policy
	build func(args rule.Args) rule.Form[A]
}

// bindingOf finds the clause of a rule; false where the policy has none.
func bindingOf[A any](c *rule.Case, r *rule.Rule, build func(*rule.Case, rule.Args) rule.Form[A]) (binding[A], bool) {
	k := slices.IndexFunc(c.Policy.Clauses, func(k model.Clause) bool { return k.Rule == r.Name })
	if k < 0 || build == nil {
		return binding[A]{}, false
	}
	return binding[A]{r.Name, c.Policy.Clauses[k].Args, func(args rule.Args) rule.Form[A] { return build(c, args) }}, true
}

// units counts what a plan has of the rule under other arguments.
func (r *binding[A]) units(b *books[A], p *rule.Param, value int64) (n int64) {
	for _, s := range r.shares(b, p, value) {
		n += s.Units
	}
	return n
}

// shares says whose the units of the rule are under other arguments.
func (r *binding[A]) shares(b *books[A], p *rule.Param, value int64) []Share[A] {
	return (&books[A]{law: r.amend(b.law, r.with(p, value)), walks: b.walks}).shares(r.name)
}

func (r *binding[A]) with(p *rule.Param, value int64) rule.Args {
	args := maps.Clone(r.args)
	args[p.Name] = value
	return args
}

// amend returns the law with the rule bound to other arguments, or without it where they are nil.
func (r *binding[A]) amend(law []rule.Applied[A], args rule.Args) []rule.Applied[A] {
	var all []rule.Applied[A]
	for _, x := range law {
		if x.Rule.Name == r.name && x.Form.Quota == nil {
			if args == nil {
				continue
			}
			f := r.build(args)
			if x.Form.Ban != nil {
				f.Price = nil // of a price beside a ban each is a rule of its own
			} else if x.Form.Price != nil {
				f.Ban = nil
			}
			if x.Form = f; f.Ban == nil && f.Price == nil && f.Walk == nil {
				continue
			}
		}
		all = append(all, x)
	}
	return all
}

// settings reads the numeric parameters that a plan would come to break, tightened far enough.
func (r *binding[A]) settings(b *books[A], of *rule.Rule) []Setting[A] {
	var all []Setting[A]
	for i := range of.Params {
		p := &of.Params[i]
		if len(p.Words) > 0 {
			continue
		}
		value := r.args[p.Name]
		now, low, high := r.units(b, p, value), r.units(b, p, p.Min), r.units(b, p, p.Max)
		tight, step := p.Min, int64(1)
		if high > now {
			tight, step = p.Max, -1
		}
		if low > now == (high > now) {
			continue // neither end is tighter, or both: it is no bound
		}
		s := Setting[A]{Param: p, Value: value, Next: min(max(value+step, p.Min), p.Max)}
		for s.Reached = value; s.Reached-tight > 1 || tight-s.Reached > 1; {
			if mid := s.Reached + (tight-s.Reached)/2; r.units(b, p, mid) > now {
				tight = mid
			} else {
				s.Reached = mid
			}
		}
		s.At = r.shares(b, p, tight)
		s.Looser = r.with(p, s.Next)
		s.Fewer = now - r.units(b, p, s.Next)
		all = append(all, s)
	}
	return all
}

// first returns the nearest value looser than the setting that holds, and whether there is one: what holds of a value holds of
// all looser.
func (s *Setting[A]) first(holds func(value int64) bool) (int64, bool) {
	step, end := s.Next-s.Value, s.Param.Max
	if step < 0 {
		end = s.Param.Min
	}
	no, yes := s.Value, s.Next
	for ; !holds(yes); yes = min(max(s.Value+step, s.Param.Min), s.Param.Max) {
		if no = yes; yes == end || step == 0 {
			return 0, false
		}
		step *= 2
	}
	for yes-no > 1 || no-yes > 1 {
		if mid := no + (yes-no)/2; holds(mid) {
			yes = mid
		} else {
			no = mid
		}
	}
	return yes, true
}
