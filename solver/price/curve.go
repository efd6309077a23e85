package price

import "slices"

// Curve is a part of L that is known beforehand: a concave, piecewise linear function of one price. Its slope is Slopes[j]
// between At[j-1] and At[j], which rise; the slopes, one more, fall. The planes are then those of the rest of L, and where the
// known part bends nothing need be learnt.
type Curve struct{ At, Slopes []int64 }

// piece returns the j of a price: At[j-1] < y <= At[j].
func (c *Curve) piece(y int64) int {
	j, _ := slices.BinarySearch(c.At, y)
	return j
}

// above returns the slope just above a price that lies in piece j.
func (c *Curve) above(j int, y int64) int64 {
	if j < len(c.At) && c.At[j] == y {
		j++
	}
	return c.Slopes[j]
}

// rise is what the curve rises by from a price in piece j to one that is y higher.
func (c *Curve) rise(j int, from int64, y float64) float64 {
	sum, at := 0.0, 0.0
	for ; j < len(c.At) && y > float64(c.At[j]-from); j++ {
		to := float64(c.At[j] - from)
		sum, at = sum+float64(float64(c.Slopes[j])*(to-at)), to
	}
	for ; j > 0 && y < float64(c.At[j-1]-from); j-- {
		to := float64(c.At[j-1] - from)
		sum, at = sum+float64(float64(c.Slopes[j])*(to-at)), to
	}
	return sum + float64(float64(c.Slopes[j])*(y-at))
}

// peak returns how far from a price in piece j the curve with a line of the given slope, less y²/2·way, is highest, and whether
// that is inside a piece.
func (c *Curve) peak(j int, from int64, slope, way float64) (y float64, free bool) {
	y = way * (slope + float64(c.Slopes[j]))
	for ; j < len(c.At) && y > float64(c.At[j]-from); j++ {
		y = max(way*(slope+float64(c.Slopes[j+1])), float64(c.At[j]-from))
		free = y > float64(c.At[j]-from)
		if !free {
			return y, false
		}
	}
	for ; j > 0 && y < float64(c.At[j-1]-from); j-- {
		y = min(way*(slope+float64(c.Slopes[j-1])), float64(c.At[j-1]-from))
		if y == float64(c.At[j-1]-from) {
			return y, false
		}
	}
	return y, true
}
