package flow

import (
	"errors"
	"fmt"
)

// Check tells whether s is what its status claims, from the network alone, in O(n+m): that an optimal flow meets bounds and supplies and that
// its potentials prove it cheapest; that a cut proves infeasibility; that the circle of an unbounded cost is one (not that a feasible flow
// exists). It uses nothing of [Solve]. A stopped solution claims nothing and is refused.
func Check(n *Network, s *Solution) error {
	if s == nil {
		return errors.New("flow: no solution")
	}
	if err := n.validate(); err != nil {
		return err
	}
	switch s.Status {
	case Optimal:
		return checkOptimal(n, s)
	case Infeasible:
		return checkCut(n, s.Cut)
	case CostUnbounded:
		return checkCircle(n, s)
	}
	return fmt.Errorf("flow: a solution with status %v claims nothing", s.Status)
}

func checkOptimal(n *Network, s *Solution) error {
	if len(s.Flow) != len(n.From) || len(s.Potential) != len(n.Supply) {
		return fmt.Errorf("flow: %d flows for %d arcs, %d potentials for %d nodes", len(s.Flow), len(n.From), len(s.Potential), len(n.Supply))
	}
	var cost wide
	for a, x := range s.Flow {
		if x < n.Lower[a] || x > n.Upper[a] && n.Upper[a] < Unbounded {
			return fmt.Errorf("flow: arc %d carries %d, bounds %d..%d", a, x, n.Lower[a], n.Upper[a])
		}
		var reduced wide
		reduced.add(n.Cost[a])
		reduced.add(s.Potential[n.From[a]])
		reduced.sub(s.Potential[n.To[a]])
		sign := reduced.sign()
		if sign > 0 && x != n.Lower[a] {
			return fmt.Errorf("flow: arc %d costs more than its ends differ, yet carries %d, lower bound %d", a, x, n.Lower[a])
		}
		if sign < 0 && (x != n.Upper[a] || x >= Unbounded) {
			return fmt.Errorf("flow: arc %d costs less than its ends differ, yet carries %d, upper bound %d", a, x, n.Upper[a])
		}
		if !cost.addProduct(n.Cost[a], x) {
			return fmt.Errorf("flow: arc %d carries %d at %d: %w", a, x, n.Cost[a], ErrOverflow)
		}
	}
	if cost.sub(s.Cost); cost.sign() != 0 {
		return fmt.Errorf("flow: cost %d is not that of the flow", s.Cost)
	}
	return checkBalance(n, s.Flow, n.Supply)
}

// checkBalance wants out − in = supply at every node.
func checkBalance(n *Network, flow, supply []int64) error {
	left := make([]wide, len(n.Supply))
	for i, b := range supply {
		left[i].add(b)
	}
	for a, x := range flow {
		left[n.From[a]].sub(x)
		left[n.To[a]].add(x)
	}
	for i := range left {
		if left[i].sign() != 0 {
			return fmt.Errorf("flow: node %d does not pass on its supply of %d", i, supply[i])
		}
	}
	return nil
}

// checkCut wants supply(S) outside [lower(out) − upper(in), upper(out) − lower(in)], which every flow lies in.
func checkCut(n *Network, cut []bool) error {
	if len(cut) != len(n.Supply) {
		return fmt.Errorf("flow: cut of %d nodes in a network of %d", len(cut), len(n.Supply))
	}
	var supply, most, least wide
	for i, in := range cut {
		if in {
			supply.add(n.Supply[i])
		}
	}
	noMost, noLeast := false, false
	for a, from := range n.From {
		switch leaves, enters := cut[from], cut[n.To[a]]; {
		case leaves && !enters:
			most.add(n.Upper[a])
			least.add(n.Lower[a])
			noMost = noMost || n.Upper[a] >= Unbounded
		case enters && !leaves:
			most.sub(n.Lower[a])
			least.sub(n.Upper[a])
			noLeast = noLeast || n.Upper[a] >= Unbounded
		}
	}
	if !noMost && most.less(supply) || !noLeast && supply.less(least) {
		return nil
	}
	return errors.New("flow: the arcs across the cut can carry its supply")
}

func checkCircle(n *Network, s *Solution) error {
	if len(s.Flow) != len(n.From) {
		return fmt.Errorf("flow: %d flows for %d arcs", len(s.Flow), len(n.From))
	}
	var cost wide
	for a, x := range s.Flow {
		if x < 0 || x > 0 && n.Upper[a] < Unbounded {
			return fmt.Errorf("flow: arc %d with upper bound %d cannot carry %d for ever", a, n.Upper[a], x)
		}
		if !cost.addProduct(n.Cost[a], x) {
			return fmt.Errorf("flow: arc %d carries %d at %d: %w", a, x, n.Cost[a], ErrOverflow)
		}
	}
	if cost.sign() >= 0 {
		return errors.New("flow: the circle does not lower the cost")
	}
	return checkBalance(n, s.Flow, make([]int64, len(n.Supply)))
}
