package gen

import (
	"fmt"
	"reflect"

	"github.com/rotateplan/rotate/model"
)

// tinyEligible is how many teachers of a tiny county may be long at their school, free and young enough to be sent.
const tinyEligible = 7

// Tiny makes up a county so small that all its plans can be listed: three to six schools, the first a core, at least two
// targets, 5 to 14 teachers. Some counties hold a second core, a junior school, a school out of reach or without a
// place, equal teachers, running stays, pins; some have no plan at all.
func Tiny(seed uint64) *model.County {
	b := &builder{dice: newDice(seed, 0), o: Options{Code: "990000", Year: builtinYear}.filled()}
	b.c = &model.County{Code: b.o.Code, Name: BuiltinName, Year: b.o.Year}
	b.seat = spotAt(b.o.Place)
	b.tinySchools(b.between(3, 6))
	b.tinySizes()
	b.tinyStaff()
	b.tinyBackbone()
	b.tinyHistory()
	b.tinyPairs()
	b.dice = newDice(seed, 1)
	b.tinyTeaching()
	return b.c
}

func (b *builder) tinySchools(n int) {
	b.towns = []town{{townName(0), b.seat.off(8000, b.below(16)), model.None}}
	for i := range n {
		k, standing := villageSchool, model.Ordinary
		switch {
		case i == 0, i > 2 && b.chance(150):
			k, standing = urbanSchool, model.CoreStanding
		case i == 1 || b.chance(300):
			k, standing = townSchool, model.Weak
		case i > 2 && b.chance(500):
			k = urbanSchool
		}
		b.school(k, 0, fmt.Sprintf("示例第%s学校", ordinal(i)))
		b.tinySection(i, n, standing)
	}
	if b.chance(200) {
		b.tinyFar(n - 1)
	}
}

func (b *builder) tinySection(i, n int, standing model.Standing) {
	stage := model.Primary
	if i == n-1 && n > 3 && b.chance(150) {
		stage = model.Junior
	}
	s := b.section(stage, standing, 1)
	s.New = i > 0 && standing != model.CoreStanding && b.chance(150)
	s.Classes = b.between(1, 4)
	s.Pupils = s.Classes * b.between(5, 45)
	b.c.Schools[i].Housing = b.chance(200)
}

// tinyFar moves a school out of reach of most, or leaves its place unknown.
func (b *builder) tinyFar(i int) {
	s := &b.c.Schools[i]
	if b.chance(150) {
		s.HasPlace, s.Place = false, model.Place{}
		return
	}
	b.spots[i] = b.seat.off(b.between(35000, 60000), b.below(16))
	s.Place = b.spots[i].place()
}

// tinySizes gives every school a teacher and shares the others out, most to the cores.
func (b *builder) tinySizes() {
	weights := make([]int, len(b.c.Sections))
	for s := range weights {
		b.sizes = append(b.sizes, 1)
		weights[s] = 2
		if b.c.Sections[s].Core() {
			weights[s] = 5
		}
	}
	for range b.between(max(5, len(weights)+2), 14) - len(weights) {
		b.sizes[b.pick(weights)]++
	}
	for i := range b.c.Schools {
		b.c.Schools[i].Posts, b.c.Schools[i].SeniorPosts = b.sizes[i]+b.pick([]int{15, 25, 40, 20})-1, b.below(3)
		if b.chance(150) {
			b.c.Schools[i].Posts, b.c.Schools[i].SeniorPosts = -1, -1
		}
	}
}

func (b *builder) tinyStaff() {
	subjects := []model.Subject{model.Chinese, model.Maths, model.Foreign}[:2+b.pick([]int{70, 30})]
	free := 0
	for s := range b.c.Sections {
		for i := range b.sizes[s] {
			p := b.tinyTeacher(model.SectionID(s), i, subjects)
			if free += b.freed(&p); free > tinyEligible {
				p.SchoolSince = model.FirstSeptember(b.o.Year - b.between(0, 5))
				p.WorkSince = min(p.WorkSince, p.SchoolSince)
			}
			b.c.Teachers = append(b.c.Teachers, p)
		}
	}
}

// freed counts a teacher who may well be eligible.
func (b *builder) freed(p *model.Teacher) int {
	if p.Exempt == model.NotExempt && p.SchoolSince.Year() <= b.o.Year-6 {
		return 1
	}
	return 0
}

func (b *builder) tinyTeacher(home model.SectionID, i int, subjects []model.Subject) model.Teacher {
	if i > 1 && b.chance(250) {
		return b.tinyTwin()
	}
	position := model.Staff
	if i == 0 && b.sizes[home] > 1 && b.chance(600) {
		position = model.Principal
	}
	p := b.teacher(home, position, subjects[b.below(len(subjects))])
	p.SchoolSince = model.FirstSeptember(b.o.Year - b.between(2, 12))
	p.WorkSince = min(p.WorkSince, p.SchoolSince)
	if x := subjects[b.below(len(subjects))]; x != p.Subject && b.chance(300) {
		p.Subject2 = x
	}
	p.HasResidence = p.HasResidence && b.chance(500)
	if !p.HasResidence {
		p.Residence = model.Place{}
	}
	if b.chance(250) {
		p.PromotionYear = b.o.Year + b.between(0, 2)
	}
	return p
}

// tinyTwin repeats the teacher added last but for her name.
func (b *builder) tinyTwin() model.Teacher {
	p := b.c.Teachers[len(b.c.Teachers)-1]
	n := len(b.c.Teachers) + 1
	p.ID, p.Name = fmt.Sprintf("T%s%06d", b.o.Code, n), fmt.Sprintf("教师%05d", n)
	return p
}

// tinyBackbone makes half of those who may move backbone teachers, the first for certain.
func (b *builder) tinyBackbone() {
	sure := true
	for i := range b.c.Teachers {
		p := &b.c.Teachers[i]
		if b.freed(p) == 1 && !p.Position.Leader() && (sure || b.chance(500)) {
			p.Backbone, sure = model.CountyBackbone, false
		}
	}
}

func (b *builder) tinyHistory() {
	for i := range b.c.Teachers {
		p := &b.c.Teachers[i]
		hosts := b.hosts(p)
		if len(hosts) == 0 {
			continue
		}
		if b.chance(120) {
			b.served(i, hosts)
		}
		if !p.Position.Leader() && b.chance(60) {
			b.away(i, hosts)
		}
		if b.chance(200) {
			b.wish(p, hosts)
		}
	}
	if b.chance(100) {
		b.tinyForbidden()
	}
}

// tinyForbidden forbids one stay.
func (b *builder) tinyForbidden() {
	t := b.below(len(b.c.Teachers))
	if hosts := b.hosts(&b.c.Teachers[t]); len(hosts) > 0 {
		b.c.Postings = append(b.c.Postings, model.Posting{Teacher: model.TeacherID(t), School: hosts[b.below(len(hosts))],
			Kind: "轮岗", From: model.FirstSeptember(b.o.Year), Until: model.Day(b.o.Year+1, 7, 31), Status: model.ForbiddenPosting})
	}
}

// tinyPairs joins targets to the first core: existing, pinned or forbidden.
func (b *builder) tinyPairs() {
	for s := range b.c.Sections {
		if !b.c.Target(model.SectionID(s)) || b.c.Sections[s].Stage != model.Primary || b.chance(700) {
			continue
		}
		status := [...]model.PairStatus{model.Existing, model.PinnedPair, model.ForbiddenPair}[b.pick([]int{70, 10, 20})]
		b.c.Pairs = append(b.c.Pairs, model.Pair{Core: 0, Member: model.SectionID(s), Status: status})
	}
}

// tinyTeaching says which classes teachers have and how they were appraised, often badly. Who was like the one before her stays so.
func (b *builder) tinyTeaching() {
	for i := range b.c.Schools {
		if b.chance(150) {
			b.c.Schools[i].Affiliation = ""
		}
	}
	var before, after model.Teacher
	for i := range b.c.Teachers {
		p := &b.c.Teachers[i]
		old := *p
		if i > 0 && sameBut(&old, &before) {
			p.Class, p.Grade, p.Title, p.Appraisal = after.Class, after.Grade, after.Title, after.Appraisal
		} else {
			b.tinyClass(p)
		}
		before, after = old, *p
	}
}

// sameBut reports whether two teachers differ in who they are alone.
func sameBut(p, q *model.Teacher) bool {
	like := *q
	like.ID, like.Name = p.ID, p.Name
	return reflect.DeepEqual(*p, like)
}

func (b *builder) tinyClass(p *model.Teacher) {
	last := model.LastGrade(p.Stage)
	if grade := last - b.below(3); b.chance(600) {
		p.Grade = fmt.Sprint(grade)
		p.Class = [...]string{"", "1班", "2班", "1班;2班"}[b.below(4)]
	}
	if b.chance(200) {
		p.Appraisal = [...]model.Appraisal{model.Fail, model.Pass}[b.below(2)]
	}
	if b.chance(250) {
		p.Title = model.SeniorTitle
	}
}
