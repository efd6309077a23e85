package flow_test

import (
	"context"
	"fmt"

	"github.com/rotateplan/rotate/solver/flow"
)

// Two teachers, two posts, and a second year in which one way has become dear.
func Example() {
	n := &flow.Network{Supply: []int64{1, 1, -1, -1}}
	n.AddArc(0, 2, 0, 1, 4)
	far := n.AddArc(0, 3, 0, 1, 7)
	n.AddArc(1, 2, 0, 1, 1)
	n.AddArc(1, 3, 0, 1, 6)

	s, err := flow.Solve(context.Background(), n, nil)
	fmt.Println(s.Status, s.Cost, s.Flow, err)
	fmt.Println("checked:", flow.Check(n, s) == nil)

	n.Cost[far] = 20
	s, err = flow.Solve(context.Background(), n, s.Basis)
	fmt.Println(s.Status, s.Cost, s.Flow, err)
	// Output:
	// optimal 8 [0 1 1 0] <nil>
	// checked: true
	// optimal 10 [1 0 0 1] <nil>
}

// A demand that cannot be reached: the cut is the side with supply to spare.
func Example_infeasible() {
	n := &flow.Network{Supply: []int64{3, 0, -3}}
	n.AddArc(0, 1, 0, flow.Unbounded, 1)
	n.AddArc(1, 2, 0, 2, 1)
	s, err := flow.Solve(context.Background(), n, nil)
	fmt.Println(s.Status, s.Cut, err, flow.Check(n, s) == nil)
	// Output: infeasible [true true false] <nil> true
}
