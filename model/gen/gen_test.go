package gen

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"reflect"
	"testing"

	"github.com/rotateplan/rotate/geo"
	"github.com/rotateplan/rotate/model"
)

func fingerprint(c *model.County) string {
	text, err := json.Marshal(c)
	if err != nil {
		panic(err) // a county holds nothing that has no JSON form
	}
	return fmt.Sprintf("%x", sha256.Sum256(text))[:16]
}

// The built-in county is part of the contract: worked figures elsewhere rest on it.
func TestBuiltinIsFixed(t *testing.T) {
	const want = "2ef64f29cda49d85"
	if got := fingerprint(Builtin()); got != want {
		t.Errorf("the built-in county is %s, want %s", got, want)
	}
}

func TestSameSeedSameCounty(t *testing.T) {
	for seed := range uint64(5) {
		o := Options{Schools: 20, Teachers: 500, Seed: seed}
		if !reflect.DeepEqual(County(o), County(o)) || !reflect.DeepEqual(Tiny(seed), Tiny(seed)) {
			t.Errorf("seed %d: two draws differ", seed)
		}
		other := o
		other.Seed++
		if fingerprint(County(o)) == fingerprint(County(other)) {
			t.Errorf("seeds %d and %d give one county", seed, other.Seed)
		}
	}
}

func TestCountyIsSound(t *testing.T) {
	for _, size := range [][2]int{{8, 60}, {8, 80}, {12, 300}, {20, 700}, {60, 2000}, {150, 5000}} {
		for seed := range uint64(10) {
			c := County(Options{Schools: size[0], Teachers: size[1], Seed: seed})
			fail := func(format string, args ...any) {
				t.Helper()
				t.Errorf("%v seed %d: "+format, append([]any{size, seed}, args...)...)
			}
			if len(c.Schools) != size[0] || len(c.Teachers) != size[1] {
				fail("%d schools, %d teachers", len(c.Schools), len(c.Teachers))
			}
			soundSchools(c, fail)
			soundTeachers(c, fail)
			soundPostings(c, fail)
		}
	}
}

func soundSchools(c *model.County, fail func(string, ...any)) {
	ids, names, heads := map[string]bool{}, map[string]bool{}, make([]int, len(c.Sections))
	for i := range c.Teachers {
		heads[c.Teachers[i].Home]++
	}
	seat := geo.LatLng(builtinPlace)
	for i := range c.Schools {
		s := &c.Schools[i]
		if ids[s.ID] || names[s.Name] || len(s.ID) != 10 {
			fail("school %q %q is not unique", s.ID, s.Name)
		}
		ids[s.ID], names[s.Name] = true, true
		if d := geo.Distance(seat, geo.LatLng(s.Place)); d > 45000 {
			fail("%s lies %d m from the seat", s.Name, d)
		}
	}
	cores, targets := 0, 0
	for i := range c.Sections {
		s := &c.Sections[i]
		if heads[i] < 1 || s.Classes < 1 || s.Pupils < s.Classes || heads[i] > 4*s.Classes+4 {
			fail("%s %s: %d teachers, %d classes, %d pupils", c.Schools[s.School].Name, s.Stage.Code(), heads[i], s.Classes, s.Pupils)
		}
		if s.Core() {
			cores++
		}
		if c.Target(model.SectionID(i)) {
			targets++
		}
	}
	if cores < 1 || targets < 2 {
		fail("%d cores, %d targets", cores, targets)
	}
}

func soundTeachers(c *model.County, fail func(string, ...any)) {
	ids, principals := map[string]bool{}, make([]int, len(c.Schools))
	for i := range c.Teachers {
		p := &c.Teachers[i]
		age := p.Birth.FullYears(model.FirstSeptember(c.Year))
		switch {
		case ids[p.ID]:
			fail("%s is not unique", p.ID)
		case c.Sections[p.Home].Stage != p.Stage || !p.Certificate.Has(p.Stage):
			fail("%s teaches a stage that is not taught at home", p.ID)
		case p.WorkSince > p.SchoolSince || p.WorkSince.Year()-p.Birth.Year() < 21:
			fail("%s: born %d, at work %d, at school %d", p.ID, p.Birth, p.WorkSince, p.SchoolSince)
		case age < 22 || age > 58 || p.Sex == model.Female && age > 54 || age >= 50 && p.Sex == model.Female && p.Title < model.FirstTitle:
			fail("%s: age %d, sex %d, title %d", p.ID, age, p.Sex, p.Title)
		case p.Subject == model.NoSubject || p.Subject == p.Subject2:
			fail("%s: subjects %d, %d", p.ID, p.Subject, p.Subject2)
		case p.Spouse != model.None && c.Teachers[p.Spouse].Spouse != model.TeacherID(i):
			fail("%s: her spouse is married to another", p.ID)
		}
		ids[p.ID] = true
		if p.Position == model.Principal {
			principals[c.Sections[p.Home].School]++
		}
	}
	for s, n := range principals {
		if n != 1 {
			fail("%s has %d principals", c.Schools[s].Name, n)
		}
	}
}

func soundPostings(c *model.County, fail func(string, ...any)) {
	current := map[model.TeacherID]bool{}
	for _, x := range c.Postings {
		p := &c.Teachers[x.Teacher]
		if x.School == c.Sections[p.Home].School || c.SectionAt(x.School, p.Stage) == model.None || x.From > x.Until {
			fail("%s: posting %+v", p.ID, x)
		}
		if x.Status == model.Current {
			if current[x.Teacher] || p.At != x.School {
				fail("%s: posted at two schools", p.ID)
			}
			current[x.Teacher] = true
		}
	}
	for i := range c.Teachers {
		p := &c.Teachers[i]
		if !current[model.TeacherID(i)] && p.At != c.Sections[p.Home].School {
			fail("%s is away without a posting", p.ID)
		}
	}
}

// The shortage the literature reports: per class, villages have fewer teachers of the scarce subjects, and older ones.
func TestVillagesLackSubjects(t *testing.T) {
	for seed := range uint64(20) {
		c := County(Options{Seed: seed})
		for _, stage := range []model.Stage{model.Primary, model.Junior} {
			village, elsewhere := covered(c, stage, true), covered(c, stage, false)
			if village*100 > elsewhere*75 {
				t.Errorf("seed %d: scarce subjects of %s covered %d ‰ in villages, %d ‰ elsewhere", seed, stage.Code(), village, elsewhere)
			}
		}
		if v, e := meanMonths(c, true), meanMonths(c, false); v < e+6 {
			t.Errorf("seed %d: mean age %d months in villages, %d elsewhere", seed, v, e)
		}
	}
}

// covered is the teachers of the scarce subjects, in thousandths of what the classes take.
func covered(c *model.County, stage model.Stage, rural bool) int {
	classes, teachers, taken := 0, 0, 0
	scarce := map[model.Subject]bool{}
	for _, p := range curriculum[stage] {
		if p.scarce {
			scarce[p.subject] = true
			taken += p.perMil
		}
	}
	for s := range c.Sections {
		if c.Sections[s].Stage == stage && c.SchoolOf(model.SectionID(s)).Rural() == rural {
			classes += c.Sections[s].Classes
		}
	}
	for i := range c.Teachers {
		x := &c.Teachers[i]
		if x.Stage == stage && scarce[x.Subject] && c.SchoolOf(x.Home).Rural() == rural {
			teachers++
		}
	}
	return teachers * 1000 * 1000 / (classes * taken)
}

func meanMonths(c *model.County, rural bool) int {
	sum, n := 0, 0
	for i := range c.Teachers {
		if p := &c.Teachers[i]; c.SchoolOf(p.Home).Rural() == rural {
			sum += model.FirstSeptember(c.Year).Months() - p.Birth.Months()
			n++
		}
	}
	return sum / n
}

func TestBuiltinShape(t *testing.T) {
	c := Builtin()
	var cores, backboneInCores, cored, exempt, running, done int
	for s := range c.Sections {
		if c.Sections[s].Core() {
			cores++
		}
	}
	for i := range c.Teachers {
		p := &c.Teachers[i]
		if c.Sections[p.Home].Core() {
			cored++
			if p.Backbone >= model.CountyBackbone {
				backboneInCores++
			}
		}
		if p.Exempt != model.NotExempt {
			exempt++
		}
	}
	for i := range c.Postings {
		if c.Postings[i].Status == model.Current {
			running++
		} else {
			done++
		}
	}
	within := func(what string, n, lo, hi int) {
		t.Helper()
		if n < lo || n > hi {
			t.Errorf("%s: %d, want %d to %d", what, n, lo, hi)
		}
	}
	within("schools", len(c.Schools), 60, 60)
	within("teachers", len(c.Teachers), 2000, 2000)
	within("cores", cores, 5, 7)
	within("backbone teachers of a thousand in cores", 1000*backboneInCores/cored, 180, 330)
	within("exempt", exempt, 45, 85)
	within("finished stays", done, 100, 190)
	within("running stays", running, 35, 80)
}

func TestNationAtAnyTime(t *testing.T) {
	county := Nation(Seats(30), 300, 7)
	last := fingerprint(county(29))
	sum := 0
	codes := map[string]bool{}
	for i := range 30 {
		c := county(i)
		sum += len(c.Teachers)
		codes[c.Code] = true
	}
	if len(codes) != 30 || sum < 30*240 || sum > 30*360 {
		t.Errorf("%d codes, %d teachers", len(codes), sum)
	}
	if fingerprint(county(29)) != last {
		t.Error("the last county depends on those made before it")
	}
	seats := []Seat{{Code: "990077", Name: "示例区", Place: model.Place{Lat: 45, Lng: 125}}}
	if c := Nation(seats, 300, 7)(0); c.Code != "990077" || c.Schools[0].Place.Lat < 44.5 || c.Schools[0].Place.Lat > 45.5 {
		t.Errorf("county %s at %v", c.Code, c.Schools[0].Place)
	}
}

// TestExamplesAreThere holds also that they leave the rest of the county as it was drawn.
func TestExamplesAreThere(t *testing.T) {
	for seed := range uint64(20) {
		o := Options{Schools: 8, Teachers: LeastTeachers, Seed: seed}
		bare := County(o)
		o.Examples = true
		c := County(o)
		if len(c.Pairs) == 0 || len(c.Needs) != 1 || len(c.Teachers) != LeastTeachers {
			t.Errorf("seed %d: %d pairs, %d needs, %d teachers", seed, len(c.Pairs), len(c.Needs), len(c.Teachers))
		}
		if !reflect.DeepEqual(c.Teachers, bare.Teachers) || !reflect.DeepEqual(c.Sections, bare.Sections) {
			t.Errorf("seed %d: examples change the county", seed)
		}
	}
}
