//go:build unix

package main

import (
	"context"
	"errors"
	"fmt"
	"math"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/rotateplan/rotate/benchmarks/instance"
	"github.com/rotateplan/rotate/solver/flow"
)

// grow solves every size of a kind from scratch.
func (o *options) grow(kind string) (rows []row, err error) {
	var arcs, ms []float64
	for size := range strings.SplitSeq(o.teachers, ",") {
		r, err := o.cold(kind + "_" + size)
		if err != nil {
			return nil, err
		}
		arcs, ms = append(arcs, float64(len(r.From))), append(ms, r.ms)
		r.exponent = exponent(arcs, ms)
		r.tell()
		r.Instance = &instance.Instance{Network: &flow.Network{Supply: r.Supply, From: r.From}} // let go of the rest
		rows = append(rows, r)
	}
	return rows, nil
}

// cold solves one instance from scratch, first with an eye on memory, then on time.
func (o *options) cold(name string) (r row, err error) {
	in, err := instance.Draw(name, o.seed)
	if err != nil {
		return r, err
	}
	nothing := math.NaN()
	r = row{Instance: in, name: name, solved: "cold", solves: o.rounds, exponent: nothing, share: nothing}
	allocated, residentBytes, err := memory(in.Network)
	if err != nil {
		return r, fmt.Errorf("%s: %w", name, err)
	}
	perArc := 1 / float64(len(in.From))
	r.allocated, r.residentBytes = allocated*perArc, residentBytes*perArc
	var took []float64
	for range o.rounds {
		_, ms, err := timed(in.Network, nil)
		if err != nil {
			return r, fmt.Errorf("%s: %w", name, err)
		}
		took = append(took, ms)
	}
	r.ms = median(took)
	return r, nil
}

// timed solves, checks, and returns the milliseconds of the solve alone. What came before is cleared away first.
func timed(n *flow.Network, warm *flow.Basis) (*flow.Solution, float64, error) {
	runtime.GC()
	start := time.Now()
	s, err := flow.Solve(context.Background(), n, warm)
	took := time.Since(start)
	if err == nil {
		err = flow.Check(n, s)
	}
	return s, took.Seconds() * 1000, err
}

// memory is what one solve from scratch allocates in all, freed or not, and by how much it raises the resident memory of this
// process at its highest (NaN where the system does not tell), the network itself not counted.
func memory(n *flow.Network) (allocated, residentBytes float64, err error) {
	debug.FreeOSMemory()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	held := resident("VmRSS")
	resetPeak()
	s, err := flow.Solve(context.Background(), n, nil)
	top := resident("VmHWM")
	runtime.ReadMemStats(&after)
	if err == nil && s.Status != flow.Optimal {
		err = errors.New("not feasible")
	}
	return float64(after.TotalAlloc - before.TotalAlloc), top - held, err
}

// exponent is the slope of the line of least squares through the logarithms, NaN through less than two points.
func exponent(arcs, ms []float64) float64 {
	if len(arcs) < 2 {
		return math.NaN()
	}
	var x, y, xx, xy float64
	for i := range arcs {
		u, v := math.Log(arcs[i]), math.Log(ms[i])
		x, y, xx, xy = x+u, y+v, xx+u*u, xy+u*v
	}
	n := float64(len(arcs))
	return (n*xy - x*y) / (n*xx - x*x)
}

func median(x []float64) float64 {
	x = slices.Sorted(slices.Values(x))
	return (x[(len(x)-1)/2] + x[len(x)/2]) / 2
}
