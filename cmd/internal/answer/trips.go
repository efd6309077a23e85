package answer

import "github.com/rotateplan/rotate/model"

// trips says where a teacher gives periods as an itinerant: one line for both terms of a year that are alike.
func (d *desk) trips(t model.TeacherID) {
	given := map[model.Trip]bool{}
	for _, a := range d.v.Trips.Trips {
		if a.Teacher == t {
			given[a] = true
		}
	}
	for _, a := range d.v.Trips.Trips {
		autumn, spring := a, a
		autumn.Term, spring.Term = a.Term/2*2, a.Term/2*2+1
		both := given[autumn] && given[spring] && d.c.PostOf(t, autumn.Term) == d.c.PostOf(t, spring.Term)
		if a.Teacher == t && !(both && a == spring) {
			d.trip(a, both)
		}
	}
}

func (d *desk) trip(a model.Trip, both bool) {
	from := d.c.PostOf(a.Teacher, a.Term).Section
	metres, periods := int64(d.c.Metres(from, a.Section)), int64(a.Periods)
	d.tell("person", d.say("itinerant", "To", d.sectionName(a.Section), "From", d.sectionName(from), "Subject", d.subject(a.Subject), "N", periods,
		"One", periods == 1, "Km", km(metres), "Both", both, "Spring", a.Term%2 == 1, "Year", d.c.County.Year+int(a.Term)/2),
		d.under("itinerant", Line{Schools: []string{d.c.County.SchoolOf(a.Section).ID}, Metres: &metres, Periods: &periods}))
}
