package rule

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/rotateplan/rotate/model"
)

// tell adds to a scattered county what it does not say: titles, senior posts, affiliations, classes, grades, appraisals.
func (g *ground) tell(r *rand.Rand) {
	for i := range g.Schools {
		s := &g.Schools[i]
		s.SeniorPosts, s.Affiliation = r.IntN(5)-1, []string{"county", "county", "city", ""}[r.IntN(4)]
		s.Ownership = model.Ownership(r.IntN(6) / 5)
	}
	for i := range g.Teachers {
		p := &g.Teachers[i]
		p.Title, p.Appraisal = model.Title(r.IntN(6)), model.Appraisal(r.IntN(5))
		p.Grade = []string{"", "六年级", "九年级", "高三", "五年级"}[r.IntN(5)]
		p.Class = []string{"", "1班", "甲;乙", "七彩班", "1班、甲、1班"}[r.IntN(5)]
	}
	for i := range g.Postings {
		if p := &g.Postings[i]; p.Status == model.Current && r.IntN(2) == 0 {
			g.Teachers[p.Teacher].At = p.School
		}
	}
}

// lookAtPeople counts the quotas of the rules below by looking at the whole plan, by key. Terms are looked at one by one.
func lookAtPeople(c *Case, plan []model.Stay) map[string]int64 {
	n := map[string]int64{}
	for t := range model.Term(c.Terms) {
		x, pool := look(c, plan, t), naivePools(c)
		year := fmt.Sprintf("/year=%d", 2026+int(t)/2)
		for i := range c.County.Teachers {
			if title := c.County.Teachers[i].Title; title == model.SeniorTitle || title == model.ProfessorTitle {
				n[fmt.Sprintf("senior-posts/%s/term=%d", pool[c.County.Sections[x.at[i]].School], t)]++
			}
			if x.away[i] {
				n["allowance-budget"+year] += []int64{5, 7}[t%2]
			}
		}
	}
	for _, a := range plan {
		p, year := &c.County.Teachers[a.Teacher], fmt.Sprintf("/year=%d", 2026+int(a.First)/2)
		lookAtClasses(n, c, p, year)
		if a.Kind == model.Full && c.Eligible(a.Teacher, int(a.First)/2) {
			lookAtMover(n, c, p, int(a.First)/2, year)
		}
	}
	return n
}

func lookAtClasses(n map[string]int64, c *Case, p *model.Teacher, year string) {
	home := c.SectionKey(p.Home)
	if p.At != c.County.Sections[p.Home].School {
		return
	}
	grade := map[string]string{"六年级": "6.", "九年级": "9.", "高三": "12.", "五年级": "5."}[p.Grade]
	if strings.Contains(p.Class, "1班") {
		n["class-continuity/"+home+"/class="+grade+"1"+year]++
	}
	if strings.Contains(p.Class, "甲") {
		n["class-continuity/"+home+"/class="+grade+"甲"+year]++
	}
	if strings.Contains(p.Class, "乙") {
		n["class-continuity/"+home+"/class="+grade+"乙"+year]++
	}
	if p.Class == "七彩班" {
		n["class-continuity/"+home+"/class=七彩"+year]++
	}
}

func lookAtMover(n map[string]int64, c *Case, p *model.Teacher, y int, year string) {
	if p.Grade == map[model.Stage]string{model.Primary: "六年级", model.Junior: "九年级", model.SeniorHigh: "高三"}[p.Stage] {
		n["graduating-share"+year]++
	}
	all, low := int64(0), int64(0)
	bad := func(p *model.Teacher) bool { return p.Appraisal == model.Fail || p.Appraisal == model.Pass }
	for i := range c.County.Teachers {
		if c.Eligible(model.TeacherID(i), y) {
			all++
			if bad(&c.County.Teachers[i]) {
				low++
			}
		}
	}
	if low == 0 {
		return
	}
	n["low-appraisal"+year] -= low / gcd(all, low)
	if bad(p) {
		n["low-appraisal"+year] += all / gcd(all, low)
	}
}

// naivePools names the pool of every school: the first core, in the order of sections, among the groups that link it to others, or
// the school itself. Links are followed until nothing changes.
func naivePools(c *Case) []string {
	schools := c.County.Schools
	linked := make([][]bool, len(schools))
	for a := range schools {
		linked[a] = make([]bool, len(schools))
		linked[a][a] = true
	}
	for s, core := range c.lead {
		if core == model.None {
			continue
		}
		a, b := c.County.Sections[s].School, c.County.Sections[core].School
		x, y := &schools[a], &schools[b]
		if x.Affiliation == y.Affiliation && x.Affiliation != "" && x.Ownership+y.Ownership == 0 {
			linked[a][b], linked[b][a] = true, true
		}
	}
	for range schools {
		for a := range schools {
			for b := range schools {
				for via := range schools {
					linked[a][b] = linked[a][b] || linked[a][via] && linked[via][b]
				}
			}
		}
	}
	name := make([]string, len(schools))
	for a := range schools {
		name[a] = "school=" + schools[a].ID
		others := 0
		for b := range schools {
			if linked[a][b] {
				others++
			}
		}
		for s := len(c.lead) - 1; s >= 0 && others > 1; s-- {
			if school := c.County.Sections[s].School; c.lead[s] == model.SectionID(s) && linked[a][school] {
				name[a] = "group=" + schools[school].ID + "/stage=" + c.County.Sections[s].Stage.Code()
			}
		}
	}
	return name
}

// Quotas on who people are, counted atom by atom, agree with a look at the whole plan; at the empty plan the base does.
func TestCountsOfPeopleAgreeWithALookAtThePlan(t *testing.T) {
	rules := map[string]Args{"senior-posts": {"pool": 1}, "allowance-budget": {"max": 50_000}, "class-continuity": nil,
		"graduating-share": nil, "low-appraisal": nil, "tenure": nil}
	seen := map[string]int{}
	for seed := range uint64(40) {
		r := rand.New(rand.NewPCG(seed, 17))
		g, grouping := scatter(r)
		g.tell(r)
		c := g.under(t, 1+int(seed)%3, rules).WithGrouping(grouping)
		for _, plan := range [][]model.Stay{nil, wander(c, r), wander(c, r)} {
			want := lookAtPeople(c, plan)
			for _, law := range c.StayLaw() {
				if law.Form.Quota == nil {
					continue
				}
				for key, got := range tally(law.Form.Quota, plan...) {
					if seen[law.Rule.Name]++; got != want[key] {
						t.Errorf("seed %d, %d stays: %s counts %d, a look finds %d", seed, len(plan), key, got, want[key])
					}
				}
			}
		}
	}
	for name := range rules {
		if name != "tenure" && seen[name] == 0 && Find(name) != nil {
			t.Errorf("no quotas of %s", name)
		}
	}
}
