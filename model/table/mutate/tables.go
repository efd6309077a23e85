package mutate

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// Fit is what a reader must make of a cell.
type Fit uint8

const (
	Same Fit = iota
	Doubt
	Ill
	Any
)

// Cell is a cell as written and as meant.
type Cell struct {
	Text, Means string
	Fit         Fit
}

// Line is a row of a table. Junk is a row without a record: a total, a repeated header.
type Line struct {
	Cells   []Cell
	Junk    bool
	Touched bool
}

// Column is a column of a table; without a field it is nobody's.
type Column struct {
	*field
	Head string
}

// Sheet is one table.
type Sheet struct {
	Table, File, Name string // Name is that of a sheet in a workbook
	Above             int    // title lines above the header
	Columns           []Column
	Lines             []Line
	Gone              map[string]string // headers of columns taken away or renamed, by key
	Fit               Fit               // of the file as a whole
	Touched           bool              // the file as a whole is spoilt
	Unread            bool              // nobody can take it for this table
	form
}

// Tables are the tables of a county.
type Tables struct {
	Code   string
	Book   bool // one workbook, not a file a table
	Sheets []*Sheet
	Extra  []string        // further files or sheets that hold no table
	Log    []string        // what was done to them
	Ids    map[string]bool // of the records concerned
}

// Load reads the tables in a folder named by a county's code.
func Load(dir string) (*Tables, error) {
	t := &Tables{Code: filepath.Base(dir)}
	for _, name := range []struct{ table, stem string }{{"schools", "学校"}, {"teachers", "教师"}, {"postings", "任职经历"}} {
		rows, as, err := rowsOf(dir, name.stem)
		if err != nil {
			return nil, err
		}
		s, err := plain(name.table, rows)
		if err != nil {
			return nil, fmt.Errorf("%s: %s: %w", dir, name.stem, err)
		}
		s.form = as
		s.File, s.Name = name.stem+".csv", name.stem
		t.Sheets = append(t.Sheets, s)
	}
	return t, nil
}

// rowsOf reads the rows of a table and how it was written.
func rowsOf(dir, stem string) (rows [][]string, as form, err error) {
	if book := filepath.Join(dir, filepath.Base(dir)+".xlsx"); exists(book) {
		f, err := excelize.OpenFile(book)
		if err != nil {
			return nil, as, err
		}
		defer f.Close()
		rows, err = f.GetRows(stem)
		return rows, as, err
	}
	text, err := os.ReadFile(filepath.Join(dir, stem+".csv"))
	if err != nil {
		return nil, as, err
	}
	if !utf8.Valid(text) {
		as.Charset = "gb18030"
		if text, err = simplifiedchinese.GB18030.NewDecoder().Bytes(text); err != nil {
			return nil, as, err
		}
	}
	plain, mark := strings.CutPrefix(string(text), "\ufeff")
	as.Mark = mark
	rows, err = csv.NewReader(strings.NewReader(plain)).ReadAll()
	return rows, as, err
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// plain makes a table of rows in the plain layout.
func plain(table string, rows [][]string) (*Sheet, error) {
	s := &Sheet{Table: table, Gone: map[string]string{}}
	fields := layout[table]
	for i := range fields {
		if len(rows) == 0 || i >= len(rows[0]) || rows[0][i] != fields[i].head {
			return nil, fmt.Errorf("column %d is not %s", i+1, fields[i].head)
		}
		s.Columns = append(s.Columns, Column{&fields[i], fields[i].head})
	}
	for _, row := range rows[1:] {
		cells := make([]Cell, len(fields))
		for i := range fields {
			if i < len(row) {
				cells[i].Text = row[i]
			}
			cells[i].Means = fields[i].meaning(cells[i].Text)
		}
		s.Lines = append(s.Lines, Line{Cells: cells})
	}
	return s, nil
}

// Part returns the first schools of a county with the teachers who are and belong there, and their postings among them:
// small enough to be read a thousand times. What refers to others is left blank.
func (t *Tables) Part(schools int) *Tables {
	c := t.clone()
	in := map[string]bool{"": true}
	keep := func(s *Sheet, key string, wanted func(x *Line) bool) {
		s.Lines = slices.DeleteFunc(s.Lines, func(x Line) bool { return !wanted(&x) })
		for i := range s.Lines {
			in[s.cell(i, key).Means] = true
		}
	}
	home, people, stays := c.Sheets[0], c.Sheets[1], c.Sheets[2]
	home.Lines = home.Lines[:schools]
	keep(home, "school_id", func(*Line) bool { return true })
	keep(people, "teacher_id", func(x *Line) bool {
		return in[people.cellOf(x, "school_id").Means] && in[people.cellOf(x, "relation_school").Means]
	})
	for i := range people.Lines {
		x := c.edit(people, i)
		x.Touched, x.Cells[people.at("wishes")] = false, Cell{}
		if spouse := &x.Cells[people.at("spouse")]; !in[spouse.Means] {
			*spouse = Cell{}
		}
	}
	keep(stays, "status", func(x *Line) bool {
		return in[stays.cellOf(x, "teacher_id").Means] && in[stays.cellOf(x, "school_id").Means]
	})
	c.Ids = nil
	return c
}

// clone copies tables so that a mutation of the copy leaves the original as it is; cells are copied by edit.
func (t *Tables) clone() *Tables {
	c := &Tables{Code: t.Code, Book: t.Book, Ids: map[string]bool{}}
	for _, s := range t.Sheets {
		x := *s
		x.Columns, x.Lines, x.Gone = slices.Clone(s.Columns), slices.Clone(s.Lines), map[string]string{}
		c.Sheets = append(c.Sheets, &x)
	}
	return c
}

// edit returns line i with cells of its own, and notes the records it names.
func (t *Tables) edit(s *Sheet, i int) *Line {
	x := &s.Lines[i]
	x.Cells, x.Touched = slices.Clone(x.Cells), true
	t.note(s, x)
	return x
}

// note remembers the ids in a line.
func (t *Tables) note(s *Sheet, x *Line) {
	for j, c := range x.Cells[:min(len(x.Cells), len(s.Columns))] {
		if f := s.Columns[j].field; f != nil && (f.kind == ident || f.key == "teacher_id") && c.Means != "" {
			t.Ids[c.Means] = true
		}
	}
}

// Row is the row of line i as a spreadsheet program numbers it.
func (s *Sheet) Row(i int) int { return s.Above + 2 + i }

// Place is the file and the sheet that hold a table.
func (t *Tables) Place(s *Sheet) (file, sheet string) {
	if t.Book {
		return t.Code + ".xlsx", s.Name
	}
	return s.File, ""
}

// at returns the index of a column, or -1.
func (s *Sheet) at(key string) int {
	return slices.IndexFunc(s.Columns, func(c Column) bool { return c.field != nil && c.key == key })
}
