package rotation

import (
	"math/rand/v2"

	"github.com/rotateplan/rotate/solver/program"
	"github.com/rotateplan/rotate/solver/search"
)

// swap sends a teacher home and another in her place: somebody who counts in one of the rows she counts in.
func (c *candidates) swap() search.Operator {
	return search.Operator{Name: "swap", Propose: func(s *program.State, rng *rand.Rand, m search.Move) search.Move {
		i := c.agents[rng.IntN(len(c.agents))]
		k := current(s, i)
		if k == atHome {
			return m
		}
		c.touched = c.q.p.Touched(k, c.touched[:0])
		rows := c.touched
		if len(rows) == 0 {
			return m
		}
		others := c.byRow[rows[rng.IntN(len(rows))]]
		if len(others) == 0 {
			return m
		}
		other := others[rng.IntN(len(others))].atom
		if j := c.q.owner[other]; j != i && other != current(s, j) {
			m = append(m, search.Change{Agent: i, Walk: nil}, search.Change{Agent: j, Walk: c.walk(other)})
		}
		return m
	}}
}
