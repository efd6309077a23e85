package preflight

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rotateplan/rotate/cmd/internal/sample"
	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/table"
)

func sampleTables() []table.Reading {
	return []table.Reading{{Table: "schools", File: "学校.csv", Rows: 4, Columns: []table.Matched{{Header: "学校标识码", Key: "school_id"}},
		Unread: []string{"校长", "电话"}}}
}

// TestTotalsOfTheTables counts the sample county by hand: one core, two targets of the four schools, both weak and rural.
func TestTotalsOfTheTables(t *testing.T) {
	c := sample.County()
	c.Schools[2].HasPlace = false
	c.Teachers = c.Teachers[:7] // nobody is left at the fourth school
	u := Understand(c, sampleTables(), nil)
	want := stageTotals{Stage: "primary", Sections: 4, Pupils: 1200, Classes: 33, Teachers: 7, Cores: 1, Targets: 2, Weak: 2, Rural: 2,
		Unstaffed: 1, stage: model.Primary}
	if len(u.Stages) != 1 || u.Stages[0] != want {
		t.Errorf("got  %+v\nwant %+v", u.Stages, want)
	}
	if u.Away != (away{Returning: 1, Continuing: 1}) || u.Places.Known != 3 || u.Places.Missing != 1 || u.Places.Farthest != "2100000004" {
		t.Errorf("%+v %+v", u.Away, u.Places)
	}
}

func TestASchoolFarOutsideIsCounted(t *testing.T) {
	c := sample.County()
	c.Schools[3].Place = model.Place{Lat: 40, Lng: 116}
	if p := Understand(c, nil, nil).Places; p.Outside != 1 || p.school != 3 || p.Metres < 1_500_000 {
		t.Errorf("%+v", p)
	}
}

func TestDoubtsAreGroupedByCode(t *testing.T) {
	var found model.Faults
	for row := range 30 {
		found = append(found, model.Fault{Code: "bad-date", File: "教师.csv", Row: 40 - row, Warn: row%3 == 0})
	}
	found = append(found, model.Fault{Code: "no-core", Warn: true})
	u := Understand(nil, nil, found)
	if got := fmt.Sprintf("%d %d %d %s %d %d", len(u.Doubtful), u.Doubtful[0].Count, u.Doubtful[0].Row, u.Doubtful[1].Code, len(u.Blocking), u.Blocking[0].Count); got != "2 10 40 no-core 1 20" {
		t.Error(got)
	}
}

// TestACleanCountyIsToldOnFewLines: a table of each kind, two stages.
func TestACleanCountyIsToldOnFewLines(t *testing.T) {
	c := sample.County()
	c.Sections[3].Stage = model.Junior
	tables := []table.Reading{}
	for _, key := range []string{"schools", "teachers", "postings", "pairs", "demand"} {
		tables = append(tables, table.Reading{Table: key, File: key + ".csv", Unread: strings.Split("甲乙丙丁戊己庚", "")})
	}
	u := Understand(c, tables, nil)
	for lang, words := range map[string][]string{"zh": {"示例县", "任职经历", "初中", "合计", "甲、乙、丙、丁、戊、己 等 7 列", "没有存疑", "没有阻碍"},
		"en": {"示例县", "postings", "junior", "total", "7 in all", "Nothing is doubtful", "Nothing blocks"}} {
		text := u.Text(lang)
		if n := strings.Count(text, "\n"); n > 15 || strings.Contains(text, "preflight.") {
			t.Errorf("%d lines:\n%s", n, text)
		}
		for _, w := range words {
			if !strings.Contains(text, w) {
				t.Errorf("%s does not say %q:\n%s", lang, w, text)
			}
		}
	}
}
