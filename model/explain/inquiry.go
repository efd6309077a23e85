package explain

import (
	"slices"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/verify"
)

// Inquiry asks a rotation questions, with the certificate at hand.
type Inquiry struct {
	*Rotation
	Proof  *verify.Proof[model.Stay]
	Cost   model.Cost // of the plan
	cert   model.Certificate
	taught []int64 // by section·Subjects+subject: who deliver it in the first autumn of the plan
}

// Inquire opens a rotation of this cost for questions.
func Inquire(x *Rotation, cost model.Cost, cert model.Certificate) (*Inquiry, error) {
	proof, err := verify.ProveRotation(x.c, cert)
	if err != nil {
		return nil, err
	}
	q := &Inquiry{Rotation: x, Proof: proof, Cost: cost, cert: cert, taught: make([]int64, len(x.c.County.Sections)*int(model.Subjects))}
	for s := range x.c.County.Sections {
		for subject := range model.Subjects {
			q.taught[s*int(model.Subjects)+int(subject)] = int64(x.c.Delivering(model.SectionID(s), subject, 0))
		}
	}
	for _, a := range x.plan.Stays {
		q.teach(a, func(at int, n int64) { q.taught[at] += n })
	}
	return q, nil
}

// teach visits the subjects of sections that lose or win a teacher in the first autumn by a stay.
func (q *Inquiry) teach(a model.Stay, add func(at int, n int64)) {
	if a.First > 0 {
		return
	}
	p := &q.c.County.Teachers[a.Teacher]
	add(int(p.Home)*int(model.Subjects)+int(p.Subject), -1)
	if a.Kind != model.Trainee {
		add(int(a.Section)*int(model.Subjects)+int(a.Subject), +1)
	}
}

// Taught returns how many deliver a subject at a section in the first autumn of the plan.
func (q *Inquiry) Taught(s model.SectionID, x model.Subject) int64 {
	return q.taught[int(s)*int(model.Subjects)+int(x)]
}

// Untaught returns the periods a week of a subject that nobody teaches at a section in the first autumn.
func (q *Inquiry) Untaught(s model.SectionID, x model.Subject) int64 {
	whole, rest, load := q.c.Demand(s, x, 0)
	return max(0, whole*load+rest-q.Taught(s, x)*load)
}

// Toll is what a trial means on the ground, more than planned where positive.
type Toll struct {
	People  int          // who go
	Metres  model.Metres // of extra way, one way
	Periods int64        // a week in the first autumn that nobody teaches
}

// Toll counts people, ways and periods of a trial.
func (q *Inquiry) Toll(t *Trial[model.Stay]) Toll {
	var out Toll
	change, touched := map[int]int64{}, []int(nil)
	count := func(walk []model.Stay, sign int64) {
		for _, a := range walk {
			out.People, out.Metres = out.People+int(sign), out.Metres+model.Metres(sign)*q.c.ExtraTravel(a.Teacher, a.Section)
			q.teach(a, func(at int, n int64) {
				change[at] += sign * n
				touched = append(touched, at)
			})
		}
	}
	for _, turn := range t.Turns {
		count(q.b.walks[turn.Agent], -1)
		count(turn.To, +1)
	}
	slices.Sort(touched)
	for _, at := range slices.Compact(touched) {
		s, x := model.SectionID(at/int(model.Subjects)), model.Subject(at%int(model.Subjects))
		before := q.Untaught(s, x)
		q.taught[at] += change[at]
		out.Periods += q.Untaught(s, x) - before
		q.taught[at] -= change[at]
	}
	return out
}

// Try tries turns of teachers together.
func (q *Inquiry) Try(turns ...Turn[model.Stay]) Trial[model.Stay] { return q.b.try(turns...) }

// Least returns by how much every plan that meets the demands is at least dearer than this one: proven, and never more than
// it is in truth. It is negative where the certificate leaves room for a cheaper one. False: no plan meets them.
func (q *Inquiry) Least(demands ...verify.Demand[model.Stay]) (model.Cost, bool) {
	bound, err := q.Proof.Bound(demands...)
	return bound - q.Cost, err == nil
}

// NotThere demands that a teacher is not sent to a school.
func (q *Inquiry) NotThere(t model.TeacherID, school model.SchoolID) verify.Demand[model.Stay] {
	return verify.Demand[model.Stay]{Agent: int(t), Never: q.at(school)}
}

// There demands that a teacher is sent to a school.
func (q *Inquiry) There(t model.TeacherID, school model.SchoolID) verify.Demand[model.Stay] {
	return verify.Demand[model.Stay]{Agent: int(t), Once: q.at(school)}
}

func (q *Inquiry) at(school model.SchoolID) func(model.Stay) bool {
	return func(a model.Stay) bool { return q.c.County.Sections[a.Section].School == school }
}

// Exactly demands that teachers make the stays of a trial, and of those they have none of the planned ones elsewhere.
func (q *Inquiry) Exactly(t *Trial[model.Stay]) []verify.Demand[model.Stay] {
	var all []verify.Demand[model.Stay]
	for _, turn := range t.Turns {
		d := verify.Demand[model.Stay]{Agent: turn.Agent, Never: func(a model.Stay) bool { return !slices.Contains(turn.To, a) }}
		if len(turn.To) > 0 {
			d.Once = func(a model.Stay) bool { return a == turn.To[0] }
		}
		all = append(all, d)
	}
	return all
}
