package program

import (
	"iter"
	"slices"
	"sync"
)

// join finds the quotas that count every atom alike, makes them one row, and rewrites the lists by row. Quotas are told
// apart by two independent 64-bit hashes of their columns: with a number for every atom, the sum of weight times number.
func (c *compiler[A]) join() {
	held := make(chan []bool)
	go func() { held <- c.settled() }()
	columns, touched := c.columns()
	for q, settled := range <-held {
		touched[q] = touched[q] && !settled
	}
	rowOf := c.group(columns, touched)
	leader := make([]bool, len(c.p.Quotas)) // the first quota of a row stands for it in the entries
	for r := range c.p.Rows {
		leader[c.p.Rows[r].Quotas[0]] = true
	}
	c.p.lists.rewrite(rowOf, leader)
}

// use sums up the atoms that have a list.
type use struct {
	atoms int64
	hash  [2]uint64
}

// columns returns the hashes of all quotas, and which of them some atom touches.
func (c *compiler[A]) columns() (columns [][2]uint64, touched []bool) {
	columns, touched = make([][2]uint64, len(c.p.Quotas)), make([]bool, len(c.p.Quotas))
	l := &c.p.lists
	l.uses = make([]int64, l.count())
	for n, u := range c.uses() {
		l.uses[n] = u.atoms
		quotas, weights := l.at(int32(n))
		for e, q := range quotas {
			touched[q] = true
			for h := range u.hash {
				columns[q][h] += uint64(weights[e]) * u.hash[h]
			}
		}
	}
	return columns, touched
}

// uses sums up by list. The order of the sum is that in which workers end, which makes no difference to it.
func (c *compiler[A]) uses() []use {
	all := make([]use, c.p.lists.count())
	var ended sync.Mutex
	c.abreast(func(todo iter.Seq[int]) {
		mine := make([]use, len(all))
		for i := range todo {
			for k := c.p.First[c.Agents*i/shards]; k < c.p.First[c.Agents*(i+1)/shards]; k++ {
				one, two := Mix(uint64(k)), Mix(uint64(k)^0x9e3779b97f4a7c15)
				for _, n := range c.p.parts[k] {
					u := &mine[n]
					u.atoms, u.hash[0], u.hash[1] = u.atoms+1, u.hash[0]+one, u.hash[1]+two
				}
			}
		}
		ended.Lock()
		defer ended.Unlock()
		for n, u := range mine {
			x := &all[n]
			x.atoms, x.hash[0], x.hash[1] = x.atoms+u.atoms, x.hash[0]+u.hash[0], x.hash[1]+u.hash[1]
		}
	})
	return all
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

// Mix is the finaliser of SplitMix64 (Steele, Lea and Flood 2014, figure 16).
func Mix(x uint64) uint64 {
	x ^= x >> 30
	x *= 0xbf58476d1ce4e5b9
	x ^= x >> 27
	x *= 0x94d049bb133111eb
	return x ^ x>>31
}
