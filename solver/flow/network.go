package flow

import (
	"errors"
	"fmt"
	"math"
)

// Unbounded, or anything above it, as an upper bound never binds. It is 2⁶⁰, so that a sum of a few still fits an int64. Lower bounds are finite:
// they lie above −Unbounded.
const Unbounded int64 = 1 << 60

const (
	// infinite is the room of an arc without upper bound. Flow never reaches 2⁶⁰, so what remains of it stays above endless.
	infinite int64 = 1 << 62
	endless  int64 = 1 << 61
)

// ErrOverflow says that supplies, bounds or costs are too large for sums in int64.
var ErrOverflow = errors.New("numbers too large")

// Network is a directed graph: node i supplies Supply[i] units (negative = demand); arc a runs From[a]→To[a] and carries Lower[a]..Upper[a]
// units at Cost[a] each. Parallel arcs, self loops, negative costs and negative lower bounds are fine.
type Network struct {
	Supply             []int64
	From, To           []int32
	Lower, Upper, Cost []int64
}

// AddArc appends an arc and returns its index.
func (n *Network) AddArc(from, to int32, lower, upper, cost int64) int {
	n.From = append(n.From, from)
	n.To = append(n.To, to)
	n.Lower = append(n.Lower, lower)
	n.Upper = append(n.Upper, upper)
	n.Cost = append(n.Cost, cost)
	return len(n.From) - 1
}

// Status says what a [Solution] is.
type Status uint8

const (
	Optimal       Status = iota // Flow and Potential prove each other
	Infeasible                  // no flow meets all bounds and balances; Cut proves it
	CostUnbounded               // feasible, but Flow is a circle along which cost falls for ever
	Stopped                     // the context ended first
)

func (s Status) String() string {
	switch s {
	case Optimal:
		return "optimal"
	case Infeasible:
		return "infeasible"
	case CostUnbounded:
		return "cost unbounded"
	case Stopped:
		return "stopped"
	}
	return fmt.Sprintf("status %d", uint8(s))
}

// Solution is what [Solve] found.
//
// Optimal: Flow per arc, Potential per node, Cost of the flow. Infeasible: Cut per node, a set whose supply cannot leave (all nodes if the supplies do
// not add up to zero); Flow and Potential are nil. CostUnbounded: Flow is 1 on the arcs of a circle of negative cost and 0 elsewhere, Cost
// the cost of one turn. Stopped: Flow meets all bounds but may not balance, Potential proves nothing, Cost is that of Flow.
//
// Basis starts the next Solve.
type Solution struct {
	Status          Status
	Flow, Potential []int64
	Cost            int64
	Cut             []bool
	Basis           *Basis
	Pivots          int

	paths *paths // of Resolve
}

// validate reports shapes and endpoints that make no network, O(m).
func (n *Network) validate() error {
	m := len(n.From)
	if len(n.To) != m || len(n.Lower) != m || len(n.Upper) != m || len(n.Cost) != m {
		return fmt.Errorf("flow: arc columns differ in length: From %d, To %d, Lower %d, Upper %d, Cost %d",
			m, len(n.To), len(n.Lower), len(n.Upper), len(n.Cost))
	}
	if int64(len(n.Supply))+int64(m) >= math.MaxInt32 {
		return fmt.Errorf("flow: %d nodes and %d arcs: %w", len(n.Supply), m, ErrOverflow)
	}
	nodes := uint32(len(n.Supply))
	for a, from := range n.From {
		if uint32(from) >= nodes || uint32(n.To[a]) >= nodes {
			return fmt.Errorf("flow: arc %d runs %d→%d, but nodes are 0..%d", a, from, n.To[a], int(nodes)-1)
		}
	}
	return nil
}

// carries tells whether arc a can carry more or less between two nodes.
func (n *Network) carries(a int) bool { return n.Lower[a] < n.Upper[a] && n.From[a] != n.To[a] }

// excess is what is left of the supplies once all arcs carry their lower bounds, in an array of some length.
func (n *Network) excess(lower bool, length int) []int64 {
	x := make([]int64, length)
	copy(x, n.Supply)
	if !lower {
		return x
	}
	for a, l := range n.Lower {
		if l != 0 {
			x[n.From[a]] -= l
			x[n.To[a]] += l
		}
	}
	return x
}
