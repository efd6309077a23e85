package program

import "slices"

// join finds the quotas that count every atom alike, makes them one row, and rewrites the atoms' entries by row.
// Quotas are told apart by two independent 64-bit hashes of their columns.
func (c *compiler[A]) join() {
	rowOf := c.group(c.columns())
	leader := make([]bool, len(c.p.Quotas)) // the first quota of a row stands for it in the entries
	for r := range c.p.Rows {
		leader[c.p.Rows[r].Quotas[0]] = true
	}
	c.abreast(func() func(first, end int) {
		return func(first, end int) {
			for agent := first; agent < end; agent++ {
				c.pieces[agent].rewrite(rowOf, leader)
			}
		}
	})
}

// columns returns the hashes of all quotas, and which of them some atom touches.
func (c *compiler[A]) columns() (columns [][2]uint64, touched []bool) {
	columns, touched = make([][2]uint64, len(c.p.Quotas)), make([]bool, len(c.p.Quotas))
	k := uint64(0)
	for i := range c.pieces {
		x := &c.pieces[i]
		e := int32(0)
		for _, n := range x.touches {
			for end := e + n; e < end; e++ {
				q, cell := x.counted[e], k<<20^uint64(uint32(x.weight[e]))
				touched[q] = true
				columns[q][0] += mix(cell)
				columns[q][1] += mix(cell ^ 0x9e3779b97f4a7c15)
			}
			k++
		}
	}
	return columns, touched
}

// rewrite keeps the entries of leaders and names them by row.
func (x *piece[A]) rewrite(rowOf []int32, leader []bool) {
	e, kept := int32(0), int32(0)
	for k, n := range x.touches {
		before := kept
		for end := e + n; e < end; e++ {
			if q := x.counted[e]; leader[q] {
				x.counted[kept], x.weight[kept] = rowOf[q], x.weight[e]
				kept++
			}
		}
		x.touches[k] = kept - before
	}
	x.counted, x.weight = x.counted[:kept], x.weight[:kept]
}

// group makes the rows, in the order of their first quotas.
func (c *compiler[A]) group(columns [][2]uint64, touched []bool) []int32 {
	p := c.p
	rowOf := make([]int32, len(p.Quotas))
	at := map[[2]uint64]int{}
	var sets [][]int32
	for q := range p.Quotas {
		if !touched[q] {
			p.frozen = append(p.frozen, int32(q))
			continue
		}
		n, ok := at[columns[q]]
		if !ok {
			n = len(sets)
			at[columns[q]] = n
			sets = append(sets, nil)
		}
		sets[n] = append(sets[n], int32(q))
		rowOf[q] = int32(n)
	}
	for _, set := range sets {
		p.Rows = append(p.Rows, p.newRow(slices.Clone(set)))
	}
	return rowOf
}

// mix is the finaliser of SplitMix64 (Steele, Lea and Flood 2014, figure 16).
func mix(x uint64) uint64 {
	x ^= x >> 30
	x *= 0xbf58476d1ce4e5b9
	x ^= x >> 27
	x *= 0x94d049bb133111eb
	return x ^ x>>31
}
