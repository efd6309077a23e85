package main

import (
	"encoding/csv"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rotateplan/rotate/model/table"
	"github.com/rotateplan/rotate/model/table/mutate"
)

// go test ./cmd/rotate -run TestPlansOfMutatedTables -planned 100 -first 1000 plans more, by other seeds.
var (
	planned   = flag.Int("planned", 6, "number of mutated counties to plan")
	firstSeed = flag.Uint64("first", 1, "seed of the first of them")
)

// TestPlansOfMutatedTables plans a small county whose tables were spoilt but can be read: the plan starts from the heads and
// the eligible teachers that a plain script finds in the same tables. What the reader faults, and nothing else, ends with
// exit 2 and faults; never tables about which a naive reader has no doubt.
func TestPlansOfMutatedTables(t *testing.T) {
	dir := os.Getenv("ROTATE_DATA")
	if dir == "" {
		t.Skip("ROTATE_DATA names no folder of real counties")
	}
	county, err := mutate.Load(filepath.Join(dir, "counties", "990102"))
	if err != nil {
		t.Fatal(err)
	}
	left, end := *planned, *firstSeed+5*uint64(*planned)
	for seed := *firstSeed; left > 0 && seed < end; seed++ {
		if plansMutated(t, county.Mutate(seed), seed) {
			left--
		}
	}
	if left > 0 {
		t.Errorf("seeds %d to %d: only %d plans", *firstSeed, end-1, *planned-left)
	}
}

// plansMutated plans a mutated county, says what is wrong with that, and reports whether there was a plan.
func plansMutated(t *testing.T, m *mutate.Tables, seed uint64) bool {
	t.Helper()
	in, out := t.TempDir(), filepath.Join(t.TempDir(), "out")
	if err := m.Write(in); err != nil {
		t.Fatal(err)
	}
	facts := m.Facts()
	_, faults := table.Read(in, table.Options{County: m.Code, Year: 2026})
	code, _, said := command(t, "plan", "--county", m.Code, "--data", in, "--year", "2026", "--effort", "1", "--out", out)
	what := fmt.Sprintf("seed %d: %s: exit %d", seed, strings.Join(m.Log, "; "), code)
	text, err := os.ReadFile(filepath.Join(out, "schools.csv"))
	switch unread := len(faults.Bad()) > 0; {
	case unread != (code == exitInput), unread && (said == "" || m.Plain(facts)):
		t.Errorf("%s: of %d faults\n%s", what, len(faults.Bad()), said)
	case unread, code == exitInfeasible, code == exitNoPlan: // little effort may find none
	case code != exitPlan || err != nil:
		t.Errorf("%s: %v\n%s", what, err, said)
	default:
		recount(t, what, string(text), naively(facts))
		return true
	}
	return false
}

// bounds are the numbers of a school as the tables tell them: teachers there on 1 September, and those who may be sent, at
// least and at most.
type bounds struct{ heads, sure, most int }

// recount compares the schools of a plan with what the tables say.
func recount(t *testing.T, what, text string, want map[string]*bounds) {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(what, err)
	}
	if len(rows)-1 != len(want) {
		t.Errorf("%s: %d schools, want %d", what, len(rows)-1, len(want))
	}
	for _, row := range rows[1:] {
		w := want[row[0]]
		if w == nil {
			t.Errorf("%s: school %s is in no table", what, row[0])
			continue
		}
		heads, _ := strconv.Atoi(row[2])
		eligible, _ := strconv.Atoi(row[4])
		if heads != w.heads || eligible < w.sure || eligible > w.most {
			t.Errorf("%s: school %s has %d heads and %d eligible, want %+v", what, row[0], heads, eligible, *w)
		}
	}
}

// naively counts heads and eligible teachers of schools with one section under national-2014, by the words of the rules
// alone: six years at the school, more than five years from retirement, no exemption, home on 1 September 2026 and for
// six years before.
func naively(facts map[string]mutate.Fact) map[string]*bounds {
	schools, away, lately := map[string]*bounds{}, map[string]string{}, map[string]bool{}
	for key, x := range facts {
		part := strings.Split(key, "/")
		switch {
		case part[0] == "schools" && part[2] == "school_id":
			schools[x.Means] = &bounds{}
		case part[0] == "postings" && part[len(part)-1] == "status":
			base := strings.TrimSuffix(key, "status")
			who, until := facts[base+"teacher"].Means, facts[base+"to"].Means
			told := x.Means == "" && facts[base+"school"].Means == facts["teachers/"+who+"/at"].Means && until >= "2026" // by where she is
			if (x.Means == "current" || told) && (until == "" || until >= "2026-09-01") {
				away[who] = facts[base+"school"].Means
			} else if until >= "2020-09-01" {
				lately[who] = true
			}
		}
	}
	for key, x := range facts {
		if part := strings.Split(key, "/"); part[0] == "teachers" && part[2] == "home" {
			base := strings.TrimSuffix(key, "home")
			who := facts[base+"teacher_id"].Means
			if at, gone := away[who]; gone {
				schools[at].heads++
				continue
			}
			schools[x.Means].heads++
			may, sure := eligible(facts, base)
			schools[x.Means].add(may && !lately[who], sure)
		}
	}
	return schools
}

func (b *bounds) add(may, sure bool) {
	if may && sure {
		b.sure++
	}
	if may || !sure {
		b.most++
	}
}

// eligible judges a teacher who is home; of one whose dates or words are doubtful nothing is sure.
func eligible(facts map[string]mutate.Fact, base string) (may, sure bool) {
	of := func(key string) string { return facts[base+key].Means }
	for _, key := range []string{"sex", "birth", "school_since", "exempt", "title", "position"} {
		if x := facts[base+key]; x.Fit != mutate.Same || x.Means == "" && key != "exempt" {
			return false, false
		}
	}
	born, err := time.Parse(time.DateOnly, of("birth"))
	if err != nil {
		return false, false
	}
	return of("exempt") == "" && of("school_since") <= "2020-09-01" && retires(of("sex"), of("title"), of("position"), born) > 2026*12+8+60, true
}

// retires counts the months from year 0 to retirement.
func retires(sex, title, position string, born time.Time) int {
	month := func(y, m int) int { return y*12 + m - 1 }
	birth := month(born.Year(), int(born.Month()))
	years, since, step, most := 60, month(1965, 1), 4, 36
	if sex == "f" && (position != "teacher" || title == "first" || title == "senior" || title == "professor") {
		years, since = 55, month(1970, 1)
	} else if sex == "f" {
		years, since, step, most = 50, month(1975, 1), 2, 60
	}
	delay := 0
	if birth >= since {
		delay = min((birth-since)/step+1, most)
	}
	return birth + 12*years + delay
}
