package rotation

// comparison turns out the rows of a tree that do not count presence at their place. What an atom counts comes in lists
// that many atoms share (program.Lists): where each agrees by itself with the end of the stay it stands for, and that has
// been seen before, there is nothing to add up.
type comparison struct {
	*tree
	expect      []int32 // by row: workspace, zero between atoms
	seen        []int32
	leaves      [2]int32 // slot and list that agreed last,
	rest        int32    // and list that counts nowhere inside
	arrivesWith []int32  // by slot: 1 + the list that agreed last
}

func (t *tree) comparison() *comparison {
	return &comparison{tree: t, expect: make([]int32, len(t.q.p.Rows)), leaves: [2]int32{-1, -1}, rest: -1,
		arrivesWith: make([]int32, len(t.at))}
}

// compare turns out the rows on which atom k does not weigh what their places say.
func (x *comparison) compare(k int32) {
	s := &x.q.stays[k]
	from, to, lists := x.home(s.Teacher), destination(s), x.q.p.Lists(k)
	if x.agrees(from, to, lists) {
		return
	}
	x.seen = x.seen[:0]
	x.mark(x.at[from], -1)
	x.mark(x.at[to], +1)
	for _, n := range lists {
		x.subtract(n)
	}
	for _, r := range x.seen {
		if x.expect[r] != 0 {
			x.inside[r], x.expect[r] = false, 0
		}
	}
}

// agrees reports whether each list of an atom is what its end of the stay says, on all rows still inside.
func (x *comparison) agrees(from, to int, lists [3]int32) bool {
	if leaves := [2]int32{int32(from), lists[0]}; leaves != x.leaves {
		if !x.agree(x.at[from], -1, lists[0]) {
			return false
		}
		x.leaves = leaves
	}
	if x.arrivesWith[to] != lists[1]+1 {
		if !x.agree(x.at[to], +1, lists[1]) {
			return false
		}
		x.arrivesWith[to] = lists[1] + 1
	}
	if x.rest != lists[2] {
		if !x.agree(nil, 0, lists[2]) {
			return false
		}
		x.rest = lists[2]
	}
	return true
}

// agree reports whether a list has a weight on the rows given and none on others, so far as they are inside.
func (x *comparison) agree(rows []int32, weight, list int32) bool {
	x.seen = x.seen[:0]
	x.mark(rows, weight)
	x.subtract(list)
	same := true
	for _, r := range x.seen {
		same = same && (x.expect[r] == 0 || !x.inside[r])
	}
	for _, r := range x.seen {
		x.expect[r] = 0
	}
	return same
}

func (x *comparison) mark(rows []int32, weight int32) {
	for _, r := range rows {
		x.expect[r] += weight
	}
	x.seen = append(x.seen, rows...)
}

func (x *comparison) subtract(list int32) {
	rows, weights := x.q.p.List(list)
	for e, r := range rows {
		x.expect[r] -= weights[e]
	}
	x.seen = append(x.seen, rows...)
}
