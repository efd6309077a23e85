package batch

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strconv"

	"github.com/rotateplan/rotate/cmd/internal/job"
	"github.com/rotateplan/rotate/cmd/internal/report"
)

// gather writes the tables of all counties. If meanwhile another shard has done a county, they are written anew: whoever
// is last leaves them complete.
func (b *batch) gather() ([]Row, error) {
	for {
		rows := b.rows()
		if err := b.write(rows); err != nil {
			return rows, err
		}
		if slices.Equal(rows, b.rows()) {
			return rows, nil
		}
	}
}

// rows returns the row of every county asked for, in order of codes.
func (b *batch) rows() []Row {
	rows := make([]Row, len(b.all))
	for i, x := range b.all {
		row, ok := b.own[x.Code]
		if !ok {
			row = Row{County: x.Code, Status: "pending", Exit: pending}
			if r, err := b.read(x.Code); err == nil {
				row = r.Row
			}
		}
		rows[i] = row
	}
	return rows
}

func (b *batch) write(rows []Row) error {
	var dirs []string
	for i := range rows {
		if rows[i].Exit == job.ExitPlan {
			dirs = append(dirs, b.folder(rows[i].County))
		}
	}
	for _, t := range []struct {
		name  string
		table [][]string
	}{{"summary.csv", summary(rows)}, {"cities.csv", areas(rows, 4)}, {"provinces.csv", areas(rows, 2)}} {
		var text bytes.Buffer
		if err := csv.NewWriter(&text).WriteAll(t.table); err != nil {
			return err
		}
		if err := b.replace(filepath.Join(b.Out, t.name), text.Bytes(), false); err != nil {
			return err
		}
	}
	return report.Replace(filepath.Join(b.Out, "exchange.parquet"), b.ending(), true,
		func(w io.Writer) error { return report.NationParquet(w, dirs) })
}

// ending marks files in the writing: every shard has its own.
func (b *batch) ending() string { return fmt.Sprintf(".new-%dof%d", b.Shard, b.Shards) }

// summary is the table of counties. Figures are blank where there is no plan.
func summary(rows []Row) [][]string {
	table := [][]string{slices.Concat([]string{"county", "status", "exit"}, figureHeads, []string{"faults", "policy", "data", "reason", "expected"})}
	for i := range rows {
		r := &rows[i]
		cells, exit := make([]string, len(figureHeads)), ""
		if r.Exit != pending {
			exit = strconv.Itoa(r.Exit)
		}
		if r.Exit == job.ExitPlan {
			cells = r.cells()
		}
		table = append(table, slices.Concat([]string{r.County, r.Status, exit}, cells, []string{strconv.Itoa(r.Faults), r.Policy, r.Data, r.Reason, r.Expected}))
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
}

// Tallied counts the rows of counties.
func Tallied(rows []Row) (n Tally) {
	for i := range rows {
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
