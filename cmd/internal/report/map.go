package report

import (
	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"

	"github.com/rotateplan/rotate/model"
)

// geoJSON maps the groups: cores and members as points, memberships as lines; longitude first, WGS-84. Schools of
// unknown place are left out.
func (d *digest) geoJSON() ([]byte, error) {
	all := geojson.NewFeatureCollection()
	for i, m := range d.Grouping.Members {
		if i == 0 || m.Core != d.Grouping.Members[i-1].Core {
			d.mark(all, m.Core, "core")
		}
		d.mark(all, m.Section, "member")
		d.link(all, m)
	}
	return Indented(all)
}

func (d *digest) mark(all *geojson.FeatureCollection, s model.SectionID, role string) {
	school := d.school(s)
	if !school.HasPlace {
		return
	}
	f := geojson.NewFeature(point(school))
	f.Properties = geojson.Properties{"role": role, "school": school.ID, "name": school.Name, "stage": d.stage(s).Code(),
		"core": d.school(d.c.Lead(s)).ID, "pupils": d.c.County.Sections[s].Pupils}
	all.Append(f)
}

func (d *digest) link(all *geojson.FeatureCollection, m model.Membership) {
	a, b := d.school(m.Core), d.school(m.Section)
	if !a.HasPlace || !b.HasPlace {
		return
	}
	f := geojson.NewFeature(orb.LineString{point(a), point(b)})
	f.Properties = geojson.Properties{"role": "link", "core": a.ID, "member": b.ID, "stage": d.stage(m.Section).Code(),
		"type": m.Type.Code(), "metres": d.c.Metres(m.Core, m.Section)}
	all.Append(f)
}

func point(s *model.School) orb.Point { return orb.Point{s.Place.Lng, s.Place.Lat} }
