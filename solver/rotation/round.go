package rotation

import (
	"slices"

	"github.com/rotateplan/rotate/solver/branch"
	"github.com/rotateplan/rotate/solver/program"
	"github.com/rotateplan/rotate/solver/search"
)

// round turns what the dual has come to into a plan where the network is the law. The cheapest answers at its last prices differ in few walks, and none
// is lawful, but the relaxed optimum is a mixture of them: so branch and bound decides between the walks they took, for
// all agents at once of whom they took more than one (relaxation induced neighbourhoods; Danna, Rothberg and Le Pape 2005).
// The more rounds, the better the plan and the longer it takes; no more are looked back on than leave few enough options. A plan
// within the gap asked for will do.
func (s *solve) round(rounds int) *program.State {
	t := s.d.relaxed()
	for ; rounds > 0; rounds /= 2 {
		if choices := s.d.choices(t, rounds); options(choices) <= optionsMost {
			search.Apply(t, s.branch.branchers[0].Decide(t, choices, s.enough(t), nil), nil)
			break
		}
	}
	return t
}

// enough reports whether changes make a plan lawful and as good as is asked for.
func (s *solve) enough(t *program.State) func(search.Move) bool {
	return func(m search.Move) bool {
		undo := search.Apply(t, m, nil)
		defer search.Apply(t, undo, nil)
		return t.Broken() == 0 && s.near(t)
	}
}

// roundsFirst are the rounds of the dual that a first plan is made of; each further one is of twice as many. A plan is made
// of optionsMost walks to decide on at once at most.
const (
	roundsFirst = 10
	optionsMost = 1500
)

func options(choices []branch.Choice) int {
	n := 0
	for i := range choices {
		n += len(choices[i].Walks)
	}
	return n
}

// choices are the walks of the last rounds that agents do not have in a plan.
func (d *dual) choices(t *program.State, rounds int) []branch.Choice {
	last := d.recent[max(0, len(d.recent)-rounds):]
	away := make([]int32, d.q.p.Agents()) // by agent: in how many of them
	var atoms []int32
	for _, picks := range last {
		for n, k := range picks {
			if n == 0 || d.q.owner[picks[n-1]] != d.q.owner[k] {
				away[d.q.owner[k]]++
			}
			atoms = append(atoms, k)
		}
	}
	slices.Sort(atoms)
	var all []branch.Choice
	for atoms = slices.Compact(atoms); len(atoms) > 0; {
		i := d.q.owner[atoms[0]]
		x := branch.Choice{Agent: i}
		if current(t, i) != atHome && int(away[i]) < len(last) {
			x.Walks = append(x.Walks, nil)
		}
		for len(atoms) > 0 && d.q.owner[atoms[0]] == i {
			if k := atoms[0]; k != current(t, i) && d.q.alone[k] < unlawful {
				x.Walks = append(x.Walks, []int32{k})
			}
			atoms = atoms[1:]
		}
		if len(x.Walks) > 0 {
			all = append(all, x)
		}
	}
	return all
}
