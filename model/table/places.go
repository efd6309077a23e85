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
	onePoint = complaint{code: "same-coordinates", warn: true, expected: "各校各自的坐标 / a place of its own for each school",
		remedy: "按同一地点读取，相互距离为 0：若是填表时的默认值或县城坐标，请改正或留空 / read as one place, at no distance from one another: if it was filled in for want of the right one, correct it or leave it blank"}
	noPlaces = complaint{code: "missing-column", warn: true, expected: "经度、纬度两列 / columns of longitude and latitude",
		remedy: "没有坐标就只有通勤表写明的距离 / without places no distance is known but those in the table of travel"}
)

// A school is taken for misplaced where it is farther from the middle of the county than spreads times the median school,
// within bounds in metres.
const (
	spreads  = 6
	nearby   = 50_000
	farthest = 500_000
)

// Schools on one point are doubtful from manyThere on, or from someThere on where they are more than a fifth of all.
const (
	manyThere = 5
	someThere = 3
)

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
	b.checkPoints()
	limit := b.reach()
	for k := range b.c.Schools {
		s, i := &b.c.Schools[k], b.schoolLine[k]
		if !s.HasPlace {
			continue
		}
		r := &b.schools.list[i]
		wrong := misplaced(b, r.Lat, r.Lng)
		if wrong == nil && b.hasCentre && geo.Distance(geo.LatLng(s.Place), b.centre) > limit {
			wrong = farOff(limit)
		}
		if wrong != nil {
			b.schools.fault(i, "lat", fmt.Sprint(r.Lat, ", ", r.Lng), *wrong)
		}
	}
}

// farOff is the complaint about a school farther than a limit in metres from the middle of the county.
func farOff(limit int64) *complaint {
	return &complaint{code: "far-coordinates", warn: true,
		expected: fmt.Sprintf("距全县学校的中心 %d 公里以内 / within %[1]d km of the middle of the county's schools", limit/1000),
		remedy:   "比其他学校远得多：核对坐标与坐标系，是否写错一位数 / much farther than the other schools: check the coordinates and their datum, perhaps a digit is wrong"}
}

// reach is Reach of the schools.
func (b *builder) reach() int64 {
	var away []int64
	for k := range b.c.Schools {
		if s := &b.c.Schools[k]; s.HasPlace {
			away = append(away, geo.Distance(geo.LatLng(s.Place), b.centre))
		}
	}
	return Reach(away)
}

// Reach is how far from the middle of a county a school may lie, given how far its schools do, in metres.
func Reach(away []int64) int64 {
	if len(away) == 0 {
		return farthest
	}
	away = slices.Sorted(slices.Values(away))
	return min(max(nearby, spreads*away[len(away)/2]), farthest)
}

// checkPoints warns once of each point on which many schools lie.
func (b *builder) checkPoints() {
	there, all := map[model.Place][]int{}, 0
	for k := range b.c.Schools {
		if s := &b.c.Schools[k]; s.HasPlace {
			there[s.Place] = append(there[s.Place], b.schoolLine[k])
			all++
		}
	}
	for k := range b.c.Schools {
		i, s := b.schoolLine[k], &b.c.Schools[k]
		if lines := there[s.Place]; s.HasPlace && lines[0] == i && (len(lines) >= manyThere || len(lines) >= someThere && 5*len(lines) > all) {
			r := &b.schools.list[i]
			b.schools.fault(i, "lat", fmt.Sprintf("%v, %v × %d", r.Lat, r.Lng, len(lines)), onePoint)
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
