package rotation

import (
	"slices"

	"github.com/rotateplan/rotate/solver/price"
)

// answers are the atoms that the last rounds of a climb have taken.
type answers struct {
	recent [][]int32
	noted  int // rounds since the climb was begun
}

// recentRounds are remembered.
const recentRounds = 80

// note remembers the atoms of a round.
func (a *answers) note(atoms []int32) {
	a.noted++
	if a.recent = append(a.recent, slices.Clone(atoms)); len(a.recent) > recentRounds {
		a.recent = a.recent[1:]
	}
}

// shares returns how much of the mixture of answers that solves the relaxation takes each of so many atoms.
func (a *answers) shares(climb *price.Ascent, atoms int) []float64 {
	share := make([]float64, atoms)
	climb.Mixture(func(report int, weight float64) {
		if n := len(a.recent) - a.noted + report; n >= 0 && n < len(a.recent) {
			for _, k := range a.recent[n] {
				share[k] += weight
			}
		}
	})
	return share
}
