package flow

// link is a tree arc seen from its lower end.
type link struct {
	arc        int32
	give, take int64
}

// rehang cuts the arc above out and hangs the subtree below it under v, with u, one of its nodes, on top and joined to v by link top. apex is the lowest
// common ancestor of v and out. The nodes u … out, the stem, change parents; all others keep theirs.
//
// In preorder the turned subtree is the old subtree of u, then for each further stem node its old subtree without that of the stem node before.
// Once the earlier pieces are out of the list, each of these is contiguous: so each step is one extraction and one append.
// O(stem + paths from v and out to the apex).
func (b *Basis) rehang(u, v, out, apex int32, top link) {
	t, next, prev, size := b.nodes, b.next, b.prev, b.nodes[out].size
	b.detach(out, apex)
	w, parent, newSize := u, v, size
	tail, lastBelow, before := int32(-1), int32(-1), int32(-1)
	for {
		x := &t[w]
		end := x.last
		if end == lastBelow {
			end = before
		}
		lastBelow, before = x.last, prev[w]
		b.extract(w, end)
		if tail >= 0 {
			next[tail], prev[w] = w, tail
		}
		tail = end

		above, rest := x.parent, size-x.size
		turned := link{x.arc, x.take, x.give}
		x.parent, x.arc, x.give, x.take, x.size = parent, top.arc, top.give, top.take, newSize
		if w == out {
			break
		}
		w, parent, top, newSize = above, w, turned, rest
	}
	for ; w != v; w = t[w].parent {
		t[w].last = tail
	}
	b.attach(u, v, apex)
}

// detach closes the preorder of the subtree of u to a circle of its own and takes it off its ancestors; sizes change only below the apex.
func (b *Basis) detach(u, apex int32) {
	t, next, prev := b.nodes, b.next, b.prev
	last, before, size := t[u].last, prev[u], t[u].size
	b.extract(u, last)
	next[last], prev[u] = u, last
	for a := t[u].parent; a >= 0 && t[a].last == last; a = t[a].parent {
		t[a].last = before
	}
	for a := t[u].parent; a != apex; a = t[a].parent {
		t[a].size -= size
	}
}

// attach puts the subtree of u into the preorder right after its parent v; sizes change only below the apex.
func (b *Basis) attach(u, v, apex int32) {
	t, next, prev := b.nodes, b.next, b.prev
	last, after, size := t[u].last, next[v], t[u].size
	next[v], prev[u] = u, v
	next[last], prev[after] = after, last
	for a := v; a >= 0 && t[a].last == v; a = t[a].parent {
		t[a].last = last
	}
	for a := v; a != apex; a = t[a].parent {
		t[a].size += size
	}
}

// extract joins what comes before first to what comes after last.
func (b *Basis) extract(first, last int32) {
	next, prev := b.next, b.prev
	before, after := prev[first], next[last]
	next[before], prev[after] = after, before
}

// shift raises all potentials in the subtree of u by d against the rest of the tree, touching the smaller side. Potentials may drift and wrap around as a
// whole; their differences fit, and stay right under wrapping.
func (b *Basis) shift(u int32, d int64) {
	t, next, pi := b.nodes, b.next, b.pi
	first, end := u, next[t[u].last]
	if int(t[u].size) > len(t)/2 {
		first, end, d = end, u, -d
	}
	for {
		pi[first] += d
		if first = next[first]; first == end {
			return
		}
	}
}
