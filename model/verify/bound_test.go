package verify

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/gen"
	"github.com/rotateplan/rotate/model/rule"
)

const worlds = 400

// A plan recounted by the judge is what a plain count makes of it.
func TestRecount(t *testing.T) {
	for seed := range uint64(worlds / 4) {
		w := makeUp(seed)
		w.plans(func(walks [][]thing) {
			j := w.judge
			a := j.recount(walks)
			cost, ok := w.cost(walks)
			if ok != (len(a.Broken) == 0) || ok && int64(a.Cost) != cost {
				t.Fatalf("seed %d, %v: cost %d (%v), the judge counts %d, %v", seed, walks, cost, ok, a.Cost, a.Broken)
			}
			sum := model.Cost(0)
			for _, line := range a.Rules {
				sum += line.Cost
			}
			if sum != a.Cost {
				t.Fatalf("seed %d, %v: the rules cost %d, all in all %d", seed, walks, sum, a.Cost)
			}
		})
	}
}

// The dynamic program finds the cheapest of all walks.
func TestCheapestWalk(t *testing.T) {
	for seed := range uint64(worlds) {
		w, rng := makeUp(seed), rand.New(rand.NewPCG(seed, 62))
		prices := w.prices(rng)
		p, err := w.priced(prices)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		x := newPricer(p)
		for agent := range w.things {
			best, found := int64(0), false
			w.walks(agent, func(walk []thing) {
				cost, ok := w.alone(agent, walk)
				cost *= thousand
				for _, x := range prices {
					cost += (x.Upper - x.Lower) * w.count(x.Quota, walk)
				}
				if ok && (!found || cost < best) {
					best, found = cost, true
				}
			})
			x.begin(agent)
			if got, ok := x.cheapest(agent, w.of(agent, x, nil)); ok != found || ok && got != best {
				t.Fatalf("seed %d, agent %d: %d (%v), enumerated %d (%v)", seed, agent, got, ok, best, found)
			}
		}
	}
}

// No prices and no tree of prices prove more than the best plan costs, and a split proves at least what its list does.
func TestBoundIsBelowTheBest(t *testing.T) {
	lawful, tight := 0, 0
	for seed := range uint64(worlds) {
		w, rng := makeUp(seed), rand.New(rand.NewPCG(seed, 63))
		best, found := w.best()
		if found {
			lawful++
		}
		closest := model.Cost(-1 << 60)
		for range 20 {
			cert := model.Certificate{Prices: w.prices(rng)}
			flat := w.proven(t, cert, best, found)
			closest = max(closest, flat)
			if split := w.proven(t, w.split(cert, rng, 3), best, found); found && split < flat {
				t.Errorf("seed %d: split, %d is proven instead of %d", seed, split, flat)
			}
			w.proven(t, model.Certificate{Branch: &model.Branch{Atoms: w.anything(rng), Without: cert,
				With: model.Certificate{Prices: w.prices(rng)}}}, best, found)
		}
		if found && closest >= best {
			tight++
		}
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
	if lawful < worlds/4 || lawful > worlds*9/10 || tight < lawful/20 {
		t.Errorf("%d of %d worlds have a plan, %d the best proven: the test has lost its teeth", lawful, worlds, tight)
	}
}

// proven returns what a certificate proves; where no walk is lawful there is to be no plan.
func (w *world) proven(t *testing.T, cert model.Certificate, best model.Cost, found bool) model.Cost {
	t.Helper()
	b, err := w.bound(len(w.things), w.of, cert)
	switch {
	case err != nil && found:
		t.Errorf("a plan, but %v", err)
	case err == nil && found && b > best:
		t.Errorf("proven %d by %+v, best %d", b, cert, best)
	}
	return b
}

// anything names some things of one agent or of several, now and then one that is not there.
func (w *world) anything(rng *rand.Rand) (names []string) {
	agent := rng.IntN(len(w.things))
	for range 1 + rng.IntN(3) {
		if rng.IntN(8) == 0 {
			agent = rng.IntN(len(w.things))
		}
		names = append(names, w.name(thing{agent: agent, number: rng.IntN(7)}))
	}
	return names
}

// split makes a tree whose leaves are all the same list.
func (w *world) split(leaf model.Certificate, rng *rand.Rand, depth int) model.Certificate {
	if depth == 0 || rng.IntN(4) == 0 {
		return leaf
	}
	return model.Certificate{Branch: &model.Branch{Atoms: w.anything(rng),
		Without: w.split(leaf, rng, depth-1), With: w.split(leaf, rng, depth-1)}}
}

// One thing of cost 10 counts twice where one is asked for: half of it is the best a list of prices sees. Without it there
// is no plan, and any price may be asked; with it she takes it, at whatever price.
func TestBranchByHand(t *testing.T) {
	w := &world{things: [][]thing{{{0, 0, 0, 0}}}}
	w.span = func(a thing) (int, int) { return a.first, a.last }
	w.bare = func(a thing) thing { return thing{agent: a.agent, first: a.first, last: a.last} }
	w.name = func(thing) string { return "it" }
	w.who = func(int) string { return "she" }
	f := &rule.Family[thing]{Quotas: []rule.Quota{{Key: "q", Min: 1, Max: rule.NoMax, Unit: 1, Mode: model.Must}},
		Count: func(_ thing, add func(int, int64)) { add(0, 2) }}
	w.law = []rule.Applied[thing]{
		{Rule: &rule.Rule{}, Mode: model.Should, Weight: 10, Form: rule.Form[thing]{Price: func(thing) int64 { return 1 }}},
		{Rule: &rule.Rule{}, Mode: model.Must, Form: rule.Form[thing]{Quota: f}}}
	price := func(lower int64) model.Certificate {
		return model.Certificate{Prices: []model.QuotaPrice{{Quota: "q", Lower: lower * thousand}}}
	}
	for _, x := range []struct {
		cert model.Certificate
		want model.Cost
	}{
		{price(0), 0}, {price(5), 5}, {price(8), 2},
		{model.Certificate{Branch: &model.Branch{Atoms: []string{"it"}, Without: price(50), With: price(0)}}, 10},
		{model.Certificate{Branch: &model.Branch{Atoms: []string{"it"}, Without: price(10), With: price(5)}}, 5},
		{model.Certificate{Branch: &model.Branch{Atoms: []string{"it"}, Without: price(50), With: model.Certificate{Branch: &model.Branch{Atoms: []string{"it"}, Without: price(0), With: price(0)}}}}, 10},
		{model.Certificate{Branch: &model.Branch{Atoms: []string{"it"}, Without: price(3), With: price(5)}}, 3},
		{model.Certificate{Branch: &model.Branch{Atoms: []string{"nobody"}, Without: price(5), With: price(5)}}, 5},
	} {
		if got, err := w.bound(1, w.of, x.cert); err != nil || got != x.want {
			t.Errorf("%+v: proven %d, want %d: %v", x.cert, got, x.want, err)
		}
	}
}

// Where an agent must take an atom, the leaf without it is void and the other decides; both void, there is no bound.
func TestVoidLeaf(t *testing.T) {
	w := &world{things: [][]thing{{{0, 0, 0, 0}}}}
	w.span = func(a thing) (int, int) { return a.first, a.last }
	w.bare = func(a thing) thing { return thing{agent: a.agent, first: a.first, last: a.last} }
	w.name = func(thing) string { return "it" }
	w.who = func(int) string { return "she" }
	must := &rule.Walk[thing]{States: 2, Start: func(int) int { return 0 }, Next: func(int, thing) (int, int64) { return 1, 0 },
		End: func(state int) int64 { return int64(1 - state) }}
	w.law = []rule.Applied[thing]{
		{Rule: &rule.Rule{}, Mode: model.Should, Weight: 10, Form: rule.Form[thing]{Price: func(thing) int64 { return 1 }}},
		{Rule: &rule.Rule{}, Mode: model.Must, Form: rule.Form[thing]{Walk: must}}}
	var leaf model.Certificate
	one := model.Certificate{Branch: &model.Branch{Atoms: []string{"it"}, Without: leaf, With: leaf}}
	if b, err := w.bound(1, w.of, one); err != nil || b != 10 {
		t.Errorf("proven %d, want 10: %v", b, err)
	}
	w.things[0] = nil
	if b, err := w.bound(1, w.of, one); !isVoid(err) {
		t.Errorf("proven %d though she has nothing to take: %v", b, err)
	}
	bad := model.Certificate{Prices: []model.QuotaPrice{{Quota: "no such quota"}}}
	if _, err := w.bound(1, w.of, model.Certificate{Branch: &model.Branch{Atoms: []string{"it"}, Without: leaf, With: bad}}); isVoid(err) || err == nil {
		t.Errorf("prices of nothing are not refused: %v", err)
	}
}

// Of many agents without a lawful walk the first is named.
func TestFirstWithoutAWalkIsNamed(t *testing.T) {
	w := &world{things: make([][]thing, 3*shards+1)}
	w.who = func(agent int) string { return fmt.Sprint(agent) }
	stuck := 0 // this agent and all after
	must := &rule.Walk[thing]{States: 2, End: func(state int) int64 { return int64(state) },
		Start: func(agent int) int { return min(max(agent-stuck+1, 0), 1) }}
	w.law = []rule.Applied[thing]{{Rule: &rule.Rule{}, Mode: model.Must, Form: rule.Form[thing]{Walk: must}}}
	for stuck = range w.things {
		if b, err := w.bound(len(w.things), w.of, model.Certificate{}); err != (void{fmt.Sprint(stuck)}) {
			t.Fatalf("from agent %d on: proven %d, %v", stuck, b, err)
		}
	}
	stuck = len(w.things)
	if b, err := w.bound(len(w.things), w.of, model.Certificate{}); err != nil || b != 0 {
		t.Errorf("all may stay: proven %d, %v", b, err)
	}
}

func TestRefusesWhatProvesNothing(t *testing.T) {
	for seed := range uint64(worlds / 4) {
		w := makeUp(seed)
		w.each(func(f *rule.Family[thing], n int) {
			q := &f.Quotas[n]
			top := int64(dearest)
			if q.Mode == model.Should {
				top = int64(q.Weight) * thousand / q.Unit
			}
			bad := [][]model.QuotaPrice{
				{{Quota: q.Key, Lower: top + 1}}, {{Quota: q.Key, Upper: top + 1}}, {{Quota: q.Key, Lower: -1}}, {{Quota: q.Key, Upper: -1}},
				{{Quota: q.Key}, {Quota: q.Key}}, {{Quota: q.Key + "/x"}}, {{}}}
			if q.Max == rule.NoMax {
				bad = append(bad, []model.QuotaPrice{{Quota: q.Key, Upper: 1}})
			}
			for _, prices := range bad {
				if _, err := w.priced(prices); err == nil {
					t.Errorf("seed %d: %v accepted", seed, prices)
				}
			}
			if _, err := w.priced([]model.QuotaPrice{{Quota: q.Key, Lower: top}}); err != nil {
				t.Errorf("seed %d: the highest price: %v", seed, err)
			}
		})
	}
}

// Costs are integers: a bound of a fraction more is a bound of one more, also below zero.
func TestBoundIsRoundedUp(t *testing.T) {
	w := makeUp(1)
	for sum, want := range map[int64]model.Cost{0: 0, 1: 1, 999: 1, 1000: 1, 1001: 2, -1: 0, -999: 0, -1000: -1, -1001: -1} {
		p, err := w.priced(nil)
		if err != nil {
			t.Fatal(err)
		}
		p.constant.SetInt64(sum)
		if got, err := p.total(0, w.of); err != nil || got != want {
			t.Errorf("%d thousandths: %d, want %d: %v", sum, got, want, err)
		}
	}
}

// Looking ahead spares states, and finds what following all of them finds.
func TestLookingAheadMissesNothing(t *testing.T) {
	for seed := range uint64(6) {
		c := caseOf(t, gen.County(gen.Options{Schools: 30, Teachers: 200, Seed: seed}), [...]string{"base", "county-template-partition"}[seed%2])
		rng, looked := rand.New(rand.NewPCG(seed, 68)), 0
		prices := somePrices(Grouping(c, model.Grouping{}).Quotas, rng)
		p, err := memberJudge(c).priced(prices)
		if err != nil {
			t.Fatal(err)
		}
		x := newPricer(p)
		for agent := range c.County.Sections {
			x.begin(agent)
			atoms := memberships(c)(agent, x, nil)
			x.many = 1 << 30
			want, found := x.cheapest(agent, atoms)
			for _, many := range []int{0, 1, manyStates} {
				x.many = many
				if got, ok := x.cheapest(agent, atoms); got != want || ok != found {
					t.Fatalf("seed %d, agent %d: %d (%v) looking ahead from %d states on, %d (%v) without", seed, agent, got, ok, many, want, found)
				}
			}
			if want < 0 {
				looked++
			}
		}
		if looked == 0 {
			t.Fatalf("seed %d: no core gains by leading, the case shows nothing", seed)
		}
	}
}
