package itinerant

import (
	"cmp"
	"slices"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// law is the quotas of trips: of every leaf that is short of periods or has some to spare.
type law struct{ *rule.Family[model.Trip] }

func quotasOf(c *rule.Case) law {
	for _, r := range c.TripLaw() {
		if r.Form.Quota != nil {
			return law{r.Form.Quota}
		}
	}
	return law{}
}

// of returns the quota that counts a trip at the section it leads to, or at that it leaves, and its index.
func (l law) of(a model.Trip, arrives bool) (q *rule.Quota, index int) {
	l.Count(a, func(i int, _ int64) {
		if (l.Quotas[i].Min != rule.NoMin) == arrives {
			q, index = &l.Quotas[i], i
		}
	})
	return q, index
}

// called returns the quota of a call; who goes there does not matter.
func (l law) called(p rule.Post, term model.Term) (*rule.Quota, int) {
	return l.of(model.Trip{Term: term, Section: p.Section, Subject: p.Subject, Periods: 1}, true)
}

// given returns the quota of the donor of a pool; where it goes does not matter.
func (l law) given(s *season, k int) (*rule.Quota, int) {
	from := s.donors[s.pools[k].donor]
	return l.of(model.Trip{Teacher: s.pools[k].teachers[0], Term: s.term, Section: from.Section, Subject: from.Subject, Periods: 1}, false)
}

// priceBook collects the prices of quotas, by quota in thousandths.
type priceBook struct {
	law          law
	lower, upper []int64
}

func newPriceBook(c *rule.Case) *priceBook {
	l := quotasOf(c)
	return &priceBook{l, make([]int64, len(l.Quotas)), make([]int64, len(l.Quotas))}
}

func (b *priceBook) enter(s *season, p prices) {
	for i := range s.calls {
		_, q := b.law.called(s.calls[i].Post, s.term)
		b.lower[q] = p.call[i]
	}
	for k := range s.pools {
		_, q := b.law.given(s, k)
		b.upper[q] = p.donor[s.pools[k].donor]
	}
}

// keys names the quotas of calls and donors.
func (b *priceBook) keys(s *season, calls, donors []int) (keys []string) {
	for _, i := range calls {
		q, _ := b.law.called(s.calls[i].Post, s.term)
		keys = append(keys, q.Key)
	}
	for k := range s.pools {
		if q, _ := b.law.given(s, k); slices.Contains(donors, s.pools[k].donor) {
			keys = append(keys, q.Key)
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

func (b *priceBook) prices() []model.QuotaPrice {
	all := []model.QuotaPrice{}
	for i := range b.lower {
		if b.lower[i] > 0 || b.upper[i] > 0 {
			all = append(all, model.QuotaPrice{Quota: b.law.Quotas[i].Key, Lower: b.lower[i], Upper: b.upper[i]})
		}
	}
	slices.SortFunc(all, func(x, y model.QuotaPrice) int { return cmp.Compare(x.Quota, y.Quota) })
	return all
}
