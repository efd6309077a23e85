package explain

import (
	"slices"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/model/verify"
)

// Margin is what a quota would give if it were one unit wider.
type Margin struct {
	verify.QuotaLine
	Slack int64      // units by which the count may still grow worse; negative where it is outside
	Price model.Cost // of one unit: what the certificate's bound falls by
	Most  model.Cost // that one unit could save, whatever plan were made: proven
}

// margin reads one quota line of a plan of this cost. It looks at the side that is nearer to being broken.
func margin[A comparable](p *verify.Proof[A], cost model.Cost, q verify.QuotaLine) (Margin, error) {
	m := Margin{QuotaLine: q}
	less, more := int64(0), int64(0)
	if q.Min != rule.NoMin && (q.Max == rule.NoMax || q.Achieved-q.Min <= q.Max-q.Achieved) {
		m.Slack, less = q.Achieved-q.Min, q.Unit
	} else {
		m.Slack, more = q.Max-q.Achieved, q.Unit
	}
	if m.Slack > 0 {
		m.Slack /= q.Unit
	}
	now, err := p.Bound()
	if err != nil {
		return m, err
	}
	then, err := p.Relaxed(q.Key, less, more)
	m.Price, m.Most = now-then, cost-then
	return m, err
}

// Margin reads a quota line of the account of the rotation.
func (q *Inquiry) Margin(line verify.QuotaLine) (Margin, error) { return margin(q.Proof, q.Cost, line) }

// Buys finds for the quotas of a must which change of one teacher's stays saves most among those that break this quota by
// one unit and nothing else: what one unit more would buy, as far as one change goes. It is keyed by quota.
func (q *Inquiry) Buys(name string) map[string]Trial[model.Stay] {
	best := map[string]Trial[model.Stay]{}
	for t := range q.c.County.Teachers {
		q.options(model.TeacherID(t), func(to []model.Stay) {
			key, cost, ok := q.breaksOne(t, to, name)
			if old, known := best[key]; ok && cost < 0 && (!known || cost < old.Cost) {
				best[key] = Trial[model.Stay]{Turns: []Turn[model.Stay]{{t, to}}, Cost: cost}
			}
		})
	}
	return best
}

// options visits what a teacher could do in the first year in the place of what is planned: one other lawful stay, or none.
func (q *Inquiry) options(t model.TeacherID, visit func(to []model.Stay)) {
	if len(q.b.walks[t]) > 0 {
		visit(nil)
	}
	for _, a := range q.lawful(t) {
		if !slices.Contains(q.b.walks[t], a) {
			visit(q.put(a))
		}
	}
}

// breaksOne reports whether a walk breaks one quota of a rule by one unit and no other must, which one, and at what cost.
func (q *Inquiry) breaksOne(agent int, to []model.Stay, name string) (key string, cost model.Cost, ok bool) {
	ok = true
	q.b.change(agent, to, func(e effect) bool {
		p := &q.b.law[e.rule]
		if e.breaks > 0 {
			if p.Rule.Name != name || e.breaks > 1 || e.quota == none {
				ok = false
				return false
			}
			key = p.Form.Quota.Quotas[e.quota].Key
		}
		cost += e.cost
		return true
	})
	return key, cost, ok && key != ""
}

// Alone returns whom a must by itself keeps from being sent for the first year: teachers to whom it refuses every stay that
// no other must refuses, of whom there is one at least; none where the rule is no must that reads single stays.
func (q *Inquiry) Alone(name string) []model.TeacherID {
	var kept []model.TeacherID
	for t := range q.c.County.Teachers {
		refused, free := false, false
		q.c.Spans(model.TeacherID(t), func(span model.Stay) {
			if span.First >= 2 || free || others(q.spanwise(t, span), name) {
				return
			}
			q.c.StaysIn(span, q.c.Reach(model.TeacherID(t)), func(a model.Stay) {
				if free {
					return
				}
				switch names := q.Refusers(a); {
				case len(names) == 0:
					free = true
				case !others(names, name):
					refused = true
				}
			})
		})
		if refused && !free {
			kept = append(kept, model.TeacherID(t))
		}
	}
	return kept
}

// spanwise returns the rules whose must refuses all stays of a span.
func (q *Inquiry) spanwise(agent int, span model.Stay) []string {
	var names []string
	for i := range q.b.law {
		p := &q.b.law[i]
		if p.Mode == model.Must && p.Form.Spanwise && (p.Form.Ban != nil && p.Form.Ban(span) || p.Form.Walk != nil && unitsOf(p.Form.Walk, agent, span) > 0) {
			names = append(names, p.Rule.Name)
		}
	}
	return names
}

// others reports whether there are rules of another name.
func others(names []string, name string) bool {
	return slices.ContainsFunc(names, func(n string) bool { return n != name })
}
