package gen

import (
	"github.com/rotateplan/rotate/geo"
	"github.com/rotateplan/rotate/model"
)

// replace gives the county tables of its own in place of the built-in ones. They are drawn to differ from those, not to
// look like real ones: a way may be shorter than the straight one, and other the way back. Half of the teachers say not
// where they live, so that their ways are those between schools.
func (b *builder) replace() {
	for i := range b.c.Schools {
		for j := range b.c.Schools {
			if i != j && b.chance(600) {
				b.way(model.SchoolID(i), model.SchoolID(j))
			}
		}
	}
	for i := range b.c.Teachers {
		if p := &b.c.Teachers[i]; b.chance(500) {
			p.Residence, p.HasResidence = model.Place{}, false
		}
	}
	for post := model.ManagerPost; post <= model.TeacherPost; post++ {
		b.ages(model.Female, post, b.between(50*12, 58*12))
	}
	b.ages(model.Male, model.AnyPost, 60*12)
	b.lessons(model.Primary, 5)
	b.lessons(model.Junior, 4)
}

// way draws the metres of a way, its minutes, or both.
func (b *builder) way(from, to model.SchoolID) {
	straight := int(geo.Distance(geo.LatLng(b.c.Schools[from].Place), geo.LatLng(b.c.Schools[to].Place)))
	w := model.TravelRow{From: from, To: to, Metres: straight * b.between(30, 300) / 100, Minutes: -1}
	if b.chance(600) {
		w.Minutes = w.Metres / b.between(300, 1200)
	}
	if w.Minutes >= 0 && b.chance(200) {
		w.Metres = -1
	}
	b.c.Travel = append(b.c.Travel, w)
}

// ages draws a line of the table of retirement ages: from the first, higher in three steps.
func (b *builder) ages(sex model.Sex, post model.Post, first int) {
	r := model.RetirementRow{Sex: sex, Post: post, Months: first}
	for year := 1964; year < 1984; year += b.between(3, 9) {
		b.c.Retirement = append(b.c.Retirement, r)
		r.BornFrom, r.Months = model.Day(year, b.between(1, 12), 1), r.Months+b.between(1, 12)
	}
}

// lessons draws the curriculum of a stage of so many grades, some subjects by grade and some by their mean, and some
// loads.
func (b *builder) lessons(x model.Stage, grades int) {
	for _, p := range curriculum[x] {
		if b.chance(500) {
			b.c.Curriculum = append(b.c.Curriculum, model.LessonRow{Stage: x, Subject: p.subject, Periods: b.between(500, 6000)})
		} else {
			for grade := range grades - b.below(2) { // the last may have none
				b.c.Curriculum = append(b.c.Curriculum, model.LessonRow{Stage: x, Grade: grade + 1, Subject: p.subject, Periods: 500 * b.below(13)})
			}
		}
		if b.chance(500) {
			b.c.Loads = append(b.c.Loads, model.LoadRow{Stage: x, Subject: p.subject, Periods: b.between(9, 21)})
		}
	}
	b.c.Curriculum = append(b.c.Curriculum, model.LessonRow{Stage: x, Grade: grades, Subject: model.Computing, Periods: 1000})
}
