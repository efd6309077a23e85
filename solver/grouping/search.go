package grouping

import (
	"math/rand/v2"
	"slices"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/solver/program"
)

// search improves a plan by chains of small changes. A change that makes the plan worse by no more than a threshold,
// which falls to nothing within a round, is kept (threshold accepting, Dueck and Scheuer 1990).
type search struct {
	pr    *problem
	now   *draft
	best  *draft
	draw  *rand.Rand
	guide []int64 // by atom: cost at the best prices of the dual, in thousandths
	price []int64 // workspace
	w     pricer
	audit func(error)
}

func newSearch(pr *problem, seed uint64) *search {
	x := &search{pr: pr, now: newDraft(pr), best: newDraft(pr), draw: rand.New(rand.NewPCG(seed, 0x67726f7570)),
		price: make([]int64, pr.p.Atoms()), guide: make([]int64, pr.p.Atoms())}
	x.w.p = pr.p
	return x
}

// offer starts from walks that agents chose each for itself, and keeps the plan made of them if it is the best.
func (x *search) offer(walks [][]int32) {
	x.now.adopt(walks)
	x.now.settle()
	x.keep()
}

func (x *search) keep() {
	if x.now.score() < x.best.score() {
		x.best.become(x.now)
	}
}

// round draws steps changes, the threshold falling from top to nothing.
func (x *search) round(steps int, top int64) {
	if len(x.pr.targets) == 0 {
		return
	}
	operators := []func() bool{x.rebuild, x.shift, x.shift, x.swap, x.cycle, x.toggle}
	for n := range steps {
		before := x.now.score()
		if !operators[x.draw.IntN(len(operators))]() {
			x.now.undo(0)
			continue
		}
		limit := x.best.score() + top*int64(steps-n)/int64(steps)
		if after := x.now.score(); after > before && after > limit {
			x.now.undo(0)
		}
		x.now.settle()
		x.keep()
		if x.audit != nil {
			x.audit(x.now.s.Audit())
		}
	}
	x.now.become(x.best)
}

func (x *search) target() model.SectionID {
	return x.pr.targets[x.draw.IntN(len(x.pr.targets))]
}

// other draws a membership of a section that is not chosen, or model.None.
func (x *search) other(s model.SectionID) int32 {
	rivals := x.pr.rivals[s]
	if k := rivals[x.draw.IntN(len(rivals))]; !x.now.chosen[k] {
		return k
	}
	return model.None
}

// member draws a membership a core has, or model.None.
func (x *search) member(core model.SectionID) int32 {
	walk := x.now.s.Walks[core]
	if len(walk) < 2 {
		return model.None
	}
	return walk[1+x.draw.IntN(len(walk)-1)]
}

// shift moves a target to another core; who has to make room goes where it fits best.
func (x *search) shift() bool {
	s := x.target()
	k := x.other(s)
	if k < 0 {
		return false
	}
	if h := x.now.holder(s); h >= 0 {
		x.now.drop(h)
	}
	var free []model.SectionID
	for x.now.growth(k) >= breach/2 {
		out := x.member(x.pr.atoms[k].Core)
		if out < 0 {
			return false
		}
		x.now.drop(out)
		free = append(free, x.pr.atoms[out].Section)
	}
	x.now.add(k)
	x.now.fill(free, nil)
	return true
}

// swap exchanges two targets of two cores.
func (x *search) swap() bool { return x.turn(2) }

// cycle passes three targets around three cores.
func (x *search) cycle() bool { return x.turn(3) }

// turn passes n targets around n cores: each goes to the core of the next.
func (x *search) turn(n int) bool {
	first := x.now.holder(x.target())
	if first < 0 {
		return false
	}
	leave, join := []int32{first}, []int32{}
	for at := first; len(leave) < n; {
		k := x.other(x.pr.atoms[at].Section)
		if k < 0 {
			return false
		}
		next := x.member(x.pr.atoms[k].Core)
		if next < 0 || x.pr.atoms[next].Core == x.pr.atoms[first].Core {
			return false
		}
		leave, join, at = append(leave, next), append(join, k), next
	}
	last := x.pr.pair(x.pr.atoms[first].Core, x.pr.atoms[leave[n-1]].Section)
	if last < 0 {
		return false
	}
	for _, k := range leave {
		x.now.drop(k)
	}
	for _, k := range append(join, last) {
		x.now.add(k)
	}
	return true
}

// pair returns the membership of a section in a core, or model.None.
func (pr *problem) pair(core, section model.SectionID) int32 {
	for _, k := range pr.rivals[section] {
		if pr.atoms[k].Core == core {
			return k
		}
	}
	return model.None
}

// toggle closes a core that leads, or opens one with the members that gain most by it.
func (x *search) toggle() bool {
	k := &x.pr.cores[x.draw.IntN(len(x.pr.cores))]
	if free := x.now.close(k.agent); free != nil {
		x.now.fill(free, nil)
		return true
	}
	return x.respond(k, func(a int32) int64 { return x.saving(a) })
}

// saving returns what atom a would cost in thousandths if its target left its core for it, charges of walks left out.
func (x *search) saving(a int32) int64 {
	rise := x.pr.p.Cost[a]
	if h := x.now.holder(x.pr.atoms[a].Section); h >= 0 {
		return (rise - x.pr.p.Cost[h]) * program.Thousand
	}
	return (rise + x.now.touching(a)) * program.Thousand
}

// respond gives a closed core the cheapest walk at the given values of its atoms; targets leave other cores for it.
func (x *search) respond(k *core, value func(a int32) int64) bool {
	priced := x.price[k.own:k.end]
	for a := k.own; a < k.end; a++ {
		priced[a-k.own] = value(a)
	}
	_, walk, ok := x.w.cheapest(k, priced, nil)
	if !ok || len(walk) == 0 {
		return false
	}
	for _, a := range walk[1:] {
		if h := x.now.holder(x.pr.atoms[a].Section); h >= 0 {
			x.now.drop(h)
		}
	}
	x.now.place(k.agent, walk)
	return true
}

// rebuild empties a few cores that compete for a target and fills them anew: in turn, each taking its cheapest set of
// what is free, at the prices of the dual or at what each target saves now; or target by target.
func (x *search) rebuild() bool {
	s := x.target()
	rivals := x.pr.rivals[s]
	var cores []int32
	free := []model.SectionID{s}
	if h := x.now.holder(s); h >= 0 {
		cores = append(cores, x.pr.at[x.pr.atoms[h].Core])
	}
	for range 1 + x.draw.IntN(4) {
		c := x.pr.at[x.pr.atoms[rivals[x.draw.IntN(len(rivals))]].Core]
		if !slices.Contains(cores, c) {
			cores = append(cores, c)
		}
	}
	for _, c := range cores {
		free = append(free, x.now.close(x.pr.cores[c].agent)...)
	}
	x.draw.Shuffle(len(cores), func(i, j int) { cores[i], cores[j] = cores[j], cores[i] })
	x.draw.Shuffle(len(free), func(i, j int) { free[i], free[j] = free[j], free[i] })
	if how := x.draw.IntN(3); how > 0 {
		for _, c := range cores {
			x.respond(&x.pr.cores[c], func(a int32) int64 { return x.worth(a, how == 1) })
		}
	}
	x.now.fill(free, nil)
	return true
}

// worth returns the value of atom a if its target is free: at the prices of the dual, or at what it saves now.
func (x *search) worth(a int32, priced bool) int64 {
	switch {
	case x.now.holder(x.pr.atoms[a].Section) >= 0:
		return breach * program.Thousand
	case priced:
		return x.guide[a]
	}
	return x.saving(a)
}
