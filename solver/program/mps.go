package program

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"io"

	"github.com/rotateplan/rotate/model/rule"
)

// MPS names what an integer program is made of.
type MPS struct {
	Name   string                 // of the problem
	Prefix string                 // of the columns, which are numbered from 1
	Atom   func(k int32) string   // what an atom is
	Agent  func(agent int) string // who takes walks
}

// WriteMPS writes the problem as an integer program in free MPS format, which GLPK, CBC, HiGHS and others read, and to
// names one line "column,what" for every column. The column ONE is fixed at 1 and carries the constants, so that the
// objective is the cost of a plan.
//
// An agent is a path of one unit through (position, state of its automaton): a binary column for every atom in every
// state in which it may be taken, a column for passing a position without an atom. Where no walk can have two atoms, an
// agent is one row Σ x ≤ 1 instead, and x carries the cost of the whole walk. Tallies are rows of an agent. A row of the
// program is a count, bounded by its musts, with a column for the units outside each side of every other quota.
func WriteMPS(w, names io.Writer, p *Program, m MPS) error {
	list := csv.NewWriter(names)
	b := &builder{p: p, m: m, names: list, at: make([]int32, len(p.Rows))}
	b.quotas()
	for i := range p.Agents() {
		b.agent(i)
	}
	frozen, _ := p.FrozenCost()
	b.cost[0] += int64(frozen)
	list.Flush()
	if err := list.Error(); err != nil {
		return err
	}
	return b.write(w)
}

// linear is an integer program: min Σ cost·x, lo ≤ Σ val·x ≤ hi by row, with bounds by column. rule.NoMin and
// rule.NoMax stand for open ends.
type linear struct {
	rows  [][2]int64
	cost  []int64
	bound [][2]int64
	whole []bool
	entry [][]entryAt
}

type entryAt struct {
	row int32
	val int64
}

// row enters a row and returns its number.
func (l *linear) row(lo, hi int64) int32 {
	l.rows = append(l.rows, [2]int64{lo, hi})
	return int32(len(l.rows) - 1)
}

// write writes the program; column 0 is ONE.
func (b *builder) write(w io.Writer) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "NAME %s\nROWS\n N COST\n", b.m.Name)
	for r := range b.rows {
		fmt.Fprintf(out, " %c R%d\n", sense(b.rows[r]), r+1)
	}
	b.columns(out)
	b.sides(out)
	b.bounds(out)
	fmt.Fprintln(out, "ENDATA")
	return out.Flush()
}

func sense(r [2]int64) byte {
	switch {
	case r[0] == rule.NoMin && r[1] == rule.NoMax:
		return 'N'
	case r[0] == r[1]:
		return 'E'
	case r[0] == rule.NoMin:
		return 'L'
	case r[1] == rule.NoMax:
		return 'G'
	}
	return 'L'
}

func (b *builder) columns(out io.Writer) {
	fmt.Fprintln(out, "COLUMNS")
	whole, markers := false, 0
	turn := func(to bool) {
		if whole != to {
			markers++
			fmt.Fprintf(out, " M%d 'MARKER' %s\n", markers, map[bool]string{true: "'INTORG'", false: "'INTEND'"}[to])
			whole = to
		}
	}
	for x := range b.cost {
		turn(b.whole[x])
		name := b.column(x)
		fmt.Fprintf(out, " %s COST %d\n", name, b.cost[x])
		for _, e := range b.entry[x] {
			if e.val != 0 {
				fmt.Fprintf(out, " %s R%d %d\n", name, e.row+1, e.val)
			}
		}
	}
	turn(false)
}

func (b *builder) column(x int) string {
	if x == 0 {
		return "ONE"
	}
	return fmt.Sprintf("%s%d", b.m.Prefix, x)
}

// sides writes right-hand sides, and ranges of the rows with two.
func (b *builder) sides(out io.Writer) {
	fmt.Fprintln(out, "RHS")
	for r, x := range b.rows {
		side := x[1]
		if sense(x) == 'G' {
			side = x[0]
		}
		if sense(x) != 'N' && side != 0 {
			fmt.Fprintf(out, " RHS R%d %d\n", r+1, side)
		}
	}
	fmt.Fprintln(out, "RANGES")
	for r, x := range b.rows {
		if x[0] != rule.NoMin && x[1] != rule.NoMax && x[0] != x[1] {
			fmt.Fprintf(out, " RNG R%d %d\n", r+1, x[1]-x[0])
		}
	}
}

func (b *builder) bounds(out io.Writer) {
	fmt.Fprintln(out, "BOUNDS")
	for x, at := range b.bound {
		name := b.column(x)
		switch {
		case at[0] == at[1]:
			fmt.Fprintf(out, " FX BND %s %d\n", name, at[0])
			continue
		case at[0] == rule.NoMin:
			fmt.Fprintf(out, " MI BND %s\n", name)
		case at[0] != 0:
			fmt.Fprintf(out, " LO BND %s %d\n", name, at[0])
		}
		if at[1] != rule.NoMax {
			fmt.Fprintf(out, " UP BND %s %d\n", name, at[1])
		} else if b.whole[x] {
			fmt.Fprintf(out, " PL BND %s\n", name)
		}
	}
}
