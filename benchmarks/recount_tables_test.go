// Package benchmarks_test recounts written plans with plain loops over the raw tables. It shares no reader, no rule and
// no judge with the program, only the written law, so that one mistake cannot hide in two places.
package benchmarks_test

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// row is one line of a table by column key.
type row map[string]string

func (r row) int(key string) int {
	n, err := strconv.Atoi(r[key])
	if err != nil {
		return -1
	}
	return n
}

func (r row) float(key string) float64 {
	x, _ := strconv.ParseFloat(r[key], 64)
	return x
}

func (r row) yes(key string) bool { return r[key] == "是" || r[key] == "yes" }

// headers gives the keys of the Chinese headers the three counties use; keys stand for themselves.
var headers = map[string]string{
	"学校标识码": "school_id", "学校名称": "name", "乡镇": "town", "学段": "stage", "驻地城乡类型": "urban_rural", "中心校": "central_school",
	"学校类别": "standing", "是否新建校": "new", "经度": "lng", "纬度": "lat", "坐标系": "crs", "学生数": "pupils",
	"班级数": "classes", "编制数": "posts", "举办者": "ownership", "教师周转房": "housing", "主管部门": "affiliation",
	"教职工号": "teacher_id", "性别": "sex", "出生年月": "birth", "所在学校": "school_id", "编制单位": "relation_school",
	"任教学段": "stage", "任教学科": "subject", "第二学科": "subject2", "教师资格学段": "certificate", "职称": "title",
	"骨干级别": "backbone", "行政职务": "position", "进本校年月": "school_since", "暂缓原因": "exempt",
	"最高学历": "degree", "配偶教职工号": "spouse",
	"住址经度": "home_lng", "住址纬度": "home_lat",
	"核心校标识码": "core_id", "成员校标识码": "member_id",
	"交流轮岗类型": "kind", "开始年月": "from", "结束年月": "to", "状态": "status",
	"起点学校标识码": "from", "终点学校标识码": "to", "路程（米）": "metres", "用时（分钟）": "minutes",
	"岗位": "post", "出生起始年月": "born_from", "退休年龄（月）": "age_months",
	"年级": "grade", "学科": "subject", "周课时": "periods", "标准周课时": "periods",
}

var tableNames = map[string]string{"学校": "schools", "教师": "teachers", "任职经历": "postings", "结对": "pairs",
	"通勤": "travel", "退休": "retirement", "课程": "curriculum", "工作量": "load", "需求": "demand"}

// words turns the Chinese values of coded columns into codes; other values stand for themselves.
var words = map[string]string{
	"小学": "primary", "初中": "junior", "男": "m", "女": "f", "优质校": "core", "核心校": "core", "薄弱校": "weak", "一般校": "ordinary",
	"已结束": "done", "进行中": "current", "指定": "pinned", "禁止": "forbidden", "培训机构": "training",
	"校长": "principal", "副校长": "vice", "中层": "middle", "教师": "teacher", "正高级": "professor", "高级": "senior", "一级": "first",
	"无": "none", "校级": "school", "县级": "county", "市级": "city", "省级": "province", "轮岗": "full", "跟岗": "trainee",
	"chinese": "语文", "maths": "数学", "foreign": "外语", "英语": "外语", "morality": "道德与法治", "history": "历史",
	"geography": "地理", "physics": "物理", "chemistry": "化学", "biology": "生物", "science": "科学", "pe": "体育",
	"music": "音乐", "art": "美术", "practice": "综合实践",
}

func word(s string) string {
	if w, ok := words[s]; ok {
		return w
	}
	return s
}

// readTables reads every table of a folder, CSV or workbook.
func readTables(t *testing.T, dir string) map[string][]row {
	t.Helper()
	tables := map[string][]row{}
	files, _ := filepath.Glob(filepath.Join(dir, "*"))
	for _, file := range files {
		switch base := filepath.Base(file); filepath.Ext(base) {
		case ".csv":
			name := strings.TrimSuffix(base, ".csv")
			tables[tableName(name)] = keyed(readCSV(t, file))
		case ".xlsx":
			readWorkbook(t, file, tables)
		}
	}
	return tables
}

func tableName(s string) string {
	if n, ok := tableNames[s]; ok {
		return n
	}
	return s
}

func readCSV(t *testing.T, file string) [][]string {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	b = bytes.TrimPrefix(b, []byte("\ufeff"))
	if !utf8.Valid(b) {
		if b, err = simplifiedchinese.GB18030.NewDecoder().Bytes(b); err != nil {
			t.Fatal(file, err)
		}
	}
	lines, err := csv.NewReader(bytes.NewReader(b)).ReadAll()
	if err != nil {
		t.Fatal(file, err)
	}
	return lines
}

func readWorkbook(t *testing.T, file string, tables map[string][]row) {
	t.Helper()
	f, err := excelize.OpenFile(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, sheet := range f.GetSheetList() {
		lines, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(file, sheet, err)
		}
		tables[tableName(sheet)] = keyed(lines)
	}
}

func keyed(lines [][]string) []row {
	var rows []row
	for i := 1; i < len(lines); i++ {
		r := row{}
		for j, cell := range lines[i] {
			if j < len(lines[0]) {
				r[columnKey(lines[0][j])] = strings.TrimSpace(cell)
			}
		}
		rows = append(rows, r)
	}
	return rows
}

func columnKey(header string) string {
	header = strings.TrimSpace(header)
	if k, ok := headers[header]; ok {
		return k
	}
	return header
}

// month counts months since year 0 of yyyy-mm; "" gives fallback.
func month(s string, fallback int) int {
	y, m, ok := strings.Cut(s, "-")
	if !ok {
		return fallback
	}
	year, _ := strconv.Atoi(y)
	n, _ := strconv.Atoi(m[:2])
	return year*12 + n - 1
}
