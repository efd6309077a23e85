package rule_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/gen"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/model/verify"
)

// TestEqualChargesChargeEveryPlanTheSame changes one clause of a policy in every mode and parameter. Where that leaves the
// charges as they were, no plan, lawful or not, may cost anything else.
func TestEqualChargesChargeEveryPlanTheSame(t *testing.T) {
	same := 0
	for seed := range uint64(16) {
		rng := rand.New(rand.NewPCG(seed, 97))
		county := gen.Tiny(seed)
		hard := settings(rng)
		before := charged(t, county, hard)
		for _, r := range rule.All() {
			after := charged(t, county, append(hard[:len(hard):len(hard)], setting(r, rng)))
			for range 4 {
				same += before.hold(t, after, rng, fmt.Sprintf("seed %d, %s", seed, r.Name))
			}
		}
	}
	if same < 1000 {
		t.Errorf("only %d costs were compared", same)
	}
}

// settings makes up a policy: some clauses of every kind, so that any rule may charge or be a must.
func settings(rng *rand.Rand) []string {
	var all []string
	for _, r := range rule.All() {
		if rng.IntN(3) == 0 {
			all = append(all, setting(r, rng))
		}
	}
	return all
}

// setting makes up a clause. Its mode may be any, its first parameter too.
func setting(r *rule.Rule, rng *rand.Rand) string {
	text := fmt.Sprintf("%s: {mode: %q", r.Name, []string{"off", "should", "must"}[rng.IntN(3)])
	if len(r.Params) > 0 {
		p := &r.Params[rng.IntN(len(r.Params))]
		v := p.Min + rng.Int64N(min(p.Max-p.Min+1, 12))
		if p.List {
			v = p.ListOf(rng.Perm(len(p.Words))[:rng.IntN(3)]...)
		}
		text += fmt.Sprintf(", %s: %s", p.Name, p.Text(v))
	}
	return text + "}"
}

// law is a county under a policy, and what charges there.
type law struct {
	*rule.Case
	says string
}

func charged(t *testing.T, county *model.County, clauses []string) *law {
	t.Helper()
	p := rule.Presets()[0]
	text := "extends: " + p + "\nclauses:\n"
	seen := map[string]bool{}
	for i := len(clauses) - 1; i >= 0; i-- { // the last word on a rule holds
		if name, _, _ := strings.Cut(clauses[i], ":"); !seen[name] {
			seen[name] = true
			text += "  " + clauses[i] + "\n"
		}
	}
	policy, faults := rule.ParsePolicy("p.yaml", []byte(text))
	if policy == nil { // the clauses contradict each other
		return nil
	}
	c, err := rule.NewCase(county, policy, 1)
	if err != nil {
		t.Fatal(err, faults)
	}
	return &law{c, text}
}

// hold draws a plan and compares what it costs under two laws of equal charges. It returns how many costs it compared.
func (x *law) hold(t *testing.T, y *law, rng *rand.Rand, what string) (n int) {
	t.Helper()
	if x == nil || y == nil {
		return 0
	}
	g, r := groupsOf(x.Case, rng), movesOf(x.Case, rng)
	a, b := x.Charges(), y.Charges()
	if slices.Equal(a.Grouping, b.Grouping) {
		n++
		if p, q := verify.Grouping(x.Case, g).Cost, verify.Grouping(y.Case, g).Cost; p != q {
			t.Fatalf("%s: groups cost %d and %d under equal charges\n%s\n%s", what, p, q, x.says, y.says)
		}
	}
	if slices.Equal(a.Rotation, b.Rotation) {
		n++
		if p, q := verify.Rotation(x.WithGrouping(g), r).Cost, verify.Rotation(y.WithGrouping(g), r).Cost; p != q {
			t.Fatalf("%s: moves cost %d and %d under equal charges\n%s\n%s", what, p, q, x.says, y.says)
		}
	}
	return n
}

func groupsOf(c *rule.Case, rng *rand.Rand) (g model.Grouping) {
	for i := range c.County.Sections {
		if core := model.SectionID(i); c.County.Sections[i].Core() {
			for _, m := range c.Memberships(core) {
				if !rule.Opens(m) && rng.IntN(3) == 0 {
					g.Members = append(g.Members, m)
				}
			}
		}
	}
	return g
}

func movesOf(c *rule.Case, rng *rand.Rand) (r model.Rotation) {
	for i := range c.County.Teachers {
		var all []model.Stay
		c.Stays(model.TeacherID(i), nil, func(a model.Stay) { all = append(all, a) })
		if len(all) > 0 && rng.IntN(2) == 0 {
			r.Stays = append(r.Stays, all[rng.IntN(len(all))])
		}
	}
	return r
}

// TestChargesSayWhatChanged names clauses of each kind and whether they leave the charges of a preset as they were.
func TestChargesSayWhatChanged(t *testing.T) {
	county := gen.Tiny(1)
	base := charged(t, county, nil).Charges()
	for _, x := range []struct {
		clause             string
		grouping, rotation bool
	}{
		{"group-radius: {mode: must, km: 15}", true, true}, // radius and cap only allow
		{"group-size: {max: 3}", true, true},
		{"group-radius: {mode: should, km: 15}", false, true},
		{"coverage: {weight: 50000}", false, true},
		{"coverage: {mode: must}", false, true}, // its targets stay shoulds
		{"targets-only: {mode: \"off\"}", false, true},
		{"tenure: {years: 3}", true, false}, // who is eligible decides what a school is to send
		{"exchange-share: {share: 50}", true, true},
		{"subject-demand: {mode: must}", true, false},
		{"travel: {weight: 2}", true, false},
	} {
		changed := charged(t, county, []string{x.clause})
		if changed == nil {
			t.Fatalf("%s: no policy", x.clause)
		}
		now := changed.Charges()
		if g, r := slices.Equal(base.Grouping, now.Grouping), slices.Equal(base.Rotation, now.Rotation); g != x.grouping || r != x.rotation {
			t.Errorf("%s: grouping charged alike %v, rotation %v; want %v, %v", x.clause, g, r, x.grouping, x.rotation)
		}
	}
	if want := "tenure: {mode: must, years: 6}"; !slices.Contains(base.Rotation, want) {
		t.Errorf("%q is not among %q", want, base.Rotation)
	}
}

func TestSharesReadTheRulesThatDecideCandidates(t *testing.T) {
	var candidates []string
	for _, r := range rule.All() {
		if r.Candidate {
			candidates = append(candidates, r.Name)
		}
	}
	if reads := rule.Find("school-share").Reads; !slices.Equal(reads, candidates) {
		t.Errorf("shares read %q, candidates are decided by %q", reads, candidates)
	}
}
