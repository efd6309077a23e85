package table

import (
	"fmt"
	"math"
	"slices"

	"github.com/rotateplan/rotate/geo"
	"github.com/rotateplan/rotate/model"
)

var (
	offGlobe = complaint{code: "bad-coordinates", expected: "纬度 -90 到 90，经度 -180 到 180 / latitude -90 to 90, longitude -180 to 180",
		remedy: "改正坐标 / correct the coordinates"}
	swapped = complaint{code: "swapped-coordinates", expected: "纬度在“纬度”列，经度在“经度”列 / latitude and longitude each in its column",
		remedy: "对调这两列的数值 / swap the two values"}
	farOff = complaint{code: "far-coordinates", warn: true, expected: "距本县其他学校 500 公里以内 / within 500 km of the county's other schools",
		remedy: "核对坐标与坐标系 / check the coordinates and their datum"}
	noPlaces = complaint{code: "missing-column", warn: true, expected: "经度、纬度两列 / columns of longitude and latitude",
		remedy: "没有坐标就只有通勤表写明的距离 / without places no distance is known but those in the table of travel"}
)

// farthest is the distance in metres at which a school is taken for misplaced.
const farthest = 500_000

// place returns where a point of a datum lies, or false where it is not known. 0,0 is how programs write nothing.
func place(lat, lng float64, d geo.Datum) (model.Place, bool) {
	if math.IsNaN(lat) || math.IsNaN(lng) || lat == 0 && lng == 0 {
		return model.Place{}, false
	}
	return model.Place(geo.ToWGS84(d, geo.LatLng{Lat: lat, Lng: lng})), true
}

// placed reports whether a table has coordinates at all.
func (t *rows[R]) placed() bool { return t.has("lat") || t.has("point") }

// checkPlaces faults the places of schools that cannot be, and warns of those far from all others.
func (b *builder) checkPlaces() {
	if len(b.schools.list) > 0 && !b.schools.placed() {
		b.schools.header("经度", "", noPlaces)
	}
	b.centre, b.hasCentre = b.middle()
	for k := range b.c.Schools {
		s, i := &b.c.Schools[k], b.schoolLine[k]
		if !s.HasPlace {
			continue
		}
		r := &b.schools.list[i]
		wrong := misplaced(b, r.Lat, r.Lng)
		if wrong == nil && b.hasCentre && geo.Distance(geo.LatLng(s.Place), b.centre) > farthest {
			wrong = &farOff
		}
		if wrong != nil {
			b.schools.fault(i, "lat", fmt.Sprint(r.Lat, ", ", r.Lng), *wrong)
		}
	}
}

// middle is the point of the median latitude and longitude of the schools; two or fewer have none. Where most schools have
// the two swapped it is turned, or every teacher's right place would be far from it.
func (b *builder) middle() (geo.LatLng, bool) {
	var lat, lng []float64
	for k := range b.c.Schools {
		if s := &b.c.Schools[k]; s.HasPlace {
			lat, lng = append(lat, s.Place.Lat), append(lng, s.Place.Lng)
		}
	}
	if len(lat) < 3 {
		return geo.LatLng{}, false
	}
	slices.Sort(lat)
	slices.Sort(lng)
	p := geo.LatLng{Lat: lat[len(lat)/2], Lng: lng[len(lng)/2]}
	if turned := (geo.LatLng{Lat: p.Lng, Lng: p.Lat}); !aroundChina(p) && aroundChina(turned) {
		p = turned
	}
	return p, true
}

// misplaced says what is wrong with a point: off the globe, or plausible only with its values swapped, which is when
// that brings it into China, or from afar near the county's other schools.
func misplaced(b *builder, lat, lng float64) *complaint {
	p, turned := geo.LatLng{Lat: lat, Lng: lng}, geo.LatLng{Lat: lng, Lng: lat}
	switch {
	case !p.Valid() && turned.Valid(), !aroundChina(p) && aroundChina(turned):
		return &swapped
	case !p.Valid():
		return &offGlobe
	case b.hasCentre && apart(p, b.centre) > 10 && apart(turned, b.centre) < 2:
		return &swapped
	}
	return nil
}

// aroundChina reports whether a point lies in a box around China, in which no latitude is a longitude.
func aroundChina(p geo.LatLng) bool {
	return p.Lat > 0 && p.Lat < 56 && p.Lng > 72 && p.Lng < 138
}

// apart is the larger difference of latitude or longitude, in degrees.
func apart(a, b geo.LatLng) float64 {
	return max(math.Abs(a.Lat-b.Lat), math.Abs(a.Lng-b.Lng))
}
