package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/rotateplan/rotate/cmd/internal/folder"
	"github.com/rotateplan/rotate/cmd/internal/input"
	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/table"
)

// convertOptions are the flags of convert.
type convertOptions struct {
	county string
	crs    string
	to     string // a format; "" what the ending of OUT says
}

func newConvert(con *console) *cobra.Command {
	var o convertOptions
	c := &cobra.Command{
		Use:   "convert [--county CODE] [--crs wgs84|gcj02|bd09] [--to csv|xlsx|parquet] IN OUT",
		Short: con.voice.Say("command.convert"),
		Args:  exactly(2),
		RunE:  func(_ *cobra.Command, args []string) error { return runConvert(con, args[0], args[1], o) },
	}
	f, say := c.Flags(), con.voice.Say
	f.StringVar(&o.county, "county", "", say("flag.county-copied"))
	f.StringVar(&o.crs, "crs", "", say("flag.crs"))
	f.StringVar(&o.to, "to", "", say("flag.to"))
	return c
}

// format is the format of out.
func (o *convertOptions) format(out string) table.Format {
	ending := strings.TrimPrefix(strings.ToLower(filepath.Ext(out)), ".")
	switch {
	case o.to != "":
		return table.Format(o.to)
	case slices.Contains(table.Formats, ending):
		return table.Format(ending)
	}
	return table.CSV
}

// runConvert writes the county at in to out, whole or not at all, and only if it reads back as it was.
func runConvert(con *console, in, out string, o convertOptions) error {
	if o.to != "" {
		if err := oneOf("--to", o.to, table.Formats); err != nil {
			return err
		}
	}
	as := o.format(out)
	if as == table.Workbook && !strings.EqualFold(filepath.Ext(out), ".xlsx") {
		return model.Faults{input.Usage("OUT", out, "以 .xlsx 结尾的名称 / a name that ends in .xlsx", "改正名称 / correct the name")}
	}
	if bad := free(out, as); len(bad) > 0 {
		return bad
	}
	c, faults := table.ReadCopy(in, table.Options{County: o.county, CRS: o.crs})
	if c == nil {
		return faults
	}
	con.warn(faults)
	if err := place(c, folder.Resolved(out), as); err != nil {
		return err
	}
	k := c.County
	_, err := fmt.Fprintln(con.out, con.voice.Say("command.converted", "Out", out, "Code", k.Code, "Schools", len(k.Schools),
		"Teachers", len(k.Teachers), "Postings", len(k.Postings), "Pairs", len(k.Pairs), "Needs", len(k.Needs)))
	return err
}

// free faults a place where something stands. A dataset may be there already: it takes one county more. What a run that died
// has left does not count.
func free(out string, as table.Format) model.Faults {
	info, err := os.Stat(out)
	entries, _ := os.ReadDir(out)
	standing := err == nil && (as == table.Workbook || !info.IsDir())
	for _, e := range entries {
		standing = standing || !folder.Unfinished(e.Name()) && (as != table.Parquet || !table.IsPartition(e.Name()))
	}
	if standing {
		return model.Faults{input.Usage("OUT", out, "不存在的文件、不存在或空的文件夹 / no file yet, or no folder or an empty one",
			"另选名称 / choose another name")}
	}
	if err := folder.CanStand(out, filepath.Dir(folder.Resolved(out))); err != nil {
		return model.Faults{noPlace("OUT", out, err)}
	}
	return nil
}

// place writes a county where it belongs if it reads back as it was.
func place(c *table.Copy, out string, as table.Format) error {
	target, bad := destination(c.County.Code, out, as)
	if len(bad) > 0 {
		return bad
	}
	return folder.Whole(target, func(fresh string) error {
		path := fresh
		if as == table.Parquet {
			path = filepath.Dir(fresh)
		}
		if err := table.Write(path, as, c.County.Code, c.Sheets); err != nil {
			return err
		}
		return c.Check(path)
	})
}

// destination is what is put in its place at once: out, or the folder of the county in a dataset.
func destination(code, out string, as table.Format) (string, model.Faults) {
	switch {
	case as != table.Parquet:
		return out, nil
	case code == "":
		return "", model.Faults{input.Usage("--county", "", "6 位数字的区县代码 / a county code of 6 digits",
			"数据没有写明区县：加上 --county / the tables name no county: add --county")}
	}
	target := filepath.Join(out, table.Partition(code))
	return target, free(target, as)
}
