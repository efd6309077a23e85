package explain

import (
	"slices"
	"testing"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/model/verify"
)

// TestInTheirPlaceIsTheDifferenceOfTwoAccounts recounts the plan with a teacher in the place of a colleague.
func TestInTheirPlaceIsTheDifferenceOfTwoAccounts(t *testing.T) {
	tried := 0
	for seed := range uint64(20) {
		r, c := drawn(t, seed)
		plan := draw(r, c)
		x, whole := OfRotation(c, plan), verify.Rotation(c, plan)
		before := x.WhyNot(0)
		for i := range c.County.Teachers {
			id := model.TeacherID(i)
			if len(x.b.walks[id]) > 0 {
				continue
			}
			got := x.WhyNot(id).Instead
			if got == nil {
				continue
			}
			tried++
			other := model.Rotation{}
			for _, s := range plan.Stays {
				if s.Teacher != got.Colleague {
					other.Stays = append(other.Stays, s)
				}
			}
			other.Stays = append(other.Stays, got.Stay)
			other.Sort()
			cost, worse := int64(0), map[string]bool{}
			for name, x := range difference(whole, verify.Rotation(c, other)) {
				cost += x[1]
				worse[name] = x[0] > 0
			}
			if got.Rule == "" && cost != int64(got.Cost) || got.Rule != "" && !worse[got.Rule] {
				t.Fatalf("seed %d: teacher %d in the place of %d: %+v, recounted %d and %v", seed, i, got.Colleague, *got, cost, worse)
			}
		}
		if after := x.WhyNot(0); before.Answer != after.Answer { // what was tried was put back
			t.Fatalf("seed %d: %+v, then %+v", seed, before.Answer, after.Answer)
		}
	}
	if tried < 50 {
		t.Errorf("only %d tried", tried)
	}
}

// TestTheBestOneMore recounts the cheapest addition, and holds what it saves and charges together.
func TestTheBestOneMore(t *testing.T) {
	for seed := range uint64(20) {
		r, c := drawn(t, seed)
		plan := draw(r, c)
		x, whole := OfRotation(c, plan), verify.Rotation(c, plan)
		for i := range c.County.Teachers {
			s := x.WhyNot(model.TeacherID(i))
			if len(x.b.walks[i]) > 0 || s.Code != NotNeeded && s.Code != WithinGap {
				continue
			}
			more := model.Rotation{Stays: append(slices.Clone(plan.Stays), s.Best)}
			more.Sort()
			cost := int64(0)
			for _, d := range difference(whole, verify.Rotation(c, more)) {
				cost += d[1]
			}
			if cost != int64(s.Cost) || s.Pays-s.Saves != s.Cost || s.Pays < 0 || s.Saves < 0 {
				t.Fatalf("seed %d: teacher %d: %+v, recounted %d", seed, i, s.Answer, cost)
			}
		}
	}
}

// TestNoLawfulPostNamesEverySection counts every section once.
func TestNoLawfulPostNamesEverySection(t *testing.T) {
	found := false
	for seed := range uint64(10) {
		r, c := drawn(t, seed)
		x := OfRotation(c, draw(r, c))
		for i := range c.County.Teachers {
			s, n := x.WhyNot(model.TeacherID(i)), 0
			if s.Code != NoLawfulPost {
				continue
			}
			found = true
			for _, k := range s.Refused {
				n += k.Sections
			}
			if home := c.County.Teachers[i].Home; n != len(c.County.Sections)-len(c.County.SchoolOf(home).Sections) {
				t.Fatalf("seed %d: teacher %d: %d sections in %v", seed, i, n, s.Refused)
			}
		}
	}
	if !found {
		t.Error("nobody is without a lawful post")
	}
}

// TestOneMoreIsCountedAsAnyChange holds what is worked out by ends against a count of the whole stay.
func TestOneMoreIsCountedAsAnyChange(t *testing.T) {
	tried, shared := 0, 0
	for seed := range uint64(20) {
		r, c := drawn(t, seed)
		x := OfRotation(c, draw(r, c))
		for i := range c.County.Teachers {
			id := model.TeacherID(i)
			x.one.begin(id)
			x.firstSpans(id, func(span model.Stay, _ int) {
				x.one.open(span)
				x.c.StaysIn(span, nil, func(a model.Stay) {
					to := inserted(x.b.walks[id], a, rule.StaySpan)
					want := make([]effect, len(x.b.law))
					x.b.change(i, to, func(e effect) bool { want[e.rule] = e; return true })
					for _, k := range x.one.order {
						breaks, cost := x.one.effect(k, a)
						if breaks != want[k].breaks || cost != want[k].cost {
							t.Fatalf("seed %d: %s makes %d, %d of %s, a recount %d, %d", seed, x.b.law[k].Rule.Name, breaks, cost,
								c.StayKey(a), want[k].breaks, want[k].cost)
						}
						tried++
						for _, q := range x.one.place(a).quotas[k] {
							if x.one.touched[k][q] {
								shared++
							}
						}
					}
				})
			})
		}
	}
	if tried < 1000 || shared == 0 {
		t.Errorf("%d tried, %d of quotas touched by both ends: the test has lost its teeth", tried, shared)
	}
}

// TestLaterYearsStayAsTheyAre asks of plans of two years why a teacher is not sent in the first: the best she could add does not run into
// what she does in the second, and a wish that is granted then is none of the first.
func TestLaterYearsStayAsTheyAre(t *testing.T) {
	near, later := 0, 0
	for seed := range uint64(20) {
		policy := base()
		for k := range policy.Clauses {
			policy.Clauses[k].Mode = model.Should
		}
		r, c := horizon(t, seed, policy, 2)
		plan := draw(r, c)
		x, whole := OfRotation(c, plan), verify.Rotation(c, plan)
		for i := range c.County.Teachers {
			id, walk := model.TeacherID(i), x.b.walks[i]
			if len(walk) == 0 || walk[0].First < 2 {
				continue
			}
			later++
			c.County.Teachers[i].Wishes = []model.SchoolID{c.County.Sections[walk[0].Section].School}
			if rank, granted := x.Granted(id); granted || rank >= 0 {
				t.Fatalf("seed %d: teacher %d is granted wish %d of the first year by %v", seed, i, rank, walk)
			}
			x.firstSpans(id, func(span model.Stay, _ int) {
				if span.Last >= walk[0].First {
					t.Fatalf("seed %d: teacher %d, who has %v, is asked for %v", seed, i, walk, span)
				}
			})
			s := x.WhyNot(id)
			if s.Code != NotNeeded && s.Code != WithinGap {
				continue
			}
			near++
			more := model.Rotation{Stays: append(slices.Clone(plan.Stays), s.Best)}
			more.Sort()
			d := difference(whole, verify.Rotation(c, more))
			if s.Best.Last >= walk[0].First || d["walk"][0] > 0 {
				t.Fatalf("seed %d: teacher %d, who has %v, could add %v: %v", seed, i, walk, s.Best, d)
			}
		}
	}
	if near < 10 || later < 50 {
		t.Errorf("of %d who are sent later %d could be sent at once: the test has lost its teeth", later, near)
	}
}
