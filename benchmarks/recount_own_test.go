package benchmarks_test

import (
	"math/big"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rotateplan/rotate/model/gen"
)

// per is an exact number: a curriculum counts lessons per week and class, as the sum over grades per number of grades.
type per struct{ sum, grades int }

// own is what a county's tables put in the place of the written law's.
type own struct {
	ways    []row
	ages    []row
	lessons map[string]map[string]per
	loads   map[string]map[string]int
}

func newOwn(tables map[string][]row) own {
	o := own{ways: tables["travel"], ages: tables["retirement"], lessons: map[string]map[string]per{}, loads: map[string]map[string]int{}}
	for stage, subjects := range periods {
		o.lessons[stage], o.loads[stage] = map[string]per{}, map[string]int{}
		for x, sum := range subjects {
			o.lessons[stage][x], o.loads[stage][x] = per{sum, grades[stage]}, load[stage][x]
		}
	}
	listed := map[string]int{} // grades by stage
	for _, r := range tables["curriculum"] {
		stage := word(r["stage"])
		o.lessons[stage], listed[stage] = map[string]per{}, max(listed[stage], r.int("grade"))
	}
	for _, r := range tables["curriculum"] {
		k := o.lessons[word(r["stage"])]
		x := k[word(r["subject"])]
		x.sum, x.grades = x.sum+thousandth(r["periods"]), 1000
		if r["grade"] != "" {
			x.grades = 1000 * listed[word(r["stage"])]
		}
		k[word(r["subject"])] = x
	}
	for _, r := range tables["load"] {
		o.loads[word(r["stage"])][word(r["subject"])] = r.int("periods")
	}
	return o
}

// thousandth reads 4.33 as 4330.
func thousandth(s string) int {
	whole, rest, _ := strings.Cut(s, ".")
	n, _ := strconv.Atoi(whole)
	k, _ := strconv.Atoi((rest + "000")[:3])
	return 1000*n + k
}

// figure is what the travel table says of the way from one school to another, or of the way back where it does not; -1
// where it says neither.
func (o own) figure(from, to *school, key string) int {
	back := -1
	for _, r := range o.ways {
		if r[key] != "" && r["from"] == from.id && r["to"] == to.id {
			return r.int(key)
		}
		if r[key] != "" && r["from"] == to.id && r["to"] == from.id {
			back = r.int(key)
		}
	}
	return back
}

// way is the distance from one school to another in metres.
func (o own) way(from, to *school) int {
	if m := o.figure(from, to, "metres"); m >= 0 {
		return m
	}
	return metres(from.at, to.at)
}

// commute is the way from where a teacher lives, or else from her home school; all schools of the counties recounted have
// a place.
func (o own) commute(p *person, to *school) int {
	if p.residence.known {
		return metres(p.residence, to.at)
	}
	return o.way(p.home.school, to)
}

func (o own) extra(p *person, to *school) int {
	if p.residence.known {
		return max(0, metres(p.residence, to.at)-metres(p.residence, p.home.school.at))
	}
	return o.way(p.home.school, to)
}

// tooFar reads minutes in place of metres where the law has a limit of minutes and the way from the home school is timed.
func (o own) tooFar(p *person, to *school, l law) bool {
	if n := o.figure(p.home.school, to, "minutes"); l.minutes > 0 && n >= 0 && !p.residence.known {
		return n > l.minutes
	}
	return o.commute(p, to) > l.commute
}

// retires returns the month of retirement: by the last row of her sex and post that begins before she was born.
func (o own) retires(p *person) int {
	if len(o.ages) == 0 {
		return retires(p)
	}
	post, sex := "教师", "女"
	if p.male {
		sex = "男"
	}
	if p.manager {
		post = "管理"
	} else if p.firstRank {
		post = "一级及以上"
	}
	last, age := -1, 0
	for _, r := range o.ages {
		if from := month(r["born_from"], 0); r["sex"] == sex && (r["post"] == post || r["post"] == "") && from <= p.birth && from > last {
			last, age = from, r.int("age_months")
		}
	}
	return p.birth + age
}

func (o own) need(s *section, subject string) int {
	k := o.lessons[s.stage][subject]
	if k.sum == 0 {
		return 0
	}
	return (s.classes*k.sum + k.grades - 1) / k.grades
}

// load is the periods a week of a full post: of a subject that neither table lists, 19 in a primary and 15 in a junior
// section.
func (o own) load(s *section, subject string) int {
	if n := o.loads[s.stage][subject]; n > 0 {
		return n
	}
	return map[string]int{"primary": 19, "junior": 15}[s.stage]
}

// posts is ⌈Σ need/load⌉.
func (o own) posts(s *section) int {
	sum := new(big.Rat)
	for x := range o.lessons[s.stage] {
		sum.Add(sum, big.NewRat(int64(o.need(s, x)), int64(o.load(s, x))))
	}
	n := int(new(big.Int).Div(sum.Num(), sum.Denom()).Int64())
	return n + one(!sum.IsInt())
}

// TestPlansByOwnTablesRecounted plans a county that brings a travel table, retirement ages, a curriculum and loads of its
// own, with and without a limit of minutes, and counts the plans afresh. Without any one of the tables the count must be
// another, or it would show nothing.
func TestPlansByOwnTablesRecounted(t *testing.T) {
	program := build(t)
	timed := filepath.Join(t.TempDir(), "timed.yaml")
	if err := os.WriteFile(timed, []byte("extends: national-2014\nclauses:\n  commute: {km: 15, minutes: 12}\n  near-retirement: {years: 8}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	short := laws["national-2014"]
	short.commute, short.minutes, short.retirement = 15000, 12, 8
	data := written(t, gen.County(gen.Options{Schools: 14, Teachers: 300, Seed: 4, Own: true}))
	for policy, l := range map[string]law{"national-2014": laws["national-2014"], timed: short} {
		t.Run(filepath.Base(policy), func(t *testing.T) {
			out := plan(t, program, policy, "--county", gen.BuiltinCode, "--data", data, "--effort", "1", "--time-limit", "20s")
			recountPlan(t, newCounty(readTables(t, data), planYear), out, l)
			whole := recountWithout(t, data, out, "", l)
			for _, name := range []string{"travel", "retirement", "curriculum", "load"} {
				if recountWithout(t, data, out, name, l) == whole {
					t.Errorf("the count is the same without the table of %s", name)
				}
			}
		})
	}
}

// recountWithout recounts a plan as if one table were not there.
func recountWithout(t *testing.T, data, out, name string, l law) totals {
	t.Helper()
	tables := readTables(t, data)
	delete(tables, name)
	c := newCounty(tables, planYear)
	c.readPlan(t, out)
	n := c.recount(l)
	n.TravelMetres = c.extraTravel()
	return n
}
