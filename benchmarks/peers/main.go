//go:build unix

// Command peers runs this kernel and every other installed min-cost-flow code on the same DIMACS files, as whole processes
// in turn (A B C A B C …), and writes a row for each code and file: medians and the ratio of ours to theirs, for the solve
// alone and for the whole process. Geometric means of the ratios by family of instances go to standard error.
//
//	go run ./benchmarks/peers -out benchmarks/results/peers.csv FILE.min[.gz]…
//
// All optima must agree, or the run fails. A code that is not installed is skipped, which the table says. Another code can
// be named by hand: -peer 'NAME=COMMAND' reads the file on standard input and prints what [parse] reads.
//
// Integer programs go to CBC and HiGHS, with cost and bound of what they find by the limit; of generated counties, the plan
// of ours stands beside:
//
//	go run ./benchmarks/peers -rounds 1 -limit 4m -highs FOLDER/node_modules/highs -counties 5000,20000 FILE.lp[.gz]…
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/rotateplan/rotate/benchmarks/measure"
)

// options are the flags.
type options struct {
	algorithms, out, highs string
	counties, policies     string
	rounds                 int
	limit                  time.Duration
	gap                    float64
	more                   []*code
	files                  []string
}

func main() {
	var o options
	flag.StringVar(&o.algorithms, "algorithms", "auto", "of ours, separated by commas; ratios are those of the first")
	flag.StringVar(&o.out, "out", "", "CSV to write; standard output if empty")
	flag.IntVar(&o.rounds, "rounds", 5, "of which the medians count")
	flag.DurationVar(&o.limit, "limit", time.Minute, "of one run of one code")
	flag.Float64Var(&o.gap, "gap", 0.001, "at which integer programs are solved")
	flag.StringVar(&o.highs, "highs", "", "folder of the npm package highs, for node; needless where a program highs is installed")
	flag.StringVar(&o.counties, "counties", "", "folders of counties, or teachers of counties to generate, separated by commas")
	flag.StringVar(&o.policies, "policies", "national-2014", "presets that the counties are planned under")
	flag.Func("peer", "NAME=COMMAND of another code, as often as wanted", func(text string) error {
		c, err := byHand(text)
		o.more = append(o.more, c)
		return err
	})
	flag.Parse()
	o.files = flag.Args()
	if err := bench(o); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func bench(o options) error {
	if len(o.files) == 0 && o.counties == "" || o.rounds < 1 {
		return errors.New("want at least one file or county and one round")
	}
	scratch, err := os.MkdirTemp("", "peers")
	if err != nil {
		return err
	}
	defer os.RemoveAll(scratch)
	var t table
	err = errors.Join(t.flows(o, scratch), t.programs(o, scratch))
	for _, line := range t.summary() {
		fmt.Fprintln(os.Stderr, line)
	}
	return errors.Join(err, measure.Write(o.out, t.rows()))
}

// flows runs all codes on the networks among the files.
func (t *table) flows(o options, scratch string) error {
	files := slices.DeleteFunc(slices.Clone(o.files), isProgram)
	if len(files) == 0 {
		return nil
	}
	codes, err := ours(scratch, o.algorithms)
	if err != nil {
		return err
	}
	peers, absent := installed(scratch, "-O3 -DNDEBUG")
	t.absent = append(t.absent, absent...)
	codes = slices.Concat(codes, peers, o.more)
	for _, path := range files {
		if err := t.race(path, scratch, codes, o); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	return nil
}

// programs runs CBC and HiGHS on the integer programs among the files, and with ours on generated counties.
func (t *table) programs(o options, scratch string) error {
	files := slices.DeleteFunc(slices.Clone(o.files), func(path string) bool { return !isProgram(path) })
	if len(files) == 0 && o.counties == "" {
		return nil
	}
	solvers, absent, err := o.solvers(scratch)
	if err != nil {
		return err
	}
	t.absent = append(t.absent, absent...)
	for _, path := range files {
		if err := t.race(path, scratch, solvers, o); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	if o.counties == "" {
		return nil
	}
	program, err := measure.Build(scratch, "cmd/rotate")
	if err != nil {
		return err
	}
	for name := range strings.SplitSeq(o.counties, ",") {
		c := county{program: program, dir: filepath.Join(scratch, "county_"+filepath.Base(name)), options: o}
		if err := t.county(&c, name, scratch, solvers); err != nil {
			return fmt.Errorf("county %s: %w", name, err)
		}
	}
	return nil
}

// county runs all codes on the problems of a county under every policy.
func (t *table) county(c *county, name, scratch string, solvers []*code) error {
	if err := c.find(name); err != nil {
		return err
	}
	for c.policy = range strings.SplitSeq(c.policies, ",") {
		for _, c.problem = range [2]string{"grouping", "rotation"} {
			path, err := c.draw()
			if err == nil {
				err = t.race(path, scratch, append(c.codes(), solvers...), c.options)
			}
			if err != nil {
				return fmt.Errorf("%s of %s: %w", c.problem, c.policy, err)
			}
			if err := os.Remove(path); err != nil {
				return err
			}
		}
	}
	return nil
}

// race runs all codes on one file and adds it to the table.
func (t *table) race(path, scratch string, codes []*code, o options) error {
	in, err := unpack(path, scratch)
	if err != nil {
		return err
	}
	if in.plain != path {
		defer os.Remove(in.plain)
	}
	all := make([]*series, len(codes))
	for i, c := range codes {
		all[i] = &series{code: c}
	}
	for range o.rounds {
		for _, s := range all {
			if err := s.run(in.plain, o.limit); err != nil {
				return err
			}
		}
	}
	t.instances = append(t.instances, in)
	t.series = append(t.series, all)
	for _, s := range all {
		fmt.Fprintf(os.Stderr, "%s, %s: %s, solve %s ms, wall %s ms\n", in.name, s.name, s.status(), cell(s.median(solve)), cell(s.median(wall)))
	}
	if isProgram(path) {
		return consistent(all)
	}
	return agree(all)
}

// agree demands the same optimum of all codes that have any.
func agree(all []*series) error {
	for _, s := range all[1:] {
		if s.failure == "" && !sameOptimum(all[0].optimum, s.optimum) {
			return fmt.Errorf("%s finds %s, %s finds %s", all[0].name, all[0].optimum, s.name, s.optimum)
		}
	}
	return nil
}
