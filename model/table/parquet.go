package table

import (
	"fmt"
	"io"
	"iter"
	"reflect"

	"github.com/parquet-go/parquet-go"
)

// WriteParquet writes rows, whose fields carry parquet tags, as one Parquet file. Equal rows give equal bytes.
func WriteParquet[T any](w io.Writer, rows []T) error {
	return WriteParquetParts(w, func(yield func([]T, error) bool) { yield(rows, nil) })
}

// rowGroup is how many rows a Parquet file written part by part keeps together: what is held in memory until then.
const rowGroup = 1 << 16

// WriteParquetParts writes rows that come part by part, the first error of a part ends it. Equal parts give equal bytes.
// Memory does not grow with their number.
func WriteParquetParts[T any](w io.Writer, parts iter.Seq2[[]T, error]) error {
	p := parquet.NewGenericWriter[T](w, parquet.Compression(&parquet.Zstd), parquet.MaxRowsPerRowGroup(rowGroup))
	for rows, err := range parts {
		if err == nil {
			_, err = p.Write(rows)
		}
		if err != nil {
			return err
		}
	}
	return p.Close()
}

// writeParquetSheet writes a sheet as text columns named by their keys, a blank cell as "". No column is a dictionary and
// none is optional: how those are packed depends on the machine.
func writeParquetSheet(w io.Writer, s *Sheet) error {
	fields := make([]reflect.StructField, len(s.keys))
	for i, key := range s.keys {
		fields[i] = reflect.StructField{Name: fmt.Sprint("C", i), Type: reflect.TypeFor[string](),
			Tag: reflect.StructTag(fmt.Sprintf("parquet:%q", key))}
	}
	schema := parquet.SchemaOf(reflect.New(reflect.StructOf(fields)).Interface())
	p := parquet.NewGenericWriter[any](w, schema, parquet.Compression(&parquet.Zstd))
	for _, cells := range s.Rows {
		row := make(parquet.Row, len(cells))
		for i, cell := range cells {
			row[i] = parquet.ByteArrayValue([]byte(cell)).Level(0, 0, i)
		}
		if _, err := p.WriteRows([]parquet.Row{row}); err != nil {
			return err
		}
	}
	return p.Close()
}
