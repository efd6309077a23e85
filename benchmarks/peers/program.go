//go:build unix

package main

import (
	_ "embed"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// grace is how much longer than its limit a code may take to read its file and to end.
const grace = 2 * time.Minute

// solvers looks for codes that solve integer programs. They are told when to stop: at the limit, or at the gap.
func (o *options) solvers(scratch string) (all []*code, absent []absence, err error) {
	seconds, gap := strconv.FormatFloat(o.limit.Seconds(), 'f', -1, 64), strconv.FormatFloat(o.gap, 'f', -1, 64)
	if path, err := exec.LookPath("cbc"); err != nil {
		absent = append(absent, absence{"CBC", "not installed"})
	} else {
		command := []string{path, fileArgument, "-seconds", seconds, "-ratio", gap, "-solve", "-quit"}
		all = append(all, &code{name: "CBC", command: command, grace: grace, read: parseCBC})
	}
	settings := filepath.Join(scratch, "highs.txt")
	text := fmt.Sprintf("time_limit = %s\nmip_rel_gap = %s\nthreads = 1\n", seconds, gap)
	if err := errors.Join(os.WriteFile(settings, []byte(text), 0o600), os.WriteFile(filepath.Join(scratch, "highs.js"), highsDriver, 0o600)); err != nil {
		return nil, nil, err
	}
	if path, err := exec.LookPath("highs"); err == nil {
		command := []string{path, "--options_file", settings, fileArgument}
		all = append(all, &code{name: "HiGHS", command: command, grace: grace, read: parseHiGHS})
	} else if node, err := exec.LookPath("node"); err == nil && o.highs != "" {
		command := []string{node, filepath.Join(scratch, "highs.js"), o.highs, seconds, gap, fileArgument}
		all = append(all, &code{name: "HiGHS (WebAssembly)", command: command, grace: grace, read: parseHiGHS})
	} else {
		absent = append(absent, absence{"HiGHS", "neither a program highs nor node and -highs"})
	}
	return all, absent, nil
}

//go:embed drivers/highs.js
var highsDriver []byte

// isProgram tells an integer program from a network by the name of its file.
func isProgram(path string) bool {
	switch filepath.Ext(strings.TrimSuffix(path, ".gz")) {
	case ".mps", ".lp":
		return true
	}
	return false
}

var (
	cbcVersion = regexp.MustCompile(`Version: (\S+)`)
	cbcCost    = regexp.MustCompile(`(?m)^Objective value: +(\S+)`)
	cbcBound   = regexp.MustCompile(`(?m)^Lower bound: +(\S+)`)
	cbcProven  = regexp.MustCompile(`(?m)^Result - Optimal solution found`)
	cbcTime    = regexp.MustCompile(`(?m)^Time \(Wallclock seconds\): +(\S+)`)

	highsVersion = regexp.MustCompile(`Running HiGHS (\S+)`)
	highsCost    = regexp.MustCompile(`(?m)^  Primal bound +(\S+)`)
	highsBound   = regexp.MustCompile(`(?m)^  Dual bound +(\S+)`)
	highsTime    = regexp.MustCompile(`(?m)^  Timing +(\S+)`)
)

// parseCBC reads what cbc prints. Only where it stops early does it tell a bound of its own.
func parseCBC(text []byte) (a answer, err error) {
	a.version = "CBC " + group(cbcVersion, text)
	a.optimum, a.bound = plain(group(cbcCost, text)), plain(group(cbcBound, text))
	if a.bound == "" && cbcProven.Match(text) {
		a.bound = a.optimum
	}
	return a, a.time(cbcTime, text)
}

// parseHiGHS reads the report that HiGHS ends with.
func parseHiGHS(text []byte) (a answer, err error) {
	a.version = "HiGHS " + group(highsVersion, text)
	a.optimum, a.bound = plain(group(highsCost, text)), plain(group(highsBound, text))
	return a, a.time(highsTime, text)
}

// time fills in the time of the solve; without one, the text is no report.
func (a *answer) time(pattern *regexp.Regexp, text []byte) error {
	seconds, err := strconv.ParseFloat(group(pattern, text), 64)
	if err != nil {
		return fmt.Errorf("no report in %q", text)
	}
	a.solve = 1000 * seconds
	return nil
}

// group is the first group of the first match, or nothing.
func group(pattern *regexp.Regexp, text []byte) string {
	if m := pattern.FindSubmatch(text); m != nil {
		return string(m[1])
	}
	return ""
}

// plain writes a number without exponent and needless zeros. What is infinite or absent is nothing.
func plain(number string) string {
	x, err := strconv.ParseFloat(number, 64)
	if err != nil || x >= 1e30 || x <= -1e30 {
		return ""
	}
	return strconv.FormatFloat(x, 'f', -1, 64)
}

// consistent demands that no code claims a bound above what another achieves.
func consistent(all []*series) error {
	for _, s := range all {
		bound, err := strconv.ParseFloat(s.bound, 64)
		if err != nil {
			continue
		}
		for _, other := range all {
			cost, err := strconv.ParseFloat(other.optimum, 64)
			if slack := 1e-6 * max(1, cost); err == nil && bound > cost+slack {
				return fmt.Errorf("%s proves %s, %s has %s", s.name, s.bound, other.name, other.optimum)
			}
		}
	}
	return nil
}
