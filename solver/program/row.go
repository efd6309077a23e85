package program

import (
	"slices"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// Infinite is a slope no price exceeds: the judge believes none above it. Sums of a few stay far from overflow.
const Infinite = int64(1) << 44

// Row is a set of quotas with the same weights on every atom, and the convex function that is their joint penalty:
// slope Slopes[j] between Points[j-1] and Points[j], in thousandths per unit of count.
type Row struct {
	Quotas []int32
	Lo, Hi int64 // bounds of the musts; rule.NoMin, rule.NoMax where open
	Points []int64
	Slopes []int64 // len(Points)+1, rising; ±Infinite or beyond outside the musts
	Place  rule.Place

	from  int64     // the count of table[0]
	table []penalty // exact penalties about the points, looked up in the search's inner loop
}

// penalty is the cost of a count in metre-terms and the units by which it breaks musts.
type penalty struct{ cost, broken int64 }

// tableMargin and tableMost bound the table: that many counts beyond the outermost points, and in all.
const (
	tableMargin = 8
	tableMost   = 512
)

// newRow joins quotas that count alike.
func (p *Program) newRow(quotas []int32) Row {
	r := Row{Quotas: quotas, Lo: rule.NoMin, Hi: rule.NoMax}
	type kink struct{ at, rise int64 }
	var kinks []kink
	slope := int64(0)
	for _, i := range quotas {
		q := &p.Quotas[i]
		if r.Place.Level == rule.NoPlace {
			r.Place = q.Place
		}
		if q.Lo != rule.NoMin {
			slope -= q.top()
			kinks = append(kinks, kink{q.Lo, q.top()})
		}
		if q.Hi != rule.NoMax {
			kinks = append(kinks, kink{q.Hi, q.top()})
		}
		if q.Must {
			r.Lo, r.Hi = max(r.Lo, q.Lo), min(r.Hi, q.Hi)
		}
	}
	slices.SortFunc(kinks, func(a, b kink) int { return int(a.at - b.at) })
	r.Slopes = append(r.Slopes, slope)
	for _, k := range kinks {
		slope += k.rise
		if n := len(r.Points); n > 0 && r.Points[n-1] == k.at {
			r.Slopes[n] = slope
			continue
		}
		r.Points, r.Slopes = append(r.Points, k.at), append(r.Slopes, slope)
	}
	p.tabulate(&r)
	return r
}

func (p *Program) tabulate(r *Row) {
	if len(r.Points) == 0 {
		return
	}
	r.from = r.Points[0] - tableMargin
	width := min(r.Points[len(r.Points)-1]+tableMargin-r.from, tableMost)
	for x := r.from; x < r.from+width; x++ {
		cost, broken := p.count(r, x)
		r.table = append(r.table, penalty{cost, broken})
	}
}

// Range returns the least and greatest price that proves anything for the row.
func (r *Row) Range() (lo, hi int64) {
	return max(r.Slopes[0], -Infinite), min(r.Slopes[len(r.Slopes)-1], Infinite)
}

// Wish returns a count z that minimises φ(z) − y·z: the point where the slope passes y.
func (r *Row) Wish(y int64) int64 {
	for j, z := range r.Points {
		if r.Slopes[j+1] >= y {
			return z
		}
	}
	if n := len(r.Points); n > 0 {
		return r.Points[n-1]
	}
	return 0
}

// Penalty returns the exact cost of a count in metre-terms, and the units by which it breaks a must.
func (p *Program) Penalty(r *Row, x int64) (cost, broken int64) {
	if i := x - r.from; uint64(i) < uint64(len(r.table)) {
		return r.table[i].cost, r.table[i].broken
	}
	return p.count(r, x)
}

func (p *Program) count(r *Row, x int64) (cost, broken int64) {
	for _, i := range r.Quotas {
		q := &p.Quotas[i]
		units := q.violation(x)
		switch {
		case units == 0:
		case q.Must:
			broken += units
		default:
			cost += units * q.Weight
		}
	}
	return cost, broken
}

// Share splits the price y of a row, in thousandths, into prices of its quotas. Quotas strictly on the wrong side of the wished count z get their top price;
// those with a bound at z make up the rest.
func (p *Program) Share(r *Row, y int64) (prices []model.QuotaPrice) {
	z := r.Wish(y)
	rest := y
	lower, upper := make([]int64, len(r.Quotas)), make([]int64, len(r.Quotas))
	for n, i := range r.Quotas {
		q := &p.Quotas[i]
		if q.Lo > z {
			lower[n] = q.top()
		}
		if q.Hi < z {
			upper[n] = q.top()
		}
		rest += lower[n] - upper[n]
	}
	for n, i := range r.Quotas {
		q := &p.Quotas[i]
		if rest < 0 && q.Lo == z {
			d := min(-rest, q.top()-lower[n])
			lower[n], rest = lower[n]+d, rest+d
		}
		if rest > 0 && q.Hi == z {
			d := min(rest, q.top()-upper[n])
			upper[n], rest = upper[n]+d, rest-d
		}
	}
	for n, i := range r.Quotas {
		q := &p.Quotas[i]
		if lower[n] == 0 && upper[n] == 0 {
			continue
		}
		prices = append(prices, model.QuotaPrice{Quota: q.Key, Lower: lower[n], Upper: upper[n]})
	}
	return prices
}

// Certificate shares out the prices of all rows; bound is the claim that goes with them.
func (p *Program) Certificate(y []int64, bound model.Cost) model.Certificate {
	cert := model.Certificate{Bound: bound}
	for r := range p.Rows {
		cert.Prices = append(cert.Prices, p.Share(&p.Rows[r], y[r])...)
	}
	for _, i := range p.frozen {
		q := &p.Quotas[i]
		x := model.QuotaPrice{Quota: q.Key}
		if q.Lo > 0 {
			x.Lower = q.top()
		} else if q.Hi < 0 {
			x.Upper = q.top()
		}
		if !q.Must && (x.Lower > 0 || x.Upper > 0) {
			cert.Prices = append(cert.Prices, x)
		}
	}
	slices.SortFunc(cert.Prices, func(a, b model.QuotaPrice) int {
		if a.Quota < b.Quota {
			return -1
		}
		return 1
	})
	return cert
}

// Constant returns what a row contributes to L(y): min over z of φ(z) − y·z, in thousandths. It is Σ lower·Lo − upper·Hi
// of the prices that Share makes of y, which must be in the row's Range.
func (p *Program) Constant(r *Row, y int64) int64 {
	z := r.Wish(y)
	c := -y * z
	for _, i := range r.Quotas {
		q := &p.Quotas[i]
		c += q.top() * max(q.Lo-z, z-q.Hi, 0)
	}
	return c
}

// FrozenBound returns what quotas that no row counts contribute to the bound, in thousandths.
func (p *Program) FrozenBound() int64 {
	var sum int64
	for _, i := range p.frozen {
		q := &p.Quotas[i]
		if !q.Must {
			sum += max(q.Lo, -q.Hi, 0) * q.top()
		}
	}
	return sum
}
