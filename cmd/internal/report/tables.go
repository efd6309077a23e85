package report

import (
	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// groupTable lists the groups, then the targets that are in none.
func (d *digest) groupTable() sheet {
	s := sheet{name: "集团组建表", title: d.titled("集团化办学组建表"), columns: []column{{"序号", 6}, {"核心校", 26}, {"学段", 8}, {"成员校", 26},
		{"成员校类别", 16}, {"办学模式", 10}, {"距离(公里)", 10}, {"成员校学生数", 10}, {"备注", 50}}}
	for _, m := range d.Grouping.Members {
		s.rows = append(s.rows, []any{len(s.rows) + 1, d.school(m.Core).Name, d.stage(m.Section).Chinese(), d.school(m.Section).Name,
			d.standing(m.Section), m.Type.Chinese(), kilometres(d.c.Metres(m.Core, m.Section)), d.c.County.Sections[m.Section].Pupils, ""})
	}
	for _, x := range d.doc.Grouping.Uncovered {
		s.rows = append(s.rows, []any{len(s.rows) + 1, "（未纳入集团）", d.stage(x.id).Chinese(), d.school(x.id).Name, d.standing(x.id), "", "",
			d.c.County.Sections[x.id].Pupils, x.answer.Sentence("zh")})
	}
	return s
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
func (d *digest) schoolTable() sheet {
	s := sheet{name: "学校汇总表", title: d.titled("学校交流汇总表"), columns: []column{{"学校标识码", 14}, {"学校", 26}, {"学段", 8}, {"编制数(全校)", 9},
		{"在编数", 8}, {"符合交流条件人数", 10}, {"应交流人数", 8}, {"实际交出", 8}, {"其中骨干", 8}, {"交入", 8}, {"其中骨干", 8}, {"跟岗派出", 8},
		{"跟岗接收", 8}, {"净变化", 8}, {"交流比例", 9}, {"骨干比例", 9}, {"期满返回", 8}, {"继续交流", 8}}}
	for _, x := range d.sections() {
		school := d.school(x.id)
		posts := any(school.Posts)
		if school.Posts < 0 {
			posts = ""
		}
		s.rows = append(s.rows, []any{school.ID, school.Name, d.stage(x.id).Chinese(), posts, x.headsBefore, x.eligible, x.required, x.out,
			x.backboneOut, x.in, x.backboneIn, x.traineesOut, x.traineesIn, x.headsAfter - x.headsBefore, part(x.out, x.eligible),
			part(x.backboneOut, x.out), x.returns, x.continuing})
	}
	return s
}

// part returns a share, or a blank of nothing.
func part(a, of int) any {
	if of == 0 {
		return ""
	}
	return share(float64(a) / float64(of))
}

// postTable shows need and gap of every post, in periods per week and teachers (policy-sources.md C6.2).
func (d *digest) postTable() sheet {
	s := sheet{name: "岗位需求与缺口", title: d.titled("岗位需求与缺口表（第一学期）"), columns: []column{{"学校标识码", 14}, {"学校", 26}, {"学段", 8}, {"学科", 12},
		{"需求(课时/周)", 10}, {"标准课时/人", 10}, {"现有教师", 9}, {"交流后教师", 9}, {"交流前缺口(课时/周)", 11}, {"交流后缺口(课时/周)", 11}}}
	for _, p := range d.posts() {
		school := d.school(p.section)
		s.rows = append(s.rows, []any{school.ID, school.Name, d.stage(p.section).Chinese(), p.subject.Chinese(), p.need, p.load, p.before, p.after,
			p.missingBefore(), p.missingAfter()})
	}
	return s
}

// returnTable is the county's report (policy-sources.md C5).
func (d *digest) returnTable() sheet {
	n := &d.doc.Totals
	return sheet{name: "上报表", title: d.titled("教师交流轮岗情况上报表"),
		columns: []column{{"符合交流条件教师总数", 20}, {"实际交流轮岗教师数", 20}, {"实际交流骨干教师数量", 20},
			{"交流轮岗教师比例(≥10%)", 24}, {"骨干教师占交流轮岗教师比例(≥20%)", 30}},
		rows: [][]any{{n.Eligible, n.Movers, n.BackboneMovers, part(n.Movers, n.Eligible), part(n.BackboneMovers, n.Movers)}}}
}

// ruleTable shows how each rule in force is kept.
func (d *digest) ruleTable() sheet {
	s := sheet{name: "规则执行情况", title: d.titled("规则执行情况"), columns: []column{{"规则", 18}, {"名称", 16}, {"方式", 8}, {"指标数", 8}, {"超出单位", 9},
		{"费用(米·学期)", 12}, {"边际价格(米·学期)", 12}, {"来源层", 16}, {"依据", 60}}}
	modes := map[string]string{"must": "必须", "should": "应当"}
	for _, r := range d.doc.Rules {
		s.rows = append(s.rows, []any{r.Name, rule.Find(r.Name).Title, modes[r.Mode], r.Quotas, r.Violations, int64(r.Cost), int64(r.Price), r.Layer, r.Source})
	}
	return s
}
