package rotation

import (
	"slices"

	"github.com/rotateplan/rotate/solver/program"
	"github.com/rotateplan/rotate/solver/search"
)

// unfold sends out the agents of the arcs a flow chose, one agent's next to each other: for all spans where she has both
// her units at one place, else in the span she is dealt, and then each once more where she costs least beside all
// others. set changes s.
func (f *fold) unfold(s *program.State, picks []int32, set func(agent, atom int32)) {
	var once, ends []int32 // agents' first picks, one each; where the picks of each end
	for n := 0; n < len(picks); n++ {
		if n == 0 || f.q.owner[picks[n]] != f.q.owner[picks[n-1]] {
			once, ends = append(once, picks[n]), append(ends, int32(n))
		}
		ends[len(ends)-1] = int32(n + 1)
	}
	spans := f.deal(once)
	start := int32(0)
	for n, rep := range once {
		k := f.twin(rep, spans[n])
		if both := picks[start:ends[n]]; len(both) > 1 && both[0] == both[1] {
			k = f.long[rep]
		}
		set(f.q.owner[rep], k)
		start = ends[n]
	}
	if len(f.trees) == 1 {
		return
	}
	start = 0
	var options []int32
	for n, rep := range once {
		options = options[:0]
		for _, k := range slices.Compact(slices.Clone(picks[start:ends[n]])) {
			options = f.twins(k, options)
		}
		set(f.q.owner[rep], f.cheapest(s, options, set))
		start = ends[n]
	}
}

// cheapest tries atoms of one agent and returns the one with which s is worth most; it leaves the last in s.
func (f *fold) cheapest(s *program.State, options []int32, set func(agent, atom int32)) int32 {
	best, least := current(s, f.q.owner[options[0]]), search.Value(s, f.q.penalty)
	for _, k := range options {
		set(f.q.owner[k], k)
		if v := search.Value(s, f.q.penalty); v < least {
			best, least = k, v
		}
	}
	return best
}

// twin is the atom of a representative in one of the spans, or itself where it has none there.
func (f *fold) twin(rep int32, span int) int32 {
	for k := rep; k < f.q.p.First[f.q.owner[rep]+1]; k++ {
		if f.rep[k] == rep && f.trees[span].fits[k] {
			return k
		}
	}
	return rep
}

// deal gives every stay a span so that no place is far from even between the first two. A stay has two ends, at home
// where it takes away and abroad where it adds. In the smallest place that holds two ends they are paired: two alike
// should be in different spans, two unlike in one. Pairs link the stays to paths and circles, along which the spans are
// dealt (the Euler tours of Gabow 1976, on nested places).
func (f *fold) deal(reps []int32) []int {
	spans := slices.Repeat([]int{undealt}, len(reps))
	links := f.pair(reps)
	var queue []int32
	for n := range reps {
		if spans[n] != undealt {
			continue
		}
		spans[n] = n % min(2, len(f.trees))
		for queue = append(queue[:0], int32(n)); len(queue) > 0; queue = queue[1:] {
			at := queue[0]
			for end := 2 * at; end < 2*at+2; end++ {
				if links[end] == none {
					continue
				}
				if other := links[end] / 2; spans[other] == undealt {
					spans[other] = spans[at]
					if links[end]%2 == end%2 && len(f.trees) > 1 {
						spans[other] = 1 - spans[at]
					}
					queue = append(queue, other)
				}
			}
		}
	}
	return spans
}

const (
	undealt = -1
	none    = int32(-1)
)

// pair links the ends of stays: stay n has end 2n at home, 2n+1 abroad. It returns the partner of every end, or none.
func (f *fold) pair(reps []int32) []int32 {
	t := f.trees[0]
	links := slices.Repeat([]int32{none}, 2*len(reps))
	open := make([][2]int32, len(f.rows)+1) // by 1 + node: the end of either kind that waits there
	for i := range open {
		open[i] = [2]int32{none, none}
	}
	join := func(a, b int32) { links[a], links[b] = b, a }
	arrive := func(end, node int32) {
		wait := &open[node+1][end%2]
		if *wait == none {
			*wait = end
			return
		}
		join(*wait, end)
		*wait = none
	}
	for n, rep := range reps {
		arrive(int32(2*n), t.live(f.q.owner[rep]))
		arrive(int32(2*n+1), f.to[rep])
	}
	for _, node := range f.upward() {
		wait := open[node+1]
		switch {
		case wait[0] != none && wait[1] != none:
			join(wait[0], wait[1])
		case wait[0] != none:
			arrive(wait[0], t.parent[node])
		case wait[1] != none:
			arrive(wait[1], t.parent[node])
		}
	}
	return links
}

// upward lists the nodes, every one before its parent.
func (f *fold) upward() []int32 {
	parent := f.trees[0].parent
	depth := make([]int, len(parent))
	nodes := make([]int32, len(parent))
	for n := range parent {
		nodes[n] = int32(n)
		for at := parent[n]; at != root; at = parent[at] {
			depth[n]++
		}
	}
	slices.SortStableFunc(nodes, func(a, b int32) int { return depth[b] - depth[a] })
	return nodes
}
