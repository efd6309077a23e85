package flow

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestReadDIMACSErrors(t *testing.T) {
	for input, want := range map[string]string{
		"":                           "no problem line",
		"c only\n":                   "no problem line",
		"n 1 2\n":                    "line 1: problem line expected first",
		"c\np max 2 1\n":             `line 2: problem "max" is not min`,
		"p min 2\n":                  "line 1: field 2 of 2",
		"p min 2 x\n":                "line 1: field 2 of 2",
		"p min 2 0\np min 2 0\n":     "line 2: second problem line",
		"p min 2 0\nn 3 1\n":         "line 2: node 3, but nodes are 1..2",
		"p min 2 1\na 1 0 0 1 1\n":   "line 2: node 0, but nodes are 1..2",
		"p min 2 1\na 1 2 0 1\n":     "line 2: field 5 of 5",
		"p min 2 1\na 1 2 0 1 1 1\n": `line 2: "1" after the last field`,
		"p min 2 1\na 1 2 3 2 1\n":   "line 2: bounds 3..2",
		"p min 2 1\na 1 2 0 99999999999999999999": "line 2: field 4 of 5",
		"p min 2 1\n":              "1 arcs announced, 0 found",
		"p min 2 0\na 1 2 0 1 1\n": "line 2: more than the 0 arcs announced",
		"p min 2 0\nx\n":           `line 2: unknown line "x"`,
		"p min 99999999999 0\n":    "line 1: 99999999999 nodes",
	} {
		_, err := ReadDIMACS(strings.NewReader(input))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", input, err, want)
		}
	}
}

func TestReadDIMACS(t *testing.T) {
	got, err := ReadDIMACS(strings.NewReader("c two ways\r\n\r\np  min 2\t2\r\nn 1 4\nn 2 -4\na 1 2 1 3 5\n  a 2 1 0 -1 -5"))
	if err != nil {
		t.Fatal(err)
	}
	want := arcs(2, arc{0, 1, 1, 3, 5}, arc{1, 0, 0, Unbounded, -5})
	want.Supply = []int64{4, -4}
	if d := cmp.Diff(&want, got); d != "" {
		t.Fatal(d)
	}
}

// TestNumberIsParseInt holds the quick reading of numbers to the library's, near the ends of int64 and where nothing is a number.
func TestNumberIsParseInt(t *testing.T) {
	for _, field := range []string{"", "-", "+", "+7", "-0", "007", "5x", "1_0", "0x1", "--1", "123456789012345678", "-123456789012345678",
		"999999999999999999", "1000000000000000000", "9223372036854775807", "-9223372036854775808", "9223372036854775808", "0000000000000000000012"} {
		want, fault := strconv.ParseInt(field, 10, 64)
		got, err := number([]byte(field))
		if (err == nil) != (fault == nil) || err == nil && got != want {
			t.Errorf("%q: %d, %v, want %d, %v", field, got, err, want, fault)
		}
	}
}

func BenchmarkReadDIMACS(b *testing.B) {
	var text bytes.Buffer
	if err := WriteDIMACS(&text, county(5000, 35, 100)); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(text.Len()))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ReadDIMACS(bytes.NewReader(text.Bytes())); err != nil {
			b.Fatal(err)
		}
	}
}

// TestOwnFiles solves what lies in testdata/flow; the first line of each file says the result.
func TestOwnFiles(t *testing.T) {
	files, err := filepath.Glob("../../testdata/flow/*.min")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, path := range files {
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		first, _, _ := strings.Cut(string(raw), "\n")
		s := solved(t, 0, readNetwork(t, path), nil)
		if s.Status == Optimal {
			meets(t, readNetwork(t, path), strings.TrimPrefix(first, "c optimum "))
		} else if first != "c "+s.Status.String() {
			t.Errorf("%s: %v, but it says %q", path, s.Status, first)
		}
	}
}

func FuzzReadDIMACS(f *testing.F) {
	f.Add("p min 2 1\nn 1 1\nn 2 -1\na 1 2 0 -1 3\n")
	f.Add("c\np min 3 2\na 1 3 2 2 -4\na 3 3 0 9 1\n")
	f.Fuzz(func(t *testing.T, input string) {
		if len(input) > 4096 || strings.Contains(input, "00000") {
			t.Skip("only small networks are of interest")
		}
		n, err := ReadDIMACS(strings.NewReader(input))
		if err != nil || len(n.Supply) > 1000 {
			return // a short text may declare millions of nodes: comparing them twice takes a while
		}
		var out bytes.Buffer
		if err := WriteDIMACS(&out, n); err != nil {
			t.Fatal(err)
		}
		again, err := ReadDIMACS(&out)
		if err != nil {
			t.Fatal(err)
		}
		for _, net := range []*Network{n, again} { // any upper bound past Unbounded is written as none
			for a, u := range net.Upper {
				net.Upper[a] = min(u, Unbounded)
			}
		}
		if d := cmp.Diff(n, again); d != "" {
			t.Fatal(d)
		}
		if s, err := Solve(t.Context(), n, nil); err == nil {
			if err := Check(n, s); err != nil {
				t.Fatal(err)
			}
		}
	})
}
