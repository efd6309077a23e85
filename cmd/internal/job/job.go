// Package job takes one county from its files to a verdict: read, group, rotate, send round, judge. It alone knows the order, and
// it believes the judge (model/verify), never a solver: a plan with a broken rule, a cost that a recount does not find
// or a bound the certificate does not prove is an error of ours.
package job

import (
	"context"
	"fmt"
	"time"

	"github.com/rotateplan/rotate/cmd/internal/input"
	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/model/verify"
	"github.com/rotateplan/rotate/solver"
	"github.com/rotateplan/rotate/solver/grouping"
	"github.com/rotateplan/rotate/solver/rotation"
)

// Request asks for the plan of one county.
type Request struct {
	input.Source
	Only      Scope
	MPS       string        // folder for the integer programs; "" writes none
	TimeLimit time.Duration // 0 is none; grouping gets at most a fifth
	Solver    solver.Options
	Relax     bool // the policy, where no plan exists
}

// Scope is how much of the plan is asked for.
type Scope uint8

const (
	Whole        Scope = iota
	OnlyGroups         // no exchange list
	OnlyRotation       // groups as given, or as they exist
)

// Outcome is a judged plan.
type Outcome struct {
	Input    *input.Input
	Case     *rule.Case // carries the grouping, and the rotation
	Grouping Part[model.Grouping]
	Rotation *Part[model.Rotation] // nil when there is none
	Circuit  *Part[model.Circuit]  // nil where the policy knows no itinerant teachers
	Seconds  float64
	Ended    string        // what ended the search
	Relaxed  []rule.Change // what of the policy was
	Policy   *model.Policy // before that
	Cut      string        // what ended the search before the first list: Interrupted, TimeLimit or Budget; "" nothing did
}

// Part is one half of a plan. The claims of its result have been judged: Cost is the recount, Bound is proven.
type Part[P any] struct {
	*solver.Result[P]
	Given   bool // taken as given, not planned: it has no bound
	Account verify.Account
	Seconds float64
}

// Run plans one county. Its error is model.Faults, Infeasible, NoPlan, or an error of ours.
func Run(ctx context.Context, r Request) (*Outcome, error) {
	in, faults := input.Read(r.Source)
	if len(faults) > 0 {
		return nil, faults
	}
	return Plan(ctx, r, in)
}

// plan plans under the policy as it is.
func plan(ctx context.Context, r Request, in *input.Input) (*Outcome, error) {
	c, err := rule.NewCase(in.County, in.Policy, 1)
	if err != nil {
		return nil, err
	}
	start := time.Now()
	if r.TimeLimit > 0 {
		limited, cancel := context.WithTimeout(ctx, r.TimeLimit)
		defer cancel()
		ctx = limited
	}
	out := &Outcome{Input: in, Case: c}
	if err := out.group(ctx, r); err != nil {
		return nil, err
	}
	out.Case = c.WithGrouping(out.Grouping.Plan)
	if r.Only != OnlyGroups {
		if err := out.rotate(ctx, r); err != nil {
			return nil, err
		}
	}
	out.Seconds, out.Ended = time.Since(start).Seconds(), out.ended(ctx)
	return out, writeMPS(r.MPS, r.Only, out)
}

// group plans the groups, or takes them as given.
func (o *Outcome) group(ctx context.Context, r Request) error {
	kept := o.Input.Kept != nil
	if kept && o.Input.Kept.Groups == nil && r.Groups == "" && r.Only != OnlyRotation {
		return model.Faults{input.Usage("--groups", o.Input.Source.Keep, "名单所依据的集团 / the groups the list was made under",
			"加上 --groups groups.csv；按现有结对则加 --only rotation / add --groups groups.csv; with --only rotation the existing pairs count")}
	}
	if r.Groups != "" || r.Only == OnlyRotation || kept {
		return o.takeGroups(r.Groups)
	}
	if r.TimeLimit > 0 {
		limited, cancel := context.WithTimeout(ctx, r.TimeLimit/5)
		defer cancel()
		ctx = limited
	}
	start := time.Now()
	result, err := grouping.Solve(ctx, o.Case, r.Solver)
	if err != nil {
		return fmt.Errorf("grouping: %w", err)
	}
	if !result.HasPlan {
		return o.none(ctx, "grouping", result.Status, result.Conflict, r.Solver)
	}
	account := verify.Grouping(o.Case, result.Plan)
	proven, err := verify.GroupingBound(o.Case, result.Certificate)
	if err := believe("grouping", result, &account, proven, err); err != nil {
		return err
	}
	o.Grouping = Part[model.Grouping]{Result: result, Account: account, Seconds: time.Since(start).Seconds()}
	return nil
}

// rotate plans the exchange list. What ends the search before the first list leaves the groups standing alone.
func (o *Outcome) rotate(ctx context.Context, r Request) error {
	start := time.Now()
	result, err := rotation.Solve(ctx, o.Case, r.Solver)
	if err != nil {
		return fmt.Errorf("rotation: %w", err)
	}
	if !result.HasPlan {
		return o.listless(ctx, result.Status, result.Conflict, r.Solver)
	}
	account := verify.Rotation(o.Case, result.Plan)
	proven, err := verify.RotationBound(o.Case, result.Certificate)
	if err := believe("rotation", result, &account, proven, err); err != nil {
		return err
	}
	o.Rotation = &Part[model.Rotation]{Result: result, Account: account, Seconds: time.Since(start).Seconds()}
	return o.circulate(ctx, r.Solver)
}
