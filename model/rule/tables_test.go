package rule_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/rotateplan/rotate/model"
)

// rows reads a CSV text into one map per row.
func rows(t *testing.T, text []byte) []map[string]string {
	t.Helper()
	if len(text) == 0 {
		return nil
	}
	all, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	var out []map[string]string
	for _, record := range all[1:] {
		row := map[string]string{}
		for i, name := range all[0] {
			row[name] = strings.TrimSpace(record[i])
		}
		out = append(out, row)
	}
	return out
}

// decode finds a coded value by its code; "" is the zero value.
func decode[T ~uint8](text string) T {
	for x := T(0); text != "" && x < 40; x++ {
		if c, ok := any(x).(interface{ Code() string }); ok && c.Code() == text {
			return x
		}
	}
	if text != "" {
		panic(fmt.Sprintf("no code %q of %T", text, T(0)))
	}
	return 0
}

func number(text string, absent int) int {
	if text == "" {
		return absent
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		panic(err)
	}
	return n
}

// date reads 2018, 2018-09 and 2018-09-30; an end month is included to its last day.
func date(text string, end bool) model.Date {
	if text == "" {
		return 0
	}
	part := strings.Split(text+"-0-0", "-")
	y, m, d := number(part[0], 0), max(number(part[1], 0), 1), number(part[2], 0)
	if d == 0 && end {
		d = model.DaysIn(y, m)
	}
	return model.Day(y, m, max(d, 1))
}

func place(row map[string]string, lat, lng string) (model.Place, bool) {
	if row[lat] == "" {
		return model.Place{}, false
	}
	x, err := strconv.ParseFloat(row[lat], 64)
	y, err2 := strconv.ParseFloat(row[lng], 64)
	if err != nil || err2 != nil {
		panic(fmt.Sprint(err, err2))
	}
	return model.Place{Lat: x, Lng: y}, true
}

func known[T any](ids map[string]T, id string) T {
	x, ok := ids[id]
	if !ok {
		panic("no such id: " + id)
	}
	return x
}

// ids are the schools and teachers of a worked case.
type ids struct {
	county  *model.County
	schools map[string]model.SchoolID
	people  map[string]model.TeacherID
}

// section finds the section of a school; a stage it has not means its first.
func (x *ids) section(id, stage string) model.SectionID {
	school := known(x.schools, id)
	if s := x.county.SectionAt(school, decode[model.Stage](stage)); s != model.None {
		return s
	}
	return x.county.Schools[school].Sections[0]
}

// readCounty reads the tables of a worked case: ASCII keys and codes only, one row per section.
func readCounty(t *testing.T, files map[string][]byte) *ids {
	t.Helper()
	x := &ids{&model.County{Code: "990000", Year: 2026}, map[string]model.SchoolID{}, map[string]model.TeacherID{}}
	x.readSchools(rows(t, files["schools.csv"]))
	x.readTeachers(rows(t, files["teachers.csv"]))
	c := x.county
	for _, row := range rows(t, files["postings.csv"]) {
		c.Postings = append(c.Postings, model.Posting{Teacher: known(x.people, row["teacher_id"]), School: known(x.schools, row["school_id"]),
			Kind: row["kind"], From: date(row["from"], false), Until: date(row["to"], true), Result: decode[model.Appraisal](row["result"]),
			Moved: row["relation_moved"] == "yes", Status: decode[model.PostingStatus](row["status"])})
	}
	for _, row := range rows(t, files["pairs.csv"]) {
		c.Pairs = append(c.Pairs, model.Pair{Core: x.section(row["core_id"], row["stage"]), Member: x.section(row["member_id"], row["stage"]),
			Type: decode[model.GroupType](row["type"]), Status: decode[model.PairStatus](row["status"]), Since: date(row["since"], false)})
	}
	for _, row := range rows(t, files["demand.csv"]) {
		c.Needs = append(c.Needs, model.NeedRow{Section: x.section(row["school_id"], row["stage"]),
			Subject: decode[model.Subject](row["subject"]), Periods: number(row["periods"], 0)})
	}
	return x
}

func (x *ids) readSchools(table []map[string]string) {
	c := x.county
	for _, row := range table {
		id, ok := x.schools[row["school_id"]]
		if !ok {
			id = model.SchoolID(len(c.Schools))
			x.schools[row["school_id"]] = id
			c.Schools = append(c.Schools, school(row))
		}
		c.Schools[id].Sections = append(c.Schools[id].Sections, model.SectionID(len(c.Sections)))
		c.Sections = append(c.Sections, model.Section{School: id, Stage: decode[model.Stage](row["stage"]),
			Standing: decode[model.Standing](row["standing"]), New: row["new"] == "yes", Pupils: number(row["pupils"], 0),
			Classes: number(row["classes"], 0), Quality: number(row["quality"], -1)})
	}
	for _, row := range table {
		if central, ok := x.schools[row["central_school"]]; ok {
			c.Schools[x.schools[row["school_id"]]].Central = central
		}
	}
}

func school(row map[string]string) model.School {
	at, has := place(row, "lat", "lng")
	return model.School{ID: row["school_id"], Name: row["name"], Town: row["town"], UrbanRural: model.UrbanRural(number(row["urban_rural"], 0)),
		Place: at, HasPlace: has, Posts: number(row["posts"], -1), SeniorPosts: number(row["senior_posts"], -1), Affiliation: row["affiliation"],
		Ownership: decode[model.Ownership](row["ownership"]), Central: model.None, Housing: row["housing"] == "yes", Founded: date(row["founded"], false)}
}

func (x *ids) readTeachers(table []map[string]string) {
	c := x.county
	for i, row := range table {
		x.people[row["teacher_id"]] = model.TeacherID(i)
		c.Teachers = append(c.Teachers, x.teacher(row))
	}
	for i, row := range table {
		if spouse, ok := x.people[row["spouse"]]; ok {
			c.Teachers[i].Spouse = spouse
		}
	}
}

func (x *ids) teacher(row map[string]string) model.Teacher {
	relation := row["relation_school"]
	if relation == "" {
		relation = row["school_id"]
	}
	home := x.section(relation, row["stage"])
	p := model.Teacher{ID: row["teacher_id"], At: known(x.schools, row["school_id"]), Home: home, Stage: x.county.Sections[home].Stage,
		Sex: decode[model.Sex](row["sex"]), Birth: date(row["birth"], false), Subject: decode[model.Subject](row["subject"]),
		Subject2: decode[model.Subject](row["subject2"]), Title: decode[model.Title](row["title"]), Backbone: decode[model.Backbone](row["backbone"]),
		Position: decode[model.Position](row["position"]), SchoolSince: date(row["school_since"], false), WorkSince: date(row["work_since"], false),
		Periods: number(row["periods"], -1), Class: row["class"], Grade: row["grade"], Exempt: decode[model.Exemption](row["exempt"]),
		PromotionYear: number(row["promotion_year"], 0), Appraisal: decode[model.Appraisal](row["appraisal"]), Spouse: model.None}
	p.Residence, p.HasResidence = place(row, "home_lat", "home_lng")
	for _, stage := range list(row["certificate"]) {
		p.Certificate = p.Certificate.With(decode[model.Stage](stage))
	}
	for _, id := range list(row["wishes"]) {
		p.Wishes = append(p.Wishes, known(x.schools, id))
	}
	return p
}

func list(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == ';' })
}

func (x *ids) readGroups(table []map[string]string) (g model.Grouping) {
	for _, row := range table {
		g.Members = append(g.Members, model.Membership{Core: x.section(row["core_id"], row["stage"]),
			Section: x.section(row["member_id"], row["stage"]), Type: decode[model.GroupType](row["type"])})
	}
	return g
}

// readPlan reads stays: stage and subject are the teacher's own, the kind full and the terms 0 to 1 where not said.
func (x *ids) readPlan(table []map[string]string) (r model.Rotation) {
	for _, row := range table {
		who := known(x.people, row["teacher_id"])
		p := &x.county.Teachers[who]
		stage := row["stage"]
		if stage == "" {
			stage = p.Stage.Code()
		}
		stay := model.Stay{Teacher: who, First: model.Term(number(row["first"], 0)), Last: model.Term(number(row["last"], 1)),
			Section: x.section(row["to"], stage), Kind: decode[model.Kind](row["kind"]), Subject: p.Subject}
		if row["subject"] != "" {
			stay.Subject = decode[model.Subject](row["subject"])
		}
		r.Stays = append(r.Stays, stay)
	}
	return r
}
