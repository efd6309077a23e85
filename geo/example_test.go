package geo_test

import (
	"fmt"

	"github.com/rotateplan/rotate/geo"
)

// A village school from a Chinese map and the schools within three kilometres.
func Example() {
	datum, _ := geo.ParseDatum("GCJ-02（国测局）")
	village := geo.ToWGS84(datum, geo.LatLng{Lat: 26.4200, Lng: 111.6100})
	schools := []geo.LatLng{{Lat: 26.4351, Lng: 111.6204}, {Lat: 26.4221, Lng: 111.6049}, {Lat: 26.6000, Lng: 111.9000}}
	for _, i := range geo.NewIndex(schools).Within(village, 3000) {
		fmt.Println(i, geo.Distance(village, schools[i]), "m")
	}
	// Output:
	// 0 2016 m
	// 1 166 m
}
