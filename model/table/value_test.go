package table

import (
	"strings"
	"testing"

	"github.com/rotateplan/rotate/model"
)

func TestDates(t *testing.T) {
	for _, c := range []struct {
		text        string
		first, last model.Date
	}{
		{"2018-09", 20180901, 20180930}, {"201809", 20180901, 20180930}, {"2018.9", 20180901, 20180930}, {"2018.09", 20180901, 20180930},
		{"2018/9", 20180901, 20180930}, {"2018年9月", 20180901, 20180930}, {"２０１８年０９月", 20180901, 20180930}, {"2018 年 9 月", 20180901, 20180930},
		{"2018/9/1", 20180901, 20180901}, {"20180901", 20180901, 20180901}, {"2018-09-01", 20180901, 20180901}, {"2018年9月1日", 20180901, 20180901},
		{"2018.9.1", 20180901, 20180901}, {"2018-09-01 00:00:00", 20180901, 20180901}, {"2018-09-01T08:30:00", 20180901, 20180901},
		{"43344", 20180901, 20180901}, {"43344.5", 20180901, 20180901}, {"36526", 20000101, 20000101}, {"10000", 19270518, 19270518},
		{"2024-02", 20240201, 20240229}, {"2023-02", 20230201, 20230228}, {"2024-02-29", 20240229, 20240229},
	} {
		for _, want := range []struct {
			last bool
			date model.Date
		}{{false, c.first}, {true, c.last}} {
			if got, wrong := parseDate(c.text, want.last); wrong != nil || got != want.date {
				t.Errorf("%q, last %v: %d %v, want %d", c.text, want.last, got, wrong, want.date)
			}
		}
	}
}

func TestNoDates(t *testing.T) {
	for _, text := range []string{"", "2018", "2018-13", "2018-00", "2018-02-30", "20180931", "2018-9-0", "201813", "18-09", "0", "2018-9-1-1", "99999",
		"1899-12", "2101-01", "九月", "2018-+9", "-2018-09", "2018--09", "Inf", "NaN", "1e5", "2e4", "19815", "20259", "2018-009", "2018-09至2019-07"} {
		if got, wrong := parseDate(text, false); wrong == nil {
			t.Errorf("%q is read as %d", text, got)
		}
	}
}

func TestDatesComeBack(t *testing.T) {
	for _, last := range []bool{false, true} {
		for d := model.Day(1959, 12, 28); d < model.Day(1964, 3, 2); d = d.Next() {
			if got, wrong := parseDate(writeDate(d, last), last); wrong != nil || got != d {
				t.Errorf("%d is written %s and read %d (%v)", d, writeDate(d, last), got, wrong)
			}
		}
	}
}

func TestSpans(t *testing.T) {
	want := span{20230901, 20240731}
	for _, text := range []string{"2023-09至2024-07", "2023.9-2024.7", "2023-09-2024-07", "2023年9月—2024年7月", "2023/9~2024/7", "2023-09 到 2024-07"} {
		if got, wrong := spans.read(text); wrong != nil || got != want {
			t.Errorf("%q: %v %v", text, got, wrong)
		}
	}
	for _, text := range []string{"2023-09至今", "2023.9", "2023-09至"} {
		if got, wrong := spans.read(text); wrong != nil || got != (span{from: 20230901}) {
			t.Errorf("%q: %v %v", text, got, wrong)
		}
	}
}

// reads checks what a codec makes of words.
func reads[T comparable](t *testing.T, c codec[T], words string, want T) {
	t.Helper()
	for _, word := range strings.Fields(words) {
		if got, wrong := c.read(word); wrong != nil || got != want {
			t.Errorf("%q: %v %v, want %v", word, got, wrong, want)
		}
	}
}

func TestWords(t *testing.T) {
	reads(t, titles, "小学高级 小学高级教师 一级 一級 一级教师 中级 first 中学一级", model.FirstTitle)
	reads(t, titles, "中学高级 高级 副高 高级教师 senior 小学中学高级", model.SeniorTitle)
	reads(t, titles, "正高级 正高 正高级教师 professor", model.ProfessorTitle)
	reads(t, titles, "未定级 无 none 试用期", model.NoTitle)
	reads(t, standings, "core 核心校 优质校 优质学校 優質校 核心校(优质校)", model.CoreStanding)
	reads(t, standings, "weak 薄弱校 薄弱学校 薄弱學校", model.Weak)
	reads(t, ownership, "教育部门 公办 public 县级教育部门 教育部門", model.Public)
	reads(t, ownership, "民办 private 民辦 社会组织", model.Private)
	reads(t, ownership, "培训机构 training", model.Training)
	reads(t, yesNo, "是 1 Y y √ yes 有 TRUE", true)
	reads(t, yesNo, "否 0 N no 无 ×", false)
	reads(t, sexes, "m 男 1 1-男 男性", model.Male)
	reads(t, sexes, "f 女 2 ２", model.Female)
	reads(t, positions, "副校长 vice 副園長", model.Vice)
	reads(t, positions, "校长 principal 校長 园长", model.Principal)
	reads(t, backbones, "县级 county 县级骨干教师 是 區級", model.CountyBackbone)
	reads(t, backbones, "无 none 否", model.NoBackbone)
	reads(t, exemptions, "pregnancy 孕期 怀孕", model.Pregnancy)
	reads(t, appraisals, "good 合格 称职", model.Good)
	reads(t, appraisals, "不合格 fail 不称职", model.Fail)
	reads(t, area, "111 主城区 111主城区 111-主城区", model.UrbanRural(111))
	reads(t, area, "乡村 200 农村 rural", model.UrbanRural(200))
	reads(t, schoolType, "312 九年一贯制 九年一貫制學校 312九年一贯制学校", model.StageSet(0).With(model.Primary).With(model.Junior))
	reads(t, schoolType, "341 完全中学", model.StageSet(0).With(model.Junior).With(model.SeniorHigh))
	reads(t, schoolType, "218 211 小学教学点", model.StageSet(0).With(model.Primary))
	reads(t, stageSet, "小学、初中 primary,junior 小学/初中 九年一贯制", model.StageSet(0).With(model.Primary).With(model.Junior))
	reads(t, county, "431102 431102000000 431102001 ４３１１０２", "431102")
	reads(t, affiliation, "县 县级 county 區級", "county")
	reads(t, affiliation, "某某集团", "某某集团")
	reads(t, postingStatuses, "current 进行中 進行中", model.Current)
	reads(t, groupTypes, "托管型 托管 託管 trusteeship", model.Trusteeship)
}

func TestSubjects(t *testing.T) {
	reads(t, subject, "英语 外语 英語 foreign 英语课", model.Foreign)
	reads(t, subject, "思想品德 道德与法治 道德與法治 品德与生活 政治 道法", model.Morality)
	reads(t, subject, "信息技术 信息科技 信息技術 计算机", model.Computing)
	reads(t, subject, "体育与健康 体育 體育", model.PE)
	reads(t, subject, "综合实践 综合实践活动", model.Practice)
	for text, want := range map[string]model.Subject{"初中数学": model.Maths, "语文、数学": model.Chinese, "小学英语教学": model.Foreign} {
		if got, wrong := subject.read(text); got != want || wrong == nil || wrong.code != "doubtful-subject" {
			t.Errorf("%q: %v %v", text, got, wrong)
		}
	}
	if got, wrong := subject.read("马术"); got != model.NoSubject || wrong == nil || !wrong.warn {
		t.Error(got, wrong)
	}
}

func TestIDs(t *testing.T) {
	reads(t, ident, "0012345", "0012345")
	reads(t, ident, "3199114501 3199114501.0 ３１９９１１４５０１", "3199114501")
	for _, text := range []string{"3.1E9", "3.1E+09", "3.19911E+09", "4.31102E+17", "3E9"} {
		if _, wrong := ident.read(text); wrong == nil || !strings.Contains(wrong.remedy, "文本") {
			t.Errorf("%q: %v", text, wrong)
		}
	}
	for text, want := range map[string]string{`="0012"`: "0012", "'0012": "0012", "\t0012 ": "0012", "\u300012\u200b": "12", "a b": "a b", "示例\n小学": "示例小学", "=": "="} {
		if got := clean(text); got != want {
			t.Errorf("%q is cleaned to %q, want %q", text, got, want)
		}
	}
}

func TestNumbers(t *testing.T) {
	reads(t, whole(0, 5000, unknown), "1024 1,024 1024人 1024.0 １０２４ １，０２４ 1,024.00 1024.00人", 1024)
	for _, text := range []string{"-1", "5001", "1.5", "1,2", "很多", "1e3", "1024.", ".0", "1,0240", "1024.01"} {
		if got, wrong := whole(0, 5000, unknown).read(text); wrong == nil || got != unknown {
			t.Errorf("%q: %d", text, got)
		}
	}
}

func TestHeaders(t *testing.T) {
	for _, text := range []string{"学校标识码", "\ufeff学校标识码", " 学校 标识码 ", "学校（机构）标识码", "学校(机构)标识码", "學校標識碼", "*学校标识码：", "'学校标识码", "学校标识码\n（10位）"} {
		if plain(text) != "学校标识码" {
			t.Errorf("%q is %q in plain form", text, plain(text))
		}
	}
	for text, want := range map[string]string{"学校名": "schools", "学校": "schools", "学校基本信息表": "schools", "01-教师花名册": "teachers", "教師表": "teachers", "任职经历(2026)": "postings",
		"Schools": "schools", "TEACHERS": "teachers", "说明": "", "结对": "pairs", "需求": "demand", "990101_学校": "schools",
		"表1 学校基本情况表": "schools", "附件2：教师情况一览表": "teachers", "2026年教师花名册": "teachers", "交流轮岗信息": "postings", "2026年学校名单": "schools", "2025学年任职经历": "postings", "退休教师": "", "教师培训": ""} {
		if want == "schools" && text == "学校名" {
			want = ""
		}
		if got := tableNamed(text); got != want {
			t.Errorf("%q is the table %q, want %q", text, got, want)
		}
	}
	if got := nearest("学校标只码", []string{"学校名称", "学校标识码"}); got != "学校标识码" {
		t.Error(got)
	}
	if got := nearest("马", []string{"学校名称", "学校标识码"}); got != "" {
		t.Error(got)
	}
}

// TestColumns holds the declarations together: no key twice, headers in one table claimed twice only where content decides.
func TestColumns(t *testing.T) {
	testColumns(t, schoolColumns, "学校类别", "学校办别")
	testColumns(t, teacherColumns)
	testColumns(t, postingColumns)
	testColumns(t, pairColumns)
	testColumns(t, demandColumns)
}

func testColumns[R any](t *testing.T, columns []Column[R], shared ...string) {
	t.Helper()
	seen := map[string]string{}
	for _, s := range shared {
		seen[s] = ""
	}
	for _, c := range columns {
		for _, h := range append([]string{c.Key}, c.Headers...) {
			if other, ok := seen[plain(h)]; ok && other != c.Key && other != "" {
				t.Errorf("%s is %s and %s", h, other, c.Key)
			} else if !ok {
				seen[plain(h)] = c.Key
			}
			if isIdle(plain(h)) && plain(h) != "任职开始年月" {
				t.Errorf("%s is a column and passed over", h)
			}
		}
	}
}
