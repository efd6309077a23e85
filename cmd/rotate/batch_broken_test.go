package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// spoilt are ways to spoil a county of a nation, and what its row then says.
var spoilt = []struct {
	name, why string
	spoil     func(t *testing.T, county string)
}{
	{"no teachers", "missing-table", func(t *testing.T, county string) { gone(t, filepath.Join(county, "教师.csv")) }},
	{"a table of teachers without any", "no-rows", func(t *testing.T, county string) {
		path := filepath.Join(county, "教师.csv")
		head, _, _ := bytes.Cut(content(t, path), []byte("\n"))
		write(t, path, append(head, '\n'))
	}},
	{"an empty folder", "missing-table", func(t *testing.T, county string) { gone(t, county); mkdir(t, county) }},
	{"a link to nowhere", "no-data", func(t *testing.T, county string) {
		gone(t, county)
		if err := os.Symlink("nowhere", county); err != nil {
			t.Fatal(err)
		}
	}},
	{"half a workbook", "bad-workbook", func(t *testing.T, county string) {
		book := county + ".xlsx"
		if code, _, said := command(t, "convert", county, book); code != 0 {
			t.Fatal(said)
		}
		gone(t, county)
		whole := content(t, book)
		write(t, book, whole[:len(whole)/2])
	}},
	{"noise for a workbook", "bad-workbook", func(t *testing.T, county string) {
		gone(t, county)
		write(t, county+".xlsx", bytes.Repeat([]byte{0x50, 0x4b, 3, 4, 0xff}, 1000))
	}},
	{"half a table", "cut-short", func(t *testing.T, county string) {
		path := filepath.Join(county, "教师.csv")
		text := content(t, path)
		write(t, path, text[:len(text)/2+1])
	}},
}

func gone(t *testing.T, path string) {
	t.Helper()
	if err := os.RemoveAll(path); err != nil {
		t.Fatal(err)
	}
}

func mkdir(t *testing.T, path string) {
	t.Helper()
	if err := os.MkdirAll(path, 0o755); err != nil {
		t.Fatal(err)
	}
}

func content(t *testing.T, path string) []byte {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// TestBatchWithCountiesThatCannotBeRead spoils all counties but the first and the last, each in its way: those two are
// planned, the table says of the others what is wrong, and mended all is as if nothing had been.
func TestBatchWithCountiesThatCannotBeRead(t *testing.T) {
	data, out := nationOf(t, len(spoilt)+2, 60), filepath.Join(t.TempDir(), "out")
	want, safe := batched(t, data, filepath.Join(t.TempDir(), "out")), t.TempDir()
	if err := os.CopyFS(safe, os.DirFS(data)); err != nil {
		t.Fatal(err)
	}
	for i, x := range spoilt {
		x.spoil(t, filepath.Join(data, fmt.Sprintf("99%04d", i+2)))
	}
	code, told, said := command(t, batchArgs(data, out)...)
	if n := toldByTable(t, "spoilt", out, "faults,2,", ""); code != exitSome || n != 2 {
		t.Errorf("exit %d, %d planned: %s%s", code, n, told, said)
	}
	for i, x := range spoilt {
		county := fmt.Sprintf("99%04d", i+2)
		if !strings.Contains(told, county+"  faults (exit 2): "+x.why) || len(content(t, filepath.Join(out, county, "faults.csv"))) == 0 {
			t.Errorf("%s %s: %s", county, x.name, told)
		}
	}
	gone(t, data)
	if err := os.CopyFS(data, os.DirFS(safe)); err != nil {
		t.Fatal(err)
	}
	sameTree(t, "mended", batched(t, data, out, "--resume"), want)
}

// toldByTable holds summary.csv against the folders: a county without one has a row that says how and why.
func toldByTable(t *testing.T, what, out, how, why string) (planned int) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(out, "summary.csv"))
	if err != nil {
		t.Errorf("%s: %v", what, err)
	}
	for _, line := range strings.Split(strings.TrimSpace(string(text)), "\n")[1:] {
		code, row, _ := strings.Cut(line, ",")
		_, err := os.Stat(filepath.Join(out, code, "plan.json"))
		switch {
		case err == nil && strings.Contains(row, ",0,"):
			planned++
		case err == nil || !strings.HasPrefix(row, how) || !strings.Contains(row, why):
			t.Errorf("%s: a folder: %v, its row: %s", what, err == nil, line)
		}
	}
	return planned
}

// TestBatchLeavesProtectedFoldersAlone takes from an older plan the right to be written.
func TestBatchLeavesProtectedFoldersAlone(t *testing.T) {
	data, out := nationOf(t, 3, 60), filepath.Join(t.TempDir(), "out")
	older := batched(t, data, out)
	want := batched(t, data, filepath.Join(t.TempDir(), "out"), "--gap", "0.5", "--only", "groups")
	kept := filepath.Join(out, "990002")
	if err := os.Chmod(kept, 0o555); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Chmod(kept, 0o755) })
	args := []string{"--gap", "0.5", "--only", "groups"}
	code, told, said := command(t, batchArgs(data, out, args...)...)
	if code != exitSome || !strings.Contains(told, "990002  faults (exit 2): usage --out; expected a folder that can be written") {
		t.Errorf("exit %d: %s%s", code, told, said)
	}
	now := tree(t, out)
	for name := range older {
		if strings.HasPrefix(name, "/990002/") && now[name] != older[name] {
			t.Errorf("the protected %s is not as it was", name)
		}
	}
	if left := hidden(t, out); len(left) != 1 {
		t.Errorf("left over: %v", left)
	}
	if err := os.Chmod(kept, 0o755); err != nil {
		t.Fatal(err)
	}
	sameTree(t, "written again", batched(t, data, out, append(args, "--resume")...), want)
}

// TestBatchBelievesNoBrokenRecord breaks the records and plans of other shards.
func TestBatchBelievesNoBrokenRecord(t *testing.T) {
	data, out := nationOf(t, 3, 60), filepath.Join(t.TempDir(), "out")
	want := batched(t, data, out)
	record, plan := filepath.Join(out, ".batch", "990002.json"), filepath.Join(out, "990002", "plan.json")
	whole := content(t, record)
	for _, x := range []struct{ name, path, text string }{
		{"half", record, string(whole[:len(whole)/2])},
		{"empty", record, ""},
		{"of nothing", record, "{}"},
		{"without files", record, `{"row": {"county": "990002", "status": "optimal", "exit": 0}}`},
		{"of another county", record, strings.ReplaceAll(string(whole), "990002", "990003")},
		{"a plan that is not its own", plan, "{}"},
		{"half a plan", plan, want["/990002/plan.json"][:1000]},
		{"a record in the writing", record + ".new-1of7", string(whole)},
	} {
		write(t, x.path, []byte(x.text))
		batched(t, data, out, "--resume", "--shard", "0/3")
		summary := string(content(t, filepath.Join(out, "summary.csv")))
		if told := strings.Contains(summary, "\n990002,pending,,"); told != !strings.Contains(x.path, ".new-") {
			t.Errorf("%s: told as pending: %v:\n%s", x.name, told, summary)
		}
		sameTree(t, x.name, batched(t, data, out, "--resume"), want)
	}
}

// TestBatchTellsTablesThatCannotBeWritten puts a folder where a table belongs.
func TestBatchTellsTablesThatCannotBeWritten(t *testing.T) {
	data, out := nationOf(t, 2, 60), filepath.Join(t.TempDir(), "out")
	want := batched(t, data, out)
	table := filepath.Join(out, "summary.csv")
	gone(t, table)
	mkdir(t, filepath.Join(table, "mine"))
	code, told, said := command(t, batchArgs(data, out, "--resume")...)
	if code != exitInternal || !strings.Contains(told, "2 planned, 0 failed") || !strings.Contains(said, "not all written") {
		t.Errorf("exit %d: %s%s", code, told, said)
	}
	code, told, _ = command(t, batchArgs(data, out, "--resume", "--format", "json")...)
	if code != exitInternal || !strings.Contains(told, `"planned": 2`) || !strings.Contains(told, `"message": "The tables`) {
		t.Errorf("exit %d: %s", code, told)
	}
	if left := hidden(t, out); len(left) != 1 {
		t.Errorf("left over: %v", left)
	}
	gone(t, table)
	sameTree(t, "the folder moved", batched(t, data, out, "--resume"), want)
}

// TestBatchPlansTheLargestFirst reads the order off the log of one worker.
func TestBatchPlansTheLargestFirst(t *testing.T) {
	data := nation(t)
	_, _, said := command(t, batchArgs(data, filepath.Join(t.TempDir(), "out"), "--workers", "1", "--only", "groups")...)
	var order []string
	for line := range strings.Lines(said) {
		if _, rest, ok := strings.Cut(line, "msg="); ok {
			order = append(order, rest[:6])
		}
	}
	bytes := func(code string) (sum int) {
		files, _ := filepath.Glob(filepath.Join(data, code, "*"))
		for _, path := range files {
			sum += len(content(t, path))
		}
		return sum
	}
	if len(order) != 5 || !slices.IsSortedFunc(order, func(a, b string) int { return bytes(b) - bytes(a) }) {
		t.Error(fmt.Sprint(order), said)
	}
}
