package report

import (
	"strings"

	"github.com/rotateplan/rotate/cmd/internal/book"
	"github.com/rotateplan/rotate/cmd/internal/say"
	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/table"
)

var inChinese, inEnglish = say.In("zh"), say.In("en")

// lockHeader heads the column in which a person writes what has been decided.
const lockHeader = "锁定"

// lockWords are offered there.
var lockWords = []string{model.Locked.Chinese(), model.Refused.Chinese(), model.Elsewhere.Chinese()}

// locked marks the teachers who go where a person has sent them.
func (d *digest) locked() map[model.TeacherID]string {
	marks := map[model.TeacherID]string{}
	for i := range d.c.County.Kept {
		if k := &d.c.County.Kept[i]; k.Lock == model.Locked && d.c.County.Follows(k, d.moves.Walk(k.Teacher)) {
			marks[k.Teacher] = k.Lock.Chinese()
		}
	}
	return marks
}

// original is the exchange list once more, hidden: what a person changes in the other can be told from it.
func (d *digest) original() book.Sheet {
	s := book.Sheet{Name: table.AnnouncedSheet, Title: "请勿改动：用于识别人工改动", Hidden: true, Columns: []book.Column{{"教职工号", 18}, {"姓名", 10},
		{"交流(流入)学校标识码", 14}, {"交流(流入)学校", 22}, {"任教学段", 9}, {"任教学科", 11}, {"交流形式", 10}, {"交流起止时间", 18}}}
	for _, i := range d.listed() {
		a, m := d.Rotation.Stays[i], &d.doc.Rotation.Moves[i]
		s.Rows = append(s.Rows, []any{m.Teacher, d.teacher(a).Name, m.To, d.school(a.Section).Name, d.stage(a.Section).Chinese(), a.Subject.Chinese(), a.Kind.Chinese(), m.Start + " 至 " + m.End})
	}
	return s
}

// decisions are the teachers about whom somebody has decided, and whether the plan follows.
func (d *digest) decisions() book.Sheet {
	s := book.Sheet{Name: table.DecisionSheet, Title: d.titled("交流轮岗已定事项"), Columns: []book.Column{{"序号", 6}, {"教职工号", 18}, {"姓名", 10},
		{"现任教学校", 22}, {"交流(流入)学校标识码", 14}, {"交流(流入)学校", 22}, {"任教学段", 9}, {"任教学科", 11}, {"交流形式", 10},
		{"交流起止时间", 18}, {lockHeader, 10}, {"落实情况", 44}}, Choices: map[string][]string{lockHeader: lockWords}}
	broken := map[model.TeacherID]*released{}
	for i := range d.changed.released {
		broken[d.changed.released[i].Teacher] = &d.changed.released[i]
	}
	for i := range d.c.County.Kept {
		k := &d.c.County.Kept[i]
		if k.Lock == model.Unlocked {
			continue
		}
		outcome := inChinese.Say("keep.followed")
		if r := broken[k.Teacher]; r != nil {
			outcome = inChinese.Say("keep.released", "Reason", d.whyNot(&r.reason, inChinese))
		}
		d.decision(&s, k, outcome)
	}
	return s
}

// decided tells by teacher what was decided of her in the list that is kept.
func (d *digest) decided() map[model.TeacherID]string {
	all := map[model.TeacherID]string{}
	for i := range d.c.County.Kept {
		if k := &d.c.County.Kept[i]; k.Lock != model.Unlocked {
			var schools []string
			for _, a := range k.Decided {
				schools = append(schools, d.school(a.Section).Name)
			}
			all[k.Teacher] = inChinese.Say("keep.decided", "Lock", k.Lock.Chinese(), "Schools", strings.Join(schools, "、"),
				"Followed", d.c.County.Follows(k, d.moves.Walk(k.Teacher)))
		}
	}
	return all
}

// decision adds the rows of one decision: a row a stay, or one that names no school.
func (d *digest) decision(s *book.Sheet, k *model.Kept, outcome string) {
	t := &d.c.County.Teachers[k.Teacher]
	row := func(where ...any) {
		s.Rows = append(s.Rows, append(append([]any{len(s.Rows) + 1, t.ID, t.Name, d.school(t.Home).Name}, where...), k.Lock.Chinese(), outcome))
	}
	for _, a := range k.Decided {
		to := d.school(a.Section)
		row(to.ID, to.Name, d.stage(a.Section).Chinese(), a.Subject.Chinese(), a.Kind.Chinese(), d.start(a)+" 至 "+d.end(a))
	}
	if len(k.Decided) == 0 {
		row("", "", "", "", "", "")
	}
}

// changesSheet tells the bureau what the new list changes, and why.
func (d *digest) changesSheet() book.Sheet {
	s := people("变更说明", d.titled("交流轮岗名单变更说明（内部）"), book.Column{"现任教学校", 24}, book.Column{"原安排", 36}, book.Column{"现安排", 36}, book.Column{"变更原因", 50})
	for i := range d.changed.changes {
		c := &d.changed.changes[i]
		before, after, why := d.arrangement(c.before, c.lapsed), d.arrangement(c.after, nil), d.why(&c.reason, inChinese)
		if c.teacher == model.None {
			s.Rows = append(s.Rows, []any{len(s.Rows) + 1, c.lapsed[0].Teacher, c.lapsed[0].Name, "", "", "", "", "", "", before, after, why})
		} else {
			d.personal(&s, c.teacher, d.school(d.c.County.Teachers[c.teacher].Home).Name, before, after, why)
		}
	}
	return s
}

// publicChanges is the notice of changes for the notice board: no ids, and no reason that is a person's own affair.
func (d *digest) publicChanges() book.Sheet {
	s := book.Sheet{Name: "变更公告", Title: d.titled("交流轮岗名单变更公告"), Columns: []book.Column{{"序号", 6}, {"姓名", 10}, {"现任教学校", 24},
		{"原安排", 36}, {"现安排", 36}, {"变更原因", 50}}}
	nameless := 0
	for i := range d.changed.changes {
		c := &d.changed.changes[i]
		name, home, why := "", "", c.public()
		if c.teacher == model.None {
			if name = c.lapsed[0].Name; name == "" {
				nameless++
				continue
			}
		} else {
			t := &d.c.County.Teachers[c.teacher]
			name, home = t.Name, d.school(t.Home).Name
		}
		s.Rows = append(s.Rows, []any{len(s.Rows) + 1, name, home, d.arrangement(c.before, c.lapsed), d.arrangement(c.after, nil), d.why(&why, inChinese)})
	}
	if nameless > 0 {
		s.Notes = []string{inChinese.Say("keep.nameless", "N", nameless)}
	}
	return s
}

// lapsedSchool names the school of a lapsed line without its id.
func (d *digest) lapsedSchool(x *model.Lapsed) string {
	for i := range d.c.County.Schools {
		if s := &d.c.County.Schools[i]; s.ID == x.To {
			return s.Name
		}
	}
	if x.School == "" {
		return inChinese.Say("keep.no-school")
	}
	return x.School
}

// arrangement puts stays and lapsed lines into words for a cell.
func (d *digest) arrangement(stays []model.Stay, lapsed []model.Lapsed) string {
	if len(stays)+len(lapsed) == 0 {
		return inChinese.Say("keep.nowhere")
	}
	var all []string
	for _, a := range stays {
		all = append(all, d.school(a.Section).Name+"（"+d.stage(a.Section).Chinese()+a.Subject.Chinese()+"，"+a.Kind.Chinese()+"，"+d.start(a)+" 至 "+d.end(a)+"）")
	}
	for i := range lapsed {
		x := &lapsed[i]
		all = append(all, d.lapsedSchool(x)+"（"+x.Stage.Chinese()+x.Subject.Chinese()+"，"+x.Kind.Chinese()+"，"+x.Start+" 至 "+x.End+"）")
	}
	return strings.Join(all, "；")
}
