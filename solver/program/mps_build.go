package program

import (
	"encoding/csv"
	"slices"

	"github.com/rotateplan/rotate/model/rule"
)

// builder turns a program into a linear one.
type builder struct {
	linear
	p     *Program
	m     MPS
	names *csv.Writer
	at    []int32 // by row of the program: its row here
}

// add enters a column.
func (b *builder) add(what string, cost int64, bound [2]int64, entries []entryAt) {
	b.names.Write([]string{b.column(len(b.cost)), what})
	b.cost, b.bound = append(b.cost, cost), append(b.bound, bound)
	b.whole, b.entry = append(b.whole, false), append(b.entry, entries)
}

// quotas enters the column of constants and every row of the program.
func (b *builder) quotas() {
	b.add("constants", 0, [2]int64{1, 1}, nil)
	if len(b.p.Conflict()) > 0 {
		b.row(1, 1) // 0 = 1: there is no plan
	}
	for r := range b.p.Rows {
		row := &b.p.Rows[r]
		soft := slices.ContainsFunc(row.Quotas, func(q int32) bool { return !b.p.Quotas[q].Must })
		if !soft {
			b.at[r] = b.row(row.Lo, max(row.Lo, row.Hi))
			continue
		}
		b.at[r] = b.row(0, 0)
		count := []entryAt{{b.at[r], -1}}
		for _, i := range row.Quotas {
			if q := &b.p.Quotas[i]; !q.Must {
				count = b.outside(q, count)
			}
		}
		b.add("count/"+b.p.Quotas[row.Quotas[0]].Key, 0, [2]int64{row.Lo, max(row.Lo, row.Hi)}, count)
	}
}

// outside enters the units by which a count lies below or above a quota, and appends the count's entries in these rows.
func (b *builder) outside(q *Quota, count []entryAt) []entryAt {
	side := func(what string, lo, hi, unit int64) {
		r := b.row(lo, hi)
		b.add(what+"/"+q.Key, q.Weight, [2]int64{0, rule.NoMax}, []entryAt{{r, unit}})
		b.whole[len(b.whole)-1] = q.Unit > 1
		count = append(count, entryAt{r, 1})
	}
	if q.Lo != rule.NoMin {
		side("below", q.Lo, rule.NoMax, q.Unit)
	}
	if q.Hi != rule.NoMax {
		side("above", rule.NoMin, q.Hi, -q.Unit)
	}
	return count
}

// agent enters the walks of an agent.
func (b *builder) agent(i int) {
	first, end := b.p.First[i], b.p.First[i+1]
	switch idle := b.p.FullWalkCost(i, nil); {
	case first == end && idle < Infinite:
		b.cost[0] += idle
	case b.p.Single(i):
		b.choice(i, idle)
	default:
		newPath(b, i).enter()
	}
}

// choice enters an agent that takes at most one atom; at least one, if it may not be idle.
func (b *builder) choice(i int, idle int64) {
	r := b.row(rule.NoMin, 1)
	if idle >= Infinite {
		b.rows[r][0], idle = 1, 0
	}
	b.cost[0] += idle
	for k := b.p.First[i]; k < b.p.First[i+1]; k++ {
		if cost := b.p.FullWalkCost(i, []int32{k}); cost < Infinite {
			b.atom(k, cost-idle, []entryAt{{r, 1}})
		}
	}
}

// atom enters a binary column that takes atom k, and adds its entries in the rows of the program.
func (b *builder) atom(k int32, cost int64, entries []entryAt) {
	for r, w := range b.p.Touch(k) {
		entries = append(entries, entryAt{b.at[r], w})
	}
	b.add(b.m.Atom(k), cost, [2]int64{0, 1}, entries)
	b.whole[len(b.whole)-1] = true
}
