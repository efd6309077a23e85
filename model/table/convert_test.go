package table

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/gen"
)

// copied writes the county at path in a format and returns where.
func copied(t testing.TB, path string, as Format) string {
	t.Helper()
	c, faults := ReadCopy(path, Options{})
	if bad := faults.Bad(); len(bad) > 0 {
		t.Fatal(bad)
	}
	out := filepath.Join(t.TempDir(), "copy."+string(as))
	if err := Write(out, as, c.County.Code, c.Sheets); err != nil {
		t.Fatal(err)
	}
	if err := c.Check(out); err != nil {
		t.Fatal(err)
	}
	return out
}

// conserved brings a county through every format and from each to each other, and demands that it stays what it is.
func conserved(t *testing.T, name, path string) {
	t.Helper()
	want := mustRead(t, path, "")
	for _, as := range []Format{CSV, Workbook, Parquet, CSV, Parquet, Workbook, CSV} {
		path = copied(t, path, as)
		got := mustRead(t, path, "")
		if diff := cmp.Diff(want, got); diff != "" || Fingerprint(want) != Fingerprint(got) {
			t.Fatalf("%s, as %s: -want +got\n%s", name, as, diff)
		}
	}
}

func TestConvert(t *testing.T) {
	conserved(t, "tiny", tiny)
	for seed := range uint64(4) {
		dir := t.TempDir()
		if err := WriteCounty(dir, gen.County(gen.Options{Teachers: 150, Schools: 6, Seed: seed, Examples: true})); err != nil {
			t.Fatal(err)
		}
		conserved(t, fmt.Sprint("seed ", seed), dir)
	}
}

func TestConvertRealCounties(t *testing.T) {
	for code := range realCounties {
		conserved(t, code, filepath.Join(data(t), code))
	}
}

// oddities are what makes spreadsheets lose a text.
var oddities = []string{`"`, `'`, `="0"`, "_x00", `<&>`, ",", "，", ";", "#", "0", "1E5", "é", "𠮷", "（示）", "-", "=1+1", "@", "|", " ", "\t", "\u00a0", "1.0", "甲"}

// TestConvertOddities writes texts that are easily lost into every column of text that may hold them.
func TestConvertOddities(t *testing.T) {
	for seed := range uint64(40) {
		r := rand.New(rand.NewPCG(seed, 0))
		odd := func() string {
			var b strings.Builder
			for range r.IntN(4) {
				b.WriteString(oddities[r.IntN(len(oddities))])
			}
			return b.String()
		}
		c := mustRead(t, tiny, "")
		for k := range c.Schools {
			s := &c.Schools[k]
			s.Name, s.Town = clean(fmt.Sprint("校", k, odd())), clean(odd())
		}
		for k := range c.Teachers {
			p := &c.Teachers[k]
			p.Name, p.Degree, p.Class, p.Grade = clean(odd()), clean(odd()), clean(odd()), clean(odd())
			p.ID, _ = ident.read(clean(fmt.Sprint(odd(), "t", k)))
		}
		dir := t.TempDir()
		if err := WriteCounty(dir, c); err != nil {
			t.Fatal(err)
		}
		first, faults := Read(dir, Options{Year: 2026})
		if len(faults.Bad()) > 0 {
			continue // # alone is what a broken formula shows
		}
		if diff := cmp.Diff(c, first); diff != "" {
			t.Fatalf("seed %d: -want +got\n%s", seed, diff)
		}
		conserved(t, fmt.Sprint("seed ", seed), dir)
	}
}

// TestConvertForAnyYear converts without knowing the year, and means the same in all of them.
func TestConvertForAnyYear(t *testing.T) {
	dir := lay(t, map[string]string{
		"schools.csv": `school_id,name,stage,urban_rural,standing,lat,lng,pupils,classes,founded
A,甲小学,primary,111,core,26.20,111.60,900,20,2001
B,乙小学,primary,220,weak,26.25,111.62,60,6,2023-10
B,乙小学,junior,220,weak,26.25,111.62,60,6,2025
C,丙初中,junior,220,ordinary,26.30,111.64,240,6,
`,
		"teachers.csv": `teacher_id,school_id,relation_school,sex,birth,stage,subject,title,backbone,position,school_since
T1,B,A,f,1980-05,primary,chinese,first,none,teacher,2010-09
`,
		"postings.csv": "teacher_id,school_id,from,to\nT1,B,2025-09,2026-07\n",
	})
	for _, as := range []Format{CSV, Workbook, Parquet} {
		out := copied(t, dir, as)
		for year := 2024; year < 2032; year++ {
			want, _ := Read(dir, Options{Year: year})
			got, faults := Read(out, Options{Year: year})
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s, %d: %v -want +got\n%s", as, year, faults.Bad(), diff)
			}
		}
	}
}

// TestConvertTellsLosses holds the check to a copy in which one cell changed.
func TestConvertTellsLosses(t *testing.T) {
	c, _ := ReadCopy(tiny, Options{})
	out := copied(t, tiny, CSV)
	path := filepath.Join(out, "教师.csv")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	write(t, path, strings.Replace(string(text), "1980-05", "1980-06", 1))
	if err := c.Check(out); err == nil {
		t.Error("another date of birth goes unnoticed")
	}
}

// TestWorkbookRefusesWhatItWouldLose leaves such cells to the other formats.
func TestWorkbookRefusesWhatItWouldLose(t *testing.T) {
	for _, text := range []string{strings.Repeat("长", 32768), "a\x01b", "_x0041_"} {
		c, _ := ReadCopy(tiny, Options{})
		c.Sheets[1].Rows[2][1] = text
		err := Write(filepath.Join(t.TempDir(), "x.xlsx"), Workbook, "", c.Sheets)
		bad, _ := err.(model.Faults)
		if len(bad) != 1 || line(bad[0]) != "fault unfit-cell - 4 姓名" {
			t.Error(err)
		}
		for _, as := range []Format{CSV, Parquet} {
			out := filepath.Join(t.TempDir(), "out")
			if err := Write(out, as, "990009", c.Sheets); err != nil {
				t.Fatal(err)
			}
			if err := c.Check(out); err != nil {
				t.Error(as, err)
			}
		}
	}
}

// TestEqualCountiesAreEqualBytes writes everything twice.
func TestEqualCountiesAreEqualBytes(t *testing.T) {
	for as, name := range map[Format]string{CSV: "教师.csv", Workbook: "", Parquet: "county=990009/teachers.parquet"} {
		var texts []string
		for range 2 {
			text, err := os.ReadFile(filepath.Join(copied(t, tiny, as), name))
			if err != nil {
				t.Fatal(err)
			}
			texts = append(texts, string(text))
		}
		if texts[0] != texts[1] {
			t.Errorf("two %s differ", as)
		}
	}
}

// throughOffice returns a file as LibreOffice saves it. Where that is not installed the test ends here.
func throughOffice(t *testing.T, path, as string) string {
	t.Helper()
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("LibreOffice is not installed: not tried with it")
	}
	out := t.TempDir()
	said, err := exec.Command(office, "--headless", "-env:UserInstallation=file://"+filepath.ToSlash(t.TempDir()),
		"--convert-to", as, "--outdir", out, path).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	return filepath.Join(out, stem(path)+"."+as)
}

// TestLibreOfficeKeepsForms lets another program save what bureaus lay out and what rotate init hides.
func TestLibreOfficeKeepsForms(t *testing.T) {
	g := schoolsInTwoStoreys()
	g.more = func(f *excelize.File, sheet string) { f.SetRowVisible(sheet, 7, false) }
	dir := bureau(t, map[string]grid{"教师": gridOf("teachers.csv"), "学校": g})
	readsSound(t, filepath.Dir(throughOffice(t, filepath.Join(dir, "data.xlsx"), "xlsx")), "warning hidden-rows data.xlsx 7 -",
		"warning passed-over-row data.xlsx 9 -", "warning passed-over-row data.xlsx 10 -", "warning unknown-column data.xlsx 4 校长签字")
	want := mustRead(t, tiny, "")
	if diff := cmp.Diff(want, mustRead(t, throughOffice(t, filledIn(t, want, renamed), "xlsx"), "")); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

// TestLibreOfficeKeepsTheCounty lets another program save the workbook.
func TestLibreOfficeKeepsTheCounty(t *testing.T) {
	dirs := []string{tiny}
	if os.Getenv("ROTATE_DATA") != "" {
		dirs = append(dirs, filepath.Join(data(t), "990103"))
	}
	for _, dir := range dirs {
		saved := throughOffice(t, copied(t, dir, Workbook), "xlsx")
		if diff := cmp.Diff(mustRead(t, dir, ""), mustRead(t, saved, "")); diff != "" {
			t.Errorf("%s: -want +got\n%s", dir, diff)
		}
	}
}
