package gen

import "github.com/rotateplan/rotate/model"

// leastTeachers is how many a section has before the rest are shared by room.
const leastTeachers = 4

// staff shares the teachers among the sections and gives every section its classes and pupils, every school its posts.
func (b *builder) staff() {
	b.share()
	for i := range b.c.Sections {
		s := &b.c.Sections[i]
		s.Classes = b.classes(s, b.sizes[i])
		s.Pupils = s.Classes * b.classSize(b.kinds[s.School])
	}
	for i := range b.c.Schools {
		b.grant(&b.c.Schools[i], b.kinds[i])
	}
}

// share rounds running sums, so that sizes follow the rooms and add up to the county's teachers.
func (b *builder) share() {
	n, total := len(b.rooms), 0
	for _, r := range b.rooms {
		total += r
	}
	rest, sum := b.o.Teachers-leastTeachers*n, 0
	for _, r := range b.rooms {
		before := sum * rest / total
		sum += r
		b.sizes = append(b.sizes, leastTeachers+sum*rest/total-before)
	}
}

// classes draws how many classes so many teachers take: a primary class needs about 1.6 teachers, a junior one 2.55
// (curriculum and loads of the built-in tables), villages being staffed a little thinner than the seat.
func (b *builder) classes(s *model.Section, teachers int) int {
	perHundred, least := b.between(160, 185), 1
	if b.kinds[s.School] == villageSchool {
		perHundred = b.between(150, 175)
	}
	if s.Stage == model.Junior {
		perHundred, least = perHundred*156/100, 3
	}
	return max(teachers*100/perHundred, least)
}

func (b *builder) classSize(k kind) int {
	switch k {
	case urbanSchool:
		return b.between(38, 47)
	case townSchool:
		return b.between(30, 42)
	}
	return b.between(8, 24)
}

// grant approves posts: villages have vacancies, schools of the seat may have fewer posts than teachers.
func (b *builder) grant(s *model.School, k kind) {
	n := 0
	for _, x := range s.Sections {
		n += b.sizes[x]
	}
	s.Posts, s.SeniorPosts = n+b.between(-1, 3), n*b.between(12, 24)/100
	if k == villageSchool {
		s.Posts, s.SeniorPosts = n+b.below(4), n*b.between(6, 12)/100
	}
}
