package benchmarks_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/gen"
)

// peoplePolicy asks everything of a plan that depends on who people are.
const peoplePolicy = `extends: national-2014
clauses:
  graduating-share: {mode: must, share: 120}
  senior-posts: {mode: should, pool: POOL}
  class-continuity: {mode: should, share: 200}
  allowance-budget: {mode: must, max: 250000, monthly: 350}
  low-appraisal: {mode: must}
`

// told is a county with classes, grades, appraisals and authorities, as exports that have them write these.
func told(seed uint64) *model.County {
	c := gen.County(gen.Options{Schools: 16, Teachers: 400, Seed: seed})
	r := rand.New(rand.NewPCG(seed, 91))
	for i := range c.Schools {
		c.Schools[i].Affiliation = []string{"county", "county", "county", "city", ""}[r.IntN(5)]
		if r.IntN(4) == 0 {
			c.Schools[i].SeniorPosts = -1
		}
	}
	digits := []string{"一", "二", "三", "四", "五", "六", "七", "八", "九"}
	for i := range c.Teachers {
		p := &c.Teachers[i]
		if r.IntN(6) == 0 {
			p.Appraisal = []model.Appraisal{model.Fail, model.Pass}[r.IntN(2)]
		}
		if p.Stage > model.Junior || r.IntN(4) == 0 {
			continue
		}
		grade := map[model.Stage]int{model.Primary: 6, model.Junior: 9}[p.Stage] - r.IntN(3)
		p.Class = fmt.Sprintf("%s（%d）班", digits[grade-1], 1+r.IntN(2))
		if r.IntN(3) == 0 {
			p.Class, p.Grade = fmt.Sprintf("%d班、2班", 1+r.IntN(2)), fmt.Sprint(grade, "年级")
		}
	}
	return c
}

// TestPeopleRecounted plans such counties and holds every quota of these rules, its count and its bounds, against the tables.
func TestPeopleRecounted(t *testing.T) {
	program := build(t)
	for seed, pool := range []string{"school", "group"} {
		t.Run(pool, func(t *testing.T) {
			policy := filepath.Join(t.TempDir(), "people.yaml")
			if err := os.WriteFile(policy, []byte(strings.Replace(peoplePolicy, "POOL", pool, 1)), 0o600); err != nil {
				t.Fatal(err)
			}
			data := written(t, told(uint64(seed)))
			out := plan(t, program, policy, "--county", gen.BuiltinCode, "--data", data, "--effort", "1", "--time-limit", "20s")
			tables := readTables(t, data)
			c := newCounty(tables, planYear)
			recountPlan(t, c, out, laws["national-2014"])
			want := crowd{c, laws["national-2014"], tables}.quotas(pool == "group")
			got := map[string]string{}
			for _, r := range keyed(readCSV(t, filepath.Join(out, "rules.csv"))) {
				switch r["rule"] {
				case "graduating-share", "senior-posts", "class-continuity", "allowance-budget", "low-appraisal":
					got[r["quota"]] = fmt.Sprint(r["achieved"], " ", r["min"], " ", r["max"])
				}
			}
			for _, key := range slices.Sorted(maps.Keys(want)) {
				if got[key] != want[key] {
					t.Errorf("seed %d: %s: %q, recount %q", seed, key, got[key], want[key])
				}
			}
			if len(got) != len(want) {
				t.Errorf("seed %d: %d quotas, recount %d", seed, len(got), len(want))
			}
			if pools := strings.Contains(fmt.Sprint(want), "senior-posts/group="); pools != (pool == "group") {
				t.Errorf("seed %d: pools of several schools: %v", seed, pools)
			}
		})
	}
}

// crowd is a county with its plan and its raw rows.
type crowd struct {
	*county
	l      law
	tables map[string][]row
}

// quotas counts achieved, least and most of every quota, as rules.csv writes them.
func (c crowd) quotas(pooled bool) map[string]string {
	all := map[string]string{}
	c.movers(all)
	c.budget(all)
	c.classes(all)
	c.seniors(all, pooled)
	return all
}

// of returns the raw row of a teacher.
func (c crowd) of(p *person) row {
	i := slices.IndexFunc(c.tables["teachers"], func(r row) bool { return r["teacher_id"] == p.id })
	return c.tables["teachers"][i]
}

// movers counts those of graduating grades and those appraised low.
func (c crowd) movers(all map[string]string) {
	var eligible, low, graduating, moved, movedLow, movedGraduating int
	for _, p := range c.people {
		if !c.eligible(p, c.l) {
			continue
		}
		r := c.of(p)
		bad := one(r["考核结果"] == "不合格" || r["考核结果"] == "基本合格")
		last := map[string]string{"primary": "六", "junior": "九"}[p.stage]
		top := one(strings.HasPrefix(r["任教班级"], last) || r["任教年级"] == map[string]string{"primary": "6年级", "junior": "9年级"}[p.stage])
		eligible, low, graduating = eligible+1, low+bad, graduating+top
		if len(p.moves) > 0 && !p.moves[0].trainee {
			moved, movedLow, movedGraduating = moved+1, movedLow+bad, movedGraduating+top
		}
	}
	all["graduating-share/year=2026"] = fmt.Sprint(movedGraduating, " ", (120*graduating+999)/1000, " ")
	divisor := 1
	for d := 1; d <= low; d++ {
		if eligible%d == 0 && low%d == 0 {
			divisor = d
		}
	}
	all["low-appraisal/year=2026"] = fmt.Sprint((eligible*movedLow-low*moved)/divisor, "  ", (eligible-1)/divisor)
}

// budget counts the months of all who are away: five in autumn, seven in spring.
func (c crowd) budget(all map[string]string) {
	months := 0
	for _, p := range c.people {
		for _, s := range append([]*span{p.fixed}, p.moves...) {
			months += 5*one(s.covers(autumn(planYear))) + 7*one(s.covers(spring(planYear)))
		}
	}
	all["allowance-budget/year=2026"] = fmt.Sprint(months, "  ", 250000/350)
}

// classes counts who teaches each class today, and who of them is sent from it.
func (c crowd) classes(all map[string]string) {
	teach, leave := map[string]int{}, map[string]int{}
	for _, p := range c.people {
		r := c.of(p)
		for i, digit := range []string{"一", "二", "三", "四", "五", "六", "七", "八", "九"} {
			for class := 1; class <= 2; class++ {
				named := strings.HasPrefix(r["任教班级"], fmt.Sprintf("%s（%d", digit, class)) ||
					r["任教年级"] == fmt.Sprint(i+1, "年级") && strings.Contains(r["任教班级"], fmt.Sprint(class, "班"))
				if !named {
					continue
				}
				key := fmt.Sprintf("class-continuity/school=%s/stage=%s/class=%d.%d/year=2026", r["school_id"], p.stage, i+1, class)
				teach[key]++
				leave[key] += one(len(p.moves) > 0 && p.home.school.id == r["school_id"])
			}
		}
	}
	for key, n := range teach {
		all[key] = fmt.Sprint(leave[key], "  ", (200*n+999)/1000)
	}
}

// seniors counts senior teachers by school, or by pool: schools of one authority, none of them private, that groups link.
func (c crowd) seniors(all map[string]string, pooled bool) {
	info := map[string]row{}
	for _, r := range c.tables["schools"] {
		info[r["school_id"]] = r
	}
	label := map[*school]int{}
	for i, s := range c.schools {
		label[s] = i
	}
	for range c.schools {
		for _, g := range c.groups {
			a, b := g.core.school, g.member.school
			x, y := info[a.id], info[b.id]
			public := x["ownership"] != "民办" && y["ownership"] != "民办"
			if pooled && public && x["affiliation"] != "" && x["affiliation"] == y["affiliation"] {
				label[a] = min(label[a], label[b])
				label[b] = label[a]
			}
		}
	}
	for i := range c.schools {
		c.seniorPool(all, label, i, info)
	}
}

func (c crowd) seniorPool(all map[string]string, label map[*school]int, pool int, info map[string]row) {
	name, members := "", 0
	for _, s := range c.schools {
		if label[s] == pool {
			name, members = "school="+s.id, members+1
		}
	}
	if members == 0 {
		return
	}
	for i := len(c.sections) - 1; i >= 0 && members > 1; i-- {
		if s := c.sections[i]; label[s.school] == pool && c.lead(s) == s {
			name = "group=" + s.school.id + "/stage=" + s.stage
		}
	}
	for term, month := range []int{autumn(planYear), spring(planYear)} {
		before, after := map[*school]int{}, map[*school]int{}
		for _, p := range c.people {
			was, _ := where(p, month, false)
			is, _ := where(p, month, true)
			senior := one(strings.Contains(c.of(p)["title"], "高级"))
			before[was.school] += senior
			after[is.school] += senior
		}
		base, posts, achieved := 0, 0, 0
		for _, s := range c.schools {
			if label[s] != pool {
				continue
			}
			base, achieved = base+before[s], achieved+after[s]
			if n := info[s.id].int("高级岗位数"); n >= 0 {
				posts += n
			} else {
				posts += before[s]
			}
		}
		all[fmt.Sprintf("senior-posts/%s/term=%d", name, term)] = fmt.Sprint(achieved, "  ", max(base, posts))
	}
}
