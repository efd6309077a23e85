package explain

import (
	"slices"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/model/verify"
)

// Margin is what a quota would give if it were one unit wider in all its terms: people who are sent stay for the year, so
// that room in one term alone is of no use to them.
type Margin struct {
	verify.QuotaLine
	Slack int64      // units by which the count may still grow worse; negative where it is outside
	Price model.Cost // of one unit: what the certificate's bound falls by
	Most  model.Cost // that one unit could save, whatever plan were made: proven

	wider []verify.Wider
}

// margin reads the lines of one quota, a line a term, of a plan of this cost; what is read of the count is the first line.
func margin[A comparable](p *verify.Proof[A], cost model.Cost, terms []verify.QuotaLine) (Margin, error) {
	m := Margin{QuotaLine: terms[0]}
	for i := range terms {
		slack, w := room(&terms[i])
		if m.wider = append(m.wider, w); i == 0 {
			m.Slack = slack
		}
	}
	now, err := p.Bound()
	if err != nil {
		return m, err
	}
	then, err := p.Relaxed(m.wider...)
	m.Price, m.Most = now-then, cost-then
	return m, err
}

// room returns the units a count may still move toward the side that is nearer, and the quota one unit wider on that side.
func room(q *verify.QuotaLine) (slack int64, w verify.Wider) {
	w.Quota = q.Key
	if q.Min != rule.NoMin && (q.Max == rule.NoMax || q.Achieved-q.Min <= q.Max-q.Achieved) {
		slack, w.Less = q.Achieved-q.Min, q.Unit
	} else {
		slack, w.More = q.Max-q.Achieved, q.Unit
	}
	if slack > 0 {
		slack /= q.Unit
	}
	return slack, w
}

// Margin reads the lines of one quota in the account of the rotation, a line a term.
func (q *Inquiry) Margin(terms []verify.QuotaLine) (Margin, error) {
	return margin(q.Proof, q.Cost, terms)
}

// CircuitInquiry asks what itinerant teachers do, with the certificate at hand.
type CircuitInquiry struct {
	Proof *verify.Proof[model.Trip]
	Cost  model.Cost // of the circuits
}

// InquireCircuits opens circuits of this cost for questions, under the rotation of the case.
func InquireCircuits(c *rule.Case, cost model.Cost, cert model.Certificate) (*CircuitInquiry, error) {
	proof, err := verify.ProveCircuit(c, cert)
	return &CircuitInquiry{proof, cost}, err
}

// Margin reads the line of one quota in the account of the circuits, a line a term.
func (q *CircuitInquiry) Margin(terms []verify.QuotaLine) (Margin, error) {
	return margin(q.Proof, q.Cost, terms)
}

// Buys finds the change that saves most among those that a must quota allows as soon as it is one unit wider: of a teacher
// whose stays count in it, alone or with somebody of her section who is sent, or somebody sent where she would go, staying
// home for it. False where none saves anything.
func (q *Inquiry) Buys(m *Margin) (best Trial[model.Stay], found bool) {
	wide := q.b.widened(m.wider)
	enter := func(turns ...Turn[model.Stay]) {
		if t := wide.try(turns...); t.Lawful() && t.Cost < min(best.Cost, 0) {
			best, found = t, true
		}
	}
	touching := q.touching(m.wider[0].Quota)
	for _, t := range touching {
		enter(t)
		if len(t.To) == 0 || len(touching) > mostPaired {
			continue
		}
		for _, k := range q.yielding(t.To[0]) {
			enter(t, Turn[model.Stay]{int(k.Teacher), without(q.b.walks[k.Teacher], k)})
		}
	}
	return best, found
}

// mostPaired is how many changes that count in a quota are tried in pairs.
const mostPaired = 5000

// widened opens the books of the same plan under a law in which some quotas are wider.
func (b *books[A]) widened(wider []verify.Wider) *books[A] {
	law := slices.Clone(b.law)
	for i := range law {
		f := law[i].Form.Quota
		if f == nil {
			continue
		}
		family := *f
		family.Quotas = slices.Clone(f.Quotas)
		for n := range family.Quotas {
			for _, w := range wider {
				if q := &family.Quotas[n]; q.Key == w.Quota {
					q.Min, q.Max = q.Min-w.Less, q.Max+w.More
				}
			}
		}
		law[i].Form.Quota = &family
	}
	return open(law, b.walks)
}

// touching returns what teachers could do in the first year in the place of what is planned, one other lawful stay or none,
// as far as it counts otherwise in a quota.
func (q *Inquiry) touching(key string) []Turn[model.Stay] {
	f, n := q.b.find(key)
	var all []Turn[model.Stay]
	if f == nil {
		return nil
	}
	for t := range q.c.County.Teachers {
		now := weighed(f, n, q.b.walks[t])
		if now != 0 {
			all = append(all, Turn[model.Stay]{t, nil})
		}
		for _, a := range q.lawful(model.TeacherID(t)) {
			if to := q.put(a); weighed(f, n, to) != now && len(q.Refusers(a)) == 0 {
				all = append(all, Turn[model.Stay]{t, to})
			}
		}
	}
	return all
}

// find finds a quota: its family and its number there; nil where none is named so.
func (b *books[A]) find(key string) (*rule.Family[A], int) {
	for i := range b.law {
		if f := b.law[i].Form.Quota; f != nil {
			if n := slices.IndexFunc(f.Quotas, func(q rule.Quota) bool { return q.Key == key }); n >= 0 {
				return f, n
			}
		}
	}
	return nil, none
}

// weighed is what a walk counts in a quota.
func weighed(f *rule.Family[model.Stay], quota int, walk []model.Stay) (sum int64) {
	for _, a := range walk {
		f.Count(a, func(q int, w int64) {
			if q == quota {
				sum += w
			}
		})
	}
	return sum
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
