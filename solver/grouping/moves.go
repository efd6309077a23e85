package grouping

import (
	"math/rand/v2"
	"slices"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/solver/program"
	"github.com/rotateplan/rotate/solver/search"
)

// operators are the changes the search draws from.
func (d *draft) operators() []search.Operator {
	return []search.Operator{
		d.operator("shift", d.shift),
		d.operator("swap", func(rng *rand.Rand) bool { return d.turn(rng, 2) }),
		d.operator("cycle", func(rng *rand.Rand) bool { return d.turn(rng, 3) }),
		d.operator("chain", d.chain),
		d.operator("toggle", d.toggle),
		d.operator("rebuild", d.rebuild),
	}
}

func (d *draft) target(rng *rand.Rand) model.SectionID {
	return d.pr.targets[rng.IntN(len(d.pr.targets))]
}

// other draws a membership of a section that it does not have, or model.None: half the time any, else one that answers of the dual
// take, as likely as they take it.
func (d *draft) other(rng *rand.Rand, s model.SectionID) int32 {
	rivals, held := d.pr.rivals[s], d.holder(s)
	k := rivals[rng.IntN(len(rivals))]
	if rng.IntN(8) > 0 {
		k = d.likely(rng, rivals, held)
	}
	if k == held {
		return model.None
	}
	return k
}

// likely draws one of some memberships, but for one, as likely as answers of the dual take it, or returns model.None.
func (d *draft) likely(rng *rand.Rand, some []int32, but int32) int32 {
	sum := int32(0)
	for _, k := range some {
		if k != but {
			sum += d.taking[k]
		}
	}
	if sum == 0 {
		return model.None
	}
	left := rng.Int32N(sum)
	for _, k := range some {
		if k == but {
			continue
		}
		if left -= d.taking[k]; left < 0 {
			return k
		}
	}
	return model.None
}

// chain moves a target to another core, where it takes the place of a member if there is no room; that one moves on likewise.
func (d *draft) chain(rng *rand.Rand) bool {
	s := d.target(rng)
	if h := d.holder(s); h >= 0 {
		if free := d.drop(h); len(free) > 1 {
			return false
		}
	}
	for left := int32(model.None); ; {
		k := d.likely(rng, d.pr.rivals[s], left)
		if k < 0 {
			return false
		}
		if d.growth(k) < breach/2 {
			d.add(k)
			return true
		}
		if len(d.past) > chainMost {
			return false
		}
		out := d.room(rng, k)
		if out < 0 {
			return false
		}
		d.exchange(out, k)
		s, left = d.pr.atoms[out].Section, out
	}
}

const chainMost = 8

// room draws a member whose place another may take, or returns model.None.
func (d *draft) room(rng *rand.Rand, k int32) int32 {
	agent := int32(d.pr.atoms[k].Core)
	walk := d.s.Walks[agent]
	if len(walk) < 2 {
		return model.None
	}
	first := rng.IntN(len(walk) - 1)
	for i := range len(walk) - 1 {
		out := walk[1+(first+i)%(len(walk)-1)]
		d.walk = append(d.walk[:0], walk...)
		d.walk[slices.Index(walk, out)] = k
		slices.Sort(d.walk)
		if d.pr.p.FullWalkCost(int(agent), d.walk) < program.Infinite {
			return out
		}
	}
	return model.None
}

// member draws a membership a core has, or model.None.
func (d *draft) member(rng *rand.Rand, core model.SectionID) int32 {
	walk := d.s.Walks[core]
	if len(walk) < 2 {
		return model.None
	}
	return walk[1+rng.IntN(len(walk)-1)]
}

// shift moves a target to another core; who has to make room goes where it fits best. The room made may do for more than
// one: a few others are tried.
func (d *draft) shift(rng *rand.Rand) bool {
	s := d.target(rng)
	k := d.other(rng, s)
	if k < 0 {
		return false
	}
	var free []model.SectionID
	if h := d.holder(s); h >= 0 {
		free = d.drop(h)
	}
	for d.growth(k) >= breach/2 {
		out := d.member(rng, d.pr.atoms[k].Core)
		if out < 0 {
			return false
		}
		free = append(free, d.drop(out)...)
		free = append(free, d.target(rng), d.target(rng))
	}
	d.add(k)
	d.fill(free)
	return true
}

// turn passes n targets around n cores: each goes to the core of the next.
func (d *draft) turn(rng *rand.Rand, n int) bool {
	first := d.holder(d.target(rng))
	if first < 0 {
		return false
	}
	leave, join := []int32{first}, []int32{}
	for at := first; len(leave) < n; {
		k := d.other(rng, d.pr.atoms[at].Section)
		if k < 0 {
			return false
		}
		at = d.member(rng, d.pr.atoms[k].Core)
		same := func(x int32) bool { return d.pr.atoms[x].Core == d.pr.atoms[k].Core }
		if at < 0 || slices.ContainsFunc(leave, same) {
			return false
		}
		leave, join = append(leave, at), append(join, k)
	}
	last := d.pair(d.pr.atoms[first].Core, d.pr.atoms[leave[n-1]].Section)
	if last < 0 {
		return false
	}
	d.exchange(first, last)
	for i, k := range join {
		d.exchange(leave[i+1], k)
	}
	return !slices.ContainsFunc(d.past, func(c search.Change) bool { return d.s.WalkCost(c.Agent) >= program.Infinite })
}

// pair returns the membership of a section in a core that costs least by itself and in its rows, or model.None.
func (d *draft) pair(core, section model.SectionID) int32 {
	best, least := int32(model.None), int64(0)
	for _, k := range d.pr.rivals[section] {
		if d.pr.atoms[k].Core != core {
			continue
		}
		if cost := d.pr.p.Cost[k] + d.touching(k); best < 0 || cost < least {
			best, least = k, cost
		}
	}
	return best
}

// toggle closes a core that leads, or lets one open with the members that gain most by it.
func (d *draft) toggle(rng *rand.Rand) bool {
	k := &d.pr.cores[rng.IntN(len(d.pr.cores))]
	if free := d.close(k.agent); free != nil {
		d.fill(free)
		return true
	}
	return d.respond(k, d.saving)
}

// saving values atom a, in thousandths, by what its cost and its rows would change if its target left its core for it.
func (d *draft) saving(a int32) int64 {
	if h := d.holder(d.pr.atoms[a].Section); h >= 0 {
		return (d.pr.p.Cost[a] - d.pr.p.Cost[h]) * program.Thousand
	}
	return (d.pr.p.Cost[a] + d.touching(a)) * program.Thousand
}

// rebuild empties a few cores that could take the same target and fills them anew: one after the other with its cheapest
// set of what is free, at the prices of the dual or at what each target saves now; or target by target.
func (d *draft) rebuild(rng *rand.Rand) bool {
	cores, free := d.ruin(rng)
	how := rng.IntN(3)
	for _, c := range cores {
		switch how {
		case 0:
			d.respond(c, d.ifFree(d.saving))
		case 1:
			d.respond(c, d.ifFree(func(a int32) int64 { return d.guide[a] }))
		}
	}
	d.fill(free)
	return true
}

func (d *draft) ruin(rng *rand.Rand) (cores []*core, free []model.SectionID) {
	s := d.target(rng)
	rivals := d.pr.rivals[s]
	picks := []int32{d.holder(s)}
	for range 1 + rng.IntN(4) {
		picks = append(picks, rivals[rng.IntN(len(rivals))])
	}
	free = append(free, s)
	for _, k := range picks {
		if k < 0 {
			continue
		}
		c := &d.pr.cores[d.pr.at[d.pr.atoms[k].Core]]
		if !slices.Contains(cores, c) {
			cores = append(cores, c)
			free = append(free, d.close(c.agent)...)
		}
	}
	rng.Shuffle(len(cores), func(i, j int) { cores[i], cores[j] = cores[j], cores[i] })
	rng.Shuffle(len(free), func(i, j int) { free[i], free[j] = free[j], free[i] })
	return cores, free
}

// ifFree forbids atoms whose target has a core.
func (d *draft) ifFree(value func(a int32) int64) func(a int32) int64 {
	return func(a int32) int64 {
		if d.holder(d.pr.atoms[a].Section) >= 0 {
			return taken
		}
		return value(a)
	}
}

// repair makes a lawful plan of walks that cores chose each for itself. A target that several want goes to the first of
// them; each core then takes its cheapest set, at the dual's costs, of what is its own or wanted by nobody; what is left
// is filled, and cores that do no good close.
func (d *draft) repair(walks [][]int32, costs []int64) {
	wanted := make([]int32, len(d.pr.rivals)) // by section: 1 + the atom that is to place it
	for _, walk := range walks {
		for _, k := range walk {
			if b := &wanted[d.pr.atoms[k].Section]; *b == 0 || d.pr.p.Cost[k] < d.pr.p.Cost[*b-1] {
				*b = k + 1
			}
		}
	}
	d.build(wanted, costs)
}

// elect makes a lawful plan likewise, in which a target goes where most of the last answers of the dual take it.
func (d *draft) elect(costs []int64) {
	wanted := make([]int32, len(d.pr.rivals))
	for _, s := range d.pr.targets {
		for _, k := range d.pr.rivals[s] {
			if b := &wanted[s]; d.taking[k] > 0 && (*b == 0 || d.taking[k] > d.taking[*b-1]) {
				*b = k + 1
			}
		}
	}
	d.build(wanted, costs)
}

// build makes a plan in which sections go to the core of the atom given for them, if one is and the core has room: 1 + the atom.
func (d *draft) build(wanted []int32, costs []int64) {
	for i := range d.pr.cores {
		d.close(d.pr.cores[i].agent)
	}
	for i := range d.pr.cores {
		d.respond(&d.pr.cores[i], d.ifFree(func(a int32) int64 {
			if b := wanted[d.pr.atoms[a].Section]; b != 0 && d.pr.atoms[b-1].Core != d.pr.atoms[a].Core {
				return taken
			}
			return costs[a]
		}))
	}
	d.fill(d.pr.targets)
	d.prune()
	d.settle()
}

// prune closes every core whose members do as well elsewhere or nowhere.
func (d *draft) prune() {
	for i := range d.pr.cores {
		mark, before := len(d.past), d.score()
		d.fill(d.close(d.pr.cores[i].agent))
		if d.score() >= before {
			d.undo(mark)
		}
	}
}
