//go:build unix

// Package published reads published problems whose best plans are known, and tells how solvers do on them.
package published

import (
	"compress/gzip"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/rotateplan/rotate/benchmarks/measure"
	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/solver"
)

// Problem is a published problem.
type Problem struct {
	Set, Name string
	Best      model.Cost // the least cost known of a plan
	path      string
}

// Problems lists those of some sets in the table of a folder, optima.csv.
func Problems(folder string, sets ...string) (all []Problem, err error) {
	f, err := os.Open(filepath.Join(folder, "optima.csv"))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, err
	}
	for _, r := range rows[min(1, len(rows)):] {
		if set, _, _ := strings.Cut(r[0], "_"); !slices.Contains(sets, set) {
			continue
		}
		best, err := strconv.ParseInt(r[8], 10, 64)
		if err != nil {
			return nil, err
		}
		all = append(all, Problem{Set: r[0], Name: r[1], Best: model.Cost(best), path: filepath.Join(folder, r[2])})
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("%s: no problem of %v", f.Name(), sets)
	}
	return all, nil
}

// Numbers reads the whole numbers of a problem's file, compressed or not.
func (p *Problem) Numbers() ([]int64, error) {
	f, err := os.Open(p.path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var in io.Reader = f
	if strings.HasSuffix(p.path, ".gz") {
		if in, err = gzip.NewReader(f); err != nil {
			return nil, err
		}
	}
	text, err := io.ReadAll(in)
	if err != nil {
		return nil, err
	}
	words := strings.Fields(string(text))
	numbers := make([]int64, len(words))
	for i, word := range words {
		if numbers[i], err = strconv.ParseInt(word, 10, 64); err != nil {
			return nil, err
		}
	}
	return numbers, nil
}

// Answer is what a solver makes of a problem.
type Answer struct {
	Agents, Jobs int
	HasPlan      bool
	Cost, Bound  model.Cost
	Status       solver.Status
	Seconds      float64 // of processor time
}

// Off is how far the cost is above the best known, in per cent.
func (a *Answer) Off(p *Problem) float64 { return 100 * float64(a.Cost-p.Best) / float64(p.Best) }

// head names the columns of the table.
var head = append(measure.MachineHead, "problem", "agents", "jobs", "best_known", "cost", "bound", "above_best_percent", "above_bound_percent",
	"status", "cpu_seconds", "limit")

// Tell adds an answer to a table, on one core or so many as there are, found within a limit of processor time.
func Tell(path string, p *Problem, a *Answer, limit time.Duration) error {
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o666)
	if err != nil {
		return err
	}
	defer f.Close()
	out := csv.NewWriter(f)
	if info, err := f.Stat(); err == nil && info.Size() == 0 {
		out.Write(head)
	}
	row := measure.Machine()
	row[len(row)-1] = strconv.Itoa(runtime.GOMAXPROCS(0))
	out.Write(append(row, p.Name, strconv.Itoa(a.Agents), strconv.Itoa(a.Jobs), fmt.Sprint(p.Best), fmt.Sprint(a.Cost), fmt.Sprint(a.Bound),
		fmt.Sprintf("%.3f", a.Off(p)), fmt.Sprintf("%.3f", 100*solver.Gap(a.Cost, a.Bound)), a.Status.String(), fmt.Sprintf("%.2f", a.Seconds),
		limit.String()))
	out.Flush()
	return out.Error()
}

// Processor is the time that processors have spent on this process.
func Processor() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// Within returns a context that ends once processors have spent so much more time on this process.
func Within(ctx context.Context, limit time.Duration) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(ctx)
	end := Processor() + limit
	go func() {
		for ctx.Err() == nil && Processor() < end {
			time.Sleep(50 * time.Millisecond)
		}
		cancel()
	}()
	return ctx, cancel
}
