// Package solver is the vocabulary the solvers share: what they are asked, what they answer, how they report.
//
// A solver takes a rule.Case and Options and returns a Result: a plan, its cost, a bound and the certificate that
// proves the bound. Context is the only way to stop one early: a cancelled solve returns the best plan so far with
// status Stopped and a nil error. Results never depend on the number of threads nor on time, unless stopped by context.
package solver

import "github.com/rotateplan/rotate/model"

// Options ask for a solve. The zero value is valid.
type Options struct {
	Gap      float64        // stop when (cost − bound) / max(1, cost) is at most this, and of a list also of MoverCost a mover; 0 means 0.001
	Any      bool           // a list is asked for that obeys all musts, whatever it costs
	Effort   int            // deterministic work budget in rounds of the search; 0 means what suits the size
	Threads  int            // 0 means all processors; answers do not depend on it
	Seed     uint64         // of every draw
	Progress func(Progress) // called now and then from one goroutine; nil means no reports
}

// Progress tells how far a solve is.
type Progress struct {
	Problem string // "grouping" or "rotation"; itinerant teaching takes no time to tell of
	HasPlan bool
	Cost    model.Cost // of the best plan so far, if HasPlan
	Bound   model.Cost
	Work    int // rounds done
	Effort  int // rounds of the budget
}

// Status is what a result says of itself.
type Status uint8

const (
	None       Status = iota // no plan found, none excluded
	Optimal                  // cost = bound
	WithinGap                // the gap asked for is reached
	Exhausted                // the work budget ended the search with a wider gap
	Stopped                  // a limit or an interrupt ended the search
	Infeasible               // no plan exists
)

func (s Status) String() string {
	return [...]string{"none", "optimal", "gap", "effort", "stopped", "infeasible"}[s]
}

// Result is a solver's answer. Its plan and its bound are claims: the judge (model/verify) decides.
type Result[P any] struct {
	Status      Status
	HasPlan     bool
	Plan        P
	Cost        model.Cost
	Bound       model.Cost
	Certificate model.Certificate
	Work        int
	Equals      []int    // by stay of a rotation: among how many equal people she was drawn by lot
	Conflict    []string // keys of quotas that cannot hold together, when Infeasible
}

// MoverCost is how many metre-terms a mover a gap is taken of as well: where most of the cost of a list cannot be helped, a small share
// of it is much for those whom the list is about.
const MoverCost = 50_000

// Gap returns (cost − bound) / max(1, cost).
func Gap(cost, bound model.Cost) float64 {
	return float64(cost-bound) / float64(max(1, cost))
}
