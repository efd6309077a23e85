package gen

import (
	"fmt"

	"github.com/rotateplan/rotate/model"
)

// hire fills every section with its teachers, its leaders first.
func (b *builder) hire() {
	for s := range b.c.Sections {
		for i, x := range b.subjects(model.SectionID(s)) {
			b.c.Teachers = append(b.c.Teachers, b.teacher(model.SectionID(s), b.position(s, i), x))
		}
	}
}

// position gives the i-th teacher of a section her position: one principal to a school, a vice principal from 12
// teachers and another from 40, a middle manager for every ten.
func (b *builder) position(section, i int) model.Position {
	n := b.sizes[section]
	principals, vices := 1, min(n/12, 1)+min(n/40, 1)
	if b.c.Schools[b.c.Sections[section].School].Sections[0] != model.SectionID(section) {
		principals = 0
	}
	switch {
	case i < principals:
		return model.Principal
	case i < principals+vices:
		return model.Vice
	case i < principals+vices+n/10:
		return model.Middle
	}
	return model.Staff
}

func (b *builder) teacher(home model.SectionID, position model.Position, subject model.Subject) model.Teacher {
	s := &b.c.Sections[home]
	n := len(b.c.Teachers) + 1
	p := model.Teacher{ID: fmt.Sprintf("T%s%06d", b.o.Code, n), Name: fmt.Sprintf("教师%05d", n), At: s.School, Home: home,
		Sex: model.Female, Stage: s.Stage, Subject: subject, Certificate: model.StageSet(0).With(s.Stage),
		Position: position, Periods: -1, Spouse: model.None}
	if b.chance(350) {
		p.Sex = model.Male
	}
	age := b.age(position, b.kinds[s.School])
	if p.Sex == model.Female && age > lastWoman {
		age -= 8
	}
	b.career(&p, age)
	b.rank(&p, age, b.kinds[s.School])
	b.duties(&p, age)
	b.live(&p)
	return p
}

// lastWoman is the greatest age of a woman in post: on the 55 line, before the delay.
const lastWoman = 54

// age draws the age on 1 September of the plan year: leaders 36..53, others 24..54, in villages mostly 32..58 with some
// beginners.
func (b *builder) age(position model.Position, k kind) int {
	switch {
	case position != model.Staff:
		return b.between(36, 44) + b.below(10)
	case k == villageSchool && b.chance(820):
		return b.between(32, 45) + b.below(14)
	case k == villageSchool:
		return b.between(23, 29)
	}
	return b.between(24, 39) + b.below(16)
}

// career dates birth, first work and arrival at the school; one in fifty of the young is a new hire.
func (b *builder) career(p *model.Teacher, age int) {
	year := b.o.Year
	p.Birth = model.Day(year-age, b.between(1, 8), 1)
	if b.chance(300) {
		p.Birth = model.Day(year-age-1, b.between(10, 12), 1)
	}
	if p.Position == model.Staff && age <= 30 && b.chance(100) {
		p.WorkSince, p.SchoolSince = model.FirstSeptember(year), model.FirstSeptember(year)
		return
	}
	served := max(age-b.between(22, 24), 1)
	here := b.between(1, min(served, 13))
	if b.chance(150) {
		here = served
	}
	p.WorkSince, p.SchoolSince = model.FirstSeptember(year-served), model.FirstSeptember(year-here)
}

// rank gives title, backbone level, degree and appraisal. Women past 47 hold a title of the first rank, or they would
// have retired.
func (b *builder) rank(p *model.Teacher, age int, k kind) {
	p.Title = b.title(p, age)
	p.Backbone = b.backbone(p, age, k)
	p.Degree = [...]string{"专科", "本科", "硕士研究生"}[b.pick([]int{250 + 4*max(age-30, 0), 700, 50})]
	p.Appraisal = [...]model.Appraisal{model.Pass, model.Good, model.Excellent}[b.pick([]int{2, 83, 15})]
	if p.WorkSince.Year() == b.o.Year {
		p.Appraisal = model.NotAppraised
	}
}

func (b *builder) title(p *model.Teacher, age int) model.Title {
	switch {
	case p.WorkSince.Year() == b.o.Year:
		return model.NoTitle
	case age < 28:
		return [...]model.Title{model.ThirdTitle, model.SecondTitle}[b.pick([]int{30, 70})]
	case age < 36:
		return [...]model.Title{model.SecondTitle, model.FirstTitle}[b.pick([]int{70, 30})]
	case age < 45:
		return [...]model.Title{model.SecondTitle, model.FirstTitle, model.SeniorTitle}[b.pick([]int{35, 55, 10})]
	case age < 48 || p.Sex == model.Male:
		return [...]model.Title{model.SecondTitle, model.FirstTitle, model.SeniorTitle}[b.pick([]int{20, 55, 25})]
	}
	return [...]model.Title{model.FirstTitle, model.SeniorTitle, model.ProfessorTitle}[b.pick([]int{68, 30, 2})]
}

// backbone draws the level: county or above for about a quarter of a core's teachers, a tenth in towns, fewer in
// villages.
func (b *builder) backbone(p *model.Teacher, age int, k kind) model.Backbone {
	if age < 30 {
		return model.NoBackbone
	}
	weights := [5]int{780, 110, 80, 25, 5}
	switch {
	case b.c.Sections[p.Home].Core():
		weights = [5]int{500, 170, 210, 90, 30}
	case k == villageSchool:
		weights = [5]int{880, 80, 35, 5, 0}
	}
	return model.Backbone(b.pick(weights[:]))
}

// duties gives the reasons to be spared (about 3 %) and the years of declared promotion (about 8 %).
func (b *builder) duties(p *model.Teacher, age int) {
	if b.chance(32) {
		p.Exempt = b.spared(p, age)
	}
	if age >= 28 && age < 52 && p.Title < model.SeniorTitle && b.chance(100) {
		p.PromotionYear = b.o.Year + b.between(1, 4)
	}
}

func (b *builder) spared(p *model.Teacher, age int) model.Exemption {
	switch {
	case p.Sex == model.Female && age < 42:
		return [...]model.Exemption{model.Pregnancy, model.Nursing}[b.below(2)]
	case age < 29:
		return model.ServiceTerm
	}
	return [...]model.Exemption{model.Illness, model.SpecialCourse, model.OnLeave}[b.pick([]int{60, 30, 10})]
}

// live gives most a residence: near the school, or for a quarter of the villages' teachers in the seat.
func (b *builder) live(p *model.Teacher) {
	if b.chance(150) {
		return
	}
	school := b.c.Sections[p.Home].School
	at := b.near(b.spots[school], 200, 4500)
	if b.kinds[school] != urbanSchool && b.chance(250) {
		at = b.near(b.seat, 200, 3500)
	}
	p.Residence, p.HasResidence = at.place(), true
}
