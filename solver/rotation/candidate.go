package rotation

import (
	"cmp"
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
	single  []int32   // single[k] = k, so that single[k:k+1] is the walk of atom k alone
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
	c.single = make([]int32, p.Atoms())
	for r := range p.Rows {
		c.least[r] = leaf.Constant(&leaf.Rows[r], y[r])
	}
	var priced []int64
	charges := leaf.Charges(y, nil)
	for i := range p.Agents() {
		priced = priceAtoms(leaf, i, charges, priced[:0])
		c.reduceAgent(i, priced)
	}
	if sorted := slices.Sorted(slices.Values(c.reduce)); len(sorted) > most {
		slack = min(slack, sorted[most])
	}
	for i := range p.Agents() {
		for k := p.First[i]; k < p.First[i+1]; k++ {
			c.single[k] = k
			due := q.empty[i] >= unlawful && c.reduce[k] == 0
			if c.kept[k] = q.alone[k] < unlawful && (c.reduce[k] <= slack || due); c.kept[k] {
				c.keep(int32(i), k)
			}
		}
		if len(c.of[i]) > 0 {
			c.agents = append(c.agents, int32(i))
			slices.SortStableFunc(c.of[i], func(a, b int32) int { return cmp.Compare(c.reduce[a], c.reduce[b]) })
		}
	}
	for _, parts := range c.byRow {
		slices.SortStableFunc(parts, func(a, b part) int { return cmp.Compare(c.reduce[a.atom], c.reduce[b.atom]) })
	}
	return c
}

// reduceAgent sets the reduced costs of an agent's walks of at most one atom.
func (c *candidates) reduceAgent(i int, priced []int64) {
	first := c.q.p.First[i]
	least := c.q.empty[i] * program.Thousand
	for n, v := range priced {
		k := first + int32(n)
		c.reduce[k] = v + (c.q.alone[k]-c.q.p.Cost[k])*program.Thousand
		least = min(least, c.reduce[k])
	}
	c.idle[i] = c.q.empty[i]*program.Thousand - least
	for n := range priced {
		c.reduce[first+int32(n)] -= least
	}
}

func (c *candidates) keep(agent, k int32) {
	c.of[agent] = append(c.of[agent], k)
	for r, w := range c.q.p.Touch(k) {
		c.byRow[r] = append(c.byRow[r], part{k, int32(w)})
	}
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
	return c.single[k : k+1 : k+1]
}

// current returns the atom of an agent of at most one stay, or atHome.
func current(s *program.State, agent int32) int32 {
	if len(s.Walks[agent]) == 0 {
		return atHome
	}
	return s.Walks[agent][0]
}
