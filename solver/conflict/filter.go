package conflict

import (
	"context"
	"slices"

	"github.com/rotateplan/rotate/model"
)

// partsMost is how many sections or agents a ban or walk of a conflict is divided into at most: one that takes more is
// told of everybody.
const partsMost = 3

// agentsMost is the most agents of a problem whose walks are divided: each question compiles them anew. A county of more teachers is large.
const agentsMost = 1000

func large(c *model.County) bool { return len(c.Teachers) > agentsMost }

// filter makes conflicts of one problem smaller.
type filter[A comparable] struct {
	ctx    context.Context
	county *model.County
	l      *law[A]
	opens  int  // questions that stayed open
	hasty  bool // one such ends a search for a plan
	all    *compiled[A]
}

// find returns members that cannot hold together, each of which is needed for that, nil where it finds none. Quotas
// suspected make a beginning, if they are enough.
func (f *filter[A]) find(suspected []string) []Member {
	counted, banning, walking := f.sorted()
	base := slices.Concat(banning, walking)
	f.all = f.compile(base, counted)
	v, counted, _ := f.begin(f.all, suspected, nil, roundsMost)
	if v != never {
		return nil
	}
	counted = f.shrink(base, counted, 0)
	walking = f.shrink(slices.Concat(counted, banning), walking, 0) // while all bans make it easy
	banning = f.shrink(slices.Concat(counted, walking), banning, 0)
	all := slices.Concat(counted, banning, walking)
	for i := len(counted); i < len(all); {
		parts := f.divide(all, i)
		if parts == nil {
			i++
			continue
		}
		all = slices.Concat(all[:i], parts, all[i+1:])
	}
	slices.SortStableFunc(all, order)
	return all
}

// sorted returns all members by what they are.
func (f *filter[A]) sorted() (counted, banning, walking []Member) {
	for _, m := range f.l.members() {
		switch x := &f.l.rules[m.clause].Form; {
		case x.Quota != nil:
			counted = append(counted, m)
		case x.Ban != nil:
			banning = append(banning, m)
		default:
			walking = append(walking, m)
		}
	}
	return counted, banning, walking
}

// settle tells whether all members can hold, but for those off. Those known from other conflicts are asked about alone first: often they
// are enough, and few atoms count in them.
func (f *filter[A]) settle(known []string, off func(m *Member) bool) settled[A] {
	if f.hasty = large(f.county); f.all == nil {
		counted, banning, walking := f.sorted()
		base := slices.Concat(banning, walking)
		some := slices.DeleteFunc(slices.Clone(counted), func(m Member) bool { return !slices.Contains(known, m.Key()) })
		e, _ := prepare(f.l, base, some)
		switch a := e.ask(everything(len(some))); {
		case a.verdict == never:
			return settled[A]{clash: a.cut(some)}
		case a.verdict == open && f.hasty:
			return settled[A]{broken: unknown}
		}
		f.all = f.compile(base, counted)
	}
	rounds := roundsFew
	if f.hasty {
		rounds, f.all.e.rounds = roundsMost, hastyRounds
	}
	v, clash, plan := f.begin(f.all, known, off, rounds)
	if v != holds {
		return settled[A]{clash: clash, broken: f.all.e.plan.broken}
	}
	return settled[A]{plan: plan, holds: true}
}

// settled is what is found of all members of a law.
type settled[A comparable] struct {
	clash  []Member // quotas that cannot hold, if shown
	holds  bool     // plan obeys all
	broken int64    // where neither is shown: what the last plan tried breaks, in the unit of prices, or unknown
	plan   []A
}

const unknown = int64(1) << 62

// compiled is a law made ready for questions about all its quotas.
type compiled[A comparable] struct {
	e       *engine
	atoms   []A
	counted []Member
}

func (f *filter[A]) compile(base, counted []Member) *compiled[A] {
	x := &compiled[A]{counted: counted}
	x.e, x.atoms = prepare(f.l, base, counted)
	return x
}

// begin tells whether members can hold, and if never, quotas that cannot with the others. It begins with those suspected and
// takes in what the plans that obey them break, but for those off, until there is no plan or one that obeys all, which it returns.
func (f *filter[A]) begin(x *compiled[A], suspected []string, off func(m *Member) bool, rounds int) (verdict, []Member, []A) {
	on, out := make([]bool, len(x.counted)), make([]bool, len(x.counted))
	for n := range x.counted {
		m := &x.counted[n]
		out[n] = off != nil && off(m)
		on[n] = !out[n] && slices.Contains(suspected, m.Key())
	}
	for range rounds {
		a := x.e.ask(on)
		if a.verdict == never {
			return never, a.cut(chosen(x.counted, on)), nil
		}
		if f.hasty && a.verdict == open {
			break
		}
		broken := slices.DeleteFunc(x.e.plan.breaks(on), func(n int32) bool { return out[n] })
		if len(broken) == 0 {
			return a.verdict, nil, taken(x.e.plan, x.atoms)
		}
		for _, n := range broken {
			on[n] = true
		}
	}
	return open, nil, nil
}

// How often quotas are taken in: to find a conflict or, in a large county, a plan, and to see whether there is a conflict.
const (
	roundsMost = 100
	roundsFew  = 3
)

// opensMost is how many questions of a diagnosis may stay open in a large county.
const opensMost = 20

func everything(n int) []bool {
	on := make([]bool, n)
	for i := range on {
		on[i] = true
	}
	return on
}

// divide returns those parts of member i that are needed in its place, nil where it cannot be divided or they are too many.
func (f *filter[A]) divide(all []Member, i int) []Member {
	parts := f.l.split(all[i], f.county)
	walk := f.l.rules[all[i].clause].Form.Walk != nil
	if len(parts) == 0 || walk && f.l.agents > agentsMost {
		return nil
	}
	return f.shrink(slices.Concat(all[:i], all[i+1:]), parts, partsMost)
}

// cut leaves out quotas without a price.
func (a *answer) cut(all []Member) []Member {
	if a.priced == nil {
		return all
	}
	return slices.DeleteFunc(slices.Clone(all), func(m Member) bool { return m.level == quotas && !a.priced[m] })
}

// asker compiles the law for questions about free members, all of one kind.
func (f *filter[A]) asker(fixed, free []Member) func(on []bool) answer {
	ask := func(on []bool) answer { // walks are compiled anew
		e, _ := prepare(f.l, slices.Concat(fixed, chosen(free, on)), nil)
		return e.ask(nil)
	}
	if len(free) == 0 || f.l.rules[free[0].clause].Form.Walk == nil {
		e, _ := prepare(f.l, fixed, free)
		ask = e.ask
	}
	return func(on []bool) answer {
		a := ask(on)
		if a.verdict == open {
			f.opens++
		}
		return a
	}
}

func chosen(free []Member, on []bool) []Member {
	var out []Member
	for n, m := range free {
		if on[n] {
			out = append(out, m)
		}
	}
	return out
}

// shrink leaves out of some members, which together with others cannot hold, as many as it can: first whole runs, then
// one by one. It returns nil where more than most are needed, if there is a most.
func (f *filter[A]) shrink(others, some []Member, most int) []Member {
	if len(some) == 0 {
		return nil
	}
	ask, on := f.asker(others, some), everything(len(some))
	type run struct{ from, to int }
	runs, needed := []run{{0, len(some)}}, 0
	for len(runs) > 0 && f.ctx.Err() == nil && !f.weary() {
		r := runs[len(runs)-1]
		runs = runs[:len(runs)-1]
		without := slices.Clone(on)
		any := false
		for n := r.from; n < r.to; n++ {
			any = any || on[n]
			without[n] = false
		}
		if !any {
			continue
		}
		switch a := ask(without); {
		case a.verdict == never:
			on = without
			for n, m := range some {
				on[n] = on[n] && (m.level != quotas || a.priced == nil || a.priced[m])
			}
		case r.to == r.from+1:
			if needed++; most > 0 && needed > most {
				return nil
			}
		default:
			half := (r.from + r.to) / 2
			runs = append(runs, run{half, r.to}, run{r.from, half})
		}
	}
	if most > 0 && (f.ctx.Err() != nil || f.weary()) {
		return nil
	}
	return chosen(some, on)
}

// weary reports whether in a large county so many questions have stayed open that no more are asked.
func (f *filter[A]) weary() bool { return large(f.county) && f.opens >= opensMost }

// order puts members in the order of the law.
func order(x, y Member) int {
	if x.clause != y.clause {
		return int(x.clause - y.clause)
	}
	return int(x.id - y.id)
}
