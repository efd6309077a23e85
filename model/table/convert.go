package table

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"

	"github.com/rotateplan/rotate/model"
)

// Format is a way to keep the tables of a county.
type Format string

const (
	CSV      Format = "csv"     // a folder with a file per table
	Workbook Format = "xlsx"    // a workbook with a sheet per table
	Parquet  Format = "parquet" // a Hive dataset with a file per table
)

// Formats are all of them.
var Formats = []string{string(CSV), string(Workbook), string(Parquet)}

// Copy is a county on its way from one format to another.
type Copy struct {
	County *model.County // as read without a year
	Sheets []*Sheet
}

// ReadCopy reads a county to be written again. What it means depends on the year in three places, which it leaves as they
// were written: whether a stay without a status still runs, whether a school founded lately is new, and whether a service
// term runs on.
func ReadCopy(path string, o Options) (*Copy, model.Faults) {
	o.Year = 0
	b, faults := read(path, o)
	if len(faults.Bad()) > 0 {
		return nil, faults
	}
	schools, teachers, postings := schoolRows(b.c), teacherRows(b.c), postingRows(b.c)
	for k := range schools {
		schools[k].Founded = b.schools.list[b.sectionLine[k]].Founded
	}
	for k := range teachers {
		teachers[k].ServiceUntil = b.teachers.list[b.teacherRow[k]].ServiceUntil
	}
	for k := range postings {
		postings[k].Status = b.postings.list[b.postingRow[k]].Status
	}
	return &Copy{b.c, sheetsOf(b.c, schools, teachers, postings)}, faults
}

// Check reads what was written at path and says what is not as it was.
func (c *Copy) Check(path string) error {
	again, faults := ReadCopy(path, Options{County: c.County.Code})
	if bad := faults.Bad(); len(bad) > 0 {
		return fmt.Errorf("what was written does not read back: %v", bad)
	}
	for i, s := range c.Sheets {
		if i >= len(again.Sheets) || !reflect.DeepEqual(s.Rows, again.Sheets[i].Rows) {
			return fmt.Errorf("%s: %s does not read back as it was written", path, s.Name)
		}
	}
	return nil
}

// Write writes the tables of a county, only its owner may read them: into a folder, or as one workbook. A table without
// rows is left out.
func Write(path string, as Format, code string, sheets []*Sheet) error {
	var full []*Sheet
	for _, s := range sheets {
		if len(s.Rows) > 0 {
			full = append(full, s)
		}
	}
	switch as {
	case Workbook:
		return writeFile(path, func(w io.Writer) error { return WriteWorkbook(w, full) })
	case Parquet:
		return writeEach(filepath.Join(path, partition+code), full, writeParquetSheet,
			func(s *Sheet) string { return tableOf(s) + ".parquet" })
	}
	return writeEach(path, full, WriteCSV, func(s *Sheet) string { return s.File })
}

// WriteCounty writes the tables of a county into a folder, one CSV file each. A table without rows has no file.
func WriteCounty(dir string, c *model.County) error { return Write(dir, CSV, c.Code, Sheets(c)) }

// writeEach writes every sheet into a file of its own.
func writeEach(dir string, sheets []*Sheet, write func(io.Writer, *Sheet) error, name func(*Sheet) string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, s := range sheets {
		if err := writeFile(filepath.Join(dir, name(s)), func(w io.Writer) error { return write(w, s) }); err != nil {
			return err
		}
	}
	return nil
}

// writeFile writes a file that only its owner may read: it may hold personal data.
func writeFile(path string, write func(io.Writer) error) error {
	var b bytes.Buffer
	if err := write(&b); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(b.Bytes())
	for _, step := range []func() error{f.Sync, f.Close} {
		if e := step(); err == nil {
			err = e
		}
	}
	return err
}
