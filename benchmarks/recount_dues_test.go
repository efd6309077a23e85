package benchmarks_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rotateplan/rotate/model/gen"
)

// dues are the figures of rules that charge: what a unit costs, and what is counted.
type dues struct {
	reciprocity, tolerance int
	couple, apart          int // apart in metres
	balance                int
	holders                []string // the indicators of balance
	dispatch               int      // 0 = off
	leaders, middle        int
	least, most            int // backbone teachers
	perGroup               bool
}

// everyday is what both presets leave as the base has it.
var everyday = dues{reciprocity: 3000, tolerance: 1, couple: 5000, apart: 10000, balance: 200, holders: []string{"backbone"}}

// TestChargesRecounted plans a county under rules between cores and members, couples and sections that cost something, and
// counts what each costs afresh.
func TestChargesRecounted(t *testing.T) {
	program := build(t)
	strict := dues{reciprocity: 900, tolerance: 0, couple: 7000, apart: 2000, balance: 3000, holders: []string{"backbone", "degree", "pe-arts"},
		dispatch: 4000, leaders: 1, middle: 1, least: 1, most: 2}
	joint := strict
	joint.perGroup, joint.most = true, 1
	for per, d := range map[string]dues{"member": strict, "group": joint} {
		t.Run(per, func(t *testing.T) {
			policy := filepath.Join(t.TempDir(), "charged.yaml")
			if err := os.WriteFile(policy, []byte(d.policy(per)), 0o600); err != nil {
				t.Fatal(err)
			}
			tables := written(t, gen.County(gen.Options{Schools: 20, Teachers: 500, Seed: 2}))
			out := plan(t, program, policy, "--county", gen.BuiltinCode, "--data", tables, "--effort", "1", "--time-limit", "20s")
			c := newCounty(readTables(t, tables), planYear)
			for _, bad := range c.readPlan(t, out) {
				t.Error(bad)
			}
			costs := c.recountDues(t, out, d)
			for _, name := range []string{"balance", "couple", "dispatch", "reciprocity"} {
				if costs[name] == 0 {
					t.Errorf("%s costs nothing: the case shows nothing", name)
				}
			}
		})
	}
}

func (d dues) policy(per string) string {
	return fmt.Sprintf(`extends: yongzhou-2018
clauses:
  reciprocity: {mode: should, weight: %d, tolerance: %d}
  couple: {mode: should, weight: %d, km: %d}
  balance: {mode: should, weight: %d, indicators: [backbone, degree, pe-arts]}
  dispatch: {mode: should, weight: %d, leaders: %d, middle: %d, backbone_min: %d, backbone_max: %d, per: %s}
`, d.reciprocity, d.tolerance, d.couple, d.apart/1000, d.balance, d.dispatch, d.leaders, d.middle, d.least, d.most, per)
}

// recountDues compares what the rules of the plan cost with what it says, and returns it.
func (c *county) recountDues(t *testing.T, dir string, d dues) map[string]int {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, "plan.json"))
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Rules []struct {
			Name string
			Cost int
		}
	}
	if err := json.Unmarshal(b, &doc); err != nil {
		t.Fatal(err)
	}
	want := map[string]int{"reciprocity": d.reciprocity * c.unequal(d), "couple": d.couple * c.apart(d.apart), "balance": c.unbalanced(d)}
	if d.dispatch > 0 {
		want["dispatch"] = d.dispatch * c.undispatched(d)
	}
	costs := map[string]int{}
	for _, r := range doc.Rules {
		if cost, ours := want[r.Name]; ours {
			if costs[r.Name] = cost; cost != r.Cost {
				t.Errorf("%s costs %d, the plan says %d", r.Name, cost, r.Cost)
			}
		}
	}
	return costs
}

func beyond(n, least, most int) int { return max(least-n, n-most, 0) }

// unequal is by how many the ways from core to member and back differ beyond the tolerance, pair by pair.
func (c *county) unequal(d dues) int {
	sum := 0
	for _, g := range c.groups {
		n := 0
		for _, p := range c.people {
			for _, m := range p.moves {
				n += one(p.home == g.core && m.section == g.member) - one(p.home == g.member && m.section == g.core)
			}
		}
		sum += beyond(n, -d.tolerance, d.tolerance)
	}
	return sum
}

// undispatched is how many too few, or too many, cores send to their members, or to all of them.
func (c *county) undispatched(d dues) int {
	type sent struct{ leaders, middle, backbone int }
	count := map[any]*sent{}
	for _, g := range c.groups {
		key := any(g.member)
		if d.perGroup {
			key = g.core
		}
		n := count[key]
		if n == nil {
			n = &sent{}
			count[key] = n
		}
		for _, p := range c.people {
			for _, m := range p.moves {
				if p.home == g.core && m.section == g.member && !m.trainee {
					n.leaders += one(p.leader)
					n.middle += one(p.position == "middle")
					n.backbone += one(p.backbone)
				}
			}
		}
	}
	sum := 0
	for _, n := range count {
		sum += beyond(n.leaders, d.leaders, 1<<30) + beyond(n.middle, d.middle, 1<<30) + beyond(n.backbone, d.least, d.most)
	}
	return sum
}

// apart is the terms in which somebody is posted farther than so many metres from where the spouse teaches.
func (c *county) apart(metres int) int {
	n := 0
	for _, p := range c.people {
		for _, q := range c.people {
			if p == q || p.spouse != q.id && q.spouse != p.id {
				continue
			}
			for _, month := range []int{autumn(c.year), spring(c.year)} {
				at, _ := where(p, month, true)
				to, _ := where(q, month, true)
				n += one(at.school != p.home.school && c.own.way(at.school, to.school) > metres)
			}
		}
	}
	return n
}

// unbalanced is what the indicators of balance cost in spring, section by section.
func (c *county) unbalanced(d dues) int {
	sum := 0
	for _, what := range d.holders {
		for _, stage := range []string{"primary", "junior"} {
			all, pupils, after := 0, 0, map[*section]int{}
			for _, p := range c.people {
				at, _ := where(p, spring(c.year), false)
				all += one(at.stage == stage && holds(p, what, p.subject, stage))
				at, x := where(p, spring(c.year), true)
				if x == "" {
					x = p.subject // a trainee
				}
				after[at] += one(holds(p, what, x, at.stage))
			}
			for _, s := range c.sections {
				pupils += one(s.stage == stage) * max(s.pupils, 0)
			}
			for _, s := range c.sections {
				if s.stage == stage && s.pupils > 0 && all > 0 {
					sum += climb(after[s], all*s.pupils, pupils, d.balance)
				}
			}
		}
	}
	return sum
}

func holds(p *person, what, subject, stage string) bool {
	switch what {
	case "backbone":
		return p.backbone
	case "degree":
		return strings.Contains(p.degree, "本科") || strings.Contains(p.degree, "研究生") || stage == "primary" && strings.Contains(p.degree, "专科")
	}
	return strings.Contains(" 体育 音乐 美术 艺术 pe music art arts ", " "+subject+" ")
}

// climb is Σ of the rounded steps of weight·(x−e)²/e from the cheapest whole number to x, with e = people/pupils.
func climb(x, people, pupils, weight int) int {
	step := func(k int) int { // from k to k+1
		n := weight * ((2*k+1)*pupils - 2*people)
		if n < 0 {
			return -((-n + people/2) / people)
		}
		return (n + people/2) / people
	}
	sum := 0
	for k := 0; k < x; k++ {
		sum += max(step(k), 0)
	}
	for k := x; step(k) < 0; k++ {
		sum -= step(k)
	}
	return sum
}
