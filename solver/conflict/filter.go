package conflict

import (
	"context"
	"slices"

	"github.com/rotateplan/rotate/model"
)

// partsMost is how many sections or agents a ban or walk of a conflict is divided into at most: one that takes more is
// told of everybody.
const partsMost = 3

// agentsMost is the most agents of a problem whose walks are divided: each question compiles them anew.
const agentsMost = 1000

// filter makes conflicts of one problem smaller.
type filter[A comparable] struct {
	ctx    context.Context
	county *model.County
	l      *law[A]
	opens  int // questions that stayed open
}

// find returns members that cannot hold together, each of which is needed for that, nil where it finds none. Quotas
// suspected make a beginning, if they are enough.
func (f *filter[A]) find(suspected []string) []Member {
	counted, banning, walking := f.sorted()
	base := slices.Concat(banning, walking)
	v, counted := f.begin(base, counted, suspected, roundsMost)
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

// clash returns quotas that cannot hold with all bans and walks, nil where that is not soon shown. Those known from other
// conflicts are asked about alone first: often they are enough, and few atoms count in them.
func (f *filter[A]) clash(known []string) []Member {
	counted, banning, walking := f.sorted()
	base, some := slices.Concat(banning, walking), []Member(nil)
	for _, m := range counted {
		if slices.Contains(known, m.Key()) {
			some = append(some, m)
		}
	}
	if a := prepare(f.l, base, some).ask(everything(len(some))); a.verdict == never {
		return a.cut(some)
	}
	_, clash := f.begin(base, counted, known, roundsFew)
	return clash
}

// begin tells whether members can hold, and if never, quotas that cannot with the others. It begins with those suspected and
// takes in what the plans that obey them break, until there is no plan or one that obeys all.
func (f *filter[A]) begin(base, counted []Member, suspected []string, rounds int) (verdict, []Member) {
	on, e := make([]bool, len(counted)), prepare(f.l, base, counted)
	for n := range counted {
		on[n] = slices.Contains(suspected, counted[n].Key())
	}
	for range rounds {
		a := e.ask(on)
		if a.verdict == never {
			return never, a.cut(chosen(counted, on))
		}
		broken := e.plan.breaks(on)
		if len(broken) == 0 {
			return a.verdict, nil
		}
		for _, n := range broken {
			on[n] = true
		}
	}
	return open, nil
}

// How often quotas are taken in: to find a conflict, and to see whether there is one.
const (
	roundsMost = 100
	roundsFew  = 3
)

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
		return prepare(f.l, slices.Concat(fixed, chosen(free, on)), nil).ask(nil)
	}
	if len(free) == 0 || f.l.rules[free[0].clause].Form.Walk == nil {
		ask = prepare(f.l, fixed, free).ask
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
	for len(runs) > 0 && f.ctx.Err() == nil {
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
	if most > 0 && f.ctx.Err() != nil {
		return nil
	}
	return chosen(some, on)
}

// order puts members in the order of the law.
func order(x, y Member) int {
	if x.clause != y.clause {
		return int(x.clause - y.clause)
	}
	return int(x.id - y.id)
}
