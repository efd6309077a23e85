//go:build unix

package main

import (
	"context"
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

// run runs the code once more. That a peer fails is written down; that ours fails is an error.
func (s *series) run(file string, limit time.Duration) error {
	if s.failure != "" {
		return nil
	}
	a, account, err := s.once(file, limit)
	if err != nil {
		s.failure, _, _ = strings.Cut(err.Error(), "\n")
		if s.ours {
			return err
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
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	args := s.command[1:]
	if !s.stdin {
		args = slices.Concat(args, []string{file})
	}
	c := exec.CommandContext(ctx, s.command[0], args...)
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
		return a, account, fmt.Errorf("not within %v", limit)
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
	if below := peer.median(f); below > 0 {
		return s.median(f) / below
	}
	return math.NaN()
}
