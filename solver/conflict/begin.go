package conflict

import (
	"cmp"
	"slices"

	"github.com/rotateplan/rotate/model/rule"
)

// settle tells whether all members can hold. Those known from other conflicts are asked about alone first: often they
// are enough. It begins with a plan at hand, if there is one, and soon ends where the problem is solved afterwards.
func (f *filter[A]) settle(known []string, hand []A, solved bool) settled[A] {
	rounds := roundsFew
	if f.hasty = large(f.county); f.hasty {
		rounds = roundsBrief
	}
	if f.hasty && solved {
		rounds = roundsSolved
	}
	counted, banning, walking := f.sorted()
	return f.begin(slices.Concat(banning, walking), counted, known, rounds, hand)
}

// settled is what is found of all members of a law.
type settled[A comparable] struct {
	never  bool // shown: not even the quotas of clash can hold, with bans and walks
	clash  []Member
	asked  []Member // else those asked about last
	holds  bool     // plan obeys all
	broken int64    // what the last plan tried breaks, in the unit of prices; if never, what every plan breaks at least
	plan   []A
}

// begin tells whether members can hold, and if never, quotas that cannot with the others. It begins with those suspected and
// takes in what the plans that obey them break, until there is no plan or one that obeys all.
func (f *filter[A]) begin(base, counted []Member, suspected []string, rounds int, hand []A) settled[A] {
	on := make([]bool, len(counted))
	for n := range counted {
		on[n] = slices.Contains(suspected, counted[n].Key())
	}
	var x settled[A]
	var last *engine
	var old []A // its atoms
	work := 0
	for range rounds {
		some := chosen(counted, on)
		e, atoms := prepareAt(f.l, base, some, hand)
		carry(last, old, e, atoms)
		last, old, hand = e, atoms, nil
		a := e.ask(everything(len(some)))
		if a.verdict == open && !f.hasty && len(f.l.breaks(counted, on, taken(e.plan, atoms), 1)) == 0 {
			e.rounds, e.hasty = settleRounds, false
			a = e.ask(everything(len(some)))
		}
		if a.verdict == never {
			return settled[A]{never: true, clash: a.cut(some), broken: a.short}
		}
		x.asked, x.broken, x.plan = some, e.plan.broken, taken(e.plan, atoms)
		broken := f.l.breaks(counted, on, x.plan, f.takes())
		x.holds = a.verdict == holds && len(broken) == 0
		if work += e.work; len(broken) == 0 || f.hasty && (a.verdict == open || work > workMost && len(broken) == f.takes() || work > workLast) {
			break
		}
		for _, n := range broken {
			on[n] = true
		}
	}
	return x
}

// takes is how many quotas are taken in at once.
func (f *filter[A]) takes() int {
	if f.hasty {
		return breaksBrief
	}
	return breaksMost
}

// breaks returns the members that hold quotas a plan breaks, other than some, up to so many, those first that it breaks most.
func (l *law[A]) breaks(counted []Member, but []bool, plan []A, most int) []int {
	counts := make([][]int64, len(l.rules)) // by clause, by quota
	type breach struct {
		n  int
		by int64
	}
	var all []breach
	for n, m := range counted {
		f := l.rules[m.clause].Form.Quota
		if counts[m.clause] == nil {
			counts[m.clause] = count(f, plan)
		}
		x, q := counts[m.clause][m.id], &f.Quotas[m.id]
		if by := max(q.Min-x, x-q.Max); by > 0 && !but[n] {
			all = append(all, breach{n, by})
		}
	}
	slices.SortStableFunc(all, func(a, b breach) int { return cmp.Compare(b.by, a.by) })
	var out []int
	for _, x := range all[:min(len(all), most)] {
		out = append(out, x.n)
	}
	return out
}

// How many quotas are taken in at once: to find a conflict, and to see whether there is one.
const (
	breaksMost  = 60
	breaksBrief = 120
)

// count returns the counts of all quotas of a family.
func count[A any](f *rule.Family[A], plan []A) []int64 {
	x := make([]int64, len(f.Quotas))
	for q := range f.Quotas {
		x[q] = f.Quotas[q].Base
	}
	for _, a := range plan {
		f.Count(a, func(q int, w int64) { x[q] += w })
	}
	return x
}

// How often quotas are taken in: to find a conflict, and to see whether there is one, in a large county, there before it is solved, and in others.
const (
	roundsMost   = 100
	roundsBrief  = 8
	roundsSolved = 4
	roundsFew    = 3
)

// The work in a large county after which no more quotas are taken in: where a plan breaks many others, and in any case.
const (
	workMost = 16_000_000
	workLast = 48_000_000
)
