package job

import (
	"context"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/solver"
	"github.com/rotateplan/rotate/solver/rotation"
)

// Again plans lists anew for those who ask what another law would make of one, and who judge the answer.
func Again(ctx context.Context, o solver.Options) func(*rule.Case) (*solver.Result[model.Rotation], error) {
	return func(c *rule.Case) (*solver.Result[model.Rotation], error) { return rotation.Solve(ctx, c, o) }
}
