package main

import (
	"context"
	"errors"
	"io"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"github.com/rotateplan/rotate/cmd/internal/input"
	"github.com/rotateplan/rotate/cmd/internal/job"
	"github.com/rotateplan/rotate/cmd/internal/preflight"
	"github.com/rotateplan/rotate/cmd/internal/report"
	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/solver"
)

// planOptions are the flags of plan.
type planOptions struct {
	input.Source
	horizon   int
	out       string
	only      string
	gap       float64
	effort    int
	timeLimit time.Duration
	seed      uint64
	threads   int
	mps       string
	format    string
	relax     bool
}

func newPlan(con *console) *cobra.Command {
	var o planOptions
	c := &cobra.Command{
		Use:   "plan --county CODE",
		Short: con.voice.Say("command.plan"),
		Args:  exactly(0),
		RunE:  func(c *cobra.Command, _ []string) error { return runPlan(c.Context(), con, o) },
	}
	f, say := c.Flags(), con.voice.Say
	o.Bind(f, con.voice)
	f.IntVar(&o.horizon, "horizon", 1, say("flag.horizon"))
	f.StringVar(&o.out, "out", "", say("flag.out"))
	f.StringVar(&o.only, "only", "", say("flag.only"))
	f.StringVar(&o.Groups, "groups", "", say("flag.groups"))
	f.StringVar(&o.Keep, "keep", "", say("flag.keep"))
	o.bindSearch(c, con, time.Minute)
	f.StringVar(&o.mps, "write-mps", "", say("flag.write-mps"))
	f.BoolVar(&o.relax, "relax", false, say("flag.relax"))
	f.StringVar(&o.format, "format", "text", say("flag.format"))
	return c
}

// bindSearch makes flags of what a search may cost and how good it must be.
func (o *planOptions) bindSearch(c *cobra.Command, con *console, limit time.Duration) {
	f, say := c.Flags(), con.voice.Say
	f.Float64Var(&o.gap, "gap", 0.001, say("flag.gap"))
	f.IntVar(&o.effort, "effort", 0, say("flag.effort"))
	f.DurationVar(&o.timeLimit, "time-limit", limit, say("flag.time-limit"))
	f.Uint64Var(&o.seed, "seed", 0, say("flag.seed"))
	f.IntVar(&o.threads, "threads", 0, say("flag.threads"))
}

// scopes are the words of --only.
var scopes = map[string]job.Scope{"": job.Whole, "groups": job.OnlyGroups, "rotation": job.OnlyRotation}

const notNegative = "不小于 0 / not below 0"

// check finds what is wrong with the flags, before anything is read.
func (o *planOptions) check() model.Faults {
	var bad model.Faults
	wrong := func(flag, found, expected string) {
		bad = append(bad, input.Usage(flag, found, expected, "改正该选项 / correct the option"))
	}
	if o.horizon != 1 {
		wrong("--horizon", strconv.Itoa(o.horizon), "1：本版本只编制一学年的名单 / 1: this version plans one school year")
	}
	if _, ok := scopes[o.only]; !ok {
		wrong("--only", o.only, "groups, rotation")
	}
	if o.format != "text" && o.format != "json" {
		wrong("--format", o.format, "text, json")
	}
	if !(o.gap >= 0 && o.gap < 1) { // not a number is neither
		wrong("--gap", strconv.FormatFloat(o.gap, 'g', -1, 64), "0 ≤ gap < 1")
	}
	if o.effort < 0 {
		wrong("--effort", strconv.Itoa(o.effort), notNegative)
	}
	if o.threads < 0 {
		wrong("--threads", strconv.Itoa(o.threads), notNegative)
	}
	if o.timeLimit < 0 {
		wrong("--time-limit", o.timeLimit.String(), notNegative)
	}
	return bad
}

func (o *planOptions) request(progress func(solver.Progress)) job.Request {
	const exact = 1e-12 // a gap of 0 asks for the default
	return job.Request{Source: o.Source, Only: scopes[o.only], MPS: o.mps, TimeLimit: o.timeLimit, Relax: o.relax,
		Solver: solver.Options{Gap: max(o.gap, exact), Effort: o.effort, Threads: o.threads, Seed: o.seed, Progress: progress}}
}

// runPlan plans one county, writes the folder asked for and tells the outcome.
func runPlan(ctx context.Context, con *console, o planOptions) error {
	con.json = o.format == "json"
	con.folder = o.out
	if bad := o.check(); len(bad) > 0 {
		return bad
	}
	if err := o.writable(report.Check); err != nil {
		return err
	}
	if o.Keep == "" && report.Edited(o.out) {
		return model.Faults{input.Edited(o.out)}
	}
	in, bad := input.Read(o.Source)
	con.understand(in, bad)
	if len(bad) > 0 {
		return bad
	}
	w := con.watch()
	r := o.request(w.report)
	out, err := job.Plan(ctx, r, in)
	w.end()
	if err != nil {
		return err
	}
	con.warn(out.Input.Warnings)
	con.early(out)
	p := out.Report(&r)
	if o.out != "" {
		if err := report.Write(o.out, p); err != nil {
			return err
		}
	}
	if err := con.tell(p); err != nil || out.Cut == "" || out.Cut == job.Interrupted {
		return err
	}
	return errNoList
}

// understand tells what was understood of the tables before anything is planned from them. A source that contradicts
// itself was not read.
func (c *console) understand(in *input.Input, bad model.Faults) {
	if in == nil {
		return
	}
	found := in.Doubts
	if len(bad) > 0 {
		found = bad
	}
	c.understood = preflight.Understand(in.County, in.Tables, found)
	io.WriteString(c.err, c.understood.Text(c.voice.Lang))
}

// errNoList ends a run that found groups and no list. Both have been told.
var errNoList = errors.New("no list")

// tell prints a plan.
func (c *console) tell(p *report.Plan) error {
	if !c.json {
		_, err := io.WriteString(c.out, report.Summary(p, c.voice.Lang))
		return err
	}
	text, err := report.JSON(p)
	if err == nil {
		_, err = c.out.Write(text)
	}
	return err
}

// early says that a search was stopped, and what the plan in hand is worth.
func (c *console) early(o *job.Outcome) {
	if o.Ended == job.Interrupted || o.Ended == job.TimeLimit {
		problem, cost, bound := o.Worth()
		c.print(c.voice.Say("command.early-"+o.Ended, "Problem", c.voice.Say("report."+problem), "Cost", cost,
			"Proven", telling(cost, bound), "Bound", bound, "Gap", percent(solver.Gap(cost, bound))))
	}
	if o.Cut != "" {
		c.print(c.voice.Say("command.no-list-" + o.Cut))
	}
}
