package verify

import (
	"slices"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// Account is a plan recounted, rule by rule.
type Account struct {
	Cost   model.Cost
	Rules  []RuleLine  // one per rule in force, in the order of the policy
	Quotas []QuotaLine // one per quota
	Broken []Finding   // every violation of a must, in the order of the rules
}

// RuleLine sums up one rule. Violations are in units; under must they are breaches.
type RuleLine struct {
	Rule       *rule.Rule
	Mode       model.Mode
	Quotas     int
	Violations int64
	Cost       model.Cost
}

// QuotaLine is the count of one quota, in its own weights. Violation is in units.
type QuotaLine struct {
	rule.Quota
	Rule      string
	Achieved  int64
	Violation int64
	Cost      model.Cost
}

// Finding is one breach of a must.
type Finding struct {
	Rule  string // the rule's name, or "walk" for stays that overlap or are no atoms of the case
	Where string // quota key, or the key of an atom, or the agent
	Units int64
}

// judge recounts one problem: A is its atom.
type judge[A comparable] struct {
	c      *rule.Case
	law    []rule.Applied[A]
	span   func(a A) (first, last int)
	bare   func(a A) A // what forms that are spanwise read of the atom
	place  func(a A) A // the atom without its agent; nil where no family has parts
	name   func(a A) string
	who    func(agent int) string
	agent  func(a A) int // whose an atom is; nil where no cut may ask
	rounds []round       // quotas that stand for others of the law
	out    Account
}

// Grouping recounts a grouping.
func Grouping(c *rule.Case, g model.Grouping) Account {
	j := memberJudge(c)
	walks := make([][]model.Membership, len(c.County.Sections))
	for _, m := range g.Members {
		if len(walks[m.Core]) == 0 {
			walks[m.Core] = []model.Membership{{Core: m.Core, Section: m.Core, Type: model.Alliance}}
		}
		walks[m.Core] = append(walks[m.Core], m)
	}
	j.foreign(walks, func(core int, _ []model.Membership) []model.Membership { return c.Memberships(model.SectionID(core)) })
	return j.recount(walks)
}

// Rotation recounts a rotation under the grouping the case carries.
func Rotation(c *rule.Case, r model.Rotation) Account {
	j := stayJudge(c)
	walks := make([][]model.Stay, len(c.County.Teachers))
	for _, s := range r.Stays {
		walks[s.Teacher] = append(walks[s.Teacher], s)
	}
	j.foreign(walks, func(t int, some []model.Stay) (near []model.Stay) {
		for _, a := range some {
			c.Stays(model.TeacherID(t), []model.SectionID{a.Section}, func(b model.Stay) { near = append(near, b) })
		}
		return near
	})
	return j.recount(walks)
}

// Circuit recounts the trips of itinerant teachers under the rotation the case carries.
func Circuit(c *rule.Case, r model.Circuit) Account {
	j := tripJudge(c)
	walks := make([][]model.Trip, c.TripAgents())
	for _, a := range r.Trips {
		agent := int(a.Term)*len(c.County.Teachers) + int(a.Teacher)
		walks[agent] = append(walks[agent], a)
	}
	j.foreign(walks, func(agent int, some []model.Trip) (near []model.Trip) {
		leads := func(a model.Trip) bool {
			return slices.ContainsFunc(some, func(b model.Trip) bool { return a.Section == b.Section })
		}
		c.EachTrip(agent, leads, func(a model.Trip) { near = append(near, a) })
		return near
	})
	return j.recount(walks)
}
