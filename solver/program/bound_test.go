package program

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// L(y) never exceeds the cost of the best plan, and the certificate of y adds up to its constants.
func TestPricesBound(t *testing.T) {
	for seed := range uint64(300) {
		rng := rand.New(rand.NewPCG(seed, 6))
		p, _ := Compile(whim(seed))
		best, found := enumerate(p)
		for range 20 {
			y := make([]int64, len(p.Rows))
			for r := range y {
				lo, hi := p.Rows[r].Range()
				y[r] = min(max(rng.Int64N(20*Thousand)-10*Thousand, lo), hi)
				if rng.IntN(10) == 0 {
					y[r] = [...]int64{lo, hi}[rng.IntN(2)]
				}
			}
			constant, walks := p.FrozenBound(), int64(0)
			for r := range p.Rows {
				constant += p.Constant(&p.Rows[r], y[r])
				if net := shared(p, r, y[r]); net != y[r] {
					t.Fatalf("seed %d: of the price %d of row %d, %d is shared out", seed, y[r], r, net)
				}
			}
			if got := certified(p, y); got != constant {
				t.Fatalf("seed %d: the certificate's constants are %d, want %d", seed, got, constant)
			}
			lawful := true
			w := NewPricer(p)
			for i := range p.Agents() {
				v, _, ok := w.Cheapest(i, priced(p, i, y), nil)
				walks, lawful = walks+v, lawful && ok
			}
			if found && lawful && constant+walks > best*Thousand {
				t.Fatalf("seed %d: bound %d thousandths at %v, best plan %d", seed, constant+walks, y, best)
			}
			if found && !lawful {
				t.Fatalf("seed %d: a plan but no lawful walk", seed)
			}
		}
	}
}

// What no atom touches is priced by hand: two below the least of 4 and three above the most of 2, each at its Weight by
// its Unit. A must has no part in the bound.
func TestFrozenBound(t *testing.T) {
	quotas := []rule.Quota{
		{Key: "below", Base: 2, Min: 4, Max: rule.NoMax, Unit: 1, Mode: model.Should, Weight: 7},
		{Key: "above", Base: 5, Min: rule.NoMin, Max: 2, Unit: 2, Mode: model.Should, Weight: 9},
		{Key: "inside", Base: 3, Min: 3, Max: 3, Unit: 1, Mode: model.Should, Weight: 100},
		{Key: "must", Base: 5, Min: rule.NoMin, Max: 2, Unit: 1, Mode: model.Must}}
	p, _ := Compile(Source[thing]{Law: []rule.Applied[thing]{{Rule: &rule.Rule{}, Mode: model.Should,
		Form: rule.Form[thing]{Quota: &rule.Family[thing]{Quotas: quotas, Count: func(thing, func(int, int64)) {}}}}}})
	if got, want := p.FrozenBound(), int64(2*7*Thousand+3*9*Thousand/2); got != want || certified(p, nil) != want {
		t.Errorf("bound %d thousandths, the certificate's %d, want %d", got, certified(p, nil), want)
	}
	if cost, broken := p.FrozenCost(); cost != 2*7+2*9 || !slices.Equal(broken, []string{"must"}) {
		t.Errorf("cost %d, broken %v", cost, broken)
	}
}

func priced(p *Program, i int, y []int64) []int64 {
	var list []int64
	for k := p.First[i]; k < p.First[i+1]; k++ {
		v := p.Cost[k] * Thousand
		for r, w := range p.Touch(k) {
			v += w * y[r]
		}
		list = append(list, v)
	}
	return list
}

// shared returns the net price of the quotas of a row.
func shared(p *Program, r int, y int64) (net int64) {
	for _, x := range p.Share(&p.Rows[r], y) {
		net += x.Upper - x.Lower
	}
	return net
}

func certified(p *Program, y []int64) int64 {
	at := map[string]*Quota{}
	for i := range p.Quotas {
		at[p.Quotas[i].Key] = &p.Quotas[i]
	}
	sum := int64(0)
	for _, x := range p.Certificate(y, model.Cost(0)).Prices {
		if x.Lower > 0 {
			sum += x.Lower * at[x.Quota].Lo
		}
		if x.Upper > 0 {
			sum -= x.Upper * at[x.Quota].Hi
		}
	}
	return sum
}
