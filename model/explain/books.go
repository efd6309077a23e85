package explain

import (
	"slices"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// books are a plan counted once: A is its atom.
type books[A any] struct {
	law   []rule.Applied[A] // bans and prices, then walks, then quotas; in the order of the policy within each
	count [][]int64         // by rule, by quota: what the plan has reached
	walks [][]A             // by agent, in order of span
	delta [][]int64         // by rule, by quota: scratch, zero between uses
	moved []int             // scratch: quotas a change touches

	noted []int64 // the delta that note writes to
	sign  int64
	note  func(quota int, weight int64)
}

// effect is what a change does to one rule: units of must broken and cost, negative where it does less of either.
type effect struct {
	rule   int // index in the law of the books
	breaks int64
	cost   model.Cost
	quota  int // that breaks most; none where no must quota of the rule does
}

const none = -1

func open[A any](law []rule.Applied[A], walks [][]A) *books[A] {
	b := &books[A]{law: slices.Clone(law), walks: walks}
	b.note = func(q int, w int64) { b.moved, b.noted[q] = append(b.moved, q), b.noted[q]+b.sign*w }
	slices.SortStableFunc(b.law, func(x, y rule.Applied[A]) int { return rank(&x.Form) - rank(&y.Form) })
	b.count, b.delta = make([][]int64, len(b.law)), make([][]int64, len(b.law))
	for i := range b.law {
		if f := b.law[i].Form.Quota; f != nil {
			b.count[i], b.delta[i] = reached(f, walks), make([]int64, len(f.Quotas))
		}
	}
	return b
}

// rank is 0 for a ban or a price, 1 for a walk, 2 for a quota: the order in which a change is tried, cheapest first.
func rank[A any](f *rule.Form[A]) int {
	switch {
	case f.Quota != nil:
		return 2
	case f.Walk != nil:
		return 1
	}
	return 0
}

func reached[A any](f *rule.Family[A], walks [][]A) []int64 {
	count := make([]int64, len(f.Quotas))
	for i := range f.Quotas {
		count[i] = f.Quotas[i].Base
	}
	for _, walk := range walks {
		for _, a := range walk {
			f.Count(a, func(q int, w int64) { count[q] += w })
		}
	}
	return count
}

// change visits what each rule makes of an agent's walk becoming `to`, until visit returns false. Rules the change
// leaves alone are passed over.
func (b *books[A]) change(agent int, to []A, visit func(effect) bool) {
	b.changes([]Turn[A]{{agent, to}}, visit)
}

// changes is change for turns of different agents together.
func (b *books[A]) changes(turns []Turn[A], visit func(effect) bool) {
	for i := range b.law {
		e, f, n := effect{rule: i, quota: none}, &b.law[i].Form, int64(0)
		b.moved = b.moved[:0]
		for _, t := range turns {
			switch from := b.walks[t.Agent]; {
			case f.Quota != nil:
				b.weigh(i, from, -1)
				b.weigh(i, t.To, +1)
			default:
				n += ofAgent(f, t.Agent, t.To) - ofAgent(f, t.Agent, from)
			}
		}
		if f.Quota != nil {
			b.settle(&e, b.moved)
		} else {
			e.breaks, e.cost = price(&b.law[i], n)
		}
		if (e.breaks != 0 || e.cost != 0) && !visit(e) {
			return
		}
	}
}

// price enters units more of violation of a clause.
func price[A any](p *rule.Applied[A], units int64) (breaks int64, cost model.Cost) {
	if p.Mode == model.Must {
		return units, 0
	}
	return 0, p.Weight * model.Cost(units)
}

// atoms returns the units of violation of single atoms.
func atoms[A any](f *rule.Form[A], walk []A) int64 {
	n := int64(0)
	for _, a := range walk {
		n += atom(f, a)
	}
	return n
}

func atom[A any](f *rule.Form[A], a A) int64 {
	switch {
	case f.Price != nil:
		return f.Price(a)
	case f.Ban(a):
		return 1
	}
	return 0
}

// units returns the units of violation of a walk.
func units[A any](w *rule.Walk[A], agent int, walk []A) int64 {
	state, n := w.Start(agent), int64(0)
	for _, a := range walk {
		next, u := w.Next(state, a)
		state, n = next, n+u
	}
	return n + w.End(state)
}

// ofAgent returns the units of violation of a walk under a rule that reads one agent alone.
func ofAgent[A any](f *rule.Form[A], agent int, walk []A) int64 {
	if f.Walk != nil {
		return units(f.Walk, agent, walk)
	}
	return atoms(f, walk)
}

// recount enters what the rule of e loses when the atoms `from` leave the plan and the atoms `to` enter it.
func (b *books[A]) recount(e *effect, from, to []A) {
	b.moved = b.moved[:0]
	b.weigh(e.rule, from, -1)
	b.weigh(e.rule, to, +1)
	b.settle(e, b.moved)
}

// weigh notes what atoms count, times sign, in the delta of a rule.
func (b *books[A]) weigh(rule int, walk []A, sign int64) {
	b.noted, b.sign = b.delta[rule], sign
	for _, a := range walk {
		b.law[rule].Form.Quota.Count(a, b.note)
	}
}

// settle enters what the rule of e loses by the changes noted in its delta, all of quotas touched, and takes them out again.
func (b *books[A]) settle(e *effect, touched []int) {
	f, delta, most := b.law[e.rule].Form.Quota, b.delta[e.rule], int64(0)
	for _, q := range touched {
		d := delta[q]
		delta[q] = 0
		if d == 0 {
			continue
		}
		more := outside(b.count[e.rule][q]+d, &f.Quotas[q]) - outside(b.count[e.rule][q], &f.Quotas[q])
		if f.Quotas[q].Mode == model.Should {
			e.cost += f.Quotas[q].Weight * model.Cost(more)
			continue
		}
		e.breaks += more
		if more > most {
			e.quota, most = q, more
		}
	}
}

// outside returns the units by which a count lies outside a quota, each begun unit whole.
func outside(count int64, q *rule.Quota) int64 {
	gap := max(q.Min-count, count-q.Max, 0)
	return (gap + q.Unit - 1) / q.Unit
}
