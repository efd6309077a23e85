package benchmarks_test

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/gen"
	"github.com/rotateplan/rotate/model/table"
)

// build compiles the program a planner would run.
func build(t *testing.T) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "rotate")
	if out, err := exec.Command("go", "build", "-o", program, "../cmd/rotate").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return program
}

// plan runs the program and returns the folder it wrote.
func plan(t *testing.T, program, policy string, args ...string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "plan")
	args = append([]string{"plan", "--policy", policy, "--year", "2026", "--out", dir}, args...)
	if out, err := exec.Command(program, args...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %v\n%s", args, err, out)
	}
	return dir
}

// TestPlansRecounted plans the three counties under both policies as a planner would, and counts the plans afresh.
func TestPlansRecounted(t *testing.T) {
	dir := filepath.Join(dataDir(t), "counties")
	program := build(t)
	for _, code := range []string{"990102", "990103", "990101"} {
		for _, policy := range []string{"national-2014", "yongzhou-2018"} {
			t.Run(code+"/"+policy, func(t *testing.T) {
				if code == "990101" && testing.Short() {
					t.Skip("minutes of solving")
				}
				out := plan(t, program, policy, "--county", code, "--data", filepath.Join(dir, code), "--gap", "0.01", "--time-limit", "60s")
				recountPlan(t, readCounty(t, code), out, laws[policy])
			})
		}
	}
}

// TestMadeUpPlansRecounted does the same on counties with nine-year schools, whose sections share heads and posts.
func TestMadeUpPlansRecounted(t *testing.T) {
	program := build(t)
	for _, x := range []struct {
		schools, teachers int
		policy            string
	}{{8, 60, "national-2014"}, {8, 60, "yongzhou-2018"}, {20, 500, "national-2014"}, {20, 500, "yongzhou-2018"}} {
		o := gen.Options{Schools: x.schools, Teachers: x.teachers, Seed: 2}
		t.Run(fmt.Sprintf("%d-%d-%d/%s", o.Schools, o.Teachers, o.Seed, x.policy), func(t *testing.T) {
			tables := written(t, gen.County(o))
			out := plan(t, program, x.policy, "--county", gen.BuiltinCode, "--data", tables, "--time-limit", "10s")
			recountPlan(t, newCounty(readTables(t, tables), planYear), out, laws[x.policy])
		})
	}
}

func TestBuiltinRecounted(t *testing.T) {
	out := plan(t, build(t), "national-2014", "--county", gen.BuiltinCode, "--time-limit", "20s")
	recountPlan(t, newCounty(readTables(t, written(t, gen.Builtin())), planYear), out, laws["national-2014"])
}

func written(t *testing.T, c *model.County) string {
	t.Helper()
	dir := t.TempDir()
	if err := table.WriteCounty(dir, c); err != nil {
		t.Fatal(err)
	}
	return dir
}

func recountPlan(t *testing.T, c *county, dir string, l law) {
	t.Helper()
	for _, s := range append(c.readPlan(t, dir), c.broken(l)...) {
		t.Error(s)
	}
	said, got := readTotals(t, dir), c.recount(l)
	// Ways differ by rounding where a datum is undone by another iteration: a metre a stay at most.
	slack := said.Movers + said.Trainees
	if far := c.extraTravel(); far-said.TravelMetres > slack || said.TravelMetres-far > slack {
		t.Errorf("extra travel %d m, the plan says %d m", far, said.TravelMetres)
	}
	got.TravelMetres = said.TravelMetres
	if got != said {
		t.Errorf("recount %+v\nthe plan %+v", got, said)
	}
	t.Logf("%+v", got)
	c.recountDues(t, dir, everyday)
	c.recountTrips(t, dir)
	c.recountSchools(t, readCSV(t, filepath.Join(dir, "schools.csv")), l)
}

// line is what schools.csv says of a section: heads in autumn, movers without trainees.
type line struct{ before, after, eligible, out, in, backboneOut, backboneIn, returns, continuing int }

func (c *county) recountSchools(t *testing.T, table [][]string, l law) {
	t.Helper()
	lines := c.lines(l)
	rows := keyed(table)
	if len(rows) != len(c.sections) {
		t.Errorf("schools.csv has %d lines for %d sections", len(rows), len(c.sections))
	}
	for _, r := range rows {
		said := line{r.int("heads_before"), r.int("heads_after"), r.int("eligible"), r.int("out"), r.int("in"),
			r.int("backbone_out"), r.int("backbone_in"), r.int("returns"), r.int("continuing")}
		if got := lines[c.section(r["school_id"], word(r["stage"]))]; got == nil || *got != said {
			t.Errorf("%s %s: recount %+v, the plan %+v", r["school_id"], r["stage"], got, said)
		}
	}
}

func (c *county) lines(l law) map[*section]*line {
	lines := map[*section]*line{}
	before, after := c.heads(autumn(c.year), false), c.heads(autumn(c.year), true)
	for _, s := range c.sections {
		lines[s] = &line{before: before[s], after: after[s]}
	}
	for _, p := range c.people {
		home := lines[p.home]
		home.returns += one(p.returning)
		home.continuing += one(p.fixed != nil)
		if !c.eligible(p, l) {
			continue
		}
		home.eligible++
		for _, m := range p.moves {
			if !m.trainee {
				to := lines[m.section]
				home.out, to.in = home.out+1, to.in+1
				home.backboneOut, to.backboneIn = home.backboneOut+one(p.backbone), to.backboneIn+one(p.backbone)
			}
		}
	}
	return lines
}
