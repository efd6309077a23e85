package table

import (
	"math"
	"path/filepath"

	"github.com/rotateplan/rotate/geo"
	"github.com/rotateplan/rotate/model"
)

// Seat is a county of a list: its code, its name and where it lies.
type Seat struct {
	Code, Name string
	Place      model.Place // WGS-84; the zero value is not known
}

// seatRow is one row of a list of counties.
type seatRow struct {
	Code, Name, Province, City string
	Lng, Lat                   float64 // GCJ-02; NaN not known
}

var seatColumns = []Column[seatRow]{
	column("code", Required, ident, func(r *seatRow) *string { return &r.Code }, "行政区划代码", "区县代码", "代码", "adcode"),
	column("name", Required, text, func(r *seatRow) *string { return &r.Name }, "区县", "区县名称", "名称"),
	column("province", Optional, text, func(r *seatRow) *string { return &r.Province }, "省份", "省"),
	column("city", Optional, text, func(r *seatRow) *string { return &r.City }, "城市", "市"),
	column("lng_gcj02", Optional, degrees, func(r *seatRow) *float64 { return &r.Lng }, "经度").in("°"),
	column("lat_gcj02", Optional, degrees, func(r *seatRow) *float64 { return &r.Lat }, "纬度").in("°"),
}

var (
	noCode = complaint{code: "bad-county", expected: "6 位数字的区县代码 / a county code of 6 digits",
		remedy: "改正代码 / correct the code"}
	noSeat = complaint{code: "no-rows", expected: "表头以下每个区县一行 / a row for each county below the header",
		remedy: "填写区县名单 / fill in the list of counties"}
)

// ReadSeats reads a list of counties from a CSV file or a workbook, in its order. With any fault that is more than a
// warning there is no list.
func ReadSeats(path string) ([]Seat, model.Faults) {
	l := &ledger{}
	var seats []Seat
	for _, s := range openList(path, l) {
		seats = append(seats, seatsOf(readTable(s, seatColumns, func() seatRow { return seatRow{Lng: math.NaN(), Lat: math.NaN()} }, l))...)
	}
	if len(seats) == 0 && len(l.faults.Bad()) == 0 {
		l.file(&Sheet{File: filepath.Base(path)}, 0, "", noSeat)
	}
	faults := l.sorted()
	if len(faults.Bad()) > 0 {
		return nil, faults
	}
	return seats, faults
}

// seatsOf returns the rows as counties, and faults what cannot be one.
func seatsOf(t *rows[seatRow]) []Seat {
	var seats []Seat
	line := map[string]int{}
	for i := range t.list {
		r := &t.list[i]
		place, has := place(r.Lat, r.Lng, geo.GCJ02)
		switch {
		case t.broken(i, "code", "lng_gcj02", "lat_gcj02"):
		case len(r.Code) != 6 || !isDigits(r.Code):
			t.fault(i, "code", r.Code, noCode)
		case line[r.Code] != 0:
			t.fault(i, "code", r.Code, duplicate("duplicate-county", line[r.Code]))
		case math.IsNaN(r.Lat) != math.IsNaN(r.Lng), has && !(geo.LatLng{Lat: r.Lat, Lng: r.Lng}).Valid():
			t.fault(i, "lat_gcj02", degrees.write(r.Lat)+", "+degrees.write(r.Lng), offGlobe)
		}
		line[r.Code] = t.lines[i]
		seats = append(seats, Seat{r.Code, r.Name, place})
	}
	return seats
}
