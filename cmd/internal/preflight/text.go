package preflight

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/rotateplan/rotate/cmd/internal/say"
	"github.com/rotateplan/rotate/cmd/internal/wording"
	"github.com/rotateplan/rotate/model"
)

// Of long lists a screen shows the first few.
const (
	fewHeaders = 6
	fewCodes   = 8
)

// Text tells on few lines what was understood, what is doubtful and what blocks: lang is "zh" or "en".
func (u *Understood) Text(lang string) string {
	v := say.In(lang)
	parts := []string{u.head(v)}
	if len(u.Tables) > 0 {
		parts = append(parts, u.tableLines(v))
	}
	if u.county != nil {
		if len(u.Tables) == 0 {
			parts = append(parts, v.Say("preflight.built-in"))
		}
		parts = append(parts, u.stageLines(v), u.placeLine(v), v.Say("preflight.away", "returning", u.Away.Returning, "continuing", u.Away.Continuing))
	}
	parts = append(parts, codes(u.Doubtful, v, "doubtful", "no-doubt"), codes(u.Blocking, v, "blocking", "none-blocking"))
	return strings.Join(parts, "\n") + "\n"
}

func (u *Understood) head(v say.Voice) string {
	if u.county == nil {
		return v.Say("preflight.head-none")
	}
	return v.Say("preflight.head", "name", u.county.Name, "code", u.county.Code, "year", u.county.Year, "next", u.county.Year+1)
}

func (u *Understood) tableLines(v say.Voice) string {
	rows := [][]string{named(v, "table", "file", "rows", "columns", "unread")}
	for i := range u.Tables {
		r := &u.Tables[i]
		count := wording.Grouped(int64(r.Rows))
		if r.Examples > 0 {
			count += v.Say("preflight.examples", "n", r.Examples)
		}
		if r.Others > 0 {
			count += v.Say("preflight.others", "n", r.Others)
		}
		rows = append(rows, []string{v.Say("preflight.table-" + r.Table), fileOf(r.File, r.Sheet), count, strconv.Itoa(len(r.Columns)), few(r.Unread, v)})
	}
	return wording.List(rows...)
}

// named are the headings of columns.
func named(v say.Voice, ids ...string) []string {
	all := make([]string, len(ids))
	for i, id := range ids {
		all[i] = v.Say("preflight.col-" + id)
	}
	return all
}

func fileOf(file, sheet string) string {
	if sheet == "" {
		return file
	}
	return file + "[" + sheet + "]"
}

// few names the first headers, and says how many there are.
func few(headers []string, v say.Voice) string {
	switch n := len(headers); {
	case n == 0:
		return "–"
	case n > fewHeaders:
		return v.Say("preflight.unread-more", "names", strings.Join(headers[:fewHeaders], v.Say("preflight.comma")), "n", n)
	}
	return strings.Join(headers, v.Say("preflight.comma"))
}

func (u *Understood) stageLines(v say.Voice) string {
	rows := [][]string{named(v, "stage", "sections", "pupils", "classes", "teachers", "cores", "targets", "unstaffed")}
	for i := range u.Stages {
		rows = append(rows, u.Stages[i].line(wording.Stage(u.Stages[i].Stage, v)))
	}
	if len(u.Stages) > 1 {
		rows = append(rows, u.Total.line(v.Say("preflight.total")))
	}
	return wording.List(rows...)
}

func (n *stageTotals) line(name string) []string {
	row := []string{name}
	for _, k := range []int{n.Sections, n.Pupils, n.Classes, n.Teachers, n.Cores} {
		row = append(row, wording.Grouped(int64(k)))
	}
	return append(row, fmt.Sprintf("%d (%d/%d/%d)", n.Targets, n.Weak, n.Rural, n.New), strconv.Itoa(n.Unstaffed))
}

func (u *Understood) placeLine(v say.Voice) string {
	p, name := &u.Places, ""
	if p.school != model.None {
		name = u.county.Schools[p.school].Name
	}
	return v.Say("preflight.places", "schools", u.Schools, "known", p.Known, "missing", p.Missing, "outside", p.Outside,
		"name", name, "km", wording.Km(p.Metres))
}

// codes tells groups of faults in one line.
func codes(groups []alikes, v say.Voice, some, none string) string {
	if len(groups) == 0 {
		return v.Say("preflight." + none)
	}
	n, all := 0, []string{}
	for i := range groups {
		g := &groups[i]
		n += g.Count
		if i < fewCodes {
			all = append(all, v.Say("preflight.code", "code", g.Code, "n", g.Count, "place", wording.FaultPlace(g.first, v)))
		}
	}
	if more := len(groups) - fewCodes; more > 0 {
		all = append(all, v.Say("preflight.codes-more", "n", more))
	}
	return v.Say("preflight."+some, "n", n, "codes", strings.Join(all, v.Say("preflight.semicolon")))
}

func (n *stageTotals) figures(name string, add func(item, name string, n int, says string)) {
	for _, x := range []struct {
		what string
		n    int
		says string
	}{{"学段部", n.Sections, ""}, {"学生", n.Pupils, ""}, {"班级", n.Classes, ""}, {"教师", n.Teachers, "按人事关系所在学段部计"},
		{"核心校", n.Cores, ""}, {"帮扶对象", n.Targets, "薄弱、乡村或新建，且不是核心校"}, {"其中薄弱", n.Weak, ""}, {"其中乡村", n.Rural, ""},
		{"其中新建", n.New, ""}, {"没有教师的学段部", n.Unstaffed, ""}} {
		add(name, x.what, x.n, x.says)
	}
}

// Figures adds every sum: what it is of, its name, and what is said of it, in Chinese.
func (u *Sums) Figures(add func(item, name string, n int, says string)) {
	add("学校", "学校", u.Schools, "一所学校有几个学段，就有几个学段部")
	for i := range u.Stages {
		u.Stages[i].figures(u.Stages[i].stage.Chinese(), add)
	}
	u.Total.figures("合计", add)
	far := ""
	if p := &u.Places; p.school != model.None {
		far = fmt.Sprintf("离中心最远的是%s，%s 公里", u.county.Schools[p.school].Name, wording.Km(p.Metres))
	}
	add("坐标", "有坐标的学校", u.Places.Known, far)
	add("坐标", "缺坐标的学校", u.Places.Missing, "不能计算距离，不参与按距离的安排")
	add("坐标", "远在县外的学校", u.Places.Outside, "离中心比其他学校远得多")
	add("在外教师", "期满返回", u.Away.Returning, "")
	add("在外教师", "继续交流", u.Away.Continuing, "")
}
