package itinerant

import (
	"context"

	"github.com/rotateplan/rotate/solver/flow"
)

// repair closes ways until every pool can share out what the flow makes it give, and reports whether that came about. A pool
// that owes more than its teachers can give at so few places loses the way without which the flow costs least.
func (s *season) repair(ctx context.Context, n *network, x *flow.Solution) (bool, error) {
	for {
		k := s.overcalled(s.owed(x.Flow[n.ways:n.calls]))
		if k < 0 {
			return true, nil
		}
		way, err := s.dispensable(ctx, n, x, k)
		if way < 0 || err != nil {
			return false, err
		}
		if err := s.close(ctx, n, x, way); err != nil || x.Status != flow.Optimal {
			return false, err
		}
	}
}

// dispensable returns the way of a pool that carries anything and whose closing costs least, or -1 where every call must be met and none
// can be closed. The flow is as cheap as before, but need not be the same.
func (s *season) dispensable(ctx context.Context, n *network, x *flow.Solution, pool int) (best int, err error) {
	var carrying []int
	for i, w := range s.ways {
		if w.pool == pool && x.Flow[n.ways+int32(i)] > 0 {
			carrying = append(carrying, i)
		}
	}
	best, least := -1, int64(0)
	for _, i := range carrying {
		if err := s.close(ctx, n, x, i); err != nil {
			return -1, err
		}
		if x.Status == flow.Optimal && (best < 0 || x.Cost < least) {
			best, least = i, x.Cost
		}
		if err := s.open(ctx, n, x, i); err != nil {
			return -1, err
		}
	}
	return best, nil
}

// overcalled returns the first pool that cannot share out what it owes, or -1.
func (s *season) overcalled(owed [][]portion) int {
	for k := range owed {
		if _, left := s.pools[k].share(owed[k], s.Places); len(left) > 0 {
			return k
		}
	}
	return -1
}
