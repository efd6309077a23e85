package verify

import (
	"encoding/json"
	"math/rand/v2"
	"testing"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/gen"
)

// FuzzCertificate demands of any certificate that it is refused or proves no more than a lawful plan costs.
func FuzzCertificate(f *testing.F) {
	c := caseOf(f, gen.Tiny(3), "yongzhou-2018")
	cheapest, found := bestGrouping(c)
	rng, least := rand.New(rand.NewPCG(3, 66)), model.Cost(-1)
	var quotas []QuotaLine
	for range 200 {
		a := Rotation(c, wander(c, rng))
		quotas = a.Quotas
		if len(a.Broken) == 0 && (least < 0 || a.Cost < least) {
			least = a.Cost
		}
	}
	if !found || least < 0 {
		f.Fatal("no lawful plan")
	}
	for _, q := range [][]QuotaLine{quotas, Grouping(c, model.Grouping{}).Quotas} {
		prices := somePrices(q, rng)
		for _, cert := range []model.Certificate{{Bound: 7, Prices: prices}, {Branch: &model.Branch{Atoms: []string{"x"}, With: model.Certificate{Prices: prices}}}} {
			text, err := json.Marshal(cert)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(text)
		}
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		var cert model.Certificate
		if json.Unmarshal(text, &cert) != nil {
			return
		}
		if b, err := GroupingBound(c, cert); err == nil && b > cheapest {
			t.Errorf("%s proves %d of a grouping that costs %d", text, b, cheapest)
		}
		if b, err := RotationBound(c, cert); err == nil && b > least {
			t.Errorf("%s proves %d of a rotation that costs %d", text, b, least)
		}
	})
}
