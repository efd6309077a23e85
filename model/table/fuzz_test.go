package table

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/rotateplan/rotate/model"
)

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
		name := []string{"schools", "teachers", "postings", "pairs", "demand", "travel", "retirement", "curriculum", "load"}[which%9]
		b := &builder{ledger: &ledger{}, Options: Options{Year: 2026}, c: &model.County{Year: 2026}}
		sheets := byTable(tables(t, tiny), b.ledger)
		sheets[name] = &Sheet{File: name + ".csv", Rows: s.Rows, First: 1}
		b.readTables(sheets)
		b.build()
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
		path := filepath.Join(dir, "x.xlsx")
		write(t, path, string(text))
		if c, faults := Read(path, Options{}); c == nil && len(faults.Bad()) == 0 {
			t.Fatal("neither county nor fault")
		}
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
