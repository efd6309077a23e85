package report

import (
	"bytes"

	"github.com/rotateplan/rotate/model/table"
)

// exchangeRow and groupsRow are the rows of the Parquet files: the columns of the CSV files, typed. None is a dictionary:
// how the indexes into one are packed depends on the machine.
type exchangeRow struct {
	Teacher string   `parquet:"teacher_id"`
	From    string   `parquet:"from"`
	To      string   `parquet:"to"`
	Stage   string   `parquet:"stage"`
	Subject string   `parquet:"subject"`
	Kind    string   `parquet:"kind"`
	Start   string   `parquet:"start"`
	End     string   `parquet:"end"`
	Metres  int64    `parquet:"metres"`
	Cost    int64    `parquet:"cost"`
	Equals  int64    `parquet:"equals"`
	Reasons []string `parquet:"reasons,list"`
}

type groupsRow struct {
	Core   string `parquet:"core_id"`
	Member string `parquet:"member_id"`
	Stage  string `parquet:"stage"`
	Type   string `parquet:"type"`
	Metres int64  `parquet:"metres"`
	Cost   int64  `parquet:"cost"`
}

func (d *digest) exchangeParquet() ([]byte, error) {
	var rows []exchangeRow
	for _, m := range d.doc.Rotation.Moves {
		rows = append(rows, m.row())
	}
	return columns(rows)
}

func (m *Move) row() exchangeRow {
	return exchangeRow{m.Teacher, m.From, m.To, m.Stage, m.Subject, m.Kind, m.Start, m.End, m.Metres, int64(m.Cost),
		int64(m.Equals), m.Reasons}
}

func (d *digest) groupsParquet() ([]byte, error) {
	var rows []groupsRow
	for _, g := range d.doc.Grouping.Groups {
		for _, m := range g.Members {
			rows = append(rows, groupsRow{g.Core, m.School, m.Stage, m.Type, m.Metres, int64(m.Cost)})
		}
	}
	return columns(rows)
}

func columns[T any](rows []T) ([]byte, error) {
	var b bytes.Buffer
	err := table.WriteParquet(&b, rows)
	return b.Bytes(), err
}
