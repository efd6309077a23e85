package flow

// queue is a heap of four children each, the least key on top. A node may lie in it several times.
type queue []entry

type entry struct {
	key  int64
	node int32
}

func (q *queue) push(x entry) {
	h := append(*q, x)
	i := len(h) - 1
	for i > 0 {
		above := (i - 1) / 4
		if h[above].key <= x.key {
			break
		}
		h[i], i = h[above], above
	}
	h[i] = x
	*q = h
}

func (q *queue) pop() entry {
	h := *q
	top, x := h[0], h[len(h)-1]
	h = h[:len(h)-1]
	*q = h
	if len(h) == 0 {
		return top
	}
	i := 0
	for {
		first := 4*i + 1
		if first >= len(h) {
			break
		}
		least := first
		for c := first + 1; c < min(first+4, len(h)); c++ {
			if h[c].key < h[least].key {
				least = c
			}
		}
		if h[least].key >= x.key {
			break
		}
		h[i], i = h[least], least
	}
	h[i] = x
	return top
}
