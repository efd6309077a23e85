package rotation

import (
	"math/rand/v2"
	"slices"

	"github.com/rotateplan/rotate/solver/program"
)

// destroy draws the teachers to free, at most so many: of those with candidates that count in a row of atom k, in one of an
// atom of theirs, and so on, each by the toss of a coin, those of the cheapest first.
func (c *candidates) destroy(k int32, rng *rand.Rand, most int) []int32 {
	var free []int32
	taken := map[int32]bool{}
	for tries := 0; len(free) < most && tries < rowsMost; tries++ {
		atoms := c.beside(k, rng)
		end := min(len(free)+most/rowsLeast, most)
		for n := 0; n < len(atoms) && len(free) < end; n++ {
			if i := c.q.owner[atoms[n].atom]; !taken[i] && rng.IntN(2) == 0 {
				taken[i] = true
				free = append(free, i)
			}
		}
		if len(free) > 0 {
			i := free[rng.IntN(len(free))]
			k = c.of[i][rng.IntN(min(len(c.of[i]), rowsOf))]
		}
	}
	slices.Sort(free)
	return free
}

// Rows whose teachers are freed together: at least, and tried at most; the next is one of so many of the cheapest atoms of
// a teacher freed.
const (
	rowsLeast = 3
	rowsMost  = 24
	rowsOf    = 3
)

// beside draws a row of an atom, the more local of two, and returns the atoms that count there, cheapest first.
func (c *candidates) beside(k int32, rng *rand.Rand) []part {
	c.touched = c.q.p.Touched(k, c.touched[:0])
	if len(c.touched) == 0 {
		return nil
	}
	atoms := c.byRow[c.touched[rng.IntN(len(c.touched))]]
	if other := c.byRow[c.touched[rng.IntN(len(c.touched))]]; len(other) < len(atoms) {
		return other
	}
	return atoms
}

// anywhere draws an atom to destroy about: of any agent.
func (c *candidates) anywhere(rng *rand.Rand) int32 {
	return c.of[c.agents[rng.IntN(len(c.agents))]][0]
}

// dear draws so many atoms to destroy about where a plan costs more than the bound: the chances are the regrets of agents
// and rows, halved for every time the agent was decided to no avail.
func (c *candidates) dear(s *program.State, dull []uint8, rng *rand.Rand, many int) []int32 {
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
	drawn := make([]int32, many)
	for n := range drawn {
		if sum == 0 {
			drawn[n] = c.anywhere(rng)
			continue
		}
		at, _ := slices.BinarySearch(sums, rng.Int64N(sum)+1)
		drawn[n] = atoms[at]
	}
	return drawn
}
