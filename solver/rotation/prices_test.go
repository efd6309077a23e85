package rotation

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/model/verify"
	"github.com/rotateplan/rotate/solver"
	"github.com/rotateplan/rotate/solver/program"
)

// distort changes the certificate of a trial and draws new ones: none that the judge accepts proves more than the best
// plan costs, and prices above their limits are refused.
func (x *trial) distort(t *testing.T, seed uint64) {
	t.Helper()
	best, found := x.best()
	if !found || x.r.Status == solver.Infeasible {
		return
	}
	rng := rand.New(rand.NewPCG(seed, 32))
	quotas := verify.Rotation(x.c, model.Rotation{}).Quotas
	for range 6 {
		prices := someRandom(quotas, rng)
		x.proves(t, model.Certificate{Prices: prices}, best)
		x.proves(t, x.changed(quotas, rng), best)
		x.proves(t, x.branched(prices, rng), best)
	}
	for _, bad := range x.refused(quotas, rng) {
		if b, err := verify.RotationBound(x.c, model.Certificate{Prices: bad}); err == nil {
			t.Errorf("%v accepted, proving %d", bad, b)
		}
	}
}

func (x *trial) proves(t *testing.T, cert model.Certificate, best model.Cost) {
	t.Helper()
	if b, err := verify.RotationBound(x.c, cert); err != nil && len(cert.Cuts) == 0 || b > best { // cuts may leave no room for a price
		t.Errorf("proven %d by %+v, best %d: %v", b, cert, best, err)
	}
}

// top is the highest price of a side the judge accepts, or as high as prices are drawn.
func top(q *verify.QuotaLine) int64 {
	if q.Mode == model.Must {
		return 60_000 * program.Thousand
	}
	return int64(q.Weight) * program.Thousand / q.Unit
}

// anyPrice prices one quota, one side or both.
func anyPrice(q *verify.QuotaLine, rng *rand.Rand) model.QuotaPrice {
	x := model.QuotaPrice{Quota: q.Key}
	side := rng.IntN(5)
	if q.Min > rule.NoMin && side != 0 {
		x.Lower = rng.Int64N(top(q) + 1)
	}
	if q.Max < rule.NoMax && side < 2 {
		x.Upper = rng.Int64N(top(q) + 1)
	}
	return x
}

func someRandom(quotas []verify.QuotaLine, rng *rand.Rand) []model.QuotaPrice {
	var prices []model.QuotaPrice
	chance := 1 + rng.IntN(20)
	for i := range quotas {
		if rng.IntN(20) < chance {
			prices = append(prices, anyPrice(&quotas[i], rng))
		}
	}
	return prices
}

// changed is the certificate with one price changed, or dropped.
func (x *trial) changed(quotas []verify.QuotaLine, rng *rand.Rand) model.Certificate {
	q := &quotas[rng.IntN(len(quotas))]
	prices := slices.DeleteFunc(slices.Clone(x.r.Certificate.Prices), func(p model.QuotaPrice) bool { return p.Quota == q.Key })
	if rng.IntN(4) > 0 {
		prices = append(prices, anyPrice(q, rng))
	}
	return model.Certificate{Cuts: x.r.Certificate.Cuts, Prices: prices}
}

// branched splits the plans by an atom, with one list of prices on each side.
func (x *trial) branched(prices []model.QuotaPrice, rng *rand.Rand) model.Certificate {
	var atoms []model.Stay
	t := model.TeacherID(rng.IntN(len(x.c.County.Teachers)))
	x.c.Stays(t, nil, func(s model.Stay) { atoms = append(atoms, s) })
	if x.e != nil && len(x.e.stays) > 0 && rng.IntN(2) == 0 {
		atoms = x.e.stays
	}
	if len(atoms) == 0 {
		return model.Certificate{Prices: prices}
	}
	b := model.Branch{Atoms: []string{x.c.StayKey(atoms[rng.IntN(len(atoms))])}, Without: model.Certificate{Prices: prices}, With: x.r.Certificate}
	if rng.IntN(2) == 0 {
		b.Without, b.With = b.With, b.Without
	}
	return model.Certificate{Branch: &b}
}

// refused lists prices that prove nothing: below zero, above the limit, on an open side, twice, of no quota.
func (x *trial) refused(quotas []verify.QuotaLine, rng *rand.Rand) [][]model.QuotaPrice {
	q := &quotas[rng.IntN(len(quotas))]
	ok := anyPrice(q, rng)
	bad := [][]model.QuotaPrice{{{Quota: q.Key, Lower: -1}}, {{Quota: q.Key, Upper: -1}}, {ok, ok}, {{Quota: q.Key + "/x", Lower: 1}}}
	if q.Mode == model.Should {
		bad = append(bad, []model.QuotaPrice{{Quota: q.Key, Lower: top(q) + 1}}, []model.QuotaPrice{{Quota: q.Key, Upper: top(q) + 1}})
	}
	if q.Min == rule.NoMin {
		bad = append(bad, []model.QuotaPrice{{Quota: q.Key, Lower: 1}})
	}
	if q.Max == rule.NoMax {
		bad = append(bad, []model.QuotaPrice{{Quota: q.Key, Upper: 1}})
	}
	return bad
}
