package answer

import (
	"cmp"
	"slices"

	"github.com/rotateplan/rotate/cmd/internal/judge"
	"github.com/rotateplan/rotate/cmd/internal/report"
	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/explain"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/model/verify"
)

// rule says what a rule counts, what it costs, and what one unit more would buy.
func (d *desk) rule(word string) error {
	r, err := d.findRule(word)
	if err != nil {
		return err
	}
	d.schools = r.Member != nil
	_, says := report.RuleSays(r.Name, d.voice)
	d.tell("rule", d.say("rule-says", "Rule", d.title(r.Name), "Says", says), d.under(r.Name, Line{}))
	account := d.v.Grouping
	if r.Stay != nil {
		account = d.v.Rotation
	}
	if account == nil {
		d.tell("rule", d.say("rule-unasked"), Line{})
		return nil
	}
	k := slices.IndexFunc(account.Rules, func(l verify.RuleLine) bool { return l.Rule == r })
	if k < 0 {
		d.tell("rule", d.say("rule-off"), Line{})
		return nil
	}
	d.line(&account.Rules[k])
	if account.Rules[k].Quotas > 0 {
		return d.quotas(r, account)
	}
	if r.Stay != nil && account.Rules[k].Mode == model.Must {
		n := len(d.moves.Alone(r.Name))
		d.tell("rule", d.say("keeps-alone", "N", n), Line{People: &n})
	}
	return nil
}

// line sums a rule up.
func (d *desk) line(l *verify.RuleLine) {
	figures := Line{Found: &l.Cost}
	switch {
	case l.Mode == model.Must && l.Cost == 0:
		d.tell("rule", d.say("kept-must", "Quotas", l.Quotas), Line{})
	case l.Violations == 0:
		d.tell("rule", d.say("kept-should", "Quotas", l.Quotas), figures)
	default:
		d.tell("rule", d.say("costs", "Units", l.Violations, "Worth", d.worth(l.Cost, true), "Quotas", l.Quotas), figures)
	}
}

// quotas tells every quota of a rule, the dearest first.
func (d *desk) quotas(r *rule.Rule, account *verify.Account) error {
	margin, buys := d.groups.Margin, map[string]explain.Trial[model.Stay]{}
	if r.Stay != nil {
		margin = d.moves.Margin
	}
	var all []explain.Margin
	priced := false
	for i := range account.Quotas {
		if account.Quotas[i].Rule != r.Name {
			continue
		}
		m, err := margin(account.Quotas[i])
		if err != nil {
			return err
		}
		all, priced = append(all, m), priced || m.Mode == model.Must && m.Slack <= 0
	}
	if r.Stay != nil && priced {
		buys = d.moves.Buys(r.Name)
	}
	slices.SortStableFunc(all, func(a, b explain.Margin) int {
		return cmp.Or(cmp.Compare(b.Violation, a.Violation), cmp.Compare(b.Price, a.Price), cmp.Compare(a.Slack, b.Slack))
	})
	for i := range all {
		d.quota(&all[i], buys)
	}
	return nil
}

func (d *desk) quota(m *explain.Margin, buys map[string]explain.Trial[model.Stay]) {
	text := d.say("quota", "Place", report.Place(d.c.County, m.Key, d.voice), "Achieved", m.Achieved, "Allowed", judge.Allowed(&m.QuotaLine, d.voice),
		"Slack", m.Slack, "Violation", m.Violation, "Cost", m.Cost > 0, "Worth", d.worth(m.Cost, true))
	l := Line{Quota: m.Key, Rule: m.Rule, AtMost: &m.Most}
	switch {
	case m.Slack > 0:
	case m.Price > 0:
		text += d.say("buys-most", "Worth", d.worth(m.Most, false))
	default:
		text += d.say("buys-nothing", "Worth", d.worth(m.Most, false), "Gap", m.Most > 0)
	}
	if t, ok := buys[m.Key]; ok && m.Slack <= 0 {
		n := d.moves.Toll(&t)
		metres := int64(n.Metres)
		text += d.say("buys-found", "Turns", d.turns(&t), "Toll", d.toll(n), "Worth", d.worth(-t.Cost, true))
		l.Found, l.People, l.Metres, l.Periods = &t.Cost, &n.People, &metres, &n.Periods
	}
	d.tell("quota", text, l)
}
