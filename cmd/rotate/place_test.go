package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/rotateplan/rotate/cmd/internal/report"
)

func TestWhereAFolderCanStand(t *testing.T) {
	dir := t.TempDir()
	file, shut := filepath.Join(dir, "file"), filepath.Join(dir, "shut")
	write(t, file, nil)
	if err := os.Mkdir(shut, 0o500); err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		name  string
		o     planOptions
		stand bool
	}{
		{"nothing asked", planOptions{}, true},
		{"a new folder in new folders", planOptions{out: filepath.Join(dir, "a", "b")}, true},
		{"an empty folder", planOptions{out: shut}, true},
		{"a file", planOptions{out: file}, false},
		{"below a file", planOptions{out: filepath.Join(file, "out")}, false},
		{"programs below a file", planOptions{mps: filepath.Join(file, "mps")}, false},
		{"in a folder nobody may write", planOptions{out: filepath.Join(shut, "out")}, os.Geteuid() == 0},
		{"programs into a folder nobody may write", planOptions{mps: shut}, os.Geteuid() == 0},
	} {
		if err := x.o.writable(report.Check); (err == nil) != x.stand {
			t.Errorf("%s: %v, want it to stand: %v", x.name, err, x.stand)
		}
		if left, _ := filepath.Glob(filepath.Join(dir, ".rotate-*")); left != nil {
			t.Errorf("%s: %v left behind", x.name, left)
		}
	}
}
