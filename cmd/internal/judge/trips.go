package judge

import (
	"fmt"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/verify"
)

// tripTold is a trip as plan.json lists it. What else it says of one is compared with what is told anew.
type tripTold struct {
	Teacher string     `json:"teacher"`
	To      string     `json:"to"`
	Stage   string     `json:"stage"`
	Subject string     `json:"subject"`
	Periods int16      `json:"periods"`
	Term    model.Term `json:"term"`
}

// readTrips finds whom and what the trips of a folder name. One that names what is not there is a finding.
func (v *Verdict) readTrips(told []tripTold) {
	county := v.Input.County
	people := map[string]model.TeacherID{}
	for i := range county.Teachers {
		people[county.Teachers[i].ID] = model.TeacherID(i)
	}
	sections := map[[2]string]model.SectionID{}
	for i := range county.Sections {
		s := model.SectionID(i)
		sections[[2]string{county.SchoolOf(s).ID, county.Sections[i].Stage.Code()}] = s
	}
	for i, x := range told {
		teacher, known := people[x.Teacher]
		section, there := sections[[2]string{x.To, x.Stage}]
		subject := subjectOf(x.Subject)
		if !known || !there || subject == model.NoSubject || x.Term < 0 || int(x.Term) >= v.Case.Terms {
			v.claim("claim", fmt.Sprintf("rotation.itinerant[%d]", i), fmt.Sprint(x), "")
			continue
		}
		v.Trips.Trips = append(v.Trips.Trips, model.Trip{Teacher: teacher, Term: x.Term, Section: section, Subject: subject, Periods: x.Periods})
	}
	v.Trips.Sort()
}

func subjectOf(code string) model.Subject {
	for x := model.NoSubject + 1; x < model.Subjects; x++ {
		if x.Code() == code {
			return x
		}
	}
	return model.NoSubject
}

// holdCircuit holds the claims of itinerant teaching: none where the policy knows no such thing or there is no list.
func (v *Verdict) holdCircuit(c *claimed, cert model.Certificate) {
	switch {
	case v.Circuit == nil && c == nil:
		v.unproven("itinerant", claimed{}, cert)
	case v.Circuit == nil || c == nil:
		v.claim("claim", "itinerant", fmt.Sprint(c != nil), fmt.Sprint(v.Circuit != nil))
	default:
		v.hold("itinerant", *c, v.Circuit, cert, verify.CircuitBound)
	}
}
