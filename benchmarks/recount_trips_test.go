package benchmarks_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

// trip is a line of rotation.itinerant in plan.json.
type trip struct {
	Teacher, From, To, Stage, Subject string
	Periods, Metres, Term             int
}

// toldTrips is what plan.json says of itinerant teaching.
type toldTrips struct {
	Rotation  struct{ Itinerant []trip }
	Itinerant struct{ Cost, Bound, Travel, Saving int }
	Totals    struct {
		After     int `json:"shortage_after"`
		Itinerant int `json:"shortage_itinerant"`
	}
}

// What base asks of trips: places a teacher, metres, metre-terms a period and kilometre, and a period that stays lacking.
const (
	tripPlaces = 2
	tripMetres = 15000
	tripWay    = 20
	tripWorth  = 200
)

// post is a subject at a section in a month of the year.
type post struct {
	month   int
	section *section
	subject string
}

// circuit is the trips of a plan under way of being counted.
type circuit struct {
	c           *county
	month       int
	heads       map[post]int // who deliver it
	given, gave map[post]int // periods received, and given away
	hers        map[*person]int
	places      map[*person]int
	travel, sum int
}

// recountTrips holds every trip against the tables and the list, and adds up what they cost and cure.
func (c *county) recountTrips(t *testing.T, dir string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, "plan.json"))
	if err != nil {
		t.Fatal(err)
	}
	var told toldTrips
	if err := json.Unmarshal(text, &told); err != nil {
		t.Fatal(err)
	}
	lacking, travel, periods := 0, 0, 0
	for term, month := range []int{autumn(c.year), spring(c.year)} {
		x := circuit{c: c, month: month, heads: map[post]int{}, given: map[post]int{}, gave: map[post]int{}, hers: map[*person]int{}, places: map[*person]int{}}
		for _, p := range c.people {
			s, subject := where(p, month, true)
			x.heads[post{month, s, subject}]++
		}
		for _, a := range told.Rotation.Itinerant {
			if a.Term == term {
				x.add(t, a)
			}
		}
		lacking, travel, periods = lacking+x.lacking(t), travel+x.travel, periods+x.sum
		if term == 0 && x.sum != told.Totals.Itinerant {
			t.Errorf("%d periods given in autumn, the plan says %d", x.sum, told.Totals.Itinerant)
		}
	}
	if cost := travel + tripWorth*lacking; cost != told.Itinerant.Cost || travel != told.Itinerant.Travel || tripWorth*periods-travel != told.Itinerant.Saving {
		t.Errorf("trips cost %d, ways %d, %d periods given; the plan says %+v", cost, travel, periods, told.Itinerant)
	}
	if told.Itinerant.Bound > told.Itinerant.Cost {
		t.Errorf("bound %d above cost %d", told.Itinerant.Bound, told.Itinerant.Cost)
	}
	t.Logf("%d trips give %d periods and leave %d", len(told.Rotation.Itinerant), periods, lacking)
}

// surplus is what the teachers of a post could give beyond its need; negative where they cannot give that.
func (x *circuit) surplus(at post) int {
	return x.heads[at]*x.c.own.load(at.section, at.subject) - x.c.own.need(at.section, at.subject)
}

func (x *circuit) add(t *testing.T, a trip) {
	t.Helper()
	p, to := x.c.byID[a.Teacher], x.c.section(a.To, a.Stage)
	if p == nil || to == nil {
		t.Errorf("no such teacher or section: %+v", a)
		return
	}
	from, subject := where(p, x.month, true)
	way := x.c.own.way(from.school, to.school)
	switch {
	case subject == "" || subject != word(a.Subject) || from.school.id != a.From:
		t.Errorf("%+v: she delivers %q at %s", a, subject, from.school.id)
	case p.exempt || from.school == to.school || !certified(p, to.stage):
		t.Errorf("%+v: exempt %v, or her own school, or certified for %q", a, p.exempt, p.certificate)
	case way > tripMetres || way-a.Metres > 1 || a.Metres-way > 1: // a datum undone by another iteration
		t.Errorf("%+v: %d metres", a, way)
	}
	free := x.c.own.load(from, subject)
	if stays := len(p.moves) > 0; p.periods >= 0 && !stays {
		free = max(0, free-p.periods)
	}
	x.places[p]++
	x.hers[p] += a.Periods
	x.given[post{x.month, to, subject}] += a.Periods
	x.gave[post{x.month, from, subject}] += a.Periods
	if x.places[p] > tripPlaces || x.hers[p] > free || a.Periods < 1 {
		t.Errorf("%+v: %d places, %d periods of %d", a, x.places[p], x.hers[p], free)
	}
	x.travel += a.Periods * ((tripWay*a.Metres + 999) / 1000)
	x.sum += a.Periods
}

// lacking counts the periods that stay lacking, and demands that nobody gives or gets too many.
func (x *circuit) lacking(t *testing.T) (sum int) {
	t.Helper()
	for at, n := range x.gave {
		if n > x.surplus(at) {
			t.Errorf("%s gives %d periods of %s, and has %d to spare", at.section.school.id, n, at.subject, x.surplus(at))
		}
	}
	for _, s := range x.c.sections {
		for subject := range x.c.own.lessons[s.stage] {
			at := post{x.month, s, subject}
			short := max(0, -x.surplus(at))
			if x.given[at] > short {
				t.Errorf("%s gets %d periods of %s and lacks %d", s.school.id, x.given[at], subject, short)
			}
			sum += short - x.given[at]
		}
	}
	return sum
}
