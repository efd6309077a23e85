package gen

import (
	"math"

	"github.com/rotateplan/rotate/model"
)

// spot is a point in millionths of a degree.
type spot struct{ lat, lng int }

// microLat is millionths of a degree of latitude to the kilometre.
const microLat = 8993

// compass is sixteen directions in thousandths, east first, counter-clockwise.
var compass = [16][2]int{
	{1000, 0}, {924, 383}, {707, 707}, {383, 924}, {0, 1000}, {-383, 924}, {-707, 707}, {-924, 383},
	{-1000, 0}, {-924, -383}, {-707, -707}, {-383, -924}, {0, -1000}, {383, -924}, {707, -707}, {924, -383},
}

func spotAt(p model.Place) spot {
	return spot{int(math.Round(p.Lat * 1e6)), int(math.Round(p.Lng * 1e6))}
}

func (s spot) place() model.Place {
	return model.Place{Lat: float64(s.lat) / 1e6, Lng: float64(s.lng) / 1e6}
}

// off returns the point so many metres away in a direction of the compass.
func (s spot) off(metres, direction int) spot {
	c := compass[(direction%16+16)%16]
	microLng := int(math.Round(microLat / math.Cos(float64(s.lat)/1e6*math.Pi/180)))
	return spot{s.lat + metres*c[1]/1000*microLat/1000, s.lng + metres*c[0]/1000*microLng/1000}
}

// near draws a point lo to hi metres away.
func (d dice) near(s spot, lo, hi int) spot {
	s = s.off(d.between(lo, hi), d.below(16))
	return s.off(d.below(lo/2+100), d.below(16))
}
