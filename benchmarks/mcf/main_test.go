package main

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// run solves files and returns what is printed, times left out.
func run(t *testing.T, o options) string {
	t.Helper()
	var out strings.Builder
	if err := solveAll(o, &out); err != nil {
		t.Fatal(err)
	}
	return regexp.MustCompile(`solve [0-9.]+ ms`).ReplaceAllString(out.String(), "solve T ms")
}

func TestSolvesPlainAndCompressed(t *testing.T) {
	plain := filepath.Join("..", "..", "testdata", "flow", "lower-bounds.min")
	text, err := os.ReadFile(plain)
	if err != nil {
		t.Fatal(err)
	}
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	z.Write(text)
	z.Close()
	small := filepath.Join(t.TempDir(), "lower-bounds.min.gz")
	if err := os.WriteFile(small, packed.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, a := range algorithms {
		got := run(t, options{algorithm: a.name, repeat: 2, files: []string{plain, small}})
		if strings.Count(got, "3 nodes, 3 arcs\ns 27\nc solve T ms\n") != 2 {
			t.Errorf("%s:\n%s", a.name, got)
		}
	}
}

func TestSaysWhatHasNoOptimum(t *testing.T) {
	for file, want := range map[string]string{"dead-end.min": "s infeasible\n", "falling-circle.min": "s cost unbounded\n"} {
		if got := run(t, options{algorithm: "auto", files: []string{filepath.Join("..", "..", "testdata", "flow", file)}}); !strings.Contains(got, want) {
			t.Errorf("%s:\n%s", file, got)
		}
	}
}

func TestRefuses(t *testing.T) {
	for want, o := range map[string]options{
		`algorithm "simples" is not one of auto`: {algorithm: "simples", files: []string{"x.min"}},
		"no file named":                          {algorithm: "auto"},
		"no-such.min: no such file":              {algorithm: "auto", files: []string{"no-such.min"}},
	} {
		if err := solveAll(o, &strings.Builder{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
}
