package geo

import (
	"hash/fnv"
	"math"
	"math/rand/v2"
	"testing"
)

// anywhere draws a point on the globe, often near a pole, the antimeridian or Hunan.
func anywhere(r *rand.Rand) LatLng {
	between := func(low, high float64) float64 { return low + times(high-low, r.Float64()) }
	switch r.IntN(5) {
	case 0:
		return LatLng{between(89.8, 90), between(-180, 180)}
	case 1:
		return LatLng{between(-90, 90), between(179.8, 180.2)}
	case 2:
		return LatLng{between(26, 27), between(111, 112)}
	}
	return LatLng{between(-90, 90), between(-180, 180)}
}

func TestDistance(t *testing.T) {
	quarter := int64(math.Round(math.Pi / 2 * EarthRadius))
	for _, c := range []struct {
		a, b LatLng
		want int64
	}{
		{LatLng{26.4, 111.6}, LatLng{26.4, 111.6}, 0},
		{LatLng{0, 0}, LatLng{0, 90}, quarter},
		{LatLng{0, 0}, LatLng{90, 33}, quarter},
		{LatLng{0, 0}, LatLng{0, 180}, int64(math.Round(math.Pi * EarthRadius))},
		{LatLng{90, 0}, LatLng{-90, 77}, int64(math.Round(math.Pi * EarthRadius))},
		{LatLng{10, 180}, LatLng{10, -180}, 0},
		{LatLng{0, 179.5}, LatLng{0, -179.5}, int64(math.Round(math.Pi / 180 * EarthRadius))},
		{LatLng{36.12, -86.67}, LatLng{33.94, -118.40}, 2886448}, // Nashville to Los Angeles, Sinnott's example
	} {
		if d, back := Distance(c.a, c.b), Distance(c.b, c.a); d != c.want || back != d {
			t.Errorf("%v to %v: %d m, back %d m, want %d", c.a, c.b, d, back, c.want)
		}
	}
}

func TestDistanceAgainstStandardLibrary(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for range 100_000 {
		a, b := anywhere(r), anywhere(r)
		const rad = math.Pi / 180
		north, east := math.Sin((b.Lat-a.Lat)*rad/2), math.Sin((b.Lng-a.Lng)*rad/2)
		h := north*north + math.Cos(a.Lat*rad)*math.Cos(b.Lat*rad)*east*east
		want := 2 * EarthRadius * math.Asin(math.Sqrt(min(h, 1)))
		if d := float64(Distance(a, b)); math.Abs(d-want) > 0.6 {
			t.Fatalf("%v to %v: %v m, want %v", a, b, d, want)
		}
	}
}

func TestTrigonometry(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	for range 100_000 {
		x := r.Float64()*2 - 1
		if s := sinPi(x); math.Abs(s-math.Sin(math.Pi*x)) > 1e-15 {
			t.Fatalf("sin %v π = %v", x, s)
		}
		if c := cosPi(x); math.Abs(c-math.Cos(math.Pi*x)) > 1e-15 {
			t.Fatalf("cos %v π = %v", x, c)
		}
		angle := math.Pi / 2 * math.Abs(x)
		if a := asin(math.Sin(angle)); math.Abs(a-angle)*math.Cos(angle) > 1e-15 { // one rounding of the sine moves the angle by 1/cos
			t.Fatalf("asin(sin %v) = %v", angle, a)
		}
	}
	if sinPi(-1e9) != 0 || sinPi(12.5) != 1 || asin(1) != math.Pi/2 || asin(0) != 0 {
		t.Fatal("whole turns are not exact")
	}
}

// TestSameEverywhere pins the bits. The same numbers come out with fused instructions at hand (arm64, GOAMD64=v3), with and without cgo.
func TestSameEverywhere(t *testing.T) {
	r, h := rand.New(rand.NewPCG(3, 3)), fnv.New64a()
	put := func(x uint64) {
		for s := 0; s < 64; s += 8 {
			h.Write([]byte{byte(x >> s)})
		}
	}
	for range 50_000 {
		a, b := anywhere(r), anywhere(r)
		put(uint64(Distance(a, b)))
		put(math.Float64bits(asin(math.Abs(sinPi(a.Lng)))))
		p := LatLng{4 + times(49, r.Float64()), 74 + times(61, r.Float64())}
		for _, q := range []LatLng{FromWGS84(BD09, p), ToWGS84(BD09, p), ToWGS84(GCJ02, p)} {
			put(math.Float64bits(q.Lat))
			put(math.Float64bits(q.Lng))
		}
	}
	if sum := h.Sum64(); sum != 0x6ff914adb7f03ca {
		t.Fatalf("fingerprint %#x", sum)
	}
}

func TestValid(t *testing.T) {
	for p, want := range map[LatLng]bool{
		{26, 111}: true, {-90, 180}: true, {111, 26}: false, {0, 180.1}: false, {math.NaN(), 0}: false, {0, math.Inf(1)}: false,
	} {
		if p.Valid() != want {
			t.Errorf("%v", p)
		}
	}
}

func BenchmarkDistance(b *testing.B) {
	p, q := LatLng{26.4, 111.6}, LatLng{26.5, 111.7}
	for b.Loop() {
		p.Lat += float64(Distance(p, q)&1) * 1e-9
	}
}
