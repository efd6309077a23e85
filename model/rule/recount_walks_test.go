package rule

import (
	"math/rand/v2"
	"testing"

	"github.com/rotateplan/rotate/model"
)

// absence is a run of days at another section than the home.
type absence struct {
	first, last model.Date // 0 open
	at          model.SectionID
	trainee     bool
	planned     bool
}

// absences lists where a teacher was, is and by a plan will be sent, in dates: an autumn ends with January, a spring with August.
func absences(c *Case, id model.TeacherID, plan []model.Stay) (all []absence) {
	for i := range c.County.Postings {
		p := &c.County.Postings[i]
		if p.Teacher != id || p.Status == model.PinnedPosting || p.Status == model.ForbiddenPosting {
			continue
		}
		at := c.County.SectionAt(p.School, c.County.Teachers[id].Stage)
		if at == model.None {
			at = c.County.Schools[p.School].Sections[0]
		}
		all = append(all, absence{p.From, p.Until, at, p.Kind == "跟岗学习", false})
	}
	for _, a := range plan {
		if a.Teacher == id {
			first, last := 2026+int(a.First)/2, 2026+int(a.Last)/2
			x := absence{model.Day(first, 9, 1), model.Day(last+1, 8, 31), a.Section, a.Kind == model.Trainee, true}
			if a.First%2 == 1 {
				x.first = model.Day(first+1, 2, 1)
			}
			if a.Last%2 == 0 {
				x.last = model.Day(last+1, 1, 31)
			}
			all = append(all, x)
		}
	}
	return all
}

func (x absence) on(day model.Date) bool { return x.first <= day && (x.last == 0 || day <= x.last) }

// overstayed counts the school years in which a principal should have left and did not, from dates alone.
func overstayed(c *Case, id model.TeacherID, plan []model.Stay, years, later int) (n int64) {
	p := &c.County.Teachers[id]
	if p.Position != model.Principal {
		return 0
	}
	all := absences(c, id, plan)
	for year := 2026; year < 2026+c.Years(); year++ {
		day, since, gone := model.Day(year, 9, 1), p.SchoolSince, false
		for _, x := range all {
			if x.on(day) && !x.planned {
				gone = true // and nobody can send her
			}
			if !x.trainee && x.last != 0 && x.last < day && x.last > since {
				since = x.last + 1
			}
			if !x.trainee && x.planned && x.first < model.Day(year+1, 9, 1) && x.last >= day {
				gone = true
			}
		}
		limit := years
		if p.Exempt != model.NotExempt {
			limit = max(years, later)
		}
		if !gone && (day.Year()*12+8)-(since.Year()*12+(since.Month()-1)) >= 12*limit {
			n++
		}
	}
	return n
}

// astray counts the terms of the horizon, among the first of a new hire, that she is not where new hires begin.
func astray(c *Case, id model.TeacherID, plan []model.Stay, terms int, rural bool) (n int64) {
	p := &c.County.Teachers[id]
	lead := c.Lead(p.Home)
	if p.WorkSince == 0 || !rural && lead == model.None {
		return 0
	}
	served := 0
	for month := p.WorkSince.Year()*12 + p.WorkSince.Month() - 1; served < terms; month++ {
		if m := month%12 + 1; m != 10 && m != 4 {
			continue // of a term its October or April is looked at
		}
		served++
		day := model.Day(month/12, month%12+1, 15)
		if day < model.Day(2026, 9, 1) || day > model.Day(2026+c.Years(), 8, 31) {
			continue
		}
		at := p.Home
		for _, x := range absences(c, id, plan) {
			if x.on(day) {
				at = x.at
			}
		}
		good := c.County.Schools[c.County.Sections[at].School].UrbanRural >= 200
		if !rural {
			good = at == lead || at == p.Home && c.County.Sections[at].School == c.County.Sections[lead].School
		}
		if !good {
			n++
		}
	}
	return n
}

// Walks that read who is where in which year agree with a look at the dates of the whole plan.
func TestWalksAgreeWithALookAtTheDates(t *testing.T) {
	units := map[string]int64{}
	for seed := range uint64(120) {
		r := rand.New(rand.NewPCG(seed, 17))
		g, grouping := scatter(r)
		for i := range g.Teachers {
			p := &g.Teachers[i]
			p.Exempt = []model.Exemption{model.NotExempt, model.NotExempt, model.Illness}[r.IntN(3)]
			if r.IntN(3) == 0 {
				p.WorkSince = model.Day(2024+r.IntN(4), 1+r.IntN(12), 1)
			}
		}
		once(g)
		years, later, terms, at := 1+r.IntN(9), 1+r.IntN(12), 1+r.IntN(5), r.IntN(2)
		c := g.under(t, 1+int(seed)%4, map[string]Args{"exemption": nil, "principal-term": {"years": int64(years), "defer": int64(later)},
			"first-post": {"terms": int64(terms), "at": int64(at)}}).WithGrouping(grouping)
		for _, plan := range [][]model.Stay{nil, wander(c, r)} {
			for i := range c.County.Teachers {
				id := model.TeacherID(i)
				var hers []model.Stay
				for _, a := range plan {
					if a.Teacher == id {
						hers = append(hers, a)
					}
				}
				for name, want := range map[string]int64{"principal-term": overstayed(c, id, plan, years, later),
					"first-post": astray(c, id, plan, terms, at == 1)} {
					units[name] += want
					if got := walked(form(t, c, name).Walk, id, hers...); got != want {
						t.Fatalf("seed %d: %s counts %d of %s on %v, a look at the dates %d", seed, name, got, c.County.Teachers[i].ID, hers, want)
					}
				}
			}
		}
	}
	t.Log(units)
	if units["principal-term"] < 500 || units["first-post"] < 500 {
		t.Errorf("units %v: the counties show nothing", units)
	}
}

// once leaves every teacher one posting, so that no two of hers overlap.
func once(g *ground) {
	seen := map[model.TeacherID]bool{}
	var kept []model.Posting
	for _, p := range g.Postings {
		if !seen[p.Teacher] {
			kept = append(kept, p)
		}
		seen[p.Teacher] = true
	}
	g.Postings = kept
}
