package grouping

import (
	"slices"

	"github.com/rotateplan/rotate/model"
)

// node is a part of all plans, those in which some cores take some sections and do without others, with the best prices known for it. Its
// bound is that of the prices or, once it is split, the lesser of those of its halves.
type node struct {
	fixed  []decision
	prices []int64
	value  int64 // thousandths: what the prices prove, or the parent's if those prove more
	void   bool  // a core has no lawful walk

	without, with *node // its halves, by whether one of the last of their decisions' atoms is taken; or nil
}

// decision says that a core takes one of some atoms, all of one section, or none of them.
type decision struct {
	core  int32
	atoms []int32
	in    bool
}

// split makes two halves of a node, whose prices and value are good for both.
func (x *node) split(core int32, atoms []int32) {
	half := func(in bool) *node {
		return &node{fixed: append(slices.Clone(x.fixed), decision{core, atoms, in}), prices: x.prices, value: x.value}
	}
	x.without, x.with = half(false), half(true)
}

// bound is what is proven for a node, in thousandths.
func (x *node) bound() int64 {
	switch {
	case x.void:
		return unreachable
	case x.with == nil:
		return x.value
	}
	return min(x.without.bound(), x.with.bound())
}

// leaf returns the leaf that is bounded lowest, the one with more decisions taken first.
func (x *node) leaf() *node {
	for x.with != nil {
		if x.without.bound() < x.with.bound() {
			x = x.without
		} else {
			x = x.with
		}
	}
	return x
}

// certificate writes a tree down. Prices of a node that is split prove nothing, but they explain.
func (pr *problem) certificate(x *node, most int64) model.Certificate {
	bound := most
	if b := x.bound(); b < unreachable {
		bound = min(ceil(b), most)
	}
	c := pr.p.Certificate(x.prices, model.Cost(bound))
	if x.with != nil {
		c.Branch = &model.Branch{Atoms: pr.names(x.with.fixed[len(x.with.fixed)-1]),
			Without: pr.certificate(x.without, most), With: pr.certificate(x.with, most)}
	}
	return c
}

// names are those of the atoms of a decision, and of all that could stand for one of them.
func (pr *problem) names(d decision) (names []string) {
	k := &pr.cores[d.core]
	for a := k.own; a < k.end; a++ {
		if pr.atoms[a].Section == pr.atoms[d.atoms[0]].Section &&
			slices.ContainsFunc(d.atoms, func(b int32) bool { return a == b || pr.alike(k, a, b) }) {
			names = append(names, pr.c.MemberKey(pr.atoms[a]))
		}
	}
	return names
}
