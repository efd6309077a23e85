package explain

import (
	"slices"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/model/verify"
)

// GroupInquiry asks a grouping questions, with the certificate at hand.
type GroupInquiry struct {
	*Grouping
	Proof *verify.Proof[model.Membership]
	Cost  model.Cost // of the grouping
	c     *rule.Case
	cert  model.Certificate
	lead  map[model.SectionID]model.Membership // by section: its membership
}

// InquireGroups opens a grouping of this cost for questions.
func InquireGroups(c *rule.Case, g model.Grouping, cost model.Cost, cert model.Certificate) (*GroupInquiry, error) {
	proof, err := verify.ProveGrouping(c, cert)
	if err != nil {
		return nil, err
	}
	q := &GroupInquiry{Grouping: OfGrouping(c, g), Proof: proof, Cost: cost, c: c, cert: cert, lead: map[model.SectionID]model.Membership{}}
	for _, m := range g.Members {
		q.lead[m.Section] = m
	}
	return q, nil
}

// Margin reads the line of one quota in the account of the grouping.
func (q *GroupInquiry) Margin(terms []verify.QuotaLine) (Margin, error) {
	return margin(q.Proof, q.Cost, terms)
}

// Membership returns the membership of a section in the plan.
func (q *GroupInquiry) Membership(s model.SectionID) (model.Membership, bool) {
	m, ok := q.lead[s]
	return m, ok
}

// Members returns the members of a core.
func (q *GroupInquiry) Members(core model.SectionID) []model.Membership {
	if walk := q.b.walks[core]; len(walk) > 0 {
		return walk[1:]
	}
	return nil
}

// Refusers returns the rules whose must refuses a membership by itself, or that its core leads at all.
func (q *GroupInquiry) Refusers(m model.Membership) []string {
	names := q.b.refusers(int(m.Core), m)
	for _, name := range q.b.refusers(int(m.Core), model.Membership{Core: m.Core, Section: m.Core}) {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// Least returns by how much every grouping with a membership, or without it, is at least dearer than this one; see
// Inquiry.Least.
func (q *GroupInquiry) Least(m model.Membership, with bool) (model.Cost, bool) {
	d := verify.Demand[model.Membership]{Agent: int(m.Core)}
	is := func(a model.Membership) bool { return a.Section == m.Section }
	if d.Never = is; with {
		d.Never, d.Once = nil, is
	}
	bound, err := q.Proof.Bound(d)
	return bound - q.Cost, err == nil
}

// Joining tries how a section could be a member of a core: beside the members the core has, in the place of one of them, or
// in the place of one that another core takes. The best come first.
func (q *GroupInquiry) Joining(m model.Membership) []Trial[model.Membership] {
	base := edits{q: q}
	if now, ok := q.lead[m.Section]; ok {
		base = base.drop(now)
	}
	base = base.add(m)
	all := []Trial[model.Membership]{base.try()}
	for _, d := range q.Members(m.Core) {
		if d.Section == m.Section {
			continue
		}
		less := base.drop(d)
		all = append(all, less.try())
		for _, k := range q.partner[d.Section] {
			if k.Core != m.Core {
				all = append(all, less.add(k).try())
			}
		}
	}
	return ranked(all)
}

// Best tries how a section could be a member of a core, in the type that suits best.
func (q *GroupInquiry) Best(m model.Membership) Trial[model.Membership] {
	var all []Trial[model.Membership]
	for _, m := range q.Types(m) {
		all = append(all, q.Joining(m)[0])
	}
	return ranked(all)[0]
}

// Types returns a membership in every type that the fewest musts ban.
func (q *GroupInquiry) Types(m model.Membership) (types []model.Membership) {
	for _, k := range q.partner[m.Section] {
		if k.Core == m.Core {
			types = append(types, k)
		}
	}
	if types == nil {
		return []model.Membership{m}
	}
	return types
}

// Adding tries a section as one more member of a core, all others staying where they are.
func (q *GroupInquiry) Adding(m model.Membership) Trial[model.Membership] {
	base := edits{q: q}
	if now, ok := q.lead[m.Section]; ok {
		base = base.drop(now)
	}
	return base.add(m).try()
}

// Under tries a section under every core that may lead, other than its own, in the type that suits best: one trial a core,
// the best first.
func (q *GroupInquiry) Under(s model.SectionID) []Trial[model.Membership] {
	var all []Trial[model.Membership]
	for k, m := range q.partner[s] {
		now, led := q.lead[s]
		if k > 0 && q.partner[s][k-1].Core == m.Core || led && now.Core == m.Core {
			continue // a core once, whatever the type
		}
		all = append(all, q.Best(m))
	}
	return ranked(all)
}

// Leaving tries the grouping without a membership: the section under another core or under none.
func (q *GroupInquiry) Leaving(m model.Membership) []Trial[model.Membership] {
	return ranked(append(q.Under(m.Section), edits{q: q}.drop(m).try()))
}

// edits are memberships taken out of the plan and put into it.
type edits struct {
	q     *GroupInquiry
	turns []Turn[model.Membership]
}

func (e edits) drop(m model.Membership) edits {
	return e.with(m.Core, func(walk []model.Membership) []model.Membership {
		if walk = without(walk, m); len(walk) == 1 {
			return nil // nobody is left to lead
		}
		return walk
	})
}

func (e edits) add(m model.Membership) edits {
	return e.with(m.Core, func(walk []model.Membership) []model.Membership {
		return inserted(opened(walk, m.Core), m, rule.MemberSpan)
	})
}

func (e edits) with(core model.SectionID, change func([]model.Membership) []model.Membership) edits {
	e.turns = slices.Clone(e.turns)
	k := slices.IndexFunc(e.turns, func(t Turn[model.Membership]) bool { return t.Agent == int(core) })
	if k < 0 {
		k, e.turns = len(e.turns), append(e.turns, Turn[model.Membership]{int(core), slices.Clone(e.q.b.walks[core])})
	}
	e.turns[k].To = change(e.turns[k].To)
	return e
}

func (e edits) try() Trial[model.Membership] { return e.q.b.try(e.turns...) }

// Changed returns the memberships a trial takes out and puts in.
func (q *GroupInquiry) Changed(t *Trial[model.Membership]) (out, in []model.Membership) {
	for _, turn := range t.Turns {
		now := q.b.walks[turn.Agent]
		for _, m := range now {
			if !rule.Opens(m) && !slices.Contains(turn.To, m) {
				out = append(out, m)
			}
		}
		for _, m := range turn.To {
			if !rule.Opens(m) && !slices.Contains(now, m) {
				in = append(in, m)
			}
		}
	}
	return out, in
}
