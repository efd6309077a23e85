package table

import (
	"slices"

	"github.com/rotateplan/rotate/model"
)

// Reading tells what was read of one table, so that whoever filled it in can check it.
type Reading struct {
	Table    string    `json:"table"` // its key
	File     string    `json:"file"`
	Sheet    string    `json:"sheet"` // of a workbook; "" none
	Rows     int       `json:"rows"`
	Examples int       `json:"examples"` // rows passed over that show how to fill in a form
	Others   int       `json:"others"`   // rows passed over that are of other counties
	Columns  []Matched `json:"columns"`  // that are read, in the order of the header
	Unread   []string  `json:"unread"`   // headers of the others
}

// Matched is a header and the key of the column it stands above.
type Matched struct {
	Header string `json:"header"`
	Key    string `json:"key"`
}

// ReadTold is Read that also tells what it read of each table, whatever is wrong with it.
func ReadTold(path string, o Options) (*model.County, []Reading, model.Faults) {
	b, faults := read(path, o)
	for i := range b.readings {
		b.readings[i].Others = b.others[b.readings[i].Table]
	}
	if len(faults.Bad()) > 0 {
		return nil, b.readings, faults
	}
	return b.c, b.readings, faults
}

// tell records what is read of a table. At is the index of each column's cells, or -1.
func (t *rows[R]) tell(columns []Column[R], at []int) {
	r := Reading{Table: tableOf(t.sheet), File: t.sheet.File, Sheet: t.sheet.Name, Rows: len(t.list), Columns: []Matched{}, Unread: []string{}}
	for i, head := range t.sheet.Header {
		head = clean(head)
		switch k := slices.Index(at, i); {
		case k >= 0:
			r.Columns = append(r.Columns, Matched{head, columns[k].Key})
		case head != "":
			r.Unread = append(r.Unread, head)
		}
	}
	for _, cells := range t.sheet.Rows {
		if isExample(cells) {
			r.Examples++
		}
	}
	t.readings = append(t.readings, r)
}
