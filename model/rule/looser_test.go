package rule

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"testing"

	"github.com/rotateplan/rotate/model"
)

// What is said to loosen a clause never tightens it: no ban, no run of an agent's and no quota is broken under a value further on that
// held before, whatever the other parameters are. Every parameter of which a way is told is put to it.
func TestLooserIsWeaker(t *testing.T) {
	tried := map[string]int{}
	for seed := range uint64(60) {
		rng := rand.New(rand.NewPCG(seed, 17))
		g, grouping := scatter(rng)
		stir(g, rng)
		for _, r := range All() {
			for i := range r.Params {
				p := &r.Params[i]
				before := Args{}
				for j := range r.Params {
					before[r.Params[j].Name] = r.Params[j].drawn(rng)
				}
				for _, v := range further(p, before[p.Name], rng) {
					after := maps.Clone(before)
					after[p.Name] = v
					c, d := g.under(t, 1, map[string]Args{r.Name: before}), g.under(t, 1, map[string]Args{r.Name: after})
					tried[r.Name+" "+p.Name]++
					if key := tightened(c.WithGrouping(grouping), d.WithGrouping(grouping), rng); key != "" {
						t.Fatalf("seed %d: %s is broken with %s %s, not with %s: %v", seed, key, p.Name, p.Text(v), p.Text(before[p.Name]), before)
					}
				}
			}
		}
	}
	for _, r := range All() {
		for i := range r.Params {
			if p := &r.Params[i]; p.Looser != 0 && tried[r.Name+" "+p.Name] == 0 {
				t.Errorf("%s of %s was not tried", p.Name, r.Name)
			}
		}
	}
}

// stir gives schools and people what rules read of them.
func stir(g *ground, r *rand.Rand) {
	for i := range g.Sections {
		s := &g.Sections[i]
		s.New, s.Quality = r.IntN(3) == 0, r.IntN(101)
		if s.Standing != model.CoreStanding {
			s.Standing = model.Standing(r.IntN(3))
		}
	}
	for i := range g.Schools {
		g.Schools[i].Ownership, g.Schools[i].Affiliation = model.Ownership(r.IntN(3)), []string{"", "A", "B"}[r.IntN(3)]
		for j := range i {
			g.Travel = append(g.Travel, model.TravelRow{From: model.SchoolID(i), To: model.SchoolID(j), Metres: -1, Minutes: r.IntN(40)})
		}
	}
	for i := range g.Teachers {
		p := &g.Teachers[i]
		p.Sex, p.Birth = model.Sex(r.IntN(3)), model.Day(1966+r.IntN(34), 1+r.IntN(12), 1)
		p.Exempt, p.Appraisal, p.Title = model.Exemption(r.IntN(9)%7), model.Appraisal(r.IntN(4)), model.Title(r.IntN(5))
		p.Class, p.Grade = []string{"", "1", "2"}[r.IntN(3)], []string{"6", "9", "3"}[r.IntN(3)]
		if r.IntN(3) == 0 {
			p.PromotionYear = 2026 + r.IntN(4)
		}
		if r.IntN(4) == 0 {
			p.WorkSince, p.SchoolSince = model.FirstSeptember(2024+r.IntN(3)), model.FirstSeptember(2024+r.IntN(3))
		}
	}
}

// drawn is a value, mostly one that people would write.
func (p *Param) drawn(rng *rand.Rand) int64 {
	switch {
	case p.List:
		n := 1 + rng.IntN(len(p.Words))
		return p.ListOf(rng.Perm(len(p.Words))[:n]...)
	case p.Max-p.Min > 60 && p.Default < 100_000 && rng.IntN(2) > 0:
		return max(p.Min, p.Default/2) + rng.Int64N(max(p.Default, 30))
	case rng.IntN(2) > 0:
		return p.Min + rng.Int64N(min(p.Max-p.Min, 10)+1)
	}
	return p.Min + rng.Int64N(min(p.Max-p.Min, 1000)+1)
}

// further are values that loosen a clause, one in between among them where there is any.
func further(p *Param, now int64, rng *rand.Rand) []int64 {
	all := p.Loosest(now)
	if len(all) == 0 || len(p.Words) > 0 {
		return all
	}
	step := 1 + rng.Int64N(min(30, max(all[0]-now, now-all[0])))
	return append(all, now+int64(p.Looser)*step)
}

// tightened returns what of drawn plans a second case finds broken that a first does not, or "".
func tightened(c, d *Case, rng *rand.Rand) string {
	groups, teachers := make([][]model.Membership, len(c.County.Sections)), make([][]model.Stay, len(c.County.Teachers))
	few := 2 << rng.IntN(7)
	for core := range groups {
		c.EachMembership(model.SectionID(core), nil, func(m model.Membership) {
			if rng.IntN(few) == 0 {
				groups[core] = append(groups[core], m)
			}
		})
	}
	for _, a := range wander(c, rng) {
		teachers[a.Teacher] = append(teachers[a.Teacher], a)
	}
	return cmp.Or(stricter(c.MemberLaw(), d.MemberLaw(), groups), stricter(c.StayLaw(), d.StayLaw(), teachers))
}

func stricter[A any](before, after []Applied[A], plan [][]A) string {
	was := broken(before, plan)
	for key := range broken(after, plan) {
		if !was[key] {
			return key
		}
	}
	return ""
}

// broken names what a plan, by agent, breaks: bans by the atom, walks by the agent, quotas by their keys.
func broken[A any](law []Applied[A], plan [][]A) map[string]bool {
	found := map[string]bool{}
	for _, k := range law {
		for agent, atoms := range plan {
			for _, a := range atoms {
				if k.Form.Ban != nil && k.Form.Ban(a) {
					found[fmt.Sprint(k.Rule.Name, " at ", a)] = true
				}
			}
			if k.Form.Walk != nil && unitsOf(k.Form.Walk, agent, atoms) > 0 {
				found[fmt.Sprint(k.Rule.Name, " of agent ", agent)] = true
			}
		}
		if k.Form.Quota == nil {
			continue
		}
		for q, n := range counted(k.Form.Quota, plan) {
			if x := &k.Form.Quota.Quotas[q]; n < x.Min || n > x.Max {
				found[x.Key] = true
			}
		}
	}
	return found
}

func unitsOf[A any](w *Walk[A], agent int, atoms []A) (units int64) {
	state := w.Start(agent)
	for _, a := range atoms {
		next, more := w.Next(state, a)
		state, units = next, units+more
	}
	return units + w.End(state)
}

func counted[A any](f *Family[A], plan [][]A) []int64 {
	n := make([]int64, len(f.Quotas))
	for q := range f.Quotas {
		n[q] = f.Quotas[q].Base
	}
	for _, atoms := range plan {
		for _, a := range atoms {
			f.Count(a, func(q int, w int64) { n[q] += w })
		}
	}
	return n
}
