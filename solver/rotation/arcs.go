package rotation

import (
	"cmp"
	"slices"

	"github.com/rotateplan/rotate/solver/program"
)

// The network begins with the arcs that cost least by themselves, of every agent and into every place (places without
// arcs would have potentials that mean nothing), and takes in others as prices make them worth it, a few of an agent at a
// time. All other atoms are priced out one by one: they are never arcs.
const (
	arcsEach = 8
	arcsInto = 6
	arcsMore = 3
)

// network is that of the arcs kept.
func (d *dual) network() *network {
	w := build(d.fold, everybody(d.q.p), func(rep int32) bool { return d.kept[rep] }, make([]int64, len(d.q.p.Rows)))
	w.linkPlaces(true)
	return w
}

// keepCheapest makes arcs of the atoms that cost least by themselves, of every agent and into every place.
func (d *dual) keepCheapest() {
	into := make([]cheapest, len(d.fold.rows)+1) // by 1 + node
	mine := cheapest{}
	for i := range d.q.p.Agents() {
		mine = mine[:0]
		for k := d.q.p.First[i]; k < d.q.p.First[i+1]; k++ {
			if d.fold.rep[k] == k {
				mine.offer(d.q.alone, k, arcsEach)
				into[d.fold.to[k]+1].offer(d.q.alone, k, arcsInto)
			}
		}
		for _, k := range mine {
			d.kept[k] = true
		}
	}
	for _, atoms := range into {
		for _, k := range atoms {
			d.kept[k] = true
		}
	}
}

// cheapest are atoms by rising cost, of equal ones the first.
type cheapest []int32

// offer takes in an atom, which comes after all others offered so far, if it is among so many cheapest.
func (x *cheapest) offer(cost []int64, k int32, most int) {
	n := len(*x)
	if n == most && cost[k] >= cost[(*x)[n-1]] {
		return
	}
	if n < most {
		*x = append(*x, k)
		n++
	}
	at := n - 1
	for ; at > 0 && cost[(*x)[at-1]] > cost[k]; at-- {
		(*x)[at] = (*x)[at-1]
	}
	(*x)[at] = k
}

// take takes in arcs that the best prices are worth. It returns how many.
func (d *dual) take() int {
	var more []int32
	d.e.look(d.b.y)
	d.e.run(func(s *share) { s.missing(d) })
	for _, k := range d.e.picks() {
		if rep := d.fold.rep[k]; !d.kept[rep] {
			d.kept[rep] = true
			more = append(more, rep)
		}
	}
	if len(more) == 0 {
		return 0
	}
	w := d.b.w
	if !w.extend(more) {
		w = d.network()
	}
	d.b.enlarge(w)
	return len(more)
}

// widen takes in all arcs. It reports false if they were all in.
func (d *dual) widen() bool {
	wide := true
	for k, rep := range d.fold.rep {
		if rep == int32(k) && !d.kept[k] {
			d.kept[k], wide = true, false
		}
	}
	if !wide {
		d.b.enlarge(d.network())
	}
	return !wide
}

// missing picks, of every agent, the cheapest atoms at the best prices of the network that are no arcs of it and cost less
// than all that are.
func (s *share) missing(d *dual) {
	s.picks = s.picks[:0]
	for i := s.first; i < s.last; i++ {
		s.offers = s.offers[:0]
		least := s.q.empty[i] * program.Thousand
		for k := s.q.p.First[i]; k < s.q.p.First[i+1]; k++ {
			rep := d.fold.rep[k]
			if rep == unfolded {
				continue
			}
			if v := s.price(k); s.q.shut[k] {
				continue
			} else if d.kept[rep] {
				least = min(least, v)
			} else if v < least {
				s.offers = append(s.offers, offer{v, k})
			}
		}
		better := slices.DeleteFunc(s.offers, func(o offer) bool { return o.price >= least })
		slices.SortFunc(better, func(a, b offer) int { return cmp.Or(cmp.Compare(a.price, b.price), cmp.Compare(a.atom, b.atom)) })
		for _, o := range better[:min(len(better), arcsMore)] {
			s.picks = append(s.picks, o.atom)
		}
	}
}

// offer is an atom at its price in thousandths.
type offer struct {
	price int64
	atom  int32
}
