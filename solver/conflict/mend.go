package conflict

import "slices"

// plan is a plan in the making: every agent has a lawful walk, counts may be outside of bounds.
type plan struct {
	e      *engine
	walks  [][]int32 // by agent
	count  []int64   // by row
	raised []int32   // by row: atoms chosen that count upward,
	sunk   []int32   // and downward
	broken int64     // what the rows charge, and a unit for each agent without lawful walk
	chosen []int32   // agents with a walk that is not empty, in no order
	at     []int32   // by agent: her place in chosen, or -1
}

func newPlan(e *engine) *plan {
	s := &plan{e: e, walks: make([][]int32, e.p.Agents()), count: make([]int64, len(e.p.Rows)), at: make([]int32, e.p.Agents()),
		raised: make([]int32, len(e.p.Rows)), sunk: make([]int32, len(e.p.Rows))}
	for i := range s.at {
		s.at[i] = -1
	}
	return s
}

func (s *plan) clone() *plan {
	t := *s
	t.walks, t.count = slices.Clone(s.walks), slices.Clone(s.count)
	t.chosen, t.at = slices.Clone(s.chosen), slices.Clone(s.at)
	t.raised, t.sunk = slices.Clone(s.raised), slices.Clone(s.sunk)
	return &t
}

// anew gives agents walks that are lawful under the question at hand, keeping what may stay. It reports false where one has
// none.
func (s *plan) anew(t *tree) bool {
	q := s.e.q
	for i := range int32(len(s.walks)) {
		first, end := s.e.p.First[i], s.e.p.First[i+1]
		must := slices.ContainsFunc(q.forced[first:end], func(x bool) bool { return x })
		_, lawful := s.e.p.WalkCost(int(i), s.walks[i])
		if lawful && !must && !slices.ContainsFunc(s.walks[i], func(k int32) bool { return q.shut[k] }) {
			continue
		}
		_, walk, ok := t.cheapest(i, func(int32) int64 { return 1 })
		if !ok {
			return false
		}
		s.set(i, walk)
	}
	s.broken = 0
	for r := range s.count {
		s.broken += q.rows[r].of(s.count[r])
	}
	return true
}

// taken are the atoms of all walks.
func taken[A any](s *plan, atoms []A) []A {
	var all []A
	for _, walk := range s.walks {
		for _, k := range walk {
			all = append(all, atoms[k])
		}
	}
	return all
}

// start gives an agent who has none a walk before any question.
func (s *plan) start(i int32, walk []int32) {
	for _, k := range walk {
		for r, w := range s.e.p.Touch(k) {
			s.tally(r, w, +1)
		}
	}
	s.walks[i], s.at[i] = walk, int32(len(s.chosen))
	s.chosen = append(s.chosen, i)
}

// set gives an agent a walk.
func (s *plan) set(i int32, walk []int32) {
	for _, k := range s.walks[i] {
		s.add(k, -1)
	}
	for _, k := range walk {
		s.add(k, +1)
	}
	switch {
	case len(walk) > 0 && s.at[i] < 0:
		s.at[i] = int32(len(s.chosen))
		s.chosen = append(s.chosen, i)
	case len(walk) == 0 && s.at[i] >= 0:
		last := s.chosen[len(s.chosen)-1]
		s.chosen[s.at[i]], s.at[last] = last, s.at[i]
		s.chosen, s.at[i] = s.chosen[:len(s.chosen)-1], -1
	}
	s.walks[i] = walk
}

// tally counts an atom more or less in a row.
func (s *plan) tally(r int32, w, sign int64) {
	s.count[r] += sign * w
	if w > 0 {
		s.raised[r] += int32(sign)
	} else if w < 0 {
		s.sunk[r] += int32(sign)
	}
}

func (s *plan) add(k int32, sign int64) {
	for r, w := range s.e.p.Touch(k) {
		f := &s.e.q.rows[r]
		s.broken -= f.of(s.count[r])
		s.tally(r, w, sign)
		s.broken += f.of(s.count[r])
	}
}

// mend changes the walks of agents who count in broken rows, one at a time, as long as no more is broken by it, guided by prices. It reports
// whether nothing is.
func (t *tree) mend() bool {
	s := t.plan
	rows, from := s.brokenRows(nil), t.steps
	for n := mendSteps + mendEach*len(rows) + int(min(s.broken/unit, mendMost)); n > 0 && len(rows) > 0 && !t.late(from); n-- {
		t.step(rows[t.rng.IntN(len(rows))])
		rows = s.brokenRows(rows[:0])
	}
	return len(rows) == 0
}

func (s *plan) brokenRows(rows []int32) []int32 {
	for _, r := range s.e.q.some {
		if s.e.q.rows[r].of(s.count[r]) > 0 {
			rows = append(rows, r)
		}
	}
	return rows
}

// step tries some changes that bring a row's count nearer to its bounds, and makes the best.
func (t *tree) step(r int32) {
	s := t.plan
	best, of, by := s.broken, int32(-1), []int32(nil)
	for range samples {
		i, walk, ok := t.propose(r)
		if !ok {
			continue
		}
		old := s.walks[i]
		s.set(i, walk)
		if s.broken <= best {
			best, of, by = s.broken, i, walk
		}
		s.set(i, old)
	}
	if of >= 0 {
		s.set(of, by)
	}
}

// propose draws an agent who counts in a row and a walk for her that counts there in the direction wanted.
func (t *tree) propose(r int32) (agent int32, walk []int32, ok bool) {
	s, e := t.plan, t.e
	f := &e.q.rows[r]
	up := f.of(s.count[r]+1) < f.of(s.count[r])
	k, take := int32(-1), true
	if len(s.chosen) > 0 && t.rng.IntN(2) == 0 {
		k, take = t.harmful(r, up), false
	}
	if k < 0 {
		k, take = e.atoms[r][t.rng.IntN(len(e.atoms[r]))], true
		if e.q.shut[k] || (t.weightIn(k, r) > 0) != up {
			return 0, nil, false
		}
	}
	i := e.owner[k]
	old := s.walks[i]
	if slices.Contains(old, k) == take {
		return 0, nil, false
	}
	s.set(i, nil)
	_, walk, ok = t.cheapest(i, func(x int32) int64 {
		v := s.rise(x)*16 + t.at(x, t.y)*guided + int64(t.rng.IntN(int(unit)))
		switch {
		case x == k && take:
			v -= forced >> 8
		case x == k:
			v += forced >> 8
		}
		return v
	})
	s.set(i, old)
	return i, walk, ok
}

// harmful draws a chosen atom that counts in a row against the direction wanted, or returns -1.
func (t *tree) harmful(r int32, up bool) int32 {
	s := t.plan
	if up && !t.e.lowers[r] || !up && !t.e.raises[r] {
		return -1
	}
	from := t.rng.IntN(len(s.chosen))
	if up && s.sunk[r] == 0 || !up && s.raised[r] == 0 {
		return -1
	}
	for n := range s.chosen {
		for _, k := range s.walks[s.chosen[(from+n)%len(s.chosen)]] {
			if w := t.weightIn(k, r); w != 0 && (w > 0) != up && !t.e.q.forced[k] {
				return k
			}
		}
	}
	return -1
}

func (t *tree) weightIn(k, r int32) int64 {
	for row, w := range t.e.p.Touch(k) {
		if row == r {
			return w
		}
	}
	return 0
}

// rise returns by how much rows would charge more with one more of an atom.
func (s *plan) rise(k int32) int64 {
	v := int64(0)
	for r, w := range s.e.p.Touch(k) {
		f := &s.e.q.rows[r]
		v += f.of(s.count[r]+w) - f.of(s.count[r])
	}
	return v
}
