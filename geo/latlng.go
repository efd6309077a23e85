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
func Distance(a, b LatLng) int64 {
	north, east := sinPi((b.Lat-a.Lat)/360), sinPi((b.Lng-a.Lng)/360)
	parallels := times(sinPi(0.5-a.Lat/180), sinPi(0.5-b.Lat/180)) // cos φ = sin(90° − φ)
	h := times(north, north) + times(parallels, times(east, east))
	return int64(math.Floor(times(2*EarthRadius, asin(math.Sqrt(min(h, 1)))) + 0.5))
}
