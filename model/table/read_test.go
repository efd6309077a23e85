package table

import (
	"bytes"
	"math/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"github.com/rotateplan/rotate/model"
)

const tiny = "../../testdata/tables/tiny"

// mustRead reads a county of which nothing is wrong but warnings.
func mustRead(t testing.TB, path, county string) *model.County {
	t.Helper()
	c, faults := Read(path, Options{County: county, Year: 2026})
	if bad := faults.Bad(); len(bad) > 0 {
		t.Fatal(bad)
	}
	return c
}

// data is the folder of real counties.
func data(t testing.TB) string {
	t.Helper()
	dir := os.Getenv("ROTATE_DATA")
	if dir == "" {
		t.Skip("ROTATE_DATA names no folder of real counties")
	}
	dir = filepath.Join(dir, "counties")
	if _, err := os.Stat(dir); err != nil {
		t.Fatal(err)
	}
	return dir
}

// facts are what a person counts in the tables of a county.
type facts struct {
	Schools, Sections, Teachers, Postings     int
	Primary, Cores, Weak, Rural, New, Targets int
	Away, Backbones, Seniors, Leaders, Exempt int
	Couples, Wishes, Housed, Promotions       int
	Warnings                                  map[string]int
}

func tallied(c *model.County, faults model.Faults) facts {
	f := facts{Schools: len(c.Schools), Sections: len(c.Sections), Teachers: len(c.Teachers), Postings: len(c.Postings), Warnings: map[string]int{}}
	tally := func(n *int, is bool) {
		if is {
			*n++
		}
	}
	for i := range c.Sections {
		s := &c.Sections[i]
		tally(&f.Primary, s.Stage == model.Primary)
		tally(&f.Cores, s.Core())
		tally(&f.Weak, s.Standing == model.Weak)
		tally(&f.Rural, c.Schools[s.School].Rural())
		tally(&f.New, s.New)
		tally(&f.Targets, c.Target(model.SectionID(i)))
	}
	for i := range c.Teachers {
		p := &c.Teachers[i]
		tally(&f.Away, p.At != c.Sections[p.Home].School)
		tally(&f.Backbones, p.Backbone >= model.CountyBackbone)
		tally(&f.Seniors, p.Title.Senior())
		tally(&f.Leaders, p.Position.Leader())
		tally(&f.Exempt, p.Exempt != model.NotExempt)
		tally(&f.Couples, p.Spouse != model.None)
		tally(&f.Housed, p.HasResidence)
		tally(&f.Promotions, p.PromotionYear != 0)
		f.Wishes += len(p.Wishes)
	}
	for _, x := range faults {
		f.Warnings[x.Code]++
	}
	return f
}

// realCounties were counted from the files by a script of their own.
var realCounties = map[string]facts{
	"990101": {Schools: 267, Sections: 267, Teachers: 9744, Postings: 1112, Primary: 209, Cores: 31, Weak: 88, Rural: 141, New: 7, Targets: 183, Away: 257, Backbones: 1178, Seniors: 1052, Leaders: 674, Exempt: 328, Couples: 204, Wishes: 3313, Housed: 9744, Promotions: 797, Warnings: map[string]int{"since-after-stay": 16}},
	"990102": {Schools: 37, Sections: 37, Teachers: 651, Postings: 68, Primary: 37, Cores: 5, Weak: 26, Rural: 13, New: 0, Targets: 28, Away: 15, Backbones: 79, Seniors: 66, Leaders: 80, Exempt: 18, Couples: 12, Wishes: 408, Housed: 651, Promotions: 54, Warnings: map[string]int{}},
	"990103": {Schools: 70, Sections: 70, Teachers: 1581, Postings: 174, Primary: 70, Cores: 10, Weak: 47, Rural: 40, New: 0, Targets: 51, Away: 38, Backbones: 201, Seniors: 201, Leaders: 157, Exempt: 51, Couples: 34, Wishes: 909, Housed: 1581, Promotions: 142, Warnings: map[string]int{"since-after-stay": 4}},
}

func TestRealCounties(t *testing.T) {
	dir := data(t)
	for code, want := range realCounties {
		c, faults := Read(dir, Options{County: code, Year: 2026})
		if bad := faults.Bad(); len(bad) > 0 {
			t.Fatal(bad)
		}
		if diff := cmp.Diff(want, tallied(c, faults)); diff != "" {
			t.Errorf("%s: -want +got\n%s", code, diff)
		}
		if again := mustRead(t, filepath.Join(dir, code), code); Fingerprint(again) != Fingerprint(c) {
			t.Errorf("%s reads differently by its own folder", code)
		}
	}
}

// TestPlacesOfRealCounties knows one school and one address of each, brought to WGS-84.
func TestPlacesOfRealCounties(t *testing.T) {
	dir := data(t)
	for code, want := range map[string]model.Place{"990102": {Lat: 2.170575, Lng: 102.7123}, "990103": {Lat: 2.30885, Lng: 111.83715}} {
		if diff := cmp.Diff(want, mustRead(t, dir, code).Schools[0].Place); diff != "" {
			t.Error(code, diff)
		}
	}
	c := mustRead(t, dir, "990101") // GCJ-02, shifted by some hundred metres, addresses as well
	s, p := c.Schools[0].Place, c.Teachers[0].Residence
	for _, d := range []float64{120.262058 - s.Lng, 120.25294 - p.Lng} {
		if d < 0.001 || d > 0.02 {
			t.Errorf("shifted by %v degrees", d)
		}
	}
}

// tables reads the files of a county as sheets.
func tables(t testing.TB, dir string) []*Sheet {
	t.Helper()
	l := &ledger{}
	sheets := open(dir, "", l)
	if len(l.faults) > 0 || len(sheets) == 0 {
		t.Fatal(l.faults)
	}
	return sheets
}

// csvText writes the rows of a sheet as they are.
func csvText(t *testing.T, s *Sheet) string {
	t.Helper()
	var b bytes.Buffer
	if err := WriteCSV(&b, &Sheet{Header: s.Rows[0], Rows: s.Rows[1:]}); err != nil {
		t.Fatal(err)
	}
	return strings.TrimPrefix(b.String(), "\ufeff")
}

// variants are the ways in which one text may come.
var variants = map[string]func(string) (string, error){
	"UTF-8":             func(s string) (string, error) { return s, nil },
	"UTF-8 with mark":   func(s string) (string, error) { return "\ufeff" + s, nil },
	"GB18030":           func(s string) (string, error) { return simplifiedchinese.GB18030.NewEncoder().String(s) },
	"UTF-16":            unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String,
	"UTF-16 big-endian": unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().String,
	"line feeds":        func(s string) (string, error) { return strings.ReplaceAll(s, "\r\n", "\n"), nil },
	"carriage returns":  func(s string) (string, error) { return strings.ReplaceAll(s, "\r\n", "\r"), nil },
	"title and blanks":  func(s string) (string, error) { return ",,\r\n某县基础数据表\r\n\r\n" + s + "\r\n,,,\r\n", nil },
	"traditional headers": func(s string) (string, error) {
		return strings.NewReplacer("学", "學", "称", "稱", "标识码", "標識碼", "职", "職").Replace(s), nil
	},
}

func TestOneCountyInManyFormats(t *testing.T) {
	dirs := []string{tiny}
	if os.Getenv("ROTATE_DATA") != "" {
		dirs = append(dirs, filepath.Join(data(t), "990103"))
	}
	for _, dir := range dirs {
		want := mustRead(t, dir, "")
		for name, encode := range variants {
			if name == "traditional headers" && dir != tiny {
				continue // would change the names of real schools
			}
			out := t.TempDir()
			for _, s := range tables(t, dir) {
				text, err := encode(csvText(t, s))
				if err != nil {
					t.Fatal(err)
				}
				write(t, filepath.Join(out, s.File), text)
			}
			same(t, name, want, mustRead(t, out, ""))
		}
		for _, sep := range []string{";", "\t"} {
			if dir != tiny {
				break // its wishes are parted by semicolons
			}
			out := t.TempDir()
			for _, s := range tables(t, dir) {
				write(t, filepath.Join(out, s.File), strings.ReplaceAll(strings.ReplaceAll(csvText(t, s), ";", "，"), ",", sep))
			}
			same(t, "separator "+sep, want, mustRead(t, out, ""))
		}
		for _, numbers := range []bool{false, true} {
			out := t.TempDir()
			book(t, filepath.Join(out, "990009.xlsx"), tables(t, dir), numbers)
			same(t, "workbook", want, mustRead(t, out, ""))
		}
	}
}

func write(t testing.TB, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// same compares counties; names of schools are simplified first where a variant wrote them in traditional characters.
func same(t *testing.T, name string, want, got *model.County) {
	t.Helper()
	if name == "traditional headers" {
		for i := range got.Schools {
			got.Schools[i].Name = strings.Map(simplified, got.Schools[i].Name)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s: -want +got\n%s", name, diff)
	}
	if name != "traditional headers" && Fingerprint(want) != Fingerprint(got) {
		t.Errorf("%s: another fingerprint", name)
	}
}

// book writes sheets into a workbook; with numbers, what looks like a number without a leading zero is stored as one.
func book(t testing.TB, path string, sheets []*Sheet, numbers bool) {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for _, s := range sheets {
		if _, err := f.NewSheet(stem(s.File)); err != nil {
			t.Fatal(err)
		}
		for i, cells := range s.Rows {
			for j, text := range cells {
				at, _ := excelize.CoordinatesToCellName(j+1, i+2) // below an empty row
				f.SetCellStr(stem(s.File), at, text)
				if numbers && isDigits(text) && text[0] != '0' {
					f.SetCellDefault(stem(s.File), at, text)
				}
			}
		}
	}
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
}

func TestRoundTrip(t *testing.T) {
	counties := []*model.County{mustRead(t, tiny, "")}
	if os.Getenv("ROTATE_DATA") != "" {
		for _, code := range []string{"990101", "990102", "990103"} {
			counties = append(counties, mustRead(t, data(t), code))
		}
	}
	for _, want := range counties {
		dir := t.TempDir()
		if err := WriteCounty(dir, want); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, mustRead(t, dir, want.Code)); diff != "" {
			t.Errorf("%s: -want +got\n%s", want.Code, diff)
		}
	}
}

// TestTiny reads a county whose tables say the same things in many ways.
func TestTiny(t *testing.T) {
	c, faults := Read(tiny, Options{Year: 2026, Strict: true})
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	want := facts{Schools: 5, Sections: 7, Teachers: 6, Postings: 3, Primary: 4, Cores: 2, Weak: 1, Rural: 3, New: 2, Targets: 3,
		Away: 1, Backbones: 2, Seniors: 1, Leaders: 1, Exempt: 1, Couples: 2, Wishes: 2, Housed: 1, Promotions: 1, Warnings: map[string]int{}}
	if diff := cmp.Diff(want, tallied(c, faults)); diff != "" {
		t.Error("-want +got\n", diff)
	}
	if c.Schools[4].Posts != 32 || c.Schools[4].SeniorPosts != 3 || c.Schools[4].Ownership != model.Private {
		t.Errorf("posts of two rows: %+v", c.Schools[4])
	}
	if p := c.Teachers[0]; p.ID != "000001" || p.Title != model.FirstTitle || p.Birth != 19800501 {
		t.Errorf("%+v", p)
	}
	if got := c.Teachers[4].Birth; got != 19900507 {
		t.Errorf("serial day 33000 is %d", got)
	}
	if got := c.Postings[0].Until; got != 20270731 {
		t.Errorf("an end month ends on %d", got)
	}
	if p := c.Postings[2]; p.Status != model.PinnedPosting || p.Until != 0 {
		t.Errorf("%+v", p)
	}
	if p := c.Pairs[1]; c.Sections[p.Core].Stage != model.Junior || c.Sections[p.Member].Stage != model.Junior || p.Type != model.CloseKnit {
		t.Errorf("a pair without a stage: %+v", p)
	}
}

// TestReadsAnyOrder holds the county to its rows, not to the order of its columns.
func TestReadsAnyOrder(t *testing.T) {
	want := mustRead(t, tiny, "")
	const seed = 7
	r := rand.New(rand.NewSource(seed))
	out := t.TempDir()
	for _, s := range tables(t, tiny) {
		order := r.Perm(len(s.Rows[0]))
		for i, cells := range s.Rows {
			mixed := make([]string, len(order))
			for j, k := range order {
				mixed[j] = cells[k]
			}
			s.Rows[i] = mixed
		}
		write(t, filepath.Join(out, s.File), csvText(t, s))
	}
	if diff := cmp.Diff(want, mustRead(t, out, "")); diff != "" {
		t.Errorf("seed %d: -want +got\n%s", seed, diff)
	}
}

func BenchmarkRead(b *testing.B) {
	dir := data(b)
	for b.Loop() {
		mustRead(b, dir, "990101")
	}
}
