package batch

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Bytes held back for each county of a run, its record, and for each county of all, its rows in the tables.
const (
	recordSpace = 4 << 10
	rowSpace    = 1 << 10
	leastSpace  = 64 << 10
)

func (b *batch) reserved() string { return filepath.Join(b.records(), "reserve") + b.ending() }

// reserve holds space back on the disk. Where there is not even so much, the counties will tell.
func (b *batch) reserve(mine int) {
	space := bytes.Repeat([]byte{1}, leastSpace+recordSpace*mine+rowSpace*len(b.all)) // zeros take no space on some disks
	if err := os.WriteFile(b.reserved(), space, 0o600); err != nil {
		b.release()
	}
}

func (b *batch) release() { os.Remove(b.reserved()) }

// endingForm is written in the names of files in the writing: every shard has its own.
const endingForm = ".new-%dof%d"

func (b *batch) ending() string { return fmt.Sprintf(endingForm, b.Shard, b.Shards) }

// sweep removes files of all counties that a run which died has left in the writing, but for those of shards that may be
// running beside this one. What cannot be removed is in nobody's way.
func (b *batch) sweep() {
	for _, dir := range []string{b.Out, b.records()} {
		entries, err := os.ReadDir(dir)
		if err != nil {
			continue
		}
		for _, e := range entries {
			name, ending := cutEnding(e.Name())
			if b.dead(ending) && (dir == b.records() || slices.Contains(tableNames, name)) {
				os.Remove(filepath.Join(dir, e.Name()))
			}
		}
	}
}

// cutEnding splits the name of a file in the writing; of any other the ending is "".
func cutEnding(name string) (finished, ending string) {
	if i := strings.LastIndex(name, ".new-"); i >= 0 {
		return name[:i], name[i:]
	}
	return name, ""
}

// dead reports whether nobody is writing under an ending: it is this run's own, or one of another division into shards.
func (b *batch) dead(ending string) bool {
	var shard, shards int
	n, err := fmt.Sscanf(ending, endingForm, &shard, &shards)
	return err == nil && n == 2 && (shard == b.Shard || shards != b.Shards)
}
