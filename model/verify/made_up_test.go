package verify

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// thing is an atom of a made-up law.
type thing struct{ agent, number, first, last int }

// world is a made-up law of every form in every mode, over a few agents with a few things each.
type world struct {
	judge[thing]
	things [][]thing // by agent
}

func (w *world) of(agent int, _ *pricer[thing], _ []thing) []thing {
	return slices.Clone(w.things[agent])
}

func makeUp(seed uint64) *world {
	rng := rand.New(rand.NewPCG(seed, 61))
	w := &world{things: make([][]thing, 1+rng.IntN(3))}
	w.span = func(a thing) (int, int) { return a.first, a.last }
	w.bare = func(a thing) thing { return thing{agent: a.agent, first: a.first, last: a.last} }
	w.name = func(a thing) string { return fmt.Sprintf("thing=%d.%d", a.agent, a.number) }
	w.who = func(agent int) string { return fmt.Sprintf("agent=%d", agent) }
	for i := range w.things {
		for n := range rng.IntN(7) {
			first := rng.IntN(5)
			w.things[i] = append(w.things[i], thing{i, n, first, first + rng.IntN(3)})
		}
	}
	salted := func(low, high int64) func(a thing) int64 {
		salt := rng.Uint64()
		return func(a thing) int64 { return low + int64((uint64(a.agent*31+a.number*7)^salt)%uint64(high-low+1)) }
	}
	price, banned := salted(0, 9), salted(0, 5)
	w.enact(rng, "price", rule.Form[thing]{Price: price}, model.Should)
	w.enact(rng, "ban", rule.Form[thing]{Ban: func(a thing) bool { return banned(a) == 0 }}, anyMode(rng))
	w.enact(rng, "one", rule.Form[thing]{Walk: automaton(rng)}, anyMode(rng))
	w.enact(rng, "other", rule.Form[thing]{Walk: automaton(rng)}, model.Should)
	for n := range 2 {
		name := fmt.Sprint("quota", n)
		w.enact(rng, name, rule.Form[thing]{Quota: family(rng, name, salted(-1, 3))}, model.Should)
	}
	return w
}

func anyMode(rng *rand.Rand) model.Mode {
	return [...]model.Mode{model.Should, model.Must}[rng.IntN(2)]
}

func (w *world) enact(rng *rand.Rand, name string, f rule.Form[thing], mode model.Mode) {
	w.law = append(w.law, rule.Applied[thing]{Rule: &rule.Rule{Name: name}, Mode: mode, Weight: model.Cost(1 + rng.IntN(9)), Form: f})
}

// automaton makes up a walk of three states that counts now and then a unit of violation.
func automaton(rng *rand.Rand) *rule.Walk[thing] {
	var next [3][7]int
	var units [3][8]int64
	for s := range next {
		for n := range next[s] {
			next[s][n] = rng.IntN(3)
		}
		for n := range units[s] {
			units[s][n] = int64(rng.IntN(5) / 4 * (1 + rng.IntN(2)))
		}
	}
	return &rule.Walk[thing]{States: 3, Start: func(agent int) int { return agent % 3 },
		Next: func(state int, a thing) (int, int64) { return next[state][a.number], units[state][a.number] },
		End:  func(state int) int64 { return units[state][7] }}
}

// family makes up two quotas, of which agents count in both, in one or in none; an atom may be counted in two calls.
func family(rng *rand.Rand, name string, weight func(thing) int64) *rule.Family[thing] {
	low := rng.Int64N(4)
	runs := []rule.Run{{From: 0, To: 2}, {From: int(low % 2), To: 2}, {From: 0, To: int(low % 3)}}
	return &rule.Family[thing]{
		Quotas: []rule.Quota{
			{Key: name + "/low", Base: rng.Int64N(3) - 1, Min: low, Max: rule.NoMax, Unit: 1 + rng.Int64N(2), Mode: anyMode(rng), Weight: 7},
			{Key: name + "/both", Base: rng.Int64N(3) - 1, Min: low - 1, Max: low + rng.Int64N(3), Unit: 1 + rng.Int64N(3), Mode: anyMode(rng), Weight: 5},
		},
		Of: func(agent int) rule.Run { return runs[agent%3] },
		Count: func(a thing, add func(int, int64)) {
			own := runs[a.agent%3]
			for q := own.From; q < own.To; q++ {
				add(q, weight(a)-int64(q))
				add(q, int64(q))
			}
		},
	}
}

// walks calls visit for every run of an agent's things that do not overlap.
func (w *world) walks(agent int, visit func(walk []thing)) {
	var extend func(walk []thing)
	extend = func(walk []thing) {
		visit(walk)
		for _, a := range w.things[agent] {
			if len(walk) == 0 || a.first > walk[len(walk)-1].last {
				extend(append(walk[:len(walk):len(walk)], a))
			}
		}
	}
	extend(nil)
}

// alone returns what a walk costs, quotas apart, counted rule by rule, and whether no must refuses it.
func (w *world) alone(agent int, walk []thing) (cost int64, ok bool) {
	ok = true
	charge := func(p *rule.Applied[thing], units int64) {
		cost += units * int64(p.Weight)
		ok = ok && (units == 0 || p.Mode == model.Should)
	}
	for i := range w.law {
		p := &w.law[i]
		if auto := p.Form.Walk; auto != nil {
			state := auto.Start(agent)
			for _, a := range walk {
				next, units := auto.Next(state, a)
				charge(p, units)
				state = next
			}
			charge(p, auto.End(state))
		}
		for _, a := range walk {
			switch {
			case p.Form.Ban != nil && p.Form.Ban(a):
				charge(p, 1)
			case p.Form.Price != nil:
				charge(p, p.Form.Price(a))
			}
		}
	}
	return cost, ok
}

// count adds up a quota over a walk.
func (w *world) count(key string, walk []thing) (sum int64) {
	w.each(func(f *rule.Family[thing], n int) {
		for _, a := range walk {
			f.Count(a, func(q int, weight int64) {
				if q == n && f.Quotas[n].Key == key {
					sum += weight
				}
			})
		}
	})
	return sum
}

// each calls visit for every quota.
func (w *world) each(visit func(f *rule.Family[thing], n int)) {
	for i := range w.law {
		if f := w.law[i].Form.Quota; f != nil {
			for n := range f.Quotas {
				visit(f, n)
			}
		}
	}
}

// plans calls visit for every choice of one run for each agent.
func (w *world) plans(visit func(walks [][]thing)) {
	walks := make([][]thing, len(w.things))
	var choose func(agent int)
	choose = func(agent int) {
		if agent == len(walks) {
			visit(walks)
			return
		}
		w.walks(agent, func(walk []thing) {
			walks[agent] = walk
			choose(agent + 1)
		})
	}
	choose(0)
}

// cost counts a plan, and reports whether it is lawful.
func (w *world) cost(walks [][]thing) (cost int64, ok bool) {
	ok = true
	var all []thing
	for agent, walk := range walks {
		c, lawful := w.alone(agent, walk)
		cost, ok, all = cost+c, ok && lawful, append(all, walk...)
	}
	w.each(func(f *rule.Family[thing], n int) {
		q := &f.Quotas[n]
		x := q.Base + w.count(q.Key, all)
		for gap := max(q.Min-x, x-q.Max); gap > 0; gap -= q.Unit {
			cost, ok = cost+int64(q.Weight), ok && q.Mode == model.Should
		}
	})
	return cost, ok
}

// best returns the cost of the best lawful plan.
func (w *world) best() (best model.Cost, found bool) {
	return w.bestOf(func([][]thing) bool { return true })
}

// prices draws prices the judge accepts, now and then the highest.
func (w *world) prices(rng *rand.Rand) []model.QuotaPrice {
	var prices []model.QuotaPrice
	w.each(func(f *rule.Family[thing], n int) {
		q := &f.Quotas[n]
		top := int64(20 * thousand)
		if q.Mode == model.Should {
			top = int64(q.Weight) * thousand / q.Unit
		} else if rng.IntN(20) == 0 {
			top = dearest
		}
		x := model.QuotaPrice{Quota: q.Key, Lower: rng.Int64N(top + 1)}
		if q.Max != rule.NoMax && rng.IntN(2) == 0 {
			x.Upper = rng.Int64N(top + 1)
		}
		if rng.IntN(3) > 0 {
			prices = append(prices, x)
		}
	})
	return prices
}
