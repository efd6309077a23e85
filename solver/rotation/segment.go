package rotation

import (
	"cmp"
	"slices"

	"github.com/rotateplan/rotate/solver/flow"
	"github.com/rotateplan/rotate/solver/program"
)

// segment is a piece of constant slope of the cost of presence at a place.
type segment struct {
	length, slope int64
	forced        bool
}

// segments lists the pieces of the joint cost of a place by rising slope. The infimal convolution of convex functions is
// the sum of their least arguments followed by all their pieces in the order of slope.
func (w *network) segments(place int32) []segment {
	var out []segment
	for _, rows := range w.f.rows[place] {
		out = append(out, w.pieces(place, rows)...)
	}
	slices.SortStableFunc(out, func(a, b segment) int { return cmp.Compare(a.key(), b.key()) })
	return out
}

// key sorts forced pieces first.
func (s segment) key() int64 {
	if s.forced {
		return -program.Infinite
	}
	return s.slope
}

// pieces cuts the joint cost of rows of one span, as a function of the number of agents present, 0 .. all. Counts are
// taken from the point where all are home; row r then stands at offset[r].
func (w *network) pieces(place int32, rows []int32) []segment {
	var points []int64
	for _, r := range rows {
		for _, x := range w.q.p.Rows[r].Points {
			points = append(points, x-w.offset[r])
		}
	}
	slices.SortFunc(points, cmp.Compare[int64])
	from := -w.base[place]
	top := from + int64(len(w.agents))
	points = append(slices.Compact(points), top)
	var out []segment
	begun := false
	for _, to := range points {
		to = min(to, top)
		if to <= from {
			continue
		}
		slope := w.slope(rows, from)
		if slope >= program.Infinite/2 {
			break
		}
		s := segment{length: to - from, slope: slope, forced: slope <= -program.Infinite/2}
		if s.forced {
			s.slope = 0
		} else if !begun {
			begun = true
			w.begin(rows, from)
		}
		out, from = append(out, s), to
	}
	if !begun {
		w.begin(rows, from)
	}
	return out
}

// begin adds to the ground what rows cost at x.
func (w *network) begin(rows []int32, x int64) {
	for _, r := range rows {
		cost, _ := w.q.p.Penalty(&w.q.p.Rows[r], x+w.offset[r])
		w.ground += cost * program.Thousand
	}
}

// slope returns the joint slope of rows just above x.
func (w *network) slope(rows []int32, x int64) int64 {
	slope := int64(0)
	for _, r := range rows {
		slope += slopeAt(&w.q.p.Rows[r], x+w.offset[r])
	}
	return slope
}

// slopeAt returns the slope of a row's cost just above x.
func slopeAt(r *program.Row, x int64) int64 {
	j, found := slices.BinarySearch(r.Points, x)
	if found {
		j++
	}
	return r.Slopes[j]
}

// prices reads the prices of all rows: those outside are given by class; those of a place add up, in every span, to the
// difference of potentials along its arcs, or to the slope of the first where nobody is at home whom the network could send
// away: a lower price would pay for fewer than none.
func (w *network) prices(s *flow.Solution, outside []int64) []int64 {
	y := make([]int64, len(w.q.p.Rows))
	for r, c := range w.f.class {
		if c != inPlace {
			y[r] = clamp(&w.q.p.Rows[r], outside[c])
		}
	}
	for i, spans := range w.f.rows {
		price := s.Potential[w.node(w.f.trees[0].parent[i])] - s.Potential[w.node(int32(i))]
		for _, rows := range spans {
			least := int64(-1 << 62)
			if w.base[i] == 0 {
				least = w.slope(rows, 0)
			}
			w.spread(rows, max(price, least), y)
		}
	}
	return y
}

// spread shares the price of a place among the rows of one span, between the slopes of each at the count wished for.
func (w *network) spread(rows []int32, price int64, y []int64) {
	x, rest := w.wish(rows, price), price
	for _, r := range rows {
		y[r] = slopeBelow(&w.q.p.Rows[r], x+w.offset[r])
		rest -= y[r]
	}
	for n, r := range rows {
		d := min(max(rest/int64(len(rows)-n), 0), slopeAt(&w.q.p.Rows[r], x+w.offset[r])-y[r])
		y[r], rest = y[r]+d, rest-d
	}
	for _, r := range rows { // what an even split could not place
		d := min(max(rest, 0), slopeAt(&w.q.p.Rows[r], x+w.offset[r])-y[r])
		y[r], rest = y[r]+d, rest-d
	}
}

// wish returns the presence where the slopes of rows together reach a price: the first such point, or the last point.
func (w *network) wish(rows []int32, price int64) int64 {
	var last, best int64
	begun, found := false, false
	for _, r := range rows {
		for _, point := range w.q.p.Rows[r].Points {
			x := point - w.offset[r]
			if w.slope(rows, x) >= price && (!found || x < best) {
				best, found = x, true
			}
			if !begun || x > last {
				last, begun = x, true
			}
		}
	}
	if found {
		return best
	}
	return last
}

// slopeBelow returns the slope of a row's cost just below x.
func slopeBelow(r *program.Row, x int64) int64 {
	j, _ := slices.BinarySearch(r.Points, x)
	return r.Slopes[j]
}
