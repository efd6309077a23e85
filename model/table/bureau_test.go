package table

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/rotateplan/rotate/model"
)

// grid is a sheet as a person sees it: rows of texts, blocks of merged cells, and what else a case does to it.
type grid struct {
	rows   [][]string
	merges []string
	more   func(f *excelize.File, sheet string)
}

// bureau writes a workbook of grids and returns its folder. Digits without a leading zero are numbers.
func bureau(t testing.TB, sheets map[string]grid) string {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	dir := t.TempDir()
	for name, g := range sheets {
		if _, err := f.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		for i, cells := range g.rows {
			for j, text := range cells {
				at, _ := excelize.CoordinatesToCellName(j+1, i+1)
				if isDigits(text) && text[0] != '0' {
					f.SetCellDefault(name, at, text)
				} else if text != "" {
					f.SetCellStr(name, at, text)
				}
			}
		}
		for _, m := range g.merges {
			from, to, _ := strings.Cut(m, ":")
			if err := f.MergeCell(name, from, to); err != nil {
				t.Fatal(err)
			}
		}
		if g.more != nil {
			g.more(f, name)
		}
	}
	if err := f.SaveAs(filepath.Join(dir, "data.xlsx")); err != nil {
		t.Fatal(err)
	}
	return dir
}

// gridOf is a table of sound.
func gridOf(name string) grid {
	var g grid
	for line := range strings.Lines(sound[name]) {
		g.rows = append(g.rows, strings.Split(strings.TrimSpace(line), ","))
	}
	return g
}

// readsSound checks that a workbook gives the county of sound and these warnings.
func readsSound(t *testing.T, dir string, warnings ...string) {
	t.Helper()
	got, faults := Read(dir, Options{Year: 2026})
	check(t, faults, warnings, dir)
	if diff := cmp.Diff(mustRead(t, lay(t, nil), ""), got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

// schoolsInTwoStoreys are the schools of sound as a bureau lays them out.
func schoolsInTwoStoreys() grid {
	return grid{
		rows: [][]string{
			{"某县学校基本情况统计表（2026年）"},
			{"填报单位：某县教育局", "", "", "", "", "", "填报时间：2026年7月"},
			{"学校", "", "学段", "所在地", "学校类别", "坐标", "", "小学", "", "初中", "", "校长签字"},
			{"标识码", "名称", "", "", "", "纬度", "经度", "学生数", "班级数", "学生数", "班级数"},
			{"", "", "", "", "", "°", "°", "（人）", "(个)", "（人）", "(个)"},
			{"A", "甲小学", "小学", "111", "核心校", "26.20", "111.60", "900", "20"},
			{"B", "乙小学", "小学", "220", "薄弱校", "26.25", "111.62", "60", "6"},
			{"C", "丙初中", "初中", "220", "一般校", "26.30", "111.64", "", "", "240", "6"},
			{"合计", "", "", "", "", "", "", "960", "26", "240", "6"},
			{"填表人：", "", "", "审核人："},
		},
		merges: []string{"A1:L1", "A2:F2", "G2:L2", "A3:B3", "C3:C4", "D3:D4", "E3:E4", "F3:G3", "H3:I3", "J3:K3", "L3:L4", "A9:B9"},
	}
}

func TestTwoStoreysUnitsAndTotals(t *testing.T) {
	dir := bureau(t, map[string]grid{"教师": gridOf("teachers.csv"), "学校": schoolsInTwoStoreys(), "Sheet9": {rows: [][]string{{"草稿"}}}})
	readsSound(t, dir, "warning passed-over-row data.xlsx 9 -", "warning passed-over-row data.xlsx 10 -", "warning unknown-column data.xlsx 4 校长签字")
}

// TestTwoStoreysInText reads the same without knowing what is merged.
func TestTwoStoreysInText(t *testing.T) {
	var b strings.Builder
	for _, cells := range schoolsInTwoStoreys().rows {
		b.WriteString(strings.Join(append(cells, make([]string, 12-len(cells))...), ",") + "\n")
	}
	readsSound(t, lay(t, map[string]string{"schools.csv": b.String()}),
		"warning passed-over-row schools.csv 9 -", "warning passed-over-row schools.csv 10 -", "warning unknown-column schools.csv 4 校长签字")
}

// TestForeignGroups does not take the pupils of another group for those of the school.
func TestForeignGroups(t *testing.T) {
	g := gridOf("schools.csv")
	head := slices.Clone(g.rows[0])
	head[7], head[8] = "特教班", ""
	g.rows = append([][]string{head, {"", "", "", "", "", "", "", "学生数", "班级数"}}, g.rows[1:]...)
	g.merges = []string{"H1:I1"}
	_, faults := Read(bureau(t, map[string]grid{"学校": g, "教师": gridOf("teachers.csv")}), Options{Year: 2026})
	for _, code := range []string{"unknown-column", "missing-value"} {
		if !slices.ContainsFunc(faults, func(f model.Fault) bool { return f.Code == code }) {
			t.Error("no", code, faults)
		}
	}
}

func TestHidden(t *testing.T) {
	g := gridOf("schools.csv")
	g.more = func(f *excelize.File, sheet string) {
		f.SetRowVisible(sheet, 3, false)
		f.SetRowVisible(sheet, 4, false)
		f.SetColVisible(sheet, "H:Z", false)
	}
	teachers := gridOf("teachers.csv")
	teachers.more = func(f *excelize.File, sheet string) { f.SetSheetVisible(sheet, false) }
	dir := bureau(t, map[string]grid{"学校": g, "教师": teachers})
	readsSound(t, dir, "warning hidden-rows data.xlsx 3 -", "warning hidden-columns data.xlsx 0 -", "warning hidden-sheet data.xlsx 0 -")
	_, faults := Read(dir, Options{Year: 2026})
	for _, f := range faults {
		if want := map[string]string{"hidden-rows": "2 (3, 4)", "hidden-columns": "2 (H, I)", "hidden-sheet": "教师"}[f.Code]; f.Found != want {
			t.Errorf("%s: found %s, want %s", f.Code, f.Found, want)
		}
	}
}

func TestFormulas(t *testing.T) {
	for _, c := range []struct{ formula, want string }{
		{"60+840", ""}, {"SUM(I2,880)", ""}, {"$I$2*45", ""}, {"IF(I2>1,900,0)", ""}, {`VALUE("9"&"00")`, ""},
		{"NOSUCH(1)", "fault broken-formula data.xlsx 2 pupils"}, {"VLOOKUP(1,A1:B2,2)", "fault broken-formula data.xlsx 2 pupils"},
		{"SUM(A:A)", "fault broken-formula data.xlsx 2 pupils"}, {"H2+1", "fault broken-formula data.xlsx 2 pupils"}, {"J2+1", "fault broken-formula data.xlsx 2 pupils"}, {"1/0", "fault broken-formula data.xlsx 2 pupils"},
	} {
		g := gridOf("schools.csv")
		g.rows[0] = append(g.rows[0], "备注")
		g.rows[1][7] = ""
		g.more = func(f *excelize.File, sheet string) {
			f.SetCellFormula(sheet, "H2", c.formula)
			f.SetCellFormula(sheet, "J2", "1+1")
		}
		dir := bureau(t, map[string]grid{"学校": g, "教师": gridOf("teachers.csv")})
		if c.want == "" {
			readsSound(t, dir)
			continue
		}
		_, faults := Read(dir, Options{Year: 2026})
		if len(faults) != 1 || !strings.HasPrefix(line(faults[0]), c.want[:30]) {
			t.Errorf("%s: %v", c.formula, faults)
		}
	}
}

// TestLeadingZerosOfPrograms finds the zeros of numbers whose type is named, as some programs do.
func TestLeadingZerosOfPrograms(t *testing.T) {
	for kind, want := range map[string]int{"": 1, ` t="n"`: 1, ` t="s"`: 0} {
		var l layout
		if err := l.read(strings.NewReader(`<c r="A2" s="1"`+kind+`><v>17</v></c>`), map[string]int{"1": 10}); err != nil || len(l.padded) != want {
			t.Errorf("%q: %v, %v; want %d", kind, l.padded, err, want)
		}
	}
}

// TestLeadingZeros reads ids that are stored as numbers and shown with zeros, and warns of a table under no table's name.
func TestLeadingZeros(t *testing.T) {
	g := gridOf("schools.csv")
	g.rows[1][0] = "17"
	g.more = func(f *excelize.File, sheet string) {
		for code, cells := range map[string]string{"0000000000": "A2", "0000000000_ ": "B9"} {
			style, _ := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
			f.SetCellStyle(sheet, cells, cells, style)
		}
	}
	teachers := gridOf("teachers.csv")
	teachers.rows[1][1] = "0000000017"
	dir := bureau(t, map[string]grid{"学校": g, "教师": teachers, "去年": gridOf("teachers.csv"), "封面": {rows: [][]string{{"教职工号"}}}})
	c, faults := Read(dir, Options{Year: 2026})
	check(t, faults, []string{"warning not-read data.xlsx 0 -"}, dir)
	if c.Schools[0].ID != "0000000017" {
		t.Errorf("%+v", c.Schools[0])
	}
}

func TestMergedCells(t *testing.T) {
	want := lay(t, map[string]string{"schools.csv": `school_id,name,town,stage,urban_rural,standing,lat,lng,pupils,classes,posts
A,甲小学,东镇,primary,111,core,26.20,111.60,900,20,50
B,乙学校,西镇,primary,220,weak,26.25,111.62,60,6,30
B,乙学校,西镇,junior,220,weak,26.25,111.62,90,3,
C,丙初中,西镇,junior,220,ordinary,26.30,111.64,240,6,20
`})
	g := grid{rows: [][]string{
		{"school_id", "name", "town", "stage", "urban_rural", "standing", "lat", "lng", "pupils", "classes", "posts"},
		{"一、城区"},
		{"A", "甲小学", "东镇", "小学", "111", "核心校", "26.20", "111.60", "900", "20", "50"},
		{"B", "乙学校", "西镇", "小学", "220", "薄弱校", "26.25", "111.62", "60", "6", "30"},
		{"", "", "", "初中", "", "", "", "", "90", "3", ""},
		{"C", "丙初中", "", "初中", "", "一般校", "26.30", "111.64", "240", "6", "20"},
	}, merges: []string{"A2:K2", "C4:C9", "A4:A5", "B4:B5", "E4:E6", "F4:F5", "G4:G5", "H4:H5", "K4:K5"}}
	read := func(g grid) (*model.County, model.Faults) {
		t.Helper()
		return Read(bureau(t, map[string]grid{"学校": g, "教师": gridOf("teachers.csv")}), Options{Year: 2026})
	}
	got, faults := read(g)
	check(t, faults, []string{"warning passed-over-row data.xlsx 2 -"}, want)
	if diff := cmp.Diff(mustRead(t, want, ""), got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	pupils := g
	pupils.rows = slices.Clone(g.rows)
	pupils.rows[4] = slices.Clone(g.rows[4])
	pupils.rows[4][8] = ""
	pupils.merges = append(slices.Clone(g.merges), "I4:I5")
	if _, faults := read(pupils); !slices.ContainsFunc(faults, func(f model.Fault) bool { return line(f) == "fault merged-number data.xlsx 4 pupils" }) {
		t.Error("pupils of two sections in one cell:", faults)
	}
	posts := g
	posts.merges = append(slices.Clone(g.merges[:8]), "K3:K5")
	if _, faults := read(posts); !slices.ContainsFunc(faults, func(f model.Fault) bool { return line(f) == "fault merged-number data.xlsx 3 posts" }) {
		t.Error("posts of two schools in one cell:", faults)
	}
}

// TestCoveredValues faults what merged cells hide, as some programs let them.
func TestCoveredValues(t *testing.T) {
	l := &ledger{}
	s := &Sheet{Rows: [][]string{{"school_id", "name", "town"}, {"A", "甲", "东镇"}, {"B", "乙", "西镇"}}, First: 1, merges: []merge{{2, 3, 3, 3}}}
	readTable(s, schoolColumns, blankSchool, l)
	if !slices.ContainsFunc(l.faults, func(f model.Fault) bool { return line(f) == "fault covered-value - 3 town" }) {
		t.Error(l.faults)
	}
}

// tricky are what may stand in a cell to make a reader of headers, units and totals err.
var tricky = strings.Fields("人 个 节/周 （人） 合计 小计 学校 学校名称 中心校 学段 乡镇 编码 1 2 3 4 5 注： 班级数 # #name 坐标 甲 年月")

// TestNoRowIsSwallowed puts rows whose id and name are filled in below a header, among units and totals, and counts them.
func TestNoRowIsSwallowed(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 1))
		draw := func() string {
			if r.IntN(3) == 0 {
				return ""
			}
			return tricky[r.IntN(len(tricky))]
		}
		header := []string{"学校标识码", "学校名称", "备注", "乡镇", "身份", "", "学生数", "班级数"}
		r.Shuffle(len(header), func(i, j int) { header[i], header[j] = header[j], header[i] })
		id, name := slices.Index(header, "学校标识码"), slices.Index(header, "学校名称")
		s := &Sheet{Rows: [][]string{header}, First: 1}
		if r.IntN(2) == 0 {
			s.Rows = [][]string{{"某县学校情况表"}, header}
		}
		want := 0
		for range r.IntN(4) {
			cells := make([]string, len(header))
			for j := range cells {
				cells[j] = draw()
			}
			cells[id], cells[name] = fmt.Sprint("S", r.IntN(100)), fmt.Sprint("第", r.IntN(100), "小学")
			want++
			s.Rows = append(s.Rows, cells)
		}
		all := slices.Clone(s.Rows)
		if got := readTable(s, schoolColumns, blankSchool, &ledger{}); len(got.list) != want {
			t.Fatalf("seed %d: %d of %d rows of %q", seed, len(got.list), want, all)
		}
	}
}

// TestNineYearSchools reads a school of two stages in one row or in two as the same county.
func TestNineYearSchools(t *testing.T) {
	for seed := range uint64(50) {
		r := rand.New(rand.NewPCG(seed, 2))
		one := strings.Builder{}
		two := strings.Builder{}
		one.WriteString("学校标识码,学校名称,办学类型,驻地城乡类型,学校类别,纬度,经度,小学学生数,小学班级数,初中学生人数,初中班级数,编制数\n")
		two.WriteString("学校标识码,学校名称,学段,驻地城乡类型,学校类别,纬度,经度,学生数,班级数,编制数\n")
		for k := range 1 + r.IntN(5) {
			id := fmt.Sprintf("314300000%d,第%d学校", k, k)
			rest := fmt.Sprintf("220,%s,26.2%d,111.6%d", []string{"一般校", "薄弱校", "核心校"}[r.IntN(3)], r.IntN(9), r.IntN(9))
			p, j, posts := r.IntN(900), r.IntN(900), 1+r.IntN(90)
			fmt.Fprintf(&one, "%s,312,%s,%d,%d,%d,%d,%d\n", id, rest, p, p/40, j, j/40, posts)
			fmt.Fprintf(&two, "%s,小学,%s,%d,%d,%d\n%s,初中,%s,%d,%d,\n", id, rest, p, p/40, posts, id, rest, j, j/40)
		}
		dirs := []string{t.TempDir(), t.TempDir()}
		write(t, filepath.Join(dirs[0], "schools.csv"), one.String())
		write(t, filepath.Join(dirs[1], "schools.csv"), two.String())
		first, faults := Read(dirs[0], Options{GroupsOnly: true, Year: 2026})
		second, also := Read(dirs[1], Options{GroupsOnly: true, Year: 2026})
		if diff := cmp.Diff(first, second); diff != "" || first == nil {
			t.Fatalf("seed %d: one row %v, two rows %v\n%s", seed, faults, also, diff)
		}
	}
}

// filledIn is the workbook of rotate init with a county in it; change may do more to each sheet.
func filledIn(t *testing.T, c *model.County, change func(f *excelize.File, s *Sheet)) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "data.xlsx")
	write(t, path, string(forms(t)))
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, s := range Sheets(c) {
		for i, cells := range s.Rows {
			for j, text := range cells {
				at, _ := excelize.CoordinatesToCellName(j+1, i+3) // over the example, below keys and header
				f.SetCellStr(s.Name, at, text)
			}
		}
		change(f, s)
	}
	if err := f.Save(); err != nil {
		t.Fatal(err)
	}
	return path
}

// renamed gives every column another header, and adds one of the user's own.
func renamed(f *excelize.File, s *Sheet) {
	for j := range s.Header {
		at, _ := excelize.CoordinatesToCellName(j+1, 2)
		f.SetCellStr(s.Name, at, fmt.Sprint("Spalte ", j+1))
	}
	f.SetCellStr(s.Name, "AZ2", "a column of ours")
	f.SetCellStr(s.Name, "AZ3", "x")
}

// TestStableKeys renames every header of the workbook of rotate init, or removes them all: the hidden keys above them are read.
func TestStableKeys(t *testing.T) {
	want := mustRead(t, tiny, "")
	for name, change := range map[string]func(f *excelize.File, s *Sheet){
		"as they are": func(*excelize.File, *Sheet) {},
		"renamed":     renamed,
		"removed":     func(f *excelize.File, s *Sheet) { f.RemoveRow(s.Name, 2) },
		"in sight, moved": func(f *excelize.File, s *Sheet) {
			f.SetRowVisible(s.Name, 1, true)
			f.InsertCols(s.Name, "A", 1)
			f.InsertRows(s.Name, 1, 2)
			f.SetCellStr(s.Name, "A1", "某县基础数据")
		},
	} {
		got, faults := Read(filledIn(t, want, change), Options{Year: 2026})
		for _, f := range faults {
			if f.Code != "unknown-column" || name != "renamed" {
				t.Error(name, f)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: -want +got\n%s", name, diff)
		}
	}
}
