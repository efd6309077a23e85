//go:build cgo

package geo

import "github.com/uber/h3-go/v4"

// resolutions of H3 per level: hexagons with edges of 158, 23 and 3.2 km.
var resolutions = [levels]int{2, 4, 6}

// locate finds the hexagons of p. Each is the parent of the next, so that they nest.
func locate(p LatLng) [levels]cell {
	var cells [levels]cell
	finest := h3.LatLngToCell(h3.NewLatLng(p.Lat, p.Lng), resolutions[levels-1])
	for l, resolution := range resolutions {
		if finest == 0 { // not on the globe
			cells[l] = cell{0, p}
			continue
		}
		c := finest.Parent(resolution)
		centre := c.LatLng()
		cells[l] = cell{uint64(c), LatLng{centre.Lat, centre.Lng}}
	}
	return cells
}
