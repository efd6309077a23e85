package main

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// A longer trial: go test ./cmd/rotate -run BatchKilled -v -args -kills 50 -kill-counties 30 -kill-teachers 200 -kill-seed 1
var (
	kills        = flag.Int("kills", 8, "how often a batch is killed")
	killCounties = flag.Int("kill-counties", 6, "counties of that batch")
	killTeachers = flag.Int("kill-teachers", 60, "mean of their teachers")
	killSeed     = flag.Uint64("kill-seed", 4, "of the moments, workers and shards")
)

// TestBatchKilledAndResumed kills batches at random moments, whole ones and shards, over and over in the same folder. After
// each kill all that stands under its name is finished; resumed, all is as if nothing had been killed.
func TestBatchKilledAndResumed(t *testing.T) {
	data := nationOf(t, *killCounties, *killTeachers)
	start := time.Now()
	want := batched(t, data, filepath.Join(t.TempDir(), "out"))
	whole := time.Since(start)
	dice := rand.New(rand.NewPCG(*killSeed, 0))
	out := filepath.Join(t.TempDir(), "out")
	ended := 0
	for n := 0; n < *kills; {
		shards := 1 + dice.IntN(3)
		after := time.Duration(dice.Int64N(int64(whole))) / time.Duration(shards)
		args := batchArgs(data, out, "--resume", "--workers", fmt.Sprint(1+dice.IntN(2)), "--shard", fmt.Sprintf("%d/%d", dice.IntN(shards), shards))
		if !killed(t, after, args) {
			n++
			what := fmt.Sprintf("seed %d, kill %d after %v", *killSeed, n, after)
			finishedOnly(t, what, out, want)
			finishedRecords(t, what, out, want)
		} else if ended++; os.RemoveAll(out) != nil { // so that the next one finds something to do
			t.Fatal("cannot begin again")
		}
	}
	t.Logf("seed %d: %d counties of a mean of %d teachers, %v undisturbed; %d kills, and %d runs that ended before", *killSeed,
		*killCounties, *killTeachers, whole.Round(time.Millisecond), *kills, ended)
	what := fmt.Sprintf("killed and resumed (seed %d)", *killSeed)
	sameTree(t, what, batched(t, data, out, "--resume"), want)
	if left := hidden(t, out); len(left) > 1 {
		t.Errorf("%s: left over: %v", what, left)
	}
}

// finishedOnly demands that every folder of a county is as it will be in the end.
func finishedOnly(t *testing.T, what, out string, want map[string]string) {
	t.Helper()
	if _, err := os.Stat(out); err != nil {
		return // killed before it made the folder
	}
	got := tree(t, out)
	for name := range got {
		if inCounty(name) && got[name] != want[name] {
			t.Errorf("%s: %s is not finished", what, name)
		}
	}
	for name := range want {
		if _, err := os.Stat(filepath.Join(out, name, "..")); err == nil && inCounty(name) && got[name] == "" {
			t.Errorf("%s: %s is missing", what, name)
		}
	}
}

// inCounty reports whether a file of a batch is one of the folder of a county.
func inCounty(name string) bool {
	folder, file, _ := strings.Cut(name[1:], "/")
	return file != "" && folder[0] != '.'
}

// finishedRecords demands that every record under its name is as it will be in the end.
func finishedRecords(t *testing.T, what, out string, want map[string]string) {
	t.Helper()
	paths, _ := filepath.Glob(filepath.Join(out, ".batch", "*.json"))
	for _, path := range paths {
		if text, err := os.ReadFile(path); err != nil || string(text) != want["/.batch/"+filepath.Base(path)] {
			t.Errorf("%s: %s is not finished: %v", what, path, err)
		}
	}
}

// hidden returns the names in a folder that begin with a point or tell of something in the writing.
func hidden(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		if e.Name()[0] == '.' || strings.Contains(e.Name(), ".new") {
			names = append(names, e.Name())
		}
	}
	return names
}

// program is this test program as the command rotate.
func program(t *testing.T) string {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("commands are links here")
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	bin := filepath.Join(t.TempDir(), "rotate")
	if err := os.Symlink(self, bin); err != nil { // testscript.Main runs a command by the name it is called by
		t.Fatal(err)
	}
	return bin
}

// killed runs a command and kills it, unless it has ended by then.
func killed(t *testing.T, after time.Duration, args []string) (ended bool) {
	t.Helper()
	c := exec.Command(program(t), args...)
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	done := make(chan error)
	go func() { done <- c.Wait() }()
	select {
	case <-done:
		return true
	case <-time.After(after):
	}
	c.Process.Kill()
	<-done
	return false
}

// TestGenerateKilledLeavesNothing kills the making of a nation; the next one clears what it has left.
func TestGenerateKilledLeavesNothing(t *testing.T) {
	out := filepath.Join(t.TempDir(), "nation")
	if killed(t, 300*time.Millisecond, []string{"generate", "--counties", "9999", "--teachers", "200", out}) {
		t.Fatal("nothing to kill")
	}
	if _, err := os.Stat(out); err == nil {
		t.Error("a nation half made stands there")
	}
	if code, _, said := command(t, "generate", "--counties", "3", "--teachers", "60", out); code != 0 {
		t.Fatal(said)
	}
	if left := hidden(t, filepath.Dir(out)); left != nil {
		t.Errorf("left over: %v", left)
	}
	if all, err := os.ReadDir(out); err != nil || len(all) != 3 {
		t.Errorf("%v %v", all, err)
	}
}
