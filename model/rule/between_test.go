package rule

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/rotateplan/rotate/model"
)

// marry gives some teachers spouses, of whom some do not say so.
func marry(g *ground, r *rand.Rand) {
	order := r.Perm(len(g.Teachers))
	for i := 0; i < len(order)/2; i += 2 {
		a, b := order[i], order[i+1]
		g.Teachers[a].Spouse = model.TeacherID(b)
		if r.IntN(2) == 0 {
			g.Teachers[b].Spouse = model.TeacherID(a)
		}
	}
}

// spouse finds the spouse of a teacher, whichever of the two says so, or None.
func spouse(c *Case, t model.TeacherID) model.TeacherID {
	if s := c.County.Teachers[t].Spouse; s != model.None {
		return s
	}
	return model.TeacherID(slices.IndexFunc(c.County.Teachers, func(p model.Teacher) bool { return p.Spouse == t }))
}

// countBetween counts a stay from a core to a member of its group, or from there to the core.
func countBetween(n map[string]int64, c *Case, a model.Stay) {
	p, year := &c.County.Teachers[a.Teacher], fmt.Sprintf("/year=%d", 2026+int(a.First)/2)
	name := func(core, member model.SectionID) string {
		x, y := &c.County.Sections[core], &c.County.Sections[member]
		lead := c.County.SchoolOf(core).ID
		if x.Stage != y.Stage {
			lead += ":" + x.Stage.Code()
		}
		return "stage=" + y.Stage.Code() + "/pair=" + lead + "+" + c.County.SchoolOf(member).ID + year
	}
	switch {
	case p.Home == a.Section:
	case c.Lead(p.Home) == a.Section:
		n["reciprocity/"+name(a.Section, p.Home)]--
	case c.Lead(a.Section) == p.Home:
		n["reciprocity/"+name(p.Home, a.Section)]++
		if a.Kind == model.Trainee {
			return
		}
		for of, is := range map[string]bool{"leaders": p.Position == model.Principal || p.Position == model.Vice,
			"middle": p.Position == model.Middle, "backbone": p.Backbone >= model.CountyBackbone} {
			if is {
				n["dispatch/"+name(p.Home, a.Section)+"/of="+of]++
				n["dispatch/"+c.groupPart(p.Home)+year+"/of="+of]++
			}
		}
	}
}

// countCouples counts, wherever the spouse of a teacher teaches, whether he is there and she is posted too far away.
func countCouples(n map[string]int64, c *Case, x scene, end string) {
	for t := range c.County.Teachers {
		b := spouse(c, model.TeacherID(t))
		if b == model.None {
			continue
		}
		for s := range c.County.Schools {
			at := &c.County.Schools[s]
			k := "couple/school=" + at.ID + "/pair=" + c.County.Teachers[t].ID + "+" + c.County.Teachers[b].ID + end
			if c.County.SchoolOf(x.at[b]).ID == at.ID {
				n[k]++
			}
			if x.away[t] && c.Metres(x.at[t], at.Sections[0]) > 10_000 {
				n[k]++
			}
		}
	}
}

// countHolders counts, in spring, whom the indicators count where they are.
func countHolders(n map[string]int64, c *Case, x scene, year string) {
	for t := range c.County.Teachers {
		p, s := &c.County.Teachers[t], x.at[t]
		stage, part := c.County.Sections[s].Stage, "balance/"+c.SectionKey(s)+year+"/of="
		if p.Backbone >= model.CountyBackbone {
			n[part+"backbone"]++
		}
		if strings.Contains(p.Degree, "本科") || strings.Contains(p.Degree, "专科") && stage == model.Primary {
			n[part+"degree"]++
		}
		if subject := x.first[t]; subject == model.PE || subject == model.Music || subject == model.Art || subject == model.Arts {
			n[part+"pe-arts"]++
		}
	}
}

// rungless is the key of a ladder without what tells its rungs apart.
func rungless(key string) string {
	for _, side := range []string{"/least=", "/most="} {
		key, _, _ = strings.Cut(key, side)
	}
	return key
}

// However the quotas are laid out, a term in which somebody is posted too far from where her spouse teaches is one unit, for
// each of the two, in every plan of those who may move.
func TestCouplesPayForBeingApart(t *testing.T) {
	apart := int64(0)
	for seed := range uint64(40) {
		r := rand.New(rand.NewPCG(seed, 14))
		g, grouping := scatter(r)
		rules := map[string]Args{"couple": {"km": int64(5 + 10*r.IntN(3))}, "tenure": nil}
		c := g.under(t, 1+int(seed)%2, rules).WithGrouping(grouping)
		plan := slices.DeleteFunc(wander(c, r), func(a model.Stay) bool { return !c.Eligible(a.Teacher, int(a.First)/2) })
		want := int64(0)
		for term := range model.Term(c.Terms) {
			x := look(c, plan, term)
			for i := range c.County.Teachers {
				if b := spouse(c, model.TeacherID(i)); b != model.None && x.away[i] && int64(c.Metres(x.at[i], x.at[b])) > 1000*rules["couple"]["km"] {
					want++
				}
			}
		}
		f, got := form(t, c, "couple").Quota, int64(0)
		count := tally(f, plan...)
		for _, q := range f.Quotas {
			got += max(count[q.Key]-q.Max, 0)
		}
		if got != want {
			t.Errorf("seed %d: %d units, %d terms apart", seed, got, want)
		}
		apart += want
	}
	if apart == 0 {
		t.Error("nobody is ever apart: the case shows nothing")
	}
}
