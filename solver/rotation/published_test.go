package rotation

import (
	"flag"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	benchmark "github.com/rotateplan/rotate/benchmarks/published"
	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/solver"
)

// assigned states an assignment problem as a law over a county: teachers of one school, each to be sent for the year to one of as
// many others, at a cost for each pair, to every school one.
func assigned(t testing.TB, cost [][]int64) *problem {
	t.Helper()
	county := &model.County{Code: "990000", Year: 2026}
	for i := range len(cost) + 1 {
		county.Schools = append(county.Schools, model.School{ID: strconv.Itoa(i), HasPlace: true, Posts: -1, SeniorPosts: -1,
			Central: model.None, Sections: []model.SectionID{model.SectionID(i)}})
		county.Sections = append(county.Sections, model.Section{School: model.SchoolID(i), Stage: model.Primary, Quality: -1})
	}
	for i := range cost {
		county.Teachers = append(county.Teachers, model.Teacher{ID: strconv.Itoa(i), Subject: 1})
	}
	policy, faults := rule.ParsePolicy("none.yaml", []byte("name: none\nextends: base\n"))
	if policy == nil {
		t.Fatal(faults)
	}
	return compileLaw(caseOf(t, county, policy, model.Grouping{}), assigning(cost))
}

func assigning(cost [][]int64) []rule.Applied[model.Stay] {
	one := &rule.Family[model.Stay]{Count: func(a model.Stay, add func(int, int64)) { add(int(a.Section)-1, 1) }}
	for i := range cost {
		key := "school=" + strconv.Itoa(i+1)
		one.Quotas = append(one.Quotas, rule.Quota{Key: key, Min: 1, Max: 1, Unit: 1, Mode: model.Must,
			Place: rule.Place{Level: rule.SectionPlace, ID: int32(i + 1)}})
	}
	named := &rule.Rule{Name: "published"}
	return []rule.Applied[model.Stay]{
		{Rule: named, Mode: model.Must, Form: rule.Form[model.Stay]{Ban: func(a model.Stay) bool { return a.Last == a.First || a.Section == 0 }}},
		{Rule: named, Mode: model.Should, Weight: 1, Form: rule.Form[model.Stay]{Price: func(a model.Stay) int64 {
			if a.Section == model.None {
				return 0
			}
			return cost[a.Teacher][a.Section-1]
		}}},
		{Rule: named, Mode: model.Must, Form: rule.Form[model.Stay]{Quota: one}},
	}
}

// square reads "n, n×n costs".
func square(n []int64) (cost [][]int64) {
	for size, rest := int(n[0]), n[1:]; len(rest) > 0; rest = rest[size:] {
		cost = append(cost, rest[:size])
	}
	return cost
}

// The smallest of the published problems takes little time; with -published all are tried and told in a CSV.
var (
	toFile = flag.String("published", "", "CSV to add all published problems to")
	limit  = flag.Duration("limit", time.Minute, "of processor time, for each of them")
)

const smallest = "assign100"

// TestPublished solves assignment problems to proven optimality.
func TestPublished(t *testing.T) {
	root := os.Getenv("ROTATE_DATA")
	if root == "" {
		t.Skip("ROTATE_DATA is not set: published problems are not tried")
	}
	all, err := benchmark.Problems(filepath.Join(root, "or"), "assign")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range all {
		if *toFile != "" || p.Name == smallest {
			t.Run(p.Name, func(t *testing.T) { assign(t, &p) })
		}
	}
}

func assign(t *testing.T, p *benchmark.Problem) {
	n, err := p.Numbers()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := benchmark.Within(t.Context(), *limit)
	defer cancel()
	start := benchmark.Processor()
	got, err := newSolve(assigned(t, square(n)), solver.Options{Gap: 1e-12}).run(ctx)
	if err != nil {
		t.Fatal(err)
	}
	a := benchmark.Answer{Agents: int(n[0]), Jobs: int(n[0]), HasPlan: got.HasPlan, Cost: got.Cost, Bound: got.Bound, Status: got.Status,
		Seconds: (benchmark.Processor() - start).Seconds()}
	if *toFile != "" {
		if err := benchmark.Tell(*toFile, p, &a, *limit); err != nil {
			t.Fatal(err)
		}
	}
	cost, filled := model.Cost(0), map[model.SectionID]bool{}
	for _, stay := range got.Plan.Stays {
		cost += model.Cost(n[1+int(stay.Teacher)*a.Jobs+int(stay.Section)-1])
		filled[stay.Section] = true
	}
	if len(got.Plan.Stays) != a.Agents || len(filled) != a.Jobs || cost != a.Cost {
		t.Errorf("%d go to %d schools at %d, and the cost is said to be %d", len(got.Plan.Stays), len(filled), cost, a.Cost)
	}
	if a.Status != solver.Optimal || a.Cost != p.Best {
		t.Errorf("cost %d, bound %d, best known %d, %v", a.Cost, a.Bound, p.Best, a.Status)
	}
}
