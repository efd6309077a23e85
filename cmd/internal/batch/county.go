package batch

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"

	"github.com/rotateplan/rotate/cmd/internal/folder"
	"github.com/rotateplan/rotate/cmd/internal/input"
	"github.com/rotateplan/rotate/cmd/internal/job"
	"github.com/rotateplan/rotate/cmd/internal/report"
	"github.com/rotateplan/rotate/cmd/internal/wording"
	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/table"
)

// county plans one county, unless it is finished. What panics is an error of this county alone.
func (b *batch) county(ctx context.Context, x table.Stored) (a answer) {
	var in *input.Input
	defer func() {
		if r := recover(); r != nil {
			a = b.failed(x.Code, in, fmt.Errorf("panic: %v\n%s", r, debug.Stack()))
		}
	}()
	r := b.Request.Request
	r.Source = b.source(x)
	var faults model.Faults
	in, faults = input.Read(r.Source)
	if len(faults) > 0 {
		return b.failed(x.Code, in, faults)
	}
	want := b.asked(in)
	if row, ok := b.finished(x.Code, want); ok {
		return answer{row, true, true}
	}
	if err := b.free(x.Code); err != nil {
		return b.failed(x.Code, in, err)
	}
	out, err := job.Plan(ctx, r, in)
	if ctx.Err() != nil { // it may have been cut short: resumed, it is planned as if nothing had been
		return answer{}
	}
	if err == nil {
		err = report.Write(b.folder(x.Code), out.Report(&r))
	}
	if err != nil {
		return b.failed(x.Code, in, err)
	}
	return b.succeeded(x.Code, want, out)
}

func (b *batch) folder(code string) string { return filepath.Join(b.Out, code) }

// free reports as an error what stands where the folder of a county is to be, or beside it.
func (b *batch) free(code string) error {
	if err := b.stuck[code]; err != nil {
		return err
	}
	if report.Edited(b.folder(code)) {
		return model.Faults{input.Edited(b.folder(code))}
	}
	err := report.Check(b.folder(code))
	if err == nil || errors.As(err, new(*folder.Foreign)) {
		return err
	}
	return model.Faults{input.Usage("--out", b.folder(code), "可以写入的文件夹 / a folder that can be written",
		"移走它，或检查权限 / move it elsewhere, or check permissions")}
}

// source is what a county is planned from. In a folder of policies its own comes before default.yaml.
func (b *batch) source(x table.Stored) input.Source {
	s := b.Source
	s.County, s.Data = x.Code, x.Path
	if info, err := os.Stat(s.Policy); err == nil && info.IsDir() {
		own := filepath.Join(s.Policy, x.Code+".yaml")
		s.Policy = filepath.Join(s.Policy, "default.yaml")
		if _, err := os.Stat(own); !errors.Is(err, fs.ErrNotExist) {
			s.Policy = own
		}
	}
	if s.Keep != "" {
		s.Keep = listOf(s.Keep, x.Code)
	}
	return s
}

// succeeded keeps the plan that stands in the folder. Groups without the list that was asked for are no plan.
func (b *batch) succeeded(code string, want asked, out *job.Outcome) answer {
	row, err := readRow(b.folder(code))
	if err == nil {
		row.Faults = len(out.Input.Warnings)
		if out.Cut != "" {
			row.Status, row.Exit, row.Reason = "no-list", job.ExitNoPlan, (&job.NoPlan{Problem: "rotation", Ended: out.Cut}).Error()
		}
		err = b.keep(record{Asked: want.of(&row), Row: row})
	}
	if err != nil {
		return b.failed(code, out.Input, err)
	}
	return answer{row, true, false}
}

// failed keeps why a county has no plan: in its row, and in full in its folder. Of its input it tells what could be read; nil
// is nothing.
func (b *batch) failed(code string, in *input.Input, err error) answer {
	row := Row{County: code, Status: "error", Exit: job.ExitInternal, Reason: cause(err), Expected: folder.Wanted(err)}
	row.read(in)
	var (
		faults     model.Faults
		infeasible *job.Infeasible
		noPlan     *job.NoPlan
	)
	switch {
	case errors.As(err, &faults):
		row.Status, row.Exit = "faults", job.ExitInput
		row.Reason, row.Expected = firstFault(faults)
	case errors.As(err, new(*folder.Foreign)):
		row.Status, row.Exit = "faults", job.ExitInput
	case errors.As(err, &infeasible):
		row.Status, row.Exit, row.Reason = "infeasible", job.ExitInfeasible, conflict(infeasible)
		faults = infeasible.Warnings
	case errors.As(err, &noPlan):
		row.Status, row.Exit, row.Reason = "no-plan", job.ExitNoPlan, noPlan.Error()
		faults = noPlan.Warnings
	}
	row.Faults = len(faults)
	if told := b.explain(code, faults, infeasible); told != nil {
		row.Reason += "; " + cause(told)
	}
	if b.keep(record{Row: row}) != nil { // tried again at the end of the batch; until then nobody shall believe the older one
		os.Remove(b.record(code))
	}
	return answer{row, true, false}
}

// explain writes faults.csv and diagnosis.json of a county that has no plan in the place of what was said before, unless
// somebody else's files stand there.
func (b *batch) explain(code string, faults model.Faults, infeasible *job.Infeasible) error {
	dir := b.folder(code)
	if report.Check(dir) != nil {
		return nil
	}
	folder.Forgive(dir)
	var err error
	if len(faults) > 0 {
		_, err = report.WriteFaults(dir, faults)
	}
	if err == nil && infeasible != nil {
		_, err = report.WriteDiagnosis(dir, wording.Conflict(infeasible.County, infeasible.Conflict, infeasible.Together, b.Voice), infeasible.Ways(b.Voice))
	}
	return err
}

// cause is the first line of an error, without the names of files that differ from run to run.
func cause(err error) string {
	text := err.Error()
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		text = path.Op + ": " + path.Err.Error()
	case errors.As(err, &link):
		text = link.Op + ": " + link.Err.Error()
	}
	first, _, _ := strings.Cut(text, "\n")
	return first
}

// firstFault names the first fault and its place, and says what was expected there. What was found is not told: the
// table of all counties is no private file.
func firstFault(faults model.Faults) (reason, expected string) {
	f := faults.Bad()[0]
	place := f.File
	if f.Sheet != "" {
		place += "[" + f.Sheet + "]"
	}
	if f.Row > 0 {
		place += fmt.Sprintf(":%d", f.Row)
	}
	return strings.TrimSpace(f.Code + " " + strings.Trim(place+":"+f.Column, ":")), f.Expected
}
