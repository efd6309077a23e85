package table

import (
	"bufio"
	"io"
	"strings"
)

// Sheet is one table as a codec knows it: cells of text. Rows[i] is row First+i as a spreadsheet program numbers it.
type Sheet struct {
	File   string // name of the file
	Name   string // of the sheet in a workbook; "" in a CSV file
	Header []string
	Rows   [][]string
	First  int
	keys   []string // of the columns, in a sheet to be written
	merges []merge  // in a sheet read from a workbook
	asText bool     // read from a text of cells, whose rows are as long as they were written
}

// WriteCSV writes a sheet as UTF-8 with a byte order mark, so that spreadsheet programs know it for what it is.
func WriteCSV(w io.Writer, s *Sheet) error {
	b := bufio.NewWriter(w)
	b.WriteString("\ufeff")
	writeRecord(b, s.Header)
	for _, row := range s.Rows {
		writeRecord(b, row)
	}
	return b.Flush()
}

// writeRecord writes one line; its errors are kept by b.
func writeRecord(b *bufio.Writer, cells []string) {
	for i, cell := range cells {
		if i > 0 {
			b.WriteByte(',')
		}
		if strings.ContainsAny(cell, "\",\r\n;\t") {
			cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
		}
		b.WriteString(cell)
	}
	b.WriteString("\r\n")
}
