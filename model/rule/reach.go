package rule

import (
	"slices"
	"sync"

	"github.com/rotateplan/rotate/geo"
	"github.com/rotateplan/rotate/model"
)

// reach answers which sections lie within the longest lawful way of a teacher. It only spares the solver atoms that
// `commute` bans in any case; the judge never asks it. The index knows great circles alone: of a teacher of a school that
// the travel table tells of, every section is tried.
type reach struct {
	once    sync.Once
	limited bool
	metres  int64
	tooFar  func(t model.TeacherID, s model.SectionID) bool
	near    *geo.Index
	school  []model.SchoolID  // by point of the index
	always  []model.SectionID // sections no way is too long for
}

// Reach returns the sections a teacher may be sent to as far as the way goes, in order: all of them unless `commute` is
// a must, else those within its distance and those with housing. The slice must not be changed.
func (c *Case) Reach(t model.TeacherID) []model.SectionID {
	r := c.reach
	r.once.Do(func() { r.build(c) })
	p := &c.County.Teachers[t]
	if !r.limited {
		return r.always
	}
	if c.told != nil && c.told[c.County.Sections[p.Home].School] {
		return slices.DeleteFunc(c.allSections(), func(s model.SectionID) bool { return r.tooFar(t, s) })
	}
	from, known := geo.LatLng(p.Residence), p.HasResidence
	if home := c.County.SchoolOf(p.Home); !known {
		from, known = geo.LatLng(home.Place), home.HasPlace
	}
	if !known {
		return nil
	}
	out := slices.Clone(r.always)
	for _, i := range r.near.Within(from, r.metres) {
		out = append(out, c.County.Schools[r.school[i]].Sections...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (r *reach) build(c *Case) {
	if k := c.clause("commute"); k != nil && k.Mode == model.Must {
		r.limited, r.metres, r.tooFar = true, 1000*k.Args["km"], c.tooFar(k.Args)
	}
	var points []geo.LatLng
	for i := range c.County.Schools {
		s := &c.County.Schools[i]
		if s.Housing || !r.limited {
			r.always = append(r.always, s.Sections...)
		}
		if s.HasPlace {
			points, r.school = append(points, geo.LatLng(s.Place)), append(r.school, model.SchoolID(i))
		}
	}
	slices.Sort(r.always)
	if r.limited {
		r.near = geo.NewIndex(points)
	}
}
