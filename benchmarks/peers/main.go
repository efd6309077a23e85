//go:build unix

// Command peers runs this kernel and every other installed min-cost-flow code on the same DIMACS files, as whole processes
// in turn (A B C A B C …), and writes a row for each code and file: medians and the ratio of ours to theirs, for the solve
// alone and for the whole process. Geometric means of the ratios by family of instances go to standard error.
//
//	go run ./benchmarks/peers -out benchmarks/results/peers.csv FILE.min[.gz]…
//
// All optima must agree, or the run fails. A code that is not installed is skipped, which the table says. Another code can
// be named by hand: -peer 'NAME=COMMAND' reads the file on standard input and prints what [parse] reads.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/rotateplan/rotate/benchmarks/measure"
)

// options are the flags.
type options struct {
	algorithms, out string
	rounds          int
	limit           time.Duration
	more            []*code
	files           []string
}

func main() {
	var o options
	flag.StringVar(&o.algorithms, "algorithms", "auto", "of ours, separated by commas; ratios are those of the first")
	flag.StringVar(&o.out, "out", "", "CSV to write; standard output if empty")
	flag.IntVar(&o.rounds, "rounds", 5, "of which the medians count")
	flag.DurationVar(&o.limit, "limit", time.Minute, "of one run of one peer")
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
	if len(o.files) == 0 || o.rounds < 1 {
		return errors.New("want at least one file and one round")
	}
	scratch, err := os.MkdirTemp("", "peers")
	if err != nil {
		return err
	}
	defer os.RemoveAll(scratch)
	codes, err := ours(scratch, o.algorithms)
	if err != nil {
		return err
	}
	peers, absent := installed(scratch, "-O3 -DNDEBUG")
	t := table{absent: absent}
	codes = append(append(codes, peers...), o.more...)
	for _, path := range o.files {
		if err := t.race(path, scratch, codes, o); err != nil {
			return errors.Join(fmt.Errorf("%s: %w", path, err), measure.Write(o.out, t.rows()))
		}
	}
	fmt.Fprint(os.Stderr, strings.Join(t.summary(), "\n"), "\n")
	return measure.Write(o.out, t.rows())
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
