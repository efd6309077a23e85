package table

import (
	"github.com/rotateplan/rotate/geo"
	"github.com/rotateplan/rotate/model"
)

// Form is a table to be filled in. Its sheet has the header and one row, an example that is not read.
type Form struct {
	*Sheet
	Fields []Field
}

// Field is what a person who fills in a column must know of it.
type Field struct {
	Key, Header string
	Unit        string   // "" none
	Words       []string // of a few; nil any text
	Must        bool     // a blank cell is a fault, or makes the row doubtful
}

// Forms returns an empty table of each kind. The examples hang together: one teacher of one school, lent to it.
func Forms() []Form {
	school := blankSchool()
	school.ID, school.Name, school.County, school.Town = ExampleMark+"2143000001", "示例小学", "990001", "示例镇"
	school.Stages, school.Area, school.Standing = school.Stages.With(model.Primary), 121, model.CoreStanding
	school.Founded, school.Lat, school.Lng, school.Datum = model.Day(1998, 9, 1), 34.7466, 113.6253, new(geo.GCJ02)
	school.Pupils, school.Classes, school.Posts, school.SeniorPosts = 720, 18, 42, 5
	school.Affiliation, school.Housing = "county", true
	teacher := blankTeacher()
	teacher.ID, teacher.School, teacher.Relation = ExampleMark+"0001", school.ID, school.ID
	teacher.Sex, teacher.Birth, teacher.SchoolSince, teacher.WorkSince = model.Female, model.Day(1985, 5, 1), model.Day(2012, 9, 1), model.Day(2008, 9, 1)
	teacher.Stage, teacher.Subject, teacher.Certificate = model.Primary, model.Maths, school.Stages
	teacher.Title, teacher.Backbone, teacher.Degree, teacher.Periods = model.FirstTitle, model.CountyBackbone, "本科", 14
	teacher.Appraisal = model.Excellent
	return []Form{
		formOf("学校", schoolColumns, school),
		formOf("教师", teacherColumns, teacher),
		formOf("任职经历", postingColumns, postingRow{Teacher: teacher.ID, School: school.ID, Kind: "支教",
			From: model.Day(2020, 9, 1), Until: model.Day(2022, 7, 31), Result: model.Good, Status: new(model.PostingStatus)}),
		formOf("结对", pairColumns, pairRow{Core: school.ID, Member: ExampleMark + "2143000002", Stage: model.Primary, Since: model.Day(2023, 9, 1)}),
		formOf("需求", demandColumns, demandRow{School: school.ID, Stage: model.Primary, Subject: model.Maths, Periods: 72}),
		formOf("通勤", travelColumns, travelRow{From: school.ID, To: ExampleMark + "2143000002", Metres: 5200, Minutes: 15}),
		formOf("退休", retirementColumns, retirementRow{Sex: model.Female, Post: model.ManagerPost, From: model.Day(1970, 1, 1), Months: 661}),
		formOf("课程", curriculumColumns, lessonRow{Stage: model.Primary, Subject: model.Maths, Periods: 4333}),
		formOf("工作量", loadColumns, loadRow{Stage: model.Primary, Subject: model.Maths, Periods: 15}),
	}
}

// formOf is the form of a table, its example in the words that a list offers.
func formOf[R any](name string, columns []Column[R], example R) Form {
	f := Form{Sheet: sheetOf(name, columns, []R{example})}
	if !isExample(f.Rows[0]) {
		f.Rows[0][0] = ExampleMark + f.Rows[0][0]
	}
	for _, c := range written(columns, []R{example}) {
		f.Fields = append(f.Fields, Field{c.Key, c.Headers[0], c.Unit, c.Words, c.Need >= Expected && c.Need != Asked})
	}
	return f
}
