package report

import (
	"github.com/rotateplan/rotate/cmd/internal/book"
	"github.com/rotateplan/rotate/model"
)

// circuit is nil where itinerant teaching was not asked for.
func (d *digest) circuit() *circuitDoc {
	if !d.Trips.Asked() {
		return nil
	}
	x := circuitDoc{Outcome: d.Trips.outcome()}
	for _, a := range d.Circuit.Trips {
		x.Travel += model.Cost(int64(a.Periods) * d.c.WayOf(d.c.PostOf(a.Teacher, a.Term).Section, a.Section))
		x.Saving += model.Cost(a.Periods) * d.c.TripTerms().Worth
	}
	x.Saving -= x.Travel
	return &x
}

// trips lists the trips of itinerant teachers.
func (d *digest) trips() []itinerant {
	all := []itinerant{}
	for _, a := range d.Circuit.Trips {
		from := d.c.PostOf(a.Teacher, a.Term).Section
		all = append(all, itinerant{Teacher: d.c.County.Teachers[a.Teacher].ID, From: d.school(from).ID, To: d.school(a.Section).ID,
			Subject: a.Subject.Code(), Periods: int(a.Periods), Metres: d.c.Metres(from, a.Section), Stage: d.stage(a.Section).Code(), Term: a.Term})
	}
	return all
}

// travellers is how many teachers make trips in autumn.
func (d *digest) travellers() (n int) {
	last := model.TeacherID(model.None)
	for _, a := range d.Circuit.Trips {
		if a.Term == 0 && a.Teacher != last {
			n, last = n+1, a.Teacher
		}
	}
	return n
}

// tripTable lists who gives periods elsewhere, and where: a trip of both terms on one row.
func (d *digest) tripTable() book.Sheet {
	s := people("走教安排", d.titled("走教安排表"), book.Column{"任教学校", 24}, book.Column{"走教学校", 24}, book.Column{"学段", 8}, book.Column{"学科", 10},
		book.Column{"课时/周", 8}, book.Column{"单程(公里)", 10}, book.Column{"学期", 12})
	s.Notes = []string{"名单确定后，由课时有余的教师补足邻近学段部所缺课时；每人每学期不超过规定的校数和路程。"}
	next := map[model.Trip]bool{}
	for _, a := range d.Circuit.Trips {
		next[a] = true
	}
	for _, a := range d.Circuit.Trips {
		from := d.c.PostOf(a.Teacher, a.Term).Section
		same := func(term model.Term) bool {
			b := a
			b.Term = term
			return next[b] && d.c.PostOf(a.Teacher, term).Section == from
		}
		if a.Term%2 == 1 && same(a.Term-1) {
			continue
		}
		d.personal(&s, a.Teacher, d.school(from).Name, d.school(a.Section).Name, d.stage(a.Section).Chinese(), a.Subject.Chinese(),
			int(a.Periods), book.Kilometres(d.c.Metres(from, a.Section)), termsOf(a.Term, a.Term%2 == 0 && same(a.Term+1)))
	}
	return s
}

func termsOf(term model.Term, both bool) string {
	switch {
	case both:
		return "全学年"
	case term%2 == 0:
		return "第一学期"
	}
	return "第二学期"
}
