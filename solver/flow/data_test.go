package flow

import (
	"compress/gzip"
	"encoding/csv"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// dataDir is where published instances lie; the test is skipped if the environment names no place.
func dataDir(t testing.TB) string {
	dir := os.Getenv("ROTATE_DATA")
	if dir == "" {
		t.Skip("ROTATE_DATA is not set: published instances are not tried")
	}
	return dir
}

// rows reads a CSV table, each row by its header.
func rows(t testing.TB, path string) []map[string]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all, err := csv.NewReader(f).ReadAll()
	if err != nil || len(all) < 2 {
		t.Fatalf("%s: %d rows, %v", path, len(all), err)
	}
	var out []map[string]string
	for _, r := range all[1:] {
		row := map[string]string{}
		for i, h := range all[0] {
			row[h] = r[i]
		}
		out = append(out, row)
	}
	return out
}

func text(t testing.TB, path string) io.Reader {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	if !strings.HasSuffix(path, ".gz") {
		return f
	}
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func readNetwork(t testing.TB, path string) *Network {
	t.Helper()
	n, err := ReadDIMACS(text(t, path))
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return n
}

// assignment reads "n, n×n costs".
func assignment(t testing.TB, path string) *Network {
	t.Helper()
	all, err := io.ReadAll(text(t, path))
	if err != nil {
		t.Fatal(err)
	}
	var f []int64
	for _, s := range strings.Fields(string(all)) {
		x, err := strconv.ParseInt(s, 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		f = append(f, x)
	}
	size := int(f[0])
	if len(f) != 1+size*size {
		t.Fatalf("%s: %d numbers for size %d", path, len(f), size)
	}
	n := &Network{Supply: make([]int64, 2*size)}
	for i := range size {
		n.Supply[i], n.Supply[size+i] = 1, -1
		for j := range size {
			n.AddArc(int32(i), int32(size+j), 0, 1, f[1+i*size+j])
		}
	}
	return n
}

func meets(t *testing.T, n *Network, optimum string) {
	t.Helper()
	want, err := strconv.ParseInt(optimum, 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	s, err := Solve(t.Context(), n, nil)
	if err != nil {
		t.Fatal(err)
	}
	if s.Status != Optimal || s.Cost != want {
		t.Fatalf("%v, cost %d, want %d", s.Status, s.Cost, want)
	}
	if err := Check(n, s); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d nodes, %d arcs, %d pivots", len(n.Supply), len(n.From), s.Pivots)
}

func TestPublished(t *testing.T) {
	dir := dataDir(t)
	for _, r := range rows(t, filepath.Join(dir, "mcf", "optima.csv")) {
		t.Run(r["instance"], func(t *testing.T) {
			if arcs, _ := strconv.Atoi(r["arcs"]); testing.Short() && arcs > 200_000 {
				t.Skip("large")
			}
			meets(t, readNetwork(t, filepath.Join(dir, "mcf", r["instance"]+".min.gz")), r["optimum"])
		})
	}
	for _, r := range rows(t, filepath.Join(dir, "or", "optima.csv")) {
		path := filepath.Join(dir, "or", r["file"])
		switch r["set"] {
		case "mcf":
			t.Run(r["instance"], func(t *testing.T) { meets(t, readNetwork(t, path), r["optimum"]) })
		case "assign":
			t.Run(r["instance"], func(t *testing.T) { meets(t, assignment(t, path), r["optimum"]) })
		}
	}
}
