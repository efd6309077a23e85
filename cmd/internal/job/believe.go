package job

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/verify"
	"github.com/rotateplan/rotate/solver"
	"github.com/rotateplan/rotate/solver/conflict"
)

// Infeasible says that no plan exists: these quotas cannot hold together.
type Infeasible struct {
	County   *model.County
	Problem  string   // "grouping", "rotation" or "itinerant"
	Conflict []string // each is needed for it, if Minimal
	Minimal  bool
	// Suspected says that no conflict was found: these quotas drive the cost up most.
	Suspected bool
	Together  []string // those of the conflict that are shown to be needed with others of their rule, not each alone
	Cut       bool     // a limit or an interrupt ended the search for relaxations
	Policy    *model.Policy

	Relaxations []conflict.Relaxation // of the policy, the cheapest first: each makes a plan
	Warnings    model.Faults
}

func (e *Infeasible) Error() string {
	return fmt.Sprintf("no %s exists: %s", e.Problem, strings.Join(e.Conflict, ", "))
}

// NoPlan says that a limit or an interrupt came before any plan.
type NoPlan struct {
	Problem  string // "grouping", "rotation" or "itinerant"
	Ended    string // Interrupted, TimeLimit or Budget
	Warnings model.Faults
}

func (e *NoPlan) Error() string { return e.Ended + " before any " + e.Problem }

func (o *Outcome) none(ctx context.Context, problem string, status solver.Status, suspected []string, s solver.Options) error {
	if status == solver.Infeasible {
		return o.infeasible(ctx, problem, suspected, s)
	}
	return &NoPlan{Problem: problem, Ended: cause(ctx), Warnings: o.Input.Warnings}
}

// listless ends a search that found no list: groups that were planned stand alone, unless no list exists.
func (o *Outcome) listless(ctx context.Context, status solver.Status, suspected []string, s solver.Options) error {
	if status == solver.Infeasible || o.Grouping.Given {
		return o.none(ctx, "rotation", status, suspected, s)
	}
	o.Cut = cause(ctx)
	return nil
}

// believe holds the claims of a solver against the judge. Where the certificate proves more than was claimed, the plan
// claims what is proven.
func believe[P any](problem string, r *solver.Result[P], account *verify.Account, proven model.Cost, err error) error {
	switch {
	case err != nil:
		return fmt.Errorf("%s: the certificate is refused: %w", problem, err)
	case len(account.Broken) > 0:
		return fmt.Errorf("%s: the plan breaks %s", problem, broken(account.Broken))
	case account.Cost != r.Cost:
		return fmt.Errorf("%s: the plan claims cost %d, a recount finds %d", problem, r.Cost, account.Cost)
	case r.Bound > proven:
		return fmt.Errorf("%s: the plan claims bound %d, its certificate proves %d", problem, r.Bound, proven)
	case proven > account.Cost:
		return fmt.Errorf("%s: the certificate proves %d, more than the cost %d of a lawful plan", problem, proven, account.Cost)
	case r.Status == solver.Optimal && proven < account.Cost:
		return errors.New(problem + ": the plan claims to be optimal, its certificate does not prove it")
	}
	r.Bound, r.Certificate.Bound = proven, proven
	return nil
}

func broken(findings []verify.Finding) string {
	var all []string
	for i, f := range findings {
		if i == 5 {
			all = append(all, fmt.Sprintf("and %d more", len(findings)-i))
			break
		}
		all = append(all, fmt.Sprintf("%s at %s by %d", f.Rule, f.Where, f.Units))
	}
	return strings.Join(all, "; ")
}
