package table

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"github.com/xuri/excelize/v2"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/gen"
)

// kept demands a fault, or a county that reads back as it is from the format it is written in.
func kept(t *testing.T, path string, as Format) {
	t.Helper()
	c, faults := ReadCopy(path, Options{})
	if (c == nil) != (len(faults.Bad()) > 0) {
		t.Fatal("neither county nor fault")
	}
	if c == nil {
		return
	}
	out := filepath.Join(t.TempDir(), "x."+string(as))
	err := Write(out, as, c.County.Code, c.Sheets)
	if unfit := (model.Faults{}); errors.As(err, &unfit) { // a workbook holds less than a text
		return
	}
	if err == nil {
		err = c.Check(out)
	}
	if err != nil {
		t.Fatal(as, err)
	}
}

func FuzzReadCSV(f *testing.F) {
	for _, text := range sound {
		f.Add([]byte(text), uint8(0))
	}
	for i, name := range []string{"学校.csv", "教师.csv", "任职经历.csv", "结对.csv", "需求.csv"} {
		text, err := os.ReadFile(filepath.Join(tiny, name))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text, uint8(i))
	}
	f.Add([]byte("from,to,metres,minutes,km\nA,B,7000,12,\nB,A,,,7.5\n"), uint8(5))
	f.Add([]byte("sex,post,born_from,age_months\n男,,,720\n女,管理,1970-01,661\n"), uint8(6))
	f.Add([]byte("stage,grade,subject,periods\n小学,,语文,4.33\n初中,初一,物理,0\n初中,8,物理,2\n"), uint8(7))
	f.Add([]byte("stage,subject,periods\n小学,语文,15\n"), uint8(8))
	f.Add([]byte("\xff\xfea\x00,\x00"), uint8(0))
	f.Add([]byte("表\n学校,,小学,\n标识码,名称,学生数,班级数\n1,2,3,4\n,,（人）,个\nA,甲,9,1\n合计,,9,1\n"), uint8(0))
	f.Add([]byte("#school_id,#name,#pupils\na,b,c\nA,甲,9\n"), uint8(0))
	f.Add([]byte("\"a\"\"b\",\"\nc\"\r\n\"x"), uint8(1))
	f.Fuzz(func(t *testing.T, text []byte, which uint8) {
		l := &ledger{}
		s := readCSV("x.csv", bytes.NewReader(text), l)
		if (s == nil) != (len(l.faults.Bad()) > 0) {
			t.Fatal(s, l.faults)
		}
		if s == nil {
			return
		}
		var again bytes.Buffer
		if err := WriteCSV(&again, &Sheet{Rows: s.Rows}); err != nil {
			t.Fatal(err)
		}
		if r := readCSV("x.csv", bytes.NewReader(again.Bytes()[len("\ufeff\r\n"):]), l); r == nil || !sameRows(r.Rows, s.Rows) {
			t.Fatalf("%q reads back as %v", again.String(), r)
		}
		dir := t.TempDir()
		names := []string{"学校.csv", "教师.csv", "任职经历.csv", "结对.csv", "需求.csv", "travel.csv", "retirement.csv", "curriculum.csv", "load.csv"}
		for i, name := range names {
			if i != int(which)%len(names) {
				if text, err := os.ReadFile(filepath.Join(tiny, name)); err == nil {
					write(t, filepath.Join(dir, name), string(text))
				}
			}
		}
		write(t, filepath.Join(dir, names[int(which)%len(names)]), string(text))
		kept(t, dir, []Format{CSV, Parquet}[len(text)%2])
	})
}

func sameRows(a, b [][]string) bool { return slices.EqualFunc(a, b, slices.Equal[[]string]) }

// FuzzEncoding reads one text in every encoding that tells which it is, and in GB18030 where it is taken for that.
func FuzzEncoding(f *testing.F) {
	f.Add("学校标识码,学校名称\r\n2143000001,甲小学\r\n")
	f.Add("教师;\"a\n;b\"\n€;𠮷\n")
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) || strings.ContainsAny(text, "\x00\ufeff\ufffe") {
			t.Skip("no text")
		}
		want := readCSV("x.csv", strings.NewReader("\ufeff"+text), &ledger{})
		for name, e := range map[string]encoding.Encoding{"UTF-16LE": unicode.UTF16(unicode.LittleEndian, unicode.UseBOM),
			"UTF-16BE": unicode.UTF16(unicode.BigEndian, unicode.UseBOM), "GB18030": simplifiedchinese.GB18030} {
			coded, err := e.NewEncoder().String(text)
			if back, _ := e.NewDecoder().String(coded); err != nil || back != text { // GB18030 leaves characters for private use open
				continue
			}
			if _, is, _ := sniff(strings.NewReader(coded)); name == "GB18030" && is != gb18030Text {
				continue
			}
			got := readCSV("x.csv", strings.NewReader(coded), &ledger{})
			if (got == nil) != (want == nil) || got != nil && !sameRows(got.Rows, want.Rows) {
				t.Fatalf("%s: %v, want %v", name, got, want)
			}
		}
	})
}

func FuzzReadWorkbook(f *testing.F) {
	dir := f.TempDir()
	f.Add([]byte("PK\x03\x04"))
	book(f, filepath.Join(dir, "tiny.xlsx"), tables(f, tiny), true)
	text, err := os.ReadFile(filepath.Join(dir, "tiny.xlsx"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text)
	for _, sheets := range []map[string]grid{
		{"学校": schoolsInTwoStoreys(), "教师": gridOf("teachers.csv")},
		{"学校": {rows: gridOf("schools.csv").rows, merges: []string{"B2:B3", "H2:H3"}, more: func(f *excelize.File, sheet string) {
			f.SetCellFormula(sheet, "I2", "10+10")
			f.SetRowVisible(sheet, 3, false)
			f.SetColVisible(sheet, "C", false)
		}}},
	} {
		text, err := os.ReadFile(filepath.Join(bureau(f, sheets), "data.xlsx"))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		path := filepath.Join(t.TempDir(), "x.xlsx")
		write(t, path, string(text))
		kept(t, path, Workbook)
	})
}

// FuzzLayout reads the part of a sheet and spreads what it says is merged over a table.
func FuzzLayout(f *testing.F) {
	f.Add([]byte(`<x:worksheet><cols><col min="2" max="3" hidden='1'/></cols><row r="1"><c r="J4" s="1"><v>7</v></c><c r="A1" t="str"><f>B1&amp;1</f><v></v></c>` +
		`<c r="B2"><f t="shared" si="0"/></c></row><mergeCells count="1"><mergeCell ref="A2:B3"/><mergeCell ref="XFD9:B1048576"/></mergeCells>`))
	f.Add([]byte(`<mergeCell ref="A0:ZZZZ9"/><col min="-1" max="99999999999" hidden="true"/><c><f><v>`))
	f.Fuzz(func(t *testing.T, text []byte) {
		var shape layout
		if err := shape.read(bytes.NewReader(text), map[string]int{"1": 9}); err != nil {
			return
		}
		shape.outOfSight()
		newFormulas(shape.bare).within(string(text))
		s := &Sheet{Rows: schoolsInTwoStoreys().rows, First: 1, merges: shape.merges}
		s.pad(shape.padded)
		readTable(s, schoolColumns, blankSchool, &ledger{})
	})
}

func FuzzDate(f *testing.F) {
	for _, s := range []string{"2018-09", "201809", "2018.9", "2018年9月1日", "43344", "2018-09-01 00:00:00", "至"} {
		f.Add(s, true)
	}
	f.Fuzz(func(t *testing.T, s string, last bool) {
		spans.read(s)
		d, wrong := parseDate(s, last)
		if wrong != nil && !wrong.warn {
			return
		}
		if again, wrong := parseDate(writeDate(d, last), last); wrong != nil || again != d {
			t.Errorf("%q is %d, written %q, read %d", s, d, writeDate(d, last), again)
		}
	})
}

// FuzzNumber holds numbers to their digits: what is read is what stands there, and nothing is written as a number that a
// person would not read as one.
func FuzzNumber(f *testing.F) {
	for _, s := range []string{"901", "1,024", "１０２４人", "1024.0", "3.1E9", "-3", "113.6253°", "0x10", "1_000", "3199114501.0", "411600000000"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if s = clean(s); s == "" {
			return
		}
		if n, wrong := count.read(s); wrong == nil {
			whole, fraction, _ := strings.Cut(strings.TrimRight(fold(s), "人个班名节课时年岁校 "), ".")
			digits := strings.TrimLeft(strings.Map(digit, whole)+strings.Trim(fraction, "0"), "0")
			if digits != strings.TrimLeft(strconv.Itoa(n), "0") {
				t.Errorf("%q is read as %d", s, n)
			}
		}
		if v, wrong := degrees.read(s); wrong == nil {
			if strings.ContainsAny(strings.Trim(fold(s), "° "), "xXpP_") {
				t.Errorf("%q is read as %v", s, v)
			}
			backAgain(t, degrees, s)
		}
		backAgain(t, count, s)
		backAgain(t, ident, s)
		backAgain(t, idents, s)
		backAgain(t, county, s)
		backAgain(t, datum, s)
	})
}

func digit(r rune) rune {
	if r < '0' || r > '9' {
		return -1
	}
	return r
}

// backAgain demands that a value which is read and written reads as it was.
func backAgain[T any](t *testing.T, c codec[T], s string) {
	t.Helper()
	v, wrong := c.read(s)
	if wrong != nil && !wrong.warn || c.write(v) == "" {
		return
	}
	if again, wrong := c.read(clean(quoted(c.write(v)))); wrong != nil && !wrong.warn || !reflect.DeepEqual(again, v) {
		t.Errorf("%q is %v, written %q, read %v", s, v, c.write(v), again)
	}
}

// FuzzWord holds every codec of words to what it writes.
func FuzzWord(f *testing.F) {
	for _, s := range []string{"1-男", "小学、初中", "英语（兼）", "111主城区", "中学高级", "县级骨干", "312九年一贯制", "市属", "是"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if s = clean(s); s == "" {
			return
		}
		backAgain(t, sexes, s)
		backAgain(t, standings, s)
		backAgain(t, backbones, s)
		backAgain(t, positions, s)
		backAgain(t, exemptions, s)
		backAgain(t, appraisals, s)
		backAgain(t, postingStatuses, s)
		backAgain(t, groupTypes, s)
		backAgain(t, stage, s)
		backAgain(t, stageSet, s)
		backAgain(t, titles, s)
		backAgain(t, area, s)
		backAgain(t, ownership, s)
		backAgain(t, affiliation, s)
		backAgain(t, subject, s)
		backAgain(t, yesNo, s)
	})
}

// FuzzReadLists demands of any list faults, or moves and groups of the county it is for, in order and read twice alike.
func FuzzReadLists(f *testing.F) {
	c := gen.Builtin()
	who, to := &c.Teachers[40], &c.Schools[9]
	f.Add([]byte("教职工号,交流学校,交流起止时间\n" + who.ID + "," + to.Name + ",2026年9月至2027年7月\n"))
	f.Add([]byte("teacher_id,from,to,stage,subject,kind,start,end\n" + who.ID + ",," + to.ID + ",,,full,2026-09,2027-07\n"))
	f.Add([]byte("core_id,member_id,type\n" + c.Schools[0].ID + "," + to.ID + ",联盟型\n(未纳入集团)," + to.ID + ",\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		path := filepath.Join(t.TempDir(), "x.csv")
		write(t, path, string(text))
		lists, faults := ReadLists(path, c)
		again, _ := ReadLists(path, c)
		if !reflect.DeepEqual(lists, again) {
			t.Fatal("read twice, two lists")
		}
		if kept, doubts := ReadKept(path, c, false); kept.Groups == nil && kept.Moves == nil && kept.Kept == nil && len(doubts) == 0 {
			t.Fatal("neither a list to keep nor a fault")
		} else if m := kept.Moves; m != nil && slices.ContainsFunc(m.Stays, func(s model.Stay) bool { return !here(c, s) }) {
			t.Fatal("to keep is what cannot be", m.Stays)
		}
		if lists.Groups == nil && lists.Moves == nil && lists.Kept == nil && len(faults) == 0 {
			t.Fatal("neither list nor fault")
		}
		if m := lists.Moves; m != nil {
			if slices.ContainsFunc(m.Stays, func(s model.Stay) bool { return !here(c, s) }) {
				t.Fatal("a move of nobody, to nowhere or at no time", m.Stays)
			}
			sorted := model.Rotation{Stays: slices.Clone(m.Stays)}
			if sorted.Sort(); !slices.Equal(sorted.Stays, m.Stays) {
				t.Fatal("out of order")
			}
		}
	})
}

// here reports whether a stay is one of the county.
func here(c *model.County, s model.Stay) bool {
	return int(s.Teacher) < len(c.Teachers) && int(s.Section) < len(c.Sections) && s.First >= 0 && s.First <= s.Last && s.Last < 12
}
