package program

import (
	"encoding/binary"
	"iter"
	"runtime"
	"slices"
	"sync"
)

// parts are the lists that hold the entries of an atom, one after the other; list 0 is empty. What hangs on the agent and
// the span is one list of all atoms of the span, what hangs on the place one of all agents who could be there, so that
// there are far fewer lists than atoms.
type parts [3]int32

// lists are runs of entries.
type lists struct {
	start  []int32 // entries of list n are start[n] .. start[n+1]-1
	key    []int32 // by entry: the quota and, once quotas are joined, the row
	weight []int32 // by entry
	uses   []int64 // by list: the atoms that have it
}

func newLists() lists { return lists{start: []int32{0, 0}} }

func (x *lists) count() int { return len(x.start) - 1 }

func (x *lists) at(n int32) (keys, weights []int32) {
	from, to := x.start[n], x.start[n+1]
	return x.key[from:to], x.weight[from:to]
}

// add makes a list of the entries that are not zero.
func (x *lists) add(entries []entry) int32 {
	for _, e := range entries {
		if e.weight != 0 {
			x.key, x.weight = append(x.key, e.quota), append(x.weight, int32(e.weight))
		}
	}
	if len(x.key) == int(x.start[len(x.start)-1]) {
		return 0
	}
	x.start = append(x.start, int32(len(x.key)))
	return int32(x.count() - 1)
}

// index finds lists by what they hold.
type index struct {
	lists
	of  map[string]int32
	key []byte // workspace
}

func newIndex() *index { return &index{lists: newLists(), of: map[string]int32{"": 0}} }

// enter returns the number of the list equal to list n of others, which it copies if there is none.
func (x *index) enter(others *lists, n int32) int32 {
	keys, weights := others.at(n)
	x.key = x.key[:0]
	for e := range keys {
		x.key = binary.LittleEndian.AppendUint32(x.key, uint32(keys[e]))
		x.key = binary.LittleEndian.AppendUint32(x.key, uint32(weights[e]))
	}
	at, known := x.of[string(x.key)]
	if !known {
		at = int32(x.count())
		x.of[string(x.key)] = at
		x.lists.key, x.weight = append(x.lists.key, keys...), append(x.weight, weights...)
		x.start = append(x.start, int32(len(x.lists.key)))
	}
	return at
}

// rewrite keeps the entries of leaders and names them by row.
func (x *lists) rewrite(rowOf []int32, leader []bool) {
	e, kept := int32(0), int32(0)
	for n := range x.count() {
		for ; e < x.start[n+1]; e++ {
			if q := x.key[e]; leader[q] {
				x.key[kept], x.weight[kept] = rowOf[q], x.weight[e]
				kept++
			}
		}
		x.start[n+1] = kept
	}
	x.key, x.weight = slices.Clip(x.key[:kept]), slices.Clip(x.weight[:kept])
}

// Touch runs through the rows an atom counts in, each once, with its weights there.
func (p *Program) Touch(k int32) iter.Seq2[int32, int64] {
	return func(yield func(int32, int64) bool) {
		for _, n := range p.parts[k] {
			for e := p.lists.start[n]; e < p.lists.start[n+1]; e++ {
				if !yield(p.lists.key[e], int64(p.lists.weight[e])) {
					return
				}
			}
		}
	}
}

// Lists returns the numbers of the lists that hold the entries of an atom: of what hangs on its agent and span, of what
// hangs on its place, and of the rest. Where she counts in one row at both ends the first holds both.
func (p *Program) Lists(k int32) [3]int32 { return p.parts[k] }

// CountLists returns how many lists of entries there are.
func (p *Program) CountLists() int { return p.lists.count() }

// List returns the entries of a list. The slices must not be changed.
func (p *Program) List(n int32) (rows, weights []int32) { return p.lists.at(n) }

// Counts reports whether an atom counts in a row.
func (p *Program) Counts(k, row int32) bool {
	for r := range p.Touch(k) {
		if r == row {
			return true
		}
	}
	return false
}

// Touched appends the rows an atom counts in.
func (p *Program) Touched(k int32, rows []int32) []int32 {
	for _, n := range p.parts[k] {
		more, _ := p.lists.at(n)
		rows = append(rows, more...)
	}
	return rows
}

// manyEntries are worth several processors.
const manyEntries = 1 << 20

// Charges returns what the lists of entries cost at prices y of the rows, in thousandths: what AtomCharge adds up. The result is in
// the memory of old, if that is enough.
func (p *Program) Charges(y, old []int64) []int64 {
	n := p.lists.count()
	out := slices.Grow(old[:0], n)[:n]
	if len(p.lists.key) < manyEntries {
		p.lists.charge(y, out, 0, n)
		return out
	}
	var all sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		all.Go(func() { // each its share of every run of lists, which differ in length
			for s := w; s < shards; s += workers {
				p.lists.charge(y, out, n*s/shards, n*(s+1)/shards)
			}
		})
	}
	all.Wait()
	return out
}

// ChargesOf is Charges of some lists alone.
func (p *Program) ChargesOf(some []int32, y, old []int64) []int64 {
	n := p.lists.count()
	out := slices.Grow(old[:0], n)[:n]
	for _, n := range some {
		p.lists.charge(y, out, int(n), int(n)+1)
	}
	return out
}

// charge finds what the lists first .. end−1 cost.
func (x *lists) charge(y, out []int64, first, end int) {
	for n := first; n < end; n++ {
		sum := int64(0)
		for e := x.start[n]; e < x.start[n+1]; e++ {
			sum += int64(x.weight[e]) * y[x.key[e]]
		}
		out[n] = sum
	}
}

// AtomCharge returns what the rows charge for an atom at the prices of charges, in thousandths.
func (p *Program) AtomCharge(k int32, charges []int64) int64 {
	x := &p.parts[k]
	return charges[x[0]] + charges[x[1]] + charges[x[2]]
}
