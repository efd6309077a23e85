package benchmarks_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// readPlan adds the groups and stays of a written plan to the county, and returns what cannot be understood.
func (c *county) readPlan(t *testing.T, dir string) (bad []string) {
	t.Helper()
	for _, r := range keyed(readCSV(t, filepath.Join(dir, "groups.csv"))) {
		g := group{c.section(r["core_id"], word(r["stage"])), c.section(r["member_id"], word(r["stage"])), r.int("metres")}
		if g.core == nil || g.member == nil {
			bad = append(bad, fmt.Sprintf("stage-match: no such sections: %v", r))
			continue
		}
		c.groups = append(c.groups, g)
	}
	for _, r := range keyed(readCSV(t, filepath.Join(dir, "exchange.csv"))) {
		if why := c.addMove(r); why != "" {
			bad = append(bad, fmt.Sprintf("%s: %v", why, r))
		}
	}
	return bad
}

func (c *county) addMove(r row) string {
	p := c.byID[r["teacher_id"]]
	to := c.section(r["to"], word(r["stage"]))
	kind := word(r["kind"])
	switch {
	case p == nil || to == nil:
		return "no such teacher or section"
	case r["from"] != p.home.school.id:
		return "not sent from home"
	case kind != "full" && kind != "trainee":
		return "unknown kind"
	}
	p.moves = append(p.moves, &span{section: to, subject: word(r["subject"]), trainee: kind == "trainee",
		from: month(r["start"], 0), to: month(r["end"], 0)})
	return ""
}

// totals is what a plan says of itself in plan.json, or a recount of it.
type totals struct {
	Eligible       int `json:"eligible"`
	Movers         int `json:"movers"`
	BackboneMovers int `json:"backbone_movers"`
	Trainees       int `json:"trainees"`
	ShortageBefore int `json:"shortage_before"`
	ShortageAfter  int `json:"shortage_after"`
	CoveredTargets int `json:"covered_targets"`
	Targets        int `json:"targets"`
	TravelMetres   int `json:"travel_metres"` // extra one-way ways of all stays
}

// readTotals fails where there is no exchange list to recount: a search that was stopped too early leaves none.
func readTotals(t *testing.T, dir string) totals {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, "plan.json"))
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Rotation struct{ Status string }
		Totals   totals
	}
	if err := json.Unmarshal(b, &doc); err != nil {
		t.Fatal(err)
	}
	if s := doc.Rotation.Status; s == "" || s == "none" {
		t.Fatalf("the plan has no exchange list: rotation is %q", s)
	}
	return doc.Totals
}

// recount counts the totals of the plan read. Only eligible movers count, as in the shares.
func (c *county) recount(l law) totals {
	var n totals
	n.Eligible, _ = c.countEligible(l)
	for _, p := range c.people {
		for _, m := range p.moves {
			switch {
			case m.trainee:
				n.Trainees++
			case c.eligible(p, l):
				n.Movers++
				n.BackboneMovers += one(p.backbone)
			}
		}
	}
	for _, s := range c.sections {
		n.Targets += one(s.target())
		n.CoveredTargets += one(s.target() && c.lead(s) != nil)
	}
	n.ShortageBefore = c.shortage(autumn(c.year), false)
	n.ShortageAfter = c.shortage(autumn(c.year), true)
	return n
}

func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// extraTravel is Σ of how much longer each stay's way is than the way to the home school, in metres.
func (c *county) extraTravel() int {
	sum := 0
	for _, p := range c.people {
		for _, m := range p.moves {
			sum += c.own.extra(p, m.section.school)
		}
	}
	return sum
}
