package flow

import "math/bits"

// wide is the sum high·2⁶⁴ + low of up to 2³¹ terms. Terms are below 2⁹⁶, so it never overflows; addProduct refuses larger ones.
type wide struct {
	high int64
	low  uint64
}

func (w *wide) add(x int64) {
	low, carry := bits.Add64(w.low, uint64(x), 0)
	w.low, w.high = low, w.high+x>>63+int64(carry)
}

func (w *wide) sub(x int64) {
	low, borrow := bits.Sub64(w.low, uint64(x), 0)
	w.low, w.high = low, w.high-x>>63-int64(borrow)
}

// addProduct adds x·y, or reports that it is 2⁹⁵ or more in size.
func (w *wide) addProduct(x, y int64) bool {
	unsigned, low := bits.Mul64(uint64(x), uint64(y))
	high := int64(unsigned) - x>>63&y - y>>63&x // a negative factor stands for itself plus 2⁶⁴
	if high >= 1<<31 || high < -1<<31 {
		return false
	}
	var carry uint64
	w.low, carry = bits.Add64(w.low, low, 0)
	w.high += high + int64(carry)
	return true
}

func (w *wide) sign() int {
	switch {
	case w.high < 0:
		return -1
	case w.high == 0 && w.low == 0:
		return 0
	}
	return 1
}

func (w *wide) less(v wide) bool {
	return w.high < v.high || w.high == v.high && w.low < v.low
}

// narrow returns the sum if it fits.
func (w *wide) narrow() (int64, error) {
	if w.high != int64(w.low)>>63 {
		return 0, errCost
	}
	return int64(w.low), nil
}
