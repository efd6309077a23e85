package grouping

import (
	"slices"

	"github.com/rotateplan/rotate/solver/proof"
)

// node is a part of all plans; the agents of its decisions are cores.
type node = proof.Node[struct{}]

// names are those of the atoms of a decision, and of all that could stand for one of them.
func (pr *problem) names(d proof.Decision) (names []string) {
	k := &pr.cores[d.Agent]
	for a := k.own; a < k.end; a++ {
		if pr.atoms[a].Section == pr.atoms[d.Atoms[0]].Section &&
			slices.ContainsFunc(d.Atoms, func(b int32) bool { return a == b || pr.alike(k, a, b) }) {
			names = append(names, pr.c.MemberKey(pr.atoms[a]))
		}
	}
	return names
}
