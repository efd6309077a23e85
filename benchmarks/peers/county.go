//go:build unix

package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/rotateplan/rotate/benchmarks/measure"
)

// county is a county under a policy, one problem of which is given to all codes: to us as tables, to the others as an integer program. A rotation is
// that under groups of ours.
type county struct {
	options
	program, dir string // the program and the folder of all that is written
	code, data   string // of the county, and where its tables lie
	policy       string
	problem      string // grouping or rotation
}

// find readies the tables: of a folder named, or generated.
func (c *county) find(name string) error {
	if strings.Contains(name, "/") {
		c.code, c.data = filepath.Base(name), name
		return nil
	}
	c.code, c.data = "990001", filepath.Join(c.dir, "data")
	var a measure.Account
	return a.Run(c.program, "generate", "--teachers", name, "--seed", "1", c.data)
}

// draw groups the schools where their rotation is asked for, and writes the problem as an integer program, whose path it returns.
func (c *county) draw() (string, error) {
	var a measure.Account
	if c.problem == "rotation" {
		if err := a.Run(c.program, c.plan("grouped", "--only", "groups")...); err != nil {
			return "", err
		}
	}
	// The program is written with the first plan, however poor.
	if err := a.Run(c.program, c.only("written", "--gap", "0.999", "--time-limit", "0", "--write-mps", c.dir)...); err != nil {
		return "", err
	}
	path := fmt.Sprintf("%s_%s_%s.mps", c.dir, c.policy, c.problem)
	return path, os.Rename(filepath.Join(c.dir, c.problem+".mps"), path)
}

// plan is a command line of a plan on one core.
func (c *county) plan(out string, more ...string) []string {
	return append([]string{"plan", "--data", c.data, "--county", c.code, "--year", "2026", "--policy", c.policy,
		"--gap", strconv.FormatFloat(c.gap, 'f', -1, 64), "--time-limit", c.limit.String(), "--threads", "1", "--out", filepath.Join(c.dir, out)}, more...)
}

// only is that of the problem alone.
func (c *county) only(out string, more ...string) []string {
	if c.problem == "grouping" {
		return c.plan(out, append([]string{"--only", "groups"}, more...)...)
	}
	return c.plan(out, append([]string{"--only", "rotation", "--groups", filepath.Join(c.dir, "grouped", "groups.csv")}, more...)...)
}

// codes are ours: the problem alone, which is what the others get, and of a rotation groups and rotation.
func (c *county) codes() []*code {
	of := func(name string, args []string, out string) *code {
		return &code{name: name, command: append([]string{c.program}, args...), ours: true, grace: grace,
			read: func([]byte) (answer, error) { return parsePlan(filepath.Join(c.dir, out), c.problem) }}
	}
	if c.problem == "grouping" {
		return []*code{of("rotate plan --only groups", c.only("groups"), "groups")}
	}
	return []*code{of("rotate plan --only rotation", c.only("rotation"), "rotation"), of("rotate plan", c.plan("whole"), "whole")}
}

// parsePlan reads cost and bound of a problem, which the judge has recounted, and the seconds of the run without writing.
func parsePlan(dir, problem string) (a answer, err error) {
	var plan struct{ Grouping, Rotation struct{ Cost, Bound int64 } }
	var run struct{ Seconds float64 }
	for name, into := range map[string]any{"plan.json": &plan, "run.json": &run} {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err == nil {
			err = json.Unmarshal(text, into)
		}
		if err != nil {
			return a, err
		}
	}
	found := plan.Rotation
	if problem == "grouping" {
		found = plan.Grouping
	}
	a.optimum, a.bound, a.solve = fmt.Sprint(found.Cost), fmt.Sprint(found.Bound), 1000*run.Seconds
	return a, nil
}
