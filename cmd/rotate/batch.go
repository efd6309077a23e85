package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/rotateplan/rotate/cmd/internal/batch"
	"github.com/rotateplan/rotate/cmd/internal/folder"
	"github.com/rotateplan/rotate/cmd/internal/input"
	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/model/table"
	"github.com/rotateplan/rotate/solver"
)

// batchOptions are the flags of batch. Those of plan hold for every county.
type batchOptions struct {
	planOptions
	counties string
	resume   bool
	workers  int
	shard    string
}

func newBatch(con *console) *cobra.Command {
	var o batchOptions
	c := &cobra.Command{
		Use:   "batch --data PATH --out DIR",
		Short: con.voice.Say("command.batch"),
		Args:  exactly(0),
		RunE:  func(c *cobra.Command, _ []string) error { return runBatch(c.Context(), con, o) },
	}
	f, say := c.Flags(), con.voice.Say
	o.BindTables(f, con.voice)
	o.bindSearch(c, con, 0)
	for _, name := range []string{"data", "time-limit", "threads"} {
		f.Lookup(name).Usage = say("flag.batch-" + name)
	}
	f.StringVar(&o.Policy, "policy", "", say("flag.batch-policy"))
	f.IntVar(&o.horizon, "horizon", 1, say("flag.horizon"))
	f.StringVar(&o.out, "out", "", say("flag.batch-out"))
	f.StringVar(&o.only, "only", "", say("flag.only"))
	f.StringVar(&o.Keep, "keep", "", say("flag.batch-keep"))
	f.StringVar(&o.format, "format", "text", say("flag.format"))
	f.StringVar(&o.counties, "counties", "all", say("flag.batch-counties"))
	f.BoolVar(&o.resume, "resume", false, say("flag.resume"))
	f.IntVar(&o.workers, "workers", 0, say("flag.workers"))
	f.StringVar(&o.shard, "shard", "0/1", say("flag.shard"))
	return c
}

// errSome ends a batch some of whose counties failed, errLeft one that was interrupted, errTables one whose counties are
// planned and whose tables could not be written. All have been told.
var (
	errSome   = errors.New("some counties failed")
	errLeft   = errors.New("interrupted")
	errTables = errors.New("no tables")
)

// runBatch plans many counties and tells what came of them.
func runBatch(ctx context.Context, con *console, o batchOptions) error {
	con.json = o.format == "json"
	r, bad := o.request(con)
	if len(bad) > 0 {
		return bad
	}
	con.forewarn(&r)
	result, err := batch.Run(ctx, r)
	if err != nil {
		return err
	}
	if err := con.tellBatch(result, o.out); err != nil {
		return err
	}
	switch {
	case result.Left > 0:
		con.print(con.voice.Say("command.batch-interrupt", "N", result.Left))
		return errLeft
	case result.Failed > 0:
		return errSome
	case result.Tables != nil:
		return errTables
	}
	return nil
}

// forewarn tells what a batch will do that may not be meant.
func (c *console) forewarn(r *batch.Request) {
	if unlisted := r.Unlisted(); len(unlisted) > 0 {
		c.print(c.voice.Say("command.batch-unlisted", "N", len(unlisted), "Codes", c.names(unlisted)))
	}
	if outside, asked := r.Outside(); len(outside) > 0 {
		c.print(c.voice.Say("command.batch-outside", "Out", r.Out, "Asked", asked, "N", len(outside), "Codes", c.names(outside)))
	}
}

// request finds what is wrong with the flags, before any county is read.
func (o *batchOptions) request(con *console) (batch.Request, model.Faults) {
	bad := o.check()
	wrong := func(flag, found, expected string) {
		bad = append(bad, input.Usage(flag, found, expected, "改正该选项 / correct the option"))
	}
	r := batch.Request{Request: o.planOptions.request(nil), Out: o.out, Resume: o.resume, Workers: o.workers, Voice: con.voice, Done: con.logCounty()}
	var ok bool
	if r.Shard, r.Shards, ok = shardOf(o.shard); !ok {
		wrong("--shard", o.shard, "i/n, 0 ≤ i < n")
	}
	if r.Counties, ok = codesOf(o.counties); !ok {
		wrong("--counties", o.counties, "all，或逗号分隔的 6 位代码 / all, or codes of 6 digits separated by commas")
	}
	if o.workers < 0 {
		wrong("--workers", strconv.Itoa(o.workers), notNegative)
	}
	stored, amiss := o.stored(con)
	bad = append(bad, amiss...)
	if o.out == "" {
		wrong("--out", o.out, "可以写入的文件夹 / a folder that can be written")
	} else if err := folder.CanStand(o.out, folder.Resolved(o.out)); err != nil {
		bad = append(bad, noPlace("--out", o.out, err))
	} else if folder.Resolved(o.out) == folder.Resolved(o.Data) {
		wrong("--out", o.out, "--data 以外的文件夹 / a folder that is not that of --data")
	}
	if info, err := os.Stat(o.Keep); o.Keep != "" && (err != nil || !info.IsDir() || folder.Resolved(o.Keep) == folder.Resolved(o.out)) {
		wrong("--keep", o.Keep, "先前批量编制的文件夹，且不是 --out / the folder of an earlier batch, and not that of --out")
	}
	bad = append(bad, o.lists(con)...)
	return r, append(bad, o.policies(con, stored)...)
}

// stored returns the counties that --data holds, and tells what looks like one there and is not named by a code.
func (o *batchOptions) stored(con *console) ([]table.Stored, model.Faults) {
	stored, unnamed, err := table.Counties(o.Data)
	var bad model.Faults
	if len(unnamed) > 0 {
		con.print(con.voice.Say("command.batch-unnamed", "N", len(unnamed), "Names", con.names(unnamed)))
	}
	if len(unnamed) > 0 && o.Strict {
		bad = append(bad, input.Usage("--data", strings.Join(unnamed, ", "), "文件夹、.xlsx 或 .xlsm，名称只是 6 位代码 / folders, .xlsx or .xlsm whose name is a code of 6 digits alone",
			"改名，.xls、.ods 另存为 .xlsx，或移到别处 / rename them, save .xls and .ods as .xlsx, or move them elsewhere"))
	}
	if err != nil || len(stored) == 0 {
		return nil, append(bad, input.Usage("--data", o.Data,
			"文件夹，其中每个区县一个以 6 位代码命名的文件夹或工作簿 / a folder with a folder or workbook for each county, named by its code of 6 digits",
			"改正该选项 / correct the option"))
	}
	return stored, append(bad, o.Check()...)
}

// lists tells what looks like the list of a county in the folder of --keep and is not kept.
func (o *batchOptions) lists(con *console) model.Faults {
	unkept := batch.UnkeptLists(o.Keep)
	if len(unkept) == 0 {
		return nil
	}
	con.print(con.voice.Say("command.batch-unkept", "N", len(unkept), "Names", con.names(unkept)))
	if !o.Strict {
		return nil
	}
	return model.Faults{input.Usage("--keep", strings.Join(unkept, ", "), "每个区县一份名单，名称只是 6 位代码：方案文件夹或 .xlsx / one list for each county whose name is a code of 6 digits alone: the folder of a plan, or an .xlsx",
		"改名，.xls、.ods 另存为 .xlsx，或移到别处 / rename them, save .xls and .ods as .xlsx, or move them elsewhere")}
}

// names lists what is told on one line of a screen.
func (c *console) names(list []string) string {
	if more := len(list) - mostFailures; more > 0 {
		return strings.Join(list[:mostFailures], ", ") + " " + strings.TrimSpace(c.voice.Say("command.batch-more", "N", more))
	}
	return strings.Join(list, ", ")
}

// policies checks a policy that all counties have in common, and what stands in a folder of policies.
func (o *batchOptions) policies(con *console, stored []table.Stored) model.Faults {
	info, err := os.Stat(o.Policy)
	switch {
	case o.Policy == "":
		return nil
	case err != nil || !info.IsDir():
		_, found := rule.LoadPolicy(o.Policy)
		return found.Bad()
	}
	idle, bad := policyFiles(o.Policy, stored)
	if len(idle) > 0 && len(stored) > 0 {
		con.print(con.voice.Say("command.batch-idle", "N", len(idle), "Names", con.names(idle)))
	}
	return bad
}

// policyFiles looks through a folder of policies: idle are those of no county stored. It is a fault if a file is misnamed in
// its ending, or if there is no policy.
func policyFiles(dir string, stored []table.Stored) (idle []string, bad model.Faults) {
	const expected = "代码.yaml、default.yaml / CODE.yaml, default.yaml"
	entries, _ := os.ReadDir(dir) // one that cannot be read holds no policy
	found := false
	for _, e := range entries {
		name, ending := e.Name(), filepath.Ext(e.Name())
		stem := strings.TrimSuffix(name, ending)
		mine := slices.ContainsFunc(stored, func(x table.Stored) bool { return x.Code == stem })
		switch {
		case strings.HasPrefix(name, "."):
		case ending == ".yaml":
			found = true
			if table.HasCode(stem) && !mine {
				idle = append(idle, name)
			}
		case slices.Contains([]string{".yml", ".yaml"}, strings.ToLower(ending)) && (table.HasCode(stem) || stem == "default"):
			bad = append(bad, input.Usage("--policy", name, expected, "改名为 "+stem+".yaml / rename it to "+stem+".yaml"))
		}
	}
	if !found && len(bad) == 0 {
		bad = append(bad, input.Usage("--policy", dir, expected, "放入策略文件 / put policy files there"))
	}
	return idle, bad
}

// shardOf reads i/n.
func shardOf(text string) (i, n int, ok bool) {
	first, second, _ := strings.Cut(text, "/")
	i, err := strconv.Atoi(first)
	n, also := strconv.Atoi(second)
	return i, n, err == nil && also == nil && 0 <= i && i < n
}

// codesOf reads a list of codes; nil is all.
func codesOf(text string) (codes []string, ok bool) {
	if text == "all" {
		return nil, true
	}
	codes = strings.Split(text, ",")
	return codes, !slices.ContainsFunc(codes, func(c string) bool { return !input.IsCode(c) })
}

// logCounty writes a line for every county that is done.
func (c *console) logCounty() func(batch.Row, batch.Count) {
	log := logger(c.err)
	return func(r batch.Row, n batch.Count) {
		args := []any{"status", r.Status, "done", fmt.Sprintf("%d/%d", n.Done, n.Of)}
		switch {
		case r.Reason != "":
			log.Warn(r.County, append(args, "exit", r.Exit, "reason", c.voice.Pick(r.Reason))...)
		case n.Resumed:
			log.Info(r.County, append(args, "resumed", true)...)
		default:
			log.Info(r.County, append(args, "cost", r.Cost, "gap", percent(solver.Gap(r.Cost, r.Bound)))...)
		}
	}
}

// tellBatch tells all counties in a few lines, and those that failed one by one.
func (c *console) tellBatch(result *batch.Result, dir string) error {
	n := batch.Tallied(result.Rows)
	unwritten := ""
	if result.Tables != nil {
		unwritten = c.voice.Say("storage.tables", "Error", result.Tables, "Wanted", c.voice.Pick(folder.Wanted(result.Tables)))
	}
	if c.json {
		return c.document(struct {
			batch.Tally
			Total    batch.Figures `json:"total"`
			Counties []batch.Row   `json:"counties"`
			Unnamed  []string      `json:"unnamed,omitempty"`
			Unkept   []string      `json:"unkept,omitempty"`
			Message  string        `json:"message,omitempty"`
		}{n, batch.Total(result.Rows), result.Rows, result.Unnamed, result.Unkept, unwritten})
	}
	sum := batch.Total(result.Rows)
	text := c.voice.Say("command.batch-told", "Counties", len(result.Rows), "Planned", n.Planned, "Failed", n.Failed, "Pending", n.Pending,
		"Eligible", sum.Eligible, "Movers", sum.Movers, "Uncovered", sum.Uncovered, "Before", sum.ShortageBefore, "After", sum.ShortageAfter,
		"Path", filepath.Join(dir, "summary.csv"), "Unnamed", len(result.Unnamed), "Unkept", len(result.Unkept), "Unlisted", n.Unlisted)
	c.print(unwritten)
	_, err := fmt.Fprintln(c.out, text+c.failures(result.Rows))
	return err
}

// mostFailures is how many counties that failed are told on a screen.
const mostFailures = 50

func (c *console) failures(rows []batch.Row) string {
	var lines []string
	for i := range rows {
		if r := &rows[i]; r.Exit > exitPlan {
			lines = append(lines, c.voice.Say("command.batch-failed", "County", r.County, "Status", r.Status, "Exit", r.Exit, "Reason", c.voice.Pick(r.Reason), "Expected", c.voice.Pick(r.Expected)))
		}
	}
	if more := len(lines) - mostFailures; more > 0 {
		lines = append(lines[:mostFailures], c.voice.Say("command.batch-more", "N", more))
	}
	return strings.Join(append([]string{""}, lines...), "\n")
}
