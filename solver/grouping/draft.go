package grouping

import (
	"slices"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/solver/program"
)

// breach weighs a broken must against cost: more than any lawful plan costs, less than an unlawful walk.
const breach = int64(1) << 38

// draft is a plan in the making. Every change goes through place, so that chosen always agrees with the walks.
type draft struct {
	pr     *problem
	s      *program.State
	chosen []bool  // by atom
	walk   []int32 // workspace
	past   []past  // what place has replaced since the last settle
}

type past struct {
	agent int32
	walk  []int32
}

func newDraft(pr *problem) *draft {
	return &draft{pr: pr, s: program.NewState(pr.p), chosen: make([]bool, pr.p.Atoms())}
}

// score orders plans: breaches of musts first, then cost in metre-terms.
func (d *draft) score() int64 { return d.s.Broken()*breach + int64(d.s.Cost()) }

// place gives a core a walk, which is kept.
func (d *draft) place(agent int32, walk []int32) {
	for _, k := range d.s.Walks[agent] {
		d.chosen[k] = false
	}
	for _, k := range walk {
		d.chosen[k] = true
	}
	d.past = append(d.past, past{agent, d.s.Walks[agent]})
	d.s.Set(agent, walk)
}

// settle makes the changes so far final.
func (d *draft) settle() { d.past = d.past[:0] }

// undo takes back all changes but the first n.
func (d *draft) undo(n int) {
	for i := len(d.past) - 1; i >= n; i-- {
		d.place(d.past[i].agent, d.past[i].walk)
	}
	d.past = d.past[:n]
}

// become makes d the same plan as e.
func (d *draft) become(e *draft) {
	d.s.Copy(e.s)
	copy(d.chosen, e.chosen)
	d.settle()
}

// holder returns the first atom that places a section, or model.None.
func (d *draft) holder(s model.SectionID) int32 {
	for _, k := range d.pr.rivals[s] {
		if d.chosen[k] {
			return k
		}
	}
	return model.None
}

// with returns the walk of the core of atom k with k added, in a slice that lasts until the next call.
func (d *draft) with(k int32) (agent int32, walk []int32) {
	agent = int32(d.pr.atoms[k].Core)
	d.walk = append(d.walk[:0], d.s.Walks[agent]...)
	if len(d.walk) == 0 && !rule.Opens(d.pr.atoms[k]) {
		d.walk = append(d.walk, d.pr.p.First[agent])
	}
	d.walk = append(d.walk, k)
	slices.Sort(d.walk)
	return agent, d.walk
}

// growth returns by how much the score would rise if atom k were added to the walk of its core.
func (d *draft) growth(k int32) int64 {
	agent, walk := d.with(k)
	rise := d.pr.p.FullWalkCost(int(agent), walk) - d.pr.p.FullWalkCost(int(agent), d.s.Walks[agent]) + d.touching(k)
	if len(d.s.Walks[agent]) == 0 && walk[0] != k {
		rise += d.touching(walk[0])
	}
	return rise
}

// touching returns by how much the penalties of the rows would rise with one more of atom k.
func (d *draft) touching(k int32) int64 {
	rise := int64(0)
	rows, weights := d.pr.p.Touch(k)
	for n, r := range rows {
		row := &d.pr.p.Rows[r]
		cost, broken := d.pr.p.Penalty(row, d.s.Count[r])
		after, breaks := d.pr.p.Penalty(row, d.s.Count[r]+int64(weights[n]))
		rise += after - cost + (breaks-broken)*breach
	}
	return rise
}

// add adds atom k to its core.
func (d *draft) add(k int32) {
	agent, walk := d.with(k)
	d.place(agent, slices.Clone(walk))
}

// fill adds, target by target in the order given, the atom that lowers the score most, if one does; only atoms of
// cores in allowed are tried, nil meaning all.
func (d *draft) fill(targets []model.SectionID, allowed []bool) {
	for _, s := range targets {
		if d.holder(s) >= 0 {
			continue
		}
		best, least := int32(model.None), int64(0)
		for _, k := range d.pr.rivals[s] {
			if allowed != nil && !allowed[d.pr.atoms[k].Core] {
				continue
			}
			if rise := d.growth(k); rise < least {
				best, least = k, rise
			}
		}
		if best >= 0 {
			d.add(best)
		}
	}
}

// adopt makes the nearest lawful plan of walks that agents chose each for itself: a target that several want goes to
// the one where it costs least, what a core cannot take on falls out, then what is left is filled and idle cores close.
func (d *draft) adopt(walks [][]int32) {
	d.clear()
	best := map[model.SectionID]int32{}
	for _, walk := range walks {
		for _, k := range walk {
			m := d.pr.atoms[k]
			if b, ok := best[m.Section]; !rule.Opens(m) && (!ok || d.pr.p.Cost[k] < d.pr.p.Cost[b]) {
				best[m.Section] = k
			}
		}
	}
	for _, s := range d.pr.targets {
		if k, ok := best[s]; ok && d.growth(k) < breach/2 {
			d.add(k)
		}
	}
	d.fill(d.pr.targets, nil)
	d.prune()
}

// clear closes every core.
func (d *draft) clear() {
	for i := range d.pr.cores {
		d.close(d.pr.cores[i].agent)
	}
}

// close empties a core and returns the targets it led.
func (d *draft) close(agent int32) []model.SectionID {
	old := d.s.Walks[agent]
	if len(old) == 0 {
		return nil
	}
	d.place(agent, nil)
	var free []model.SectionID
	for _, k := range old {
		if m := d.pr.atoms[k]; !rule.Opens(m) {
			free = append(free, m.Section)
		}
	}
	return free
}

// drop takes atom k from its core, which closes when nobody is left.
func (d *draft) drop(k int32) {
	agent := int32(d.pr.atoms[k].Core)
	old := d.s.Walks[agent]
	if len(old) <= 2 {
		d.place(agent, nil)
		return
	}
	walk := make([]int32, 0, len(old)-1)
	for _, x := range old {
		if x != k {
			walk = append(walk, x)
		}
	}
	d.place(agent, walk)
}

// prune closes every core whose members do as well elsewhere or nowhere.
func (d *draft) prune() {
	for i := range d.pr.cores {
		mark, before := len(d.past), d.score()
		if free := d.close(d.pr.cores[i].agent); free != nil {
			d.fill(free, nil)
			if d.score() >= before {
				d.undo(mark)
			}
		}
	}
}
