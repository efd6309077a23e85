// Package proof proves bounds where one list of prices cannot: all plans are split in two, those in which an agent takes one of some
// atoms and those in which she takes none, or those in which at most so many atoms count in a quota and those in which more do, each half
// again, and every part has prices of its own. What is proven of all plans is the least of what is proven of the parts (Land and Doig 1960, Econometrica 28; with Lagrangean bounds Geoffrion 1974, section 4).
package proof

import (
	"slices"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/solver/program"
)

// Void is the bound of a part without plans.
const Void = int64(1) << 62

// Node is a part of all plans, those that decisions leave, with the best prices known for it and what else a solver keeps of it.
type Node[T any] struct {
	Fixed  []Decision
	Prices []int64 // of all rows
	Value  int64   // thousandths: what the prices prove, or the parent's if those prove more
	Void   bool    // an agent has no lawful walk
	Own    T

	Without, With *Node[T] // its halves, by whether one of the last of their decisions' atoms is taken; or nil
}

// Decision says that an agent takes one of some atoms, or none of them. One of a stair says that more than Most atoms count in it, or at
// most so many.
type Decision struct {
	Agent int32
	Atoms []int32
	In    bool
	Stair *program.Stair
	Most  int64
}

// Half is a part of a node. The node's prices and value are good for it too, unless it rounds a stair.
func (x *Node[T]) Half(d Decision) *Node[T] {
	return &Node[T]{Fixed: append(slices.Clone(x.Fixed), d), Prices: x.Prices, Value: x.Value, Own: x.Own}
}

// Counts lists what decisions say of stairs.
func Counts(fixed []Decision) (all []program.Limit) {
	for _, d := range fixed {
		if d.Stair != nil {
			all = append(all, program.Limit{Stair: d.Stair, Most: d.Most, More: d.In})
		}
	}
	return all
}

// Decided reports whether one of some decisions is on just these atoms.
func Decided(fixed []Decision, atoms []int32) bool {
	return slices.ContainsFunc(fixed, func(d Decision) bool { return slices.Equal(d.Atoms, atoms) })
}

// Bound is what is proven for a node, in thousandths: by its prices or, once it is split, by the lesser of its halves if that is more.
func (x *Node[T]) Bound() int64 {
	switch {
	case x.Void:
		return Void
	case x.With == nil:
		return x.Value
	}
	return max(x.Value, min(x.Without.Bound(), x.With.Bound()))
}

// Leaf returns the leaf that is bounded lowest, the one with more decisions taken first.
func (x *Node[T]) Leaf() *Node[T] {
	for x.With != nil {
		if x.Without.Bound() < x.With.Bound() {
			x = x.Without
		} else {
			x = x.With
		}
	}
	return x
}

// Certificate writes a tree down, with bounds of most metre-terms at most. names lists the keys of a decision's atoms. Prices of a node
// that is split prove nothing, but they explain.
func (x *Node[T]) Certificate(p *program.Program, most int64, names func(Decision) []string) model.Certificate {
	c := p.Under(Counts(x.Fixed)).Certificate(x.Prices, model.Cost(min(Whole(x.Bound()), most)))
	if x.With == nil || x.Bound() == x.Value {
		return c
	}
	c.Branch = &model.Branch{Without: x.Without.Certificate(p, most, names), With: x.With.Certificate(p, most, names)}
	if d := x.With.Fixed[len(x.With.Fixed)-1]; d.Stair == nil {
		c.Branch.Atoms = names(d)
	} else {
		c.Branch.Quota, c.Branch.Most, c.Branch.Lift = d.Stair.Key, d.Most, d.Stair.Lift
	}
	return c
}

// Whole turns thousandths into metre-terms, upward: costs are integers.
func Whole(thousandths int64) int64 {
	w := thousandths / program.Thousand
	if thousandths > w*program.Thousand {
		w++
	}
	return w
}
