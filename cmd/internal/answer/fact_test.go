package answer

import (
	"strings"
	"testing"

	"github.com/rotateplan/rotate/cmd/internal/say"
	"github.com/rotateplan/rotate/cmd/internal/wording"
	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/explain"
	"github.com/rotateplan/rotate/model/gen"
	"github.com/rotateplan/rotate/model/rule"
)

// strict are policies under which much is refused: base; one of which every clause is a must; one that has no more to give
// for groups.
func strict(t *testing.T) []*model.Policy {
	t.Helper()
	var all []*model.Policy
	for _, clauses := range []string{
		"  move: {mode: should}\n",
		"  group-size: {min: 0, max: 0}\n  new-members: {max: 0}\n  core-load: {percent: 0}\n  ownership: {private: false}\n  principal-term: {years: 1, defer: 1}\n",
		"  group-count: {mode: must, max: 0}\n  group-budget: {mode: must, max: 0}\n  complement: {mode: must}\n  town-central: {mode: must}\n" +
			"  group-travel: {mode: must}\n  opening: {mode: must}\n",
	} {
		policy, faults := rule.ParsePolicy("strict.yaml", []byte("name: strict\nextends: base\nclauses:\n"+clauses))
		if len(faults.Bad()) > 0 {
			t.Fatal(faults)
		}
		all = append(all, policy)
	}
	for i := range all[1].Clauses {
		all[1].Clauses[i].Mode = model.Must
	}
	return all
}

// made is a small county in which something is decided of teachers, some schools are private and one has a central school.
func made(seed uint64) *model.County {
	c := gen.Tiny(seed)
	for i := range c.Teachers {
		to := []model.Stay{{Teacher: model.TeacherID(i), Last: 1, Section: model.SectionID(i % len(c.Sections)), Subject: c.Teachers[i].Subject}}
		c.Kept = append(c.Kept, model.Kept{Teacher: model.TeacherID(i), Announced: to, Lock: model.Lock(i % 4), Decided: to})
	}
	for i := range c.Schools {
		c.Schools[i].Ownership, c.Schools[i].Central = model.Ownership(i%3), 0
	}
	return c
}

// facts are the rules of one problem that have been asked for what they read, and how often.
type facts map[string]int

// often is how many answers of a rule are read.
const often = 50

// check asks a rule for what it reads, in both languages, and holds what is told against what the rule says anyway.
func (f facts) check(t *testing.T, seed uint64, name string, tell func(lang string) string) {
	t.Helper()
	if f[name]++; f[name] > often {
		return
	}
	for _, lang := range say.Languages {
		_, says := wording.RuleSays(name, say.In(lang))
		if text := tell(lang); text == says || strings.Contains(text, "<no value>") || strings.Contains(text, "explain.") {
			t.Errorf("seed %d: %s, %s: %q", seed, name, lang, text)
		}
	}
}

// TestEveryRefusalHasItsFact asks every rule that refuses a stay or a membership, or could, what it reads of it.
func TestEveryRefusalHasItsFact(t *testing.T) {
	stays, members := facts{}, facts{}
	for _, policy := range strict(t) {
		for seed := range uint64(12) {
			c, err := rule.NewCase(made(seed), policy, 2)
			if err != nil {
				t.Fatal(err)
			}
			groups, err := explain.InquireGroups(c, model.Grouping{}, 0, model.Certificate{})
			if err != nil {
				t.Fatal(err)
			}
			in := func(lang string) *desk { return &desk{Desk: &Desk{c: c, groups: groups}, voice: say.In(lang)} }
			stays.ofStays(t, seed, c, in)
			members.ofMembers(t, seed, c, in)
		}
	}
	if len(stays) < 12 || len(members) < 15 {
		t.Errorf("only %v and %v were asked", stays, members)
	}
}

func (f facts) ofStays(t *testing.T, seed uint64, c *rule.Case, in func(lang string) *desk) {
	t.Helper()
	plan := explain.OfRotation(c, model.Rotation{})
	ask := func(name string, a model.Stay) {
		f.check(t, seed, name, func(lang string) string { return in(lang).fact(name, a) })
	}
	for i := range c.County.Teachers {
		home := model.Stay{Teacher: model.TeacherID(i), Last: 1, Section: model.None, Subject: c.County.Teachers[i].Subject}
		for _, p := range c.StayLaw() {
			if p.Rule.Candidate {
				ask(p.Rule.Name, home)
			}
		}
		c.Stays(model.TeacherID(i), nil, func(a model.Stay) {
			for _, p := range c.StayLaw() {
				if p.Form.Ban != nil {
					ask(p.Rule.Name, a)
				}
			}
			for _, name := range plan.Refusers(a) {
				ask(name, a)
			}
		})
	}
}

func (f facts) ofMembers(t *testing.T, seed uint64, c *rule.Case, in func(lang string) *desk) {
	t.Helper()
	groups := in("zh").groups
	for i := range c.County.Sections {
		for _, m := range c.Memberships(model.SectionID(i)) {
			names := groups.Refusers(m)
			if added := groups.Adding(m); len(names) == 0 && !c.County.Sections[m.Section].Core() {
				for _, e := range added.Effects {
					if e.Breaks > 0 {
						names = append(names, e.Rule)
					}
				}
			}
			for _, p := range c.MemberLaw() {
				if p.Form.Ban != nil {
					names = append(names, p.Rule.Name)
				}
			}
			for _, name := range names {
				f.check(t, seed, name, func(lang string) string { return in(lang).groupFact(name, m) })
			}
		}
	}
}
