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
	distance  []model.Metres      // school × school; Unknown where a place is
	commute   []int32             // teacher × school: metres from where she lives; Unknown where a place is
	eligible  []bool              // by year of the horizon × teachers

	reach   *reach
	members []Applied[model.Membership]
	stays   []Applied[model.Stay]
}

// Unknown is the distance between places of which one is not known.
const Unknown model.Metres = -1

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
	c.measure()
	c.remember()
	c.count()
	c.reckonNeeds()
	c.members = applied(c, func(r *Rule) func(*Case, Args) Form[model.Membership] { return r.Member })
	c.judgeCandidates()
	c.measureCommutes()
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

// Years returns the number of school years of the horizon.
func (c *Case) Years() int { return c.Terms / 2 }

// Judged is the day on which dates are judged for a stay that starts in term t: 1 September of its school year.
func (c *Case) Judged(t model.Term) model.Date { return model.FirstSeptember(c.County.Year + int(t)/2) }

// Lead returns the core of the group of section s (s itself where s leads), or None.
func (c *Case) Lead(s model.SectionID) model.SectionID { return c.lead[s] }

// measure fills the table of distances between schools.
func (c *Case) measure() {
	n := len(c.County.Schools)
	c.distance = make([]model.Metres, n*n)
	for i := range c.County.Schools {
		for j := range c.County.Schools[:i+1] {
			d := between(&c.County.Schools[i], &c.County.Schools[j])
			c.distance[i*n+j], c.distance[j*n+i] = d, d
		}
	}
}

func between(a, b *model.School) model.Metres {
	if !a.HasPlace || !b.HasPlace {
		return Unknown
	}
	return geo.Distance(geo.LatLng(a.Place), geo.LatLng(b.Place))
}

// Metres returns the distance between the schools of two sections, or Unknown.
func (c *Case) Metres(a, b model.SectionID) model.Metres {
	n := len(c.County.Schools)
	return c.distance[int(c.County.Sections[a].School)*n+int(c.County.Sections[b].School)]
}

// measureCommutes fills the table of ways from where teachers live. A teacher whose residence is unknown is taken to
// live at her home school.
func (c *Case) measureCommutes() {
	n := len(c.County.Schools)
	c.commute = make([]int32, len(c.County.Teachers)*n)
	for t := range c.County.Teachers {
		p := &c.County.Teachers[t]
		home := int(c.County.Sections[p.Home].School)
		for s := range c.County.Schools {
			c.commute[t*n+s] = int32(c.distance[home*n+s])
			if there := &c.County.Schools[s]; p.HasResidence && there.HasPlace {
				c.commute[t*n+s] = int32(geo.Distance(geo.LatLng(p.Residence), geo.LatLng(there.Place)))
			}
		}
	}
}

// Commute returns the way from where a teacher lives to a section, or Unknown.
func (c *Case) Commute(t model.TeacherID, s model.SectionID) model.Metres {
	return model.Metres(c.commute[int(t)*len(c.County.Schools)+int(c.County.Sections[s].School)])
}

// ExtraTravel returns by how much the way to section s is longer than the way to her home school, never negative, or
// Unknown.
func (c *Case) ExtraTravel(t model.TeacherID, s model.SectionID) model.Metres {
	there, home := c.Commute(t, s), c.Commute(t, c.County.Teachers[t].Home)
	if there == Unknown || home == Unknown {
		return Unknown
	}
	return max(there-home, 0)
}
