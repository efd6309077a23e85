package rotation

import (
	"cmp"
	"runtime"
	"slices"

	"github.com/rotateplan/rotate/solver/program"
)

// candidates are the atoms worth trying: those whose reduced cost at the best prices does not exceed what a better plan
// can afford. (A plan costs at least L(y) plus the reduced costs of its walks, so an atom above cost − L(y) is in no
// better plan: variable fixing, Geoffrion 1974.) They are exact for plans of at most one stay a teacher.
type candidates struct {
	q       *problem
	y       []int64   // by row: the prices
	least   []int64   // by row: the least of φ(z) − y·z
	reduce  []int64   // by atom: reduced cost in thousandths
	idle    []int64   // by agent: reduced cost of the empty walk
	kept    []bool    // by atom
	agents  []int32   // those with a kept atom
	of      [][]int32 // by agent: her kept atoms, cheapest first
	byRow   [][]part  // by row: kept atoms that count in it, with their weights, cheapest first
	touched []int32   // workspace: the rows of an atom
}

// part is the weight of an atom on a row.
type part struct{ atom, weight int32 }

// newCandidates prices every atom at y and keeps those within slack (thousandths), at most the cheapest most, and the
// cheapest of everybody who may not stay at home. leaf is the program that the prices are of.
func newCandidates(q *problem, leaf *program.Program, y []int64, slack int64, most int) *candidates {
	p := q.p
	c := &candidates{q: q, y: y, least: make([]int64, len(p.Rows)), reduce: make([]int64, p.Atoms()), kept: make([]bool, p.Atoms()),
		idle: make([]int64, p.Agents()), of: make([][]int32, p.Agents()), byRow: make([][]part, len(p.Rows))}
	for r := range p.Rows {
		c.least[r] = leaf.Constant(&leaf.Rows[r], y[r])
	}
	slack = c.reduceAll(leaf, slack, most)
	c.q.eachShare(func(_, first, end int) {
		for i := first; i < end; i++ {
			c.keepOf(i, slack)
		}
	})
	for i, atoms := range c.of {
		if len(atoms) > 0 {
			c.agents = append(c.agents, int32(i))
		}
	}
	c.sortRows()
	return c
}

// reduceAll sets all reduced costs. It returns the slack that leaves no more than the cheapest most.
func (c *candidates) reduceAll(leaf *program.Program, slack int64, most int) int64 {
	charges := leaf.Charges(c.y, nil)
	var low [shares]lowest
	c.q.eachShare(func(n, first, end int) {
		low[n] = newLowest(most, slack)
		var priced []int64
		for i := first; i < end; i++ {
			priced = priceAtoms(leaf, i, charges, priced[:0])
			c.reduceAgent(i, priced, &low[n])
		}
	})
	all := newLowest(most, slack)
	for _, x := range low {
		for _, v := range x.values {
			all.add(v)
		}
	}
	return all.limit()
}

// reduceAgent sets the reduced costs of an agent's walks of at most one atom.
func (c *candidates) reduceAgent(i int, priced []int64, low *lowest) {
	first := c.q.p.First[i]
	least := c.q.empty[i] * program.Thousand
	for n, v := range priced {
		k := first + int32(n)
		priced[n] = v + (c.q.alone[k]-c.q.p.Cost[k])*program.Thousand
		least = min(least, priced[n])
	}
	c.idle[i] = c.q.empty[i]*program.Thousand - least
	for n, v := range priced {
		c.reduce[first+int32(n)] = v - least
		low.add(v - least)
	}
}

// keepOf keeps of an agent's atoms those within slack, and the cheapest if she may not stay at home.
func (c *candidates) keepOf(i int, slack int64) {
	q := c.q
	for k := q.p.First[i]; k < q.p.First[i+1]; k++ {
		due := q.empty[i] >= unlawful && c.reduce[k] == 0
		if c.kept[k] = q.alone[k] < unlawful && (c.reduce[k] <= slack || due); c.kept[k] {
			c.of[i] = append(c.of[i], k)
		}
	}
}

// sortRows lists the atoms kept by row, and sorts all lists by reduced cost.
func (c *candidates) sortRows() {
	for _, i := range c.agents {
		for _, k := range c.of[i] {
			for r, w := range c.q.p.Touch(k) {
				c.byRow[r] = append(c.byRow[r], part{k, int32(w)})
			}
		}
		slices.SortStableFunc(c.of[i], func(a, b int32) int { return cmp.Compare(c.reduce[a], c.reduce[b]) })
	}
	abreast(runtime.GOMAXPROCS(0), len(c.byRow), func(r int) {
		slices.SortStableFunc(c.byRow[r], func(a, b part) int { return cmp.Compare(c.reduce[a.atom], c.reduce[b.atom]) })
	})
}

// exactPenalty is a charge per unit of a broken must, in metre-terms, above every price of a must: then breaking one
// never pays (exact penalties; Bertsekas 1975).
func (q *problem) exactPenalty(y []int64) int64 {
	top := int64(0)
	for r := range q.p.Rows {
		row := &q.p.Rows[r]
		if lo, hi := row.Range(); y[r] > 0 && hi >= program.Infinite/2 || y[r] < 0 && lo <= -program.Infinite/2 {
			top = max(top, y[r], -y[r])
		}
	}
	return max(2*top/program.Thousand, leastPenalty)
}

const leastPenalty = 20000

// walk returns the walk of atom k alone, or the empty walk for atHome.
func (c *candidates) walk(k int32) []int32 {
	if k == atHome {
		return nil
	}
	return c.q.single[k : k+1 : k+1]
}

// current returns the atom of an agent of at most one stay, or atHome.
func current(s *program.State, agent int32) int32 {
	if len(s.Walks[agent]) == 0 {
		return atHome
	}
	return s.Walks[agent][0]
}
