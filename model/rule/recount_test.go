package rule

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/rotateplan/rotate/model"
)

// scatter builds a random county with groups, nine-year schools, leaders, backbone teachers, continuing stays and
// pinned postings.
func scatter(r *rand.Rand) (*ground, model.Grouping) {
	g := newGround()
	for range 8 {
		urban, standing := []model.UrbanRural{111, 121, 220}[r.IntN(3)], model.Standing(r.IntN(3))
		if r.IntN(3) == 0 {
			g.school(urban, standing, model.Primary, model.Junior)
		} else {
			g.school(urban, standing, model.Stage(2+r.IntN(3)))
		}
		g.Schools[len(g.Schools)-1].Posts = r.IntN(12) - 1
	}
	for i := range g.Sections {
		g.Sections[i].Classes, g.Sections[i].Pupils = r.IntN(9), r.IntN(300)
	}
	for range 60 {
		g.teacher(model.SectionID(r.IntN(len(g.Sections))), func(p *model.Teacher) {
			p.Subject, p.Subject2 = model.Subject(r.IntN(5)), model.Subject(r.IntN(5))
			p.Degree = []string{"", "专科", "本科"}[r.IntN(3)]
			p.Backbone, p.Position = model.Backbone(r.IntN(5)), model.Position(r.IntN(4))
			p.SchoolSince = model.FirstSeptember(2010 + r.IntN(14))
		})
	}
	for range 12 {
		t, at := model.TeacherID(r.IntN(60)), model.SectionID(r.IntN(len(g.Sections)))
		g.posting(t, at, model.Current, model.Day(2025, 9, 1), model.Day(2026+r.IntN(3), 1+6*r.IntN(2), 31)).Kind = []string{"支教", "跟岗学习"}[r.IntN(2)]
		g.posting(model.TeacherID(r.IntN(60)), at, model.PinnedPosting, 0, 0)
	}
	marry(g, r)
	return g, groups(g, r)
}

func groups(g *ground, r *rand.Rand) model.Grouping {
	var out model.Grouping
	for s := range g.Sections {
		for core := range g.Sections {
			if g.Sections[core].Core() && !g.Sections[s].Core() && r.IntN(2) == 0 {
				out.Members = append(out.Members, model.Membership{Core: model.SectionID(core), Section: model.SectionID(s)})
				break
			}
		}
	}
	return out
}

// wander draws a plan: some teachers' stays, none overlapping, lawful or not.
func wander(c *Case, r *rand.Rand) []model.Stay {
	var plan []model.Stay
	for t := range c.County.Teachers {
		next := model.Term(0)
		for range r.IntN(3) {
			var atoms []model.Stay
			c.Stays(model.TeacherID(t), nil, func(a model.Stay) {
				if a.First >= next {
					atoms = append(atoms, a)
				}
			})
			if len(atoms) > 0 {
				plan = append(plan, atoms[r.IntN(len(atoms))])
				next = plan[len(plan)-1].Last + 1
			}
		}
	}
	return plan
}

// scene is who is where and who delivers what in one term of a plan, found by looking at everybody.
type scene struct {
	at      []model.SectionID
	subject []model.Subject // NoSubject for trainees
	first   []model.Subject // what they came to teach, trainees their first
	away    []bool
}

func look(c *Case, plan []model.Stay, term model.Term) scene {
	n := len(c.County.Teachers)
	x := scene{make([]model.SectionID, n), make([]model.Subject, n), make([]model.Subject, n), make([]bool, n)}
	for t := range c.County.Teachers {
		id, p := model.TeacherID(t), &c.County.Teachers[t]
		x.at[t], x.subject[t], x.first[t], x.away[t] = c.Baseline(id, term), p.Subject, p.Subject, c.Away(id, term)
		if x.away[t] && c.Continuing(id).Kind == "跟岗学习" {
			x.subject[t] = model.NoSubject
		}
		for _, a := range plan {
			if a.Teacher != id || term < a.First || term > a.Last {
				continue
			}
			x.at[t], x.subject[t], x.first[t], x.away[t] = a.Section, a.Subject, a.Subject, true
			if a.Kind == model.Trainee {
				x.subject[t] = model.NoSubject
			}
		}
	}
	return x
}

// naive counts every quota of rotation by looking at the whole plan, by key.
func naive(c *Case, plan []model.Stay) map[string]int64 {
	n := map[string]int64{}
	for term := range model.Term(c.Terms) {
		x := look(c, plan, term)
		end := fmt.Sprintf("/term=%d", term)
		for t := range c.County.Teachers {
			countTeacher(n, c, &c.County.Teachers[t], end, x.at[t], x.subject[t], x.away[t])
		}
		countCouples(n, c, x, end)
		if term%2 == 1 {
			countHolders(n, c, x, fmt.Sprintf("/year=%d", 2026+int(term)/2))
		}
	}
	for _, a := range plan {
		p := &c.County.Teachers[a.Teacher]
		n["pinned-postings/"+c.schoolPart(c.County.Sections[a.Section].School)+"/of="+p.ID]++
		countBetween(n, c, a)
		if !c.Eligible(a.Teacher, int(a.First)/2) || a.Kind == model.Trainee {
			continue
		}
		countMover(n, c, p, fmt.Sprintf("/year=%d", 2026+int(a.First)/2))
	}
	return n
}

func countTeacher(n map[string]int64, c *Case, p *model.Teacher, end string, at model.SectionID, x model.Subject, away bool) {
	school, section, home := c.schoolPart(c.County.Sections[at].School), c.SectionKey(at), c.SectionKey(p.Home)
	n["head-count/"+school+end]++
	n["staff-ceiling/"+school+end]++
	if lead := c.Lead(at); lead != model.None {
		n["head-count/"+c.groupPart(lead)+end]++
	}
	if p.Position == model.Principal || p.Position == model.Vice {
		n["leader-posts/"+school+end+"/of="+p.Position.Code()]++
	}
	for _, what := range []string{"whole", "rest"} {
		n["subject-demand/"+section+"/subject="+x.Code()+end+"/of="+what]++
	}
	n["donor-cap/"+section+"/subject="+x.Code()+end+"/of=subject"]++
	if away {
		n["donor-cap/"+home+end+"/of=heads"]++
		if p.Backbone >= model.CountyBackbone {
			n["donor-cap/"+home+end+"/of=backbone"]++
		}
	}
}

func countMover(n map[string]int64, c *Case, p *model.Teacher, year string) {
	home := &c.County.Sections[p.Home]
	if urban := c.County.Schools[home.School].UrbanRural; home.Standing == model.CoreStanding || urban == 111 || urban == 121 {
		n["exchange-share"+year]++
		n["school-share/"+c.schoolPart(home.School)+year]++
	}
	n["backbone-share"+year]--
	if p.Backbone >= model.CountyBackbone {
		n["backbone-share"+year] += 5
	}
}

// Every quota of every rule, counted atom by atom, agrees with a look at the whole plan; at the empty plan the base does.
func TestCountsAgreeWithALookAtThePlan(t *testing.T) {
	rules := map[string]Args{"head-count": nil, "staff-ceiling": nil, "leader-posts": nil, "subject-demand": nil, "donor-cap": nil,
		"pinned-postings": nil, "exchange-share": nil, "school-share": nil, "backbone-share": nil, "tenure": nil, "first-post": nil, "reciprocity": nil, "couple": nil, "balance": {"indicators": indicators.Max}}
	for seed := range uint64(30) {
		rules["dispatch"] = Args{"per": int64(seed % 2)}
		r := rand.New(rand.NewPCG(seed, 7))
		g, grouping := scatter(r)
		for i := range g.Teachers[:20] {
			g.Teachers[i].WorkSince = model.FirstSeptember(2026)
		}
		c := g.under(t, 1+int(seed)%3, rules).WithGrouping(grouping)
		for _, plan := range [][]model.Stay{nil, wander(c, r), wander(c, r)} {
			want, quotas := naive(c, plan), 0
			for _, law := range c.StayLaw() {
				if law.Form.Quota == nil {
					continue
				}
				for key, got := range tally(law.Form.Quota, plan...) {
					if quotas++; got != want[rungless(key)] {
						t.Errorf("seed %d, %d stays: %s counts %d, a look finds %d", seed, len(plan), key, got, want[rungless(key)])
					}
				}
			}
			if quotas == 0 {
				t.Fatal("no quotas")
			}
		}
	}
}

// Quotas that claim to count presence at a place move with who is there, and only so: weights are what the place says.
func TestPlacesTellTheTruth(t *testing.T) {
	for seed := range uint64(10) {
		r := rand.New(rand.NewPCG(seed, 8))
		g, grouping := scatter(r)
		c := g.under(t, 1, map[string]Args{"head-count": nil, "subject-demand": nil, "donor-cap": nil, "staff-ceiling": nil}).WithGrouping(grouping)
		for _, a := range wander(c, r) {
			p := &c.County.Teachers[a.Teacher]
			for _, law := range c.StayLaw() {
				weight := make([]int64, len(law.Form.Quota.Quotas))
				law.Form.Quota.Count(a, func(q int, w int64) { weight[q] += w })
				for i, q := range law.Form.Quota.Quotas {
					if q.Place.Level == NoPlace {
						continue
					}
					want := int64(0)
					if a.First <= q.Place.Term && q.Place.Term <= a.Last {
						want = holds(c, q.Place, a.Section, a.Subject, a.Kind == model.Trainee) - holds(c, q.Place, p.Home, p.Subject, false)
					}
					if weight[i] != want {
						t.Errorf("seed %d: %s weighs %s %d, its place says %d", seed, q.Key, c.StayKey(a), weight[i], want)
					}
				}
			}
		}
	}
}

// holds returns 1 if somebody at a section who delivers a subject is at a place.
func holds(c *Case, at Place, s model.SectionID, x model.Subject, trainee bool) int64 {
	id := map[Level]int32{LeafPlace: int32(s), SectionPlace: int32(s), SchoolPlace: int32(c.County.Sections[s].School),
		GroupPlace: int32(c.Lead(s))}[at.Level]
	if id != at.ID || at.Level == LeafPlace && (trainee || x != at.Subject) {
		return 0
	}
	return 1
}
