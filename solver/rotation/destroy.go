package rotation

import (
	"math/rand/v2"
	"slices"

	"github.com/rotateplan/rotate/solver/program"
)

// destroy draws the teachers to free, at most so many: those with candidates that count in a row of atom k, and in a row
// related to it, and so on.
func (c *candidates) destroy(k int32, rng *rand.Rand, most int) []int32 {
	var free []int32
	taken := map[int32]bool{}
	for tries := 0; len(free) < most && tries < 8; tries++ {
		c.touched = c.q.p.Touched(k, c.touched[:0])
		rows := c.touched
		if len(rows) == 0 {
			break
		}
		atoms := c.byRow[rows[rng.IntN(len(rows))]]
		if other := c.byRow[rows[rng.IntN(len(rows))]]; len(other) < len(atoms) {
			atoms = other // the more local of two
		}
		start := rng.IntN(len(atoms))
		for n := range atoms {
			k = atoms[(start+n)%len(atoms)].atom
			if i := c.q.owner[k]; !taken[i] && len(free) < most {
				taken[i] = true
				free = append(free, i)
			}
		}
	}
	slices.Sort(free)
	return free
}

// anywhere draws an atom to destroy about: of any agent.
func (c *candidates) anywhere(rng *rand.Rand) int32 {
	return c.of[c.agents[rng.IntN(len(c.agents))]][0]
}

// dear draws an atom to destroy about where a lawful plan costs more than the bound: the chances are the regrets of agents
// and rows, halved for every time the agent was decided to no avail.
func (c *candidates) dear(s *program.State, dull []uint8, rng *rand.Rand) int32 {
	var sums []int64
	var atoms []int32
	sum := int64(0)
	add := func(regret int64, k int32) {
		if regret >>= dull[c.q.owner[k]]; regret > 0 {
			sum += regret
			sums, atoms = append(sums, sum), append(atoms, k)
		}
	}
	for _, i := range c.agents {
		add(c.regret(s, i), c.of[i][0])
	}
	for r, parts := range c.byRow {
		if len(parts) > 0 {
			add(c.rowRegret(s, int32(r)), parts[rng.IntN(len(parts))].atom)
		}
	}
	if sum == 0 {
		return c.anywhere(rng)
	}
	n, _ := slices.BinarySearch(sums, rng.Int64N(sum)+1)
	return atoms[n]
}
