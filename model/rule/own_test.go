package rule_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/rotateplan/rotate/geo"
	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/gen"
	"github.com/rotateplan/rotate/model/rule"
)

// scattered is a county with a travel table, in which some schools have no place and some teachers no residence.
func scattered(seed uint64) *model.County {
	c := gen.County(gen.Options{Schools: 20, Teachers: 300, Seed: seed, Own: true})
	rng := rand.New(rand.NewPCG(seed, 7))
	for i := range c.Schools {
		if rng.IntN(4) == 0 {
			c.Schools[i].HasPlace, c.Schools[i].Place = false, model.Place{}
		}
	}
	for i := range c.Teachers {
		if rng.IntN(2) == 0 {
			c.Teachers[i].HasResidence = false
		}
	}
	return c
}

// told is what the travel table says of the way between two schools: its own row, else that of the way back, figure by
// figure; -1 where neither says it.
func told(c *model.County, from, to model.SchoolID, of func(w model.TravelRow) int) int {
	for _, ends := range [][2]model.SchoolID{{from, to}, {to, from}} {
		for _, w := range c.Travel {
			if w.From == ends[0] && w.To == ends[1] && of(w) >= 0 {
				return of(w)
			}
		}
	}
	return -1
}

func metresOf(w model.TravelRow) int  { return w.Metres }
func minutesOf(w model.TravelRow) int { return w.Minutes }

// between is the distance from one school to another: the table's, else the great circle, else -1.
func between(c *model.County, from, to model.SchoolID) int64 {
	if m := told(c, from, to, metresOf); m >= 0 {
		return int64(m)
	}
	a, b := &c.Schools[from], &c.Schools[to]
	if !a.HasPlace || !b.HasPlace {
		return -1
	}
	return geo.Distance(geo.LatLng(a.Place), geo.LatLng(b.Place))
}

// nearBy tells by plain loops over the tables whether a teacher may be sent to a school: km and minutes are the limits.
func nearBy(c *model.County, t model.TeacherID, to model.SchoolID, km, minutes int64) bool {
	p, s := &c.Teachers[t], &c.Schools[to]
	home := c.Sections[p.Home].School
	if p.HasResidence && s.HasPlace {
		return s.Housing || geo.Distance(geo.LatLng(p.Residence), geo.LatLng(s.Place)) <= 1000*km
	}
	if m := told(c, home, to, minutesOf); m >= 0 && minutes > 0 {
		return s.Housing || int64(m) <= minutes
	}
	return s.Housing || between(c, home, to) <= 1000*km
}

// TestTravelTableIsNeverFilteredAway holds the stays within reach, which an index of great circles helps to find, to
// plain loops over the tables: no stay that the table makes near may be dropped, none that it makes far may be left.
func TestTravelTableIsNeverFilteredAway(t *testing.T) {
	var shows struct{ nearer, farther, timed int }
	for seed := range uint64(8) {
		c := scattered(seed)
		minutes := int64(seed%2) * 12
		law := bind(t, c, fmt.Sprintf("extends: base\nclauses:\n  commute: {mode: must, km: 7, minutes: %d}\n", minutes))
		bare := *c
		bare.Travel = nil
		for i := range c.Teachers {
			id := model.TeacherID(i)
			var got, want []model.Stay
			law.Stays(id, law.Reach(id), func(a model.Stay) {
				if !banned(law, "commute", a) {
					got = append(got, a)
				}
			})
			law.Stays(id, nil, func(a model.Stay) {
				to := c.Sections[a.Section].School
				near, metres, straight := nearBy(c, id, to, 7, minutes), nearBy(c, id, to, 7, 0), nearBy(&bare, id, to, 7, 0)
				if near {
					want = append(want, a)
				}
				shows.timed += one(near != metres)
				shows.nearer += one(metres && !straight)
				shows.farther += one(!metres && straight)
			})
			if !slices.Equal(got, want) {
				t.Fatalf("seed %d: teacher %d: %d stays within reach, want %d", seed, i, len(got), len(want))
			}
		}
	}
	if shows.nearer < 100 || shows.farther < 100 || shows.timed < 100 {
		t.Errorf("stays that the table changes: %+v: the cases show nothing", shows)
	}
}

func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// TestTravelTableRulesEveryDistance asks for every distance the law knows.
func TestTravelTableRulesEveryDistance(t *testing.T) {
	for seed := range uint64(4) {
		c := scattered(seed)
		law := bind(t, c, "extends: base\nclauses:\n  group-radius: {mode: must, km: 9}\n")
		for i := range c.Sections {
			for j := range c.Sections {
				a, b := c.Sections[i].School, c.Sections[j].School
				want := between(c, a, b)
				if got := law.Metres(model.SectionID(i), model.SectionID(j)); got != want {
					t.Fatalf("seed %d: from %d to %d %d m, want %d", seed, a, b, got, want)
				}
				m := model.Membership{Core: model.SectionID(i), Section: model.SectionID(j)}
				partner := slices.Contains(law.Memberships(m.Core), m)
				if far := want > 9000; i != j && (banned(law, "group-radius", m) != far || partner && want < 0) {
					t.Fatalf("seed %d: from %d to %d %d m: banned %v, partner %v", seed, a, b, want, !far, partner)
				}
			}
		}
		for i := range c.Teachers {
			p, home := &c.Teachers[i], c.Sections[c.Teachers[i].Home].School
			for s := range c.Sections {
				to := c.Sections[s].School
				want := between(c, home, to)
				if p.HasResidence && c.Schools[to].HasPlace && c.Schools[home].HasPlace {
					live := geo.LatLng(p.Residence)
					want = max(0, geo.Distance(live, geo.LatLng(c.Schools[to].Place))-geo.Distance(live, geo.LatLng(c.Schools[home].Place)))
				}
				if got := law.ExtraTravel(model.TeacherID(i), model.SectionID(s)); got != want {
					t.Fatalf("seed %d: teacher %d to %d: %d m more, want %d", seed, i, to, got, want)
				}
			}
		}
	}
}

func bind(t *testing.T, c *model.County, text string) *rule.Case {
	t.Helper()
	policy, faults := rule.ParsePolicy("own.yaml", []byte(text))
	if len(faults.Bad()) > 0 {
		t.Fatal(faults)
	}
	law, err := rule.NewCase(c, policy, 1)
	if err != nil {
		t.Fatal(err)
	}
	return law
}

// banned reports whether a rule in force bans an atom.
func banned[A any](c *rule.Case, name string, a A) bool {
	switch a := any(a).(type) {
	case model.Stay:
		return slices.ContainsFunc(c.StayLaw(), func(p rule.Applied[model.Stay]) bool { return p.Rule.Name == name && p.Form.Ban(a) })
	case model.Membership:
		return slices.ContainsFunc(c.MemberLaw(), func(p rule.Applied[model.Membership]) bool { return p.Rule.Name == name && p.Form.Ban(a) })
	}
	panic("no atom")
}
