package mutate

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// form is how a table is written. The zero value is UTF-8, commas, CRLF and quotes where they must be.
type form struct {
	Charset string // "", gb18030, utf-16le, utf-16be
	Mark    bool   // a byte order mark
	End     string // of a line
	Sep     string
	Quoted  bool                  // every cell
	Numbers bool                  // in a workbook, digits are numbers
	Damage  func([]record) []byte // of the bytes of all lines; nil none
}

// record is the bytes of a line, and where each cell of it ends.
type record struct {
	bytes []byte
	ends  []int
}

var charsets = map[string]encoding.Encoding{"gb18030": simplifiedchinese.GB18030,
	"utf-16le": unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "utf-16be": unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)}

// encoded is a text in the charset of a form.
func (o *form) encoded(s string) []byte {
	if c := charsets[o.Charset]; c != nil {
		b, err := c.NewEncoder().Bytes([]byte(s))
		if err != nil {
			panic(err) // every character of UTF-8 is one of GB18030 and UTF-16
		}
		return b
	}
	return []byte(s)
}

// record writes a line.
func (o *form) record(cells []string) record {
	var r record
	sep, end := or(o.Sep, ","), or(o.End, "\r\n")
	for i, c := range cells {
		if o.Quoted || strings.ContainsAny(c, sep+"\"\r\n") {
			c = `"` + strings.ReplaceAll(c, `"`, `""`) + `"`
		}
		r.bytes = append(r.bytes, o.encoded(c)...)
		r.ends = append(r.ends, len(r.bytes))
		if i < len(cells)-1 {
			r.bytes = append(r.bytes, o.encoded(sep)...)
		}
	}
	r.bytes = append(r.bytes, o.encoded(end)...)
	return r
}

func or(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// rows are all rows of a sheet as text.
func (s *Sheet) rows() [][]string {
	var rows [][]string
	for i := range s.Above {
		rows = append(rows, []string{"2026年学校教师基本情况统计" + strconv.Itoa(i+1)})
	}
	var head []string
	for _, c := range s.Columns {
		head = append(head, c.Head)
	}
	if len(head) > 0 {
		rows = append(rows, head)
	}
	for i := range s.Lines {
		row := make([]string, len(s.Lines[i].Cells))
		for j, c := range s.Lines[i].Cells {
			row[j] = c.Text
		}
		rows = append(rows, row)
	}
	return rows
}

func (s *Sheet) bytes() []byte {
	var records []record
	for _, row := range s.rows() {
		records = append(records, s.record(row))
	}
	var b bytes.Buffer
	if s.Mark || strings.HasPrefix(s.Charset, "utf-16") {
		b.Write(s.encoded("\ufeff"))
	}
	if s.Damage != nil {
		b.Write(s.Damage(records))
		return b.Bytes()
	}
	for _, r := range records {
		b.Write(r.bytes)
	}
	return b.Bytes()
}

// Write writes the tables into a folder.
func (t *Tables) Write(dir string) error {
	if t.Book {
		return t.writeBook(filepath.Join(dir, t.Code+".xlsx"))
	}
	for _, s := range t.Sheets {
		if err := os.WriteFile(filepath.Join(dir, s.File), s.bytes(), 0o600); err != nil {
			return err
		}
	}
	for _, name := range t.Extra {
		if err := os.WriteFile(filepath.Join(dir, name+".csv"), []byte("合计,12345\n"), 0o600); err != nil {
			return err
		}
	}
	return nil
}

func (t *Tables) writeBook(path string) error {
	f := excelize.NewFile()
	defer f.Close()
	if err := f.SetSheetName("Sheet1", t.Sheets[0].Name); err != nil {
		return err
	}
	for _, s := range t.Sheets {
		if err := addSheet(f, s.Name, s.rows(), s.Numbers); err != nil {
			return err
		}
	}
	for _, name := range t.Extra {
		if err := addSheet(f, name, [][]string{{"合计", "12345"}}, true); err != nil {
			return err
		}
	}
	return f.SaveAs(path)
}

func addSheet(f *excelize.File, name string, rows [][]string, numbers bool) error {
	if _, err := f.NewSheet(name); err != nil {
		return err
	}
	w, err := f.NewStreamWriter(name)
	if err != nil {
		return err
	}
	for i, row := range rows {
		values := make([]any, len(row))
		for j, text := range row {
			values[j] = stored(text, numbers)
		}
		if err := w.SetRow("A"+strconv.Itoa(i+1), values); err != nil {
			return err
		}
	}
	return w.Flush()
}

// stored is what a spreadsheet program makes of what is typed.
func stored(text string, numbers bool) any {
	if text == "" {
		return nil
	}
	if n, err := strconv.ParseInt(text, 10, 64); err == nil && numbers && len(text) < 15 && strconv.FormatInt(n, 10) == text {
		return n
	}
	return text
}
