package explain

import (
	"slices"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/model/verify"
)

// Looser is what a law would allow in which one rule is looser, or is not.
type Looser[A any] struct {
	Most   model.Cost // that it could save, whatever plan were made: proven
	Gains  []A        // atoms that would fill what is open, one for each place that could be filled
	Best   Trial[A]   // what was found to save most, or Trial without turns
	People int        // of a rotation: how many more could be sent
}

// Settings reads the parameters of a rule in the light of the grouping.
func (q *GroupInquiry) Settings(r *rule.Rule) []Setting[model.Membership] {
	if b, ok := bindingOf(q.c, r, r.Member); ok {
		return b.settings(q.b, r)
	}
	return nil
}

// Looser returns what grouping would be under other arguments of a rule, or without it where they are nil: the targets left
// alone that could then join a group beside its members, each under the core that suits best, and the best of them together.
func (q *GroupInquiry) Looser(r *rule.Rule, args rule.Args) (x Looser[model.Membership], err error) {
	b, _ := bindingOf(q.c, r, r.Member)
	c := q.c.Under(b.amend(q.c.MemberLaw(), args), q.c.StayLaw())
	if x.Most, err = saves(q.Cost, c, q.cert, verify.ProveGrouping); err != nil {
		return x, err
	}
	wide := q.under(&b, args)
	all := edits{q: wide}
	for _, s := range q.Alone() {
		m, ok := wide.joins(all, s)
		if !ok {
			continue
		}
		x.Gains = append(x.Gains, m)
		if t := all.add(m).try(); t.Cost < x.Best.Cost {
			all, x.Best = all.add(m), t
		}
	}
	return x, nil
}

// First returns the nearest looser value of a parameter that lets a target left alone join a group beside its members.
func (q *GroupInquiry) First(r *rule.Rule, s *Setting[model.Membership]) (int64, bool) {
	b, _ := bindingOf(q.c, r, r.Member)
	return s.first(func(value int64) bool {
		wide := q.under(&b, b.with(s.Param, value))
		return slices.ContainsFunc(q.Alone(), func(s model.SectionID) bool {
			_, ok := wide.joins(edits{q: wide}, s)
			return ok
		})
	})
}

// under opens the same grouping under other arguments of a rule.
func (q *GroupInquiry) under(b *binding[model.Membership], args rule.Args) *GroupInquiry {
	wide := *q
	wide.Grouping = &Grouping{b: open(b.amend(q.b.law, args), q.b.walks), partner: q.partner}
	return &wide
}

// Alone returns the targets in no group.
func (q *GroupInquiry) Alone() (all []model.SectionID) {
	for i := range q.c.County.Sections {
		s := model.SectionID(i)
		if _, led := q.lead[s]; !led && q.c.County.Target(s) && len(q.b.walks[s]) == 0 {
			all = append(all, s)
		}
	}
	return all
}

// joins returns the cheapest lawful membership of a section beside those of a trial.
func (q *GroupInquiry) joins(with edits, s model.SectionID) (best model.Membership, found bool) {
	least := model.Cost(0)
	for _, m := range q.partner[s] {
		if t := with.add(m).try(); t.Lawful() && (!found || t.Cost < least) {
			best, least, found = m, t.Cost, true
		}
	}
	return best, found
}

// saves returns by how much a plan of this cost is dearer than what is proven under another law: by the certificate or, where its
// cuts do not follow from that law, by its prices alone.
func saves[A comparable](cost model.Cost, c *rule.Case, cert model.Certificate,
	prove func(*rule.Case, model.Certificate) (*verify.Proof[A], error)) (model.Cost, error) {
	proof, err := prove(c, cert)
	if err != nil && len(cert.Cuts) > 0 {
		plain := model.Certificate{Prices: slices.DeleteFunc(slices.Clone(cert.Prices), func(p model.QuotaPrice) bool {
			return slices.ContainsFunc(cert.Cuts, func(x model.Cut) bool { return x.Key == p.Quota })
		})}
		proof, err = prove(c, plain)
	}
	if err != nil {
		return 0, err
	}
	then, err := proof.Bound()
	return cost - then, err
}

// Settings reads the parameters of a rule in the light of the rotation.
func (q *Inquiry) Settings(r *rule.Rule) []Setting[model.Stay] {
	if b, ok := bindingOf(q.c, r, r.Stay); ok {
		return b.settings(q.b, r)
	}
	return nil
}

// Looser returns what the rotation would be under other arguments of a rule, or without it where they are nil: how many more
// could be sent, a stay at each full post that stands empty, and the one found to save most.
func (q *Inquiry) Looser(r *rule.Rule, out KeptOut, args rule.Args) (x Looser[model.Stay], err error) {
	b, _ := bindingOf(q.c, r, r.Stay)
	law := b.amend(q.c.StayLaw(), args)
	c := q.c.Under(q.c.MemberLaw(), law)
	if x.Most, err = saves(q.Cost, c, q.cert, verify.ProveRotation); err != nil {
		return x, err
	}
	wide, filled := open(law, q.b.walks), map[Post]bool{}
	for _, a := range allowed(&b, q.b.law, out.Filling, args) {
		if p := (Post{a.Section, a.Subject}); !filled[p] {
			filled[p], x.Gains = true, append(x.Gains, a)
		}
		if t := wide.try(Turn[model.Stay]{int(a.Teacher), q.put(a)}); t.Lawful() && t.Cost < x.Best.Cost {
			x.Best = t
		}
	}
	x.People = teachers(allowed(&b, q.b.law, out.Only, args))
	return x, nil
}

// First returns the nearest looser value of a parameter that lets somebody fill a post that stands empty.
func (q *Inquiry) First(r *rule.Rule, s *Setting[model.Stay], out KeptOut) (int64, bool) {
	b, _ := bindingOf(q.c, r, r.Stay)
	return s.first(func(value int64) bool { return len(allowed(&b, q.b.law, out.Filling, b.with(s.Param, value))) > 0 })
}

// allowed returns which of some stays a rule no longer refuses under other arguments.
func allowed(r *binding[model.Stay], law []rule.Applied[model.Stay], stays []model.Stay, args rule.Args) []model.Stay {
	its := slices.DeleteFunc(r.amend(law, args), func(p rule.Applied[model.Stay]) bool { return p.Rule.Name != r.name })
	b := &books[model.Stay]{law: its}
	return slices.DeleteFunc(slices.Clone(stays), func(a model.Stay) bool { return len(b.refusers(int(a.Teacher), a)) > 0 })
}
