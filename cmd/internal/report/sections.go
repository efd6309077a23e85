package report

import "github.com/rotateplan/rotate/model"

// section is the line of one section in the first year. Heads are counted in autumn and include trainees; out and in
// are movers; returns and continuing are counted at the home section.
type section struct {
	id                      model.SectionID
	headsBefore, headsAfter int
	eligible, required      int
	out, in                 int
	backboneOut, backboneIn int
	traineesOut, traineesIn int
	returns, continuing     int
}

func (d *digest) sections() []section {
	lines := make([]section, len(d.c.County.Sections))
	for i := range lines {
		lines[i].id, lines[i].headsBefore = model.SectionID(i), d.c.Heads(model.SectionID(i), 0)
	}
	for _, s := range d.present(0, true) {
		lines[s].headsAfter++
	}
	for i := range d.c.County.Teachers {
		t := model.TeacherID(i)
		home := &lines[d.c.County.Teachers[t].Home]
		home.eligible += one(d.c.Eligible(t, 0))
		home.returns += one(d.c.Returning(t) != nil)
		home.continuing += one(d.c.Continuing(t) != nil)
	}
	for _, s := range d.Rotation.Stays {
		if firstYear(s) {
			d.enter(s, &lines[d.teacher(s).Home], &lines[s.Section])
		}
	}
	share := d.share()
	for i := range lines {
		if d.sends(lines[i].id) {
			lines[i].required = (share*lines[i].eligible + 999) / 1000
		}
	}
	return lines
}

func (d *digest) enter(s model.Stay, from, to *section) {
	if s.Kind == model.Trainee {
		from.traineesOut++
		to.traineesIn++
		return
	}
	if !d.mover(s) {
		return
	}
	strong := one(backbone(d.teacher(s)))
	from.out, from.backboneOut = from.out+1, from.backboneOut+strong
	to.in, to.backboneIn = to.in+1, to.backboneIn+strong
}

func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// share returns the share of eligible teachers the policy asks of a sending school, per mille; 0 if of none.
func (d *digest) share() int {
	for _, name := range []string{"school-share", "exchange-share"} {
		if k := d.clause(name); k.Mode != model.Off {
			return int(k.Args["share"])
		}
	}
	return 0
}

// sends reports whether the share is asked of a section: town or core.
func (d *digest) sends(s model.SectionID) bool {
	return d.c.County.Sections[s].Core() || d.school(s).InTown()
}
