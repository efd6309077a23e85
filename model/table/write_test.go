package table

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
)

func TestWriteCSV(t *testing.T) {
	s := &Sheet{Header: []string{"姓名", "备注"}, Rows: [][]string{{"甲", `说"好",走`}, {"", "a\nb"}, {" c ", "d;e"}}}
	var b bytes.Buffer
	if err := WriteCSV(&b, s); err != nil {
		t.Fatal(err)
	}
	if want := "\ufeff姓名,备注\r\n甲,\"说\"\"好\"\",走\"\r\n,\"a\nb\"\r\n c ,\"d;e\"\r\n"; b.String() != want {
		t.Errorf("%q", b.String())
	}
	got := readCSV("x.csv", bytes.NewReader(b.Bytes()), &ledger{})
	if diff := cmp.Diff(append([][]string{s.Header}, s.Rows...), got.Rows); diff != "" {
		t.Error(diff)
	}
}

func TestWriteParquet(t *testing.T) {
	type row struct {
		ID     string `parquet:"school_id"`
		Metres int64  `parquet:"metres"`
		Equals *int64 `parquet:"equals"`
	}
	one := int64(1)
	rows := []row{{"2143000001", 812, nil}, {"示例", -1, &one}}
	var first, second bytes.Buffer
	for _, b := range []*bytes.Buffer{&first, &second} {
		if err := WriteParquet(b, rows); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Error("two writes differ")
	}
	got, err := parquet.Read[row](bytes.NewReader(first.Bytes()), int64(first.Len()))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(rows, got); diff != "" {
		t.Error(diff)
	}
}

// TestWriteIsPrivate keeps tables of persons from others' eyes.
func TestWriteIsPrivate(t *testing.T) {
	dir := t.TempDir()
	if err := WriteCounty(dir, mustRead(t, tiny, "")); err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 5 {
		t.Fatal(entries, err)
	}
	for _, e := range entries {
		if info, _ := e.Info(); info.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %v", e.Name(), info.Mode())
		}
	}
}

// TestDatum reads the same places whether the column says their datum or the options do.
func TestDatum(t *testing.T) {
	plainRows := sound["schools.csv"]
	var said strings.Builder
	for i, row := range strings.Split(strings.TrimSpace(plainRows), "\n") {
		said.WriteString(row + map[bool]string{true: ",坐标系\n", false: ",火星坐标系\n"}[i == 0])
	}
	by, faults := Read(lay(t, map[string]string{"schools.csv": said.String()}), Options{Year: 2026})
	if faults != nil {
		t.Fatal(faults)
	}
	given, _ := Read(lay(t, nil), Options{Year: 2026, CRS: "gcj02"})
	if diff := cmp.Diff(by, given); diff != "" {
		t.Error(diff)
	}
	wgs, _ := Read(lay(t, nil), Options{Year: 2026})
	if cmp.Equal(by, wgs) {
		t.Error("GCJ-02 makes no difference")
	}
}

// TestFindsTheCounty reads it from its folder, from a folder of folders and from a workbook by name.
func TestFindsTheCounty(t *testing.T) {
	want := mustRead(t, tiny, "")
	dir := t.TempDir()
	if err := WriteCounty(filepath.Join(dir, "990009"), want); err != nil {
		t.Fatal(err)
	}
	book(t, filepath.Join(dir, "990008.xlsx"), tables(t, tiny), true)
	for path, code := range map[string]string{dir: "990009", filepath.Join(dir, "990009"): "990009", filepath.Join(dir, "990008.xlsx"): "990009"} {
		same(t, path, want, mustRead(t, path, code))
	}
	_, faults := Read(dir, Options{County: "990008", Year: 2026})
	check(t, faults, []string{"fault other-county 990008.xlsx 2 行政区划代码"}, dir)
	_, faults = Read(dir, Options{County: "990007", Year: 2026})
	if len(faults.Bad()) == 0 {
		t.Error("a county that is not there is read")
	}
}
