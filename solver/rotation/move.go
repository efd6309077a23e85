package rotation

import (
	"math/rand/v2"

	"github.com/rotateplan/rotate/solver/program"
	"github.com/rotateplan/rotate/solver/search"
)

// move gives a teacher another of her candidate stays, or sends her home.
func (c *candidates) move() search.Operator {
	return search.Operator{Name: "move", Propose: func(s *program.State, rng *rand.Rand, m search.Move) search.Move {
		i := c.pick(s, rng)
		k := c.draw(i, rng)
		if k == current(s, i) {
			return m
		}
		return append(m, search.Change{Agent: i, Walk: c.walk(k)})
	}}
}

// pick draws an agent: of a few drawn evenly, the one whose present walk has the highest reduced cost. The gap of a
// lawful plan is the sum of these and of what its rows forgo, so that is where something is to be gained.
func (c *candidates) pick(s *program.State, rng *rand.Rand) int32 {
	const draws = 3
	best := c.agents[rng.IntN(len(c.agents))]
	for range rng.IntN(draws) {
		if i := c.agents[rng.IntN(len(c.agents))]; c.regret(s, i) > c.regret(s, best) {
			best = i
		}
	}
	return best
}

// draw picks one of an agent's candidates, home included, the cheaper of two draws.
func (c *candidates) draw(i int32, rng *rand.Rand) int32 {
	n := min(rng.IntN(len(c.of[i])+1), rng.IntN(len(c.of[i])+1))
	if n == 0 {
		return atHome
	}
	return c.of[i][n-1]
}
