package rule

import (
	"slices"
	"sync/atomic"

	"github.com/rotateplan/rotate/geo"
	"github.com/rotateplan/rotate/model"
)

// Unknown is the distance between places of which one is not known, and the minutes of a way nobody timed.
const Unknown model.Metres = -1

// measure fills the table of distances between schools: great circles, and over them what the travel table says.
func (c *Case) measure() {
	n := len(c.County.Schools)
	c.sites, c.distance = make([]geo.Site, n), make([]model.Metres, n*n)
	for i := range c.County.Schools {
		c.sites[i] = geo.At(geo.LatLng(c.County.Schools[i].Place))
		for j := range c.County.Schools[:i+1] {
			d := c.between(i, j)
			c.distance[i*n+j], c.distance[j*n+i] = d, d
		}
	}
	if len(c.County.Travel) > 0 {
		c.overlay()
	}
}

func (c *Case) between(a, b int) model.Metres {
	if !c.County.Schools[a].HasPlace || !c.County.Schools[b].HasPlace {
		return Unknown
	}
	return model.Metres(c.sites[a].Distance(c.sites[b]))
}

// overlay lays the travel table over the great circles. Each figure of a row serves the way back too: those are laid
// first, so that what the way back says of itself stands.
func (c *Case) overlay() {
	n := len(c.County.Schools)
	c.minutes, c.told = make([]int32, n*n), make([]bool, n)
	for i := range c.minutes {
		c.minutes[i] = int32(Unknown)
	}
	for _, back := range []bool{true, false} {
		for _, w := range c.County.Travel {
			at := int(w.From)*n + int(w.To)
			if back {
				at = int(w.To)*n + int(w.From)
			}
			if w.Metres >= 0 {
				c.distance[at] = model.Metres(w.Metres)
			}
			if w.Minutes >= 0 {
				c.minutes[at] = int32(w.Minutes)
			}
			c.told[w.From], c.told[w.To] = true, true
		}
	}
}

// Metres returns the distance from the school of one section to that of another, or Unknown.
func (c *Case) Metres(a, b model.SectionID) model.Metres {
	n := len(c.County.Schools)
	return c.distance[int(c.County.Sections[a].School)*n+int(c.County.Sections[b].School)]
}

// lazyWays are metres by school, once measured; Unknown where a place is.
type lazyWays = atomic.Pointer[[]model.Metres]

// commutes returns the ways in metres from where a teacher lives to every school. They are measured when first asked for:
// of many teachers, those nobody may send, never. Two goroutines that ask at once measure the same. A teacher whose
// residence is unknown is taken to live at her home school, and so is one on her way to a school whose place is unknown.
func (c *Case) commutes(t model.TeacherID) []model.Metres {
	if known := c.commute[t].Load(); known != nil {
		return *known
	}
	p, n := &c.County.Teachers[t], len(c.County.Schools)
	home := int(c.County.Sections[p.Home].School)
	ways := c.distance[home*n : (home+1)*n]
	if p.HasResidence {
		from := geo.At(geo.LatLng(p.Residence))
		ways = slices.Clone(ways)
		for s := range ways {
			if c.County.Schools[s].HasPlace {
				ways[s] = model.Metres(from.Distance(c.sites[s]))
			}
		}
	}
	c.commute[t].Store(&ways)
	return ways
}

// Commute returns the way from where a teacher lives to a section, or Unknown.
func (c *Case) Commute(t model.TeacherID, s model.SectionID) model.Metres {
	return c.commutes(t)[c.County.Sections[s].School]
}

// CommuteMinutes returns the minutes of that way where it leads from her home school and the travel table tells them,
// or Unknown.
func (c *Case) CommuteMinutes(t model.TeacherID, s model.SectionID) int64 {
	p := &c.County.Teachers[t]
	if c.minutes == nil || p.HasResidence && c.County.SchoolOf(s).HasPlace {
		return int64(Unknown)
	}
	n := len(c.County.Schools)
	return int64(c.minutes[int(c.County.Sections[p.Home].School)*n+int(c.County.Sections[s].School)])
}

// ExtraTravel returns by how much the way to section s is longer than the way to her home school, never negative, or
// Unknown. Where the place of where she lives or of one of the two is unknown she is taken to live at her home school,
// of which only a travel table can tell more.
func (c *Case) ExtraTravel(t model.TeacherID, s model.SectionID) model.Metres {
	p := &c.County.Teachers[t]
	if c.told != nil && !(p.HasResidence && c.County.SchoolOf(p.Home).HasPlace && c.County.SchoolOf(s).HasPlace) {
		return c.Metres(p.Home, s)
	}
	there, home := c.Commute(t, s), c.Commute(t, p.Home)
	if there == Unknown || home == Unknown {
		return Unknown
	}
	return max(there-home, 0)
}

// tooFar returns what reports whether the way to a section is longer than `commute` allows. Minutes, where the clause
// limits them and the travel table tells them, count in place of metres. No way is too long to a school with housing.
func (c *Case) tooFar(arg Args) func(t model.TeacherID, s model.SectionID) bool {
	metres, minutes := 1000*arg.Int("km"), arg.Int("minutes")
	far := func(t model.TeacherID, s model.SectionID) bool {
		return !c.County.SchoolOf(s).Housing && c.Commute(t, s) > metres
	}
	if minutes == 0 || c.minutes == nil {
		return far
	}
	return func(t model.TeacherID, s model.SectionID) bool {
		if m := c.CommuteMinutes(t, s); m != int64(Unknown) {
			return !c.County.SchoolOf(s).Housing && m > minutes
		}
		return far(t, s)
	}
}
