package geo

import "math"

// LatLng is a point in degrees, WGS-84.
type LatLng struct{ Lat, Lng float64 }

// EarthRadius is the mean radius in metres.
const EarthRadius = 6371008.8

// Distance returns the great-circle distance in whole metres.
func Distance(a, b LatLng) int64 {
	const rad = math.Pi / 180
	s := math.Sin(float64((b.Lat - a.Lat) * rad / 2))
	t := math.Sin(float64((b.Lng - a.Lng) * rad / 2))
	h := float64(s*s) + float64(float64(math.Cos(a.Lat*rad)*math.Cos(b.Lat*rad))*float64(t*t))
	return int64(math.Round(2 * EarthRadius * math.Asin(math.Min(1, math.Sqrt(h)))))
}
