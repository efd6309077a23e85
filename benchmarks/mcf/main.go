// Command mcf solves min-cost-flow problems in DIMACS form, plain or compressed by gzip, on one core, and prints of each the
// DIMACS lines "s OPTIMUM" and "c solve 12.3 ms": the solve alone, without reading and without the check that every answer
// must pass.
//
//	go run ./benchmarks/mcf [-algorithm auto] [-repeat 5] FILE…
package main

import (
	"compress/gzip"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/rotateplan/rotate/solver/flow"
)

type solver func(ctx context.Context, n *flow.Network, warm *flow.Basis) (*flow.Solution, error)

// algorithms are what -algorithm may name. The first is chosen by the shape of the instance; there is one so far that nothing else has beaten.
var algorithms = []struct {
	name  string
	solve solver
}{
	{"auto", flow.Solve},
	{"simplex", flow.Solve},
}

// options are the flags.
type options struct {
	algorithm string
	repeat    int
	files     []string
}

func main() {
	o := options{algorithm: algorithms[0].name}
	flag.StringVar(&o.algorithm, "algorithm", o.algorithm, "one of "+known())
	flag.IntVar(&o.repeat, "repeat", 1, "solves of each file, of which the median counts")
	flag.Parse()
	o.files = flag.Args()
	runtime.GOMAXPROCS(1)
	if err := solveAll(o, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func known() string {
	var names []string
	for _, a := range algorithms {
		names = append(names, a.name)
	}
	return strings.Join(names, ", ")
}

func solverOf(name string) (solver, error) {
	for _, a := range algorithms {
		if a.name == name {
			return a.solve, nil
		}
	}
	return nil, fmt.Errorf("algorithm %q is not one of %s", name, known())
}

func solveAll(o options, out io.Writer) error {
	algorithm, err := solverOf(o.algorithm)
	if err != nil {
		return err
	}
	if len(o.files) == 0 {
		return errors.New("no file named")
	}
	for _, file := range o.files {
		n, err := read(file)
		if err == nil {
			fmt.Fprintf(out, "c %s: %d nodes, %d arcs\n", file, len(n.Supply), len(n.From))
			err = solve(algorithm, n, o.repeat, out)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
	}
	return nil
}

func read(file string) (*flow.Network, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text := io.Reader(f)
	if strings.HasSuffix(file, ".gz") {
		if text, err = gzip.NewReader(f); err != nil {
			return nil, err
		}
	}
	return flow.ReadDIMACS(text)
}

// solve solves repeatedly from scratch. What reading left behind is cleared away before the clock starts.
func solve(algorithm solver, n *flow.Network, repeat int, out io.Writer) error {
	var took []time.Duration
	var s *flow.Solution
	for range max(repeat, 1) {
		runtime.GC()
		start := time.Now()
		var err error
		if s, err = algorithm(context.Background(), n, nil); err != nil {
			return err
		}
		took = append(took, time.Since(start))
	}
	if err := flow.Check(n, s); err != nil {
		return err
	}
	answer := s.Status.String()
	if s.Status == flow.Optimal {
		answer = fmt.Sprint(s.Cost)
	}
	slices.Sort(took)
	_, err := fmt.Fprintf(out, "s %s\nc solve %.3f ms\nc pivots %d\n", answer, took[len(took)/2].Seconds()*1000, s.Pivots)
	return err
}
