package rotation

import (
	"slices"

	"github.com/rotateplan/rotate/solver/program"
)

// The value of a plan is the bound and its regrets: the reduced costs of all walks, and what the rows pay above the
// least they could, for broken musts too. All are in thousandths and none is negative.

// regret is the reduced cost of an agent's present walk.
func (c *candidates) regret(s *program.State, i int32) int64 {
	if k := current(s, i); k != atHome {
		return c.reduce[k]
	}
	return c.idle[i]
}

// rowRegret is what a row pays above φ(z) − y·z at its least, in thousandths.
func (c *candidates) rowRegret(s *program.State, r int32) int64 {
	cost, broken := c.q.p.Penalty(&c.q.p.Rows[r], s.Count[r])
	return (cost+broken*c.q.penalty)*program.Thousand - c.y[r]*s.Count[r] - c.least[r]
}

// regrets returns by how much agents and the rows they can count in fall short of the bound, in thousandths: deciding
// them anew gains no more.
func (c *candidates) regrets(s *program.State, free []int32) int64 {
	sum := int64(0)
	seen := map[int32]bool{}
	for _, i := range free {
		sum += c.regret(s, i)
		for _, k := range slices.Concat(s.Walks[i], c.few(i)) {
			for r := range c.q.p.Touch(k) {
				if !seen[r] {
					seen[r] = true
					sum += c.rowRegret(s, r)
				}
			}
		}
	}
	return sum
}
