package verify

import (
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// What a certificate proves of the plans that meet demands is never above the best of them, found by enumeration.
func TestDemandsAreProvenBelowTheBest(t *testing.T) {
	raised, none := 0, 0
	for seed := range uint64(worlds) {
		w, rng := makeUp(seed), rand.New(rand.NewPCG(seed, 64))
		cert := w.split(model.Certificate{Prices: w.prices(rng)}, rng, 2)
		p, err := newProof(&w.judge, len(w.things), w.of, cert)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		plain, plainErr := p.Bound()
		if b, err := w.bound(len(w.things), w.of, cert); err == nil && (plainErr != nil || b != plain) {
			t.Fatalf("seed %d: %d (%v), the judge finds %d", seed, plain, plainErr, b)
		}
		for range 4 {
			demands := w.demands(rng)
			best, found := w.bestOf(func(walks [][]thing) bool { return met(demands, walks) })
			b, err := p.Bound(demands...)
			switch {
			case err != nil && (!errors.Is(err, ErrNoPlan) || found):
				t.Fatalf("seed %d: %v, yet a plan of %d", seed, err, best)
			case err == nil && found && b > best:
				t.Fatalf("seed %d: proven %d, the best costs %d", seed, b, best)
			case err == nil && b < plain:
				t.Fatalf("seed %d: %d is proven of all plans, %d of some", seed, plain, b)
			case err != nil:
				none++
			case b > plain:
				raised++
			}
		}
	}
	if raised < worlds/2 || none < worlds/10 {
		t.Errorf("%d demands cost something, %d cannot be met: the test has lost its teeth", raised, none)
	}
}

// A quota made wider lets the bound fall by no less than the best plan falls.
func TestRelaxedIsBelowTheBest(t *testing.T) {
	fell := 0
	for seed := range uint64(worlds) {
		w, rng := makeUp(seed), rand.New(rand.NewPCG(seed, 65))
		p, err := newProof(&w.judge, len(w.things), w.of, model.Certificate{Prices: w.prices(rng)})
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		before, _ := w.best()
		w.each(func(f *rule.Family[thing], n int) {
			q := f.Quotas[n]
			less, more := rng.Int64N(3), rng.Int64N(3)
			b, err := p.Relaxed(Wider{q.Key, less, more})
			f.Quotas[n].Min, f.Quotas[n].Max = q.Min-less, q.Max+more
			best, found := w.best()
			f.Quotas[n] = q
			if err == nil && found && b > best {
				t.Fatalf("seed %d: %s wider by %d and %d: proven %d, the best costs %d", seed, q.Key, less, more, b, best)
			}
			if found && best < before {
				fell++
			}
		})
	}
	if fell < worlds/20 {
		t.Errorf("only %d plans get cheaper: the test has lost its teeth", fell)
	}
}

// demands draws demands of some agents.
func (w *world) demands(rng *rand.Rand) []Demand[thing] {
	var all []Demand[thing]
	for agent := range w.things {
		if rng.IntN(2) == 0 {
			continue
		}
		d, salt := Demand[thing]{Agent: agent}, rng.IntN(7)
		if rng.IntN(3) > 0 {
			d.Never = func(a thing) bool { return (a.number+salt)%3 == 0 }
		}
		if rng.IntN(3) == 0 {
			d.Once = func(a thing) bool { return (a.number+salt)%3 == 1 }
		}
		all = append(all, d)
	}
	return all
}

func met(demands []Demand[thing], walks [][]thing) bool {
	for _, d := range demands {
		walk := walks[d.Agent]
		if d.Never != nil && slices.ContainsFunc(walk, d.Never) || d.Once != nil && !slices.ContainsFunc(walk, d.Once) {
			return false
		}
	}
	return true
}

// bestOf returns the cost of the best lawful plan of a kind.
func (w *world) bestOf(kind func(walks [][]thing) bool) (best model.Cost, found bool) {
	w.plans(func(walks [][]thing) {
		if !kind(walks) {
			return
		}
		if cost, ok := w.cost(walks); ok && (!found || model.Cost(cost) < best) {
			best, found = model.Cost(cost), true
		}
	})
	return best, found
}
