package report

import (
	"io"

	"github.com/rotateplan/rotate/model/table"
)

// nationRow is a row of the exchange lists of many counties: of which one, and the columns of exchange.parquet.
type nationRow struct {
	County string `parquet:"county"`
	exchangeRow
}

// NationParquet writes the exchange lists of the folders of many plans as one Parquet file, in their order. One list is
// held in memory at a time.
func NationParquet(w io.Writer, dirs []string) error {
	return table.WriteParquetParts(w, func(yield func([]nationRow, error) bool) {
		for _, dir := range dirs {
			rows, err := nationRows(dir)
			if !yield(rows, err) {
				return
			}
		}
	})
}

func nationRows(dir string) ([]nationRow, error) {
	doc, err := ReadDocument(dir)
	if err != nil {
		return nil, err
	}
	var rows []nationRow
	for _, m := range doc.Rotation.Moves {
		rows = append(rows, nationRow{doc.County.Code, m.row()})
	}
	return rows, nil
}
