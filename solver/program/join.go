package program

import "slices"

// join finds the quotas that count every atom alike, makes them one row, and rewrites the atoms' entries by row.
// Quotas are told apart by two independent 64-bit hashes of their columns.
func (c *compiler[A]) join() {
	p := c.p
	columns := make([][2]uint64, len(p.Quotas))
	touched := make([]bool, len(p.Quotas))
	for k := range c.atoms {
		for e := c.touch[k]; e < c.touch[k+1]; e++ {
			q := c.quota[e]
			touched[q] = true
			x := uint64(k)<<20 ^ uint64(uint32(c.weight[e]))
			columns[q][0] += mix(x)
			columns[q][1] += mix(x ^ 0x9e3779b97f4a7c15)
		}
	}
	rowOf := c.group(columns, touched)
	leader := make([]bool, len(p.Quotas)) // the first quota of a row stands for it in the entries
	for r := range p.Rows {
		leader[p.Rows[r].Quotas[0]] = true
	}
	p.touch = []int32{0}
	for k := range c.atoms {
		for e := c.touch[k]; e < c.touch[k+1]; e++ {
			if q := c.quota[e]; leader[q] {
				p.row, p.weight = append(p.row, rowOf[q]), append(p.weight, c.weight[e])
			}
		}
		p.touch = append(p.touch, int32(len(p.row)))
	}
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
