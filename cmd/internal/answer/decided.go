package answer

import (
	"slices"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/explain"
)

// kept is what the list that is kept says of a teacher; nil where it says nothing.
func (d *desk) kept(t model.TeacherID) *model.Kept {
	k := slices.IndexFunc(d.c.County.Kept, func(k model.Kept) bool { return k.Teacher == t })
	if k < 0 {
		return nil
	}
	return &d.c.County.Kept[k]
}

// decision tells what was announced and what was decided of a teacher, whether this plan follows it, and what doing so would
// mean where it does not.
func (d *desk) decision(t model.TeacherID) {
	k := d.kept(t)
	if k == nil {
		return
	}
	walk := d.moves.Walk(t)
	a := model.Stay{Teacher: t, Last: 1, Section: model.None}
	if k.Lock != model.Unlocked {
		d.course("locks", a, d.c.County.Follows(k, walk), k.Decided)
	}
	if d.c.County.Holds(k) && len(k.Announced) > 0 {
		d.course("announced", a, slices.Equal(k.Announced, walk), k.Announced)
	}
}

// course tells the fact of a rule that lays down a course, and what became of it.
func (d *desk) course(name string, a model.Stay, follows bool, stays []model.Stay) {
	if !d.inForce(name) {
		return
	}
	found, l := "", Line{Teachers: []string{d.c.County.Teachers[a.Teacher].ID}}
	if k := d.kept(a.Teacher); !follows {
		if k.Lock == model.Elsewhere && name == "locks" {
			stays = nil
		}
		t := d.moves.Try(explain.Turn[model.Stay]{Agent: int(a.Teacher), To: stays})
		found, l = d.found(&t)
	}
	d.tell("person", d.say("decided", "Rule", d.title(name), "Fact", d.fact(name, a), "Found", found), d.under(name, l))
}

// refused reports whether it was decided that a teacher goes nowhere.
func (d *desk) refused(t model.TeacherID) bool {
	k := d.kept(t)
	return k != nil && k.Lock == model.Refused && d.inForce("locks")
}

func (d *desk) inForce(name string) bool {
	return slices.ContainsFunc(d.c.Policy.Clauses, func(k model.Clause) bool { return k.Rule == name && k.Mode != model.Off })
}

// against tells what speaks by itself against a teacher's making any of some stays.
func (d *desk) against(topic string, t model.TeacherID, stays []model.Stay) {
	for _, e := range d.moves.Against(t, stays) {
		a := model.Stay{Teacher: t, Last: 1, Section: model.None}
		if len(stays) > 0 && topic == "there" {
			a = stays[0]
		}
		d.tell(topic, d.say("against", "Rule", d.title(e.Rule), "Fact", d.fact(e.Rule, a), "Worth", d.charge(e.Cost), "There", topic == "there"),
			d.under(e.Rule, Line{Found: &e.Cost}))
	}
}
