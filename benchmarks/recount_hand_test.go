package benchmarks_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// hand is a county small enough to count by hand: a core C, a weak town school W, a rural school R, an ordinary town
// school O, seven teachers each: 0 the principal, 0–2 语文, 3–4 数学, 5 外语, 6 体育; 1 is a county backbone teacher.
type hand struct {
	schools, postings, groups, exchange []string
	teachers                            map[string][]string
}

const (
	teacherHeader = "教职工号,性别,出生年月,所在学校,编制单位,任教学段,任教学科,第二学科,教师资格学段,职称,骨干级别,行政职务,进本校年月,暂缓原因"
	birthColumn   = 2
	backboneCol   = 10
	positionCol   = 11
	sinceColumn   = 12
	exemptColumn  = 13
)

func newHand() *hand {
	h := &hand{teachers: map[string][]string{},
		schools: []string{
			"C,中心,小学,111,优质校,否,112.5,33.5,240,6,7,否", "W,弱,小学,121,薄弱校,否,112.5,33.55,240,6,7,否",
			"R,村,小学,220,一般校,否,112.5,33.6,60,6,7,否", "O,普通,小学,111,一般校,否,112.55,33.5,240,6,7,否"},
		postings: []string{
			"O6,R,支教,2021-09,2022-07,done", "O5,R,轮岗,2025-09,2027-07,current", "O4,W,轮岗,2025-09,2026-07,current",
			"R5,W,支教,2019-09,2020-07,done", "R4,W,支教,2019-09,2020-09,done"},
		groups: []string{"C,W,primary,alliance,5560,5560", "C,R,primary,alliance,11119,11119"},
		exchange: []string{
			"C1,C,R,primary,语文,full,2026-09,2027-07", "R1,R,C,primary,语文,trainee,2026-09,2027-07",
			"W3,W,R,primary,数学,full,2026-09,2027-07", "R2,R,W,primary,chinese,full,2026-09,2027-07"}}
	for _, s := range []string{"C", "W", "R", "O"} {
		for i, subject := range []string{"语文", "语文", "语文", "数学", "数学", "外语", "体育"} {
			id := fmt.Sprintf("%s%d", s, i)
			h.teachers[id] = []string{id, "女", "1985-05", s, s, "小学", subject, "", "小学", "二级", "无", "教师", "2015-09", ""}
		}
		h.teachers[s+"0"][positionCol] = "校长"
		h.teachers[s+"1"][backboneCol] = "县级"
	}
	h.teachers["C5"][sinceColumn] = "2020-09" // six years to the day
	h.teachers["C6"][exemptColumn] = "孕期"
	h.teachers["W6"][sinceColumn] = "2021-09"
	h.teachers["R6"][birthColumn] = "1975-01"
	return h
}

func (h *hand) write(t *testing.T) (data, plan string) {
	t.Helper()
	data, plan = t.TempDir(), t.TempDir()
	file := func(dir, name, header string, lines []string) {
		t.Helper()
		text := header + "\n" + strings.Join(lines, "\n") + "\n"
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var teachers []string
	for _, cells := range h.teachers {
		teachers = append(teachers, strings.Join(cells, ","))
	}
	slices.Sort(teachers)
	file(data, "学校.csv", "学校标识码,学校名称,学段,驻地城乡类型,学校类别,是否新建校,经度,纬度,学生数,班级数,编制数,教师周转房", h.schools)
	file(data, "teachers.csv", teacherHeader, teachers)
	file(data, "postings.csv", "teacher_id,school_id,kind,from,to,status", h.postings)
	file(plan, "groups.csv", "core_id,member_id,stage,type,metres,cost", h.groups)
	file(plan, "exchange.csv", "teacher_id,from,to,stage,subject,kind,start,end", h.exchange)
	return data, plan
}

func (h *hand) read(t *testing.T) (*county, []string) {
	t.Helper()
	data, plan := h.write(t)
	c := newCounty(readTables(t, data), planYear)
	return c, c.readPlan(t, plan)
}

func TestRecountByHand(t *testing.T) {
	c, bad := newHand().read(t)
	l := laws["national-2014"]
	if bad = append(bad, c.broken(l)...); len(bad) > 0 {
		t.Error(bad)
	}
	// 28 less C6 exempt, W6 new, R6 retiring, O6 R4 sent lately, O5 away, O4 just back; R's are neither town nor core.
	if all, urban := c.countEligible(l); all != 21 || urban != 16 {
		t.Errorf("eligible %d, of town and core %d, want 21, 16", all, urban)
	}
	// A school of this kind lacks 3 periods of 体育 and 62 of five subjects; O lacks 10 of 外语 besides. The plan takes
	// 12 of 语文 from C and from R, and 11 of 数学 from W.
	want := totals{Eligible: 21, Movers: 3, BackboneMovers: 1, Trainees: 1, ShortageBefore: 270, ShortageAfter: 305,
		CoveredTargets: 2, Targets: 2}
	if got := c.recount(l); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	if n := c.heads(autumn(planYear), true)[c.section("R", "primary")]; n != 8 {
		t.Errorf("R has %d heads, want 8", n)
	}
}

func TestRecountNamesTheBrokenRule(t *testing.T) {
	set := func(id string, column int, value string) func(*hand) {
		return func(h *hand) { h.teachers[id][column] = value }
	}
	send := func(lines ...string) func(*hand) {
		return func(h *hand) { h.exchange = append(h.exchange, lines...) }
	}
	for _, x := range []struct {
		rule   string
		tamper func(*hand)
	}{
		{"tenure", set("W3", sinceColumn, "2020-10")},
		{"exemption", set("W3", exemptColumn, "重病")},
		{"near-retirement", set("W3", birthColumn, "1976-01")},
		{"repeat", func(h *hand) { h.postings = append(h.postings, "W3,R,支教,2022-09,2023-07,done") }},
		{"repeat", send("O5,O,R,primary,外语,full,2026-09,2027-07")},
		{"backbone-share", set("C1", backboneCol, "校级")},
		{"exchange-share", func(h *hand) { h.exchange = h.exchange[:2] }},
		{"leaders-stay", set("C1", positionCol, "副校长")},
		{"commute", func(h *hand) { h.schools[2] = strings.Replace(h.schools[2], "112.5", "113", 1) }},
		{"qualification", func(h *hand) { h.exchange[0] = strings.Replace(h.exchange[0], "语文", "音乐", 1) }},
		{"direction", func(h *hand) { h.exchange[3] = "R2,R,O,primary,语文,full,2026-09,2027-07" }},
		{"direction", func(h *hand) { h.groups = h.groups[:1] }},
		{"head-count", send("O1,O,R,primary,语文,full,2026-09,2027-07")},
		{"staff-ceiling", send("O1,O,R,primary,语文,full,2026-09,2027-07")},
		{"donor-cap", send("R3,R,W,primary,数学,full,2026-09,2027-07")},
		{"donor-cap", send("C5,C,W,primary,外语,full,2026-09,2027-07")},
		{"stay-length", func(h *hand) { h.exchange[2] = "W3,W,R,primary,数学,full,2026-09,2027-01" }},
		{"targets-only", func(h *hand) { h.groups = append(h.groups, "C,O,primary,alliance,4636,4636") }},
		{"core-certified", func(h *hand) { h.groups[0] = "O,W,primary,alliance,7238,7238" }},
		{"membership", func(h *hand) { h.groups = append(h.groups, h.groups[0]) }},
	} {
		h := newHand()
		x.tamper(h)
		c, bad := h.read(t)
		bad = append(bad, c.broken(laws["national-2014"])...)
		if !slices.ContainsFunc(bad, func(s string) bool { return strings.HasPrefix(s, x.rule+":") }) {
			t.Errorf("%s was not named: %q", x.rule, bad)
		}
	}
}
