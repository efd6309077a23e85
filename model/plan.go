package model

import (
	"cmp"
	"fmt"
	"slices"
)

// Cost is measured in metre-terms: one metre one way, for one teacher, for one term.
type Cost int64

// Metres is a distance.
type Metres = int64

// Term is a 0-based term of the horizon; even = autumn.
type Term int16

// Stay is the atom of a rotation: a posting of one teacher for the terms First..Last.
type Stay struct {
	Teacher     TeacherID
	First, Last Term
	Section     SectionID
	Kind        Kind
	Subject     Subject
}

// Membership is the atom of a grouping: target section Section joined to core section Core.
type Membership struct {
	Core, Section SectionID
	Type          GroupType
}

// Trip is the atom of a circuit: so many periods a week that an itinerant teacher gives in one term at a section not her own.
type Trip struct {
	Teacher TeacherID
	Term    Term
	Section SectionID
	Subject Subject
	Periods int16
}

// Grouping is a set of memberships, sorted by core and section.
type Grouping struct{ Members []Membership }

// Rotation is a set of stays, sorted by teacher and first term. Continuing stays are facts of the county, not part of it.
type Rotation struct{ Stays []Stay }

// Circuit is what itinerant teachers do once a rotation is fixed: trips sorted by teacher, term and section.
type Circuit struct{ Trips []Trip }

// Mode is what a policy makes of a rule.
type Mode uint8

const (
	Off Mode = iota
	Should
	Must
)

func (m Mode) String() string { return [...]string{"off", "should", "must"}[m] }

// Clause is one rule as a policy sets it.
type Clause struct {
	Rule   string
	Mode   Mode
	Weight Cost              // metre-terms per unit of violation, for Should
	Args   map[string]int64  // numbers; a word-valued argument holds the index of the word in its Param.Words, a list what Param.ListOf makes of its words
	Source string            // document and clause in both languages, with the evidence grade
	Layer  string            // the policy that set it
	From   map[string]string // layer of each argument, of "mode", "weight" and "relax"
	Firm   bool              // never to be relaxed when there is no plan
	Soften []string          // keys of quotas that count as shoulds
}

// Policy is a complete list of clauses after layering, one per known rule, in the order of the registry.
type Policy struct {
	Name    string
	Clauses []Clause
	SHA256  string // of the canonical form
}

// Certificate is a claim: these prices prove Bound. verify.Bound says what they really prove.
// It is a list of prices, or a Branch whose bound is the least of its two leaves; beside a Branch, prices prove nothing and are there to
// explain.
type Certificate struct {
	Bound  Cost         `json:"bound"`
	Cuts   []Cut        `json:"cuts,omitempty"` // that are priced beside the quotas
	Prices []QuotaPrice `json:"prices,omitempty"`
	Branch *Branch      `json:"branch,omitempty"`
}

// Cut is a must that follows from the law since plans are whole: sides of quotas and agents who take one atom at most, each so many times
// one Over-th, add up to an inequality that is rounded (package verify). Its upper side has a price under Key.
type Cut struct {
	Key    string     `json:"key"`
	Over   int64      `json:"over"`
	Quotas []CutQuota `json:"quotas,omitempty"`
	Agents []CutAgent `json:"agents,omitempty"`
}

// CutQuota is how many times each side of a quota is in a cut, CutAgent how many times that an agent takes one atom at most.
type CutQuota struct {
	Quota string `json:"quota"`
	Lower int64  `json:"lower,omitempty"`
	Upper int64  `json:"upper,omitempty"`
}
type CutAgent struct {
	Agent string `json:"agent"` // as in teacher=ID
	Times int64  `json:"times"`
}

// Branch splits the plans in two: those without any of the atoms named, which are of one agent, and those with one of them; or, where a
// quota is named, those in which at most Most chosen atoms count in it, and those in which more do.
type Branch struct {
	Atoms   []string    `json:"atoms,omitempty"` // rule.Case.MemberKey or rule.Case.StayKey of each
	Quota   string      `json:"quota,omitempty"`
	Most    int64       `json:"most,omitempty"`
	Lift    int64       `json:"lift,omitempty"` // what rounds the quota for those with at most so many: see WholeKey
	Without Certificate `json:"without"`
	With    Certificate `json:"with"`
}

// MostKey names the must that a branch on a quota sets for the plans with at most so many atoms, LeastKey that for those with more, which
// have at least most+1. WholeKey names the quota rounded, for those with few (package verify). Leaves price these.
func MostKey(quota string, most int64) string   { return fmt.Sprintf("%s/most=%d", quota, most) }
func LeastKey(quota string, least int64) string { return fmt.Sprintf("%s/least=%d", quota, least) }
func WholeKey(quota string, most int64) string  { return MostKey(quota, most) + "/whole" }

// QuotaPrice prices the two sides of a quota in thousandths of a metre-term, both >= 0.
type QuotaPrice struct {
	Quota string `json:"quota"`
	Lower int64  `json:"lower"`
	Upper int64  `json:"upper"`
}

// Fault says what is wrong with an input and what to do about it. Warn marks a doubtful but usable value.
type Fault struct {
	Code     string
	File     string
	Sheet    string
	Row      int // 1-based as the reader of the sheet sees it; 0 none
	Column   string
	Found    string
	Expected string
	Remedy   string
	Warn     bool
}

// Sort puts the memberships in order of core and section.
func (g Grouping) Sort() {
	slices.SortFunc(g.Members, func(a, b Membership) int {
		return cmp.Or(cmp.Compare(a.Core, b.Core), cmp.Compare(a.Section, b.Section))
	})
}

// Sort puts the stays in order of teacher and first term.
func (r Rotation) Sort() {
	slices.SortFunc(r.Stays, func(a, b Stay) int {
		return cmp.Or(cmp.Compare(a.Teacher, b.Teacher), cmp.Compare(a.First, b.First))
	})
}

// Sort puts the trips in order of teacher, term and section.
func (r Circuit) Sort() {
	slices.SortFunc(r.Trips, func(a, b Trip) int {
		return cmp.Or(cmp.Compare(a.Teacher, b.Teacher), cmp.Compare(a.Term, b.Term), cmp.Compare(a.Section, b.Section))
	})
}

// Groups returns the groups that exist today.
func (c *County) Groups() Grouping {
	var g Grouping
	for _, p := range c.Pairs {
		if p.Status == Existing {
			g.Members = append(g.Members, Membership{Core: p.Core, Section: p.Member, Type: p.Type})
		}
	}
	g.Sort()
	return g
}
