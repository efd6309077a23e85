//go:build unix

// Command plans runs the program itself on every county of the manifest under every policy, whole process, one after the
// other, and writes a row of figures for each problem of each run. A preset that a county has no lawful plan under says so.
//
//	go run ./benchmarks/plans -data FOLDER -out benchmarks/results/plans.csv [-gap 0.005] [-limit 60s] [-policies A,B] [-sizes 500,1000]
//
// Counties of the given sizes, in teachers, are generated with that size as their seed. Seconds and peak memory are the operating
// system's account of the finished process, reading and writing included.
package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/rotateplan/rotate/benchmarks/measure"
)

// options are the flags.
type options struct {
	data, out, gap, limit string
	policies, sizes       string
}

func main() {
	var o options
	flag.StringVar(&o.data, "data", os.Getenv("ROTATE_DATA"), "folder that holds counties/")
	flag.StringVar(&o.out, "out", "", "CSV to write; standard output if empty")
	flag.StringVar(&o.gap, "gap", "", "gap to stop at; empty means the program's default")
	flag.StringVar(&o.limit, "limit", "60s", "time limit of a run")
	flag.StringVar(&o.policies, "policies", "national-2014,henan-2021,sanming-2017,chongqing-2021,county-template,"+
		"county-template-partition,county-template-close-knit,yongzhou-2018", "presets or files")
	flag.StringVar(&o.sizes, "sizes", "500,750,1000,1500,2000,3000,5000,7500,10000,20000", "teachers of counties to generate")
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
	counties, err := manifest(program, scratch, o)
	if err != nil {
		return err
	}
	for _, c := range counties {
		for _, policy := range strings.Split(o.policies, ",") {
			got, err := one(program, filepath.Join(scratch, "plan"), run{c, policy}, o)
			if err != nil {
				return fmt.Errorf("%s %s: %w", c.name, policy, err)
			}
			rows = append(rows, got...)
		}
	}
	return measure.Write(o.out, rows)
}

// county is where the tables of one lie.
type county struct {
	name string
	args []string
}

// run is a county under a policy.
type run struct {
	county
	policy string
}

// manifest lists the test counties, the built-in one and those generated.
func manifest(program, scratch string, o options) ([]county, error) {
	var all []county
	for _, code := range []string{"990102", "990103", "990101"} {
		all = append(all, county{code, []string{"--county", code, "--data", filepath.Join(o.data, "counties", code)}})
	}
	all = append(all, county{"990001", []string{"--county", "990001"}})
	for _, size := range strings.FieldsFunc(o.sizes, func(r rune) bool { return r == ',' }) {
		dir := filepath.Join(scratch, size)
		var account measure.Account
		if err := account.Run(program, "generate", "--teachers", size, "--seed", size, dir); err != nil {
			return nil, err
		}
		all = append(all, county{"generated-" + size, []string{"--county", "990001", "--data", dir}})
	}
	return all, nil
}

// claim is what plan.json says of one problem.
type claim struct {
	Status      string
	Cost, Bound int64
	Gap         float64
}

// plan is what of plan.json is measured.
type plan struct {
	Grouping, Rotation, Itinerant claim
	Totals                        struct{ Movers int64 }
}

// one runs the program once and returns a row for each problem, or one that says why there is no plan.
func one(program, dir string, r run, o options) ([][]string, error) {
	args := slices.Concat([]string{"plan"}, r.args, []string{"--year", "2026", "--policy", r.policy, "--time-limit", o.limit, "--out", dir})
	if o.gap != "" {
		args = append(args, "--gap", o.gap)
	}
	defer os.RemoveAll(dir)
	var account measure.Account
	head := append(measure.Machine(), r.name, r.policy)
	var exit *exec.ExitError
	switch err := account.Run(program, args...); {
	case errors.As(err, &exit) && endings[exit.ExitCode()] != "":
		return [][]string{slices.Concat(head, []string{"", endings[exit.ExitCode()], "", "", "", "", ""}, account.Cells())}, nil
	case err != nil:
		return nil, err
	}
	var p plan
	text, err := os.ReadFile(filepath.Join(dir, "plan.json"))
	if err == nil {
		err = json.Unmarshal(text, &p)
	}
	if err != nil {
		return nil, err
	}
	measured := append([]string{strconv.FormatInt(p.Totals.Movers, 10)}, account.Cells()...)
	var rows [][]string
	for _, x := range []struct {
		name string
		claim
	}{{"grouping", p.Grouping}, {"rotation", p.Rotation}, {"itinerant", p.Itinerant}} {
		row := slices.Concat(head, []string{x.name, x.Status, strconv.FormatInt(x.Cost, 10), strconv.FormatInt(x.Bound, 10),
			fmt.Sprintf("%.6f", x.Gap), fmt.Sprintf("%.1f", float64(x.Cost-x.Bound)/float64(max(p.Totals.Movers, 1)))})
		rows = append(rows, append(row, measured...))
	}
	return rows, nil
}

// endings are exit codes without a plan.
var endings = map[int]string{3: "infeasible", 4: "none"}
