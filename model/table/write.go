package table

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"math"
	"slices"

	"github.com/rotateplan/rotate/geo"
	"github.com/rotateplan/rotate/model"
)

// Sheets returns the tables of a county with Chinese headers. Reading them gives an equal county, but for its name and
// year, which no table holds. Places are written on WGS-84, one row a section.
func Sheets(c *model.County) []*Sheet {
	return sheetsOf(c, schoolRows(c), teacherRows(c), postingRows(c))
}

func sheetsOf(c *model.County, schools []schoolRow, teachers []teacherRow, postings []postingRow) []*Sheet {
	sheets := []*Sheet{
		sheetOf("学校", schoolColumns, schools),
		sheetOf("教师", teacherColumns, teachers),
		sheetOf("任职经历", postingColumns, postings),
		sheetOf("结对", pairColumns, pairRows(c)),
	}
	for _, s := range []*Sheet{
		sheetOf("需求", demandColumns, needRows(c)),
		sheetOf("通勤", travelColumns, travelRows(c)),
		sheetOf("退休", retirementColumns, retirementRows(c)),
		sheetOf("课程", curriculumColumns, lessonRows(c)),
		sheetOf("工作量", loadColumns, loadRows(c)),
	} {
		if len(s.Rows) > 0 {
			sheets = append(sheets, s)
		}
	}
	return sheets
}

// Fingerprint is the SHA-256 of a county, the same in whatever format its tables came.
func Fingerprint(c *model.County) string {
	h := sha256.New()
	if err := json.NewEncoder(h).Encode(c); err != nil {
		panic(err) // a county holds nothing that has no JSON form
	}
	return hex.EncodeToString(h.Sum(nil))
}

// sheetOf writes rows under the first header of each column that can be written.
func sheetOf[R any](name string, columns []Column[R], rows []R) *Sheet {
	s := &Sheet{File: name + ".csv", Name: name, First: 2, Rows: make([][]string, len(rows))}
	for _, c := range written(columns, rows) {
		s.Header, s.keys = append(s.Header, c.Headers[0]), append(s.keys, c.Key)
		for i := range rows {
			s.Rows[i] = append(s.Rows[i], quoted(c.Get(&rows[i])))
		}
	}
	return s
}

// written are the columns that rows are written in.
func written[R any](columns []Column[R], rows []R) []Column[R] {
	return slices.DeleteFunc(slices.Clone(columns), func(c Column[R]) bool {
		return c.Get == nil || c.Rare && !slices.ContainsFunc(rows, func(r R) bool { return c.Get(&r) != "" })
	})
}

func schoolRows(c *model.County) []schoolRow {
	var list []schoolRow
	wgs84 := geo.WGS84
	for k := range c.Sections {
		x := &c.Sections[k]
		s := &c.Schools[x.School]
		r := blankSchool()
		r.ID, r.Name, r.County, r.Town, r.Area = s.ID, s.Name, c.Code, s.Town, s.UrbanRural
		r.Stages = r.Stages.With(x.Stage)
		r.Standing, r.New, r.Founded, r.Quality = x.Standing, x.New, s.Founded, x.Quality
		r.Pupils, r.Classes = x.Pupils, x.Classes
		r.Affiliation, r.Ownership, r.Housing = s.Affiliation, s.Ownership, s.Housing
		if s.HasPlace {
			r.Lat, r.Lng, r.Datum = s.Place.Lat, s.Place.Lng, &wgs84
		}
		if s.Central != model.None {
			r.Central = c.Schools[s.Central].ID
		}
		if s.Sections[0] == model.SectionID(k) { // posts of further rows would be added
			r.Posts, r.SeniorPosts = s.Posts, s.SeniorPosts
		}
		list = append(list, r)
	}
	return list
}

func teacherRows(c *model.County) []teacherRow {
	list := make([]teacherRow, len(c.Teachers))
	wgs84 := geo.WGS84
	for k := range c.Teachers {
		t := &c.Teachers[k]
		r := teacherRow{ID: t.ID, Name: t.Name, School: c.Schools[t.At].ID, Relation: c.SchoolOf(t.Home).ID, Sex: t.Sex, Birth: t.Birth,
			Stage: t.Stage, Subject: t.Subject, Second: t.Subject2, Certificate: t.Certificate, Title: t.Title, Backbone: t.Backbone,
			Position: t.Position, Degree: t.Degree, SchoolSince: t.SchoolSince, WorkSince: t.WorkSince, Periods: t.Periods,
			Class: t.Class, Grade: t.Grade, Exempt: t.Exempt, PromotionYear: t.PromotionYear, Appraisal: t.Appraisal,
			Lat: math.NaN(), Lng: math.NaN()}
		if t.Spouse != model.None {
			r.Spouse = c.Teachers[t.Spouse].ID
		}
		if t.HasResidence {
			r.Lat, r.Lng, r.Datum = t.Residence.Lat, t.Residence.Lng, &wgs84
		}
		for _, s := range t.Wishes {
			r.Wishes = append(r.Wishes, c.Schools[s].ID)
		}
		list[k] = r
	}
	return list
}

func postingRows(c *model.County) []postingRow {
	list := make([]postingRow, len(c.Postings))
	for k := range c.Postings {
		p := &c.Postings[k]
		list[k] = postingRow{Teacher: c.Teachers[p.Teacher].ID, School: c.Schools[p.School].ID, Kind: p.Kind,
			From: p.From, Until: p.Until, Result: p.Result, Moved: p.Moved, Status: &p.Status}
	}
	return list
}

func pairRows(c *model.County) []pairRow {
	list := make([]pairRow, len(c.Pairs))
	for k := range c.Pairs {
		p := &c.Pairs[k]
		list[k] = pairRow{Core: c.SchoolOf(p.Core).ID, Member: c.SchoolOf(p.Member).ID, Stage: c.Sections[p.Member].Stage,
			Status: p.Status, Since: p.Since}
		if p.Typed {
			list[k].Type = &p.Type
		}
		if core := c.Sections[p.Core].Stage; core != list[k].Stage {
			list[k].CoreStage = core
		}
	}
	return list
}

func needRows(c *model.County) []demandRow {
	list := make([]demandRow, len(c.Needs))
	for k := range c.Needs {
		n := &c.Needs[k]
		list[k] = demandRow{School: c.SchoolOf(n.Section).ID, Stage: c.Sections[n.Section].Stage, Subject: n.Subject, Periods: n.Periods}
	}
	return list
}

func travelRows(c *model.County) []travelRow {
	list := make([]travelRow, len(c.Travel))
	for k, w := range c.Travel {
		list[k] = travelRow{From: c.Schools[w.From].ID, To: c.Schools[w.To].ID, Metres: w.Metres, Minutes: w.Minutes}
	}
	return list
}

func retirementRows(c *model.County) []retirementRow {
	list := make([]retirementRow, len(c.Retirement))
	for k, r := range c.Retirement {
		list[k] = retirementRow{Sex: r.Sex, Post: r.Post, From: r.BornFrom, Months: r.Months}
	}
	return list
}

func lessonRows(c *model.County) []lessonRow {
	list := make([]lessonRow, len(c.Curriculum))
	for k, r := range c.Curriculum {
		list[k] = lessonRow(r)
	}
	return list
}

func loadRows(c *model.County) []loadRow {
	list := make([]loadRow, len(c.Loads))
	for k, r := range c.Loads {
		list[k] = loadRow(r)
	}
	return list
}
