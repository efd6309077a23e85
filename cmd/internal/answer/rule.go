package answer

import (
	"cmp"
	"slices"
	"strings"

	"github.com/rotateplan/rotate/cmd/internal/judge"
	"github.com/rotateplan/rotate/cmd/internal/wording"
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
	_, says := wording.RuleSays(r.Name, d.voice)
	d.tell("rule", d.say("rule-says", "Rule", d.title(r.Name), "Says", says), d.under(r.Name, Line{}))
	account := d.v.Grouping
	switch {
	case r.Stay != nil:
		account = d.v.Rotation
	case r.Trip != nil:
		account = d.v.Circuit
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
	switch {
	case r.Member != nil:
		return d.clauseOfGroups(r, account.Rules[k].Mode)
	case r.Stay != nil:
		return d.clauseOfStays(r, account.Rules[k].Mode)
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
		d.tell("rule", d.say("costs", "Units", l.Violations, "Worth", d.charge(l.Cost), "Quotas", l.Quotas), figures)
	}
}

// quotas tells every quota of a rule, the dearest first.
func (d *desk) quotas(r *rule.Rule, account *verify.Account) error {
	margin := d.groups.Margin
	switch {
	case r.Stay != nil:
		margin = d.moves.Margin
	case r.Trip != nil:
		margin = d.circuit.Margin
	}
	var all []explain.Margin
	for _, terms := range byPlace(account.Quotas, r.Name) {
		for i := range terms {
			m, err := margin(slices.Concat(terms[i:], terms[:i])) // the term told first
			if err != nil {
				return err
			}
			if all = append(all, m); alike(terms) {
				told := &all[len(all)-1]
				told.Key, told.Cost = place(m.Key), m.Cost*model.Cost(len(terms))
				break
			}
		}
	}
	slices.SortStableFunc(all, func(a, b explain.Margin) int {
		return cmp.Or(cmp.Compare(b.Violation, a.Violation), cmp.Compare(b.Price, a.Price), cmp.Compare(a.Slack, b.Slack))
	})
	for i := range all {
		d.quota(&all[i], r.Stay != nil && i < mostBought)
	}
	return nil
}

// byPlace gathers the quota lines of a rule that differ in nothing but their term.
func byPlace(lines []verify.QuotaLine, name string) [][]verify.QuotaLine {
	var all [][]verify.QuotaLine
	at := map[string]int{}
	for _, q := range lines {
		if q.Rule != name {
			continue
		}
		key := place(q.Key)
		k, known := at[key]
		if !known {
			k, at[key] = len(all), len(all)
			all = append(all, nil)
		}
		all[k] = append(all[k], q)
	}
	return all
}

// place is the key of a quota without its term.
func place(key string) string {
	return strings.Join(slices.DeleteFunc(strings.Split(key, "/"), func(part string) bool { return strings.HasPrefix(part, "term=") }), "/")
}

// alike reports whether several terms count and allow the same.
func alike(terms []verify.QuotaLine) bool {
	a := &terms[0]
	return len(terms) > 1 && !slices.ContainsFunc(terms, func(b verify.QuotaLine) bool {
		return a.Achieved != b.Achieved || a.Min != b.Min || a.Max != b.Max
	})
}

// mostBought is for how many counts of a rule, the dearest, it is tried what one unit more would buy.
const mostBought = 5

// quota tells one count; buy asks to try what one unit more would buy.
func (d *desk) quota(m *explain.Margin, buy bool) {
	id := "quota"
	if rule.Find(m.Rule).Trip != nil {
		id = "quota-trips"
	}
	text := d.say(id, "Spare", m.Min == rule.NoMin, "Max", m.Max, "Place", wording.Place(d.c.County, m.Key, d.voice), "Achieved", m.Achieved, "Allowed", judge.Allowed(&m.QuotaLine, d.voice),
		"Slack", m.Slack, "Violation", m.Violation, "Cost", m.Cost > 0, "Worth", d.charge(m.Cost))
	l := Line{Quota: m.Key, Rule: m.Rule, AtMost: &m.Most}
	switch {
	case m.Slack > 0:
	case m.Price > 0:
		text += d.say("buys-most", "Worth", d.worth(m.Most, false))
	default:
		text += d.say("buys-nothing", "Worth", d.worth(m.Most, false), "Gap", m.Most > 0)
	}
	if buy && m.Mode == model.Must && m.Slack <= 0 {
		if t, ok := d.moves.Buys(m); ok {
			n := d.moves.Toll(&t)
			metres := int64(n.Metres)
			text += d.say("buys-found", "Turns", d.turns(&t), "Toll", d.toll(n), "Worth", d.worth(-t.Cost, true))
			l.Found, l.People, l.Metres, l.Periods = &t.Cost, &n.People, &metres, &n.Periods
		}
	}
	d.tell("quota", text, l)
}
