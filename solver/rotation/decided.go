package rotation

import (
	"slices"

	"github.com/rotateplan/rotate/solver/proof"
)

// decided is what decisions leave of the plans: no stay that is shut, and one of those wanted of each teacher of whom some are.
type decided struct {
	fixed  []proof.Decision
	shut   []bool            // by atom
	wanted map[int32][]int32 // by agent: atoms
}

// forbidding is what an arc of the network costs that decisions forbid, in thousandths: more than anything else, and little enough for
// sums over all teachers. What the network then costs is no bound, but its prices are as good as any.
const forbidding = int64(1) << 40

// decide turns to the plans that some decisions leave. Of several demands on one teacher the last is the narrowest.
func (x *decided) decide(fixed []proof.Decision) {
	for _, d := range x.fixed {
		for _, k := range d.Atoms {
			x.shut[k] = false
		}
	}
	x.fixed, x.wanted = fixed, map[int32][]int32{}
	for _, d := range fixed {
		if d.Stair != nil {
			continue
		}
		if d.In {
			x.wanted[d.Agent] = d.Atoms
			continue
		}
		for _, k := range d.Atoms {
			x.shut[k] = true
		}
	}
}

// forbids reports whether a teacher may not take an atom, or stay at home.
func (x *decided) forbids(agent, atom int32) bool {
	wanted := x.wanted[agent]
	return atom != atHome && x.shut[atom] || wanted != nil && !slices.Contains(wanted, atom)
}
