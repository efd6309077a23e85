package table

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rotateplan/rotate/geo"
	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/table/mutate"
)

// go test ./model/table -run TestMutations -mutations 5000 -first 1 runs other seeds than the usual ones.
var (
	mutations = flag.Uint64("mutations", 200, "number of mutated counties to read")
	firstSeed = flag.Uint64("first", 1, "seed of the first of them")
)

// TestMutations reads counties as people and programs spoil them: no panic, no number changed in silence. Either all is
// read as a naive reader takes it, or faults name the place and say what to do.
func TestMutations(t *testing.T) {
	dir := data(t)
	var counties []*mutate.Tables
	for _, code := range []string{"990101", "990102", "990103"} {
		c, err := mutate.Load(filepath.Join(dir, code))
		if err != nil {
			t.Fatal(err)
		}
		counties = append(counties, c)
	}
	read := 0
	for seed := *firstSeed; seed < *firstSeed+*mutations; seed++ {
		c := counties[1+seed%2]
		if seed%20 == 0 { // the largest takes ten times as long
			c = counties[0]
		}
		if mutated(t, seed, c) {
			read++
		}
	}
	t.Logf("%d of %d read", read, *mutations)
	if 5*read < int(*mutations) {
		t.Error("nearly all were refused: the mutations are too rough to tell anything")
	}
}

// TestMutationsOfAPart reads a small part of each county many times, so that every kind of cell is spoilt in every way.
func TestMutationsOfAPart(t *testing.T) {
	dir, read := data(t), 0
	for i, code := range []string{"990101", "990102", "990103"} {
		c, err := mutate.Load(filepath.Join(dir, code))
		if err != nil {
			t.Fatal(err)
		}
		part := c.Part(8)
		for seed := *firstSeed; seed < *firstSeed+*mutations; seed++ {
			if mutated(t, 3*seed+uint64(i), part) {
				read++
			}
		}
	}
	t.Logf("%d of %d read", read, 3**mutations)
}

// mutated reads a county mutated by a seed, says what is wrong with what was read, and reports whether it was read.
func mutated(t *testing.T, seed uint64, county *mutate.Tables) (read bool) {
	t.Helper()
	m := county.Mutate(seed)
	defer func() {
		if r := recover(); r != nil {
			t.Errorf("seed %d: %v\n%s\npanic: %v\n%s", seed, m.Code, strings.Join(m.Log, "\n"), r, debug.Stack())
		}
	}()
	dir, err := os.MkdirTemp(t.TempDir(), "")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	if err := m.Write(dir); err != nil {
		t.Fatal(err)
	}
	c, faults := Read(dir, Options{County: m.Code, Year: 2026})
	if wrong := judged(m, c, faults); len(wrong) > 0 {
		t.Errorf("seed %d, county %s, workbook %v: %s\n    %s", seed, m.Code, m.Book, strings.Join(m.Log, "; "),
			strings.Join(wrong[:min(len(wrong), 8)], "\n    "))
	}
	return c != nil
}

// judged holds what was read to the naive reading.
func judged(m *mutate.Tables, c *model.County, faults model.Faults) []string {
	facts, bad := m.Facts(), faults.Bad()
	wrong := told(m, facts, faults)
	for _, f := range faults {
		if f.Code == "" || !strings.Contains(f.Expected, "/ ") || !strings.Contains(f.Remedy, "/ ") || f.File == "" {
			wrong = append(wrong, fmt.Sprint("not said in full: ", f))
		}
	}
	for _, f := range bad {
		if !argued(m, f) {
			wrong = append(wrong, fmt.Sprint("nothing was wrong there: ", f))
		}
	}
	if len(bad) > 0 && m.Plain(facts) {
		wrong = append(wrong, fmt.Sprint("nothing was wrong at all: ", bad[0]))
	}
	if (c == nil) != (len(bad) > 0) {
		wrong = append(wrong, "neither county nor fault")
	}
	if c != nil {
		wrong = append(wrong, misread(facts, flat(c), m, faults)...)
	}
	slices.Sort(wrong)
	return wrong
}

// told says which ill cells and files no fault names.
func told(m *mutate.Tables, facts map[string]mutate.Fact, faults model.Faults) []string {
	var wrong []string
	for _, s := range m.Sheets {
		file, _ := m.Place(s)
		if s.Fit == mutate.Doubt && !slices.ContainsFunc(faults, func(f model.Fault) bool { return f.File == file }) ||
			s.Fit == mutate.Ill && len(faults.Bad()) == 0 {
			wrong = append(wrong, "no word of the file "+file)
		}
	}
	for key, x := range facts {
		if x.Fit == mutate.Ill && !names(m, key, x, faults.Bad()) {
			wrong = append(wrong, fmt.Sprintf("no fault for %s in row %d", key, x.Row))
		}
	}
	return wrong
}

// names reports whether a fault names the row of a fact, or speaks of its table. What rests on another table is not looked
// at where something is wrong there.
func names(m *mutate.Tables, key string, x mutate.Fact, faults model.Faults) bool {
	file, sheet := m.Place(x.Sheet)
	rests := rested[key[strings.LastIndexByte(key, '/')+1:]]
	return slices.ContainsFunc(faults, func(f model.Fault) bool {
		here := f.File == file && f.Sheet == sheet
		return here && (f.Row == x.Row || f.Row <= x.Sheet.Row(-1) || f.Column == "") || rests && (!here || f.Row == 0)
	})
}

// rested are the facts that rest on other tables.
var rested = map[string]bool{"from": true, "at": true, "home": true, "stage": true, "residence": true, "teacher": true, "school": true}

// argued reports whether a mutation explains a fault: it stands in a row, a column or a file that was touched, or speaks
// of a school or teacher whose row was.
func argued(m *mutate.Tables, f model.Fault) bool {
	if m.Ids[f.Found] || f.Row == 0 {
		return len(m.Log) > 0
	}
	for _, s := range m.Sheets {
		file, sheet := m.Place(s)
		if f.File != file || f.Sheet != sheet {
			continue
		}
		i := f.Row - s.Row(0)
		if s.Touched || i < 0 || i < len(s.Lines) && (s.Lines[i].Touched || concerned(m, &s.Lines[i])) || takenAway(s, f.Column) {
			return true
		}
	}
	return false
}

func concerned(m *mutate.Tables, x *mutate.Line) bool {
	return slices.ContainsFunc(x.Cells, func(c mutate.Cell) bool { return m.Ids[c.Means] })
}

func takenAway(s *mutate.Sheet, column string) bool {
	for key, head := range s.Gone {
		if column == key || column == head {
			return true
		}
	}
	return false
}

// misread says what was read otherwise than meant and passed over in silence.
func misread(facts map[string]mutate.Fact, got map[string]string, m *mutate.Tables, faults model.Faults) []string {
	var wrong []string
	for key, x := range facts {
		if want := settled(key, x.Means); x.Fit != mutate.Any && got[key] != want && !warned(m, x, faults) {
			wrong = append(wrong, fmt.Sprintf("%s in row %d: %.80q, want %.80q", key, x.Row, got[key], want))
		}
	}
	for key := range got {
		if _, there := facts[key]; !there {
			wrong = append(wrong, "made up: "+key)
		}
	}
	return wrong
}

// warned reports whether a doubtful fact is spoken of at its place, or where its column should be.
func warned(m *mutate.Tables, x mutate.Fact, faults model.Faults) bool {
	file, sheet := m.Place(x.Sheet)
	return slices.ContainsFunc(faults, func(f model.Fault) bool {
		return f.File == file && f.Sheet == sheet && (f.Row == x.Row || f.Row == x.Sheet.Row(-1)) &&
			(f.Column == "" || slices.ContainsFunc(x.Keys, func(key string) bool { return clean(f.Column) == clean(x.Sheet.Head(key)) || f.Column == key }))
	})
}

// settled brings a place to WGS-84.
func settled(key, means string) string {
	part := strings.Fields(means)
	if !strings.HasSuffix(key, "/place") && !strings.HasSuffix(key, "/residence") || len(part) < 2 {
		return means
	}
	lat, err := strconv.ParseFloat(part[0], 64)
	lng, wrong := strconv.ParseFloat(part[1], 64)
	if err != nil || wrong != nil {
		return means
	}
	p := geo.LatLng{Lat: lat, Lng: lng}
	if part[len(part)-1] == "gcj02" {
		p = geo.ToWGS84(geo.GCJ02, p)
	}
	return onEarth(model.Place(p), true)
}

func onEarth(p model.Place, is bool) string {
	if !is {
		return ""
	}
	return fmt.Sprintf("%.7f %.7f", p.Lat, p.Lng)
}

func known(n, none int) string {
	if n == none {
		return ""
	}
	return strconv.Itoa(n)
}

func dayOf(d model.Date) string {
	if d == 0 {
		return ""
	}
	return fmt.Sprintf("%s-%02d", d.MonthString(), int(d)%100)
}

func yesOrNo(is bool) string {
	if is {
		return "yes"
	}
	return "no"
}
