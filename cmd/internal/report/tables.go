package report

import (
	"fmt"
	"strconv"

	"github.com/rotateplan/rotate/cmd/internal/book"
	"github.com/rotateplan/rotate/cmd/internal/wording"
	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// groupTable lists the groups, then the targets that are in none.
func (d *digest) groupTable() book.Sheet {
	s := book.Sheet{Name: "集团组建表", Title: d.titled("集团化办学组建表"), Columns: []book.Column{{"序号", 6}, {"核心校", 26}, {"学段", 8}, {"成员校", 26},
		{"成员校类别", 16}, {"办学模式", 10}, {"距离(公里)", 10}, {"成员校学生数", 10}, {"备注", 50}}}
	names, across := d.distinct(), d.doc.Grouping.acrossStages()
	if across {
		s.Columns = append(s.Columns, book.Column{"核心校学段", 10})
	}
	for _, m := range d.Grouping.Members {
		row := []any{len(s.Rows) + 1, names[m.Core], d.stage(m.Section).Chinese(), names[m.Section],
			d.standing(m.Section), m.Type.Chinese(), book.Kilometres(d.c.Metres(m.Core, m.Section)), d.c.County.Sections[m.Section].Pupils, ""}
		if across {
			row = append(row, d.stage(m.Core).Chinese())
		}
		s.Rows = append(s.Rows, row)
	}
	for _, x := range d.doc.Grouping.Uncovered {
		s.Rows = append(s.Rows, []any{len(s.Rows) + 1, "（未纳入集团）", d.stage(x.id).Chinese(), names[x.id], d.standing(x.id), "", "",
			d.c.County.Sections[x.id].Pupils, x.answer.Sentence("zh")})
	}
	return s
}

// distinct names the school of each section so that no other has the name: with the id behind it where one has.
func (d *digest) distinct() []string {
	count, names := map[string]int{}, make([]string, len(d.c.County.Sections))
	for i := range d.c.County.Schools {
		count[d.c.County.Schools[i].Name]++
	}
	for i := range names {
		s := d.school(model.SectionID(i))
		if names[i] = s.Name; count[s.Name] > 1 {
			names[i] += "（" + s.ID + "）"
		}
	}
	return names
}

// standing says what makes a section a target.
func (d *digest) standing(id model.SectionID) string {
	s, words := &d.c.County.Sections[id], ""
	for _, x := range []struct {
		holds bool
		word  string
	}{{s.Standing == model.Weak, "薄弱"}, {d.school(id).Rural(), "乡村"}, {s.New, "新建"}} {
		switch {
		case x.holds && words != "":
			words += "、" + x.word
		case x.holds:
			words = x.word
		}
	}
	return words
}

// schoolTable sums up every section (policy-sources.md C6.3).
func (d *digest) schoolTable() book.Sheet {
	s := book.Sheet{Name: "学校汇总表", Title: d.titled("学校交流汇总表"), Columns: []book.Column{{"学校标识码", 14}, {"学校", 26}, {"学段", 8}, {"编制数(全校)", 9},
		{"在编数", 8}, {"符合交流条件人数", 10}, {d.requiredHead(), 16}, {"实际交出", 8}, {"其中骨干", 8}, {"交入", 8}, {"其中骨干", 8}, {"跟岗派出", 8},
		{"跟岗接收", 8}, {"净变化", 8}, {"骨干净流入", 8}, {"交流比例", 9}, {"骨干比例", 9}, {"期满返回", 8}, {"继续交流", 8}}}
	var all section
	for _, x := range d.sections() {
		school := d.school(x.id)
		posts := any(school.Posts)
		if school.Posts < 0 {
			posts = ""
		}
		s.Rows = append(s.Rows, append([]any{school.ID, school.Name, d.stage(x.id).Chinese(), posts}, x.figures()...))
		all.add(&x)
	}
	s.Rows = append(s.Rows, append([]any{"", "合计", "", ""}, all.figures()...))
	s.Notes = []string{"人数按秋季学期计，含跟岗。学校有几个学段部的，编制数为全校数。骨干净流入为交入骨干减交出骨干，负数为净流失。"}
	if n := d.doc.Totals.FirstPosts; n > 0 {
		s.Notes = append(s.Notes, fmt.Sprintf("首站培育 %d 人计入净变化，不计入交出、交入。", n))
	}
	return s
}

func (x *section) figures() []any {
	return []any{x.headsBefore, x.eligible, x.required, x.out, x.backboneOut, x.in, x.backboneIn, x.traineesOut, x.traineesIn,
		x.headsAfter - x.headsBefore, x.backboneIn - x.backboneOut, part(x.out, x.eligible), part(x.backboneOut, x.out), x.returns, x.continuing}
}

// add sums up sections.
func (x *section) add(y *section) {
	for _, n := range []struct {
		to *int
		by int
	}{{&x.headsBefore, y.headsBefore}, {&x.headsAfter, y.headsAfter}, {&x.eligible, y.eligible}, {&x.required, y.required}, {&x.out, y.out},
		{&x.in, y.in}, {&x.backboneOut, y.backboneOut}, {&x.backboneIn, y.backboneIn}, {&x.traineesOut, y.traineesOut},
		{&x.traineesIn, y.traineesIn}, {&x.returns, y.returns}, {&x.continuing, y.continuing}} {
		*n.to += n.by
	}
}

// part returns a share, or a blank of nothing.
func part(a, of int) any {
	if of == 0 {
		return ""
	}
	return book.Share(float64(a) / float64(of))
}

// postTable shows need and gap of every post, in periods per week and teachers (policy-sources.md C6.2).
func (d *digest) postTable() book.Sheet {
	s := book.Sheet{Name: "岗位需求与缺口", Title: d.titled("岗位需求与缺口表（第一学期）"), Columns: []book.Column{{"学校标识码", 14}, {"学校", 26}, {"学段", 8}, {"学科", 12},
		{"需求(课时/周)", 10}, {"标准课时/人", 10}, {"需求人数", 9}, {"现有教师", 9}, {"交流后教师", 9}, {"交流前缺口(人)", 10}, {"交流后缺口(人)", 10},
		{"交流前缺口(课时/周)", 11}, {"交流后缺口(课时/周)", 11}}}
	if d.Trips.Asked() {
		s.Columns = append(s.Columns, book.Column{"走教补足(课时/周)", 11}, book.Column{"走教后缺口(课时/周)", 11})
	}
	s.Notes = []string{"需求人数为需求课时除以标准课时，进一取整；缺口为不足之数，富余不计。"}
	for _, p := range d.posts() {
		school := d.school(p.section)
		row := []any{school.ID, school.Name, d.stage(p.section).Chinese(), p.subject.Chinese(), p.need, p.load, p.teachers(), p.before,
			p.after, max(0, p.teachers()-p.before), max(0, p.teachers()-p.after), p.missingBefore(), p.missingAfter()}
		if d.Trips.Asked() {
			row = append(row, p.given, p.left())
		}
		s.Rows = append(s.Rows, row)
	}
	return s
}

// requiredHead tells how the number of those who should move is counted.
func (d *digest) requiredHead() string {
	if d.share() == 0 {
		return "应交流人数(未规定比例)"
	}
	return "应交流人数(城镇、优质学校：符合条件人数×" + perMille(d.share()) + "，小数进一)"
}

// perMille writes a share of a thousand in per cent.
func perMille(n int) string { return strconv.FormatFloat(float64(n)/10, 'f', -1, 64) + "%" }

// returnTable is the county's report (policy-sources.md C5). The share of movers stands on both bases: the whole county,
// and the town and core schools of which the national 10 % is asked.
func (d *digest) returnTable() book.Sheet {
	n := &d.doc.Totals
	eligible, out := 0, 0
	for _, x := range d.sections() {
		if d.sends(x.id) {
			eligible, out = eligible+x.eligible, out+x.out
		}
	}
	return book.Sheet{Name: "上报表", Title: d.titled("教师交流轮岗情况上报表"),
		Columns: []book.Column{{"符合交流条件教师总数", 14}, {"其中城镇、优质学校", 14}, {"实际交流轮岗教师数", 14}, {"其中城镇、优质学校派出", 14},
			{"实际交流骨干教师数量", 14}, {"全县交流轮岗教师比例(占全县符合交流条件教师)", 24},
			{"城镇、优质学校交流轮岗教师比例(占城镇、优质学校符合交流条件教师，≥10%)", 30}, {"骨干教师占交流轮岗教师比例(≥20%)", 24}},
		Rows: [][]any{{n.Eligible, eligible, n.Movers, out, n.BackboneMovers, part(n.Movers, n.Eligible), part(out, eligible),
			part(n.BackboneMovers, n.Movers)}}}
}

// ruleTable shows how each rule in force is kept.
func (d *digest) ruleTable() book.Sheet {
	s := book.Sheet{Name: "规则执行情况", Title: d.titled("规则执行情况"), Columns: []book.Column{{"规则", 16}, {"方式", 8}, {"指标数", 8}, {"超出单位", 9},
		{"成本(米·学期)", 12}, {"边际成本(米·学期)", 12}, {"依据", 60}, {"来源层", 16}, {"规则代号", 18}}}
	modes := map[string]string{"must": "必须", "should": "应当"}
	for _, r := range d.doc.Rules {
		s.Rows = append(s.Rows, []any{rule.Find(r.Name).Title, modes[r.Mode], r.Quotas, r.Violations, int64(r.Cost), int64(r.Price),
			wording.Source(r.Source, inChinese), layerWord(r.Layer), r.Name})
	}
	return s
}

// layerWord names the policy that set a rule; the one below all others is the program's own.
func layerWord(policy string) string {
	if policy == "base" {
		return "默认"
	}
	return policy
}

// checkTable is what the tables add up to, figure by figure.
func (d *digest) checkTable() book.Sheet {
	u := d.doc.Understood
	s := book.Sheet{Name: "数据核对", Title: d.titled("数据核对"), Columns: []book.Column{{"项目", 14}, {"名称", 34}, {"数量", 10}, {"说明", 90}}}
	add := func(item, name string, n int, says string) { s.Rows = append(s.Rows, []any{item, name, n, says}) }
	u.Figures(add)
	s.Notes = []string{"请与本县掌握的总数核对：学校、学生、班级、教师人数。存疑之处和未读取的列逐条见 faults.csv。"}
	return s
}
