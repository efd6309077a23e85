package grouping

import (
	"math/rand/v2"
	"slices"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/solver/program"
	"github.com/rotateplan/rotate/solver/search"
)

// breach is the price of one unit of a broken must, in metre-terms: more than any lawful plan costs, less than the cost
// program.Infinite of an unlawful walk.
const breach = int64(1) << 38

// draft is a plan in the making that remembers what was changed, so that a change can be proposed and taken back.
type draft struct {
	pr     *problem
	s      *program.State
	past   search.Move // takes back the changes since the last settle, last first
	guide  []int64     // by atom: its cost at the best prices of the dual, in thousandths
	taking []int32     // by atom: how many of the dual's last answers take it
	held   []int32     // by section: the atom that placed it when last asked, or model.None
	priced []int64     // workspace
	walk   []int32     // workspace
	w      pricer
}

func newDraft(pr *problem, s *program.State) *draft {
	return &draft{pr: pr, s: s, guide: make([]int64, pr.p.Atoms()), taking: make([]int32, pr.p.Atoms()),
		held: slices.Repeat([]int32{model.None}, len(pr.rivals)), w: pricer{p: pr.p}}
}

func (d *draft) score() int64 { return search.Value(d.s, breach) }

// place gives a core a walk, which is kept.
func (d *draft) place(agent int32, walk []int32) {
	d.past = append(d.past, search.Change{Agent: agent, Walk: d.s.Walks[agent]})
	d.s.Set(agent, walk)
}

// undo takes back all changes but the first n since the last settle.
func (d *draft) undo(n int) {
	for i := len(d.past) - 1; i >= n; i-- {
		d.s.Set(d.past[i].Agent, d.past[i].Walk)
	}
	d.past = d.past[:n]
}

// settle makes the changes so far final.
func (d *draft) settle() { d.past = d.past[:0] }

// operator makes a change of the draft an operator of the search. A change that reports false is none.
func (d *draft) operator(name string, change func(rng *rand.Rand) bool) search.Operator {
	return search.Operator{Name: name, Propose: func(s *program.State, rng *rand.Rand, m search.Move) search.Move {
		d.s = s
		d.settle()
		if change(rng) {
			m = d.net(m)
		}
		d.undo(0)
		return m
	}}
}

// net appends the changes since the last settle, one an agent.
func (d *draft) net(m search.Move) search.Move {
	from := len(m)
	for _, c := range d.past {
		if !slices.ContainsFunc(m[from:], func(x search.Change) bool { return x.Agent == c.Agent }) {
			m = append(m, search.Change{Agent: c.Agent, Walk: d.s.Walks[c.Agent]})
		}
	}
	return m
}

// holder returns an atom that places a section, or model.None.
func (d *draft) holder(s model.SectionID) int32 {
	if k := d.held[s]; k >= 0 && d.has(k) {
		return k
	}
	for _, k := range d.pr.rivals[s] {
		if d.has(k) {
			d.held[s] = k
			return k
		}
	}
	return model.None
}

// has reports whether an atom is part of the plan.
func (d *draft) has(k int32) bool {
	_, ok := slices.BinarySearch(d.s.Walks[d.pr.atoms[k].Core], k)
	return ok
}

// with returns the walk of the core of atom k with k added, in a slice that lasts until the next call.
func (d *draft) with(k int32) (agent int32, walk []int32) {
	agent = int32(d.pr.atoms[k].Core)
	d.walk = append(d.walk[:0], d.s.Walks[agent]...)
	if len(d.walk) == 0 {
		d.walk = append(d.walk, d.pr.p.First[agent])
	}
	d.walk = append(d.walk, k)
	slices.Sort(d.walk)
	return agent, d.walk
}

// growth returns by how much the score would rise if atom k were added to the walk of its core.
func (d *draft) growth(k int32) int64 {
	agent, walk := d.with(k)
	old := d.s.Walks[agent]
	rise := d.pr.p.FullWalkCost(int(agent), walk) - d.s.WalkCost(agent) + d.touching(k)
	if len(old) == 0 {
		rise += d.touching(walk[0])
	}
	return rise
}

// touching returns by how much the penalties of the rows would rise with one more of atom k.
func (d *draft) touching(k int32) int64 {
	rise := int64(0)
	for r, w := range d.pr.p.Touch(k) {
		row := &d.pr.p.Rows[r]
		cost, broken := d.pr.p.Penalty(row, d.s.Count[r])
		after, breaks := d.pr.p.Penalty(row, d.s.Count[r]+w)
		rise += after - cost + (breaks-broken)*breach
	}
	return rise
}

// add adds atom k to its core.
func (d *draft) add(k int32) {
	agent, walk := d.with(k)
	d.place(agent, slices.Clone(walk))
}

// drop takes atom k from its core and returns the targets that are free thereby: its own or, if the core cannot go on
// without it, all the core led.
func (d *draft) drop(k int32) []model.SectionID {
	agent := int32(d.pr.atoms[k].Core)
	rest := slices.DeleteFunc(slices.Clone(d.s.Walks[agent]), func(x int32) bool { return x == k })
	if len(rest) == 1 || d.pr.p.FullWalkCost(int(agent), rest) >= program.Infinite {
		return d.close(agent)
	}
	d.place(agent, rest)
	return []model.SectionID{d.pr.atoms[k].Section}
}

// exchange lets a core take atom in for atom out.
func (d *draft) exchange(out, in int32) {
	agent := int32(d.pr.atoms[out].Core)
	walk := slices.Clone(d.s.Walks[agent])
	walk[slices.Index(walk, out)] = in
	slices.Sort(walk)
	d.place(agent, walk)
}

// close empties a core and returns the targets it led.
func (d *draft) close(agent int32) []model.SectionID {
	old := d.s.Walks[agent]
	if len(old) == 0 {
		return nil
	}
	d.place(agent, nil)
	free := make([]model.SectionID, 0, len(old))
	for _, k := range old {
		if m := d.pr.atoms[k]; !rule.Opens(m) {
			free = append(free, m.Section)
		}
	}
	return free
}

// fill places, in the order given, each target that no core has where the score falls most, if it falls at all.
func (d *draft) fill(targets []model.SectionID) {
	for _, s := range targets {
		if d.holder(s) >= 0 {
			continue
		}
		best, least := int32(model.None), int64(0)
		for _, k := range d.pr.rivals[s] {
			if rise := d.growth(k); rise < least {
				best, least = k, rise
			}
		}
		if best >= 0 {
			d.add(best)
		}
	}
}

// taken values an atom that may not be chosen.
const taken = breach * program.Thousand

// respond gives a closed core its cheapest walk when atoms have the given values, in thousandths. Targets leave other
// cores for it. It reports false if the core stays closed.
func (d *draft) respond(k *core, value func(a int32) int64) bool {
	d.priced = d.priced[:0]
	for a := k.own; a < k.end; a++ {
		d.priced = append(d.priced, value(a))
	}
	_, walk, ok := d.w.cheapest(k, d.priced, nil)
	if !ok || len(walk) < 2 {
		return false
	}
	var free []model.SectionID
	for _, a := range walk[1:] {
		if h := d.holder(d.pr.atoms[a].Section); h >= 0 {
			free = append(free, d.drop(h)...)
		}
	}
	d.place(k.agent, walk)
	d.fill(free)
	return true
}
