package rule

import (
	"slices"
	"testing"

	"github.com/rotateplan/rotate/model"
)

// ground is a county under construction; its plan year is 2026.
type ground struct{ model.County }

func newGround() *ground { return &ground{model.County{Code: "990999", Year: 2026}} }

// school adds a school with one section of each stage, ten kilometres north of the school before.
func (g *ground) school(urban model.UrbanRural, standing model.Standing, stages ...model.Stage) []model.SectionID {
	id := model.SchoolID(len(g.Schools))
	s := model.School{ID: "S" + string(rune('A'+id)), UrbanRural: urban, HasPlace: true, Posts: -1, SeniorPosts: -1,
		Place: model.Place{Lat: 26 + float64(id)*0.09, Lng: 111}, Central: model.None}
	for _, stage := range stages {
		s.Sections = append(s.Sections, model.SectionID(len(g.Sections)))
		g.Sections = append(g.Sections, model.Section{School: id, Stage: stage, Standing: standing, Quality: -1})
	}
	g.Schools = append(g.Schools, s)
	return s.Sections
}

// teacher adds a teacher of Chinese at a section, long in post and far from retirement.
func (g *ground) teacher(home model.SectionID, edit func(p *model.Teacher)) model.TeacherID {
	id := model.TeacherID(len(g.Teachers))
	p := model.Teacher{ID: "T" + string(rune('A'+id)), At: g.Sections[home].School, Home: home, Sex: model.Male,
		Birth: model.Day(1985, 1, 1), Stage: g.Sections[home].Stage, Subject: model.Chinese,
		SchoolSince: model.FirstSeptember(2010), Periods: -1, Spouse: model.None}
	if edit != nil {
		edit(&p)
	}
	g.Teachers = append(g.Teachers, p)
	return id
}

func (g *ground) posting(t model.TeacherID, at model.SectionID, status model.PostingStatus, from, until model.Date) *model.Posting {
	g.Postings = append(g.Postings, model.Posting{Teacher: t, School: g.Sections[at].School, Kind: "支教",
		From: from, Until: until, Status: status, Result: model.Good})
	return &g.Postings[len(g.Postings)-1]
}

// under builds the case of the county under the named rules at their defaults and the given arguments; every other rule
// is off.
func (g *ground) under(t *testing.T, years int, clauses map[string]Args) *Case {
	t.Helper()
	p := base()
	for i := range p.Clauses {
		k := &p.Clauses[i]
		arg, on := clauses[k.Rule]
		switch {
		case !on:
			k.Mode = model.Off
		case k.Mode == model.Off:
			k.Mode = model.Must
		}
		for name, v := range arg {
			if _, known := k.Args[name]; !known {
				t.Fatalf("rule %s has no parameter %s", k.Rule, name)
			}
			k.Args[name] = v
		}
	}
	c, err := NewCase(&g.County, p, years)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// form returns the form of a rule in force.
func form(t *testing.T, c *Case, name string) Form[model.Stay] {
	t.Helper()
	for _, p := range c.StayLaw() {
		if p.Rule.Name == name {
			return p.Form
		}
	}
	t.Fatalf("rule %s is not in force", name)
	return Form[model.Stay]{}
}

// walked returns the units of violation of a teacher's run of stays under a walk.
func walked(w *Walk[model.Stay], agent model.TeacherID, stays ...model.Stay) int64 {
	state, sum := w.Start(int(agent)), int64(0)
	for _, a := range stays {
		next, units := w.Next(state, a)
		if next < 0 || next >= w.States {
			panic("state outside the automaton")
		}
		state, sum = next, sum+units
	}
	return sum + w.End(state)
}

// stay is a full stay of a teacher at a section.
func stay(t model.TeacherID, first, last model.Term, at model.SectionID) model.Stay {
	return model.Stay{Teacher: t, First: first, Last: last, Section: at, Subject: model.Chinese}
}

// quota returns the quota of a family with the given key.
func quota(t *testing.T, f *Family[model.Stay], key string) Quota {
	t.Helper()
	i := slices.IndexFunc(f.Quotas, func(q Quota) bool { return q.Key == key })
	if i < 0 {
		t.Fatalf("no quota %s", key)
	}
	return f.Quotas[i]
}

// tally returns the counts of a family's quotas, by key, after some stays.
func tally(f *Family[model.Stay], stays ...model.Stay) map[string]int64 {
	count := map[string]int64{}
	for _, q := range f.Quotas {
		count[q.Key] = q.Base
	}
	for _, a := range stays {
		f.Count(a, func(q int, w int64) { count[f.Quotas[q].Key] += w })
	}
	return count
}
