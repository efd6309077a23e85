package grouping

import (
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"
	"time"

	benchmark "github.com/rotateplan/rotate/benchmarks/published"
	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/solver"
)

// Published problems are groupings in pure form: cores with a capacity, targets that each join exactly one.
type published struct {
	cost, load [][]int64 // by core, by target
	capacity   []int64   // by core
	groups     int64     // that are to be open; 0 for any number
}

// problem states a published problem as a law over a county of as many cores and targets.
func (x *published) problem(t testing.TB) *problem {
	cores, targets := len(x.cost), len(x.cost[0])
	county := &model.County{Code: "990000", Year: 2026}
	for i := range cores + targets {
		s := model.Section{School: model.SchoolID(i), Stage: model.Primary, Quality: -1, Standing: model.Weak}
		if i < cores {
			s.Standing = model.CoreStanding
		}
		county.Schools = append(county.Schools, model.School{ID: strconv.Itoa(i), HasPlace: true, Posts: -1, SeniorPosts: -1,
			Central: model.None, Sections: []model.SectionID{model.SectionID(i)}})
		county.Sections = append(county.Sections, s)
	}
	policy, faults := rule.ParsePolicy("none.yaml", []byte("name: none\nextends: base\n"))
	if policy == nil {
		t.Fatal(faults)
	}
	c, err := rule.NewCase(county, policy, 1)
	if err != nil {
		t.Fatal(err)
	}
	return compile(c, x.law(cores))
}

func (x *published) law(cores int) []rule.Applied[model.Membership] {
	of := func(m model.Membership, from [][]int64) int64 {
		if rule.Opens(m) || int(m.Core) >= cores {
			return 0
		}
		return from[m.Core][int(m.Section)-cores]
	}
	law := []rule.Form[model.Membership]{
		{Ban: func(m model.Membership) bool { return int(m.Core) >= cores }},
		{Price: func(m model.Membership) int64 { return of(m, x.cost) }},
		{Walk: &rule.Walk[model.Membership]{States: 1, Tally: &rule.Tally[model.Membership]{
			Weight: func(m model.Membership) int64 { return of(m, x.load) },
			Max:    func(core int) int64 { return x.capacity[min(core, cores-1)] }}}},
		{Quota: x.quotas(cores)},
	}
	out := make([]rule.Applied[model.Membership], len(law))
	for i, f := range law {
		out[i] = rule.Applied[model.Membership]{Rule: &rule.Rule{Name: "published"}, Mode: model.Must, Form: f}
		if f.Price != nil {
			out[i].Mode, out[i].Weight = model.Should, 1
		}
	}
	return out
}

// quotas wants every target once, and so many groups.
func (x *published) quotas(cores int) *rule.Family[model.Membership] {
	f := &rule.Family[model.Membership]{Count: func(m model.Membership, add func(int, int64)) {
		if !rule.Opens(m) {
			add(int(m.Section)-cores, 1)
		} else if x.groups > 0 {
			add(len(x.cost[0]), 1)
		}
	}}
	for range x.cost[0] {
		f.Quotas = append(f.Quotas, rule.Quota{Key: "target=" + strconv.Itoa(len(f.Quotas)), Min: 1, Max: 1, Unit: 1, Mode: model.Must})
	}
	if x.groups > 0 {
		f.Quotas = append(f.Quotas, rule.Quota{Key: "groups", Min: x.groups, Max: x.groups, Unit: 1, Mode: model.Must})
	}
	return f
}

// recount returns what a plan costs, by the problem alone, or says what is wrong with it.
func (x *published) recount(plan model.Grouping) (cost int64, err error) {
	load, times := make([]int64, len(x.cost)), make([]int, len(x.cost[0]))
	groups := int64(0)
	for _, m := range plan.Members {
		i, j := int(m.Core), int(m.Section)-len(x.cost)
		if load[i] == 0 {
			groups++
		}
		cost += x.cost[i][j]
		load[i] += x.load[i][j]
		times[j]++
	}
	for j, n := range times {
		if n != 1 {
			return cost, fmt.Errorf("job %d is done %d times", j, n)
		}
	}
	for i := range load {
		if load[i] > x.capacity[i] {
			return cost, fmt.Errorf("agent %d does %d, and can %d", i, load[i], x.capacity[i])
		}
	}
	if x.groups > 0 && groups != x.groups {
		return cost, fmt.Errorf("%d groups, not %d", groups, x.groups)
	}
	return cost, nil
}

// assignment reads "m n, m×n costs, m×n loads, m capacities".
func assignment(n []int64) *published {
	cores, targets := int(n[0]), int(n[1])
	n = n[2:]
	x := &published{}
	for range cores {
		x.cost, n = append(x.cost, n[:targets]), n[targets:]
	}
	for range cores {
		x.load, n = append(x.load, n[:targets]), n[targets:]
	}
	x.capacity = n[:cores]
	return x
}

// medians reads "number best, n p capacity, n × (id x y demand)".
func medians(n []int64) *published {
	count, x := int(n[2]), &published{groups: n[3]}
	at := n[5:]
	for i := range count {
		cost, load := make([]int64, count), make([]int64, count)
		for j := range count {
			cost[j] = int64(math.Sqrt(float64((at[4*i+1]-at[4*j+1])*(at[4*i+1]-at[4*j+1]) + (at[4*i+2]-at[4*j+2])*(at[4*i+2]-at[4*j+2]))))
			load[j] = at[4*j+3]
		}
		x.cost, x.load, x.capacity = append(x.cost, cost), append(x.load, load), append(x.capacity, n[4])
	}
	return x
}

// few of the published problems take all rules of the search and little time; with -published all are tried and told in a CSV.
var (
	toFile = flag.String("published", "", "CSV to add all published problems to")
	limit  = flag.Duration("limit", time.Minute, "of processor time, for each of them")
	few    = regexp.MustCompile(`^(gap[1-9]-0|gap1[0-2]-0|a05100|pmedcap0[2-6])$`)
)

// TestPublished solves generalised assignment and capacitated p-median problems: the few to proven optimality, all others to half a
// per cent of the best known.
func TestPublished(t *testing.T) {
	root := os.Getenv("ROTATE_DATA")
	if root == "" {
		t.Skip("ROTATE_DATA is not set: published problems are not tried")
	}
	all, err := benchmark.Problems(filepath.Join(root, "or"), "gap", "pmedcap")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range all {
		if *toFile != "" || few.MatchString(p.Name) {
			t.Run(p.Name, func(t *testing.T) { try(t, &p) })
		}
	}
}

func try(t *testing.T, p *benchmark.Problem) {
	n, err := p.Numbers()
	if err != nil {
		t.Fatal(err)
	}
	read := assignment
	if p.Set == "pmedcap" {
		read = medians
	}
	x := read(n)
	ctx, cancel := benchmark.Within(t.Context(), *limit)
	defer cancel()
	start := benchmark.Processor()
	got, err := find(ctx, x.problem(t), solver.Options{Gap: 1e-12})
	if err != nil {
		t.Fatal(err)
	}
	a := benchmark.Answer{Agents: len(x.cost), Jobs: len(x.cost[0]), HasPlan: got.HasPlan, Cost: got.Cost, Bound: got.Bound, Status: got.Status,
		Seconds: (benchmark.Processor() - start).Seconds()}
	t.Logf("cost %d, bound %d, best known %d, %v in %d rounds", a.Cost, a.Bound, p.Best, a.Status, got.Work)
	if *toFile != "" {
		if err := benchmark.Tell(*toFile, p, &a, *limit); err != nil {
			t.Fatal(err)
		}
	}
	if cost, err := x.recount(got.Plan); err != nil || cost != int64(a.Cost) {
		t.Errorf("cost %d, recounted %d: %v", a.Cost, cost, err)
	}
	if !a.HasPlan || a.Bound > p.Best || a.Off(p) > 0.5 {
		t.Errorf("%.3f %% above the best known, or the bound is", a.Off(p))
	}
	if few.MatchString(p.Name) && a.Status != solver.Optimal {
		t.Errorf("%v, want optimal", a.Status)
	}
}
