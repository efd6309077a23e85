package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/rotateplan/rotate/cmd/internal/compare"
	"github.com/rotateplan/rotate/cmd/internal/input"
	"github.com/rotateplan/rotate/cmd/internal/job"
	"github.com/rotateplan/rotate/cmd/internal/judge"
	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// compareOptions are the flags of compare: those of plan that say what policies are solved on, and how well.
type compareOptions struct {
	planOptions
	solving []string // flags given that only matter where policies are solved
	cut     bool     // a limit came before the exchange list of a policy
	refused []refusal
}

// refusal is a policy that allows no plan, and why.
type refusal struct {
	policy string
	failure
}

func newCompare(con *console) *cobra.Command {
	o := compareOptions{planOptions: planOptions{horizon: 1}}
	c := &cobra.Command{
		Use:   "compare A B …",
		Short: con.voice.Say("command.compare"),
		Long:  con.voice.Say("command.compare-long"),
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) < 2 {
				return misuse(c, strings.Join(args, " "))
			}
			c.Flags().Visit(func(f *pflag.Flag) {
				if !slices.Contains([]string{"out", "format", "lang"}, f.Name) {
					o.solving = append(o.solving, "--"+f.Name)
				}
			})
			return runCompare(c.Context(), con, args, o)
		},
	}
	f, say := c.Flags(), con.voice.Say
	o.BindCounty(f, con.voice)
	o.bindSearch(c, con, time.Minute)
	f.StringVar(&o.out, "out", "", say("flag.out-compare"))
	f.StringVar(&o.format, "format", "text", say("flag.format"))
	return c
}

// runCompare compares plans: of folders, and of policies that it solves.
func runCompare(ctx context.Context, con *console, args []string, o compareOptions) error {
	con.json = o.format == "json"
	con.folder = o.out
	if bad := append(o.check(), o.misplaced(args)...); len(bad) > 0 {
		return bad
	}
	if err := o.writable(compare.Check); err != nil {
		return err
	}
	sides, err := o.sides(ctx, con, args)
	if err != nil {
		return err
	}
	if len(sides) < 2 {
		return &unsolved{o.refusals(), false}
	}
	c := compare.Of(sides)
	for _, r := range o.refused {
		c.Refused = append(c.Refused, compare.Refusal{Policy: r.policy, Conflict: r.Conflict})
	}
	if o.out != "" {
		if err := compare.Write(o.out, c, con.voice); err != nil {
			return err
		}
	}
	err = con.tellComparison(c)
	switch {
	case err != nil:
		return err
	case len(o.refused) > 0:
		return &unsolved{o.refusals(), true}
	case o.cut:
		return errNoList
	}
	return nil
}

// unsolved ends a comparison some of whose policies allow no plan, which has been said: what their failures have in common,
// and whether the others have been compared.
type unsolved struct {
	failure
	compared bool
}

func (u *unsolved) Error() string { return u.Message }

// refusals are all failures of policies as one.
func (o *compareOptions) refusals() failure {
	all := failure{Exit: exitInfeasible}
	var texts []string
	for _, r := range o.refused {
		texts = append(texts, r.Message)
		all.Conflict = append(all.Conflict, r.Conflict...)
		for _, x := range r.bad {
			if !slices.Contains(all.bad, x) {
				all.bad = append(all.bad, x)
			}
		}
	}
	all.Message = strings.Join(texts, "\n")
	return all.with(all.bad)
}

// refuse tells why a policy allows no plan, before the others are solved.
func (o *compareOptions) refuse(con *console, policy string, why *job.Infeasible) {
	f := con.failure(why)
	f.Message = con.voice.Say("compare.refused-why", "Policy", policy, "Says", f.Message)
	for i := range f.Conflict {
		f.Conflict[i].Policy = policy
	}
	con.print(f.Message)
	o.refused = append(o.refused, refusal{policy, f})
}

// misplaced finds arguments that are neither folder nor policy, and flags that only folders make idle.
func (o *compareOptions) misplaced(args []string) model.Faults {
	var bad model.Faults
	policies := 0
	for _, a := range args {
		switch {
		case isFolder(a):
			continue
		case missing(a) && !slices.Contains(rule.Presets(), a):
			bad = append(bad, input.Usage("compare", a, "结果文件夹、策略文件，或自带策略 / a result folder, a policy file, or one of: "+strings.Join(rule.Presets(), ", "),
				"检查路径，或改写名称 / check the path, or correct the name"))
		}
		policies++
	}
	if policies == 0 && len(o.solving) > 0 {
		bad = append(bad, input.Usage(strings.Join(o.solving, " "), strings.Join(args, " "), "要求解的策略 / policies to solve",
			"结果文件夹已有方案：去掉这些选项 / result folders hold their plans: leave these options out"))
	}
	return bad
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

func missing(path string) bool {
	_, err := os.Stat(path)
	return errors.Is(err, fs.ErrNotExist)
}

// sides reads the folders first, then solves the policies, so that a fault of a folder costs no search. A policy that allows
// no plan is refused, and left out.
func (o *compareOptions) sides(ctx context.Context, con *console, args []string) ([]*compare.Side, error) {
	sides := make([]*compare.Side, len(args))
	var bad model.Faults
	for i, a := range args {
		if isFolder(a) {
			told, faults := judge.ReadPlan(a)
			sides[i], bad = compare.SideIn(a, told), append(bad, faults...)
		}
	}
	if len(bad) > 0 {
		return nil, bad
	}
	if err := oneCounty(sides); err != nil {
		return nil, err
	}
	warned := map[model.Fault]bool{}
	for i, a := range args {
		if sides[i] != nil {
			continue
		}
		side, err := o.solve(ctx, con, a, warned)
		if why := (*job.Infeasible)(nil); errors.As(err, &why) {
			con.warn(unheard(why.Warnings, warned))
			o.refuse(con, a, why)
			continue
		}
		if err != nil {
			return nil, err
		}
		sides[i] = side
	}
	sides = slices.DeleteFunc(sides, func(s *compare.Side) bool { return s == nil })
	return sides, oneCounty(sides)
}

// oneCounty refuses plans of different counties; those that are not there yet are passed over.
func oneCounty(sides []*compare.Side) error {
	var first *compare.Side
	for _, s := range sides {
		switch {
		case s == nil:
		case first == nil:
			first = s
		case s.Plan.County.Code != first.Plan.County.Code:
			return model.Faults{input.Usage("compare", s.Name+": "+s.Plan.County.Code, first.Name+": "+first.Plan.County.Code,
				"只对比同一区县的方案 / compare plans of one county")}
		}
	}
	return nil
}

// solve plans the county under a policy. What is doubtful in the tables is told once.
func (o *compareOptions) solve(ctx context.Context, con *console, policy string, warned map[model.Fault]bool) (*compare.Side, error) {
	con.print(con.voice.Say("compare.solving", "Policy", policy))
	o.Policy = policy
	w := con.watch()
	r := o.request(w.report)
	out, err := job.Run(ctx, r)
	w.end()
	if err != nil {
		return nil, err
	}
	con.warn(unheard(out.Input.Warnings, warned))
	con.early(out)
	o.cut = o.cut || out.Cut != "" && out.Cut != job.Interrupted
	return compare.SideOf(policy, out.Report(&r)), nil
}

// unheard returns the warnings that have not been told before.
func unheard(all model.Faults, told map[model.Fault]bool) (fresh model.Faults) {
	for _, f := range all {
		if !told[f] {
			told[f], fresh = true, append(fresh, f)
		}
	}
	return fresh
}

// tellComparison prints a comparison.
func (c *console) tellComparison(x *compare.Comparison) error {
	text := []byte(x.Text(c.voice))
	if c.json {
		doc, err := x.JSON(c.voice)
		if err != nil {
			return err
		}
		text = doc
	}
	_, err := c.out.Write(text)
	return err
}
