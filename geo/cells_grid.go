//go:build !cgo

package geo

import "math"

// degrees is the side of a square per level; each divides the one before, so that they nest.
var degrees = [levels]float64{4, 0.5, 0.0625}

// locate finds the squares of latitude and longitude around p.
func locate(p LatLng) [levels]cell {
	var cells [levels]cell
	for l, side := range degrees {
		row, column := math.Floor(p.Lat/side), math.Floor(p.Lng/side)
		key := uint64(uint32(int32(row)))<<32 | uint64(uint32(int32(column)))
		cells[l] = cell{key, LatLng{(row + 0.5) * side, (column + 0.5) * side}}
	}
	return cells
}
