package geo

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func scan(points []LatLng, p LatLng, metres int64) []int {
	var near []int
	for i, q := range points {
		if Distance(p, q) <= metres {
			near = append(near, i)
		}
	}
	return near
}

func point() *rapid.Generator[LatLng] {
	wide := rapid.Custom(func(t *rapid.T) LatLng {
		return LatLng{rapid.Float64Range(-90, 90).Draw(t, "lat"), rapid.Float64Range(-180, 180).Draw(t, "lng")}
	})
	close := rapid.Custom(func(t *rapid.T) LatLng {
		centre := rapid.SampledFrom([]LatLng{{26.4, 111.6}, {89.99, 0}, {-90, 10}, {0, 180}, {0, -180}, {58.28, 11.25}}).Draw(t, "centre")
		lng := centre.Lng + rapid.Float64Range(-1, 1).Draw(t, "east")
		return LatLng{max(-90, min(90, centre.Lat+rapid.Float64Range(-1, 1).Draw(t, "north"))), lng}
	})
	return rapid.OneOf(wide, close)
}

func TestWithinEqualsScan(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		points := rapid.SliceOfN(point(), 0, 120).Draw(t, "points")
		p := rapid.OneOf(point(), rapid.SampledFrom(append(points, LatLng{26, 111}))).Draw(t, "p")
		metres := rapid.OneOf(rapid.Int64Range(-1, 50_000), rapid.Int64Range(0, 21_000_000)).Draw(t, "metres")
		if got, want := NewIndex(points).Within(p, metres), scan(points, p, metres); !slices.Equal(got, want) {
			t.Fatalf("%v, want %v", got, want)
		}
	})
}

// TestWithinExactly takes the very distance of a point as the limit.
func TestWithinExactly(t *testing.T) {
	for seed := range uint64(40) {
		r := rand.New(rand.NewPCG(seed, 5))
		points := make([]LatLng, 400)
		for i := range points {
			points[i] = anywhere(r)
		}
		x := NewIndex(points)
		for range 50 {
			p := anywhere(r)
			limit := Distance(p, points[r.IntN(len(points))]) - r.Int64N(2)
			if got, want := x.Within(p, limit), scan(points, p, limit); !slices.Equal(got, want) {
				t.Fatalf("seed %d: %v within %d m: %v, want %v", seed, p, limit, got, want)
			}
		}
	}
}

func TestWithinOddInput(t *testing.T) {
	for _, points := range [][]LatLng{nil, {}, {{0, 0}}, make([]LatLng, 100), {{0, 540}, {95, 7}, {-91, 181}}} {
		x := NewIndex(points)
		for _, metres := range []int64{-1, 0, 1_000_000, 30_000_000, math.MaxInt64 / 2} {
			if got, want := x.Within(LatLng{}, metres), scan(points, LatLng{}, metres); !slices.Equal(got, want) {
				t.Errorf("%v within %d m: %v, want %v", points, metres, got, want)
			}
		}
	}
}

// nation draws points in clusters, as schools lie.
func nation(n int) []LatLng {
	r := rand.New(rand.NewPCG(6, 6))
	points := make([]LatLng, n)
	for i := range points {
		if i%100 == 0 {
			points[i] = LatLng{20 + 25*r.Float64(), 80 + 45*r.Float64()}
			continue
		}
		centre := points[i-i%100]
		points[i] = LatLng{centre.Lat + r.NormFloat64()*0.2, centre.Lng + r.NormFloat64()*0.2}
	}
	return points
}

func BenchmarkNewIndex(b *testing.B) {
	points := nation(20_000)
	for b.Loop() {
		NewIndex(points)
	}
}

func BenchmarkWithin(b *testing.B) {
	points := nation(200_000)
	x := NewIndex(points)
	for i := 0; b.Loop(); i++ {
		x.Within(points[i*7919%len(points)], 20_000)
	}
}

func BenchmarkScan(b *testing.B) {
	points := nation(200_000)
	for i := 0; b.Loop(); i++ {
		scan(points, points[i*7919%len(points)], 20_000)
	}
}
