// Package sample holds one small county, and a plan of it, whose figures tests count by hand.
package sample

import (
	"testing"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// County is a county of four primary schools whose figures are counted by hand in the tests: a core in town, a
// weak village school beside it, an ordinary town school, and a village school 60 km off.
func County() *model.County {
	school := func(id, name string, class model.UrbanRural, lat float64, s model.SectionID) model.School {
		return model.School{ID: id, Name: name, Town: "城关镇", UrbanRural: class, Place: model.Place{Lat: lat, Lng: 111.5}, HasPlace: true,
			Posts: 20, SeniorPosts: 5, Central: model.None, Sections: []model.SectionID{s}}
	}
	section := func(s model.SchoolID, standing model.Standing, pupils, classes int) model.Section {
		return model.Section{School: s, Stage: model.Primary, Standing: standing, Pupils: pupils, Classes: classes, Quality: -1}
	}
	c := &model.County{Code: "990009", Name: "示例县", Year: 2026,
		Schools: []model.School{school("2100000001", "实验小学", 111, 26.00, 0), school("2100000002", "柳村小学", 220, 26.05, 1),
			school("2100000003", "城东小学", 121, 26.01, 2), school("2100000004", "远山小学", 220, 26.55, 3)},
		Sections: []model.Section{section(0, model.CoreStanding, 600, 12), section(1, model.Weak, 120, 6),
			section(2, model.Ordinary, 400, 9), section(3, model.Weak, 80, 6)},
	}
	c.Teachers = teachers()
	c.Postings = []model.Posting{
		{Teacher: 5, School: 1, Kind: "支教", From: model.Day(2025, 9, 1), Until: model.Day(2027, 7, 31), Status: model.Current},
		{Teacher: 6, School: 1, Kind: "支教", From: model.Day(2025, 9, 1), Until: model.Day(2026, 7, 31), Status: model.Current}}
	return c
}

func teachers() []model.Teacher {
	teacher := func(n string, home model.SectionID, x model.Subject) model.Teacher {
		return model.Teacher{ID: "T99000900000" + n, Name: "教师0000" + n, At: model.SchoolID(home), Home: home, Sex: model.Female,
			Birth: model.Day(1985, 3, 1), Stage: model.Primary, Subject: x, Certificate: model.StageSet(0).With(model.Primary),
			Title: model.FirstTitle, Degree: "本科", SchoolSince: model.Day(2012, 9, 1), WorkSince: model.Day(2007, 9, 1),
			Periods: -1, Spouse: model.None, Appraisal: model.Good}
	}
	all := []model.Teacher{teacher("1", 0, model.Maths), teacher("2", 1, model.Chinese), teacher("3", 0, model.PE),
		teacher("4", 0, model.Chinese), teacher("5", 2, model.Maths), teacher("6", 0, model.Music), teacher("7", 2, model.Art),
		teacher("8", 3, model.Chinese)}
	all[0].Backbone, all[0].Wishes = model.CountyBackbone, []model.SchoolID{1}
	all[2].Position = model.Vice
	all[3].Exempt = model.Illness
	all[4].SchoolSince = model.Day(2024, 9, 1)
	all[7].Residence, all[7].HasResidence = model.Place{Lat: 26.55, Lng: 111.5}, true
	return all
}

// Solved sends teacher 1 to the village for a year, teacher 3 for a term, and has teacher 2 trained at the core. The case has
// the groups.
func Solved(t *testing.T) (*rule.Case, model.Grouping, model.Rotation) {
	t.Helper()
	policy, faults := rule.LoadPolicy("national-2014")
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	c, err := rule.NewCase(County(), policy, 1)
	if err != nil {
		t.Fatal(err)
	}
	g := model.Grouping{Members: []model.Membership{{Core: 0, Section: 1}}}
	r := model.Rotation{Stays: []model.Stay{{Teacher: 0, First: 0, Last: 1, Section: 1, Subject: model.Maths},
		{Teacher: 1, First: 0, Last: 1, Section: 0, Kind: model.Trainee, Subject: model.Chinese},
		{Teacher: 2, First: 1, Last: 1, Section: 1, Subject: model.PE}}}
	return c.WithGrouping(g), g, r
}
