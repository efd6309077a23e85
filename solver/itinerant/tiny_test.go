package itinerant

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/gen"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/model/verify"
	"github.com/rotateplan/rotate/solver"
)

// tiny makes up a county so small that all circuits can be listed: two subjects, short loads, needs drawn anew, teachers on
// any stays, some of whose periods are told, under terms drawn too.
func tiny(t testing.TB, seed uint64) *rule.Case {
	t.Helper()
	rng, county := rand.New(rand.NewPCG(seed, 47)), gen.Tiny(seed)
	subjects := []model.Subject{model.Music, model.Art}
	for stage := model.Primary; stage <= model.Junior; stage++ {
		for _, x := range subjects {
			county.Loads = append(county.Loads, model.LoadRow{Stage: stage, Subject: x, Periods: 3 + rng.IntN(4)})
		}
	}
	for s := range county.Sections {
		for x := model.NoSubject + 1; x < model.Subjects; x++ {
			row := model.NeedRow{Section: model.SectionID(s), Subject: x}
			if x == model.Music || x == model.Art {
				row.Periods = rng.IntN(7)
			}
			county.Needs = append(county.Needs, row)
		}
	}
	var r model.Rotation
	for i := range county.Teachers {
		p := &county.Teachers[i]
		p.Subject, p.Periods = subjects[rng.IntN(2)], rng.IntN(10)-6
		if p.Periods < 0 {
			p.Periods = -1
		}
		if rng.IntN(4) == 0 {
			a := model.Stay{Teacher: model.TeacherID(i), First: model.Term(rng.IntN(2)), Last: 1, Subject: p.Subject,
				Section: model.SectionID(rng.IntN(len(county.Sections))), Kind: model.Kind(rng.IntN(2))}
			r.Stays = append(r.Stays, a)
		}
	}
	mode, weight := "should", []int{5, 20, 60}[rng.IntN(3)]
	if rng.IntN(4) == 0 {
		mode = "must"
	}
	text := fmt.Sprintf("clauses:\n  itinerant: {mode: %s, weight: %d, places: %d, km: %d}\n", mode, weight, 1+rng.IntN(2), []int{6, 15, 60}[rng.IntN(3)])
	policy, faults := rule.ParsePolicy("tiny.yaml", []byte(text))
	if policy == nil {
		t.Fatal(faults)
	}
	c, err := rule.NewCase(county, policy, 1)
	if err != nil {
		t.Fatal(err)
	}
	return c.WithRotation(r)
}

// listing tries every circuit of one subject in one term, teacher after teacher.
type listing struct {
	c      *rule.Case
	agents [][]model.Trip
	owed   map[model.SectionID]int64 // periods still lacking
	spare  map[model.SectionID]int64
	seen   map[string]model.Cost
}

const unlawful = model.Cost(1) << 40

// best returns what the best circuit costs, or unlawful.
func best(c *rule.Case) (sum model.Cost) {
	for t := model.Term(0); int(t) < c.Terms; t++ {
		for x := model.NoSubject + 1; x < model.Subjects; x++ {
			l := listing{c: c, owed: map[model.SectionID]int64{}, spare: map[model.SectionID]int64{}, seen: map[string]model.Cost{}}
			for s := range c.County.Sections {
				l.owed[model.SectionID(s)], l.spare[model.SectionID(s)] = c.Short(model.SectionID(s), x, t), c.Spare(model.SectionID(s), x, t)
			}
			for i := range c.County.Teachers {
				if c.PostOf(model.TeacherID(i), t).Subject != x {
					continue
				}
				var atoms []model.Trip
				c.EachTrip(int(t)*len(c.County.Teachers)+i, nil, func(a model.Trip) { atoms = append(atoms, a) })
				if len(atoms) > 0 {
					l.agents = append(l.agents, atoms)
				}
			}
			sum += l.from(0)
		}
	}
	return min(sum, unlawful)
}

// from is the least cost of what the agents from i on do, and of what is lacking in the end.
func (l *listing) from(i int) model.Cost {
	key := fmt.Sprint(i, l.owed, l.spare)
	if cost, known := l.seen[key]; known {
		return cost
	}
	cost := model.Cost(0)
	if i == len(l.agents) {
		for _, n := range l.owed { // a sum: order does not matter
			if n > 0 && l.c.TripTerms().Must {
				cost = unlawful
			}
			cost += model.Cost(n) * l.c.TripTerms().Worth
		}
	} else {
		cost = l.walk(i, 0, 0, 0)
	}
	l.seen[key] = cost
	return cost
}

// walk is the least cost of what agent i does with atoms from k on, having been at so many places with so many periods.
func (l *listing) walk(i, k int, places, periods int64) model.Cost {
	cost := l.from(i + 1)
	for ; k < len(l.agents[i]); k++ {
		a := l.agents[i][k]
		home, n := l.c.PostOf(a.Teacher, a.Term).Section, int64(a.Periods)
		if places == l.c.TripTerms().Places || periods+n > l.c.Lends(a.Teacher, a.Term) || l.owed[a.Section] < n || l.spare[home] < n {
			continue
		}
		next := k + 1
		for next < len(l.agents[i]) && l.agents[i][next].Section == a.Section {
			next++
		}
		l.owed[a.Section], l.spare[home] = l.owed[a.Section]-n, l.spare[home]-n
		cost = min(cost, model.Cost(n*l.c.WayOf(home, a.Section))+l.walk(i, next, places+1, periods+n))
		l.owed[a.Section], l.spare[home] = l.owed[a.Section]+n, l.spare[home]+n
	}
	return cost
}

// judged solves a case and holds every claim against the judge.
func judged(t testing.TB, c *rule.Case, o solver.Options) *solver.Result[model.Circuit] {
	t.Helper()
	r, err := Solve(context.Background(), c, o)
	if err != nil {
		t.Fatal(err)
	}
	if r.HasPlan {
		if a := verify.Circuit(c, r.Plan); len(a.Broken) > 0 || a.Cost != r.Cost {
			t.Errorf("cost %d, the judge counts %d; broken %v", r.Cost, a.Cost, a.Broken)
		}
	}
	if r.Status == solver.Infeasible {
		if r.HasPlan || len(r.Conflict) == 0 {
			t.Errorf("infeasible, has a plan: %v, conflict %v", r.HasPlan, r.Conflict)
		}
		return r
	}
	if b, err := verify.CircuitBound(c, r.Certificate); err != nil || b != r.Bound || r.HasPlan && b > r.Cost {
		t.Errorf("bound %d, proven %d, cost %d: %v", r.Bound, b, r.Cost, err)
	}
	return r
}

// Enumeration, the solver and the judge agree: no circuit is missed by more than the bound leaves open.
func TestTinyCircuits(t *testing.T) {
	var with, without, found, closed, missed int
	for seed := range uint64(120) {
		c := tiny(t, seed)
		least, r := best(c), judged(t, c, solver.Options{Seed: seed})
		switch {
		case least == unlawful:
			without++
			if r.HasPlan {
				t.Errorf("a circuit where there is none")
			}
		case r.Status == solver.Infeasible:
			t.Errorf("infeasible, but %d is a circuit", least)
		default:
			with++
			if r.Bound > least || r.HasPlan && r.Cost < least {
				t.Errorf("bound %d, best %d, cost %d", r.Bound, least, r.Cost)
			}
			switch {
			case !r.HasPlan:
				missed++
			case r.Cost == least:
				found++
			}
			if r.HasPlan && r.Cost == r.Bound {
				closed++
			}
			distort(t, c, seed, least)
		}
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
	t.Logf("%d with a circuit: best found %d, proven %d, none found %d; %d without", with, found, closed, missed, without)
	if found < with*19/20 || closed < with*17/20 || missed > with/50 || without < 10 {
		t.Error("the solver does not find what is there, or there is too little to find")
	}
}

// distort draws prices: none proves more than the best circuit costs.
func distort(t *testing.T, c *rule.Case, seed uint64, least model.Cost) {
	rng := rand.New(rand.NewPCG(seed, 48))
	for range 5 {
		var cert model.Certificate
		for _, q := range verify.Circuit(c, model.Circuit{}).Quotas {
			x, top := model.QuotaPrice{Quota: q.Key}, int64(300_000)
			if q.Mode == model.Should {
				top = 1000 * int64(q.Weight)
			}
			if q.Min != rule.NoMin {
				x.Lower = rng.Int64N(top + 1)
			}
			if rng.IntN(2) == 0 {
				x.Upper = rng.Int64N(top + 1)
			}
			cert.Prices = append(cert.Prices, x)
		}
		if b, err := verify.CircuitBound(c, cert); err != nil || b > least {
			t.Errorf("proven %d, best %d: %v", b, least, err)
		}
	}
}

// A term like the one before has its trips, and a second run is the first again.
func TestCircuitsRepeat(t *testing.T) {
	c := tiny(t, 3).WithRotation(model.Rotation{})
	r, again := judged(t, c, solver.Options{}), judged(t, c, solver.Options{Threads: 3})
	if len(r.Plan.Trips) == 0 || !slices.Equal(r.Plan.Trips, again.Plan.Trips) || !slices.Equal(r.Certificate.Prices, again.Certificate.Prices) {
		t.Errorf("trips %v, then %v", r.Plan.Trips, again.Plan.Trips)
	}
	for _, a := range r.Plan.Trips {
		a.Term = 1 - a.Term
		if !slices.Contains(r.Plan.Trips, a) {
			t.Errorf("no trip %v, but the terms are alike", a)
		}
	}
}
