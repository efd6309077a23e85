//go:build unix

// Command plans runs the program itself on every county and policy of the manifest, whole process, one after the other,
// and writes a row of figures for each problem of each run.
//
//	go run ./benchmarks/plans -data FOLDER -out benchmarks/results/plans.csv [-gap 0.005] [-limit 60s]
//
// Seconds and peak memory are the operating system's account of the finished process, reading and writing included.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"github.com/rotateplan/rotate/benchmarks/measure"
)

// run is one line of the manifest.
type run struct{ county, policy string }

var manifest = []run{
	{"990102", "national-2014"}, {"990102", "yongzhou-2018"},
	{"990103", "national-2014"}, {"990103", "yongzhou-2018"},
	{"990101", "national-2014"}, {"990101", "yongzhou-2018"},
}

// options are the flags.
type options struct {
	data, out, gap, limit string
}

func main() {
	var o options
	flag.StringVar(&o.data, "data", os.Getenv("ROTATE_DATA"), "folder that holds counties/")
	flag.StringVar(&o.out, "out", "", "CSV to write; standard output if empty")
	flag.StringVar(&o.gap, "gap", "", "gap to stop at; empty means the program's default")
	flag.StringVar(&o.limit, "limit", "60s", "time limit of a run")
	flag.Parse()
	if err := bench(o); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func bench(o options) error {
	scratch, err := os.MkdirTemp("", "plans")
	if err != nil {
		return err
	}
	defer os.RemoveAll(scratch)
	program, err := measure.Build(scratch, "cmd/rotate")
	if err != nil {
		return err
	}
	rows := [][]string{slices.Concat(measure.MachineHead, []string{"county", "policy", "problem", "status", "cost", "bound", "gap",
		"slack_per_mover", "movers"}, measure.AccountHead)}
	for _, r := range manifest {
		got, err := one(program, filepath.Join(scratch, r.county+r.policy), r, o)
		if err != nil {
			return fmt.Errorf("%s %s: %w", r.county, r.policy, err)
		}
		rows = append(rows, got...)
	}
	return measure.Write(o.out, rows)
}

// claim is what plan.json says of one problem.
type claim struct {
	Status      string
	Cost, Bound int64
	Gap         float64
}

// one runs the program once and returns a row for grouping and one for rotation.
func one(program, dir string, r run, o options) ([][]string, error) {
	args := []string{"plan", "--county", r.county, "--data", filepath.Join(o.data, "counties", r.county), "--year", "2026",
		"--policy", r.policy, "--time-limit", o.limit, "--out", dir}
	if o.gap != "" {
		args = append(args, "--gap", o.gap)
	}
	var account measure.Account
	if err := account.Run(program, args...); err != nil {
		return nil, err
	}
	var plan struct {
		Grouping, Rotation claim
		Totals             struct{ Movers int64 }
	}
	text, err := os.ReadFile(filepath.Join(dir, "plan.json"))
	if err == nil {
		err = json.Unmarshal(text, &plan)
	}
	if err != nil {
		return nil, err
	}
	measured := append([]string{strconv.FormatInt(plan.Totals.Movers, 10)}, account.Cells()...)
	var rows [][]string
	for _, p := range []struct {
		name string
		claim
	}{{"grouping", plan.Grouping}, {"rotation", plan.Rotation}} {
		row := append(measure.Machine(), r.county, r.policy, p.name, p.Status, strconv.FormatInt(p.Cost, 10),
			strconv.FormatInt(p.Bound, 10), fmt.Sprintf("%.6f", p.Gap),
			fmt.Sprintf("%.1f", float64(p.Cost-p.Bound)/float64(max(plan.Totals.Movers, 1))))
		rows = append(rows, append(row, measured...))
	}
	return rows, nil
}
