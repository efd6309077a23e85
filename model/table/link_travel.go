package table

import (
	"fmt"

	"github.com/rotateplan/rotate/geo"
	"github.com/rotateplan/rotate/model"
)

var (
	noWay = complaint{code: "missing-value", expected: "路程或用时 / metres or minutes",
		remedy: "至少填写一项，或删去这一行 / fill in one of the two, or remove the row"}
	ownWay = complaint{code: "own-way", expected: "两所不同的学校 / two different schools",
		remedy: "改正起点或终点，或删去这一行 / correct one of the two, or remove the row"}
	twoLengths = complaint{code: "two-lengths", expected: "米数与公里数一致 / metres and kilometres that agree",
		remedy: "只保留其中一项 / keep one of the two"}
	oddWay = complaint{code: "doubtful-way", warn: true, expected: "与两校坐标相称的路程与用时 / a way that fits the places of the two schools",
		remedy: "已按所写读取：核对单位（米、分钟）、学校与坐标 / read as written: check the unit (metres, minutes), the schools and their coordinates"}
	unknownLength = complaint{code: "unknown-length", warn: true, expected: "路程，或两校的坐标 / metres, or the coordinates of both schools",
		remedy: "只有用时、没有路程的两校不安排：请补填 / schools of which only the minutes are known are not planned for: fill in"}
)

// addWay adds a row of the travel table.
func (b *builder) addWay(i int) {
	r := &b.ways.list[i]
	if r.From == "" || r.To == "" {
		return
	}
	from, ok := find(b, b.ways, i, "from", r.From)
	to, found := find(b, b.ways, i, "to", r.To)
	if !ok || !found {
		return
	}
	key := [2]model.SchoolID{from, to}
	line, twice := b.wayLine[key]
	switch {
	case from == to:
		b.ways.fault(i, "to", r.To, ownWay)
	case twice:
		b.ways.fault(i, "to", r.To, duplicate("duplicate-way", line))
	case r.Metres == unknown && r.Kilometres == unknown && r.Minutes == unknown:
		if !b.ways.broken(i, "metres", "minutes", "km") {
			b.ways.fault(i, "metres", "", noWay)
		}
	case r.Metres != unknown && r.Kilometres != unknown && r.Metres != r.Kilometres:
		b.ways.fault(i, "km", thousandths(mostMetres).write(r.Kilometres), twoLengths)
	default:
		b.wayLine[key] = b.ways.lines[i]
		b.c.Travel = append(b.c.Travel, model.TravelRow{From: from, To: to, Metres: max(r.Metres, r.Kilometres), Minutes: r.Minutes})
		b.checkWay(i, &b.c.Travel[len(b.c.Travel)-1])
	}
}

// The fastest way believed, in metres a minute (120 km/h); how far a school may lie from where its coordinates say.
const (
	fastest  = 2_000
	offPlace = 1_000
)

// checkWay compares a way with the great circle: it cannot be much shorter, nor covered faster than anybody drives; ten
// times as long is doubtful too.
func (b *builder) checkWay(i int, w *model.TravelRow) {
	from, to := &b.c.Schools[w.From], &b.c.Schools[w.To]
	if !from.HasPlace || !to.HasPlace {
		if w.Metres == unknown {
			b.ways.fault(i, "metres", "", unknownLength)
		}
		return
	}
	straight := int(geo.Distance(geo.LatLng(from.Place), geo.LatLng(to.Place)))
	if w.Metres != unknown && (w.Metres+offPlace < straight || w.Metres > 10*(straight+offPlace)) {
		b.ways.fault(i, "metres", fmt.Sprintf("%d（直线 / straight %d）", w.Metres, straight), oddWay)
	}
	if w.Minutes != unknown && straight > fastest*w.Minutes+offPlace {
		b.ways.fault(i, "minutes", fmt.Sprintf("%d（直线 / straight %d）", w.Minutes, straight), oddWay)
	}
}
