package explain

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/gen"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/model/verify"
	"github.com/rotateplan/rotate/solver"
	"github.com/rotateplan/rotate/solver/grouping"
	"github.com/rotateplan/rotate/solver/rotation"
)

// exactly asks for optimal plans.
var exactly = solver.Options{Gap: 1e-12, Threads: 1, Effort: 3}

// solved plans a small made-up county.
func solved(t *testing.T, county *model.County) (*rule.Case, *solver.Result[model.Rotation]) {
	t.Helper()
	policy, faults := rule.LoadPolicy("national-2014")
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	c, err := rule.NewCase(county, policy, 1)
	if err != nil {
		t.Fatal(err)
	}
	groups, err := grouping.Solve(context.Background(), c, exactly)
	if err != nil {
		t.Fatal(err)
	}
	if !groups.HasPlan {
		return c, nil
	}
	return again(t, county, c, groups.Plan)
}

func again(t *testing.T, county *model.County, like *rule.Case, groups model.Grouping) (*rule.Case, *solver.Result[model.Rotation]) {
	t.Helper()
	c, err := rule.NewCase(county, like.Policy, 1)
	if err != nil {
		t.Fatal(err)
	}
	c = c.WithGrouping(groups)
	result, err := rotation.Solve(context.Background(), c, exactly)
	if err != nil {
		t.Fatal(err)
	}
	return c, result
}

// TestAPriceIsNeverAboveTheTruth solves again with a move forbidden: no plan is cheaper than was proven of all of them.
func TestAPriceIsNeverAboveTheTruth(t *testing.T) {
	var n forbiddings
	for seed := uint64(0); n.known < 170; seed++ {
		n.try(t, gen.Tiny(seed), seed)
	}
	for seed := uint64(0); n.known < 200; seed++ {
		n.try(t, gen.County(gen.Options{Seed: seed, Schools: 8, Teachers: 60}), seed)
	}
	t.Logf("%+v", n)
	if n.priced < 30 || n.exact < 5 || n.again < 150 {
		t.Errorf("of %d moves of known price only %d were given one above 0, %d all of it", n.known, n.priced, n.exact)
	}
}

// forbiddings counts moves forbidden, and of them those that were solved again to the optimum, those of a price above 0 and
// those whose price is all of the truth; again are those that solving again with the demand as law priced so.
type forbiddings struct{ moves, known, priced, exact, again int }

// try forbids a few moves of a county's plan, one at a time.
func (n *forbiddings) try(t *testing.T, county *model.County, seed uint64) {
	t.Helper()
	c, result := solved(t, county)
	if result == nil || !result.HasPlan || len(result.Plan.Stays) == 0 {
		return
	}
	q, err := Inquire(OfRotation(c, result.Plan), result.Cost, result.Certificate)
	if err != nil {
		t.Fatalf("seed %d: %v", seed, err)
	}
	r := rand.New(rand.NewPCG(seed, 7))
	for range min(8, len(result.Plan.Stays)) {
		a := result.Plan.Stays[r.IntN(len(result.Plan.Stays))]
		school := county.Sections[a.Section].School
		price, possible := q.Least(q.NotThere(a.Teacher, school))
		if best := q.InHerPlace(a); len(best) > 0 && best[0].Lawful() && (!possible || best[0].Cost < price) {
			t.Fatalf("seed %d: not %s: found %d, below the %d proven", seed, c.StayKey(a), best[0].Cost, price)
		}
		_, other := again(t, forbidden(county, a.Teacher, school), c, groupsOf(c))
		n.moves++
		if !other.HasPlan {
			n.known += one(other.Status == solver.Infeasible)
			continue
		}
		truth := other.Cost - result.Cost
		n.solveAgain(t, seed, q, q.NotThere(a.Teacher, school), other)
		if !possible || price > truth {
			t.Fatalf("seed %d: not %s: at least %d more (some plan: %v), solved again %d", seed, c.StayKey(a), price, possible, truth)
		}
		n.known += one(other.Status == solver.Optimal)
		n.priced += one(price > 0)
		n.exact += one(price == truth)
	}
}

// solveAgain solves with the move forbidden by the demand, as somebody else forbade it: what that proves is never above the truth either,
// and all of it where the solve ends at the optimum.
func (n *forbiddings) solveAgain(t *testing.T, seed uint64, q *Inquiry, d verify.Demand[model.Stay], other *solver.Result[model.Rotation]) {
	t.Helper()
	result, err := rotation.Solve(context.Background(), q.Demanding(d), exactly)
	if err != nil || !result.HasPlan {
		t.Fatalf("seed %d: a plan of %d, by the demand none (%v)", seed, other.Cost, err)
	}
	a, err := q.Again(d, result.Plan, result.Certificate)
	if err != nil {
		t.Fatalf("seed %d: %v", seed, err)
	}
	truth := other.Cost - q.Cost
	if a.Least > truth || a.Found.Cost != result.Cost-q.Cost || !a.Found.Lawful() {
		t.Fatalf("seed %d: at least %d, found %d; solved %d, the truth is at most %d", seed, a.Least, a.Found.Cost, result.Cost-q.Cost, truth)
	}
	if result.Status == solver.Optimal {
		n.again++
		if other.Status == solver.Optimal && (a.Least != truth || a.Found.Cost != truth) {
			t.Fatalf("seed %d: at least %d, found %d, the truth is %d", seed, a.Least, a.Found.Cost, truth)
		}
	}
}

func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

func groupsOf(c *rule.Case) (g model.Grouping) {
	for s := range c.County.Sections {
		if core := c.Lead(model.SectionID(s)); core != model.None && core != model.SectionID(s) {
			g.Members = append(g.Members, model.Membership{Core: core, Section: model.SectionID(s)})
		}
	}
	g.Sort()
	return g
}

// forbidden is a county in which somebody has forbidden a stay of the year.
func forbidden(c *model.County, t model.TeacherID, school model.SchoolID) *model.County {
	d := *c
	d.Postings = append(slices.Clone(c.Postings), model.Posting{Teacher: t, School: school, Kind: "轮岗",
		From: model.FirstSeptember(c.Year), Until: model.Day(c.Year+1, 7, 31), Status: model.ForbiddenPosting})
	return &d
}

// TestEveryMoveHasReasons plans counties in a hurry, when a search has left most undone, and with care: some rule is worse
// off without any stay of a plan.
func TestEveryMoveHasReasons(t *testing.T) {
	moves := 0
	for _, name := range []string{"base", "national-2014", "yongzhou-2018"} {
		policy, faults := rule.LoadPolicy(name)
		if len(faults.Bad()) > 0 {
			t.Fatal(faults)
		}
		for seed := range uint64(40) {
			moves += reasoned(t, gen.Tiny(seed), policy, solver.Options{Effort: 3, Threads: 1})
		}
		for seed := range uint64(4) {
			county := gen.County(gen.Options{Seed: 4 + seed, Schools: 11 + 3*int(seed), Teachers: 200 + 200*int(seed)})
			moves += reasoned(t, county, policy, solver.Options{Effort: 1, Gap: 0.9, Threads: 1})
		}
	}
	if moves < 500 {
		t.Errorf("only %d moves", moves)
	}
}

func reasoned(t *testing.T, county *model.County, policy *model.Policy, o solver.Options) int {
	t.Helper()
	c, err := rule.NewCase(county, policy, 1)
	if err != nil {
		t.Fatal(err)
	}
	groups, err := grouping.Solve(context.Background(), c, o)
	if err != nil || !groups.HasPlan {
		return 0
	}
	c = c.WithGrouping(groups.Plan)
	result, err := rotation.Solve(context.Background(), c, o)
	if err != nil {
		t.Fatal(err)
	}
	for i, names := range OfRotation(c, result.Plan).Reasons() {
		if len(names) == 0 {
			t.Errorf("%s, %s: %s has no reason", policy.Name, county.Schools[0].ID, c.StayKey(result.Plan.Stays[i]))
		}
	}
	return len(result.Plan.Stays)
}
