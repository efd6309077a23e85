package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/rotateplan/rotate/cmd/internal/folder"
	"github.com/rotateplan/rotate/cmd/internal/input"
	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/gen"
	"github.com/rotateplan/rotate/model/table"
)

// generateOptions are the flags of generate.
type generateOptions struct {
	counties int    // a folder each; 0 is one county, in no folder of its own
	list     string // of counties, a folder each
	teachers int    // of a county; of a nation the mean
	seed     uint64
}

func newGenerate(con *console) *cobra.Command {
	var o generateOptions
	c := &cobra.Command{
		Use:   "generate [--counties N | --county-list FILE] --teachers N --seed S OUT",
		Short: con.voice.Say("command.generate"),
		Args:  exactly(1),
		RunE:  func(c *cobra.Command, args []string) error { return runGenerate(c.Context(), con, args[0], o) },
	}
	f, say := c.Flags(), con.voice.Say
	f.IntVar(&o.counties, "counties", 0, say("flag.counties"))
	f.StringVar(&o.list, "county-list", "", say("flag.county-list"))
	f.IntVar(&o.teachers, "teachers", 2000, say("flag.teachers"))
	f.Uint64Var(&o.seed, "seed", 0, say("flag.seed"))
	return c
}

// schoolSize is how many teachers a generated school has on average.
const schoolSize = 33

// runGenerate writes the tables of one county into out, or those of several into a folder each, named by the code. What
// is interrupted or fails leaves nothing. One county is held in memory at a time.
func runGenerate(ctx context.Context, con *console, out string, o generateOptions) error {
	if bad := o.check(out); len(bad) > 0 {
		return bad
	}
	if o.counties == 0 && o.list == "" {
		c := gen.County(gen.Options{Teachers: o.teachers, Schools: max(o.teachers/schoolSize, 1), Seed: o.seed, Examples: true})
		return folder.Whole(folder.Resolved(out), func(fresh string) error { return con.generated(fresh, out, c) })
	}
	seats, found := o.seats()
	if len(found.Bad()) > 0 {
		return found
	}
	con.warn(found)
	county := gen.Nation(seats, o.teachers, o.seed)
	return folder.Whole(folder.Resolved(out), func(fresh string) error {
		for i := range seats {
			code := seats[i].Code
			if err := con.generated(filepath.Join(fresh, code), filepath.Join(out, code), county(i)); err != nil {
				return err
			}
			if ctx.Err() != nil {
				con.print(con.voice.Say("storage.ungenerated", "Out", out))
				return errLeft
			}
		}
		return nil
	})
}

func (o *generateOptions) check(out string) model.Faults {
	var bad model.Faults
	wrong := func(flag, found, expected string) {
		bad = append(bad, input.Usage(flag, found, expected, "改正该选项 / correct the option"))
	}
	if o.counties < 0 || o.counties > mostCounties {
		wrong("--counties", strconv.Itoa(o.counties), fmt.Sprintf("1..%d", mostCounties))
	}
	if o.counties != 0 && o.list != "" {
		wrong("--county-list", o.list, "--counties 与 --county-list 只用其一 / either --counties or --county-list")
	}
	if o.teachers < gen.LeastTeachers || o.teachers > 1_000_000 {
		wrong("--teachers", strconv.Itoa(o.teachers), fmt.Sprintf("%d..1000000", gen.LeastTeachers))
	}
	return append(bad, free(out, table.CSV)...)
}

// mostCounties is how many codes there are from 990001 on.
const mostCounties = 9999

// generated writes a county to fresh, which is to become dir.
func (c *console) generated(fresh, dir string, county *model.County) error {
	if err := table.WriteCounty(fresh, county); err != nil {
		return err
	}
	_, err := fmt.Fprintln(c.out, c.voice.Say("command.generated", "Code", county.Code, "Name", county.Name, "Schools", len(county.Schools),
		"Teachers", len(county.Teachers), "Year", county.Year, "Dir", dir))
	return err
}

// seats are the counties asked for. One of a list that has no place lies where the built-in county does.
func (o *generateOptions) seats() ([]gen.Seat, model.Faults) {
	if o.list == "" {
		return gen.Seats(o.counties), nil
	}
	list, found := table.ReadSeats(o.list)
	seats := make([]gen.Seat, len(list))
	for i, x := range list {
		seats[i] = gen.Seat(x)
	}
	return seats, found
}
