package program

import (
	"slices"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// Stair is a should Σ w·x <= Hi whose charge is a staircase, since its unit U is above one, and whose weights are all multiples of U when
// lifted by one number a. Where at most n of the atoms that count are chosen, its units above are at least
//
//	Σ (w+a)/U·x − ⌊(Hi + a·n)/U⌋
//
// (Chvátal and Gomory's rounding; package verify), no staircase any more, and just that as long as one atom less would have to round lower.
type Stair struct {
	Key    string
	Row    int32 // of the quota
	Number int32 // row: how many atoms count
	Whole  int32 // row: their weights, lifted and divided by the unit
	Lift   int64
	Quota  *Quota
}

// Most returns the most atoms that count with which the stair still rounds as with so many.
func (s *Stair) Most(n int64) int64 {
	k := floor(s.Quota.Hi+s.Lift*n, s.Quota.Unit)
	return floor(s.Quota.Unit*(k+1)-s.Quota.Hi-1, s.Lift)
}

// Limit says that at most so many atoms count in a stair, or that more do.
type Limit struct {
	Stair *Stair
	Most  int64
	More  bool
}

// Stairs returns the stairs of a program, and the same program with their rows, which nothing bounds until Under does.
func (p *Program) Stairs() (*Program, []*Stair) {
	var all []*Stair
	out := *p
	out.Rows = slices.Clip(p.Rows)
	for r := range p.Rows {
		if s := p.stair(int32(r)); s != nil {
			all = append(all, s)
		}
	}
	for _, s := range all {
		s.Number, s.Whole = int32(len(out.Rows)), int32(len(out.Rows))+1
		out.Rows = append(out.Rows, p.newRow(nil), p.newRow(nil))
		out.lists = out.lists.climbed(s)
	}
	return &out, all
}

// stair returns what a row is as a stair, or nil.
func (p *Program) stair(r int32) *Stair {
	if len(p.Rows[r].Quotas) != 1 {
		return nil
	}
	q := &p.Quotas[p.Rows[r].Quotas[0]]
	if q.Must || q.Unit == 1 || q.Lo != rule.NoMin {
		return nil
	}
	lift := int64(0)
	for e, row := range p.lists.key {
		if row != r {
			continue
		}
		w := int64(p.lists.weight[e])
		if a := floor(w, q.Unit)*q.Unit + q.Unit - w; lift == 0 || a == lift {
			lift = a
			continue
		}
		return nil
	}
	if lift == 0 || lift == q.Unit {
		return nil
	}
	return &Stair{Key: q.Key, Row: r, Lift: lift, Quota: q}
}

// climbed returns the lists with entries in the two rows of a stair.
func (x *lists) climbed(s *Stair) lists {
	out := lists{start: []int32{0}, uses: x.uses}
	for n := range x.count() {
		rows, weights := x.at(int32(n))
		out.key, out.weight = append(out.key, rows...), append(out.weight, weights...)
		if e := slices.Index(rows, s.Row); e >= 0 {
			out.key, out.weight = append(out.key, s.Number), append(out.weight, 1)
			if w := floor(int64(weights[e])+s.Lift, s.Quota.Unit); w != 0 {
				out.key, out.weight = append(out.key, s.Whole), append(out.weight, int32(w))
			}
		}
		out.start = append(out.start, int32(len(out.key)))
	}
	return out
}

// Under returns the program of the plans within limits: the rows of their stairs bound how many atoms count, and where these are at most
// so many the stair is rounded, so that its own row bounds nothing.
func (p *Program) Under(limits []Limit) *Program {
	if len(limits) == 0 {
		return p
	}
	out := *p
	out.Quotas, out.Rows = slices.Clip(p.Quotas), slices.Clone(p.Rows)
	for _, l := range limits {
		s := l.Stair
		if l.More {
			out.bound(s.Number, Quota{Key: model.LeastKey(s.Key, l.Most+1), Lo: l.Most + 1, Hi: rule.NoMax, Unit: 1, Must: true})
			continue
		}
		out.bound(s.Number, Quota{Key: model.MostKey(s.Key, l.Most), Lo: rule.NoMin, Hi: l.Most, Unit: 1, Must: true})
		out.Rows[s.Row], out.Rows[s.Whole] = out.newRow(nil), out.newRow(nil)
		out.bound(s.Whole, Quota{Key: model.WholeKey(s.Key, l.Most), Lo: rule.NoMin, Hi: floor(s.Quota.Hi+s.Lift*l.Most, s.Quota.Unit), Unit: 1,
			Weight: s.Quota.Weight})
	}
	return &out
}

// bound enters a quota on a row.
func (p *Program) bound(r int32, q Quota) {
	p.Quotas = append(p.Quotas, q)
	p.Rows[r] = p.newRow(append(slices.Clip(p.Rows[r].Quotas), int32(len(p.Quotas)-1)))
}

// floor divides by a positive number, downward.
func floor(a, b int64) int64 {
	n := a / b
	if a < n*b {
		n--
	}
	return n
}
