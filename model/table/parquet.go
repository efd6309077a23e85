package table

import (
	"io"
	"iter"

	"github.com/parquet-go/parquet-go"
)

// WriteParquet writes rows, whose fields carry parquet tags, as one Parquet file. Equal rows give equal bytes.
func WriteParquet[T any](w io.Writer, rows []T) error {
	p := parquet.NewGenericWriter[T](w, parquet.Compression(&parquet.Zstd))
	if _, err := p.Write(rows); err != nil {
		return err
	}
	return p.Close()
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
