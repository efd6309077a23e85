// Package instance draws min-cost-flow problems by a seed: counties as the planner prices them, and networks in the manner of
// NETGEN. Name, size and seed give the same arcs in the same order on any machine; all are feasible.
//
//	cty_T    T teachers → posts with bounds → schools that keep their size → sink; staying costs 0, a move its way less a
//	         reward, so that about a tenth move
//	ctq_T    the same county as a circulation: a tenth to 15 % of all teachers move, 6–15 % out of each school and into it
//	ntg8_K   2ᴷ nodes, 8 arcs a node, few sources and sinks at the ends of chains, all arcs with capacities
//	ntgas_K  assignment of 2ᴷ⁻¹ to as many, 8 arcs a node
//	ntgtr_K  transportation from 2ᴷ⁻¹ sources to as many sinks, 8 arcs a node
package instance

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/rotateplan/rotate/solver/flow"
)

// Instance is a network and, of a county, where to find what changes from year to year: the arcs First ≤ a < After that are
// choices of teachers, with their costs, and bounds of schools or posts.
type Instance struct {
	*flow.Network
	Choices, Bounds Range
}

// Range is a run of arcs.
type Range struct{ First, After int }

// kinds are the names an instance may begin with and the sizes there are.
var kinds = []struct {
	name        string
	least, most int
	draw        func(size int, seed uint64) *Instance
}{
	{"cty", 1000, 1_000_000, func(size int, seed uint64) *Instance { return drawCounty(size, seed).assignment() }},
	{"ctq", 1000, 1_000_000, func(size int, seed uint64) *Instance { return drawCounty(size, seed).circulation() }},
	{"ntg8", 6, 22, func(size int, seed uint64) *Instance { return &Instance{Network: general(size).draw(seed)} }},
	{"ntgas", 6, 22, func(size int, seed uint64) *Instance { return &Instance{Network: assignment(size, seed)} }},
	{"ntgtr", 6, 22, func(size int, seed uint64) *Instance { return &Instance{Network: transportation(size).draw(seed)} }},
}

// Draw draws the instance of a name such as cty_1000.
func Draw(name string, seed uint64) (*Instance, error) {
	kind, number, _ := strings.Cut(name, "_")
	for _, k := range kinds {
		if k.name != kind {
			continue
		}
		size, err := strconv.Atoi(number)
		if err != nil || size < k.least || size > k.most {
			return nil, fmt.Errorf("%q: the size must lie in %d..%d", name, k.least, k.most)
		}
		return k.draw(size, seed), nil
	}
	return nil, fmt.Errorf("%q: no kind of instance; there are cty, ctq, ntg8, ntgas and ntgtr", name)
}
