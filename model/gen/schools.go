package gen

import (
	"fmt"

	"github.com/rotateplan/rotate/model"
)

// Urban-rural classes of GB/T 33782-2017 table 5.
const (
	urbanClass   model.UrbanRural = 111
	townClass    model.UrbanRural = 121
	villageClass model.UrbanRural = 220
)

type town struct {
	name    string
	spot    spot
	central model.SchoolID
}

// kind is what sort of school a school is, for sizes and standings.
type kind uint8

const (
	urbanSchool kind = iota
	townSchool
	villageSchool
)

// Shares of the schools of a county.
const (
	schoolsPerTown    = 5
	schoolsPerUrban   = 5 // every fifth school stands in the seat
	schoolsPerCore    = 10
	villagesPerJunior = 8
	juniorFrom        = 12 // schools from which a county has junior schools
	nineYearFrom      = 20 // schools from which a county has nine-year schools
)

// settle lays out the county: the seat, its towns, their villages.
func (b *builder) settle() {
	b.seat = b.near(spotAt(b.o.Place), 100, 2000)
	n := b.o.Schools
	b.raiseTowns(min(max(n/schoolsPerTown, 1), 20))
	urban := max(n/schoolsPerUrban, 2)
	for i := range urban {
		b.urban(i, urban)
	}
	for i := range b.towns {
		b.central(i)
	}
	for i := 0; n >= juniorFrom && i < len(b.towns); i += 2 {
		b.townJunior(i)
	}
	for i := 0; len(b.c.Schools) < n; i++ {
		b.village(i)
	}
}

// raiseTowns places towns around the seat, one to a sector.
func (b *builder) raiseTowns(n int) {
	for i := range n {
		direction := i*16/n + b.below(2)
		at := b.seat.off(b.between(9000, 27000), direction)
		b.towns = append(b.towns, town{townName(i), b.near(at, 100, 2000), model.None})
	}
}

// school adds a school without sections.
func (b *builder) school(k kind, t int, name string) *model.School {
	id := model.SchoolID(len(b.c.Schools))
	class, at, townName := urbanClass, b.seat, "城关镇"
	lo, hi := 300, 3500
	if k != urbanSchool {
		class, at, townName, hi = townClass, b.towns[t].spot, b.towns[t].name, 900
	}
	if k == villageSchool {
		class, lo, hi = villageClass, 2000, 7000
	}
	b.spots = append(b.spots, b.near(at, lo, hi))
	b.kinds = append(b.kinds, k)
	b.c.Schools = append(b.c.Schools, model.School{Name: marked(name), Town: townName, UrbanRural: class,
		Place: b.spots[id].place(), HasPlace: true, Affiliation: "县教育局", Central: model.None,
		Founded: model.Day(b.between(1950, 2005), 9, 1)})
	return &b.c.Schools[id]
}

// section adds a section to the school added last; room is the weight of its share of the teachers.
func (b *builder) section(stage model.Stage, standing model.Standing, room int) *model.Section {
	school := model.SchoolID(len(b.c.Schools) - 1)
	s := &b.c.Schools[school]
	if s.ID == "" {
		prefix := map[model.Stage]string{model.Primary: "21", model.Junior: "31"}[stage]
		s.ID = fmt.Sprintf("%s%04d%04d", prefix, stream(b.o.Code)%10000, school+1)
	}
	s.Sections = append(s.Sections, model.SectionID(len(b.c.Sections)))
	b.c.Sections = append(b.c.Sections, model.Section{School: school, Stage: stage, Standing: standing, Quality: -1})
	b.rooms = append(b.rooms, room)
	return &b.c.Sections[len(b.c.Sections)-1]
}

// urban adds the i-th of n schools of the seat: the cores, then weak, ordinary and new ones in turn. Every third is junior.
func (b *builder) urban(i, n int) {
	stage, name := model.Primary, ordinal(i)+"小学"
	switch {
	case b.o.Schools >= juniorFrom && i%3 == 2:
		stage, name = model.Junior, ordinal(i/3)+"初级中学"
	case b.o.Schools >= juniorFrom:
		name = ordinal(i-i/3) + "小学"
	}
	school := b.school(urbanSchool, 0, b.o.Name+"第"+name)
	cores := min(max(b.o.Schools/schoolsPerCore, 1), n-1)
	if i < cores {
		b.section(stage, model.CoreStanding, b.between(90, 140)).Quality = b.between(85, 98)
		return
	}
	switch room := b.between(50, 90); (i - cores) % 3 {
	case 0:
		b.section(stage, model.Weak, room)
	case 1:
		b.section(stage, model.Ordinary, room)
	default:
		school.Founded = model.Day(b.o.Year-2, 9, 1)
		b.section(stage, model.Ordinary, room).New = true
	}
}

// central adds the central primary school of a town. That of the last town is a core; every third other is weak.
func (b *builder) central(t int) {
	b.school(townSchool, t, b.towns[t].name+"中心小学")
	b.towns[t].central = model.SchoolID(len(b.c.Schools) - 1)
	standing := model.Ordinary
	switch {
	case t == len(b.towns)-1 && b.o.Schools >= nineYearFrom:
		standing = model.CoreStanding
	case t%3 == 0:
		standing = model.Weak
	}
	b.section(model.Primary, standing, b.between(35, 55))
}

// townJunior adds the junior school of a town, weak in every second such town; that of the third town is a nine-year
// school.
func (b *builder) townJunior(t int) {
	standing := [...]model.Standing{model.Weak, model.Ordinary}[t/2%2]
	if t == 2 && b.o.Schools >= nineYearFrom {
		b.nineYear(townSchool, t, b.towns[t].name+"九年一贯制学校", standing)
		return
	}
	b.school(townSchool, t, b.towns[t].name+"初级中学")
	b.section(model.Junior, standing, b.between(40, 60))
}

// village adds the i-th village school: every eighth is junior, the second a nine-year school, every second weak.
func (b *builder) village(i int) {
	t := i % len(b.towns)
	standing := [...]model.Standing{model.Weak, model.Ordinary}[i%2]
	name := b.towns[t].name + villageName(i/len(b.towns))
	switch {
	case i == 1 && b.o.Schools >= nineYearFrom:
		b.nineYear(villageSchool, t, name+"九年一贯制学校", standing)
	case i%villagesPerJunior == villagesPerJunior-1 && b.o.Schools >= juniorFrom:
		b.school(villageSchool, t, name+"初级中学")
		b.section(model.Junior, standing, b.between(18, 30))
	default:
		b.school(villageSchool, t, name+"小学")
		b.section(model.Primary, standing, b.between(8, 16))
	}
	s := &b.c.Schools[len(b.c.Schools)-1]
	s.Central = b.towns[t].central
	s.Housing = b.remote(len(b.c.Schools) - 1)
}

func (b *builder) nineYear(k kind, t int, name string, standing model.Standing) {
	b.school(k, t, name)
	b.section(model.Primary, standing, b.between(18, 28))
	b.section(model.Junior, standing, b.between(22, 32))
}

// remote reports whether a school lies beyond about 22 km from the seat.
func (b *builder) remote(school int) bool {
	dy := (b.spots[school].lat - b.seat.lat) * 1000 / microLat
	dx := (b.spots[school].lng - b.seat.lng) * 830 / microLat
	return dx*dx+dy*dy > 22000*22000
}
