//go:build unix

package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"

	"github.com/rotateplan/rotate/benchmarks/measure"
)

const policy = "national-2014"

// county is a generated county, whose rotation under groups of ours is given to all codes: to us as tables, to the others as
// an integer program.
type county struct {
	options
	program, dir string // the program and the folder of all that is written
}

// draw generates a county, groups its schools, and writes its rotation as an integer program, whose path it returns.
func (c *county) draw(teachers string) (string, error) {
	var a measure.Account
	if err := a.Run(c.program, "generate", "--teachers", teachers, "--seed", "1", filepath.Join(c.dir, "data")); err != nil {
		return "", err
	}
	if err := a.Run(c.program, c.plan("grouped", "--only", "groups")...); err != nil {
		return "", err
	}
	// The program is written with the first plan, however poor.
	if err := a.Run(c.program, c.rotation("written", "--gap", "0.999", "--time-limit", "0", "--write-mps", c.dir)...); err != nil {
		return "", err
	}
	path := c.dir + "_" + policy + ".mps"
	return path, os.Rename(filepath.Join(c.dir, "rotation.mps"), path)
}

// plan is a command line of a plan on one core.
func (c *county) plan(out string, more ...string) []string {
	return append([]string{"plan", "--data", filepath.Join(c.dir, "data"), "--county", "990001", "--year", "2026", "--policy", policy,
		"--gap", strconv.FormatFloat(c.gap, 'f', -1, 64), "--time-limit", c.limit.String(), "--threads", "1", "--out", filepath.Join(c.dir, out)}, more...)
}

func (c *county) rotation(out string, more ...string) []string {
	return c.plan(out, append([]string{"--only", "rotation", "--groups", filepath.Join(c.dir, "grouped", "groups.csv")}, more...)...)
}

// codes are ours: the rotation alone, which is what the others get, and groups and rotation.
func (c *county) codes() []*code {
	of := func(name string, args []string, out string) *code {
		return &code{name: name, command: append([]string{c.program}, args...), ours: true, grace: grace,
			read: func([]byte) (answer, error) { return parsePlan(filepath.Join(c.dir, out)) }}
	}
	return []*code{of("rotate plan --only rotation", c.rotation("rotation"), "rotation"), of("rotate plan", c.plan("whole"), "whole")}
}

// parsePlan reads cost and bound of the rotation, which the judge has recounted, and the seconds of the run without writing.
func parsePlan(dir string) (a answer, err error) {
	var plan struct{ Rotation struct{ Cost, Bound int64 } }
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
	a.optimum, a.bound, a.solve = fmt.Sprint(plan.Rotation.Cost), fmt.Sprint(plan.Rotation.Bound), 1000*run.Seconds
	return a, nil
}
