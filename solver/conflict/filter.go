package conflict

import (
	"context"
	"slices"
	"sync"

	"github.com/rotateplan/rotate/model"
)

// partsMost is how many sections or agents a ban or walk of a conflict is divided into at most: one that takes more is
// told of everybody.
const partsMost = 3

// agentsMost is the most teachers of a county whose walks are divided: each question compiles them anew. A county of more is large.
const agentsMost = 1000

func large(c *model.County) bool { return len(c.Teachers) > agentsMost }

// filter makes conflicts of one problem smaller.
type filter[A comparable] struct {
	ctx    context.Context
	county *model.County
	l      *law[A]
	left   int  // questions that may stay open
	hasty  bool // one such ends a search for a plan
	brief  bool // each takes a part of the work
}

// found is members that cannot hold together, each of which is needed for that, alone or together with others, if that is sure.
type found struct {
	members []Member // none where none are found
	sure    bool
	parted  func() []Member // the same, bans and walks divided as finely as is shown to do
}

// find returns members that cannot hold together, bans and walks undivided. Quotas suspected make a beginning, if they are enough.
func (f *filter[A]) find(suspected []string) found {
	f.left = opensMost
	counted, banning, walking := f.sorted()
	base := slices.Concat(banning, walking)
	begun := f.begin(base, counted, suspected, roundsMost, nil)
	if !begun.never {
		return undivided(nil)
	}
	blocks, counts := f.shrink(base, byClause(begun.clash), 0)
	counted = f.name(blocks, base) // while all bans make it easy
	walks, walk := f.shrink(slices.Concat(counted, banning), single(walking), 0)
	walking = slices.Concat(walks...)
	bans, ban := f.shrink(slices.Concat(counted, walking), single(banning), 0)
	for n := range counted {
		counted[n].Together = counted[n].Together && counts
	}
	whole := slices.Concat(counted, slices.Concat(bans...), walking)
	apart := *f
	apart.l = f.l.apart()
	return found{ordered(whole), counts && walk && ban, sync.OnceValue(func() []Member { return ordered(apart.parted(whole, len(counted))) })}
}

func undivided(all []Member) found {
	return found{members: all, parted: func() []Member { return all }}
}

// ordered puts members in the order of the law.
func ordered(all []Member) []Member {
	all = slices.Clone(all)
	slices.SortStableFunc(all, order)
	return all
}

// name leaves out of the quotas of each block, which is needed as a whole, as many as it can. Where it is not shown that each of
// the others is needed for itself, the block stays as it is and is marked.
func (f *filter[A]) name(blocks [][]Member, base []Member) []Member {
	for b, block := range blocks {
		if len(block) == 1 {
			continue
		}
		others := slices.Concat(base, slices.Concat(blocks[:b]...), slices.Concat(blocks[b+1:]...))
		kept, sure := f.briefly(others, single(block), 0)
		if sure {
			blocks[b] = slices.Concat(kept...)
			continue
		}
		blocks[b] = slices.Clone(block)
		for n := range blocks[b] {
			blocks[b][n].Together = true
		}
	}
	return slices.Concat(blocks...)
}

// briefly is a shrink that soon gives up.
func (f *filter[A]) briefly(others []Member, blocks [][]Member, most int) ([][]Member, bool) {
	left := f.left
	f.left, f.brief = opensFew, true
	defer func() { f.left, f.brief = left, false }()
	return f.shrink(others, blocks, most)
}

// parted divides members from one on.
func (f *filter[A]) parted(all []Member, from int) []Member {
	for i := from; i < len(all); {
		parts := f.divide(all, i)
		if parts == nil {
			i++
			continue
		}
		all = slices.Concat(all[:i], parts, all[i+1:])
	}
	return all
}

// byClause puts quotas of one clause together.
func byClause(all []Member) [][]Member {
	all = slices.Clone(all)
	slices.SortStableFunc(all, order)
	var blocks [][]Member
	for n, m := range all {
		if n == 0 || all[n-1].clause != m.clause {
			blocks = append(blocks, nil)
		}
		blocks[len(blocks)-1] = append(blocks[len(blocks)-1], m)
	}
	return blocks
}

func single(all []Member) [][]Member {
	blocks := make([][]Member, len(all))
	for n, m := range all {
		blocks[n] = []Member{m}
	}
	return blocks
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

// How many questions may stay open in a large county: of a diagnosis, and of what of a clause is needed.
const (
	opensMost = 20
	opensFew  = 1
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
	if len(parts) == 0 || walk && f.l.large {
		return nil
	}
	kept, sure := f.briefly(slices.Concat(all[:i], all[i+1:]), single(parts), partsMost)
	if !sure {
		return nil
	}
	return slices.Concat(kept...)
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
		if f.brief {
			e.part = briefPart
		}
		ask = e.ask
	}
	return func(on []bool) answer {
		a := ask(on)
		if a.verdict == open {
			f.left--
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

// shrink leaves out of some blocks of members, which together with others cannot hold, as many as it can: of many first whole runs, then
// one by one. It is sure if each of the others is shown to be needed. It returns nil where more than most are, if there is a most.
func (f *filter[A]) shrink(others []Member, blocks [][]Member, most int) (kept [][]Member, sure bool) {
	x := &sieve{blocks: blocks, some: slices.Concat(blocks...)}
	if len(x.some) == 0 {
		return kept, true
	}
	x.on, sure = everything(len(x.some)), true
	ask := f.asker(others, x.some)
	runs, needed := begun(len(blocks)), 0
	for len(runs) > 0 {
		if f.ctx.Err() != nil || f.weary() {
			sure = false
			break
		}
		r := runs[len(runs)-1]
		runs = runs[:len(runs)-1]
		without, any := x.without(r)
		if !any {
			continue
		}
		switch a := ask(without); {
		case a.verdict == never:
			x.take(without, &a)
		case r.to == r.from+1:
			sure = sure && a.verdict == holds
			if needed++; most > 0 && needed > most {
				return kept, false
			}
		default:
			half := (r.from + r.to) / 2
			runs = append(runs, run{half, r.to}, run{r.from, half})
		}
	}
	return x.kept(), sure
}

// run is some blocks in a row.
type run struct{ from, to int }

// begun are the runs that so many blocks are left out in: all at once or, of few, most of which are needed as a rule, one by one.
func begun(blocks int) []run {
	if blocks > runsMost {
		return []run{{0, blocks}}
	}
	runs := make([]run, blocks)
	for n := range runs {
		runs[n] = run{blocks - n - 1, blocks - n}
	}
	return runs
}

// runsMost is how many blocks are left out one by one.
const runsMost = 10

// sieve is blocks of members some of which are left out.
type sieve struct {
	blocks [][]Member
	some   []Member // of all blocks
	on     []bool   // those not left out
}

// without leaves out a run, and reports whether any of it was in.
func (x *sieve) without(r run) (on []bool, any bool) {
	on = slices.Clone(x.on)
	from, to := len(slices.Concat(x.blocks[:r.from]...)), len(slices.Concat(x.blocks[:r.to]...))
	for n := from; n < to; n++ {
		any = any || on[n]
		on[n] = false
	}
	return on, any
}

// take keeps members that cannot hold, less those that are not needed for it.
func (x *sieve) take(on []bool, a *answer) {
	x.on = on
	for n, m := range x.some {
		x.on[n] = on[n] && (m.level != quotas || a.priced == nil || a.priced[m])
	}
}

func (x *sieve) kept() [][]Member {
	var kept [][]Member
	n := 0
	for _, block := range x.blocks {
		if some := chosen(block, x.on[n:n+len(block)]); len(some) > 0 {
			kept = append(kept, some)
		}
		n += len(block)
	}
	return kept
}

// weary reports whether in a large county so many questions have stayed open that no more are asked.
func (f *filter[A]) weary() bool { return large(f.county) && f.left <= 0 }

// order puts members in the order of the law.
func order(x, y Member) int {
	if x.clause != y.clause {
		return int(x.clause - y.clause)
	}
	return int(x.id - y.id)
}
