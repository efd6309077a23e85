//go:build unix

// Command diagnosis runs the program itself on a generated county under policies that allow no plan, whole process, one after the other, and
// writes a row of figures for each diagnosis.
//
//	go run ./benchmarks/diagnosis -out benchmarks/results/diagnosis.csv [-teachers 5000] [-cases b0,l9]
//
// Seconds and peak memory are the operating system's account of the finished process: reading, the solve that finds no plan, diagnosis, and writing.
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

// cases are clauses, in the place of those of national-2014, that no plan of a county of 5,000 teachers obeys: of budgets, of groups, of lists.
var cases = []struct{ name, clauses string }{
	{"b0", "allowance-budget: {mode: must, max: 0}"},
	{"b3", "allowance-budget: {mode: must, max: 300000}"},
	{"b8", "allowance-budget: {mode: must, max: 800000}"},
	{"g1", "group-size: {mode: must, min: 40, max: 50}, coverage: {mode: must, all: 1000}"},
	{"g2", "coverage: {mode: must, all: 1000}, group-radius: {mode: must, km: 5}"},
	{"g3", "coverage: {mode: must, all: 900}, group-size: {mode: must, min: 1, max: 2}"},
	{"g4", "group-count: {mode: must, min: 1, max: 4}, coverage: {mode: must, all: 800}"},
	{"g5", "group-budget: {mode: must, max: 1000}, coverage: {mode: must, weak: 1000, all: 500}"},
	{"g7", "group-size: {mode: must, min: 4, max: 5}, group-radius: {mode: must, km: 4}, group-count: {mode: must, min: 20, max: 100}"},
	{"g8", "group-size: {mode: must, min: 40, max: 50}, group-count: {mode: must, min: 6, max: 100}"},
	{"l2", "exchange-share: {mode: must, share: 500, base: county}, commute: {mode: must, km: 5}"},
	{"l3", "head-count: {mode: must, school: 0, group: 0}, exchange-share: {mode: must, share: 600, base: school}"},
	{"l9", "senior-posts: {mode: must}, backbone-share: {mode: must, share: 900}, exchange-share: {mode: must, share: 200}"},
	{"l10", "principal-term: {mode: must, years: 1, defer: 1}"},
	{"l11", "exchange-share: {mode: must, share: 300}, head-count: {mode: must, school: 0, group: 0}, commute: {mode: must, km: 3}"},
	{"l12", "exchange-share: {mode: must, share: 500}, commute: {mode: must, km: 5}"},
}

// options are the flags.
type options struct {
	out, cases string
	teachers   int
}

func main() {
	var o options
	flag.StringVar(&o.out, "out", "", "CSV to write; standard output if empty")
	flag.StringVar(&o.cases, "cases", "", "cases to run; all if empty")
	flag.IntVar(&o.teachers, "teachers", 5000, "teachers of the county, with a school for each 33 of them")
	flag.Parse()
	if err := bench(o); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func bench(o options) error {
	scratch, err := os.MkdirTemp("", "diagnosis")
	if err != nil {
		return err
	}
	defer os.RemoveAll(scratch)
	program, err := measure.Build(scratch, "cmd/rotate")
	if err != nil {
		return err
	}
	county := filepath.Join(scratch, "county")
	var account measure.Account
	if err := account.Run(program, "generate", "--teachers", strconv.Itoa(o.teachers), "--seed", "1", county); err != nil {
		return err
	}
	rows := [][]string{slices.Concat(measure.MachineHead, []string{"teachers", "case", "clauses", "members", "together", "relaxations"},
		measure.AccountHead)}
	for _, c := range cases {
		if o.cases != "" && !slices.Contains(strings.Split(o.cases, ","), c.name) {
			continue
		}
		policy := filepath.Join(scratch, c.name+".yaml")
		text := "name: " + c.name + "\nextends: national-2014\nclauses: {" + c.clauses + "}\n"
		if err := os.WriteFile(policy, []byte(text), 0o644); err != nil {
			return err
		}
		found, cells, err := diagnose(program, county, policy, filepath.Join(scratch, "out", c.name))
		if err != nil {
			return fmt.Errorf("%s: %w", c.name, err)
		}
		rows = append(rows, slices.Concat(measure.Machine(), []string{strconv.Itoa(o.teachers), c.name, c.clauses}, found, cells))
	}
	return measure.Write(o.out, rows)
}

// diagnosis is what of diagnosis.json is counted.
type diagnosis struct {
	Conflict []struct {
		Together bool
	}
	Relaxations []struct{}
}

// infeasible is the exit code of a diagnosis.
const infeasible = 3

// diagnose runs the program once, which must end in a diagnosis.
func diagnose(program, county, policy, dir string) (found, cells []string, err error) {
	var account measure.Account
	err = account.Run(program, "plan", "--county", "990001", "--data", county, "--year", "2026", "--policy", policy, "--time-limit", "0", "--lang", "en", "--out", dir)
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != infeasible {
		return nil, nil, fmt.Errorf("no diagnosis: %w", err)
	}
	var path string
	err = filepath.WalkDir(dir, func(at string, x os.DirEntry, err error) error {
		if err == nil && x.Name() == "diagnosis.json" {
			path = at
		}
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, nil, err
	}
	var d diagnosis
	if err := json.Unmarshal(text, &d); err != nil {
		return nil, nil, err
	}
	together := 0
	for _, m := range d.Conflict {
		if m.Together {
			together++
		}
	}
	return []string{strconv.Itoa(len(d.Conflict)), strconv.Itoa(together), strconv.Itoa(len(d.Relaxations))}, account.Cells(), nil
}
