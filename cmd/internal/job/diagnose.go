package job

import (
	"context"

	"github.com/rotateplan/rotate/cmd/internal/input"
	"github.com/rotateplan/rotate/cmd/internal/say"
	"github.com/rotateplan/rotate/cmd/internal/wording"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/solver"
	"github.com/rotateplan/rotate/solver/conflict"
)

// relaxationsMost is how many times a policy is relaxed before a job gives up.
const relaxationsMost = 4

// Plan is Run for an input that has been read. Where no plan exists and the request says so, the policy is relaxed in the
// cheapest way found until one does.
func Plan(ctx context.Context, r Request, in *input.Input) (*Outcome, error) {
	was, relaxed := in.Policy, []rule.Change(nil)
	for {
		out, err := plan(ctx, r, in)
		why, infeasible := err.(*Infeasible)
		if !infeasible || !r.Relax || len(why.Relaxations) == 0 || len(relaxed) == relaxationsMost {
			if out != nil {
				out.Relaxed, out.Policy = relaxed, was
			}
			return out, err
		}
		relaxed = append(relaxed, why.Relaxations[0].Changes...)
		milder := *in
		milder.Policy = rule.Changed(was, relaxed)
		in = &milder
	}
}

// infeasible says what cannot hold together, and what would make a plan.
func (o *Outcome) infeasible(ctx context.Context, problem string, suspected []string, s solver.Options) error {
	e := &Infeasible{County: o.Input.County, Policy: o.Input.Policy, Problem: problem, Warnings: o.Input.Warnings}
	var d *conflict.Diagnosis
	var err error
	if problem == "grouping" {
		d, err = conflict.Grouping(ctx, o.Case, suspected, s)
	} else {
		d, err = conflict.Rotation(ctx, o.Case, o.Grouping.Plan, suspected, s)
	}
	if err != nil {
		return err
	}
	for i := range d.Conflict {
		e.Conflict = append(e.Conflict, d.Conflict[i].Key())
		if d.Conflict[i].Together {
			e.Together = append(e.Together, d.Conflict[i].Key())
		}
	}
	e.Minimal, e.Suspected, e.Relaxations, e.Cut = d.Minimal, d.Suspected, d.Relaxations, d.Cut
	return e
}

// Head says of what the demands are told: that they cannot hold together or, where that was not shown, that they cost most.
func (e *Infeasible) Head(v say.Voice) string {
	if e.Suspected {
		return v.Say("command.suspected-" + e.Problem)
	}
	return v.Say("command.infeasible-" + e.Problem)
}

// Ways tells what would make a plan, the cheapest first.
func (e *Infeasible) Ways(v say.Voice) []wording.Relaxation {
	var all []wording.Relaxation
	for i := range e.Relaxations {
		x := &e.Relaxations[i]
		all = append(all, wording.Relaxing(e.County, e.Policy, x.Changes, x.Cost, (*wording.Tighter)(x.Tighter), v))
	}
	return all
}
