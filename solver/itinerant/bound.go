package itinerant

import (
	"slices"

	"github.com/rotateplan/rotate/solver/price"
	"github.com/rotateplan/rotate/solver/program"
)

// climbs is how many prices are tried where those of the flow leave a gap.
const climbs = 60

// bound is what no circuit of the season goes below at prices, in thousandths, and its slope in the prices of calls and donors.
func (s *season) bound(p prices) (sum int64, slope []int64) {
	slope = make([]int64, len(s.calls)+len(s.donors))
	for i := range s.calls {
		slope[i] = s.calls[i].short
		sum += p.call[i] * s.calls[i].short
	}
	for i := range s.donors {
		slope[len(s.calls)+i] = -s.donors[i].spare
		sum -= p.donor[i] * s.donors[i].spare
	}
	gains := make([][]gain, len(s.pools))
	for _, w := range s.ways {
		if each := p.call[w.call] - p.donor[s.pools[w.pool].donor] - program.Thousand*w.cost; each > 0 {
			gains[w.pool] = append(gains[w.pool], gain{w.call, each, w.most})
		}
	}
	for i, all := range gains {
		pool, many := &s.pools[i], int64(len(s.pools[i].teachers))
		won, given := most(all, s.Places, pool.lends)
		sum -= many * won
		for k, x := range given {
			slope[all[k].call] -= many * x
			slope[len(s.calls)+pool.donor] += many * x
		}
	}
	return sum, slope
}

// gain is what a period given at a call is worth to a teacher, and the most periods of it.
type gain struct {
	call       int
	each, most int64
}

// most returns the most a teacher gains with so many periods at so many places, and the periods she then gives of each: a table
// by places and periods, one call after the other.
func most(gains []gain, places, periods int64) (won int64, given []int64) {
	if len(gains) == 0 {
		return 0, nil
	}
	width := periods + 1
	best := make([]int64, (places+1)*width)
	took := make([][]int64, len(gains)) // by call: the periods given of it where so many places and periods are left
	for i, g := range gains {
		took[i] = make([]int64, len(best))
		for k := places; k > 0; k-- {
			for e := periods; e > 0; e-- {
				for x := int64(1); x <= min(g.most, e); x++ {
					if with := best[(k-1)*width+e-x] + x*g.each; with > best[k*width+e] {
						best[k*width+e], took[i][k*width+e] = with, x
					}
				}
			}
		}
	}
	given = make([]int64, len(gains))
	at := int64(len(best)) - 1
	won = best[at]
	for i, took := range slices.Backward(took) {
		if given[i] = took[at]; given[i] > 0 {
			at -= width + given[i]
		}
	}
	return won, given
}

// climb looks for prices of a higher bound, from those of the flow on: places, which the flow knows nothing of, have prices too.
// It ends at a bound that is near enough to the cost.
func (s *season) climb(a *answer, enough func(cost, bound int64) bool) {
	n := len(s.calls)
	start, hi := slices.Concat(a.prices.call, a.prices.donor), make([]int64, n+len(s.donors))
	for i := range hi {
		if hi[i] = program.Infinite; i < n {
			hi[i] = s.top(&s.calls[i])
		}
	}
	ascent := price.New(start, make([]int64, len(hi)), hi)
	for range climbs {
		trial := slices.Clone(ascent.Trial())
		p := prices{trial[:n], trial[n:]}
		value, slope := s.bound(p)
		if value > a.bound {
			a.bound, a.prices = value, p
		}
		if enough(a.cost, a.bound) {
			return
		}
		ascent.Report(value, slope, program.Thousand*a.cost)
	}
}
