package table

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/rotateplan/rotate/model"
)

// sound are the tables of a county without fault; a case replaces some.
var sound = map[string]string{
	"schools.csv": `school_id,name,stage,urban_rural,standing,lat,lng,pupils,classes
A,甲小学,primary,111,core,26.20,111.60,900,20
B,乙小学,primary,220,weak,26.25,111.62,60,6
C,丙初中,junior,220,ordinary,26.30,111.64,240,6
`,
	"teachers.csv": `teacher_id,school_id,sex,birth,stage,subject,title,backbone,position,school_since
T1,A,f,1980-05,primary,chinese,first,none,teacher,2010-09
T2,B,m,1985-03,primary,maths,second,none,teacher,2012-09
`,
}

// lay writes tables into a folder, those of sound where files has none, and returns it.
func lay(t testing.TB, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	all := maps.Clone(sound)
	maps.Copy(all, files)
	if files["readme.csv"] != "" || files["学校.xls"] != "" {
		all = files
	}
	for name, text := range all {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// line writes a fault as the cases do: fault or warning, code, file, row, column.
func line(f model.Fault) string {
	word := "fault"
	if f.Warn {
		word = "warning"
	}
	or := func(s string) string {
		if s == "" {
			return "-"
		}
		return s
	}
	return fmt.Sprintf("%s %s %s %d %s", word, f.Code, or(f.File), f.Row, or(f.Column))
}

// like reports whether a fault's line is the one wanted, in which the folder read is "-" and no
// column may be left out.
func like(want, got, dir string) bool {
	got = strings.Replace(got, filepath.Base(dir), "-", 1)
	return got == want || got == want+" -"
}

func TestSound(t *testing.T) {
	if _, faults := Read(lay(t, nil), Options{Year: 2026}); len(faults) > 0 {
		t.Fatal(faults)
	}
}

func TestFaults(t *testing.T) {
	paths, err := filepath.Glob("../../testdata/tables/faults/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatal("no cases", err)
	}
	for _, path := range paths {
		t.Run(stem(path), func(t *testing.T) { testFaults(t, path) })
	}
}

func testFaults(t *testing.T, path string) {
	a, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range a.Files {
		files[f.Name] = string(f.Data)
	}
	dir, o, want := lay(t, files), Options{Year: 2026}, []string{}
	at := dir
	for text := range strings.Lines(string(a.Comment)) {
		switch first, rest, _ := strings.Cut(strings.TrimSpace(text), " "); first {
		case "fault", "warning":
			want = append(want, strings.TrimSpace(text))
		case "options":
			key, value, _ := strings.Cut(rest, "=")
			switch key {
			case "county":
				o.County = value
			case "crs":
				o.CRS = value
			case "path":
				at = filepath.Join(dir, value)
			}
		}
	}
	county, faults := Read(at, o)
	check(t, faults, want, dir)
	if (county == nil) != (len(faults.Bad()) > 0) {
		t.Errorf("county %v with faults %v", county, faults)
	}
	o.Strict = true
	if _, strict := Read(at, o); len(strict.Bad()) != len(faults) {
		t.Errorf("strict: %d of %d are faults", len(strict.Bad()), len(faults))
	}
}

// check compares faults with the lines wanted, in any order of files, and demands that each says what to do.
func check(t *testing.T, faults model.Faults, want []string, dir string) {
	t.Helper()
	var got []string
	for _, f := range faults {
		got = append(got, line(f))
		if !strings.Contains(f.Expected, " / ") && !strings.Contains(f.Expected, "/ ") || !strings.Contains(f.Remedy, "/ ") {
			t.Errorf("not in two languages: %v", f)
		}
	}
	rest := slices.Clone(got)
	for _, w := range want {
		i := slices.IndexFunc(rest, func(g string) bool { return like(w, g, dir) })
		if i < 0 {
			t.Errorf("want %s\ngot %s", w, strings.Join(got, "\n    "))
			continue
		}
		rest = slices.Delete(rest, i, i+1)
	}
	for _, r := range rest {
		t.Errorf("not wanted: %s", r)
	}
}

// TestEveryCodeIsProvoked holds the codes in the source to the cases in files and the binary ones below.
func TestEveryCodeIsProvoked(t *testing.T) {
	provoked := map[string]bool{}
	for _, code := range binaryCodes {
		provoked[code] = true
	}
	cases, _ := filepath.Glob("../../testdata/tables/faults/*.txtar")
	for _, path := range cases {
		text, _ := os.ReadFile(path)
		for _, m := range regexp.MustCompile(`(?m)^(?:fault|warning) (\S+)`).FindAllSubmatch(text, -1) {
			provoked[string(m[1])] = true
		}
	}
	sources, _ := filepath.Glob("*.go")
	for _, path := range sources {
		if strings.HasSuffix(path, "_test.go") || path == "lists.go" {
			continue
		}
		text, _ := os.ReadFile(path)
		for _, m := range regexp.MustCompile(`(?:code: |duplicate\(|contradiction\()"([a-z0-9-]+)"`).FindAllSubmatch(text, -1) {
			if !provoked[string(m[1])] {
				t.Errorf("%s: no case provokes %s", path, m[1])
			}
		}
	}
}

// binaryCodes are provoked by tests that make their files.
var binaryCodes = []string{"bad-encoding", "bad-parquet", "bad-workbook", "covered-value", "cut-short", "days-since-1904", "duplicate-county",
	"hidden-columns", "hidden-rows", "hidden-sheet", "long-line", "many-rows", "merged-number", "more-faults", "nested-column", "no-line-end",
	"nul-byte", "no-original", "other-year", "two-places", "unfit-cell", "unreadable"}

func TestBinaryFaults(t *testing.T) {
	schools, teachers := sound["schools.csv"], sound["teachers.csv"]
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(schools)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, file, text, want string }{
		{"UTF-8 with a broken byte", "schools.csv", strings.Replace(schools, "乙", "\xe4\xb9", 1), "fault bad-encoding schools.csv 3 name"},
		{"GB18030 with a broken byte", "schools.csv", strings.Replace(gb, ",220,weak", "\xff,220,weak", 1), "fault bad-encoding schools.csv 3 stage"},
		{"NUL bytes", "schools.csv", strings.Replace(schools, "B,", "B\x00,", 1), "fault nul-byte schools.csv 3"},
		{"a line without end", "teachers.csv", teachers + strings.Repeat("x", 2<<20), "fault long-line teachers.csv 4"},
		{"a last line cut short", "teachers.csv", teachers[:len(teachers)-20], "fault cut-short teachers.csv 3"},
		{"a last line without end", "teachers.csv", teachers[:len(teachers)-1], "warning no-line-end teachers.csv 3"},
		{"a quote without end", "teachers.csv", teachers + `"` + strings.Repeat("x\n", 1<<20), "fault open-quote teachers.csv 4"},
		{"rows without end", "teachers.csv", teachers + strings.Repeat("\n", 1<<20), "fault many-rows teachers.csv 1048577"},
		{"no zip", "book.xlsx", "not a zip at all", "fault bad-workbook book.xlsx 0"},
		{"a zip cut short", "book.xlsx", string(workbook(t, false)[:900]), "fault bad-workbook book.xlsx 0"},
		{"a zip that is no workbook", "book.xlsx", "PK\x05\x06" + strings.Repeat("\x00", 18), "fault bad-workbook book.xlsx 0"},
		{"days since 1904", "book.xlsx", string(workbook(t, true)), "fault days-since-1904 book.xlsx 0"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := lay(t, map[string]string{c.file: c.text})
			_, faults := Read(dir, Options{Year: 2026})
			check(t, faults, []string{c.want}, dir)
		})
	}
}

// workbook is a workbook with a sheet that is no table.
func workbook(t *testing.T, since1904 bool) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	if err := f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &since1904}); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestUnreadable(t *testing.T) {
	dir := lay(t, nil)
	os.Remove(filepath.Join(dir, "teachers.csv"))
	if err := os.Symlink("nowhere", filepath.Join(dir, "teachers.csv")); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	_, faults := Read(dir, Options{Year: 2026})
	check(t, faults, []string{"fault unreadable teachers.csv 0"}, dir)
}

// endless is a file of one line of 300 MB.
type endless struct{ at int64 }

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	e.at += int64(len(p))
	return len(p), nil
}

func (e *endless) Seek(int64, int) (int64, error) { e.at = 0; return 0, nil }

func TestLongLineIsRefusedEarly(t *testing.T) {
	l, e := &ledger{}, &endless{}
	if s := readCSV("schools.csv", e, l); s != nil || l.faults[0].Code != "long-line" {
		t.Fatal(s, l.faults)
	}
	if e.at > 2*longestLine {
		t.Errorf("read %d bytes of an endless line", e.at)
	}
}

func TestMoreFaults(t *testing.T) {
	var b strings.Builder
	b.WriteString("teacher_id,school_id,sex,birth,subject,title,backbone,position,school_since\n")
	for i := range mostFaults + 7 {
		b.WriteString("T" + strconv.Itoa(i) + ",Z,f,1980-05,chinese,first,none,teacher,2010-09\n")
	}
	_, faults := Read(lay(t, map[string]string{"teachers.csv": b.String()}), Options{Year: 2026})
	last := faults[len(faults)-1]
	if len(faults) != mostFaults+1 || last.Code != "more-faults" || last.Found != "7" || last.Warn {
		t.Errorf("%d faults, the last %v", len(faults), last)
	}
	if diff := cmp.Diff(2, faults[0].Row); diff != "" {
		t.Error("first fault at row", diff)
	}
}

// TestSorted holds faults to the order in which people walk through their files.
func TestSorted(t *testing.T) {
	_, faults := Read(lay(t, map[string]string{
		"teachers.csv": "teacher_id,school_id,sex,birth,subject,title,backbone,position,school_since\nT1,Z,x,?,chinese,first,none,teacher,2010-09\nT2,A,x,1980-05,chinese,first,none,teacher,2010-09\n",
		"schools.csv":  strings.Replace(sound["schools.csv"], "900", "many", 1),
	}), Options{Year: 2026})
	var got []string
	for _, f := range faults {
		got = append(got, fmt.Sprint(f.File, f.Row, f.Column))
	}
	if !slices.IsSorted(got) || len(got) < 5 {
		t.Error(got)
	}
}

func TestWorkbooksInOneFolder(t *testing.T) {
	dir, sheets := t.TempDir(), tables(t, lay(t, nil))
	book(t, filepath.Join(dir, "a.xlsx"), sheets, false)
	book(t, filepath.Join(dir, "b.xlsx"), sheets[:1], false)
	book(t, filepath.Join(dir, "教师统计.xlsx"), []*Sheet{{File: "x.csv", Rows: sheets[0].Rows}}, false)
	_, faults := Read(dir, Options{Year: 2026})
	check(t, faults, []string{"fault two-tables b.xlsx 0 -", "warning not-read 教师统计.xlsx 0 -"}, dir)
}

// TestNothingIsPassedOver names files and sheets that hold a table nobody would find.
func TestNothingIsPassedOver(t *testing.T) {
	dir := lay(t, map[string]string{"任职经历.txt": "x", "postings.csv.bak": "x", "notes.txt": "x", "~$教师.ods": "x"})
	_, faults := Read(dir, Options{Year: 2026})
	check(t, faults, []string{"warning not-read 任职经历.txt 0 -", "warning not-read postings.csv.bak 0 -"}, dir)
	dir = t.TempDir()
	sheets := tables(t, lay(t, nil))
	book(t, filepath.Join(dir, "990001.xlsx"), append(sheets, &Sheet{File: "数据.csv", Rows: sheets[1].Rows}, &Sheet{File: "说明.csv", Rows: [][]string{{"学校", "教师"}}}), false)
	_, faults = Read(dir, Options{Year: 2026})
	check(t, faults, []string{"warning not-read 990001.xlsx 0 -"}, dir)
}

// TestSameHeaderTwice tells a column pasted twice even where its header may be several columns.
func TestSameHeaderTwice(t *testing.T) {
	text := strings.NewReplacer("standing", "学校类别,学校类别", "core", "优质校,优质校", "weak", "薄弱校,薄弱校", "ordinary", "一般校,一般校").Replace(sound["schools.csv"])
	dir := lay(t, map[string]string{"schools.csv": text})
	_, faults := Read(dir, Options{Year: 2026})
	check(t, faults, []string{"fault two-columns schools.csv 1 学校类别"}, dir)
}

// TestNoTeacherIDs speaks of the column that is missing, not of every posting that names a teacher.
func TestNoTeacherIDs(t *testing.T) {
	dir := lay(t, map[string]string{
		"teachers.csv": strings.Replace(sound["teachers.csv"], "teacher_id", "栏目", 1),
		"postings.csv": "teacher_id,school_id,from,to,status\nT1,B,2020-09,2021-07,done\n",
	})
	_, faults := Read(dir, Options{Year: 2026})
	check(t, faults, []string{"warning unknown-column teachers.csv 1 栏目", "fault missing-column teachers.csv 1 教职工号"}, dir)
}
