package verify

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// counting makes a tree of branches on quotas, its leaves' prices drawn from what the law of each has, and says of each leaf which plans
// it is of.
func (w *world) counting(rng *rand.Rand, depth int, of func([][]thing) bool, leaf func(*world, model.Certificate, func([][]thing) bool)) model.Certificate {
	if depth == 0 {
		cert := model.Certificate{Prices: w.affordable(rng)}
		leaf(w, cert, of)
		return cert
	}
	var families []*rule.Family[thing]
	for i := range w.law {
		if f := w.law[i].Form.Quota; f != nil && w.law[i].Rule.Name != demand {
			families = append(families, f)
		}
	}
	f := families[rng.IntN(len(families))]
	n := rng.IntN(len(f.Quotas))
	b := &model.Branch{Quota: f.Quotas[n].Key, Most: int64(depth-1) + 3*rng.Int64N(2), Lift: rng.Int64N(f.Quotas[n].Unit)}
	few, many, err := w.counted(b)
	if err != nil {
		panic(err)
	}
	in := func(walks [][]thing) bool { return w.number(f, n, walks) <= b.Most }
	low, high := *w, *w
	low.judge, high.judge = *few, *many
	b.Without = low.counting(rng, depth-1, func(x [][]thing) bool { return of(x) && in(x) }, leaf)
	b.With = high.counting(rng, depth-1, func(x [][]thing) bool { return of(x) && !in(x) }, leaf)
	return model.Certificate{Branch: b}
}

// affordable draws prices; where a quota stands for another, for one of the two.
func (w *world) affordable(rng *rand.Rand) []model.QuotaPrice {
	prices := w.prices(rng)
	for _, r := range w.rounds {
		spared := r.of.Key
		if rng.IntN(2) == 0 {
			spared = r.key
		}
		prices = slices.DeleteFunc(prices, func(x model.QuotaPrice) bool { return x.Quota == spared })
	}
	spent := map[*rule.Quota]bool{}
	for _, r := range w.rounds {
		prices = slices.DeleteFunc(prices, func(x model.QuotaPrice) bool { return x.Quota == r.key && spent[r.of] })
		spent[r.of] = true
	}
	for i := range prices {
		w.each(func(f *rule.Family[thing], n int) {
			if q := &f.Quotas[n]; q.Key == prices[i].Quota && q.Min == rule.NoMin {
				prices[i].Lower = 0
			}
		})
	}
	return prices
}

// number is how many chosen things count in a quota.
func (w *world) number(f *rule.Family[thing], n int, walks [][]thing) (many int64) {
	for _, a := range slices.Concat(walks...) {
		sum := int64(0)
		f.Count(a, func(q int, weight int64) {
			if q == n {
				sum += weight
			}
		})
		if sum != 0 {
			many++
		}
	}
	return many
}

// No leaf of a tree that counts proves more than the best of its plans costs, and the tree no more than the best of all.
func TestCountedPartsAreBelowTheirBest(t *testing.T) {
	rounded, void := 0, 0
	for seed := range uint64(worlds / 2) {
		w, rng := makeUp(seed), rand.New(rand.NewPCG(seed, 66))
		best, found := w.best()
		for range 2 {
			cert := w.counting(rng, 1+rng.IntN(3), func([][]thing) bool { return true }, func(part *world, cert model.Certificate, of func([][]thing) bool) {
				b, err := part.bound(len(w.things), w.of, cert)
				best, found := w.bestOf(of)
				switch {
				case err != nil && found:
					t.Fatalf("seed %d: a plan, but %v", seed, err)
				case err == nil && found && b > best:
					t.Fatalf("seed %d: proven %d by %+v of a part whose best costs %d", seed, b, cert, best)
				case !found:
					void++
				}
				if slices.ContainsFunc(cert.Prices, func(x model.QuotaPrice) bool {
					return slices.ContainsFunc(part.rounds, func(r round) bool { return r.key == x.Quota && x.Upper > 0 })
				}) {
					rounded++
				}
			})
			w.proven(t, cert, best, found)
		}
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
	if rounded < worlds/4 || void < worlds/4 {
		t.Errorf("%d leaves price a rounding, %d have no plan: the test has lost its teeth", rounded, void)
	}
}

// What a rounding counts above its end is never more than the units that the quota is charged for, and often just that.
func TestRoundingsAreNoMoreThanTheCharge(t *testing.T) {
	exact, less := 0, 0
	for seed := range uint64(worlds) {
		w, rng := makeUp(seed), rand.New(rand.NewPCG(seed, 67))
		w.counting(rng, 1, func([][]thing) bool { return true }, func(part *world, _ model.Certificate, of func([][]thing) bool) {
			for _, r := range part.rounds {
				var f *rule.Family[thing]
				part.each(func(g *rule.Family[thing], n int) {
					if g.Quotas[n].Key == r.key {
						f = g
					}
				})
				w.plans(func(walks [][]thing) {
					if !of(walks) {
						return
					}
					all := slices.Concat(walks...)
					units := floor(r.of.Base+w.count(r.of.Key, all)-r.of.Max+r.of.Unit-1, r.of.Unit)
					above := part.count(r.key, all) - f.Quotas[0].Max
					if above > max(units, 0) {
						t.Fatalf("seed %d, %v: %d units above %s, %d of %s", seed, walks, units, r.of.Key, above, r.key)
					}
					if above == units && units > 0 {
						exact++
					} else if units > 0 {
						less++
					}
				})
			}
		})
	}
	if exact < 1000 || less < 1000 {
		t.Errorf("%d charges are seen as they are, %d as less: the test has lost its teeth", exact, less)
	}
}

// pair is a world of two people whose one thing counts 2 in a quota of at most 2, of unit 3 and weight 9 each, and must both be taken:
// the quota is one unit out, of which the slope sees two thirds.
func pair() *world {
	w := &world{things: [][]thing{{{0, 0, 0, 0}}, {{1, 0, 0, 0}}}}
	w.span = func(a thing) (int, int) { return a.first, a.last }
	w.bare = func(a thing) thing { return thing{agent: a.agent, first: a.first, last: a.last} }
	w.name = func(thing) string { return "it" }
	w.who = func(int) string { return "she" }
	count := func(weight int64) func(thing, func(int, int64)) {
		return func(_ thing, add func(int, int64)) { add(0, weight) }
	}
	w.law = []rule.Applied[thing]{
		{Rule: &rule.Rule{}, Mode: model.Should, Form: rule.Form[thing]{Quota: &rule.Family[thing]{Count: count(2),
			Quotas: []rule.Quota{{Key: "low", Min: rule.NoMin, Max: 2, Unit: 3, Mode: model.Should, Weight: 9}}}}},
		{Rule: &rule.Rule{}, Mode: model.Must, Form: rule.Form[thing]{Quota: &rule.Family[thing]{Count: count(1),
			Quotas: []rule.Quota{{Key: "both", Min: 2, Max: rule.NoMax, Unit: 1, Mode: model.Must}}}}}}
	return w
}

func list(prices ...model.QuotaPrice) model.Certificate { return model.Certificate{Prices: prices} }

func TestCountByHand(t *testing.T) {
	w := pair()
	both := func(y int64) model.QuotaPrice { return model.QuotaPrice{Quota: "both", Lower: y * thousand} }
	upper := func(key string, y int64) model.QuotaPrice { return model.QuotaPrice{Quota: key, Upper: y * thousand} }
	three := model.QuotaPrice{Quota: "low/least=3", Lower: 50 * thousand}
	tree := func(lift int64, few ...model.QuotaPrice) model.Certificate {
		return model.Certificate{Branch: &model.Branch{Quota: "low", Most: 2, Lift: lift, Without: list(few...), With: list(three, both(0))}}
	}
	for _, x := range []struct {
		cert model.Certificate
		want model.Cost
	}{
		{list(both(6), upper("low", 3)), 6},
		{tree(1, both(9), upper("low/most=2/whole", 9)), 9},
		{tree(1, both(6), upper("low", 3)), 6},
		{tree(0, both(9), upper("low/most=2/whole", 9)), 0}, // ⌊2/3⌋ counts nothing
		{tree(1, both(9), upper("low/most=2/whole", 5)), 5},
		{tree(1, both(9), upper("low/most=2/whole", 9), upper("low/most=2", 5)), -1},
	} {
		if got, err := w.bound(2, w.of, x.cert); err != nil || got != x.want {
			t.Errorf("%+v: proven %d, want %d: %v", x.cert, got, x.want, err)
		}
	}
	p, err := newProof(&w.judge, 2, w.of, tree(1, both(9), upper("low/most=2/whole", 9)))
	if err != nil {
		t.Fatal(err)
	}
	for more, want := range map[int64]model.Cost{0: 9, 1: 0, 2: 0, 3: 0, 4: -9} { // a unit begun may be one that is spared
		if b, err := p.Relaxed(Wider{Quota: "low", More: more}); err != nil || b != want {
			t.Errorf("wider by %d: %d, want %d: %v", more, b, want, err)
		}
	}
}

// A branch that is made up of something else than it may be is refused, and so are prices that would charge one unit twice.
func TestRefusesTamperedCounts(t *testing.T) {
	upper := func(key string, y int64) model.QuotaPrice { return model.QuotaPrice{Quota: key, Upper: y} }
	good := func() model.Certificate {
		return model.Certificate{Branch: &model.Branch{Quota: "low", Most: 2, Lift: 1, Without: list(upper("low/most=2/whole", 9000)), With: list()}}
	}
	for name, spoil := range map[string]func(*model.Branch){
		"another quota":         func(b *model.Branch) { b.Quota = "lower" },
		"atoms beside":          func(b *model.Branch) { b.Atoms = []string{"it"} },
		"negative count":        func(b *model.Branch) { b.Most = -1 },
		"immense count":         func(b *model.Branch) { b.Most = 1 << 40 },
		"negative lift":         func(b *model.Branch) { b.Lift = -1 },
		"lift of a unit":        func(b *model.Branch) { b.Lift = 3 },
		"count of the prices":   func(b *model.Branch) { b.Most = 3 },
		"dearer than a unit":    func(b *model.Branch) { b.Without = list(upper("low/most=2/whole", 9001)) },
		"a unit charged twice":  func(b *model.Branch) { b.Without = list(upper("low/most=2/whole", 9000), upper("low", 1)) },
		"rounded on both sides": func(b *model.Branch) { b.With = b.Without },
		"few where many":        func(b *model.Branch) { b.With = list(upper("low/most=2", 1)) },
		"many where few":        func(b *model.Branch) { b.Without = list(model.QuotaPrice{Quota: "low/least=3", Lower: 1}) },
		"open side":             func(b *model.Branch) { b.Without = list(model.QuotaPrice{Quota: "low/most=2", Lower: 1}) },
		"twice the same":        func(b *model.Branch) { b.Without = good() },
		"a branch's own": func(b *model.Branch) {
			b.Without = model.Certificate{Branch: &model.Branch{Quota: "low/most=2/whole", Most: 1}}
		},
	} {
		w, cert := pair(), good()
		if _, err := w.bound(2, w.of, cert); err != nil {
			t.Fatal(err)
		}
		spoil(cert.Branch)
		if b, err := w.bound(2, w.of, cert); err == nil {
			t.Errorf("%s: %d is proven", name, b)
		}
	}
}

// Roundings of one quota share what a unit costs, also along several branches.
func TestRoundingsShareAUnit(t *testing.T) {
	nested := func(first, second int64) model.Certificate {
		inner := model.Certificate{Branch: &model.Branch{Quota: "low", Most: 1, Lift: 1, With: list(),
			Without: list(model.QuotaPrice{Quota: "low/most=2/whole", Upper: first}, model.QuotaPrice{Quota: "low/most=1/whole", Upper: second})}}
		return model.Certificate{Branch: &model.Branch{Quota: "low", Most: 2, Lift: 1, Without: inner, With: list()}}
	}
	w := pair()
	if _, err := w.bound(2, w.of, nested(5000, 4000)); err != nil {
		t.Error(err)
	}
	if b, err := w.bound(2, w.of, nested(5000, 4001)); err == nil {
		t.Errorf("%d is proven by charging a unit more than once", b)
	}
}
