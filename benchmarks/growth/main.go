//go:build unix

// Command growth solves drawn counties of growing size on one core and writes for each the time of a cold solve, the exponent k
// of time ∝ arcsᵏ fitted through all sizes so far, and its memory; and for one size how much of that time it takes to solve
// again, from the basis before, after costs or one bound have changed. Every answer is checked.
//
//	go run ./benchmarks/growth -out benchmarks/results/growth.csv
package main

import (
	"flag"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"github.com/rotateplan/rotate/benchmarks/instance"
	"github.com/rotateplan/rotate/benchmarks/measure"
)

// options are the flags.
type options struct {
	kinds, teachers, out  string
	again, rounds, change int
	seed                  uint64
}

func main() {
	var o options
	flag.StringVar(&o.kinds, "kinds", "cty,ctq", "of instances, separated by commas")
	flag.StringVar(&o.teachers, "teachers", "1000,2000,5000,10000,20000,50000,100000,200000", "sizes, separated by commas")
	flag.IntVar(&o.again, "again", 20000, "teachers of the county that is solved again after changes; 0 is none")
	flag.IntVar(&o.rounds, "rounds", 3, "cold solves of each, of which the median counts")
	flag.IntVar(&o.change, "changes", 20, "changes of each sort")
	flag.Uint64Var(&o.seed, "seed", 1, "of counties and changes")
	flag.StringVar(&o.out, "out", "", "CSV to write; standard output if empty")
	flag.Parse()
	runtime.GOMAXPROCS(1)
	if err := bench(o); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

var head = []string{"instance", "seed", "nodes", "arcs", "solved", "solves", "solve_ms", "exponent", "share_of_cold",
	"allocated_bytes_per_arc", "resident_bytes_per_arc"}

// row is a line of the table under head; NaN stands for nothing.
type row struct {
	*instance.Instance
	name, solved                                  string
	solves                                        int
	ms, exponent, share, allocated, residentBytes float64
}

func (r *row) cells(seed uint64) []string {
	cells := slices.Concat(measure.Machine(), []string{r.name, strconv.FormatUint(seed, 10), strconv.Itoa(len(r.Supply)),
		strconv.Itoa(len(r.From)), r.solved, strconv.Itoa(r.solves)})
	for _, x := range []float64{r.ms, r.exponent, r.share, r.allocated, r.residentBytes} {
		text := strconv.FormatFloat(x, 'f', 3, 64)
		if x != x {
			text = ""
		}
		cells = append(cells, text)
	}
	return cells
}

func bench(o options) error {
	if o.rounds < 1 || o.change < 1 {
		return fmt.Errorf("%d rounds, %d changes: want at least one", o.rounds, o.change)
	}
	table := [][]string{slices.Concat(measure.MachineHead, head)}
	for kind := range strings.SplitSeq(o.kinds, ",") {
		rows, err := o.grow(kind)
		if err == nil && o.again > 0 {
			var warm []row
			warm, err = o.solveAgain(kind)
			rows = append(rows, warm...)
		}
		if err != nil {
			return err
		}
		for _, r := range rows {
			table = append(table, r.cells(o.seed))
		}
	}
	return measure.Write(o.out, table)
}

// tell writes a row to standard error as soon as it is known.
func (r *row) tell() {
	fmt.Fprintf(os.Stderr, "%s %s: %.2f ms, exponent %.3f, share of cold %.4f, bytes an arc %.1f allocated, %.1f resident\n",
		r.name, r.solved, r.ms, r.exponent, r.share, r.allocated, r.residentBytes)
}
