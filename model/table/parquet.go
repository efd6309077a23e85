package table

import (
	"io"

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
