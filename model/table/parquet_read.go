package table

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"
)

// largestParquet is in bytes.
const largestParquet = 256 << 20

var (
	badParquet = complaint{code: "bad-parquet", expected: "完整的 Parquet 文件 / a whole Parquet file",
		remedy: "重新导出；文件可能不完整 / write it again; it may be cut short"}
	nestedColumn = complaint{code: "nested-column", expected: "每格一个值，或一个列表 / one value a cell, or a list",
		remedy: "把这一列拆成几列 / make several columns of it"}
)

// readParquet reads a file of a Parquet dataset. The names of its columns are row 1, so that record n is row n+1.
func readParquet(path string, l *ledger) (sheets []*Sheet) {
	s := &Sheet{File: filepath.Base(path), First: 1}
	defer func() { // the library panics on some files that are none
		if r := recover(); r != nil {
			l.file(s, 0, shorten(fmt.Sprint(r)), badParquet)
			sheets = nil
		}
	}()
	f, err := os.Open(path)
	if err != nil {
		l.file(s, 0, err.Error(), unreadable)
		return nil
	}
	defer f.Close()
	if wrong, found := readRecords(f, s, l); wrong != nil {
		l.file(s, len(s.Rows), found, *wrong)
		return nil
	}
	return []*Sheet{s}
}

// readRecords reads all records into s, or says what is wrong with the one after them.
func readRecords(f *os.File, s *Sheet, l *ledger) (wrong *complaint, found string) {
	file, err := openParquet(f)
	if err != nil {
		return &badParquet, shorten(err.Error())
	}
	if file.NumRows() >= mostRows {
		c := csvFaults[errManyRows]
		return &c, fmt.Sprint(file.NumRows())
	}
	q := newRecords(file.Schema(), s, l)
	for _, group := range file.RowGroups() {
		rows := group.Rows()
		err := q.readAll(rows)
		rows.Close()
		if err != nil {
			return &badParquet, shorten(err.Error())
		}
	}
	return nil, ""
}

// openParquet opens a file whose sizes, as it tells them, are not beyond reason: the library trusts them.
func openParquet(f *os.File) (*parquet.File, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if info.Size() > largestParquet {
		return nil, fmt.Errorf("%d MiB", info.Size()>>20)
	}
	var tail [8]byte // length of the footer, magic word
	if _, err := f.ReadAt(tail[:], info.Size()-int64(len(tail))); err != nil {
		return nil, err
	}
	if n := int64(binary.LittleEndian.Uint32(tail[:])); n > info.Size() {
		return nil, fmt.Errorf("footer of %d bytes", n)
	}
	file, err := parquet.OpenFile(f, info.Size(), parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true))
	if err != nil {
		return nil, err
	}
	for i, left := 0, int64(largestUnpacked); i < len(file.Metadata().RowGroups); i++ {
		if left -= file.Metadata().RowGroups[i].TotalByteSize; left < 0 {
			return nil, fmt.Errorf("more than %d MiB unpacked", largestUnpacked>>20)
		}
	}
	return file, nil
}

// records turns the values of records into cells of text.
type records struct {
	*Sheet
	at    []int // by leaf of the schema: its cell, or -1
	kinds []parquet.Type
	*decoder
}

// newRecords finds the columns of a schema. One of several leaves is passed over with a fault.
func newRecords(schema *parquet.Schema, s *Sheet, l *ledger) *records {
	q := &records{Sheet: s, decoder: newDecoder(utf8Text)}
	leaves := map[string]int{}
	for _, path := range schema.Columns() {
		leaves[path[0]]++
	}
	var head []string
	for _, path := range schema.Columns() {
		leaf, _ := schema.Lookup(path...)
		q.kinds = append(q.kinds, leaf.Node.Type())
		if leaves[path[0]] > 1 {
			q.at = append(q.at, -1)
			if !slices.Contains(head, path[0]) {
				nested := nestedColumn
				l.file(s, 1, strings.Join(path, "."), nested)
			}
			continue
		}
		q.at, head = append(q.at, len(head)), append(head, path[0])
	}
	s.Rows = [][]string{head}
	return q
}

func (q *records) readAll(rows parquet.Rows) error {
	buffer := make([]parquet.Row, 64)
	for {
		n, err := rows.ReadRows(buffer)
		for _, row := range buffer[:n] {
			q.Rows = append(q.Rows, q.cells(row))
		}
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		case n == 0:
			return io.ErrNoProgress
		case len(q.Rows) > mostRows:
			return errManyRows
		}
	}
}

// cells returns the text of one record. The values of a list stand in one cell, apart by semicolons.
func (q *records) cells(row parquet.Row) []string {
	cells := make([]string, len(q.Rows[0]))
	for _, v := range row {
		leaf := v.Column()
		if v.IsNull() || leaf < 0 || leaf >= len(q.at) || q.at[leaf] < 0 {
			continue
		}
		cell, value := &cells[q.at[leaf]], q.value(v, q.kinds[leaf])
		if *cell != "" {
			value = *cell + ";" + value
		}
		*cell = value
	}
	return cells
}

// value is the text of a value as its type means it.
func (q *records) value(v parquet.Value, kind parquet.Type) string {
	if logical := kind.LogicalType(); logical != nil {
		switch is := logical.Value.(type) {
		case *format.DateType:
			return time.Unix(0, 0).UTC().AddDate(0, 0, int(v.Int32())).Format(time.DateOnly)
		case *format.TimestampType:
			return timestamp(v.Int64(), is)
		case *format.DecimalType:
			return decimal(v, int(is.Scale))
		}
	}
	switch v.Kind() {
	case parquet.Boolean:
		return strconv.FormatBool(v.Boolean())
	case parquet.Int32:
		return strconv.Itoa(int(v.Int32()))
	case parquet.Int64:
		return strconv.FormatInt(v.Int64(), 10)
	case parquet.Int96: // nanoseconds of the day, Julian day
		return time.Unix(0, 0).UTC().AddDate(0, 0, int(v.Int96()[2])-2_440_588).Format(time.DateOnly)
	case parquet.Float:
		return number(float64(v.Float()), 32)
	case parquet.Double:
		return number(v.Double(), 64)
	}
	return q.text(v.ByteArray())
}

// number writes all digits of a float, or, where it cannot hold them, the power of ten that tells so.
func number(v float64, bits int) string {
	switch {
	case math.IsNaN(v):
		return ""
	case math.Abs(v) >= 1<<53 || bits == 32 && math.Abs(v) >= 1<<24:
		return strconv.FormatFloat(v, 'e', -1, bits)
	}
	return strconv.FormatFloat(v, 'f', -1, bits)
}

// china is the time of all China, in which an instant has its date.
var china = time.FixedZone("", 8*60*60)

// timestamp writes a local time, or an instant as the clock of China shows it.
func timestamp(n int64, is *format.TimestampType) string {
	t := time.UnixMilli(n)
	switch is.Unit.Value.(type) {
	case *format.MicroSeconds:
		t = time.UnixMicro(n)
	case *format.NanoSeconds:
		t = time.Unix(0, n)
	}
	if is.IsAdjustedToUTC {
		return t.In(china).Format(time.DateTime)
	}
	return t.UTC().Format(time.DateTime)
}

// decimal writes an integer with so many digits behind the point.
func decimal(v parquet.Value, scale int) string {
	n := new(big.Int)
	switch v.Kind() {
	case parquet.Int32:
		n.SetInt64(int64(v.Int32()))
	case parquet.Int64:
		n.SetInt64(v.Int64())
	default: // two's complement, the highest byte first
		b := v.ByteArray()
		n.SetBytes(b)
		if len(b) > 0 && b[0] >= 0x80 {
			n.Sub(n, new(big.Int).Lsh(big.NewInt(1), uint(8*len(b))))
		}
	}
	if scale <= 0 || scale > 38 {
		return n.String()
	}
	return new(big.Rat).SetFrac(n, new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(scale)), nil)).FloatString(scale)
}
