package main

import (
	"errors"
	"fmt"
	"io"

	"github.com/rotateplan/rotate/cmd/internal/compare"
	"github.com/rotateplan/rotate/cmd/internal/folder"
	"github.com/rotateplan/rotate/cmd/internal/job"
	"github.com/rotateplan/rotate/cmd/internal/judge"
	"github.com/rotateplan/rotate/cmd/internal/preflight"
	"github.com/rotateplan/rotate/cmd/internal/report"
	"github.com/rotateplan/rotate/cmd/internal/wording"
	"github.com/rotateplan/rotate/model"
)

// Exit codes are those of a job, and of what is no job.
const (
	exitPlan       = job.ExitPlan
	exitInternal   = job.ExitInternal
	exitInput      = job.ExitInput
	exitInfeasible = job.ExitInfeasible
	exitNoPlan     = job.ExitNoPlan
	exitBroken     = 5 // verify found a broken rule
	exitSome       = 6 // some counties of a batch failed
)

// failure is the JSON document of a run without an answer.
type failure struct {
	Exit     int                 `json:"exit"`
	Message  string              `json:"message,omitempty"`
	Faults   []judge.FaultInFull `json:"faults,omitempty"`
	Conflict []wording.Reason    `json:"conflict,omitempty"`

	Relaxations []wording.Relaxation `json:"relaxations,omitempty"`

	bad model.Faults

	Understood *preflight.Understood `json:"understood,omitempty"`
}

// finish tells why a command ended and returns its exit code.
func (c *console) finish(err error) int {
	if err == nil {
		return exitPlan
	}
	switch {
	case errors.Is(err, judge.ErrRefused):
		return exitBroken
	case errors.Is(err, errNoList), errors.Is(err, errLeft):
		return exitNoPlan
	case errors.Is(err, errSome):
		return exitSome
	case errors.Is(err, errTables):
		return exitInternal
	}
	if u := (*unsolved)(nil); errors.As(err, &u) {
		c.keep(&u.failure)
		if c.json && !u.compared {
			c.document(u.failure)
		}
		return u.Exit
	}
	f := c.failure(err)
	c.warn(f.bad)
	c.print(f.Message)
	c.keep(&f)
	if c.json {
		f.Understood = c.understood
		c.document(f)
	}
	return f.Exit
}

func (c *console) failure(err error) failure {
	var (
		bad        model.Faults
		foreign    *folder.Foreign
		infeasible *job.Infeasible
		noPlan     *job.NoPlan
	)
	switch {
	case errors.As(err, &bad):
		return failure{Exit: exitInput}.with(bad)
	case errors.As(err, &foreign):
		return failure{Exit: exitInput, Message: c.voice.Say("command.foreign", "Dir", foreign.Dir, "Name", foreign.Name)}
	case errors.As(err, &infeasible):
		reasons := wording.Conflict(infeasible.County, infeasible.Conflict, infeasible.Together, c.voice)
		text := infeasible.Head(c.voice)
		for _, r := range reasons {
			text += "\n  " + r.Sentence
		}
		if len(infeasible.Together) > 0 {
			text += "\n" + c.voice.Say("relax.together", "N", len(infeasible.Together))
		}
		if !infeasible.Minimal && !infeasible.Suspected {
			text += "\n" + c.voice.Say("relax.open")
		}
		ways := infeasible.Ways(c.voice)
		text += "\n" + c.wayOut(ways)
		if infeasible.Cut {
			text += "\n" + c.voice.Say("relax.cut")
		}
		return failure{Exit: exitInfeasible, Message: text, Conflict: reasons, Relaxations: ways}.with(infeasible.Warnings)
	case errors.As(err, &noPlan):
		return failure{Exit: exitNoPlan, Message: c.voice.Say("command.no-plan-" + noPlan.Ended)}.with(noPlan.Warnings)
	}
	if wanted := folder.Wanted(err); wanted != "" {
		return failure{Exit: exitInternal, Message: c.voice.Say("storage.failed", "Error", err, "Wanted", c.voice.Pick(wanted))}
	}
	return failure{Exit: exitInternal, Message: c.voice.Say("command.internal", "Error", err)}
}

// wayOut tells what would make a plan.
func (c *console) wayOut(ways []wording.Relaxation) string {
	if len(ways) == 0 {
		return c.voice.Say("relax.none")
	}
	text := c.voice.Say("relax.head")
	for i := range ways {
		text += fmt.Sprintf("\n  %d. %s", i+1, ways[i].Sentence)
	}
	return text
}

// with adds what is wrong or doubtful in the input.
func (f failure) with(found model.Faults) failure {
	f.bad = found
	for _, x := range found {
		f.Faults = append(f.Faults, judge.FaultInFull(x))
	}
	return f
}

// keep writes what went wrong into the folder asked for, or beside the plan or comparison that stands there.
func (c *console) keep(f *failure) {
	if c.folder == "" || report.Check(c.folder) != nil && compare.Check(c.folder) != nil {
		return
	}
	if len(f.bad) > 0 && f.Exit != exitNoPlan {
		c.kept(report.WriteFaults(c.folder, f.bad))
	}
	if f.Exit == exitInfeasible {
		c.kept(report.WriteDiagnosis(c.folder, f.Conflict, f.Relaxations))
	}
}

func (c *console) kept(path string, err error) {
	if err != nil {
		path = err.Error()
	}
	c.print(c.voice.Say("command.kept", "Path", path))
}

// warn tells what is wrong or doubtful in an input.
func (c *console) warn(found model.Faults) { io.WriteString(c.err, judge.Faults(found, c.voice)) }

// document prints JSON.
func (c *console) document(v any) error {
	text, err := report.Indented(v)
	if err != nil {
		return err
	}
	_, err = c.out.Write(text)
	return err
}

// print writes one line, if there is anything to say.
func (c *console) print(text string) {
	if text != "" {
		fmt.Fprintln(c.err, text)
	}
}
