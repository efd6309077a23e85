// Package search is local search over a compiled law, with no domain in it.
//
// # The loop
//
// A move is a set of changes, each a walk for one agent. Operators propose moves; only the state prices and applies
// them, so no operator can be wrong about a cost. A proposal is accepted when its value
//
//	cost + Penalty · (units by which musts are broken)
//
// is no worse than the present one or than the one held a fixed number of rounds ago (late acceptance, Burke and Bykov
// 2017, section 4.2). The best lawful plan seen is kept.
//
// Draws come from a generator seeded by the caller, so equal inputs search alike.
package search

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/rotateplan/rotate/solver/program"
)

// Move is a set of changes to a plan, at most one an agent.
type Move []Change

// Change gives an agent a walk.
type Change struct {
	Agent int32
	Walk  []int32
}

// Operator proposes moves. Propose appends to m; it may try things on the state but leaves it as it found it.
// An empty move means it found nothing.
type Operator struct {
	Name    string
	Propose func(s *program.State, rng *rand.Rand, m Move) Move
}

// Options steer a search. Penalty is in metre-terms per unit of a broken must.
type Options struct {
	Rounds  int
	Memory  int // length of the late-acceptance list; 0 or 1 means plain descent
	Penalty int64
	Seed    uint64
	Any     bool // end with the first plan that breaks no must
	Audit   bool // recount after every move and name the operator that lied
}

// Value is what the search descends on.
func Value(s *program.State, penalty int64) int64 { return int64(s.Cost()) + penalty*s.Broken() }

// Descend improves s by moves of the operators, drawn evenly, and leaves s at the best lawful plan seen, or at its best
// value if none was lawful. It reports the rounds done; fewer than asked mean the context ended.
func Descend(ctx context.Context, s *program.State, operators []Operator, o Options) (int, error) {
	rng := rand.New(rand.NewPCG(o.Seed, 0x5ea4c4))
	late := make([]int64, max(o.Memory, 1))
	now := Value(s, o.Penalty)
	for i := range late {
		late[i] = now
	}
	best, bestValue := s.Clone(), now
	var m, undo Move
	round := 0
	for ; round < o.Rounds; round++ {
		if ctx.Err() != nil || o.Any && s.Broken() == 0 {
			break
		}
		op := &operators[rng.IntN(len(operators))]
		m = op.Propose(s, rng, m[:0])
		if len(m) == 0 {
			continue
		}
		undo = Apply(s, m, undo[:0])
		if err := audit(s, op, o.Audit); err != nil {
			return round, err
		}
		slot := &late[round%len(late)]
		if v := Value(s, o.Penalty); v <= now || v <= *slot {
			now = v
		} else {
			Apply(s, undo, nil)
		}
		*slot = now
		if better(s, now, best, bestValue) {
			best.Copy(s)
			bestValue = now
		}
	}
	s.Copy(best)
	return round, nil
}

// better prefers lawful plans, then the lower value.
func better(s *program.State, v int64, best *program.State, bestValue int64) bool {
	if (s.Broken() == 0) != (best.Broken() == 0) {
		return s.Broken() == 0
	}
	return v < bestValue
}

func audit(s *program.State, op *Operator, on bool) error {
	if !on {
		return nil
	}
	if err := s.Audit(); err != nil {
		return fmt.Errorf("after %s: %w", op.Name, err)
	}
	return nil
}

// Apply makes a move and appends to undo the move that takes it back.
func Apply(s *program.State, m Move, undo Move) Move {
	kept := len(undo)
	for _, c := range m {
		undo = append(undo, Change{c.Agent, s.Walks[c.Agent]})
		s.Set(c.Agent, c.Walk)
	}
	slices.Reverse(undo[kept:]) // an agent may change twice
	return undo
}
