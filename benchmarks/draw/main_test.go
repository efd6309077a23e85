package main

import (
	"compress/gzip"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/rotateplan/rotate/benchmarks/instance"
	"github.com/rotateplan/rotate/solver/flow"
)

func TestWhatIsWrittenReadsBack(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ctq_1000.min.gz")
	if err := write(path, "ctq_1000", 4); err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	got, err := flow.ReadDIMACS(z)
	if err != nil {
		t.Fatal(err)
	}
	want, err := instance.Draw("ctq_1000", 4)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(got.Cost, want.Cost) || !slices.Equal(got.Lower, want.Lower) || !slices.Equal(got.To, want.To) {
		t.Error("what is read is not what was drawn")
	}
	if err := write(path, "ctq_1", 4); err == nil {
		t.Error("a county of one teacher, and no error")
	}
}
