package rotation

import (
	"cmp"
	"slices"

	"github.com/rotateplan/rotate/solver/branch"
	"github.com/rotateplan/rotate/solver/program"
)

// columns are the atoms of a relaxation: those of teachers who take one at most.
type columns struct {
	q  *problem
	in []bool // by atom
}

// A relaxation begins with the cheapest atoms of every teacher, so many at most, that cost no more above the cheapest than a part of what
// a better plan can afford. Where prices make others cheaper than those there are, so many are taken in.
const (
	columnsFirst = 10
	columnsPart  = 4
	columnsMore  = 10
)

// priced is an atom and what it costs, in thousandths.
type priced struct {
	atom int32
	cost int64
}

func (a priced) compare(b priced) int {
	return cmp.Or(cmp.Compare(a.cost, b.cost), cmp.Compare(a.atom, b.atom))
}

func newColumns(s *solve) *columns {
	c := &columns{q: s.d.q, in: make([]bool, s.d.q.p.Atoms())}
	charges := c.q.p.Charges(s.d.y, nil)
	var hers []priced
	for i := range c.q.p.Agents() {
		best := c.q.empty[i] * program.Thousand
		hers = c.price(i, c.q.p, charges, hers[:0])
		for n, a := range hers[:min(len(hers), columnsFirst)] {
			if n == 0 {
				best = min(best, a.cost)
			}
			c.in[a.atom] = a.cost-best <= s.slack()/columnsPart
		}
	}
	return c
}

// price appends the atoms of a teacher that may be columns, cheapest first.
func (c *columns) price(i int, p *program.Program, charges []int64, out []priced) []priced {
	if !c.q.few[i] {
		return out
	}
	for k := p.First[i]; k < p.First[i+1]; k++ {
		if c.q.alone[k] < unlawful {
			out = append(out, priced{k, c.q.alone[k]*program.Thousand + p.AtomCharge(k, charges)})
		}
	}
	slices.SortFunc(out, priced.compare)
	return out
}

// choices lists the columns.
func (c *columns) choices() (all []branch.Choice) {
	p := c.q.p
	for i := range p.Agents() {
		x := branch.Choice{Agent: int32(i)}
		for k := p.First[i]; k < p.First[i+1]; k++ {
			if c.in[k] {
				x.Walks = append(x.Walks, []int32{k})
			}
		}
		if len(x.Walks) > 0 {
			all = append(all, x)
		}
	}
	return all
}

// widen takes in atoms that prices make cheaper than those there are. It returns by how much, in thousandths: so much higher the
// relaxation is than what its prices prove.
func (c *columns) widen(x *cutting) (missing int64) {
	charges := x.p.Charges(x.y, nil)
	var hers []priced
	for i := range c.q.p.Agents() {
		hers = c.price(i, x.p, charges, hers[:0])
		first := slices.IndexFunc(hers, func(a priced) bool { return c.in[a.atom] || a.cost >= c.q.empty[i]*program.Thousand })
		if first <= 0 {
			continue
		}
		missing += min(hers[first].cost, c.q.empty[i]*program.Thousand) - hers[0].cost
		for _, a := range hers[:min(first, columnsMore)] {
			c.in[a.atom] = true
		}
	}
	return missing
}
