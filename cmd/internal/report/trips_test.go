package report

import (
	"strings"
	"testing"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/verify"
)

// tripPlan adds two trips to the sample: in both terms and in spring alone.
func tripPlan(t *testing.T) *Plan {
	t.Helper()
	p := samplePlan(t)
	p.Case = p.Case.WithRotation(p.Rotation)
	p.Circuit = model.Circuit{Trips: []model.Trip{{Teacher: 4, Term: 0, Section: 0, Subject: model.Maths, Periods: 3},
		{Teacher: 4, Term: 1, Section: 0, Subject: model.Maths, Periods: 3}, {Teacher: 6, Term: 1, Section: 0, Subject: model.Art, Periods: 2}}}
	p.Trips = Verdict{Status: "gap", Account: verify.Circuit(p.Case, p.Circuit), Bound: 5}
	return p
}

func TestTripsAreTold(t *testing.T) {
	d := digested(tripPlan(t))
	// From the school at 26.01° to that at 26.00° it is 1,112 m: 23 metre-terms a period, 8 periods in all, each worth 200.
	if x := d.doc.Circuit; x.Travel != 8*23 || x.Saving != 8*(200-23) || x.Cost != d.Trips.Account.Cost {
		t.Errorf("itinerant %+v", x)
	}
	if n := d.doc.Totals; n.ShortageItinerant != 3 || n.ShortageItinerant > n.ShortageAfter {
		t.Errorf("totals %+v, want 3 periods given in autumn", n)
	}
	if got := d.doc.Rotation.Itinerant[0]; got != (itinerant{Teacher: "T990009000005", From: "2100000003", To: "2100000001", Subject: "maths",
		Periods: 3, Metres: 1112, Stage: "primary"}) {
		t.Errorf("told %+v", got)
	}
	rows := d.tripTable().Rows
	if len(rows) != 2 || rows[0][len(rows[0])-1] != "全学年" || rows[1][len(rows[1])-1] != "第二学期" {
		t.Errorf("走教安排: %v", rows)
	}
	if said := Summary(tripPlan(t), "en"); !strings.Contains(said, "1 give 3 periods a week elsewhere") {
		t.Error(said)
	}
}

// What itinerant teachers give is told of the post, and what it still lacks.
func TestPostsTellWhatTripsGive(t *testing.T) {
	d := digested(tripPlan(t))
	for _, p := range d.posts() {
		given := int64(0)
		if p.section == 0 && p.subject == model.Maths {
			given = 3
		}
		if p.given != given || p.left() != max(0, p.missingAfter()-given) {
			t.Errorf("%v of %v: %d given, %d left", p.subject, p.section, p.given, p.left())
		}
	}
	if with, without := len(d.postTable().Columns), len(digested(samplePlan(t)).postTable().Columns); with != without+2 {
		t.Errorf("%d columns, %d without trips", with, without)
	}
}
