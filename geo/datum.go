package geo

import (
	"fmt"
	"math"
	"strings"
	"unicode"
)

// Datum says how a map's coordinates lie on the ground.
type Datum uint8

const (
	WGS84 Datum = iota // satellite positions; CGCS2000 agrees to centimetres
	GCJ02              // maps published in China
	BD09               // Baidu's maps, in degrees
)

func (d Datum) String() string {
	switch d {
	case WGS84:
		return "WGS-84"
	case GCJ02:
		return "GCJ-02"
	case BD09:
		return "BD-09"
	}
	return fmt.Sprintf("datum %d", uint8(d))
}

var (
	latinDatum = map[string]Datum{
		"wgs84": WGS84, "wgs1984": WGS84, "gps": WGS84, "cgcs2000": WGS84, "epsg4326": WGS84,
		"gcj02": GCJ02, "gcj2002": GCJ02,
		"bd09": BD09, "bd09ll": BD09, "baidu": BD09,
	}
	hanDatum = map[string]Datum{
		"国测局": GCJ02, "火星": GCJ02, "高德": GCJ02, "腾讯": GCJ02, "百度": BD09, "国家大地": WGS84, "国际": WGS84,
	}
)

// ParseDatum understands a datum's name in any case, with or without hyphens, spaces and brackets, in Latin letters, Chinese or both: "wgs84", "GCJ-02",
// "BD 09", "国测局坐标", "BD-09（百度）".
func ParseDatum(name string) (Datum, bool) {
	var latin, han strings.Builder
	for _, r := range strings.ToLower(name) {
		switch {
		case unicode.Is(unicode.Han, r):
			han.WriteRune(r)
		case unicode.IsLetter(r), unicode.IsDigit(r):
			latin.WriteRune(r)
		}
	}
	word := strings.TrimSuffix(strings.TrimSuffix(han.String(), "系"), "坐标")
	byLatin, okLatin := latinDatum[latin.String()]
	byHan, okHan := hanDatum[word]
	switch {
	case word == "":
		return byLatin, okLatin
	case latin.Len() == 0:
		return byHan, okHan
	}
	return byLatin, okLatin && okHan && byLatin == byHan
}

// FromWGS84 tells where a map of datum d shows p.
func FromWGS84(d Datum, p LatLng) LatLng {
	if !inChina(p, 0) {
		return p
	}
	return shift(d, p)
}

// ToWGS84 tells which point a map of datum d shows at p, to 1e-9 degrees.
func ToWGS84(d Datum, p LatLng) LatLng {
	if d == WGS84 || !inChina(p, 0.1) {
		return p
	}
	w := p
	for range 40 {
		q := shift(d, w)
		north, east := p.Lat-q.Lat, p.Lng-q.Lng
		w = LatLng{w.Lat + north, w.Lng + east}
		if max(math.Abs(north), math.Abs(east)) < 1e-10 {
			break
		}
	}
	if !inChina(w, 1e-9) {
		return p
	}
	return w
}

// inChina tells whether p lies in the box where maps are shifted, widened by so many degrees.
func inChina(p LatLng, wider float64) bool {
	return p.Lng >= 73.66-wider && p.Lng <= 135.05+wider && p.Lat >= 3.86-wider && p.Lat <= 53.55+wider
}

// shift is the forward function without the box.
func shift(d Datum, p LatLng) LatLng {
	switch d {
	case GCJ02:
		return toGCJ02(p)
	case BD09:
		return toBD09(toGCJ02(p))
	}
	return p
}

// toGCJ02 adds an offset in metres, a polynomial and a few waves around 105° east, 35° north, turned into degrees on the Krasovsky ellipsoid.
func toGCJ02(p LatLng) LatLng {
	const axis, eccentricity = 6378245.0, 0.00669342162296594323 // metres; squared
	x, y := p.Lng-105, p.Lat-35
	root, product := math.Sqrt(math.Abs(x)), times(x, y)
	ripple := times(20, sinPi(6*x)) + times(20, sinPi(2*x))
	north := -100 + 2*x + times(3, y) + times(0.2, times(y, y)) + times(0.1, product) + times(0.2, root)
	north += times(ripple+waves(y, 160, 320), 2.0/3)
	east := 300 + x + 2*y + times(0.1, times(x, x)) + times(0.1, product) + times(0.1, root)
	east += times(ripple+waves(x, 150, 300), 2.0/3)

	sin := sinPi(p.Lat / 180)
	flat := 1 - times(eccentricity, times(sin, sin))
	meridian := axis * (1 - eccentricity) / times(flat, math.Sqrt(flat))
	parallel := times(axis/math.Sqrt(flat), cosPi(p.Lat/180))
	return LatLng{
		p.Lat + times(north, 180)/times(meridian, math.Pi),
		p.Lng + times(east, 180)/times(parallel, math.Pi),
	}
}

// waves are four sines of periods 2, 6, 24 and 60 degrees; the last two differ in height by direction.
func waves(z, third, fourth float64) float64 {
	return times(20, sinPi(z)) + times(40, sinPi(z/3)) + times(third, sinPi(z/12)) + times(fourth, sinPi(z/30))
}

// toBD09 lengthens the vector (lng, lat), turns it by an angle of up to 3e-6 and moves it. Turning by sine and cosine of that angle is the published
// arctangent form without an arctangent.
func toBD09(p LatLng) LatLng {
	length := math.Sqrt(times(p.Lng, p.Lng) + times(p.Lat, p.Lat))
	longer := 1 + times(0.00002, sinPi(p.Lat*3000/180))/length
	angle := times(0.000003, cosPi(p.Lng*3000/180)) / math.Pi
	sin, cos := sinPi(angle), cosPi(angle)
	return LatLng{
		times(longer, times(p.Lat, cos)+times(p.Lng, sin)) + 0.006,
		times(longer, times(p.Lng, cos)-times(p.Lat, sin)) + 0.0065,
	}
}
