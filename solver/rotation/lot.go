package rotation

import (
	"cmp"
	"slices"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/solver/program"
)

// drawLots hands out the walks of agents who are alike in the order of their lots: the first walk goes to the agent of the
// smallest lot. It returns by agent how many are like her, herself included.
func (q *problem) drawLots(walks [][]int32, seed uint64) []int {
	size := slices.Repeat([]int{1}, q.p.Agents())
	for _, class := range q.alike() {
		slices.SortFunc(class, func(a, b int) int { return cmp.Or(cmp.Compare(q.lot(a, seed), q.lot(b, seed)), cmp.Compare(a, b)) })
		var chosen [][]int32 // atoms counted from the agent's first
		for _, i := range class {
			size[i] = len(class)
			if len(walks[i]) > 0 {
				chosen = append(chosen, shifted(walks[i], -q.p.First[i]))
			}
			walks[i] = nil
		}
		slices.SortFunc(chosen, slices.Compare[[]int32])
		for n, walk := range chosen {
			walks[class[n]] = shifted(walk, q.p.First[class[n]])
		}
	}
	return size
}

func shifted(walk []int32, by int32) []int32 {
	out := slices.Clone(walk)
	for n := range out {
		out[n] += by
	}
	return out
}

func (q *problem) lot(agent int, seed uint64) uint64 {
	return model.Lot(seed, q.c.County.Year, q.c.County.Teachers[agent].ID)
}

// alike lists the classes of two or more agents who differ in nothing the law reads.
func (q *problem) alike() [][]int {
	var classes [][]int
	of := map[uint64][]int{} // by digest: classes, by number
	for i := range q.p.Agents() {
		if q.p.First[i] == q.p.First[i+1] {
			continue
		}
		digest := q.digest(i)
		at := slices.IndexFunc(of[digest], func(n int) bool { return q.same(classes[n][0], i) })
		if at < 0 {
			of[digest] = append(of[digest], len(classes))
			classes = append(classes, []int{i})
			continue
		}
		n := of[digest][at]
		classes[n] = append(classes[n], i)
	}
	return slices.DeleteFunc(classes, func(class []int) bool { return len(class) < 2 })
}

// same reports whether two agents are offered the same stays and the law makes no difference between them.
func (q *problem) same(i, j int) bool {
	if !q.p.Alike(i, j) {
		return false
	}
	a, b := q.p.First[i], q.p.First[j]
	for k := range q.p.First[i+1] - a {
		x, y := q.stays[a+k], q.stays[b+k]
		if x.Teacher = y.Teacher; x != y {
			return false
		}
	}
	return true
}

// digest is equal for agents who are the same.
func (q *problem) digest(i int) uint64 {
	h := uint64(0)
	for k := q.p.First[i]; k < q.p.First[i+1]; k++ {
		s := &q.stays[k]
		h = program.Mix(h ^ uint64(s.Section)<<32 ^ uint64(s.First)<<16 ^ uint64(s.Last))
		h = program.Mix(h ^ uint64(q.p.Cost[k]))
	}
	return h
}
