package rotation

import (
	"math/rand/v2"
	"slices"

	"github.com/rotateplan/rotate/solver/branch"
	"github.com/rotateplan/rotate/solver/program"
	"github.com/rotateplan/rotate/solver/search"
)

const (
	branchFirst     = 60  // teachers freed at once, at first
	branchMost      = 200 // and at most
	branchBetter    = 3   // more are freed when fewer than one neighbourhood in so many could be bettered
	branchSome      = 30  // neighbourhoods of a phase, when they are small,
	agentsPerBranch = 5   // and one more for so many agents with candidates
	branchAhead     = 2   // neighbourhoods decided at the same time at least,
	aheadMost       = 8   // and at most,
	agentsAhead     = 20  // so long as they free no more than one in so many agents with candidates together
	branchAtoms     = 12  // candidates tried of each agent
	dullest         = 16  // a neighbourhood decided to no avail so often has next to no chance to be tried again
)

// branching is destroy-and-repair whose repair is branch and bound: teachers who count in a few related rows are decided
// anew, all together, all others standing where they stand. Neighbourhoods without a teacher in common are decided at the
// same time and proposed one after the other. It outlives phases.
type branching struct {
	c         *candidates // of the phase
	threads   int
	freed     int     // teachers at once
	dull      []uint8 // by agent: how often in a row she was decided anew to no avail
	branchers []*branch.Brancher
	ahead     []search.Move
	asked     int // neighbourhoods decided in the phase
	better    int // of them those that could be bettered
}

func newBranching(q *problem, threads int) *branching {
	b := &branching{threads: threads, branchers: make([]*branch.Brancher, aheadMost), dull: make([]uint8, q.p.Agents())}
	for n := range b.branchers {
		b.branchers[n] = branch.New(q.p)
	}
	b.anew()
	return b
}

// anew begins with small neighbourhoods again.
func (b *branching) anew() {
	b.freed = branchFirst
	clear(b.dull)
}

// rounds is the number of neighbourhoods decided in a phase: the fewer the larger.
func (b *branching) rounds() int {
	return max(branchAhead, (branchSome+len(b.c.agents)/agentsPerBranch)*branchFirst*branchFirst/(b.freed*b.freed))
}

// operator begins a phase.
func (b *branching) operator(c *candidates) search.Operator {
	b.c, b.ahead, b.asked, b.better = c, nil, 0, 0
	return search.Operator{Name: "branch", Propose: func(s *program.State, rng *rand.Rand, m search.Move) search.Move {
		if len(b.ahead) == 0 {
			b.decide(s, rng)
		}
		m = append(m, b.ahead[0]...)
		b.ahead = b.ahead[1:]
		return m
	}}
}

// grow makes neighbourhoods larger when few could be bettered. It reports whether they are at their largest and none could.
func (b *branching) grow() bool {
	last := b.freed == branchMost
	switch {
	case b.better == 0:
		b.freed = min(2*b.freed, branchMost)
	case b.better*branchBetter < b.asked:
		b.freed = min(b.freed+b.freed/4, branchMost)
	}
	return last && b.better == 0
}

// decide draws neighbourhoods and decides them.
func (b *branching) decide(s *program.State, rng *rand.Rand) {
	many := min(max(len(b.c.agents)/(agentsAhead*b.freed), branchAhead), aheadMost)
	free, problems := make([][]int32, many), make([][]branch.Choice, many)
	taken := map[int32]bool{}
	for n, k := range b.c.dear(s, b.dull, rng, many) {
		free[n] = slices.DeleteFunc(b.c.destroy(k, rng, b.freed), func(i int32) bool { return taken[i] })
		problems[n] = b.c.choices(s, free[n])
		for _, i := range free[n] {
			taken[i] = true
		}
	}
	b.ahead = make([]search.Move, len(free))
	abreast(b.threads, len(free), func(n int) { b.ahead[n] = b.branchers[n].Decide(s, problems[n], nil, nil) })
	for n, m := range b.ahead {
		b.learn(free[n], len(m) > 0)
	}
}

// learn notes whether agents could be decided better.
func (b *branching) learn(free []int32, better bool) {
	b.asked++
	if better {
		b.better++
	}
	for _, i := range free {
		if better {
			b.dull[i] = 0
		} else {
			b.dull[i] = min(b.dull[i]+1, dullest)
		}
	}
}

// choices are what agents may do instead of what they do, so far as its reduced cost leaves something to gain.
func (c *candidates) choices(s *program.State, free []int32) []branch.Choice {
	var all []branch.Choice
	gain := c.regrets(s, free)
	for _, i := range free {
		x := branch.Choice{Agent: i}
		if current(s, i) != atHome && c.idle[i] < gain {
			x.Walks = append(x.Walks, nil)
		}
		for _, k := range c.few(i) {
			if k != current(s, i) && c.reduce[k] < gain {
				x.Walks = append(x.Walks, c.walk(k))
			}
		}
		if len(x.Walks) > 0 {
			all = append(all, x)
		}
	}
	return all
}

// few are the cheapest candidates of an agent.
func (c *candidates) few(i int32) []int32 { return c.of[i][:min(len(c.of[i]), branchAtoms)] }
