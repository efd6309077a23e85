//go:build unix

package main

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"

	"github.com/rotateplan/rotate/benchmarks/measure"
)

// figure is what is measured in each round.
type figure int

const (
	setup figure = iota // ms, told by the code
	solve               // ms, told by the code
	whole               // ms, setup and solve
	wall                // ms, of the process
	cpu                 // ms, of the process on all cores
	peak                // KiB, resident
	figures
)

var figureNames = [figures]string{"setup_ms", "solve_ms", "setup_solve_ms", "wall_ms", "cpu_ms", "peak_kib"}

// series is what one code took on one file, each figure once a round.
type series struct {
	*code
	answer
	failure string // why there is no answer
	taken   [figures][]float64
}

// run runs the code once more. A failure is written down; that of a code that must not fail is an error.
func (s *series) run(file string, limit time.Duration) error {
	if s.failure != "" {
		return nil
	}
	a, account, err := s.once(file, limit)
	if err != nil {
		if s.must {
			return err
		}
		s.failure, _, _ = strings.Cut(err.Error(), "\n")
		if x := (*exec.ExitError)(nil); errors.As(err, &x) {
			s.failure = x.Error()
		}
		return nil
	}
	s.answer = a
	for f, x := range [figures]float64{a.setup, a.solve, a.setup + a.solve, 1000 * account.Seconds, 1000 * account.CPU, float64(account.PeakKiB)} {
		s.taken[f] = append(s.taken[f], x)
	}
	return nil
}

func (s *series) once(file string, limit time.Duration) (a answer, account measure.Account, err error) {
	ctx, cancel := context.WithTimeout(context.Background(), limit+s.grace)
	defer cancel()
	args := slices.Clone(s.command)
	if i := slices.Index(args, fileArgument); i >= 0 {
		args[i] = file
	}
	c := exec.CommandContext(ctx, args[0], args[1:]...)
	c.Env = append(os.Environ(), "GOMAXPROCS=1")
	if s.stdin {
		f, err := os.Open(file)
		if err != nil {
			return a, account, err
		}
		defer f.Close()
		c.Stdin = f
	}
	text, err := account.Output(c)
	if ctx.Err() != nil {
		return a, account, fmt.Errorf("not within %v", limit+s.grace)
	}
	if err == nil {
		a, err = s.read(text)
	}
	return a, account, err
}

// median is NaN where nothing was measured.
func (s *series) median(f figure) float64 {
	x := slices.Sorted(slices.Values(s.taken[f]))
	if len(x) == 0 || s.failure != "" {
		return math.NaN()
	}
	return (x[(len(x)-1)/2] + x[len(x)/2]) / 2
}

// ratio of our median to that of a peer, NaN where either is not known.
func (s *series) ratio(peer *series, f figure) float64 {
	if below := peer.median(f); below > 0 && s.ours {
		return s.median(f) / below
	}
	return math.NaN()
}
