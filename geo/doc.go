// Package geo measures on the ground: points, distances in whole metres, the shifted datums of Chinese maps, and which points lie near.
//
// # Points
//
// A [LatLng] is a latitude and a longitude in degrees on WGS-84, latitude first, north and east positive. Whatever comes from a map in another datum is
// brought to WGS-84 by [ToWGS84] when it is read, and nowhere later.
//
// # Distance
//
// The great circle on a sphere of the mean radius R = 6,371,008.8 m by the haversine formula
//
//	h = sin²(Δφ/2) + cos φ₁ · cos φ₂ · sin²(Δλ/2),   d = 2R · asin √h,
//
// rounded to the nearest metre. Against the ellipsoid it errs by up to about 0.5 per cent. It is symmetric and zero for equal points; the triangle
// inequality holds up to 2 m of rounding.
//
// # The same on every processor
//
// A Go compiler may fuse x·y + z into one instruction that rounds once instead of twice, and does so on arm64 but not on plain amd64; the standard library's
// sine is compiled the same way. A distance half a metre between two numbers could then differ from one machine to the next, and with it a plan.
// So every product here goes through an explicit conversion, which the language defines to round, and sine and arcsine are computed
// here (trig.go) from such products; square root and floor are exact by themselves.
//
// # Datums
//
// GCJ-02, the datum of maps published in China, shifts WGS-84 by up to some 700 m with a function whose published form is used here. BD-09, Baidu's,
// shifts GCJ-02 once more. Both apply inside the box lng 73.66 … 135.05, lat 3.86 … 53.55 alone; outside nothing is shifted (so Vietnam,
// Korea or Tainan, inside the box, are). The way back solves the forward function by fixed-point iteration to 1e-9 degrees, a tenth of
// a millimetre. In the strip as wide as the shift along the box's edge two points share one image; the way back prefers the one inside.
//
// # Near points
//
// An [Index] puts points into cells of three sizes, and keeps for each cell that has any a centre and the greatest distance of its points from there. A
// search discards a cell, or accepts it whole, by the triangle inequality, and decides the rest point by point with [Distance]. So the cells
// only save time: H3's hexagons, used where there is a C compiler, and a grid of latitude and longitude give the same answers, at
// the poles and across the antimeridian too.
//
// # References
//
//   - R. W. Sinnott: Virtues of the haversine. Sky and Telescope 68 (1984).
//   - H. Moritz: Geodetic reference system 1980, Journal of Geodesy 74 (2000): the mean radius.
//   - FDLIBM, Sun Microsystems 1993: k_sin.c, k_cos.c, e_asin.c: the polynomials.
//   - The GCJ-02 formula circulates since 2010 (eviltransform, coordtransform); no official publication exists.
package geo
