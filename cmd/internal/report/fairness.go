package report

import (
	"slices"

	"github.com/rotateplan/rotate/cmd/internal/book"
	"github.com/rotateplan/rotate/model"
)

// dimension sorts teachers into classes, so that movers can be set against those who stay.
type dimension struct {
	name    string
	classes []string
	class   func(t model.TeacherID) int
}

// of sorts by a property of the teacher's own.
func (d *digest) of(name string, classes []string, class func(t *model.Teacher) int) dimension {
	return dimension{name, classes, func(t model.TeacherID) int { return class(&d.c.County.Teachers[t]) }}
}

// wordsOf are the words of the first n values of a code.
func wordsOf(n int, word func(i int) string) []string {
	all := make([]string, n)
	for i := range all {
		if all[i] = word(i); all[i] == "" {
			all[i] = "未知"
		}
	}
	return all
}

func (d *digest) dimensions() []dimension {
	turns := d.histories()
	return []dimension{
		d.of("性别", wordsOf(3, func(i int) string { return model.Sex(i).Chinese() }), func(t *model.Teacher) int { return int(t.Sex) }),
		d.of("年龄", []string{"未知", "30岁以下", "30—39岁", "40—49岁", "50岁及以上"}, d.ageBand),
		d.of("职称", wordsOf(6, func(i int) string { return model.Title(i).Chinese() }), func(t *model.Teacher) int { return int(t.Title) }),
		d.of("考核结果", wordsOf(5, func(i int) string { return model.Appraisal(i).Chinese() }), func(t *model.Teacher) int { return int(t.Appraisal) }),
		d.of("骨干类别", wordsOf(5, func(i int) string { return model.Backbone(i).Chinese() }), func(t *model.Teacher) int { return int(t.Backbone) }),
		d.of("学科", wordsOf(int(model.Subjects), func(i int) string { return model.Subject(i).Chinese() }), func(t *model.Teacher) int { return int(t.Subject) }),
		d.of("学校所在地", tiers, func(t *model.Teacher) int { return tier(d.school(t.Home)) }),
		{"已交流次数", []string{"0 次", "1 次", "2 次", "3 次及以上"}, func(t model.TeacherID) int { return min(len(turns[t]), 3) }},
	}
}

func (d *digest) ageBand(t *model.Teacher) int {
	if t.Birth == 0 {
		return 0
	}
	return min(max(t.Birth.FullYears(d.c.Judged(0))/10-1, 1), 4)
}

// fairness sets the movers against the eligible teachers who stay, class by class, and sums up travel, wishes, directions,
// exemptions and turns.
func (d *digest) fairness() book.Sheet {
	s := book.Sheet{Name: "公平性", Title: d.titled("公平性分析"), Columns: []book.Column{{"项目", 20}, {"类别", 28}, {"交流人数", 12}, {"占交流教师", 12},
		{"未交流人数", 12}, {"占未交流教师", 14}, {"交流率", 28}}}
	c := d.cohort()
	for _, x := range d.dimensions() {
		s.Rows = append(s.Rows, d.compare(x, c)...)
	}
	for _, rows := range [][][]any{d.strength(c), d.flows(), d.burden(), d.desires(), d.turns(c), d.exemptions()} {
		s.Rows = append(s.Rows, rows...)
	}
	for i, row := range s.Rows {
		s.Rows[i] = append(row, slices.Repeat([]any{""}, len(s.Columns)-len(row))...)
	}
	s.Notes = []string{"交流教师为本学年派出的轮岗、首站教师（跟岗不计，通勤含跟岗）；未交流教师为符合条件而未派出者。同学科比较按派出者的学科构成加权，" +
		"派出者比同学科未派出者低 5 个百分点以上即预警（设计取值）；低考核者派出比例高于其在符合条件者中的比例即预警末位派出；乡村骨干净流出即预警。",
		"意愿按填报意向且符合条件或派出者计（含跟岗）。落选指本可任某岗位、意向中有该校而未得（也未得更靠前的意向），岗位由他人担任；" +
			"两人互换位置、其余不变，若突破规定或总成本增加，即为有理由（列出主要规则），若总成本降低，即规则以落选者为先，为无理由。已证明为最优的方案没有无理由落选。"}
	return s
}

func (d *digest) compare(x dimension, c cohort) [][]any {
	movers, stayers := make([]int, len(x.classes)), make([]int, len(x.classes))
	for _, t := range c.movers {
		movers[x.class(t)]++
	}
	for _, t := range c.stayers {
		stayers[x.class(t)]++
	}
	var rows [][]any
	for k, name := range x.classes {
		if movers[k]+stayers[k] > 0 {
			rows = append(rows, []any{x.name, name, movers[k], part(movers[k], len(c.movers)), stayers[k], part(stayers[k], len(c.stayers)),
				part(movers[k], movers[k]+stayers[k])})
		}
	}
	return rows
}

// burden sums up the extra one-way travel of movers and trainees.
func (d *digest) burden() [][]any {
	var metres []model.Metres
	for _, a := range d.Rotation.Stays {
		if firstYear(a) {
			metres = append(metres, d.c.ExtraTravel(a.Teacher, a.Section))
		}
	}
	x := spreadOf(metres)
	return [][]any{book.Headed("通勤", "类别", "数值", "", "", "", ""),
		{"单程通勤增加(公里)", "平均", book.Km(x.mean)}, {"单程通勤增加(公里)", "90%分位", book.Km(x.p90)}, {"单程通勤增加(公里)", "最大", book.Km(x.most)}}
}
