package table

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rotateplan/rotate/model"
)

// blockOf is a school's block of a table of teachers, header and all.
func blockOf(title, header, row string) string { return title + "\n" + header + "\n" + row + "\n" }

const (
	fewColumns  = "教职工号,所在学校,性别,出生年月,任教学段,任教学科,职称,骨干级别,行政职务,进本校年月"
	moreColumns = fewColumns + ",最高学历"
	firstRow    = "T1,A,女,1980-05,小学,语文,一级,无,教师,2010-09"
	secondRow   = "T2,B,男,1985-03,小学,数学,二级,无,教师,2012-09"
)

// TestBlocks reads tables pasted school by school as one, or says where another header or rows without one stand.
func TestBlocks(t *testing.T) {
	total := "合计,,,,,,,,,"
	for name, c := range map[string]struct{ text, want string }{
		"equal":        {blockOf("甲小学", fewColumns, firstRow+"\n"+total) + blockOf(total, fewColumns, secondRow), ""},
		"wider below":  {blockOf("甲小学", fewColumns, firstRow) + blockOf("合计", moreColumns, secondRow+",本科"), "second-header teachers.csv 5"},
		"wider above":  {blockOf("甲小学", moreColumns, firstRow+",本科") + blockOf("合计", fewColumns, secondRow), "second-header teachers.csv 5"},
		"no ids above": {"姓名,性别,出生年月,职称\n张三,女,1980-05,一级\n" + fewColumns + "\n" + secondRow + "\n", "rows-above-header teachers.csv 2"},
		"header below": {firstRow + "\n" + fewColumns + "\n" + secondRow + "\n", "rows-above-header teachers.csv 1"},
		"form above":   {"学校名称：,甲小学,填表日期：,2026-07\n填表人：,李四\n" + fewColumns + "\n" + firstRow + "\n" + secondRow + "\n", ""},
	} {
		dir := lay(t, map[string]string{"teachers.csv": c.text})
		got, faults := Read(dir, Options{Year: 2026})
		if c.want != "" {
			if bad := faults.Bad(); len(bad) == 0 || !strings.HasPrefix(line(bad[0]), "fault "+c.want) {
				t.Errorf("%s: %v, want %s", name, faults, c.want)
			}
			continue
		}
		if diff := cmp.Diff(mustRead(t, lay(t, nil), ""), got); diff != "" {
			t.Errorf("%s: %v\n-want +got\n%s", name, faults, diff)
		}
	}
}

// TestUnitsOfColumns holds the units of headers, of a row of units and of titles against those of the columns.
func TestUnitsOfColumns(t *testing.T) {
	schools, way := sound["schools.csv"], "起点,终点,距离\n"
	counted := "学校标识码,学校名称,学段,驻地城乡类型,学校类别,纬度,经度,学生数,班级数\n"
	rows := strings.SplitAfterN(schools, "\n", 2)[1]
	for _, c := range []struct{ file, text, want string }{
		{"travel.csv", way + ",,公里\nA,B,12\n", "travel.csv 2 距离"},
		{"travel.csv", way + ",,（千米）\nA,B,12\n", "travel.csv 2 距离"},
		{"travel.csv", "起点,终点,距离,用时\n,,米,小时\nA,B,12000,1\n", "travel.csv 2 用时"},
		{"travel.csv", "起点,终点,距离（km）\nA,B,12\n", "travel.csv 1 距离（km）"},
		{"travel.csv", "学校间距离表（单位：公里）\n" + way + "A,B,12\n", "travel.csv 2 距离"},
		{"travel.csv", "学校间距离表,,\n单位：公里、分钟,,\n" + way + "A,B,12\n", "travel.csv 3 距离"},
		{"travel.csv", "学校间距离表,单位：,千米\n" + way + "A,B,12\n", "travel.csv 2 距离"},
		{"travel.csv", "用时表（单位：小时）\n起点,终点,距离,用时\nA,B,5600,1\n", "travel.csv 2 用时"},
		{"travel.csv", way + ",,米\nA,B,5900\n", ""},
		{"travel.csv", "距离表（单位：公里）\n起点,终点,公里数\nA,B,5.9\n", ""},
		{"travel.csv", "距离表（单位：公里）\n起点,终点,公里数,路程（米）\nA,B,5.9,5900\n", ""},
		{"travel.csv", "起点,终点,公里数\n,,公里\nA,B,5.9\n", ""},
		{"schools.csv", counted + ",,,,,°,°,百人,个\n" + rows, "schools.csv 2 学生数"},
		{"schools.csv", "学校情况（单位：千人）\n" + counted + rows, "schools.csv 2 学生数"},
		{"schools.csv", "填报单位：某县教育局\n单位：人、个\n" + counted + ",,,,,°,°,人,个\n" + rows, ""},
	} {
		_, faults := Read(lay(t, map[string]string{c.file: c.text}), Options{Year: 2026})
		i := slices.IndexFunc(faults, func(f model.Fault) bool { return f.Code == "other-unit" })
		if bad := faults.Bad(); c.want == "" && len(bad) > 0 || c.want != "" && (i < 0 || !strings.HasPrefix(line(faults[i]), "fault other-unit "+c.want)) {
			t.Errorf("%q: %v, want %q", c.text, faults, c.want)
		}
	}
}

// TestHeadings drops no heading that may change what is below it.
func TestHeadings(t *testing.T) {
	for _, c := range []struct{ heading, below, want string }{
		{"教师资格证", "学段", "教师资格证 学段"}, {"入编情况", "学段", "入编情况 学段"}, {"资格证书信息", "学段", "资格证书信息 学段"},
		{"学校基本信息", "学段", "学段"}, {"任教", "任教学段", "任教学段"}, {"学校", "标识码", "学校 标识码"}, {"学校", "学校名称", "学校名称"},
		{"坐标", "纬度", "纬度"}, {"家庭住址", "纬度", "家庭住址 纬度"}, {"附设幼儿园在园情况", "学生数", "附设幼儿园在园情况 学生数"},
		{"2025学年", "学生数", "2025学年 学生数"}, {"其中：女", "学生数", "其中：女 学生数"}, {"全校", "学生数", "学生数"}, {"填报时间：2026年7月", "学生数", "学生数"},
	} {
		known := byHeader(schoolColumns)
		h := &heads{s: &Sheet{Rows: [][]string{{c.heading, ""}}, First: 1, merges: []merge{{1, 1, 1, 2}}}, known: known,
			number: func(k int) bool { return schoolColumns[k].Number }}
		if got, ok := h.under(0, []string{c.below, "备注"}); !ok || got[0] != c.want {
			t.Errorf("%s over %s: %q, want %q", c.heading, c.below, got, c.want)
		}
	}
}

// TestCertificates takes the stage of a certificate for no stage taught.
func TestCertificates(t *testing.T) {
	g := gridOf("teachers.csv")
	for i, cells := range g.rows {
		g.rows[i] = append(cells, [][]string{{"教师资格证", ""}, {"初中", "20104"}, {"小学", "20105"}}[i]...)
	}
	g.rows = slices.Insert(g.rows, 1, []string{10: "学段", 11: "证书编号"})
	g.merges = []string{"K1:L1"}
	c, faults := Read(bureau(t, map[string]grid{"学校": gridOf("schools.csv"), "教师": g}), Options{Year: 2026})
	if c == nil || c.Teachers[0].Stage != model.Primary || !c.Teachers[0].Certificate.Has(model.Junior) {
		t.Error(faults)
	}
}
