package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/rotateplan/rotate/cmd/internal/input"
	"github.com/rotateplan/rotate/geo"
	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/gen"
	"github.com/rotateplan/rotate/model/table"
)

// generateOptions are the flags of generate.
type generateOptions struct {
	counties int
	list     string
	teachers int // of a county; of a nation the mean
	seed     uint64
}

func newGenerate(con *console) *cobra.Command {
	var o generateOptions
	c := &cobra.Command{
		Use:   "generate [--counties N | --county-list FILE] --teachers N --seed S OUT",
		Short: con.voice.Say("command.generate"),
		Args:  exactly(1),
		RunE:  func(_ *cobra.Command, args []string) error { return runGenerate(con, args[0], o) },
	}
	f, say := c.Flags(), con.voice.Say
	f.IntVar(&o.counties, "counties", 1, say("flag.counties"))
	f.StringVar(&o.list, "county-list", "", say("flag.county-list"))
	f.IntVar(&o.teachers, "teachers", 2000, say("flag.teachers"))
	f.Uint64Var(&o.seed, "seed", 0, say("flag.seed"))
	return c
}

// schoolSize is how many teachers a generated school has on average.
const schoolSize = 33

// runGenerate writes the tables of one county into out, or those of several into a folder each, named by the code.
func runGenerate(con *console, out string, o generateOptions) error {
	if bad := o.check(out); len(bad) > 0 {
		return bad
	}
	if o.counties == 1 && o.list == "" {
		c := gen.County(gen.Options{Teachers: o.teachers, Schools: max(o.teachers/schoolSize, 1), Seed: o.seed, Examples: true})
		return con.generated(out, c)
	}
	seats, bad := o.seats()
	if len(bad) > 0 {
		return bad
	}
	county := gen.Nation(seats, o.teachers, o.seed)
	for i := range seats {
		if err := con.generated(filepath.Join(out, seats[i].Code), county(i)); err != nil {
			return err
		}
	}
	return nil
}

func (o *generateOptions) check(out string) model.Faults {
	var bad model.Faults
	wrong := func(flag, found, expected string) {
		bad = append(bad, input.Usage(flag, found, expected, "改正该选项 / correct the option"))
	}
	if o.counties < 1 || o.counties > 9999 {
		wrong("--counties", strconv.Itoa(o.counties), "1..9999")
	}
	if o.teachers < gen.LeastTeachers || o.teachers > 1_000_000 {
		wrong("--teachers", strconv.Itoa(o.teachers), fmt.Sprintf("%d..1000000", gen.LeastTeachers))
	}
	if entries, err := os.ReadDir(out); err == nil && len(entries) > 0 || err != nil && !errors.Is(err, os.ErrNotExist) {
		wrong("OUT", out, "不存在或空的文件夹 / a folder that does not exist or is empty")
	}
	return bad
}

func (c *console) generated(dir string, county *model.County) error {
	if err := table.WriteCounty(dir, county); err != nil {
		return err
	}
	_, err := fmt.Fprintln(c.out, c.voice.Say("command.generated", "Code", county.Code, "Name", county.Name, "Schools", len(county.Schools),
		"Teachers", len(county.Teachers), "Year", county.Year, "Dir", dir))
	return err
}

func (o *generateOptions) seats() ([]gen.Seat, model.Faults) {
	if o.list == "" {
		return gen.Seats(o.counties), nil
	}
	text, err := os.Open(o.list)
	if err != nil {
		return nil, model.Faults{input.Usage("--county-list", err.Error(), listColumns, "检查路径 / check the path")}
	}
	defer text.Close()
	rows, err := csv.NewReader(text).ReadAll()
	if err != nil || len(rows) < 2 || len(rows[0]) < 6 {
		return nil, model.Faults{input.Usage("--county-list", fmt.Sprint(o.list, " ", err), listColumns, "改正文件 / correct the file")}
	}
	var seats []gen.Seat
	for _, row := range rows[1:] {
		seats = append(seats, seat(row))
	}
	return seats, nil
}

const listColumns = "CSV: code, name, province, city, lng_gcj02, lat_gcj02"

// seat reads a row of a county list. One without a point lies where the built-in county does.
func seat(row []string) gen.Seat {
	s := gen.Seat{Code: row[0], Name: row[1]}
	lng, err := strconv.ParseFloat(row[4], 64)
	lat, also := strconv.ParseFloat(row[5], 64)
	if err == nil && also == nil {
		s.Place = model.Place(geo.ToWGS84(geo.GCJ02, geo.LatLng{Lat: lat, Lng: lng}))
	}
	return s
}
