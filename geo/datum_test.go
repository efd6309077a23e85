package geo

import (
	"math"
	"math/rand/v2"
	"testing"
)

func apart(a, b LatLng) float64 { return max(math.Abs(a.Lat-b.Lat), math.Abs(a.Lng-b.Lng)) }

// TestPublishedShifts uses the test points of eviltransform and coordtransform.
func TestPublishedShifts(t *testing.T) {
	for _, c := range []struct{ wgs, gcj LatLng }{
		{LatLng{31.1774276, 121.5272106}, LatLng{31.17530398364597, 121.531541859215}},
		{LatLng{22.543847, 113.912316}, LatLng{22.540796131694766, 113.9171764808363}},
		{LatLng{39.911954, 116.377817}, LatLng{39.91334545536069, 116.38404722455657}},
	} {
		if p := FromWGS84(GCJ02, c.wgs); apart(p, c.gcj) > 1e-9 {
			t.Errorf("%v shows at %v, want %v", c.wgs, p, c.gcj)
		}
	}
	if p := toBD09(LatLng{39.915, 116.404}); apart(p, LatLng{39.92133699351021, 116.41036949371029}) > 1e-9 {
		t.Errorf("BD-09: %v", p)
	}
}

func TestRoundTrip(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	for range 50_000 {
		p := LatLng{3.86 + 49.69*r.Float64(), 73.66 + 61.39*r.Float64()}
		for _, d := range []Datum{WGS84, GCJ02, BD09} {
			q := FromWGS84(d, p)
			if m := Distance(p, q); d != WGS84 && (m < 20 || m > 3000) {
				t.Fatalf("%v shifts %v by %d m", d, p, m)
			}
			if back := ToWGS84(d, q); apart(p, back) > 1e-9 {
				t.Fatalf("%v: %v became %v and came back as %v", d, p, q, back)
			}
		}
	}
}

func TestOutsideNothingShifts(t *testing.T) {
	for _, p := range []LatLng{{0, 0}, {48.8, 2.3}, {-33.9, 151.2}, {3.7, 100}, {30, 73.5}, {53.7, 100}, {30, 135.2}, {89, 110}} {
		for _, d := range []Datum{GCJ02, BD09} {
			if FromWGS84(d, p) != p || ToWGS84(d, p) != p {
				t.Errorf("%v shifts %v", d, p)
			}
		}
	}
}

func TestParseDatum(t *testing.T) {
	for name, want := range map[string]Datum{
		"wgs84": WGS84, "WGS-84": WGS84, " Wgs 84 ": WGS84, "GPS": WGS84, "CGCS2000": WGS84, "国家大地坐标系": WGS84,
		"gcj02": GCJ02, "GCJ-02": GCJ02, "gcj-02": GCJ02, "GCJ_02": GCJ02, "国测局": GCJ02, "国测局坐标": GCJ02, "火星坐标系": GCJ02, "GCJ-02（国测局坐标系）": GCJ02,
		"bd09": BD09, "BD-09": BD09, "Bd 09": BD09, "bd09ll": BD09, "百度": BD09, "百度坐标": BD09, "BD-09 百度": BD09,
	} {
		if d, ok := ParseDatum(name); !ok || d != want {
			t.Errorf("%q is %v %v, want %v", name, d, ok, want)
		}
	}
	for _, name := range []string{"", "坐标", "wgs", "bd09mc", "beijing54", "GCJ-02 百度", "wgs84 gcj02"} {
		if d, ok := ParseDatum(name); ok {
			t.Errorf("%q taken for %v", name, d)
		}
	}
	for _, d := range []Datum{WGS84, GCJ02, BD09} {
		if back, ok := ParseDatum(d.String()); !ok || back != d {
			t.Errorf("%v does not understand itself", d)
		}
	}
}
