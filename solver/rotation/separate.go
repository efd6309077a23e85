package rotation

import (
	"cmp"
	"math"
	"slices"

	"github.com/rotateplan/rotate/solver/branch"
	"github.com/rotateplan/rotate/solver/program"
)

// What separates a vertex of the relaxation from all plans: Gomory's cuts, from the equations of atoms taken in part.
const (
	overMost   = 2000 // of a cut
	sumsMost   = 150  // looked at
	whole      = 1e-5 // times are off that, for each part of one, at most,
	atBound    = 1e-4 // and a count
	taken      = 1e-6 // a share is more than none
	deepEnough = 1e-4
)

// separator finds cuts that a vertex breaks.
type separator struct {
	p       *program.Program
	law     int // rows of the law itself
	choices []branch.Choice
	share   []float64 // by atom
	count   []float64 // by row
	found   []broken
}

// broken is a cut and how far the vertex is from it.
type broken struct {
	*program.Cut
	deep float64
}

// separate returns cuts that the vertex of a relaxation breaks, the deepest first.
func (s *solve) separate(r *branch.Relaxation, choices []branch.Choice) (cuts []*program.Cut) {
	p := s.d.q.p
	x := &separator{p: p, law: len(s.d.whole.p.Rows), choices: choices, share: make([]float64, p.Atoms()), count: make([]float64, len(p.Rows))}
	r.Shares(x.share)
	x.each(func(k int32, share float64) {
		for row, w := range p.Touch(k) {
			x.count[row] += float64(share * float64(w))
		}
	})
	left := sumsMost
	r.Partial(func(sum branch.Sum) {
		if left--; left >= 0 {
			x.try(sum)
		}
	})
	slices.SortStableFunc(x.found, func(a, b broken) int { return cmp.Compare(b.deep, a.deep) })
	for _, f := range x.found {
		if len(cuts) < cutsMost && !slices.ContainsFunc(cuts, func(c *program.Cut) bool { return slices.Equal(c.Weight, f.Weight) }) {
			cuts = append(cuts, f.Cut)
		}
	}
	return cuts
}

// each visits the atoms taken.
func (x *separator) each(visit func(k int32, share float64)) {
	for _, c := range x.choices {
		for _, w := range c.Walks {
			if share := x.share[w[0]]; share > 0 {
				visit(w[0], share)
			}
		}
	}
}

// try makes a cut of a sum of rows.
func (x *separator) try(sum branch.Sum) {
	over := overOf(sum.Times)
	if over == 0 {
		return
	}
	var parts []program.Part
	for n, row := range sum.Rows {
		times := modulo(int64(math.Round(sum.Times[n]*float64(over))), over)
		if times == 0 {
			continue
		}
		part, ok := x.side(row, times, over)
		if !ok {
			return
		}
		parts = append(parts, part)
	}
	if cut := x.p.NewCut(over, parts, x.agents(parts, over)); cut != nil {
		if deep := x.depth(cut); deep > deepEnough {
			x.found = append(x.found, broken{cut, deep})
		}
	}
}

// side returns the side of a quota that the count of a row is at, that of a must if there is one.
func (x *separator) side(row int32, times, over int64) (part program.Part, ok bool) {
	if int(row) >= x.law {
		return part, false
	}
	for _, n := range x.p.Rows[row].Quotas {
		q := &x.p.Quotas[n]
		if !q.Must && (ok || q.Unit > 1) || ok && x.p.Quotas[part.Quota].Must {
			continue
		}
		switch {
		case math.Abs(float64(q.Hi)-x.count[row]) < atBound:
			part, ok = program.Part{Row: row, Quota: n, Sign: 1, Times: times}, true
		case math.Abs(float64(q.Lo)-x.count[row]) < atBound:
			part, ok = program.Part{Row: row, Quota: n, Sign: -1, Times: over - times}, true
		}
	}
	return part, ok
}

// agents says how many times it is in the sum that a teacher who is always away takes one atom at most: so many that hers weigh nothing.
func (x *separator) agents(parts []program.Part, over int64) (all []program.Times) {
	times := map[int32]int64{}
	for _, part := range parts {
		times[part.Row] += part.Sign * part.Times
	}
	for _, c := range x.choices {
		home, most := 1.0, int32(-1)
		for _, w := range c.Walks {
			share := x.share[w[0]]
			if home -= share; share > taken && (most < 0 || share > x.share[most]) {
				most = w[0]
			}
		}
		if home > taken || most < 0 {
			continue
		}
		weight := int64(0)
		for row, w := range x.p.Touch(most) {
			weight += w * times[row]
		}
		if n := modulo(-weight, over); n != 0 {
			all = append(all, program.Times{Agent: c.Agent, Times: n})
		}
	}
	return all
}

// depth returns how far the vertex is outside of a cut.
func (x *separator) depth(cut *program.Cut) float64 {
	off, square := -float64(cut.Right), 1.0
	x.each(func(k int32, share float64) {
		w := float64(cut.Weight[k])
		off += float64(share * w)
		square += float64(w * w)
	})
	for n, part := range cut.Parts {
		outside := float64(part.Sign) * (x.count[part.Row] - float64(part.Bound(x.p)))
		off += float64(max(0, outside) * float64(cut.Beyond[n]))
	}
	return off / math.Sqrt(square)
}

// overOf returns the least number that makes all of some times whole, 0 where none does.
func overOf(times []float64) int64 {
	for over := int64(2); over <= overMost; over++ {
		if !slices.ContainsFunc(times, func(u float64) bool {
			n := float64(u * float64(over))
			return math.Abs(n-math.Round(n)) > float64(whole*float64(over))
		}) {
			return over
		}
	}
	return 0
}

// modulo returns the rest of a over a positive number.
func modulo(a, over int64) int64 { return (a%over + over) % over }
