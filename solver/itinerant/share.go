package itinerant

import (
	"cmp"
	"slices"
)

// portion is periods that a pool owes a call, or a teacher of it gives there.
type portion struct {
	call    int
	periods int64
}

// share deals what a pool owes to its teachers, at most so many places each, and returns the portions by teacher and what
// is left over. Each begins with the largest portion left and fills up, at her last place with the largest that fits: a
// portion that does not fit is cut, which makes no more of them.
func (p *pool) share(owed []portion, places int64) (dealt [][]portion, left []portion) {
	left = slices.Clone(owed)
	for range p.teachers {
		var hers []portion
		for free := p.lends; free > 0 && len(left) > 0 && int64(len(hers)) < places; {
			i := pick(left, free, int64(len(hers)) == places-1 && places > 1)
			give := min(free, left[i].periods)
			hers = append(hers, portion{left[i].call, give})
			free -= give
			if left[i].periods -= give; left[i].periods == 0 {
				left = slices.Delete(left, i, i+1)
			}
		}
		dealt = append(dealt, hers)
	}
	return dealt, left
}

// pick returns the largest portion, or the largest that fits where one does.
func pick(all []portion, free int64, fits bool) int {
	best := 0
	for i, x := range all {
		switch y := all[best]; {
		case fits && (x.periods <= free) != (y.periods <= free):
			if x.periods <= free {
				best = i
			}
		case x.periods > y.periods:
			best = i
		}
	}
	return best
}

// owed lists by pool what a flow on the ways makes it give, by call.
func (s *season) owed(flow []int64) [][]portion {
	all := make([][]portion, len(s.pools))
	for i, x := range flow {
		if x > 0 {
			all[s.ways[i].pool] = append(all[s.ways[i].pool], portion{s.ways[i].call, x})
		}
	}
	for _, owed := range all {
		slices.SortFunc(owed, func(a, b portion) int { return cmp.Compare(a.call, b.call) })
	}
	return all
}
