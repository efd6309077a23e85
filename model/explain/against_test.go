package explain

import (
	"fmt"
	"slices"
	"testing"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/model/verify"
)

// TestWhatSpeaksAgainstGoingIsTheLeastOfRecounts recounts the plan with each lawful stay of a teacher who stays: what speaks
// against all of them is what the rules that read one teacher alone charge more whichever she made.
func TestWhatSpeaksAgainstGoingIsTheLeastOfRecounts(t *testing.T) {
	told := map[string]int{}
	for seed := range uint64(20) {
		r, c := drawn(t, seed)
		for i := range c.County.Teachers { // every other has refused
			if i%2 == 0 {
				c.County.Kept = append(c.County.Kept, model.Kept{Teacher: model.TeacherID(i), Lock: model.Refused})
			}
		}
		c = decided(t, c)
		plan := draw(r, c)
		q, err := Inquire(OfRotation(c, plan), 0, model.Certificate{})
		if err != nil {
			t.Fatal(err)
		}
		whole := verify.Rotation(c, plan)
		for i := range c.County.Teachers {
			id := model.TeacherID(i)
			stays := q.Going(id, model.None)
			if len(q.Walk(id)) > 0 || len(stays) == 0 {
				continue
			}
			want := map[string]int64{}
			for k, a := range stays {
				more := model.Rotation{Stays: append(slices.Clone(plan.Stays), a)}
				more.Sort()
				d := difference(whole, verify.Rotation(c, more))
				for _, p := range c.StayLaw() {
					if name := p.Rule.Name; p.Form.Quota == nil && p.Mode == model.Should {
						if cost := d[name][1]; k == 0 || cost < want[name] {
							want[name] = cost
						}
					}
				}
			}
			got := map[string]int64{}
			for _, e := range q.Against(id, stays) {
				got[e.Rule] = int64(e.Cost)
				told[e.Rule]++
			}
			for name, cost := range want {
				if cost <= 0 {
					delete(want, name)
				}
			}
			if fmt.Sprint(got) != fmt.Sprint(want) {
				t.Fatalf("seed %d: teacher %d\n got %v\nwant %v", seed, i, got, want)
			}
			if refused := i%2 == 0; refused != (got["locks"] > 0) {
				t.Fatalf("seed %d: teacher %d, refused %v: %v", seed, i, refused, got)
			}
		}
	}
	if told["locks"] < 20 || told["move"] < 20 {
		t.Errorf("told too seldom: %v", told)
	}
}

// decided is the case of a county in which something was decided meanwhile.
func decided(t *testing.T, c *rule.Case) *rule.Case {
	t.Helper()
	policy := base()
	for i := range policy.Clauses { // so that somebody may go
		if k := &policy.Clauses[i]; k.Mode == model.Must && k.Rule != "locks" {
			k.Mode = model.Should
		}
	}
	d, err := rule.NewCase(c.County, policy, 1)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestUnderTriesACoreOnce asks for the cores of a section whose memberships are lawful in several types.
func TestUnderTriesACoreOnce(t *testing.T) {
	several := 0
	for seed := range uint64(20) {
		r, c := drawn(t, seed)
		c, err := rule.NewCase(c.County, lacking("group-type"), 1)
		if err != nil {
			t.Fatal(err)
		}
		q, err := InquireGroups(c, model.Grouping{Members: alliances(drawGroups(r, c).Members)}, 0, model.Certificate{})
		if err != nil {
			t.Fatal(err)
		}
		for s := range c.County.Sections {
			seen := map[model.SectionID]bool{}
			for _, trial := range q.Under(model.SectionID(s)) {
				_, in := q.Changed(&trial)
				for _, m := range in {
					if m.Section != model.SectionID(s) {
						continue
					}
					if types := q.Types(m); len(types) > 1 {
						several++
						for _, k := range types {
							if best := q.Joining(k)[0]; best.Lawful() && (!trial.Lawful() || best.Cost < trial.Cost) {
								t.Fatalf("seed %d: %v costs %d, %v %d", seed, m, trial.Cost, k, best.Cost)
							}
						}
					}
					if seen[m.Core] {
						t.Fatalf("seed %d: section %d under core %d twice", seed, s, m.Core)
					}
					seen[m.Core] = true
				}
			}
		}
	}
	if several == 0 {
		t.Error("no membership is lawful in several types")
	}
}

// lacking is the base policy without some rules.
func lacking(names ...string) *model.Policy {
	policy := base()
	for i := range policy.Clauses {
		if k := &policy.Clauses[i]; slices.Contains(names, k.Rule) {
			k.Mode = model.Off
		}
	}
	return policy
}

// alliances keeps the memberships of one type, each section in one.
func alliances(all []model.Membership) []model.Membership {
	seen := map[model.SectionID]bool{}
	return slices.DeleteFunc(all, func(m model.Membership) bool {
		twice := seen[m.Section]
		seen[m.Section] = seen[m.Section] || m.Type == model.Alliance
		return twice || m.Type != model.Alliance
	})
}

// TestLeadersAreToldThatTheyStay asks for the musts that close every post to a teacher.
func TestLeadersAreToldThatTheyStay(t *testing.T) {
	_, c := drawn(t, 1)
	c.County.Teachers[0].Position = model.Principal
	c, err := rule.NewCase(c.County, lacking("dispatch", "principal-term"), 1)
	if err != nil {
		t.Fatal(err)
	}
	q, err := Inquire(OfRotation(c, model.Rotation{}), 0, model.Certificate{})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Contains(q.Unfit(0), "leaders-stay") || slices.Contains(q.Unfit(1), "leaders-stay") {
		t.Errorf("%v, %v", q.Unfit(0), q.Unfit(1))
	}
}
