package benchmarks_test

import "math"

// point reads a place in WGS-84.
func point(r row, lat, lng string, gcj bool) place {
	if r[lat] == "" || r[lng] == "" {
		return place{}
	}
	p := place{r.float(lat), r.float(lng), true}
	if gcj {
		return fromGCJ(p)
	}
	return p
}

// metres is the great circle on the mean radius, rounded to metres.
func metres(a, b place) int {
	const rad = math.Pi / 180
	s, t := math.Sin((b.lat-a.lat)*rad/2), math.Sin((b.lng-a.lng)*rad/2)
	h := s*s + math.Cos(a.lat*rad)*math.Cos(b.lat*rad)*t*t
	return int(math.Round(2 * 6371008.8 * math.Asin(math.Sqrt(min(h, 1)))))
}

// fromGCJ undoes the GCJ-02 shift by fixed-point iteration.
func fromGCJ(p place) place {
	q := p
	for range 20 {
		dlat, dlng := shift(q)
		q.lat, q.lng = p.lat-dlat, p.lng-dlng
	}
	return q
}

// shift is the published GCJ-02 offset in degrees at a WGS-84 point (Krasovsky ellipsoid).
func shift(p place) (dlat, dlng float64) {
	const a, ee = 6378245.0, 0.00669342162296594323
	x, y := p.lng-105, p.lat-35
	wave := func(k, u float64) float64 { return k * 2 / 3 * math.Sin(u*math.Pi) }
	common := wave(20, 6*x) + wave(20, 2*x)
	dlat = -100 + 2*x + 3*y + 0.2*y*y + 0.1*x*y + 0.2*math.Sqrt(math.Abs(x)) + common +
		wave(20, y) + wave(40, y/3) + wave(160, y/12) + wave(320, y/30)
	dlng = 300 + x + 2*y + 0.1*x*x + 0.1*x*y + 0.1*math.Sqrt(math.Abs(x)) + common +
		wave(20, x) + wave(40, x/3) + wave(150, x/12) + wave(300, x/30)
	rad := p.lat * math.Pi / 180
	m := 1 - ee*math.Sin(rad)*math.Sin(rad)
	dlat = dlat * 180 / (a * (1 - ee) / (m * math.Sqrt(m)) * math.Pi)
	dlng = dlng * 180 / (a / math.Sqrt(m) * math.Cos(rad) * math.Pi)
	return dlat, dlng
}
