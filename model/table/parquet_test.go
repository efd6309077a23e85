package table

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
)

// school is a record as other programs type it.
type school struct {
	ID      int64     `parquet:"school_id,decimal(0:18)"`
	Name    *string   `parquet:"name,dict"`
	Stage   string    `parquet:"stage,enum"`
	Area    int32     `parquet:"urban_rural"`
	Core    *bool     `parquet:"is_core"`
	Lat     float64   `parquet:"lat"`
	Lng     float64   `parquet:"lng"`
	Pupils  *float64  `parquet:"pupils"`
	Classes uint16    `parquet:"classes"`
	Founded time.Time `parquet:"founded,timestamp(microsecond)"`
	Opened  int32     `parquet:"备注,date"`
}

func parquetFile[T any](t testing.TB, path string, rows []T) {
	t.Helper()
	var b strings.Builder
	p := parquet.NewGenericWriter[T](&b, parquet.MaxRowsPerRowGroup(2))
	if _, err := p.Write(rows); err != nil {
		t.Fatal(err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, path, b.String())
}

func pointer[T any](v T) *T { return &v }

// typed is a dataset of one county in the types of other programs.
func typed(t testing.TB) (dir string, schools []school) {
	dir = t.TempDir()
	evening := time.Date(2018, 8, 31, 16, 0, 0, 0, time.UTC) // midnight of 1 September in China
	schools = []school{
		{2143000001, pointer("甲小学"), "primary", 111, pointer(true), 26.2, 111.6, pointer(900.0), 20, evening, 17775},
		{2143000002, pointer("乙小学"), "primary", 220, nil, 26.25, 111.62, pointer(60.0), 6, evening, 0},
		{2143000003, pointer("丙小学"), "primary", 220, pointer(false), 26.3, 111.64, pointer(90.0), 6, evening, -1},
	}
	parquetFile(t, filepath.Join(dir, "county=990103", "schools.parquet"), schools)
	type teacher struct {
		ID       string   `parquet:"teacher_id"`
		School   string   `parquet:"school_id"`
		Sex      string   `parquet:"sex"`
		Birth    int32    `parquet:"birth,date"`
		Subject  string   `parquet:"subject"`
		Title    string   `parquet:"title"`
		Backbone string   `parquet:"backbone"`
		Position string   `parquet:"position"`
		Since    string   `parquet:"school_since"`
		Wishes   []string `parquet:"wishes,list"`
	}
	parquetFile(t, filepath.Join(dir, "county=990103", "teachers.parquet"), []teacher{
		{"007", "2143000001", "f", 3773, "chinese", "first", "none", "teacher", "2010-09", []string{"2143000002", "2143000003"}},
		{"008", "2143000002", "m", 3774, "maths", "first", "none", "teacher", "2012-09", nil},
	})
	return dir, schools
}

func TestReadTypedParquet(t *testing.T) {
	dir, _ := typed(t)
	c := mustRead(t, dir, "")
	if c.Code != "990103" {
		t.Errorf("county %q, want that of the folder", c.Code)
	}
	s, x, p := c.Schools[0], c.Sections[0], c.Teachers[0]
	if s.ID != "2143000001" || s.Founded != 20180901 || s.Place.Lat != 26.2 || !x.Core() || x.Pupils != 900 || x.Classes != 20 {
		t.Errorf("%+v %+v", s, x)
	}
	if p.ID != "007" || p.Birth != 19800501 || len(p.Wishes) != 2 {
		t.Errorf("%+v", p)
	}
	for _, path := range []string{filepath.Join(dir, "county=990103"), dir} {
		if diff := cmp.Diff(c, mustRead(t, path, "990103")); diff != "" {
			t.Error(path, diff)
		}
	}
	conserved(t, "typed", dir)
}

// TestParquetFaults names file, row and column as for any other table.
func TestParquetFaults(t *testing.T) {
	dir, schools := typed(t)
	path := filepath.Join(dir, "county=990103", "schools.parquet")
	refused := func(name, county string, want ...string) {
		t.Helper()
		_, faults := Read(dir, Options{County: county, Year: 2026})
		check(t, faults.Bad(), want, dir)
		if t.Failed() {
			t.Fatal(name)
		}
	}
	refused("another county", "990104", "fault other-county - 0")
	schools[1].Area, schools[2].Pupils = 999, pointer(-1.0)
	parquetFile(t, path, schools)
	refused("values", "", "fault unknown-word schools.parquet 3 urban_rural", "fault bad-number schools.parquet 4 pupils")
	type nested struct {
		ID    float64 `parquet:"school_id"`
		Place struct {
			Lat float64 `parquet:"lat"`
			Lng float64 `parquet:"lng"`
		} `parquet:"place"`
	}
	parquetFile(t, path, []nested{{ID: 1e17}})
	_, faults := Read(dir, Options{Year: 2026})
	var codes []string
	for _, f := range faults.Bad() {
		codes = append(codes, f.Code)
	}
	if all := strings.Join(codes, " "); !strings.Contains(all, "nested-column") || !strings.Contains(all, "id-as-number") {
		t.Error(all)
	}
	text, _ := os.ReadFile(path)
	for _, broken := range []string{"", "PAR1", string(text[:len(text)/2]), strings.Repeat("PAR1", 40), string(text[:len(text)-8]) + "\xff\xff\xff\xffPAR1"} {
		write(t, path, broken)
		refused("broken", "", "fault bad-parquet schools.parquet 0")
	}
	parquetFile(t, filepath.Join(dir, "county=990104", "schools.parquet"), schools)
	refused("two counties", "", "fault several-counties - 0")
}

// TestParquetBytes holds the bytes written to those of any other machine.
func TestParquetBytes(t *testing.T) {
	const want = "d5e98c5790a891bb"
	text, err := os.ReadFile(filepath.Join(copied(t, tiny, Parquet), "county=990009", "teachers.parquet"))
	if err != nil {
		t.Fatal(err)
	}
	if sum := sha256.Sum256(text); hex.EncodeToString(sum[:8]) != want {
		t.Errorf("%x, want %s", sum[:8], want)
	}
}

func FuzzReadParquet(f *testing.F) {
	dir, _ := typed(f)
	for _, path := range []string{filepath.Join(dir, "county=990103", "schools.parquet"), filepath.Join(dir, "county=990103", "teachers.parquet"),
		filepath.Join(copied(f, tiny, Parquet), "county=990009", "schools.parquet")} {
		text, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Add([]byte("PAR1PAR1"))
	f.Fuzz(func(t *testing.T, text []byte) {
		out := t.TempDir()
		path := filepath.Join(out, "schools.parquet")
		write(t, path, string(text))
		l := &ledger{}
		if sheets := readParquet(path, l); sheets == nil && len(l.faults) == 0 {
			t.Fatal("neither sheet nor fault")
		}
		teachers, err := os.ReadFile(filepath.Join(dir, "county=990103", "teachers.parquet"))
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(out, "teachers.parquet"), string(teachers))
		kept(t, out, Parquet)
	})
}
