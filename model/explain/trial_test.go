package explain

import (
	"fmt"
	"slices"
	"testing"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/model/verify"
)

// TestATrialIsTheDifferenceOfTwoAccounts recounts plans in which a few teachers make other stays.
func TestATrialIsTheDifferenceOfTwoAccounts(t *testing.T) {
	for seed := range uint64(20) {
		r, c := drawn(t, seed)
		plan, other := draw(r, c), draw(r, c)
		q, err := Inquire(OfRotation(c, plan), 0, model.Certificate{})
		if err != nil {
			t.Fatal(err)
		}
		whole := verify.Rotation(c, plan)
		for range 10 {
			var turns []Turn[model.Stay]
			changed := slices.Clone(plan.Stays)
			for _, agent := range r.Perm(len(c.County.Teachers))[:3] {
				mine := func(s model.Stay) bool { return int(s.Teacher) == agent }
				var to []model.Stay
				if k := slices.IndexFunc(other.Stays, mine); k >= 0 {
					to = other.Stays[k : k+1]
				}
				turns = append(turns, Turn[model.Stay]{agent, to})
				changed = append(slices.DeleteFunc(changed, mine), to...)
			}
			after := model.Rotation{Stays: changed}
			after.Sort()
			got, cost := map[string][2]int64{}, int64(0)
			trial := q.Try(turns...)
			account := verify.Rotation(c, after)
			for _, e := range trial.Effects {
				got[e.Rule], cost = [2]int64{e.Breaks, int64(e.Cost)}, cost+int64(e.Cost)
				if e.Breaks > 0 && e.Quota != "" && beyond(account, e.Quota) <= beyond(whole, e.Quota) {
					t.Fatalf("seed %d: %v breaks %s, but not at %s", seed, turns, e.Rule, e.Quota)
				}
			}
			if want := difference(whole, account); fmt.Sprint(got) != fmt.Sprint(want) || cost != int64(trial.Cost) {
				t.Fatalf("seed %d: %v\n got %v\nwant %v", seed, turns, got, want)
			}
			toll := q.Toll(&trial)
			if people, periods := len(changed)-len(plan.Stays), untaught(c, after)-untaught(c, plan); toll.People != people || toll.Periods != periods {
				t.Fatalf("seed %d: %v: %+v, recounted %d people, %d periods", seed, turns, toll, people, periods)
			}
		}
	}
}

// beyond returns by how much a quota of an account is outside of its bounds.
func beyond(a verify.Account, key string) int64 {
	q := &a.Quotas[slices.IndexFunc(a.Quotas, func(q verify.QuotaLine) bool { return q.Key == key })]
	return max(q.Min-q.Achieved, q.Achieved-q.Max, 0)
}

// untaught counts the periods a week that nobody teaches in the first autumn.
func untaught(c *rule.Case, r model.Rotation) (n int64) {
	for s := range c.County.Sections {
		for x := range model.Subjects {
			id := model.SectionID(s)
			whole, rest, load := c.Demand(id, x, 0)
			here := int64(c.Delivering(id, x, 0))
			for _, a := range r.Stays {
				p := &c.County.Teachers[a.Teacher]
				if a.First == 0 && p.Home == id && p.Subject == x {
					here--
				}
				if a.First == 0 && a.Section == id && a.Subject == x && a.Kind != model.Trainee {
					here++
				}
			}
			n += max(0, whole*load+rest-here*load)
		}
	}
	return n
}

// TestJoiningIsTheDifferenceOfTwoAccounts recounts groups in which a section is under another core.
func TestJoiningIsTheDifferenceOfTwoAccounts(t *testing.T) {
	for seed := range uint64(20) {
		r, c := drawn(t, seed)
		g := drawGroups(r, c)
		for k := 1; k < len(g.Members); k++ { // a section under two cores is no plan to start from
			if slices.ContainsFunc(g.Members[:k], func(m model.Membership) bool { return m.Section == g.Members[k].Section }) {
				g.Members, k = slices.Delete(g.Members, k, k+1), k-1
			}
		}
		q, err := InquireGroups(c, g, 0, model.Certificate{})
		if err != nil {
			t.Fatal(err)
		}
		whole := verify.Grouping(c, g)
		for s := range c.County.Sections {
			for _, trial := range q.Under(model.SectionID(s)) {
				out, in := q.Changed(&trial)
				after := model.Grouping{Members: slices.DeleteFunc(slices.Clone(g.Members), func(m model.Membership) bool { return slices.Contains(out, m) })}
				after.Members = append(after.Members, in...)
				after.Sort()
				got := map[string][2]int64{}
				for _, e := range trial.Effects {
					got[e.Rule] = [2]int64{e.Breaks, int64(e.Cost)}
				}
				if want := difference(whole, verify.Grouping(c, after)); fmt.Sprint(got) != fmt.Sprint(want) {
					t.Fatalf("seed %d: section %d, out %v, in %v\n got %v\nwant %v", seed, s, out, in, got, want)
				}
			}
		}
	}
}
