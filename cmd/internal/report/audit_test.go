package report

import (
	"crypto/sha256"
	"fmt"
	"strings"
	"testing"

	"github.com/rotateplan/rotate/cmd/internal/book"
	"github.com/rotateplan/rotate/model"
)

// TestTurnsServed: teacher 6 goes on until July 2027, teacher 7 came home in July 2026, for the second time.
func TestTurnsServed(t *testing.T) {
	p := samplePlan(t)
	county := p.Case.County
	county.Postings = append(county.Postings, model.Posting{Teacher: 6, School: 0, Kind: "轮岗", From: model.Day(2018, 9, 1),
		Until: model.Day(2019, 7, 31), Result: model.Good, Status: model.Done},
		model.Posting{Teacher: 2, School: 1, Until: model.Day(2030, 7, 31), Status: model.PinnedPosting})
	s := digested(p).historyTable()
	var got []string
	for _, row := range s.Rows {
		got = append(got, fmt.Sprint(append([]any{row[1]}, row[9:]...)...))
	}
	want := []string{
		"T9900090000072 1实验小学轮岗2018-092019-07合格0 7 2032期满返回",
		"T9900090000072 2柳村小学薄弱、乡村支教2025-092026-072 0 2032期满返回",
		"T9900090000061 1柳村小学薄弱、乡村支教2025-092027-0722033继续交流",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	county.Postings[1].Until = 0
	if again := digested(p).again([]*model.Posting{&county.Postings[1]}); again != "期满后定" {
		t.Error(again)
	}
}

// TestAnybodyCanDrawTheLots follows the recipe of the sheet.
func TestAnybodyCanDrawTheLots(t *testing.T) {
	p := samplePlan(t)
	p.Seed, p.Equals = 7, []int{3, 1, 1}
	d := digested(p)
	if got, want := d.lot(0), fmt.Sprintf("%x", sha256.Sum256([]byte("7/2026/T990009000001")))[:16]; got != want {
		t.Errorf("lot %s, want %s", got, want)
	}
	for _, s := range []book.Sheet{d.internal(), d.public(), d.stayers()} {
		if !strings.Contains(strings.Join(s.Notes, ""), "printf '7/2026/教职工号' | sha256sum") {
			t.Errorf("%s does not say how lots are drawn: %q", s.Title, s.Notes)
		}
	}
	public := d.public()
	if got := public.Rows[0][13]; got != "3 人中抽签" {
		t.Errorf("the public list says %q", got)
	}
	if strings.Contains(fmt.Sprint(public.Rows), d.lot(0)) { // a lot tells the id to whoever tries all ids
		t.Error("the public list tells a lot")
	}
}

// audited has four movers of 12 eligible, all of one subject, at village schools; the movers are the first.
func audited(t *testing.T, change func(i int, p *model.Teacher)) (*digest, cohort) {
	t.Helper()
	d := digested(samplePlan(t))
	var c cohort
	d.c.County.Teachers = nil
	for i := range 12 {
		p := model.Teacher{Home: 1, Subject: model.Maths, Spouse: model.None}
		change(i, &p)
		d.c.County.Teachers = append(d.c.County.Teachers, p)
		if i < 4 {
			c.movers = append(c.movers, model.TeacherID(i))
		} else {
			c.stayers = append(c.stayers, model.TeacherID(i))
		}
	}
	return d, c
}

func TestWeakMoversGiveAlarm(t *testing.T) {
	for least, want := range map[int]string{4: "预警：派出者偏弱", 3: "预警：派出者偏弱", 2: "", 0: ""} {
		d, c := audited(t, func(i int, p *model.Teacher) {
			if i >= least && i < 8 {
				p.Title = model.SeniorTitle
			}
		})
		if row := d.strength(c)[1]; row[2] != 4-least || row[5] != book.Share(0.5) || row[6] != want {
			t.Errorf("senior from %d: %v", least, row)
		}
	}
	d, c := audited(t, func(i int, p *model.Teacher) {
		if i < 4 {
			p.Subject = model.Music
		}
	})
	if row := d.strength(c)[1]; row[5] != "" || row[6] != "" {
		t.Errorf("nobody of the subject stays: %v", row)
	}
}

// TestTheLowestAppraisedSentGivesAlarm: 12·1 > 1·4 + 11 does not hold, 12·2 > 2·4 + 11 does.
func TestTheLowestAppraisedSentGivesAlarm(t *testing.T) {
	for n, want := range []string{"", "", "预警：末位派出"} {
		d, c := audited(t, func(i int, p *model.Teacher) {
			if i < n {
				p.Appraisal = model.Pass
			}
		})
		if row := d.lowest(c); row[2] != n || row[6] != want {
			t.Errorf("%d low: %v", n, row)
		}
	}
}

// TestBackboneLeavingTheVillagesGivesAlarm sends the village's backbone teacher to the town school.
func TestBackboneLeavingTheVillagesGivesAlarm(t *testing.T) {
	p := samplePlan(t)
	p.Case.County.Teachers[1].Backbone = model.CountyBackbone
	p.Rotation.Stays[1] = model.Stay{Teacher: 1, Last: 1, Section: 2, Subject: model.Chinese}
	text := fmt.Sprint(digested(p).flows())
	for _, w := range []string{"[骨干教师 乡村 1 1 0  ]", "[交流教师流向 乡村 0 1 0 0 1]"} {
		if !strings.Contains(text, w) {
			t.Errorf("no %s in %s", w, text)
		}
	}
	p.Rotation.Stays = p.Rotation.Stays[1:2]
	if text := fmt.Sprint(digested(p).flows()); !strings.Contains(text, "[骨干教师 乡村 1 0 -1  预警：乡村骨干流失]") {
		t.Error(text)
	}
}

func TestExemptionsAreCountedByPlace(t *testing.T) {
	d := digested(samplePlan(t))
	text := fmt.Sprint(d.exemptions())
	for _, w := range []string{"[全县 合计 1 8 0.125  ]", "[按原因 重病 1  1  ]", "[按性别 女 1 8 0.125  ]", "[按地区 城区 1 4 0.25  ]", "[按地区 乡村 0 2 0  ]"} {
		if !strings.Contains(text, w) {
			t.Errorf("no %s in %s", w, text)
		}
	}
}

// TestTheSchoolTableAddsUp holds its last line against the totals.
func TestTheSchoolTableAddsUp(t *testing.T) {
	d := digested(samplePlan(t))
	rows := d.schoolTable().Rows
	last := rows[len(rows)-1]
	if last[1] != "合计" || last[5] != d.doc.Totals.Eligible || last[7] != d.doc.Totals.Movers || last[13] != 0 {
		t.Errorf("%v, totals %+v", last, d.doc.Totals)
	}
	for i := 4; i < 15; i++ {
		n := 0
		for _, row := range rows[:len(rows)-1] {
			n += row[i].(int)
		}
		if last[i] != n {
			t.Errorf("column %d adds up to %d, the last line says %v", i, n, last[i])
		}
	}
}
