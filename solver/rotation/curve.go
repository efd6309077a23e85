package rotation

import (
	"slices"

	"github.com/rotateplan/rotate/solver/price"
	"github.com/rotateplan/rotate/solver/program"
)

// curve is what rows that have one price contribute to L, counted scale times: Σ_r min_z (φ_r(z) − y·z), of slope −Σ_r z_r(y).
func curve(p *program.Program, rows []int32, scale int64) price.Curve {
	c := price.Curve{Slopes: []int64{0}}
	for _, r := range rows {
		row := &p.Rows[r]
		if n := len(row.Slopes); n > 2 {
			c.At = append(c.At, row.Slopes[1:n-1]...)
		}
		c.Slopes[0] -= row.Wish(-program.Infinite) * scale
	}
	slices.Sort(c.At)
	c.At = slices.Compact(c.At)
	for _, y := range c.At {
		slope := int64(0)
		for _, r := range rows {
			slope -= p.Rows[r].Wish(y+1) * scale
		}
		c.Slopes = append(c.Slopes, slope)
	}
	return c
}
