package verify

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

func (w *world) named() { w.agent = func(a thing) int { return a.agent } }

// pairs reports whether an agent has a lawful walk of two things.
func (w *world) pairs(agent int) (two bool) {
	w.walks(agent, func(walk []thing) {
		_, ok := w.alone(agent, walk)
		two = two || ok && len(walk) > 1
	})
	return two
}

// cuts draws some, of sides that there are and agents who take one thing at most.
func (w *world) cuts(rng *rand.Rand) (all []model.Cut) {
	for n := range 1 + rng.IntN(3) {
		c := model.Cut{Key: fmt.Sprintf("cut/%d", n), Over: 2 + rng.Int64N(5)}
		w.each(func(f *rule.Family[thing], n int) {
			q, x := &f.Quotas[n], model.CutQuota{Quota: f.Quotas[n].Key}
			if q.Max != rule.NoMax && rng.IntN(2) == 0 {
				x.Upper = rng.Int64N(c.Over)
			}
			if q.Min != rule.NoMin && rng.IntN(2) == 0 {
				x.Lower = rng.Int64N(c.Over)
			}
			if x.Upper+x.Lower > 0 {
				c.Quotas = append(c.Quotas, x)
			}
		})
		for agent := range w.things {
			if !w.pairs(agent) && rng.IntN(2) == 0 {
				c.Agents = append(c.Agents, model.CutAgent{Agent: w.who(agent), Times: 1 + rng.Int64N(c.Over-1)})
			}
		}
		all = append(all, c)
	}
	return all
}

// Every plan keeps every cut, but for what its units outside of quotas are charged.
func TestPlansKeepCuts(t *testing.T) {
	tight := 0
	for seed := range uint64(worlds) {
		w, rng := makeUp(seed), rand.New(rand.NewPCG(seed, 68))
		w.named()
		cuts := w.cuts(rng)
		j, err := w.cutting(len(w.things), w.of, cuts)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		with := world{judge: *j, things: w.things}
		f := j.law[len(j.law)-1].Form.Quota
		w.plans(func(walks [][]thing) {
			if _, ok := w.cost(walks); !ok {
				return
			}
			all := slices.Concat(walks...)
			for n := range cuts {
				sum := with.count(cuts[n].Key, all)
				spare := f.Quotas[n].Max - sum
				for _, r := range j.rounds {
					if r.key != cuts[n].Key {
						continue
					}
					x := w.count(r.of.Key, all) + r.of.Base
					out := x - r.of.Max
					if r.lower {
						out = r.of.Min - x
					}
					spare += r.units * max(0, floor(out+r.of.Unit-1, r.of.Unit))
				}
				if spare < 0 {
					t.Fatalf("seed %d: %+v is kept by none of %v", seed, cuts[n], walks)
				}
				if spare == 0 {
					tight++
				}
			}
		})
	}
	if tight < 1000 {
		t.Errorf("%d cuts are tight: the test has lost its teeth", tight)
	}
}

// Prices of cuts prove no more than the best plan costs.
func TestCutsAreBelowTheBest(t *testing.T) {
	more := 0
	for seed := range uint64(worlds) {
		w, rng := makeUp(seed), rand.New(rand.NewPCG(seed, 69))
		w.named()
		best, found := w.best()
		cert := model.Certificate{Prices: w.prices(rng)}
		if !found {
			continue
		}
		plain := w.proven(t, cert, best, found)
		cert.Cuts = w.cuts(rng)
		own := len(cert.Prices)
		for _, c := range cert.Cuts {
			cert.Prices = append(cert.Prices, model.QuotaPrice{Quota: c.Key, Upper: rng.Int64N(5 * thousand)})
		}
		for range 20 {
			if b, err := w.bound(len(w.things), w.of, cert); err == nil {
				if w.proven(t, cert, best, found); b > plain {
					more++
				}
			}
			for n := range cert.Prices {
				if n >= own || rng.IntN(2) == 0 {
					cert.Prices[n].Upper /= 2
				} else {
					cert.Prices[n].Lower /= 2
				}
			}
		}
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
	if more < worlds/10 {
		t.Errorf("%d times cuts prove more: the test has lost its teeth", more)
	}
}

// three is a world of three people, each two of whom may not both go, for 5 each that is not gained: the law bounds the three pairs, so that
// half of each may go, but only one can.
func three() *world {
	w := &world{things: [][]thing{{{0, 0, 0, 0}}, {{1, 0, 0, 0}}, {{2, 0, 0, 0}}}}
	w.span = func(a thing) (int, int) { return a.first, a.last }
	w.bare = func(a thing) thing { return thing{agent: a.agent, first: a.first, last: a.last} }
	w.name = func(a thing) string { return fmt.Sprint("thing=", a.agent) }
	w.who = func(agent int) string { return fmt.Sprint("agent=", agent) }
	w.named()
	pairs := &rule.Family[thing]{Count: func(a thing, add func(int, int64)) {
		for q := range 3 {
			if q != a.agent {
				add(q, 1)
			}
		}
		add(3, 1)
	}}
	for q := range 3 {
		pairs.Quotas = append(pairs.Quotas, rule.Quota{Key: fmt.Sprint("pair=", q), Min: rule.NoMin, Max: 1, Unit: 1, Mode: model.Must})
	}
	pairs.Quotas = append(pairs.Quotas, rule.Quota{Key: "wanted", Min: 3, Max: rule.NoMax, Unit: 1, Mode: model.Should, Weight: 5})
	w.law = []rule.Applied[thing]{{Rule: &rule.Rule{}, Mode: model.Must, Form: rule.Form[thing]{Quota: pairs}}}
	return w
}

func odd() model.Certificate {
	half := func(q int) model.CutQuota { return model.CutQuota{Quota: fmt.Sprint("pair=", q), Upper: 1} }
	return model.Certificate{Cuts: []model.Cut{{Key: "cut", Over: 2, Quotas: []model.CutQuota{half(0), half(1), half(2)}}},
		Prices: []model.QuotaPrice{{Quota: "wanted", Lower: 5 * thousand}, {Quota: "cut", Upper: 5 * thousand}}}
}

func TestCutByHand(t *testing.T) {
	w := three()
	half := list(model.QuotaPrice{Quota: "wanted", Lower: 5 * thousand}, model.QuotaPrice{Quota: "pair=0", Upper: 2500},
		model.QuotaPrice{Quota: "pair=1", Upper: 2500}, model.QuotaPrice{Quota: "pair=2", Upper: 2500})
	if b, err := w.bound(3, w.of, half); err != nil || b != 8 {
		t.Errorf("without a cut %d, want 8: %v", b, err)
	}
	if b, err := w.bound(3, w.of, odd()); err != nil || b != 10 {
		t.Errorf("with the cut %d, want 10: %v", b, err)
	}
	p, err := newProof(&w.judge, 3, w.of, odd())
	if err != nil {
		t.Fatal(err)
	}
	if b, err := p.Relaxed(Wider{Quota: "pair=0", More: 1}); err != nil || b > 5 {
		t.Errorf("wider: %d, best 5: %v", b, err)
	}
}

func TestRefusesTamperedCuts(t *testing.T) {
	for name, spoil := range map[string]func(*model.Certificate){
		"another quota":      func(c *model.Certificate) { c.Cuts[0].Quotas[0].Quota = "pair=9" },
		"whole":              func(c *model.Certificate) { c.Cuts[0].Over = 1 },
		"immense":            func(c *model.Certificate) { c.Cuts[0].Over = 1 << 40 },
		"negative":           func(c *model.Certificate) { c.Cuts[0].Quotas[0].Upper = -1 },
		"too often":          func(c *model.Certificate) { c.Cuts[0].Quotas[0].Upper = 2 },
		"open side":          func(c *model.Certificate) { c.Cuts[0].Quotas[0].Lower = 1 },
		"a price of no cut":  func(c *model.Certificate) { c.Cuts = nil },
		"the name of a law":  func(c *model.Certificate) { c.Cuts[0].Key = "pair=0" },
		"twice the same":     func(c *model.Certificate) { c.Cuts = append(c.Cuts, c.Cuts[0]) },
		"a lower price":      func(c *model.Certificate) { c.Prices[1].Lower = 1 },
		"a cut of a cut":     func(c *model.Certificate) { c.Cuts[0].Quotas[0].Quota = "cut" },
		"nobody":             func(c *model.Certificate) { c.Cuts[0].Agents = []model.CutAgent{{Agent: "agent=9", Times: 1}} },
		"an agent too often": func(c *model.Certificate) { c.Cuts[0].Agents = []model.CutAgent{{Agent: "agent=0", Times: 2}} },
		"an agent twice": func(c *model.Certificate) {
			c.Cuts[0].Agents = []model.CutAgent{{Agent: "agent=0", Times: 1}, {Agent: "agent=0", Times: 1}}
		},
		"an agent of two": func(c *model.Certificate) { c.Cuts[0].Agents = []model.CutAgent{{Agent: "agent=2", Times: 1}} },
		"a unit twice": func(c *model.Certificate) {
			c.Cuts[0].Quotas[2] = model.CutQuota{Quota: "wanted", Lower: 1}
		},
	} {
		w, cert := three(), odd()
		w.things[2] = append(w.things[2], thing{2, 1, 1, 1})
		if _, err := w.bound(3, w.of, cert); err != nil {
			t.Fatal(err)
		}
		spoil(&cert)
		if b, err := w.bound(3, w.of, cert); err == nil {
			t.Errorf("%s: %d is proven", name, b)
		}
	}
}
