package geo

import "math"

// EarthRadius is the mean radius of the earth, in metres.
const EarthRadius = 6_371_008.8

// LatLng is a point in degrees, on WGS-84 unless said otherwise.
type LatLng struct{ Lat, Lng float64 }

// Valid tells whether the point lies on a globe: latitude within ±90, longitude within ±180, neither NaN.
func (p LatLng) Valid() bool {
	return math.Abs(p.Lat) <= 90 && math.Abs(p.Lng) <= 180
}

// Distance is the great-circle distance in metres, rounded. Both points must be free of NaN and infinities.
func Distance(a, b LatLng) int64 { return At(a).Distance(At(b)) }

// Site is a point that many distances are measured from or to: what depends on its latitude alone is worked out once.
type Site struct {
	LatLng
	parallel float64 // cosine of the latitude
}

// At makes a site of a point.
func At(p LatLng) Site { return Site{p, sinPi(0.5 - p.Lat/180)} } // cos φ = sin(90° − φ)

// Distance is that of the two points.
func (a Site) Distance(b Site) int64 {
	north, east := sinPi((b.Lat-a.Lat)/360), sinPi((b.Lng-a.Lng)/360)
	h := times(north, north) + times(times(a.parallel, b.parallel), times(east, east))
	return int64(math.Floor(times(2*EarthRadius, asin(math.Sqrt(min(h, 1)))) + 0.5))
}
