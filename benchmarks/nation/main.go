//go:build unix

// Command nation makes nations of counties up, plans each in several ways as whole processes, and writes a row of figures
// for each way: how fast, how much memory, and the digest of all that was written but run.json, which must be the same
// for all ways.
//
//	go run ./benchmarks/nation -counties 50,200 -teachers 2000 -workers 1,2 -shards 3 -kills 50 -out benchmarks/results/nation.csv
//
// The ways are one for each number of workers; and of the last nation, shards one after the other, and a run that is killed
// at random moments and resumed, over and over.
package main

import (
	"crypto/sha256"
	"encoding/hex"
	"flag"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/rotateplan/rotate/benchmarks/measure"
)

// options are the flags.
type options struct {
	counties, workers, scratch, out string
	teachers, shards, kills         int
	seed                            uint64
}

func main() {
	var o options
	flag.StringVar(&o.counties, "counties", "50,200", "sizes of the nations, separated by commas")
	flag.IntVar(&o.teachers, "teachers", 2000, "mean of a county")
	flag.StringVar(&o.workers, "workers", "1,2", "numbers of workers, separated by commas")
	flag.IntVar(&o.shards, "shards", 3, "shards of the last nation; 0 is no such run")
	flag.IntVar(&o.kills, "kills", 50, "how often the last nation is killed; 0 is no such run")
	flag.Uint64Var(&o.seed, "seed", 1, "of the counties and of the moments")
	flag.StringVar(&o.scratch, "scratch", "", "folder for tables and plans; empty means the system's")
	flag.StringVar(&o.out, "out", "", "CSV to write; standard output if empty")
	flag.Parse()
	if err := bench(o); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// trial is one nation and what is written of it.
type trial struct {
	options
	program, data, dir string
	counties           int
	teachers           int // of all counties
	digest             string
	rows               *[][]string
}

// way is how a nation is planned.
type way struct{ workers, shards, kills int }

func bench(o options) error {
	scratch, err := os.MkdirTemp(o.scratch, "nation")
	if err != nil {
		return err
	}
	defer os.RemoveAll(scratch)
	program, err := measure.Build(scratch, "cmd/rotate")
	if err != nil {
		return err
	}
	sizes, err := numbers(o.counties)
	if err != nil {
		return err
	}
	workers, err := numbers(o.workers)
	if err != nil {
		return err
	}
	rows := [][]string{slices.Concat(measure.MachineHead, []string{"counties", "teachers", "workers", "shards", "kills"},
		measure.AccountHead, []string{"counties_per_second", "teachers_per_second", "digest"})}
	for i, n := range sizes {
		t := trial{options: o, program: program, counties: n, dir: filepath.Join(scratch, strconv.Itoa(n)), rows: &rows}
		if err := t.plan(t.ways(workers, i == len(sizes)-1)); err != nil {
			return fmt.Errorf("%d counties: %w", n, err)
		}
	}
	return measure.Write(o.out, rows)
}

func numbers(text string) (all []int, err error) {
	for _, part := range strings.Split(text, ",") {
		n, err := strconv.Atoi(part)
		if err != nil || n < 1 {
			return nil, fmt.Errorf("%q: want numbers separated by commas", text)
		}
		all = append(all, n)
	}
	return all, nil
}

func (t *trial) ways(workers []int, last bool) (all []way) {
	for _, w := range workers {
		all = append(all, way{workers: w, shards: 1})
	}
	if last && t.shards > 1 {
		all = append(all, way{workers: 1, shards: t.shards})
	}
	if last && t.kills > 0 {
		all = append(all, way{workers: slices.Max(workers), shards: 1, kills: t.kills})
	}
	return all
}

// plan makes the nation up and plans it in each way.
func (t *trial) plan(ways []way) error {
	t.data = filepath.Join(t.dir, "data")
	var made measure.Account
	err := made.Run(t.program, "generate", "--counties", strconv.Itoa(t.counties), "--teachers", strconv.Itoa(t.options.teachers),
		"--seed", strconv.FormatUint(t.seed, 10), t.data)
	if err != nil {
		return err
	}
	if t.teachers, err = lines(t.data, "教师.csv"); err != nil {
		return err
	}
	fmt.Fprintf(os.Stderr, "%d counties, %d teachers: made in %.1f s, %d MiB\n", t.counties, t.teachers, made.Seconds, made.PeakKiB>>10)
	whole := 0.0 // seconds of the first way
	for _, w := range ways {
		account, err := t.run(w, whole)
		if err != nil {
			return err
		}
		if whole == 0 {
			whole = account.Seconds
		}
		if err := t.record(w, account); err != nil {
			return err
		}
	}
	return os.RemoveAll(t.dir)
}

// run plans the nation in one way. Whole is how many seconds it takes undisturbed.
func (t *trial) run(w way, whole float64) (a measure.Account, err error) {
	args := []string{"batch", "--data", t.data, "--year", "2026", "--out", t.plans(), "--workers", strconv.Itoa(w.workers)}
	dice := rand.New(rand.NewPCG(t.seed, 0))
	for n := 0; n < w.kills; {
		after := time.Duration(dice.Float64() * whole / 10 * float64(time.Second))
		ended, err := a.Kill(after, t.program, append(args, "--resume")...)
		if err != nil {
			return a, err
		}
		if !ended {
			n++
		} else if err := os.RemoveAll(t.plans()); err != nil { // begin again: the next kill shall find something to do
			return a, err
		}
	}
	for i := range w.shards {
		more := append(args, "--shard", fmt.Sprintf("%d/%d", i, w.shards))
		if w.kills > 0 {
			more = append(more, "--resume")
		}
		if err := a.Run(t.program, more...); err != nil {
			return a, err
		}
	}
	return a, nil
}

func (t *trial) plans() string { return filepath.Join(t.dir, "plans") }

// record adds a row, writes the table as far as it goes, and holds the plans against those of the ways before.
func (t *trial) record(w way, a measure.Account) error {
	digest, err := digestOf(t.plans())
	if err != nil {
		return err
	}
	number := strconv.Itoa
	row := slices.Concat(measure.Machine(), []string{number(t.counties), number(t.teachers), number(w.workers), number(w.shards), number(w.kills)},
		a.Cells(), []string{fmt.Sprintf("%.3f", float64(t.counties)/a.Seconds), fmt.Sprintf("%.0f", float64(t.teachers)/a.Seconds), digest[:16]})
	*t.rows = append(*t.rows, row)
	fmt.Fprintln(os.Stderr, strings.Join(row[len(measure.MachineHead):], " "))
	if t.out != "" {
		if err := measure.Write(t.out, *t.rows); err != nil {
			return err
		}
	}
	if t.digest != "" && digest != t.digest {
		return fmt.Errorf("%+v: the files differ from those of the first way", w)
	}
	t.digest = digest
	return os.RemoveAll(t.plans())
}

// digestOf is the SHA-256 over names and bytes of all files of a folder but run.json.
func digestOf(dir string) (string, error) {
	h := sha256.New()
	err := eachFile(dir, func(path string) error {
		if filepath.Base(path) == "run.json" {
			return nil
		}
		text, err := os.ReadFile(path)
		fmt.Fprintf(h, "%s %d\n", strings.TrimPrefix(path, dir), len(text))
		h.Write(text)
		return err
	})
	return hex.EncodeToString(h.Sum(nil)), err
}

// lines counts the rows below the header of all files of a name.
func lines(dir, name string) (n int, err error) {
	err = eachFile(dir, func(path string) error {
		if filepath.Base(path) != name {
			return nil
		}
		text, err := os.ReadFile(path)
		n += strings.Count(string(text), "\n") - 1
		return err
	})
	return n, err
}

// eachFile visits the files below a folder in order of their names.
func eachFile(dir string, visit func(path string) error) error {
	return filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		return visit(path)
	})
}
