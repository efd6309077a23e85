package job

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/model/verify"
	"github.com/rotateplan/rotate/solver"
	"github.com/rotateplan/rotate/solver/conflict"
	"github.com/rotateplan/rotate/solver/itinerant"
)

// circulate plans what itinerant teachers do under the list. That is no search, so no limit of one ends it.
func (o *Outcome) circulate(ctx context.Context, s solver.Options) error {
	start := time.Now()
	o.Case = o.Case.WithRotation(o.Rotation.Plan)
	if len(o.Case.TripLaw()) == 0 {
		return nil
	}
	ctx = context.WithoutCancel(ctx)
	result, err := itinerant.Solve(ctx, o.Case, s)
	switch {
	case err != nil:
		return fmt.Errorf("itinerant: %w", err)
	case result.Status == solver.Infeasible:
		return o.unmet(ctx, result.Conflict, s)
	case !result.HasPlan:
		return &NoPlan{Problem: "itinerant", Ended: Budget, Warnings: o.Input.Warnings}
	}
	account := verify.Circuit(o.Case, result.Plan)
	proven, err := verify.CircuitBound(o.Case, result.Certificate)
	if err := believe("itinerant", result, &account, proven, err); err != nil {
		return err
	}
	o.Circuit = &Part[model.Circuit]{Result: result, Account: account, Seconds: time.Since(start).Seconds()}
	return nil
}

// unmet says that itinerant teachers cannot give all that sections lack. They need not where the clause is a should: then
// what is lacking costs.
func (o *Outcome) unmet(ctx context.Context, quotas []string, s solver.Options) error {
	in := o.Input
	e := &Infeasible{County: in.County, Policy: in.Policy, Problem: "itinerant", Conflict: quotas, Warnings: in.Warnings}
	name := o.Case.TripLaw()[0].Rule.Name
	if slices.ContainsFunc(in.Policy.Clauses, func(k model.Clause) bool { return k.Rule == name && k.Firm }) {
		return e
	}
	x := conflict.Relaxation{Changes: []rule.Change{{Rule: name}}}
	c, err := rule.NewCase(in.County, rule.Changed(in.Policy, x.Changes), o.Case.Years())
	if err != nil {
		return err
	}
	c = c.WithGrouping(o.Grouping.Plan).WithRotation(o.Rotation.Plan)
	result, err := itinerant.Solve(ctx, c, s)
	if err != nil {
		return err
	}
	for _, q := range verify.Circuit(c, result.Plan).Quotas {
		x.Cost += q.Cost
	}
	e.Relaxations = append(e.Relaxations, x)
	return e
}
