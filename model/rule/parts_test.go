package rule

import (
	"maps"
	"math/rand/v2"
	"testing"

	"github.com/rotateplan/rotate/model"
)

// What a form says it reads is all it reads: a spanwise form answers alike for all stays of a teacher and span, even for
// one that names no section; so does a placeless family for those of a kind; a stay counts in the quotas of its teacher alone,
// and in a single one where a family says so; the parts of a family add up to its count, and each hangs on its own end of a stay alone.
func TestFormsReadWhatTheySay(t *testing.T) {
	every := map[string]Args{}
	for _, r := range All() {
		every[r.Name] = nil
	}
	spanwise, parts, placeless, own := 0, 0, 0, 0
	for seed := range uint64(8) {
		r := rand.New(rand.NewPCG(seed, 11))
		g, grouping := scatter(r)
		c := g.under(t, 1+int(seed)%3, every).WithGrouping(grouping)
		for _, law := range c.StayLaw() {
			for _, a := range wander(c, r) {
				other := model.Stay{Teacher: a.Teacher, First: a.First, Last: a.Last, Section: model.None}
				if f := &law.Form; f.Spanwise {
					spanwise++
					if x, y := verdict(f, a), verdict(f, other); x != y {
						t.Fatalf("seed %d: %s says %v of %s, but %v of its span", seed, law.Rule.Name, x, c.StayKey(a), y)
					}
				}
				if q := law.Form.Quota; q != nil && q.Placeless {
					placeless++
					alike := other
					alike.Kind = a.Kind
					if x, y := weights(q.Count, a), weights(q.Count, alike); !maps.Equal(x, y) {
						t.Fatalf("seed %d: %s counts %s as %v, but its span as %v", seed, law.Rule.Name, c.StayKey(a), x, y)
					}
				}
				if q := law.Form.Quota; q != nil && q.Of != nil {
					n, run := weights(q.Count, a), q.Of(int(a.Teacher))
					for i, w := range n {
						if own++; i < run.From || i >= run.To || q.Single && (len(n) > 1 || w*w > 1) {
							t.Fatalf("seed %d: %s counts %s as %v, its teacher in %v", seed, law.Rule.Name, c.StayKey(a), n, run)
						}
					}
				}
				if q := law.Form.Quota; q != nil && q.Parts != nil {
					parts++
					other.Section = c.County.Teachers[a.Teacher].Home
					another := a
					another.Teacher = model.TeacherID(r.IntN(len(c.County.Teachers)))
					whole, sum := weights(q.Count, a), summed(q.Parts, a, other, another)
					if !maps.Equal(whole, sum) {
						t.Fatalf("seed %d: %s counts %s as %v, its parts as %v", seed, law.Rule.Name, c.StayKey(a), whole, sum)
					}
				}
			}
		}
	}
	if spanwise == 0 || parts == 0 || placeless == 0 || own == 0 {
		t.Fatal("the cases show nothing")
	}
}

// The judge of groups leaves walks out that others can no longer catch up with, which they could if a step ever paid.
func TestWalksNeverPay(t *testing.T) {
	every := map[string]Args{}
	for _, r := range All() {
		every[r.Name] = nil
	}
	stays, members := 0, 0
	for seed := range uint64(8) {
		r := rand.New(rand.NewPCG(seed, 12))
		g, grouping := scatter(r)
		c := g.under(t, 1+int(seed)%3, every).WithGrouping(grouping)
		for _, law := range c.StayLaw() {
			stays += stepped(t, law, wander(c, r))
		}
		var all []model.Membership
		for core := range c.County.Sections {
			for section := range c.County.Sections {
				all = append(all, model.Membership{Core: model.SectionID(core), Section: model.SectionID(section)})
			}
		}
		for _, law := range c.MemberLaw() {
			members += stepped(t, law, all)
		}
	}
	if stays == 0 || members == 0 {
		t.Fatalf("%d steps of teachers, %d of groups: the cases show nothing", stays, members)
	}
}

// stepped takes every atom as a step from every state, refuses steps and ends that pay, and counts the steps.
func stepped[A any](t *testing.T, law Applied[A], atoms []A) int {
	t.Helper()
	w, steps := law.Form.Walk, 0
	if w == nil {
		return 0
	}
	for s := range min(w.States, 64) {
		if units := w.End(s); units < 0 {
			t.Errorf("%s pays %d units for ending in state %d", law.Rule.Name, -units, s)
		}
		for _, a := range atoms {
			if _, units := w.Next(s, a); units < 0 {
				t.Errorf("%s pays %d units for a step from state %d", law.Rule.Name, -units, s)
			}
			steps++
		}
	}
	return steps
}

// verdict lists what a form that is no quota says of one stay, from every state of its walk.
func verdict(f *Form[model.Stay], a model.Stay) (all [64]int64) {
	switch {
	case f.Ban != nil && f.Ban(a):
		all[0] = 1
	case f.Price != nil:
		all[0] = f.Price(a)
	case f.Walk != nil:
		for s := range min(f.Walk.States, len(all)/2) {
			next, units := f.Walk.Next(s, a)
			all[2*s], all[2*s+1] = int64(next), units
		}
	}
	return all
}

func weights(count func(model.Stay, func(int, int64)), a model.Stay) map[int]int64 {
	sum := map[int]int64{}
	count(a, func(q int, w int64) { sum[q] += w })
	maps.DeleteFunc(sum, func(_ int, w int64) bool { return w == 0 })
	return sum
}

// summed counts a stay by parts: its agent's on another of its span, its place's on the same stay of another teacher.
func summed(parts []Part[model.Stay], a, span, place model.Stay) map[int]int64 {
	return weights(func(_ model.Stay, add func(int, int64)) {
		for _, x := range parts {
			if x.Of != nil && !x.Of(int(a.Teacher)) {
				continue
			}
			if x.Agent != nil {
				x.Agent(span, add)
			}
			if x.Place != nil {
				x.Place(place, add)
			}
		}
	}, a)
}
