package grouping

import (
	"compress/gzip"
	"encoding/csv"
	"flag"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

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

// numbers reads whole numbers from a file, compressed or not.
func numbers(t testing.TB, path string) []int64 {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var in io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		if in, err = gzip.NewReader(f); err != nil {
			t.Fatal(err)
		}
	}
	text, err := io.ReadAll(in)
	if err != nil {
		t.Fatal(err)
	}
	var out []int64
	for _, word := range strings.Fields(string(text)) {
		n, err := strconv.ParseInt(word, 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, n)
	}
	return out
}

// assignment reads "m n, m×n costs, m×n loads, m capacities".
func assignment(t testing.TB, path string) *published {
	n := numbers(t, path)
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
func medians(t testing.TB, path string) *published {
	n := numbers(t, path)
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
	toFile = flag.String("published", "", "CSV to write, of all published problems")
	few    = regexp.MustCompile(`^(gap[1-9]-0|gap1[0-2]-0|a05100|pmedcap0[2-6])$`)
)

// TestPublished solves generalised assignment and capacitated p-median problems: the few to proven optimality, all others to half a
// per cent of the best known.
func TestPublished(t *testing.T) {
	root := os.Getenv("ROTATE_DATA")
	if root == "" {
		t.Skip("ROTATE_DATA is not set: published instances are not tried")
	}
	out := csv.NewWriter(io.Discard)
	if *toFile != "" {
		f, err := os.Create(*toFile)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		out = csv.NewWriter(f)
		out.Write([]string{"instance", "cores", "targets", "best_known", "cost", "bound", "off_percent", "gap_percent", "status", "rounds", "seconds"})
	}
	for _, r := range optima(t, filepath.Join(root, "or", "optima.csv")) {
		read := map[string]func(testing.TB, string) *published{"gap": assignment, "pme": medians}[r[0][:3]]
		if read == nil || *toFile == "" && !few.MatchString(r[1]) {
			continue
		}
		t.Run(r[1], func(t *testing.T) {
			best, err := strconv.ParseInt(r[8], 10, 64)
			if err != nil {
				t.Fatal(err)
			}
			x := read(t, filepath.Join(root, "or", r[2]))
			start := time.Now()
			got, err := find(t.Context(), x.problem(t), solver.Options{Gap: 1e-12})
			if err != nil {
				t.Fatal(err)
			}
			seconds := time.Since(start).Seconds()
			off, gap := 100*float64(int64(got.Cost)-best)/float64(best), 100*solver.Gap(got.Cost, got.Bound)
			t.Logf("cost %d, bound %d, best known %d, %v in %d rounds", got.Cost, got.Bound, best, got.Status, got.Work)
			out.Write([]string{r[1], strconv.Itoa(len(x.cost)), strconv.Itoa(len(x.cost[0])), r[8], fmt.Sprint(got.Cost), fmt.Sprint(got.Bound),
				fmt.Sprintf("%.3f", off), fmt.Sprintf("%.3f", gap), fmt.Sprint(got.Status), strconv.Itoa(got.Work), fmt.Sprintf("%.2f", seconds)})
			out.Flush()
			if !got.HasPlan || int64(got.Bound) > best || off > 0.5 {
				t.Errorf("%.3f %% above the best known, or the bound is", off)
			}
			if few.MatchString(r[1]) && got.Status != solver.Optimal {
				t.Errorf("%v, want optimal", got.Status)
			}
		})
	}
	if err := out.Error(); err != nil {
		t.Fatal(err)
	}
}

// optima reads the rows of the table of best known values.
func optima(t *testing.T, path string) [][]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil || len(rows) < 2 {
		t.Fatalf("%s: %d rows, %v", path, len(rows), err)
	}
	return rows[1:]
}
