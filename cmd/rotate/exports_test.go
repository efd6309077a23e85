package main

import (
	"bytes"
	"cmp"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/rotateplan/rotate/model/table"
)

// TestSixExportsGiveOnePlan writes one county as bureaus export it and plans it from the same place each time: all files are
// the same bytes, but run.json. Nothing is left out or made equal first: the hash of the data is that of what they say.
func TestSixExportsGiveOnePlan(t *testing.T) {
	source := filepath.Join(t.TempDir(), "source")
	if code, _, said := command(t, "generate", "--teachers", "200", "--seed", "11", source); code != 0 {
		t.Fatal(said)
	}
	county, faults := table.ReadCopy(source, table.Options{})
	if county == nil {
		t.Fatal(faults)
	}
	place := filepath.Join(t.TempDir(), "data")
	var first map[string]string
	for _, export := range []struct {
		name  string
		write func(t *testing.T, dir string, c *table.Copy)
	}{
		{"CSV in UTF-8 with a mark", utf8Export}, {"CSV in GB18030", gb18030Export}, {"Parquet", parquetExport},
		{"XLSX with titles and merged cells", bureauExport}, {"XLSX saved by LibreOffice", officeExport}, {"national layout", nationalExport},
	} {
		t.Run(export.name, func(t *testing.T) {
			os.RemoveAll(place)
			if err := os.Mkdir(place, 0o755); err != nil {
				t.Fatal(err)
			}
			export.write(t, place, county)
			out := filepath.Join(t.TempDir(), "out")
			code, _, said := command(t, "plan", "--county", "990001", "--data", place, "--year", "2026", "--effort", "1", "--time-limit", "0", "--out", out)
			if code != 0 {
				t.Fatalf("exit %d: %s", code, said)
			}
			got := files(t, out)
			if first == nil {
				first = got
			}
			if strings.Count(got["exchange.csv"], "\n") < 5 {
				t.Errorf("hardly anybody moves:\n%s", got["exchange.csv"])
			}
			if len(got) != len(first) {
				t.Errorf("%d files, first run %d", len(got), len(first))
			}
			for name := range first {
				if got[name] != first[name] {
					t.Errorf("%s differs\n%.300s\n%.300s", name, first[name], got[name])
				}
			}
		})
	}
}

func utf8Export(t *testing.T, dir string, c *table.Copy) { export(t, dir, table.CSV, c) }

func parquetExport(t *testing.T, dir string, c *table.Copy) { export(t, dir, table.Parquet, c) }

func export(t *testing.T, dir string, as table.Format, c *table.Copy) {
	t.Helper()
	if err := table.Write(dir, as, c.County.Code, c.Sheets); err != nil {
		t.Fatal(err)
	}
}

func gb18030Export(t *testing.T, dir string, c *table.Copy) {
	for _, s := range c.Sheets {
		if len(s.Rows) == 0 {
			continue
		}
		var b bytes.Buffer
		if err := table.WriteCSV(&b, s); err != nil {
			t.Fatal(err)
		}
		text, err := simplifiedchinese.GB18030.NewEncoder().String(strings.TrimPrefix(b.String(), "\ufeff"))
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(dir, s.File), []byte(text))
	}
}

// laidOut is a sheet as a bureau prints it: a title, a header of two rows, a row of units, towns merged over their schools.
type laidOut struct {
	name         string
	above, below []string // rows of the header
	units        []string
	rows         [][]string
	merged       []int // columns in which equal neighbours are one cell
}

// layOut gives the columns of a sheet their headings. Heading maps a header to the word above, the word below and the unit.
func layOut(s *table.Sheet, heading map[string][3]string, merged ...string) *laidOut {
	l := &laidOut{name: s.Name + "基本情况表", rows: s.Rows}
	for j, head := range s.Header {
		up, down := head, ""
		h, ok := heading[head]
		if ok {
			up, down = h[0], h[1]
		}
		l.above, l.below, l.units = append(l.above, up), append(l.below, down), append(l.units, h[2])
		if slices.Contains(merged, head) {
			l.merged = append(l.merged, j)
		}
	}
	return l
}

func bureauExport(t *testing.T, dir string, c *table.Copy) {
	f := excelize.NewFile()
	defer f.Close()
	f.SetCellStr("Sheet1", "A1", "本工作簿由各校填报")
	for i := range c.Sheets { // in another order
		s := byStage(c.Sheets[len(c.Sheets)-1-i])
		if len(s.Rows) == 0 {
			continue
		}
		l := layOut(s, map[string][3]string{
			"经度": {"坐标", "经度", "°"}, "纬度": {"坐标", "纬度", "°"}, "小学学生数": {"小学", "学生数", "（人）"}, "小学班级数": {"小学", "班级数", "（个）"},
			"初中学生数": {"初中", "学生数", "（人）"}, "初中班级数": {"初中", "班级数", "（个）"}, "开始年月": {"交流起止时间", "开始", ""}, "结束年月": {"交流起止时间", "结束", ""},
		}, "乡镇")
		if err := l.put(f); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.SaveAs(filepath.Join(dir, "本县.xlsx")); err != nil {
		t.Fatal(err)
	}
}

// byStage gives pupils and classes of primary and junior sections columns of their own.
func byStage(s *table.Sheet) *table.Sheet {
	p, stage := slices.Index(s.Header, "学生数"), slices.Index(s.Header, "学段")
	if p < 0 {
		return s
	}
	split := func(cells []string, four ...string) []string {
		return slices.Concat(cells[:p], four, cells[p+2:])
	}
	out := &table.Sheet{Name: s.Name, Header: split(s.Header, "小学学生数", "小学班级数", "初中学生数", "初中班级数")}
	for _, cells := range s.Rows {
		if cells[stage] == "小学" {
			out.Rows = append(out.Rows, split(cells, cells[p], cells[p+1], "", ""))
		} else {
			out.Rows = append(out.Rows, split(cells, "", "", cells[p], cells[p+1]))
		}
	}
	return out
}

// put writes the sheet below a title over its whole width.
func (l *laidOut) put(f *excelize.File) error {
	if _, err := f.NewSheet(l.name); err != nil {
		return err
	}
	at := func(column, row int) string {
		name, _ := excelize.CoordinatesToCellName(column+1, row)
		return name
	}
	width := len(l.above)
	f.SetCellStr(l.name, "A1", "某县"+l.name)
	f.MergeCell(l.name, "A1", at(width-1, 1))
	for i, cells := range append([][]string{l.above, l.below, l.units}, l.rows...) {
		for j, text := range cells {
			if text != "" {
				f.SetCellStr(l.name, at(j, i+2), text)
			}
		}
	}
	for _, run := range runs(width, func(i, j int) bool { return l.above[i] == l.above[j] }) {
		if run[1] > run[0] {
			f.MergeCell(l.name, at(run[0], 2), at(run[1], 2))
		} else if l.below[run[0]] == "" {
			f.MergeCell(l.name, at(run[0], 2), at(run[0], 3))
		}
	}
	for _, j := range l.merged {
		for _, run := range runs(len(l.rows), func(a, b int) bool { return l.rows[a][j] == l.rows[b][j] }) {
			if run[1] > run[0] {
				f.MergeCell(l.name, at(j, run[0]+5), at(j, run[1]+5))
			}
		}
	}
	return nil
}

// runs returns first and last of each run of equal neighbours.
func runs(n int, equal func(i, j int) bool) [][2]int {
	var list [][2]int
	for i := range n {
		if i > 0 && equal(i-1, i) {
			list[len(list)-1][1] = i
		} else {
			list = append(list, [2]int{i, i})
		}
	}
	return list
}

func officeExport(t *testing.T, dir string, c *table.Copy) {
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("LibreOffice is not installed: not tried with it")
	}
	before := t.TempDir()
	bureauExport(t, before, c)
	said, err := exec.Command(office, "--headless", "-env:UserInstallation=file://"+filepath.ToSlash(t.TempDir()),
		"--convert-to", "xlsx", "--outdir", dir, filepath.Join(before, "本县.xlsx")).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, said)
	}
}

// nationalHeaders are the headers of the national teacher system for ours; those it lacks a bureau adds.
var nationalHeaders = map[string]string{
	"学校标识码": "学校(机构)标识码（必填）", "学校名称": "学校(机构)名称（必填）", "建校年月": "建校时间", "学生数": "在校生数", "班级数": "教学班数", "主管部门": "属地管理教育行政部门",
	"教职工号": "教职工号（必填）", "姓名": "姓名（必填）", "性别": "性别（必填）", "出生年月": "出生日期（必填，YYYYMMDD）", "编制单位": "编制单位(用工单位)", "任教学科": "主要任教学科",
	"教师资格学段": "教师资格学段/认证学段", "职称": "现任专业技术职务", "进本校年月": "进入本校日期", "参加工作年月": "从教开始时间", "周课时": "平均每周课堂教学课时数（节）",
}

// nationalWords are values with their codes.
var nationalWords = map[string]string{"男": "1-男", "女": "2-女", "是": "1-是", "否": "0-否", "小学": "2-小学", "初中": "3-初中", "公办": "1-公办", "民办": "2-民办"}

func nationalExport(t *testing.T, dir string, c *table.Copy) {
	names := map[string]string{}
	for i := range c.County.Schools {
		names[c.County.Schools[i].ID] = c.County.Schools[i].Name
	}
	home := map[string]string{}
	for i := range c.County.Teachers {
		p := &c.County.Teachers[i]
		home[p.ID] = c.County.SchoolOf(p.Home).Name
	}
	for _, s := range c.Sheets {
		if len(s.Rows) == 0 {
			continue
		}
		out := &table.Sheet{}
		for _, cells := range s.Rows {
			out.Rows = append(out.Rows, national(s, cells, names, home))
		}
		for _, head := range s.Header {
			if s.Name == "任职经历" && head == "学校标识码" {
				head = "交流轮岗单位名称"
			}
			if known, ok := nationalHeaders[head]; ok && s.Name != "需求" {
				head = known
			}
			out.Header = append(out.Header, head)
		}
		out.Header = append(out.Header, map[string][]string{"教师": {"人员状态", "身份证件号", "是否在编"}, "任职经历": {"原单位名称"}}[s.Name]...)
		var b bytes.Buffer
		if err := table.WriteCSV(&b, out); err != nil {
			t.Fatal(err)
		}
		file := map[string]string{"教师": "教师基本信息.csv", "学校": "学校基本信息.csv", "任职经历": "交流轮岗信息.csv"}[s.Name]
		write(t, filepath.Join(dir, cmp.Or(file, s.File)), b.Bytes())
	}
}

// national is a row in the words of the national system: schools by name, days in digits, codes before words.
func national(s *table.Sheet, cells []string, names, home map[string]string) []string {
	out := slices.Clone(cells)
	value := func(head string) string { return cells[max(slices.Index(s.Header, head), 0)] }
	for j, head := range s.Header {
		switch {
		case s.Name != "学校" && slices.Contains([]string{"所在学校", "编制单位", "学校标识码"}, head):
			out[j] = names[cells[j]]
		case head == "出生年月":
			out[j] = (strings.ReplaceAll(cells[j], "-", "") + "01")[:8]
		case nationalWords[cells[j]] != "":
			out[j] = nationalWords[cells[j]]
		}
	}
	switch s.Name {
	case "教师":
		status := "1-在本单位任职"
		if value("所在学校") != value("编制单位") {
			status = "3-交流轮岗"
		}
		return append(out, status, "", "1-是")
	case "任职经历":
		from := home[value("教职工号")]
		if from == names[value("学校标识码")] {
			from = ""
		}
		return append(out, from)
	}
	return out
}
