package rotation

import "math"

// lowest are the most + 1 least of the numbers added that are below one, and perhaps a few more.
type lowest struct {
	most   int
	below  int64 // no number that matters is as great
	values []int64
}

func newLowest(most int, below int64) lowest { return lowest{most: most, below: below} }

// add takes O(1) on average.
func (x *lowest) add(v int64) {
	if v >= x.below {
		return
	}
	if x.values = append(x.values, v); len(x.values) > 2*(x.most+1) {
		x.below = nth(x.values, x.most)
		x.values = x.values[:x.most+1]
	}
}

// limit returns the number that most of those added are below, or no greater: that which would be at that place if they were sorted, counted from 0.
// It is the one they were to be below where there are not so many.
func (x *lowest) limit() int64 {
	if len(x.values) <= x.most {
		return x.below
	}
	return nth(x.values, x.most)
}

// nth returns the n-th least of some values, counted from 0. It moves those before that to the front (quickselect, Hoare 1961).
func nth(values []int64, n int) int64 {
	first, last := 0, len(values)-1
	for first < last {
		pivot := middle(values[first], values[(first+last)/2], values[last])
		i, j := first, last
		for i <= j {
			for values[i] < pivot {
				i++
			}
			for values[j] > pivot {
				j--
			}
			if i <= j {
				values[i], values[j] = values[j], values[i]
				i, j = i+1, j-1
			}
		}
		switch {
		case n <= j:
			last = j
		case n >= i:
			first = i
		default:
			return pivot
		}
	}
	return values[n]
}

// middle returns the second least of three.
func middle(a, b, c int64) int64 { return max(min(a, b), min(max(a, b), c)) }

// anything is above all numbers that matter.
const anything = math.MaxInt64
