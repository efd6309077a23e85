package verify

import (
	"cmp"
	"slices"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

func memberJudge(c *rule.Case) *judge[model.Membership] {
	links := rule.Applied[model.Membership]{Rule: &rule.Rule{Name: "walk"}, Mode: model.Must,
		Form: rule.Form[model.Membership]{Walk: rule.MemberLinks()}}
	return &judge[model.Membership]{c: c, law: append([]rule.Applied[model.Membership]{links}, c.MemberLaw()...),
		span: rule.MemberSpan, name: c.MemberKey, bare: func(m model.Membership) model.Membership { return m },
		who: func(agent int) string { return c.SectionKey(model.SectionID(agent)) }}
}

func stayJudge(c *rule.Case) *judge[model.Stay] {
	return &judge[model.Stay]{c: c, law: c.StayLaw(), span: rule.StaySpan, bare: rule.WithoutPlace, place: rule.WithoutTeacher, name: c.StayKey,
		agent: func(a model.Stay) int { return int(a.Teacher) },
		who:   func(agent int) string { return "teacher=" + c.County.Teachers[agent].ID }}
}

func tripJudge(c *rule.Case) *judge[model.Trip] {
	return &judge[model.Trip]{c: c, law: c.TripLaw(), span: rule.TripSpan, name: c.TripKey, bare: func(a model.Trip) model.Trip { return a },
		who: c.TripAgentKey}
}

// foreign finds the chosen atoms that are no atoms of their agent at all, and sorts every walk by span.
// Near lists the atoms of an agent as far as they could be among some.
func (j *judge[A]) foreign(walks [][]A, near func(agent int, some []A) []A) {
	for agent, walk := range walks {
		if len(walk) == 0 {
			continue
		}
		slices.SortStableFunc(walk, func(a, b A) int {
			x, _ := j.span(a)
			y, _ := j.span(b)
			return cmp.Compare(x, y)
		})
		atoms := near(agent, walk)
		for i, a := range walk {
			if !slices.Contains(atoms, a) || i > 0 && !j.follows(walk[i-1], a) {
				j.breach("walk", j.name(a), 1)
			}
		}
	}
}

func (j *judge[A]) follows(a, b A) bool {
	_, last := j.span(a)
	first, _ := j.span(b)
	return first > last
}

func (j *judge[A]) breach(name, where string, units int64) {
	j.out.Broken = append(j.out.Broken, Finding{Rule: name, Where: where, Units: units})
}

// recount judges the walks rule by rule.
func (j *judge[A]) recount(walks [][]A) Account {
	for i := range j.law {
		p := &j.law[i]
		line := RuleLine{Rule: p.Rule, Mode: p.Mode}
		switch {
		case p.Form.Quota != nil:
			j.countQuotas(p, walks, &line)
		case p.Form.Walk != nil:
			j.readWalks(p, walks, &line)
		default:
			j.readAtoms(p, walks, &line)
		}
		j.out.Cost += line.Cost
		if p.Rule.Name != "walk" {
			j.enter(line)
		}
	}
	return j.out
}

// enter adds the line of a rule, to its earlier one where it has two forms.
func (j *judge[A]) enter(line RuleLine) {
	if n := len(j.out.Rules); n > 0 && j.out.Rules[n-1].Rule == line.Rule {
		j.out.Rules[n-1].Quotas += line.Quotas
		j.out.Rules[n-1].Violations += line.Violations
		j.out.Rules[n-1].Cost += line.Cost
		return
	}
	j.out.Rules = append(j.out.Rules, line)
}

// charge enters units of violation of a clause.
func (j *judge[A]) charge(p *rule.Applied[A], where string, units int64, line *RuleLine) {
	if units == 0 {
		return
	}
	line.Violations += units
	if p.Mode == model.Must {
		j.breach(p.Rule.Name, where, units)
		return
	}
	line.Cost += p.Weight * model.Cost(units)
}

func (j *judge[A]) readAtoms(p *rule.Applied[A], walks [][]A, line *RuleLine) {
	for _, walk := range walks {
		for _, a := range walk {
			if units := atomUnits(&p.Form, a); units > 0 {
				j.charge(p, j.name(a), units, line)
			}
		}
	}
}

func atomUnits[A any](f *rule.Form[A], a A) int64 {
	switch {
	case f.Price != nil:
		return f.Price(a)
	case f.Ban != nil && f.Ban(a):
		return 1
	}
	return 0
}

func (j *judge[A]) readWalks(p *rule.Applied[A], walks [][]A, line *RuleLine) {
	w := p.Form.Walk
	for agent, walk := range walks {
		state, units := w.Start(agent), int64(0)
		for _, a := range walk {
			next, u := w.Next(state, a)
			state, units = next, units+u
		}
		j.charge(p, j.who(agent), units+w.End(state), line)
	}
}

func (j *judge[A]) countQuotas(p *rule.Applied[A], walks [][]A, line *RuleLine) {
	quotas := p.Form.Quota.Quotas
	count := make([]int64, len(quotas))
	for i := range quotas {
		count[i] = quotas[i].Base
	}
	for _, walk := range walks {
		for _, a := range walk {
			p.Form.Quota.Count(a, func(q int, w int64) { count[q] += w })
		}
	}
	line.Quotas = len(quotas)
	for i, q := range quotas {
		units := outside(count[i], &q)
		x := QuotaLine{Quota: q, Rule: p.Rule.Name, Achieved: count[i], Violation: units}
		if q.Mode == model.Must && units > 0 {
			j.breach(p.Rule.Name, q.Key, units)
		} else {
			x.Cost = q.Weight * model.Cost(units)
		}
		line.Violations, line.Cost = line.Violations+units, line.Cost+x.Cost
		j.out.Quotas = append(j.out.Quotas, x)
	}
}

// outside returns the units by which a count lies outside a quota, each begun unit whole.
func outside(count int64, q *rule.Quota) int64 {
	gap := max(q.Min-count, count-q.Max, 0)
	return (gap + q.Unit - 1) / q.Unit
}
