package verify

import (
	"fmt"
	"math/big"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// round is a quota that stands for another in some plans. With Σ w·x <= Max + U·u, where u are the units above, and at most n atoms of
// those that count,
//
//	Σ ⌊(w+a)/U⌋·x <= Σ (w+a)/U·x <= (Max + a·n)/U + u
//
// for every a >= 0; the left side and u are integers, so that Σ ⌊(w+a)/U⌋·x <= ⌊(Max + a·n)/U⌋ + u (Chvátal 1973, Gomory 1958). One unit
// of it is one of the quota it stands for. So do cuts, each for every side it is made of.
type round struct {
	key   string
	of    *rule.Quota
	lower bool                    // it stands for the lower side
	units int64                   // of the quota one unit of it is worth
	bound func(wider int64) int64 // what its own bound rises by at most where that side's is so much wider
}

// mostCounted limits what a branch may say of a count, farthest the quotas that can be rounded: nothing overflows.
const (
	mostCounted = 1 << 30
	farthest    = 1 << 60
)

// counted returns the judges of the two parts a branch on a quota makes: by whose law at most so many atoms count in it, which rounds its
// upper side, and by whose law more do.
func (j *judge[A]) counted(b *model.Branch) (few, many *judge[A], err error) {
	f, n := j.quota(b.Quota)
	switch {
	case len(b.Atoms) > 0:
		return nil, nil, fmt.Errorf("a branch on %s and on atoms", b.Quota)
	case f == nil:
		return nil, nil, fmt.Errorf("branch on %s: no such quota", b.Quota)
	case b.Most < 0 || b.Most > mostCounted || b.Lift < 0 || b.Lift >= min(f.Quotas[n].Unit, mostCounted):
		return nil, nil, fmt.Errorf("branch on %s: most %d outside 0..%d, or lift %d outside 0..%d", b.Quota, b.Most, mostCounted, b.Lift, f.Quotas[n].Unit-1)
	}
	q, one := &f.Quotas[n], func(int64) int64 { return 1 }
	few = j.under(derived(f, n, one, rule.Quota{Key: model.MostKey(q.Key, b.Most), Min: rule.NoMin, Max: b.Most, Unit: 1, Mode: model.Must}))
	many = j.under(derived(f, n, one, rule.Quota{Key: model.LeastKey(q.Key, b.Most+1), Min: b.Most + 1, Max: rule.NoMax, Unit: 1, Mode: model.Must}))
	if q.Max-q.Base > -farthest && q.Max-q.Base < farthest {
		whole := rule.Quota{Key: model.WholeKey(q.Key, b.Most), Min: rule.NoMin, Max: floor(q.Max-q.Base+b.Lift*b.Most, q.Unit), Unit: 1, Mode: q.Mode, Weight: q.Weight}
		few = few.under(derived(f, n, func(w int64) int64 { return floor(w+b.Lift, q.Unit) }, whole))
		few.rounds = append(few.rounds[:len(few.rounds):len(few.rounds)], round{key: whole.Key, of: q, units: 1, bound: func(wider int64) int64 { return (wider + q.Unit - 1) / q.Unit }})
	}
	return few, many, nil
}

// quota finds a quota of the law, not one that a branch has made.
func (j *judge[A]) quota(key string) (*rule.Family[A], int) {
	for i := range j.law {
		if f := j.law[i].Form.Quota; f != nil && j.law[i].Rule.Name != demand {
			for n := range f.Quotas {
				if f.Quotas[n].Key == key {
					return f, n
				}
			}
		}
	}
	return nil, 0
}

// under is a judge by whose law a quota more holds.
func (j *judge[A]) under(f *rule.Family[A]) *judge[A] {
	with := *j
	with.law = append(j.law[:len(j.law):len(j.law)], demanded(rule.Form[A]{Quota: f}))
	return &with
}

// derived is the family of a quota in which atoms that count in quota n of another family weigh something else.
func derived[A any](f *rule.Family[A], n int, weigh func(int64) int64, q rule.Quota) *rule.Family[A] {
	of := func(agent int) rule.Run {
		if run := f.Of(agent); n < run.From || n >= run.To {
			return rule.Run{}
		}
		return rule.Run{To: 1}
	}
	if f.Of == nil {
		of = nil
	}
	return &rule.Family[A]{Quotas: []rule.Quota{q}, Of: of, Placeless: f.Placeless, Count: func(a A, add func(int, int64)) {
		sum := int64(0)
		f.Count(a, func(quota int, w int64) {
			if quota == n {
				sum += w
			}
		})
		if sum != 0 {
			add(0, weigh(sum))
		}
	}}
}

// afford refuses prices that are more together than a unit outside a should costs, which is charged once, whatever stands for it.
func (j *judge[A]) afford(prices map[string]model.QuotaPrice) error {
	type charged struct {
		of    *rule.Quota
		lower bool
	}
	spent := map[charged]*big.Int{}
	for _, r := range j.rounds {
		if r.of.Mode != model.Should {
			continue
		}
		key := charged{r.of, r.lower}
		if spent[key] == nil {
			own := prices[r.of.Key].Upper
			if r.lower {
				own = prices[r.of.Key].Lower
			}
			spent[key] = product(own, r.of.Unit)
		}
		sum := spent[key].Add(spent[key], product(prices[r.key].Upper, r.units))
		if top := product(int64(r.of.Weight), thousand); sum.Cmp(top) > 0 {
			return fmt.Errorf("prices of %s and what stands for it: %v for a unit of %v", r.of.Key, sum, top)
		}
	}
	return nil
}

// floor divides by a positive number, downward.
func floor(a, b int64) int64 {
	n := a / b
	if a < n*b {
		n--
	}
	return n
}
