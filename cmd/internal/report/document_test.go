package report

import (
	"bytes"
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"
)

// contract is plan.json as formats.md section 4 prints it: the keys of every object, in order.
var contract = map[string]string{
	"":                        "version county year horizon policy data seed effort grouping rotation rules balance totals",
	"county":                  "code name",
	"policy":                  "name sha256",
	"data":                    "path sha256",
	"grouping":                "status cost bound gap groups uncovered",
	"grouping.groups":         "core stage members",
	"grouping.groups.members": "school type metres cost",
	"grouping.uncovered":      "school stage reason",
	"rotation":                "status cost bound gap moves returns continuing itinerant",
	"rotation.moves":          "teacher from to stage subject kind start end metres cost equals reasons",
	"rotation.returns":        "teacher from to",
	"rotation.continuing":     "teacher at until",
	"rules":                   "name mode quotas violations cost price source",
	"balance":                 "indicator stage before after limit",
	"totals": "eligible movers backbone_movers trainees travel_metres shortage_before shortage_after shortage_incurable " +
		"covered_targets targets",
}

// keys reads the keys of every object of a document in order, by path; arrays add nothing to a path.
func keys(t *testing.T, data []byte) map[string][]string {
	t.Helper()
	all := map[string][]string{}
	d := json.NewDecoder(bytes.NewReader(data))
	var value func(path string)
	value = func(path string) {
		token, err := d.Token()
		if err != nil {
			t.Fatal(err)
		}
		switch token {
		case json.Delim('{'):
			var here []string
			for d.More() {
				key, _ := d.Token()
				here = append(here, key.(string))
				value(strings.TrimPrefix(path+"."+key.(string), "."))
			}
			all[path] = here
			d.Token()
		case json.Delim('['):
			for d.More() {
				value(path)
			}
			d.Token()
		}
	}
	value("")
	return all
}

func TestPlanKeepsTheContractOfKeys(t *testing.T) {
	data, err := JSON(samplePlan(t))
	if err != nil {
		t.Fatal(err)
	}
	got := keys(t, data)
	for path, want := range contract {
		rest := got[path]
		for _, key := range strings.Fields(want) {
			k := slices.Index(rest, key)
			if k < 0 {
				t.Errorf("%q: no key %q in its place among %v", path, key, got[path])
				break
			}
			rest = rest[k+1:]
		}
	}
}

func TestTotalsOfAHandCountedPlan(t *testing.T) {
	// Eligible: 1, 2, 3 and 8; not 4 (ill), 5 (two years of service), 6 (away until 2027), 7 (sent in 2025).
	// Need: 12, 6, 9 and 6 classes need 320, 160, 240 and 160 periods, 880 in all; eight teachers give
	// 15 15 17 15 15 12 18 15 of them, 758 are missing. Teacher 1 gives the village the 15 she takes from the core, the
	// trainee's 15 are lost, teacher 3 leaves in spring only. The county lacks, subject by subject,
	// 186 113 55 88 55 93 47 47 66 = 750. Each of three stays is 0.05 degrees of latitude: 5,560 m.
	want := Totals{Eligible: 4, Movers: 2, BackboneMovers: 1, Trainees: 1, TravelMetres: 16680,
		ShortageBefore: 758, ShortageAfter: 773, ShortageIncurable: 750, CoveredTargets: 1, Targets: 2, Wished: 1, Granted: 1, GrantedFirst: 1}
	if got := digested(samplePlan(t)).doc.Totals; got != want {
		t.Errorf("totals\n got %+v\nwant %+v", got, want)
	}
}

func TestMovesOfAHandMadePlan(t *testing.T) {
	d := digested(samplePlan(t))
	months := []string{"2026-09 2027-07", "2026-09 2027-07", "2027-02 2027-07"}
	for i, m := range d.doc.Rotation.Moves {
		if got := m.Start + " " + m.End; got != months[i] {
			t.Errorf("move %d runs %s, want %s", i, got, months[i])
		}
		if m.Metres != 5560 || m.Equals != 1 {
			t.Errorf("move %d: %d metres, drawn among %d", i, m.Metres, m.Equals)
		}
	}
	// A year's stay costs its metres twice and 1,000 for the move; her first wish is free.
	if got := d.doc.Rotation.Moves[0].Cost; got != 2*5560+1000 {
		t.Errorf("teacher 1 costs %d", got)
	}
	if got := d.doc.Rotation.Returns; len(got) != 1 || got[0] != (comeback{"T990009000007", "2100000002", "2100000003"}) {
		t.Errorf("returns %v", got)
	}
	if got := d.doc.Rotation.Continuing; len(got) != 1 || got[0] != (continuing{"T990009000006", "2100000002", "2027-07"}) {
		t.Errorf("continuing %v", got)
	}
	if got := d.doc.Grouping.Uncovered; len(got) != 1 || got[0].School != "2100000004" {
		t.Errorf("uncovered %v", got)
	}
}

// TestBalance holds the coefficient against its other form, Σ (x−e)²/e / X over the sections (problem.md 2.4).
func TestBalance(t *testing.T) {
	d := digested(samplePlan(t))
	pupils, holders := []float64{600, 120, 400, 80}, []float64{1, 0, 0, 0} // one backbone teacher, at the core
	square := 0.0
	for s := range pupils {
		e := pupils[s] / 1200
		square += (holders[s] - e) * (holders[s] - e) / e
	}
	for _, b := range d.doc.Balance {
		if b.Indicator == "backbone" && math.Abs(b.Before-math.Sqrt(square)) > 1e-12 {
			t.Errorf("coefficient %v, want %v", b.Before, math.Sqrt(square))
		}
		if b.Indicator == "backbone" && b.After <= b.Before {
			t.Errorf("the only backbone teacher goes from a big school to a small one, and the coefficient falls to %v", b.After)
		}
		if b.Limit != 0.5 || b.Stage != "primary" {
			t.Errorf("balance of primary schools: %+v", b)
		}
	}
	if len(d.doc.Balance) != 3 {
		t.Errorf("%d indicators, want three", len(d.doc.Balance))
	}
}

func TestSections(t *testing.T) {
	rows := digested(samplePlan(t)).sections()
	want := []section{
		{id: 0, headsBefore: 3, headsAfter: 3, eligible: 2, required: 1, out: 2, backboneOut: 1, traineesIn: 1, continuing: 1},
		{id: 1, headsBefore: 2, headsAfter: 2, eligible: 1, in: 2, backboneIn: 1, traineesOut: 1},
		{id: 2, headsBefore: 2, headsAfter: 2, returns: 1},
		{id: 3, headsBefore: 1, headsAfter: 1, eligible: 1},
	}
	for i := range want {
		if rows[i] != want[i] {
			t.Errorf("section %d\n got %+v\nwant %+v", i, rows[i], want[i])
		}
	}
}
