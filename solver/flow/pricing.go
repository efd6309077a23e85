package flow

import "slices"

// samples is how many arcs a quantile of reduced costs is guessed from.
const samples = 1024

// wake activates the parked arcs that may enter, and reports whether there are any, O(m).
func (b *Basis) wake(n *Network) bool {
	var list []int32
	to, cost, pi := n.To[:len(n.From)], n.Cost[:len(n.From)], b.pi
	for a, from := range n.From {
		if cost[a]+pi[from]-pi[to[a]] < 0 && b.place[a] == parked && n.carries(a) {
			list = append(list, int32(a))
		}
	}
	b.activate(n, list)
	return len(list) > 0
}

// quantile guesses below which of m values a share of them lies.
func quantile(m int, share float64, value func(int) int64) int64 {
	var some []int64
	for i := range uint64(min(m, samples)) { // by the golden ratio: even strides would meet the same arc of every node
		some = append(some, value(int(i*0x9E3779B97F4A7C15>>32*uint64(m)>>32)))
	}
	slices.Sort(some)
	return some[min(int(share*float64(len(some))), len(some)-1)]
}

// basket holds the best arcs of the blocks priced so far that have not entered. It is small: to look through it costs nothing beside a block, and the ninth best
// has mostly lost its worth when its turn would come.
type basket struct {
	arcs    [8]int32
	reduced [8]int64
	count   int
}

// enter returns the arc with the least reduced cost among those of the basket and of one more block, or of as many blocks as it takes to find one; −1
// if no active arc may enter.
func (b *Basis) enter(block int) int32 {
	b.basket.reprice(b)
	first := int(b.root())
	for left := len(b.arcs) - first; left > 0; {
		start := b.cursor
		end := min(start+block, len(b.arcs))
		left -= end - start
		if b.cursor = end; end == len(b.arcs) {
			b.cursor = first
		}
		b.price(start, end)
		if b.basket.count > 0 {
			return b.basket.take()
		}
	}
	return -1
}

// price puts the best of a block into the basket.
func (b *Basis) price(start, end int) {
	pi, worst := b.pi, b.basket.worst()
	for i, a := range b.arcs[start:end] {
		if r := a.cost + pi[a.tail] - pi[a.head]; r < worst {
			b.basket.put(int32(start+i), r)
			worst = b.basket.worst()
		}
	}
}

// reprice keeps those that may still enter.
func (k *basket) reprice(b *Basis) {
	kept := 0
	for _, e := range k.arcs[:k.count] {
		a := &b.arcs[e]
		if r := a.cost + b.pi[a.tail] - b.pi[a.head]; r < 0 {
			k.arcs[kept], k.reduced[kept] = e, r
			kept++
		}
	}
	k.count = kept
}

// worst is what an arc must cost less than to be put in.
func (k *basket) worst() int64 {
	if k.count < len(k.arcs) {
		return 0
	}
	worst := k.reduced[0]
	for _, r := range k.reduced[1:] {
		worst = max(worst, r)
	}
	return worst
}

// put adds an arc, in place of the worst if the basket is full. An arc that lies in it already stays as it is.
func (k *basket) put(e int32, reduced int64) {
	for _, have := range k.arcs[:k.count] {
		if have == e {
			return
		}
	}
	at := k.count
	if at == len(k.arcs) {
		at = 0
		for i, r := range k.reduced {
			if r > k.reduced[at] {
				at = i
			}
		}
	} else {
		k.count++
	}
	k.arcs[at], k.reduced[at] = e, reduced
}

// take takes the best out.
func (k *basket) take() int32 {
	best := 0
	for i, r := range k.reduced[:k.count] {
		if r < k.reduced[best] {
			best = i
		}
	}
	in := k.arcs[best]
	k.count--
	k.arcs[best], k.reduced[best] = k.arcs[k.count], k.reduced[k.count]
	return in
}
