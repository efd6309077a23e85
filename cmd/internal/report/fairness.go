package report

import "github.com/rotateplan/rotate/model"

// dimension sorts teachers into classes, so that movers can be set against those who stay.
type dimension struct {
	name    string
	classes []string
	class   func(t *model.Teacher) int
}

func (d *digest) dimensions() []dimension {
	words := func(n int, word func(i int) string) []string {
		all := make([]string, n)
		for i := range all {
			if all[i] = word(i); all[i] == "" {
				all[i] = "未知"
			}
		}
		return all
	}
	return []dimension{
		{"性别", words(3, func(i int) string { return model.Sex(i).Chinese() }), func(t *model.Teacher) int { return int(t.Sex) }},
		{"年龄", []string{"未知", "30岁以下", "30—39岁", "40—49岁", "50岁及以上"}, d.ageBand},
		{"职称", words(6, func(i int) string { return model.Title(i).Chinese() }), func(t *model.Teacher) int { return int(t.Title) }},
		{"考核结果", words(5, func(i int) string { return model.Appraisal(i).Chinese() }), func(t *model.Teacher) int { return int(t.Appraisal) }},
		{"骨干类别", words(5, func(i int) string { return model.Backbone(i).Chinese() }), func(t *model.Teacher) int { return int(t.Backbone) }},
	}
}

func (d *digest) ageBand(t *model.Teacher) int {
	if t.Birth == 0 {
		return 0
	}
	return min(max(t.Birth.FullYears(d.c.Judged(0))/10-1, 1), 4)
}

// fairness sets the movers against the eligible teachers who stay, class by class, and sums up travel and wishes.
func (d *digest) fairness() sheet {
	s := sheet{name: "公平性", title: d.titled("公平性分析"), columns: []column{{"项目", 24}, {"类别", 16}, {"交流人数", 10}, {"占交流教师", 12},
		{"未交流人数", 10}, {"占未交流教师", 12}, {"交流率", 10}}}
	moved := make([]bool, len(d.c.County.Teachers))
	for _, a := range d.Rotation.Stays {
		moved[a.Teacher] = moved[a.Teacher] || d.mover(a)
	}
	for _, x := range d.dimensions() {
		s.rows = append(s.rows, d.compare(x, moved)...)
	}
	s.rows = append(s.rows, d.burden()...)
	return s
}

func (d *digest) compare(x dimension, moved []bool) [][]any {
	movers, stayers := make([]int, len(x.classes)), make([]int, len(x.classes))
	out, home := 0, 0
	for i := range d.c.County.Teachers {
		k := x.class(&d.c.County.Teachers[i])
		switch {
		case moved[i]:
			movers[k]++
			out++
		case d.c.Eligible(model.TeacherID(i), 0):
			stayers[k]++
			home++
		}
	}
	var rows [][]any
	for k, name := range x.classes {
		if movers[k]+stayers[k] > 0 {
			rows = append(rows, []any{x.name, name, movers[k], part(movers[k], out), stayers[k], part(stayers[k], home), part(movers[k], movers[k]+stayers[k])})
		}
	}
	return rows
}

// burden sums up the extra one-way travel of movers and trainees and how far their wishes are met.
func (d *digest) burden() [][]any {
	var metres []model.Metres
	wished, first, listed := 0, 0, 0
	for _, a := range d.Rotation.Stays {
		if !firstYear(a) {
			continue
		}
		metres = append(metres, d.c.ExtraTravel(a.Teacher, a.Section))
		for i, school := range d.teacher(a).Wishes {
			wished += one(i == 0)
			if met := school == d.c.County.Sections[a.Section].School; met {
				first, listed = first+one(i == 0), listed+1
			}
		}
	}
	x := spreadOf(metres)
	return [][]any{
		{"单程通勤增加(公里)", "平均", km(x.mean)}, {"单程通勤增加(公里)", "90%分位", km(x.p90)}, {"单程通勤增加(公里)", "最大", km(x.most)},
		{"意向满足", "有意向人数", wished}, {"意向满足", "第一意向", first, part(first, wished)}, {"意向满足", "意向之一", listed, part(listed, wished)},
	}
}
