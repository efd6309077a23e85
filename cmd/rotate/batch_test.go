package main

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/parquet-go/parquet-go"
)

// nation writes the tables of a few small counties.
func nation(t *testing.T) string { return nationOf(t, 5, 150) }

func nationOf(t *testing.T, counties, teachers int) string {
	t.Helper()
	data := filepath.Join(t.TempDir(), "nation")
	if code, _, said := command(t, "generate", "--counties", fmt.Sprint(counties), "--teachers", fmt.Sprint(teachers), "--seed", "2", data); code != 0 {
		t.Fatal(said)
	}
	return data
}

func batchArgs(data, out string, more ...string) []string {
	return append([]string{"batch", "--data", data, "--year", "2026", "--effort", "1", "--lang", "en", "--out", out}, more...)
}

// batched runs a batch that must succeed and returns its files.
func batched(t *testing.T, data, out string, more ...string) map[string]string {
	t.Helper()
	if code, _, said := command(t, batchArgs(data, out, more...)...); code != 0 {
		t.Fatalf("%v: exit %d: %s", more, code, said)
	}
	return tree(t, out)
}

// tree reads all files below a folder but run.json.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || e.Name() == "run.json" {
			return err
		}
		text, err := os.ReadFile(path)
		all[strings.TrimPrefix(path, dir)] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// sameTree demands equal names and equal bytes.
func sameTree(t *testing.T, what string, got, want map[string]string) {
	t.Helper()
	for name := range want {
		if got[name] != want[name] {
			t.Errorf("%s: %s differs", what, name)
		}
	}
	for name := range got {
		if _, ok := want[name]; !ok {
			t.Errorf("%s: %s is left over", what, name)
		}
	}
}

func TestBatchSameBytesWhateverWorkersAndShards(t *testing.T) {
	data := nation(t)
	want := batched(t, data, filepath.Join(t.TempDir(), "out"), "--workers", "1")
	sameTree(t, "two workers", batched(t, data, filepath.Join(t.TempDir(), "out"), "--workers", "2"), want)

	inTurn := filepath.Join(t.TempDir(), "out")
	for _, shard := range []string{"2/3", "0/3", "1/3"} {
		batched(t, data, inTurn, "--shard", shard)
	}
	sameTree(t, "shards in turn", tree(t, inTurn), want)

	abreast := filepath.Join(t.TempDir(), "out")
	var shards sync.WaitGroup
	for i := range 3 {
		shards.Go(func() {
			var said bytes.Buffer
			if code := run(context.Background(), batchArgs(data, abreast, "--shard", fmt.Sprintf("%d/3", i)), console{out: &said, err: &said}); code != 0 {
				t.Errorf("shard %d: exit %d: %s", i, code, said.String())
			}
		})
	}
	shards.Wait()
	sameTree(t, "shards abreast", tree(t, abreast), want)
}

func TestBatchInterruptedAndResumed(t *testing.T) {
	data := nation(t)
	want := batched(t, data, filepath.Join(t.TempDir(), "out"))
	out := filepath.Join(t.TempDir(), "out")
	ctx, cancel := context.WithCancel(context.Background())
	var told bytes.Buffer
	code := run(ctx, batchArgs(data, out, "--workers", "1"), console{out: &told, err: stopper{cancel, &told}})
	if code != exitNoPlan || !strings.Contains(told.String(), "Interrupted") {
		t.Errorf("exit %d, want %d: %s", code, exitNoPlan, told.String())
	}
	for _, dir := range []string{"990001", "990002", "990003", "990004", "990005"} {
		if entries, err := os.ReadDir(filepath.Join(out, dir)); err == nil && len(entries) < 13 {
			t.Errorf("%s is half written: %v", dir, entries)
		}
	}
	sameTree(t, "resumed", batched(t, data, out, "--resume"), want)
}

// stopper interrupts at the first county told.
type stopper struct {
	stop context.CancelFunc
	told *bytes.Buffer
}

func (s stopper) Write(text []byte) (int, error) {
	s.stop()
	return s.told.Write(text)
}

// TestResumeSkipsExactlyWhatIsFinished looks which folders are written anew.
func TestResumeSkipsExactlyWhatIsFinished(t *testing.T) {
	data, out := nation(t), filepath.Join(t.TempDir(), "out")
	want := batched(t, data, out)
	all := []string{"990001", "990002", "990003", "990004", "990005"}
	teachers := filepath.Join(data, "990002", "教师.csv")
	text, err := os.ReadFile(teachers)
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range []struct {
		name   string
		change func()
		args   []string
		anew   []string
	}{
		{"nothing changed", func() {}, nil, nil},
		{"more workers and a limit", func() {}, []string{"--workers", "2", "--threads", "2", "--time-limit", "1h"}, nil},
		{"a file gone", func() { os.Remove(filepath.Join(out, "990003", "plan.xlsx")) }, nil, []string{"990003"}},
		{"a file changed", func() { write(t, filepath.Join(out, "990004", "exchange.csv"), []byte("x")) }, nil, []string{"990004"}},
		{"a record gone", func() { os.Remove(filepath.Join(out, ".batch", "990005.json")) }, nil, []string{"990005"}},
		{"a record of nothing", func() { write(t, filepath.Join(out, ".batch", "990005.json"), []byte("{}")) }, nil, []string{"990005"}},
		{"tables in another encoding of lines", func() { write(t, teachers, bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))) }, nil, nil},
		{"a teacher less", func() { write(t, teachers, text[:bytes.LastIndex(text[:len(text)-2], []byte("\r\n"))+2]) }, nil, []string{"990002"}},
		{"the teacher back", func() { write(t, teachers, text) }, nil, []string{"990002"}},
		{"another gap", func() {}, []string{"--gap", "0.5"}, all},
		{"the gap again", func() {}, nil, all},
	} {
		k.change()
		before := inodes(t, out, all)
		got := batched(t, data, out, append([]string{"--resume"}, k.args...)...)
		after := inodes(t, out, all)
		var anew []string
		for i, code := range all {
			if !os.SameFile(before[i], after[i]) {
				anew = append(anew, code)
			}
		}
		if !slices.Equal(anew, k.anew) {
			t.Errorf("%s: planned anew %v, want %v", k.name, anew, k.anew)
		}
		if k.args == nil && k.name != "a teacher less" {
			sameTree(t, k.name, got, want)
		}
	}
}

// inodes returns the folders of counties as the system knows them: one written anew is another.
func inodes(t *testing.T, out string, codes []string) []fs.FileInfo {
	t.Helper()
	var all []fs.FileInfo
	for _, code := range codes {
		info, err := os.Stat(filepath.Join(out, code))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, info)
	}
	return all
}

// TestBatchParquetHoldsEveryMove holds the lists of all counties together against the list of each.
func TestBatchParquetHoldsEveryMove(t *testing.T) {
	data, out := nation(t), filepath.Join(t.TempDir(), "out")
	files := batched(t, data, out)
	rows, err := parquet.ReadFile[struct {
		County  string `parquet:"county"`
		Teacher string `parquet:"teacher_id"`
		To      string `parquet:"to"`
		Metres  int64  `parquet:"metres"`
	}](filepath.Join(out, "exchange.parquet"))
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, r := range rows {
		got[r.County] += fmt.Sprintf("%s %s %d\n", r.Teacher, r.To, r.Metres)
	}
	for i := 1; i <= 5; i++ {
		code := fmt.Sprintf("99%04d", i)
		want := ""
		for _, line := range strings.Split(strings.TrimSpace(files[fmt.Sprintf("/%s/exchange.csv", code)]), "\n")[1:] {
			cells := strings.Split(line, ",")
			want += fmt.Sprintf("%s %s %s\n", cells[0], cells[2], cells[8])
		}
		if want == "" || got[code] != want {
			t.Errorf("%s: got\n%swant\n%s", code, got[code], want)
		}
	}
}
