package rule_test

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/table"
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

// readCounty reads the tables of a worked case, whose plan year is 2026. Columns that every table of schools must have,
// and that do not matter to the case, may be left out of it.
func readCounty(t *testing.T, files map[string][]byte) *ids {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"schools.csv", "teachers.csv", "postings.csv", "pairs.csv", "demand.csv",
		"travel.csv", "retirement.csv", "curriculum.csv", "load.csv"} {
		text := files[name]
		if name == "schools.csv" {
			text = fill(text, map[string]string{"name": "", "pupils": "0", "classes": "0"})
		}
		if name == "teachers.csv" && text != nil {
			text = fill(text, map[string]string{"subject": " ", "birth": " ", "school_since": " ", "position": " "})
		}
		if text != nil {
			write(t, dir, name, string(text))
		}
	}
	county, faults := table.Read(dir, table.Options{Year: 2026, GroupsOnly: files["teachers.csv"] == nil})
	if bad := faults.Bad(); len(bad) > 0 {
		t.Fatalf("tables: %v", bad)
	}
	x := &ids{county, map[string]model.SchoolID{}, map[string]model.TeacherID{}}
	for i := range county.Schools {
		x.schools[county.Schools[i].ID] = model.SchoolID(i)
	}
	for i := range county.Teachers {
		x.people[county.Teachers[i].ID] = model.TeacherID(i)
	}
	return x
}

// fill adds the columns that a CSV text lacks, all cells alike; an empty one takes the first cell of its row.
func fill(text []byte, columns map[string]string) []byte {
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	have := strings.Split(lines[0], ",")
	for _, name := range slices.Sorted(maps.Keys(columns)) {
		if slices.Contains(have, name) {
			continue
		}
		lines[0] += "," + name
		for i := range lines[1:] {
			cell := columns[name]
			if cell == "" {
				cell, _, _ = strings.Cut(lines[i+1], ",")
			}
			lines[i+1] += "," + cell
		}
	}
	return []byte(strings.Join(lines, "\n") + "\n")
}

// readGroups reads memberships: a member's stage is its core's where not said.
func (x *ids) readGroups(table []map[string]string) (g model.Grouping) {
	for _, row := range table {
		g.Members = append(g.Members, model.Membership{Core: x.section(row["core_id"], cmp.Or(row["core_stage"], row["stage"])),
			Section: x.section(row["member_id"], cmp.Or(row["member_stage"], row["stage"])), Type: decode[model.GroupType](row["type"])})
	}
	return g
}

// readKept reads the list that is kept: a row is a stay announced (no: one decided only) with what was decided of it.
func (x *ids) readKept(table []map[string]string) (all []model.Kept) {
	for _, row := range table {
		who := known(x.people, row["teacher_id"])
		if n := len(all); n == 0 || all[n-1].Teacher != who {
			all = append(all, model.Kept{Teacher: who})
		}
		k, lock := &all[len(all)-1], decode[model.Lock](row["lock"])
		stays := []model.Stay{}
		if row["to"] != "" {
			stays = x.readPlan([]map[string]string{row}).Stays
		}
		if row["announced"] != "no" {
			k.Announced = append(k.Announced, stays...)
		}
		if lock != model.Unlocked {
			k.Lock = lock
		}
		if lock == model.Locked || lock == model.Elsewhere {
			k.Decided = append(k.Decided, stays...)
		}
	}
	return all
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

// readTrips reads trips of what a teacher delivers at home, at schools of her stage.
func (x *ids) readTrips(table []map[string]string) (r model.Circuit) {
	for _, row := range table {
		who := known(x.people, row["teacher_id"])
		p := &x.county.Teachers[who]
		r.Trips = append(r.Trips, model.Trip{Teacher: who, Term: model.Term(number(row["term"], 0)), Section: x.section(row["to"], p.Stage.Code()),
			Subject: p.Subject, Periods: int16(number(row["periods"], 1))})
	}
	return r
}
