package gen

import (
	"fmt"
	"strconv"

	"github.com/rotateplan/rotate/model"
)

// Options say what county to make up. The zero value of a field other than Seed means the built-in county's.
type Options struct {
	Code     string // 6 digits
	Name     string
	Schools  int // at least leastSchools are made
	Teachers int // at least 7 a school and 4 more are made
	Seed     uint64
	Year     int         // plan year
	Place    model.Place // county seat, WGS-84
	Examples bool        // whether a pair and a row of demand stand in the tables in any case, to be looked at and changed
	Own      bool        // whether it has ways, retirement ages, lessons and loads of its own
}

const leastSchools = 8

// LeastTeachers is the size of the smallest county: fewer cannot be asked for.
const LeastTeachers = 7*leastSchools + 4

// The built-in county: a code and a name that no county has, and a seat in open country.
const (
	BuiltinCode     = "990001"
	BuiltinName     = "示例县"
	builtinSchools  = 60
	builtinTeachers = 2000
	builtinYear     = 2026
)

var builtinPlace = model.Place{Lat: 33.5, Lng: 112.5}

func (o Options) filled() Options {
	if o.Code == "" {
		o.Code = BuiltinCode
	}
	if o.Name == "" {
		o.Name = BuiltinName
	}
	if o.Schools == 0 {
		o.Schools = builtinSchools
	}
	if o.Teachers == 0 {
		o.Teachers = builtinTeachers
	}
	if o.Year == 0 {
		o.Year = builtinYear
	}
	if o.Place == (model.Place{}) {
		o.Place = builtinPlace
	}
	o.Schools = max(o.Schools, leastSchools)
	o.Teachers = max(o.Teachers, 7*o.Schools+4)
	return o
}

// Builtin returns the county that the program carries with it.
func Builtin() *model.County { return County(Options{}) }

// County makes a county up. Equal options give equal counties.
func County(o Options) *model.County {
	o = o.filled()
	b := &builder{dice: newDice(o.Seed, stream(o.Code)), o: o,
		c: &model.County{Code: o.Code, Name: o.Name, Year: o.Year}}
	b.settle()
	b.staff()
	b.hire()
	b.remember()
	b.distinguish()
	b.marry()
	b.pair()
	if o.Examples {
		b.exemplify()
	}
	if o.Own {
		b.replace()
	}
	return b.c
}

// builder holds a county in the making.
type builder struct {
	dice
	o     Options
	c     *model.County
	seat  spot
	towns []town
	spots []spot // by school
	kinds []kind // by school
	rooms []int  // by section: weight of its share of the teachers
	sizes []int  // by section: its teachers
}

// stream gives every county its own stream of draws under one seed.
func stream(code string) uint64 {
	n, err := strconv.ParseUint(code, 10, 64)
	if err != nil {
		for _, r := range code {
			n = n*1000003 + uint64(r)
		}
	}
	return n
}

// Seat is where a county of a nation lies.
type Seat struct {
	Code, Name string
	Place      model.Place // WGS-84; the zero value means the built-in county's
}

// Seats returns n seats with the codes 990001, 990002, …
func Seats(n int) []Seat {
	seats := make([]Seat, n)
	for i := range seats {
		seats[i] = Seat{Code: fmt.Sprintf("99%04d", i+1), Name: BuiltinName + strconv.Itoa(i+1)}
	}
	return seats
}

// Nation returns a function that makes the i-th county of a nation up, at any time and in any order. Sizes vary from
// four tenths to sixteen tenths of teachers, 33 teachers to the school.
func Nation(seats []Seat, teachers int, seed uint64) func(i int) *model.County {
	return func(i int) *model.County {
		s := seats[i]
		size := newDice(seed, ^stream(s.Code)).between(40, 160) * teachers / 100
		return County(Options{Code: s.Code, Name: s.Name, Place: s.Place, Seed: seed,
			Schools: size / 33, Teachers: size})
	}
}
