package rule

import (
	"fmt"

	"github.com/rotateplan/rotate/geo"
	"github.com/rotateplan/rotate/model"
)

// Case is one county under one policy: the facts every rule reads, derived once. It is immutable, and its methods may be
// called from several goroutines at once.
type Case struct {
	County *model.County
	Policy *model.Policy
	Terms  int // of the horizon: two a year

	lead      []model.SectionID   // by section: the core of its group, or None
	posting   []int32             // by teacher: her continuing posting, or None
	presence  [][]model.SectionID // by term, by teacher: where she is at baseline
	heads     [][]int             // by term, by section
	backbones [][]int             // by term, by section: county level or above
	delivers  [][]int             // by term, by section*Subjects+subject: teachers who deliver it
	history   [][]int32           // by teacher: indices of her postings, oldest first
	needs     []int64             // by section*Subjects+subject: periods per week, or unknownNeed
	loads     loadTable           // by stage and subject: periods per week of a full post
	sites     []geo.Site          // by school, of those that have a place
	distance  []model.Metres      // school × school, from × to; Unknown where a place is
	minutes   []int32             // school × school by the travel table, Unknown where it does not say; nil without one
	told      []bool              // by school: the travel table tells of it; nil without one
	commute   []lazyWays          // by teacher: metres from where she lives to every school, see commutes
	eligible  []bool              // by year of the horizon × teachers
	sections  []model.SectionID   // all

	recruits *recruits

	reach   *reach
	members []Applied[model.Membership]
	stays   []Applied[model.Stay]

	lessons *lessonsGiven // nil until the rotation is fixed: see WithRotation
	trips   []Applied[model.Trip]
}

// NewCase derives the facts of a county under a policy over a horizon of 1 to 6 years. No section is in a group yet:
// see WithGrouping. The policy must be complete, as policies that Load returns are.
func NewCase(county *model.County, policy *model.Policy, years int) (*Case, error) {
	if years < 1 || years > 6 {
		return nil, fmt.Errorf("rule: horizon of %d years, want 1 to 6", years)
	}
	c := &Case{County: county, Policy: policy, Terms: 2 * years, reach: &reach{}}
	c.lead = make([]model.SectionID, len(county.Sections))
	for i := range c.lead {
		c.lead[i] = model.None
	}
	c.sections = c.allSections()
	c.measure()
	c.remember()
	c.count()
	c.setLoads()
	c.reckonNeeds()
	c.members = applied(c, func(r *Rule) func(*Case, Args) Form[model.Membership] { return r.Member })
	c.recruit()
	c.judgeCandidates()
	c.commute = make([]lazyWays, len(county.Teachers))
	c.bindStays()
	return c, nil
}

// WithGrouping returns the same case with the groups of g.
func (c *Case) WithGrouping(g model.Grouping) *Case {
	d := *c
	d.lead = make([]model.SectionID, len(c.lead))
	for i := range d.lead {
		d.lead[i] = model.None
	}
	for _, m := range g.Members {
		d.lead[m.Section], d.lead[m.Core] = m.Core, m.Core
	}
	d.bindStays()
	return &d
}

func (c *Case) bindStays() {
	c.stays = applied(c, func(r *Rule) func(*Case, Args) Form[model.Stay] { return r.Stay })
}

// MemberLaw returns the rules in force for grouping, in the order of the policy.
func (c *Case) MemberLaw() []Applied[model.Membership] { return c.members }

// StayLaw returns the rules in force for rotation, in the order of the policy.
func (c *Case) StayLaw() []Applied[model.Stay] { return c.stays }

// TripLaw returns the law of itinerant teaching once a rotation is fixed: nothing before that, or where the rule is off.
func (c *Case) TripLaw() []Applied[model.Trip] { return c.trips }

// Years returns the number of school years of the horizon.
func (c *Case) Years() int { return c.Terms / 2 }

// Judged is the day on which dates are judged for a stay that starts in term t: 1 September of its school year.
func (c *Case) Judged(t model.Term) model.Date { return model.FirstSeptember(c.County.Year + int(t)/2) }

// Lead returns the core of the group of section s (s itself where s leads), or None.
func (c *Case) Lead(s model.SectionID) model.SectionID { return c.lead[s] }
