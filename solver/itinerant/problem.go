package itinerant

import (
	"cmp"
	"slices"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// season is the problem of one subject in one term.
type season struct {
	c       *rule.Case
	term    model.Term
	subject model.Subject
	rule.TripTerms
	donors []donor
	pools  []pool
	calls  []call
	ways   []way
}

// donor is a subject of a section with periods to spare.
type donor struct {
	rule.Post
	spare int64
}

// pool is the teachers of a donor who are alike to every trip: each gives at most lends.
type pool struct {
	donor    int
	teachers []model.TeacherID
	lends    int64
}

// call is a subject of a section that is short of periods.
type call struct {
	rule.Post
	short int64
	must  bool // all of them are to be given
}

// way leads from a pool to a call.
type way struct {
	pool, call int
	cost       int64 // metre-terms a period
	most       int64 // periods of one teacher
	strange    bool  // into another group and another town
}

// alike is what trips know of a teacher beside her post.
type alike struct {
	donor       int
	lends       int64
	certificate model.StageSet
	stage       model.Stage
}

// read finds who lends and who calls of a subject in a term. Ways that cost at least what a period is worth are left out, unless the call
// must be met.
func read(c *rule.Case, l law, term model.Term, x model.Subject) *season {
	s := &season{c: c, term: term, subject: x, TripTerms: c.TripTerms()}
	at := s.leaves(l)
	if len(s.calls) == 0 || len(s.donors) == 0 {
		return s
	}
	pools := map[alike]int{}
	for i := range c.County.Teachers {
		t := model.TeacherID(i)
		post := c.PostOf(t, term)
		lends := int64(0)
		if post.Subject == x {
			lends = c.Lends(t, term)
		}
		if lends == 0 {
			continue
		}
		p := &c.County.Teachers[i]
		k := alike{donor: at[post], lends: lends, certificate: p.Certificate}
		if p.Certificate == 0 {
			k.stage = p.Stage
		}
		n, known := pools[k]
		if !known {
			n = len(s.pools)
			pools[k] = n
			s.pools = append(s.pools, pool{donor: k.donor, lends: lends})
		}
		s.pools[n].teachers = append(s.pools[n].teachers, t)
	}
	s.findWays()
	return s
}

// drawn returns equal teachers in the order of their lots.
func (p *pool) drawn(county *model.County, seed uint64) []model.TeacherID {
	lot := map[model.TeacherID]uint64{}
	for _, t := range p.teachers {
		lot[t] = model.Lot(seed, county.Year, county.Teachers[t].ID)
	}
	drawn := slices.Clone(p.teachers)
	slices.SortStableFunc(drawn, func(a, b model.TeacherID) int { return cmp.Compare(lot[a], lot[b]) })
	return drawn
}

// leaves lists donors and calls, and numbers the donors.
func (s *season) leaves(l law) map[rule.Post]int {
	at := map[rule.Post]int{}
	for i := range s.c.County.Sections {
		p := rule.Post{Section: model.SectionID(i), Subject: s.subject}
		if short := s.c.Short(p.Section, p.Subject, s.term); short > 0 {
			q, _ := l.called(p, s.term)
			s.calls = append(s.calls, call{p, short, q.Mode == model.Must})
		}
		if spare := s.c.Spare(p.Section, p.Subject, s.term); spare > 0 {
			at[p] = len(s.donors)
			s.donors = append(s.donors, donor{p, spare})
		}
	}
	return at
}

func (s *season) findWays() {
	for i := range s.pools {
		p := &s.pools[i]
		from := s.donors[p.donor]
		for j := range s.calls {
			to := &s.calls[j]
			if !s.c.Calls(p.teachers[0], from.Section, to.Section) {
				continue
			}
			if cost := s.c.WayOf(from.Section, to.Section); cost < int64(s.Worth) || to.must {
				s.ways = append(s.ways, way{i, j, cost, min(to.short, from.spare, p.lends), s.strange(from.Section, to.Section)})
			}
		}
	}
}

// strange reports whether two sections are in neither the same group nor the same town.
func (s *season) strange(a, b model.SectionID) bool {
	lead, town := s.c.Lead(a), s.c.County.SchoolOf(a).Town
	return (lead == model.None || lead != s.c.Lead(b)) && (town == "" || town != s.c.County.SchoolOf(b).Town)
}

// gives is the most periods a pool gives.
func (p *pool) gives() int64 { return p.lends * int64(len(p.teachers)) }
