package geo

import (
	"cmp"
	"slices"
)

const (
	levels = 3  // of cells about 290, 40 and 6 km across
	slack  = 2  // metres by which rounding may break the triangle inequality
	few    = 16 // points that are not worth another level of cells
)

// Index finds the points near a place. It is safe for concurrent use.
type Index struct {
	points []LatLng
	order  []int32 // points by cell, coarse to fine
	balls  []ball  // each followed by those inside it
}

// ball encloses the points of one cell: order[first:end] lie within radius metres of the centre. The balls inside it come next, up to skip.
type ball struct {
	centre     LatLng
	radius     int64
	first, end int32
	skip       int32
}

// cell is what the hexagons or the grid say of a point on one level: a number that tells cells apart, and a centre, which any point may serve as.
type cell struct {
	key    uint64
	centre LatLng
}

// NewIndex builds an index over points, which are kept and must not change. O(n log n).
func NewIndex(points []LatLng) *Index {
	x := &Index{points: points, order: make([]int32, len(points))}
	cells := make([][levels]cell, len(points))
	for i, p := range points {
		x.order[i], cells[i] = int32(i), locate(p)
	}
	slices.SortFunc(x.order, func(i, j int32) int {
		for l := range levels {
			if c := cmp.Compare(cells[i][l].key, cells[j][l].key); c != 0 {
				return c
			}
		}
		return cmp.Compare(i, j)
	})
	x.split(cells, 0, 0, len(points))
	return x
}

// split makes a ball for each cell of a level among order[first:end], and the balls inside it.
func (x *Index) split(cells [][levels]cell, level, first, end int) {
	for first < end {
		c, last := cells[x.order[first]][level], first+1
		for last < end && cells[x.order[last]][level].key == c.key {
			last++
		}
		radius := int64(0)
		for _, i := range x.order[first:last] {
			radius = max(radius, Distance(c.centre, x.points[i]))
		}
		at := len(x.balls)
		x.balls = append(x.balls, ball{c.centre, radius, int32(first), int32(last), 0})
		if level+1 < levels && last-first > few {
			x.split(cells, level+1, first, last)
		}
		x.balls[at].skip = int32(len(x.balls))
		first = last
	}
}

// Within returns the indices, ascending, of all points whose [Distance] from p is at most so many metres.
func (x *Index) Within(p LatLng, metres int64) []int {
	var near []int
	for at := int32(0); int(at) < len(x.balls); {
		b := &x.balls[at]
		d := Distance(p, b.centre)
		switch {
		case d-b.radius-slack > metres:
			at = b.skip
		case d+b.radius+slack <= metres:
			for _, i := range x.order[b.first:b.end] {
				near = append(near, int(i))
			}
			at = b.skip
		case b.skip > at+1:
			at++
		default:
			near = x.test(near, b, p, metres)
			at++
		}
	}
	slices.Sort(near)
	return near
}

// test appends the points of a ball that are near.
func (x *Index) test(near []int, b *ball, p LatLng, metres int64) []int {
	for _, i := range x.order[b.first:b.end] {
		if Distance(p, x.points[i]) <= metres {
			near = append(near, int(i))
		}
	}
	return near
}
