package job

import (
	"context"
	"errors"
	"runtime"

	"github.com/rotateplan/rotate/cmd/internal/preflight"
	"github.com/rotateplan/rotate/cmd/internal/report"
	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/solver"
)

// Version of the program, written in every plan.
const Version = "0.1.0"

// What ended a search early.
const (
	Interrupted = "interrupt"
	TimeLimit   = "time-limit"
	Budget      = "effort" // the work budget was used up
)

// ended says what ended the search: an interrupt, the limit, or of its own accord the worse of the two statuses.
func (o *Outcome) ended(ctx context.Context) string {
	switch {
	case o.Cut != "":
		return o.Cut
	case o.worst() != solver.Stopped:
		return o.worst().String()
	case errors.Is(ctx.Err(), context.Canceled):
		return Interrupted
	}
	return TimeLimit
}

// cause says what ended a search that found nothing.
func cause(ctx context.Context) string {
	switch err := ctx.Err(); {
	case err == nil:
		return Budget
	case errors.Is(err, context.Canceled):
		return Interrupted
	}
	return TimeLimit
}

func (o *Outcome) worst() solver.Status {
	worst := o.Grouping.Status
	if o.Rotation != nil {
		worst = max(worst, o.Rotation.Status)
	}
	return worst
}

// Report returns the outcome as a report tells it.
func (o *Outcome) Report(r *Request) *report.Plan {
	in := o.Input
	p := &report.Plan{Version: Version, DataPath: in.Source.Data, DataSHA256: in.SHA256, CRS: in.Source.CRS,
		Seed: r.Solver.Seed, Effort: r.Solver.Effort, Case: o.Case, Grouping: o.Grouping.Plan, Groups: verdict(&o.Grouping),
		Warnings: in.Warnings, Run: o.run(r)}
	if in.Source.Policy != in.Policy.Name {
		p.PolicyPath = in.Source.Policy
	}
	p.Relaxed, p.Policy = o.Relaxed, o.Policy
	if in.Kept != nil {
		p.Keep = report.Keep{Path: in.Source.Keep, SHA256: in.Kept.SHA256}
	}
	if o.Rotation != nil {
		p.Rotation, p.Moves, p.Equals = o.Rotation.Plan, verdict(o.Rotation), o.Rotation.Equals
	}
	if o.Circuit != nil {
		p.Circuit, p.Trips = o.Circuit.Plan, verdict(o.Circuit)
	}
	return p
}

func verdict[P any](x *Part[P]) report.Verdict {
	if x.Given {
		return report.Verdict{Status: report.Given, Account: x.Account}
	}
	return report.Verdict{Status: x.Status.String(), Account: x.Account, Bound: x.Bound, Certificate: x.Certificate}
}

func (o *Outcome) run(r *Request) report.Run {
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	threads := r.Solver.Threads
	if threads <= 0 {
		threads = runtime.GOMAXPROCS(0)
	}
	return report.Run{Seconds: o.Seconds, PeakMemory: int64(memory.Sys), Threads: threads, Ended: o.Ended,
		Read: preflight.Understand(o.Input.County, o.Input.Tables, o.Input.Doubts)}
}

// Worth is what a stopped plan is worth: of the half that was stopped.
func (o *Outcome) Worth() (problem string, cost, bound model.Cost) {
	if o.Rotation != nil && o.Rotation.Status == solver.Stopped {
		return "rotation", o.Rotation.Account.Cost, o.Rotation.Bound
	}
	return "grouping", o.Grouping.Account.Cost, o.Grouping.Bound
}
