package rotation

import (
	"cmp"
	"math"
	"slices"

	"github.com/rotateplan/rotate/solver/program"
)

// What separates a mixture of plans from all plans: a sum of sides that its counts are at, with an odd right side, in which next to nothing
// of what it takes has an odd weight (Caprara and Fischetti 1996). Sums are added up modulo two, so that what is taken in part cancels
// (Koster, Zymolka and Kutschka 2009).
const (
	cutsMost  = 60   // at once
	inPart    = 0.03 // an atom is taken in part where it is more than this, and not all but this
	nearSide  = 0.5  // a count is so near a bound
	oddMost   = 0.9  // of a cut: with one it would cut off nothing
	sidesMost = 150  // of a cut
)

// halves looks for cuts that a mixture breaks.
type halves struct {
	q       *problem
	share   []float64 // by atom
	taken   []int32   // atoms of which any is
	rows    []int32   // by row: 1 + the number of its side among members
	sides   []program.Part
	off     []float64 // by member, sides first and then agents: how far from its bound, or at home
	agents  []int32
	sums    []sum
	columns []partial
	found   []broken

	oddIn   [][]int32 // by side: atoms taken that have an odd weight in it
	flipped []bool    // by atom: workspace
	touched []int32   // workspace
}

// sum is some sides and agents added up modulo two.
type sum struct {
	members []int32 // in order
	odd     []int32 // columns, in order
	right   bool    // whether that side is odd
	done    bool
}

// partial is an atom taken in part, a column, and the sums it has been odd in.
type partial struct {
	atom int32
	sums []int32
}

// broken is what a cut is made of, and how much of the mixture is odd in it.
type broken struct {
	sides  []program.Part
	agents []int32
	odd    float64
}

// separate returns cuts that a mixture, of which this is the share of each atom, breaks: the most broken first, none that is known.
func (q *problem) separate(share []float64, known []*program.Cut) (cuts []*program.Cut) {
	x := &halves{q: q, share: share, rows: make([]int32, len(q.p.Rows)), flipped: make([]bool, len(share))}
	x.findSides()
	x.findAgents()
	x.cancel()
	slices.SortStableFunc(x.found, func(a, b broken) int { return cmp.Compare(a.odd, b.odd) })
	for n, f := range x.found {
		same := func(o broken) bool { return slices.Equal(o.sides, f.sides) && slices.Equal(o.agents, f.agents) }
		if len(cuts) == cutsMost {
			break
		}
		if slices.ContainsFunc(x.found[:n], same) || slices.ContainsFunc(known, func(c *program.Cut) bool { return same(broken{c.Parts, c.Agents, 0}) }) {
			continue
		}
		if c := q.p.NewCut(f.sides, f.agents); c != nil {
			cuts = append(cuts, c)
		}
	}
	return cuts
}

// findSides makes a sum of every side that a count is at: of a must where there is one, and of no other whose unit is above one.
func (x *halves) findSides() {
	p, count := x.q.p, make([]float64, len(x.q.p.Rows))
	for k, share := range x.share {
		if share > 0 {
			x.taken = append(x.taken, int32(k))
			for r, w := range p.Touch(int32(k)) {
				count[r] += float64(share * float64(w))
			}
		}
	}
	for r := range p.Rows {
		best, side := nearSide, program.Part{}
		for _, n := range p.Rows[r].Quotas {
			q := &p.Quotas[n]
			for _, s := range []program.Part{{Row: int32(r), Quota: n, Sign: 1}, {Row: int32(r), Quota: n, Sign: -1}} {
				off := math.Abs(float64(s.Bound(p)) - count[r])
				if q.Unit == 1 {
					if off < best || off == best && q.Must && side.Sign != 0 && !p.Quotas[side.Quota].Must {
						best, side = off, s
					}
				}
			}
		}
		if side.Sign != 0 {
			n := int32(len(x.sides))
			x.rows[r] = n + 1
			x.sides, x.off = append(x.sides, side), append(x.off, best)
			x.sums = append(x.sums, sum{members: []int32{n}, right: side.Bound(p)&1 != 0})
		}
	}
}

// findAgents makes a sum of every agent of whom something is taken in part. What is taken whole is no column: it goes to the right side.
func (x *halves) findAgents() {
	x.oddIn = make([][]int32, len(x.sides))
	for taken := x.taken; len(taken) > 0; {
		i, n := x.q.owner[taken[0]], 1
		for n < len(taken) && x.q.owner[taken[n]] == i {
			n++
		}
		x.enter(i, taken[:n])
		taken = taken[n:]
	}
}

// enter enters an agent and what is taken of her.
func (x *halves) enter(i int32, hers []int32) {
	home, parts := 1.0, hers[:0:0]
	for _, k := range hers {
		home -= x.share[k]
		x.eachOdd(k, func(n int32) { x.oddIn[n] = append(x.oddIn[n], k) })
		switch {
		case x.share[k] >= 1-inPart:
			x.eachOdd(k, func(n int32) { x.sums[n].right = !x.sums[n].right })
		case x.share[k] > inPart && x.q.few[i]:
			parts = append(parts, k)
		}
	}
	if len(parts) == 0 {
		return
	}
	member := int32(len(x.sums))
	x.agents, x.off = append(x.agents, i), append(x.off, max(home, 0))
	x.sums = append(x.sums, sum{members: []int32{member}, right: true})
	for _, k := range parts {
		c := int32(len(x.columns))
		x.columns = append(x.columns, partial{k, []int32{member}})
		x.eachOdd(k, func(n int32) { x.columns[c].sums = append(x.columns[c].sums, n) })
		for _, n := range x.columns[c].sums {
			x.sums[n].odd = append(x.sums[n].odd, c)
		}
	}
}

// eachOdd visits the sides that an atom has an odd weight in.
func (x *halves) eachOdd(k int32, visit func(side int32)) {
	for r, w := range x.q.p.Touch(k) {
		if n := x.rows[r]; n > 0 && w&1 != 0 {
			visit(n - 1)
		}
	}
}

// cancel adds up sums such that column after column is odd in none, those first of which the most is taken, and notes cuts on the way.
func (x *halves) cancel() {
	order := make([]int32, len(x.columns))
	for c := range order {
		order[c] = int32(c)
	}
	slices.SortStableFunc(order, func(a, b int32) int {
		return cmp.Compare(x.share[x.columns[b].atom], x.share[x.columns[a].atom])
	})
	for n := range x.sums {
		x.note(&x.sums[n])
	}
	for _, c := range order {
		in := slices.DeleteFunc(slices.Clone(x.columns[c].sums), func(n int32) bool {
			_, odd := slices.BinarySearch(x.sums[n].odd, c)
			return x.sums[n].done || !odd
		})
		if len(in) == 0 {
			continue
		}
		slices.Sort(in)
		in = slices.Compact(in)
		pivot := slices.MinFunc(in, func(a, b int32) int {
			return cmp.Or(cmp.Compare(x.left(&x.sums[a]), x.left(&x.sums[b])), cmp.Compare(len(x.sums[a].odd), len(x.sums[b].odd)), cmp.Compare(a, b))
		})
		for _, n := range in {
			if n != pivot {
				x.add(n, &x.sums[pivot])
			}
		}
		x.sums[pivot].done = true
	}
}

// left is how far the members of a sum are from their bounds.
func (x *halves) left(s *sum) (off float64) {
	for _, m := range s.members {
		off += x.off[m]
	}
	return off
}

// add adds a sum to sum n.
func (x *halves) add(n int32, by *sum) {
	s := &x.sums[n]
	was := s.odd
	s.members, s.odd, s.right = differing(s.members, by.members), differing(s.odd, by.odd), s.right != by.right
	if s.done = len(s.members) > sidesMost || x.left(s) > oddMost; s.done {
		return
	}
	for _, c := range s.odd {
		if _, in := slices.BinarySearch(was, c); !in {
			x.columns[c].sums = append(x.columns[c].sums, n)
		}
	}
	x.note(s)
}

// differing returns what is in one of two lists in order but not in both.
func differing(a, b []int32) []int32 {
	out := make([]int32, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			out, a = append(out, a[0]), a[1:]
		case a[0] > b[0]:
			out, b = append(out, b[0]), b[1:]
		default:
			a, b = a[1:], b[1:]
		}
	}
	return append(append(out, a...), b...)
}

// note keeps a sum if it is a cut that the mixture breaks.
func (x *halves) note(s *sum) {
	odd := x.left(s)
	for _, c := range s.odd {
		odd += x.share[x.columns[c].atom]
	}
	if !s.right || odd >= oddMost {
		return
	}
	f := broken{}
	for _, m := range s.members {
		if int(m) < len(x.sides) {
			f.sides, f.odd = append(f.sides, x.sides[m]), f.odd+x.off[m]
			x.flip(x.oddIn[m])
		}
	}
	if x.takeAgents(&f); len(f.sides) > 0 && f.odd < oddMost {
		x.found = append(x.found, f)
	}
}

// flip turns what is odd of some atoms.
func (x *halves) flip(atoms []int32) {
	for _, k := range atoms {
		x.flipped[k] = !x.flipped[k]
	}
	x.touched = append(x.touched, atoms...)
}

// takeAgents takes in the agents of whom that makes less odd, and adds what is.
func (x *halves) takeAgents(f *broken) {
	slices.Sort(x.touched)
	for touched := slices.Compact(x.touched); len(touched) > 0; {
		i, odd := x.q.owner[touched[0]], 0.0
		for len(touched) > 0 && x.q.owner[touched[0]] == i {
			if k := touched[0]; x.flipped[k] {
				odd += x.share[k]
				x.flipped[k] = false
			}
			touched = touched[1:]
		}
		if odd > 0.5 && x.q.few[i] {
			f.agents, odd = append(f.agents, i), max(1-odd, 0)
		}
		f.odd += odd
	}
	x.touched = x.touched[:0]
}
