package itinerant

import (
	"testing"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/solver"
)

// Of two donors equally far, the one of the same town gives, or the one of the same group; a nearer one is preferred to both.
func TestGroupAndTownComeFirst(t *testing.T) {
	for _, x := range []struct {
		name  string
		towns [3]string // of the two donors and the call
		group int       // the donor that leads a group with the call, or -1
		north float64   // of the second donor, degrees
		want  int       // the donor that gives
	}{
		{"the first in town", [3]string{"A", "B", "A"}, -1, 0.02, 0},
		{"the second in town", [3]string{"A", "B", "B"}, -1, 0.02, 1},
		{"the first in the group", [3]string{"A", "B", "C"}, 0, 0.02, 0},
		{"the second in the group", [3]string{"", "", ""}, 1, 0.02, 1},
		{"the nearer one", [3]string{"A", "B", "A"}, 0, 0.019, 1},
	} {
		county := &model.County{Code: "990009", Year: 2026}
		for i, lat := range []float64{25, 25 + 2*x.north, 25 + 0.02} {
			id := model.SectionID(i)
			county.Schools = append(county.Schools, model.School{ID: string(rune('A' + i)), Town: x.towns[i], HasPlace: true, Place: model.Place{Lat: lat, Lng: 111},
				Central: model.None, Posts: -1, SeniorPosts: -1, Sections: []model.SectionID{id}})
			county.Sections = append(county.Sections, model.Section{School: model.SchoolID(i), Stage: model.SeniorHigh, Quality: -1})
			county.Needs = append(county.Needs, model.NeedRow{Section: id, Subject: model.Music, Periods: []int{10, 10, 3}[i]})
		}
		for i := range 2 {
			county.Teachers = append(county.Teachers, model.Teacher{ID: string(rune('a' + i)), At: model.SchoolID(i), Home: model.SectionID(i),
				Stage: model.SeniorHigh, Subject: model.Music, Periods: -1, Spouse: model.None})
		}
		policy, _ := rule.LoadPolicy("base")
		c, err := rule.NewCase(county, policy, 1)
		if err != nil {
			t.Fatal(err)
		}
		var g model.Grouping
		if x.group >= 0 {
			g.Members = []model.Membership{{Core: model.SectionID(x.group), Section: 2}}
		}
		r := judged(t, c.WithGrouping(g).WithRotation(model.Rotation{}), solver.Options{})
		if len(r.Plan.Trips) != 2 || r.Plan.Trips[0].Teacher != model.TeacherID(x.want) || r.Plan.Trips[0].Periods != 3 {
			t.Errorf("%s: trips %v", x.name, r.Plan.Trips)
		}
	}
}
