package grouping

import (
	"context"
	"reflect"
	"testing"
	"time"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/gen"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/model/verify"
	"github.com/rotateplan/rotate/solver"
)

// judged solves a case and holds the answer against the judge.
func judged(t *testing.T, c *rule.Case, o solver.Options) *solver.Result[model.Grouping] {
	t.Helper()
	r, err := Solve(context.Background(), c, o)
	if err != nil {
		t.Fatal(err)
	}
	if r.HasPlan {
		if a := verify.Grouping(c, r.Plan); len(a.Broken) > 0 || a.Cost != r.Cost {
			t.Fatalf("cost %d, the judge counts %d; broken %v", r.Cost, a.Cost, a.Broken)
		}
	}
	if r.Status != solver.Infeasible {
		if b, err := verify.GroupingBound(c, r.Certificate); err != nil || b != r.Bound || r.HasPlan && b > r.Cost {
			t.Fatalf("bound %d, proven %d, cost %d: %v", r.Bound, b, r.Cost, err)
		}
	}
	return r
}

// Enumeration by the judge, the solver, and another solver on the integer program agree.
func TestTinyCounties(t *testing.T) {
	if len(referees()) == 0 {
		t.Log("neither cbc nor glpsol is installed: integer programs are written, not solved")
	}
	many := 0
	for seed := range uint64(240) {
		c := caseOf(t, tiny(seed), whim(t, seed))
		if _, plans := lawfulChoices(c); plans > most {
			many++
			continue
		}
		best, found := enumerate(c)
		r := judged(t, c, solver.Options{Seed: seed})
		switch {
		case found && (!r.HasPlan || r.Cost != best || r.Bound > best):
			t.Errorf("seed %d: %v, bound %d, cost %d, enumerated %d", seed, r.Status, r.Bound, r.Cost, best)
		case !found && (r.Status != solver.Infeasible || len(r.Conflict) == 0):
			t.Errorf("seed %d: no plan, but status %v, conflict %v", seed, r.Status, r.Conflict)
		case found && solver.Gap(r.Cost, r.Bound) > 0.001:
			t.Errorf("seed %d: bound %d, cost %d", seed, r.Bound, r.Cost)
		}
		if len(referees()) == 0 {
			continue
		}
		if cost, ok := optimum(t, referees()[0], c); ok != found || found && cost != best {
			t.Errorf("seed %d: integer program %d (%v), enumerated %d (%v)", seed, cost, ok, best, found)
		}
	}
	if many > 60 {
		t.Errorf("%d of 240 counties have too many plans to enumerate", many)
	}
}

// A senior high school helps the junior section of a rural nine-year school where the policy lists that pair of stages, both
// its sections where it lifts the match, and none where it does neither.
func TestAcrossStages(t *testing.T) {
	county := &model.County{Code: "990000", Year: 2026}
	for i, stages := range [][]model.Stage{{model.Junior, model.SeniorHigh}, {model.Primary, model.Junior}} {
		s := model.School{ID: string(rune('A' + i)), UrbanRural: model.UrbanRural(111 + 109*i), HasPlace: true,
			Place: model.Place{Lat: 33 + float64(i)/20, Lng: 112}, Posts: -1, SeniorPosts: -1, Central: model.None}
		for _, x := range stages {
			s.Sections = append(s.Sections, model.SectionID(len(county.Sections)))
			county.Sections = append(county.Sections, model.Section{School: model.SchoolID(i), Stage: x, Pupils: 300, Quality: -1})
		}
		county.Schools = append(county.Schools, s)
	}
	county.Sections[1].Standing = model.CoreStanding
	for clause, want := range map[string][]model.Membership{
		"match: same":             nil,
		"pairs: [senior-primary]": {{Core: 1, Section: 2}},
		"pairs: [senior-junior]":  {{Core: 1, Section: 3}},
		"pairs: [primary-junior]": nil,
		"match: any":              {{Core: 1, Section: 2}, {Core: 1, Section: 3}},
	} {
		c := caseOf(t, county, policy(t, "extends: base\nclauses:\n  stage-match: {"+clause+"}\n"))
		if r := judged(t, c, solver.Options{}); !r.HasPlan || !reflect.DeepEqual(r.Plan.Members, want) {
			t.Errorf("%s: %v %+v, want %+v", clause, r.Status, r.Plan, want)
		}
	}
}

// As school districts, with room for all, every section that is no core has exactly one lead school of its stage; the
// bound holds and is near.
func TestDistricts(t *testing.T) {
	county := gen.Builtin()
	c := caseOf(t, county, policy(t, "extends: base\nclauses:\n  targets-only: {mode: off}\n  group-size: {max: 50}\n  coverage: {mode: must, all: 1000}\n"))
	r := judged(t, c, solver.Options{})
	lead := make([]int, len(county.Sections))
	for _, m := range r.Plan.Members {
		lead[m.Section]++
	}
	led := map[model.Stage]bool{}
	for i := range county.Sections {
		led[county.Sections[i].Stage] = led[county.Sections[i].Stage] || county.Sections[i].Core()
	}
	others := 0
	for i := range county.Sections {
		x, want := &county.Sections[i], 0
		if !x.Core() && led[x.Stage] {
			want = 1
		}
		if !x.Core() && !county.Target(model.SectionID(i)) {
			others++
		}
		if lead[i] != want {
			t.Errorf("section %d of stage %s has %d lead schools, want %d", i, x.Stage.Code(), lead[i], want)
		}
	}
	if others == 0 || solver.Gap(r.Cost, r.Bound) > 0.001 {
		t.Errorf("%d sections are no targets; %v, cost %d, bound %d", others, r.Status, r.Cost, r.Bound)
	}
}

func TestBuiltin(t *testing.T) {
	p, faults := rule.LoadPolicy("national-2014")
	if p == nil {
		t.Fatal(faults)
	}
	c := caseOf(t, gen.Builtin(), p)
	one := judged(t, c, solver.Options{Threads: 1})
	if two := judged(t, c, solver.Options{Threads: 3}); !reflect.DeepEqual(one, two) {
		t.Error("threads change the answer")
	}
}

func TestRealCounties(t *testing.T) {
	for _, code := range []string{"990102", "990103", "990101"} {
		county := realCounty(t, code)
		for _, name := range []string{"national-2014", "yongzhou-2018"} {
			p, faults := rule.LoadPolicy(name)
			if p == nil {
				t.Fatal(faults)
			}
			c := caseOf(t, county, p)
			begin := time.Now()
			r := judged(t, c, solver.Options{Gap: 1e-12})
			t.Logf("%s %s: %v, cost %d, bound %d, gap %.4f %%, %d covered, %d rounds, %v with the judge", code, name, r.Status,
				r.Cost, r.Bound, 100*solver.Gap(r.Cost, r.Bound), len(r.Plan.Members), r.Work, time.Since(begin))
			if solver.Gap(r.Cost, r.Bound) > 0.001 {
				t.Errorf("%s %s: gap above 0.1 %%", code, name)
			}
		}
	}
}
