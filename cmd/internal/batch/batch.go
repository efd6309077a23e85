// Package batch plans many counties, each by a job of its own, over a pool of workers.
//
// # What it writes
//
//	OUT/CODE/           the folder of a plan, written whole or not at all; of a county without one, faults.csv or diagnosis.json
//	OUT/summary.csv     a row a county: how it ended, figures, hashes, reason
//	OUT/cities.csv      sums by the first four digits of the code
//	OUT/provinces.csv   sums by the first two
//	OUT/exchange.parquet  all exchange lists, with the county's code before them
//	OUT/.batch/CODE.json  a record a county: its row, what was asked, and the hashes of its files
//
// Workers take the county with the largest tables first. A county's data is dropped when it is done: memory grows with
// the workers, not with the counties. A county that fails never stops the others.
//
// # Same bytes
//
// A plan depends on its county alone, and the tables of all are made from the records in order of codes. So equal
// tables, policies and options give equal bytes in every file but run.json whatever the workers, the shards, and
// how often a run died and was resumed. Only plans that --time-limit stopped are exempt.
//
// # Resume
//
// A county is finished if its record says that a plan was found and judged clean, for equal tables, policy, options and
// version of the program, and if its files still have the hashes they had then. The record is written after the folder:
// a run that dies between them plans the county again.
//
// A record is believed if it is whole, of its county, and if the plan it tells of still stands in the folder.
//
// # Disks that are full
//
// A folder, a record and a table of all are written whole or not at all, so a full disk leaves the older one. A run holds
// back some space from its beginning and sets it free at its end: records of failures and the tables of all fit in there.
//
// # Shards
//
// Shard i of n plans the counties whose place in the order of codes is i modulo n. Several processes may fill one OUT.
// Each makes the tables of all from the records there are, and again if meanwhile one has changed: whoever
// is last leaves them complete. A county without a record is pending.
package batch

import (
	"cmp"
	"context"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/rotateplan/rotate/cmd/internal/folder"
	"github.com/rotateplan/rotate/cmd/internal/job"
	"github.com/rotateplan/rotate/cmd/internal/say"
	"github.com/rotateplan/rotate/model/table"
)

// Request asks for the plans of many counties.
type Request struct {
	job.Request          // of every county; Data is the folder that holds them, Policy may be a folder of policies
	Out         string   // folder of folders
	Counties    []string // codes; nil is all there are
	Resume      bool
	Workers     int // 0 is a worker a processor
	Shard       int // 0-based
	Shards      int // 0 is 1
	Voice       say.Voice
	Done        func(Row, Count) // called from one goroutine as counties are done; nil is nobody
}

// Count tells how far a batch is.
type Count struct {
	Done, Of int  // counties of the shard
	Resumed  bool // this one was finished before
}

// Result is what a batch left.
type Result struct {
	Rows    []Row    // of all counties asked for, in order of codes
	Failed  int      // of the shard: without a plan
	Left    int      // of the shard: not done, as the batch was interrupted
	Tables  error    // why tables of all, or records of failures, are not written; nil they are
	Unnamed []string // files and folders of Data that look like counties and are not named by a code
	Unkept  []string // files and folders of Keep that look like lists of counties and are not kept
}

// batch is a run in the making.
type batch struct {
	Request
	all   []table.Stored   // in order of codes
	own   map[string]Row   // done by this run
	stuck map[string]error // by code: why what a run that died has left cannot be removed
}

// answer is how a county ended.
type answer struct {
	row           Row
	done, resumed bool // not done: an interrupt came first
}

// Run plans the counties. Its error is one of the whole batch: that of a county stands in its row.
func Run(ctx context.Context, r Request) (*Result, error) {
	all, unnamed, err := listed(r.Data, r.Counties)
	if err != nil {
		return nil, err
	}
	b := &batch{Request: r, all: all, own: map[string]Row{}}
	b.fill()
	mine := b.mine()
	if err := b.prepare(mine); err != nil {
		return nil, err
	}
	result := &Result{Left: len(mine), Unnamed: unnamed, Unkept: UnkeptLists(r.Keep)}
	for a := range b.pool(ctx, mine) {
		if !a.done {
			continue
		}
		result.Left--
		b.own[a.row.County] = a.row
		if a.row.Exit != job.ExitPlan {
			result.Failed++
		}
		if b.Done != nil {
			b.Done(a.row, Count{Done: len(mine) - result.Left, Of: len(mine), Resumed: a.resumed})
		}
	}
	b.release()
	result.Rows, result.Tables = b.gather()
	return result, nil
}

// listed returns the counties asked for, and what table.Counties found beside counties. One that is not there is listed all
// the same, and fails by itself.
func listed(data string, codes []string) (asked []table.Stored, unnamed []string, err error) {
	all, unnamed, err := table.Counties(data)
	if err != nil || codes == nil {
		return all, unnamed, err
	}
	for _, code := range slices.Compact(slices.Sorted(slices.Values(codes))) {
		x := table.Stored{Code: code, Path: filepath.Join(data, code)}
		if i, ok := slices.BinarySearchFunc(all, code, func(s table.Stored, code string) int { return strings.Compare(s.Code, code) }); ok {
			x = all[i]
		}
		asked = append(asked, x)
	}
	return asked, unnamed, nil
}

// fill fills in the defaults. Workers share the processors.
func (b *batch) fill() {
	b.Shards = max(b.Shards, 1)
	if b.Workers == 0 {
		b.Workers = runtime.GOMAXPROCS(0)
	}
	if b.Solver.Threads == 0 {
		b.Solver.Threads = max(1, runtime.GOMAXPROCS(0)/b.Workers)
	}
}

// mine returns the counties of the shard, the largest first.
func (b *batch) mine() []table.Stored {
	var mine []table.Stored
	for i, x := range b.all {
		if i%b.Shards == b.Shard {
			mine = append(mine, x)
		}
	}
	slices.SortStableFunc(mine, func(x, y table.Stored) int { return cmp.Compare(y.Bytes, x.Bytes) })
	return mine
}

// prepare makes the folders, clears them of what runs that died have left, and holds space back.
func (b *batch) prepare(mine []table.Stored) (err error) {
	if err := os.MkdirAll(b.records(), 0o755); err != nil {
		return err
	}
	names := make([]string, len(mine))
	for i, x := range mine {
		names[i] = x.Code
	}
	if b.stuck, err = folder.Sweep(b.Out, names); err != nil {
		return err
	}
	b.sweep()
	b.reserve(len(mine))
	return nil
}

// pool plans counties side by side. After an interrupt no further one is begun.
func (b *batch) pool(ctx context.Context, mine []table.Stored) <-chan answer {
	next, answers := make(chan table.Stored), make(chan answer)
	var workers sync.WaitGroup
	for range min(b.Workers, len(mine)) {
		workers.Go(func() {
			for x := range next {
				answers <- b.county(ctx, x)
			}
		})
	}
	go func() {
		defer close(answers)
		defer workers.Wait()
		defer close(next)
		for _, x := range mine {
			select {
			case next <- x:
			case <-ctx.Done():
				return
			}
		}
	}()
	return answers
}
