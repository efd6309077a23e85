package batch

import (
	"errors"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/rotateplan/rotate/cmd/internal/folder"
	"github.com/rotateplan/rotate/cmd/internal/job"
	"github.com/rotateplan/rotate/cmd/internal/report"
	"github.com/rotateplan/rotate/model/table"
)

// tableNames are the tables of all counties.
var tableNames = []string{"summary.csv", "cities.csv", "provinces.csv", nationList}

// nationList is the exchange list of all counties.
const nationList = "exchange.parquet"

// mostTries is how often tables are written anew while another shard is just replacing the folder of a county.
const mostTries = 10

// gather writes the records that could not be written before, and the tables of all counties. If meanwhile another shard
// has done a county, they are written anew, unless that shard has more to do: whoever is last leaves them complete.
func (b *batch) gather() (rows []Row, err error) {
	late := b.keepFailures()
	for try := 1; ; try++ {
		rows = b.rows()
		err = b.write(rows)
		now := b.rows()
		gone := errors.Is(err, fs.ErrNotExist) && try < mostTries
		if !gone && (slices.Equal(rows, now) || Tallied(now).Pending > 0) {
			return rows, errors.Join(late, err)
		}
	}
}

// keepFailures writes the records of counties that failed where they are not yet written.
func (b *batch) keepFailures() error {
	var kept []error
	for _, code := range slices.Sorted(maps.Keys(b.own)) {
		row := b.own[code]
		if r, err := b.read(code); row.Exit != job.ExitPlan && (err != nil || r.Row != row) {
			kept = append(kept, b.keep(record{Row: row}))
		}
	}
	return errors.Join(kept...)
}

// rows returns the row of every county asked for, in order of codes.
func (b *batch) rows() []Row {
	rows := make([]Row, len(b.all))
	for i, x := range b.all {
		row, ok := b.own[x.Code]
		if !ok {
			row = b.told(x.Code)
		}
		row.Kept = b.kept(x.Code)
		rows[i] = row
	}
	return rows
}

// told is the row of a county that another run has done.
func (b *batch) told(code string) Row {
	r, err := b.read(code)
	if err == nil && r.Row.Exit == job.ExitPlan {
		err = b.stands(code, r.Files, "plan.json")
	}
	if err != nil {
		return Row{County: code, Status: "pending", Exit: pending}
	}
	return r.Row
}

// write writes every table that can be written.
func (b *batch) write(rows []Row) error {
	var dirs []string
	for i := range rows {
		if rows[i].Exit == job.ExitPlan {
			dirs = append(dirs, b.folder(rows[i].County))
		}
	}
	var all []error
	for i, t := range [][][]string{summary(rows), areas(rows, 4), areas(rows, 2)} {
		text, err := report.Commas(t)
		if err != nil {
			return err
		}
		all = append(all, b.replace(filepath.Join(b.Out, tableNames[i]), text))
	}
	all = append(all, folder.Replace(filepath.Join(b.Out, nationList), b.ending(), true,
		func(w io.Writer) error { return report.NationParquet(w, dirs) }))
	return errors.Join(all...)
}

// Outside returns the counties whose plans stand in Out and that the tables of this run leave out, and how many are asked for.
func (r *Request) Outside() (codes []string, asked int) {
	all, _, _ := listed(r.Data, r.Counties)                  // Run tells what is wrong with it
	records, _ := os.ReadDir(filepath.Join(r.Out, ".batch")) // there need be none
	for _, e := range records {                              // in order of codes
		code := strings.TrimSuffix(e.Name(), ".json")
		_, none := os.Stat(filepath.Join(r.Out, code, "plan.json"))
		if none == nil && !slices.ContainsFunc(all, func(x table.Stored) bool { return x.Code == code }) {
			codes = append(codes, code)
		}
	}
	return codes, len(all)
}

// summary is the table of counties. Figures are blank where there is no plan.
func summary(rows []Row) [][]string {
	table := [][]string{slices.Concat([]string{"county", "status", "exit"}, figureHeads, []string{"faults", "policy", "data", "reason", "expected", "groups", "kept"})}
	for i := range rows {
		r := &rows[i]
		cells, exit := make([]string, len(figureHeads)), ""
		if r.Exit != pending {
			exit = strconv.Itoa(r.Exit)
		}
		if r.Exit == job.ExitPlan {
			cells = r.cells()
		}
		table = append(table, slices.Concat([]string{r.County, r.Status, exit}, cells, []string{strconv.Itoa(r.Faults), r.Policy, r.Data, r.Reason, r.Expected, r.Groups, r.Kept}))
	}
	return table
}

// areas is the table of the areas that share the first digits of their codes. Figures are those of the counties planned.
func areas(rows []Row, digits int) [][]string {
	table := [][]string{slices.Concat([]string{"code", "counties", "planned", "failed", "pending"}, figureHeads)}
	for rest := rows; len(rest) > 0; {
		code := rest[0].County[:digits]
		n := slices.IndexFunc(rest, func(r Row) bool { return r.County[:digits] != code })
		if n < 0 {
			n = len(rest)
		}
		table = append(table, area(code, rest[:n]))
		rest = rest[n:]
	}
	return table
}

func area(code string, rows []Row) []string {
	n, sum := Tallied(rows), Total(rows)
	return slices.Concat([]string{code, strconv.Itoa(len(rows)), strconv.Itoa(n.Planned), strconv.Itoa(n.Failed), strconv.Itoa(n.Pending)}, sum.cells())
}

// Tally counts counties by how they ended.
type Tally struct {
	Planned int `json:"planned"`
	Failed  int `json:"failed"`
	Pending int `json:"pending"`

	Unlisted int `json:"unlisted,omitempty"` // whose list --keep does not hold
}

// Tallied counts the rows of counties.
func Tallied(rows []Row) (n Tally) {
	for i := range rows {
		if rows[i].Kept == "no" {
			n.Unlisted++
		}
		switch rows[i].Exit {
		case job.ExitPlan:
			n.Planned++
		case pending:
			n.Pending++
		default:
			n.Failed++
		}
	}
	return n
}

// Total adds up the figures of the counties that have a plan.
func Total(rows []Row) (sum Figures) {
	for i := range rows {
		if rows[i].Exit == job.ExitPlan {
			sum.add(&rows[i].Figures)
		}
	}
	return sum
}
