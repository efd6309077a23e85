package table

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"github.com/rotateplan/rotate/model"
)

const (
	largestWorkbook = 256 << 20 // bytes
	largestUnpacked = 1 << 30   // bytes
)

var (
	noWorkbook = complaint{code: "bad-workbook", expected: "Excel 工作簿（.xlsx）/ an Excel workbook (.xlsx)",
		remedy: "用 Excel 或 WPS 打开后另存为 .xlsx / open it in Excel or WPS and save it as .xlsx"}
	days1904 = complaint{code: "days-since-1904", expected: "1900 日期系统 / the 1900 date system",
		remedy: "在 Excel 选项中取消“使用 1904 日期系统”，检查日期后保存 / switch off “use 1904 date system” in Excel, check the dates and save"}
)

// readWorkbook reads the sheets of a workbook that hold a table. The only one that can may be named by the file.
func readWorkbook(path string, l *ledger) []*Sheet {
	found := tableNamed(stem(path)) != ""
	sheets := readSheets(path, sheetChoice{
		named: func(name string) bool {
			found = found || tableNamed(name) != ""
			return tableNamed(name) != ""
		},
		like:   func(s *Sheet) bool { return likeTable(s.Rows) },
		alone:  tableNamed(stem(path)) != "",
		passed: func(s *Sheet) { l.file(s, 0, s.Name, passedOver(s.Name)) },
	}, l)
	if file := filepath.Base(path); !found && !l.names(file) {
		l.file(&Sheet{File: file}, 0, file, passedOver(stem(path)))
	}
	return sheets
}

// readSheets reads the sheets of a workbook that are wanted.
func readSheets(path string, choice sheetChoice, l *ledger) (sheets []*Sheet) {
	whole := &Sheet{File: filepath.Base(path)}
	defer func() { // the library panics on some files that are none
		if r := recover(); r != nil {
			l.file(whole, 0, fmt.Sprint(r), noWorkbook)
			sheets = nil
		}
	}()
	f, err := openWorkbook(path)
	if err != nil {
		l.file(whole, 0, err.Error(), noWorkbook)
		return nil
	}
	defer f.Close()
	shapes, err := openLayouts(path)
	if err != nil {
		l.file(whole, 0, err.Error(), noWorkbook)
		return nil
	}
	defer shapes.zip.Close()
	if p, err := f.GetWorkbookProps(); err == nil && p.Date1904 != nil && *p.Date1904 {
		l.file(whole, 0, "1904", days1904)
	}
	for _, s := range choice.pick(whole.File, f.GetSheetList(), func(name string) [][]string { return firstRows(f, name) }) {
		if err := readSheet(f, shapes, s, l); err != nil {
			l.file(s, len(s.Rows)+1, err.Error(), noWorkbook)
			continue
		}
		sheets = append(sheets, s)
	}
	return sheets
}

// readSheet reads the cells of a sheet, those out of sight as well, and says how many these are.
func readSheet(f *excelize.File, shapes *layouts, s *Sheet, l *ledger) error {
	shape, err := shapes.of(s.Name)
	if err != nil {
		return err
	}
	hidden, err := readRows(f, s)
	if err != nil {
		return err
	}
	s.merges = shape.merges
	s.pad(shape.padded)
	bare := newFormulas(shape.bare)
	for _, name := range shape.bare {
		compute(f, s, name, bare)
	}
	shown, err := f.GetSheetVisible(s.Name)
	s.tellHidden(!shown, hidden, shape, l)
	return err
}

func openWorkbook(path string) (*excelize.File, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if info.Size() > largestWorkbook {
		return nil, fmt.Errorf("%d MiB", info.Size()>>20)
	}
	return excelize.OpenFile(path, excelize.Options{RawCellValue: true, UnzipSizeLimit: largestUnpacked})
}

// firstRows reads the rows of a sheet in which a header may stand.
func firstRows(f *excelize.File, name string) (all [][]string) {
	rows, err := f.Rows(name)
	if err != nil {
		return nil
	}
	defer rows.Close()
	for len(all) < headRows && rows.Next() {
		cells, err := rows.Columns()
		if err != nil {
			return all
		}
		all = append(all, cells)
	}
	return all
}

// readRows reads cells as they are stored: all digits of a number, the serial of a date. It returns the numbers of the
// rows of data that are out of sight.
func readRows(f *excelize.File, s *Sheet) (hidden []int, err error) {
	rows, err := f.Rows(s.Name)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		cells, err := rows.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			return nil, err
		}
		if i := strings.IndexByte(strings.Join(cells, ""), 0); i >= 0 {
			return nil, errNUL
		}
		s.Rows = append(s.Rows, cells)
		if rows.GetRowOpts().Hidden && !allBlank(cells) && !isKeys(cells) {
			hidden = append(hidden, len(s.Rows))
		}
	}
	return hidden, rows.Error()
}

// compute puts the result of a formula into its cell, or, where it is beyond this program, the formula after the mark
// of those without a result.
func compute(f *excelize.File, s *Sheet, name string, bare *formulas) {
	row, column := cellAt(name)
	if row == 0 || row > len(s.Rows) {
		return
	}
	formula, err := f.GetCellFormula(s.Name, name)
	value := uncomputed + formula
	if err == nil && bare.within(formula) {
		if result, err := f.CalcCellValue(s.Name, name, excelize.Options{RawCellValue: true}); err == nil {
			value = result
		}
	}
	cells := &s.Rows[row-1]
	for len(*cells) < column {
		*cells = append(*cells, "")
	}
	(*cells)[column-1] = value
}

// epoch is the time every workbook carries, so that equal tables are equal bytes.
const epoch = "2000-01-01T00:00:00Z"

// WriteWorkbook writes sheets as XLSX, every cell as text, so that ids keep their zeros. Equal sheets give equal bytes.
func WriteWorkbook(w io.Writer, sheets []*Sheet) error {
	return writeWorkbook(w, func(f *excelize.File) error {
		for i, s := range sheets {
			if err := addSheet(f, i, s, 1); err != nil {
				return err
			}
		}
		return nil
	})
}

func writeWorkbook(w io.Writer, fill func(*excelize.File) error) error {
	f := excelize.NewFile()
	defer f.Close()
	if err := fill(f); err != nil {
		return err
	}
	if err := f.SetDocProps(&excelize.DocProperties{Creator: "rotate", LastModifiedBy: "rotate", Created: epoch, Modified: epoch}); err != nil {
		return err
	}
	return f.Write(w)
}

var unfitCell = complaint{code: "unfit-cell",
	expected: "工作簿放得下的文字：至多 32,767 个字符，没有控制字符和 _x0041_ 之类的代码 / text that a workbook can hold: at most 32,767 characters, no control characters, no codes such as _x0041_",
	remedy:   "改正这一格，或转换为 csv、parquet / correct the cell, or convert to csv or parquet"}

// escaped is how workbooks write a character that XML cannot hold; what looks like one is read as one.
var escaped = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// fits reports whether a cell of a workbook holds a text and gives it back.
func fits(text string) bool {
	return len(utf16.Encode([]rune(text))) <= excelize.TotalCellChars && !escaped.MatchString(text) &&
		!strings.ContainsFunc(text, func(r rune) bool { return r < ' ' && r != '\t' || r == '\ufffe' || r == '\uffff' })
}

// nameSheet gives sheet i of a workbook its name.
func nameSheet(f *excelize.File, i int, name string) error {
	if i == 0 {
		return f.SetSheetName(f.GetSheetName(0), name)
	}
	_, err := f.NewSheet(name)
	return err
}

// asText is the number format of cells whose content is shown and kept as typed.
const asText = 49

// headFrozen keeps the first rows in sight.
func headFrozen(rows int) *excelize.Panes {
	return &excelize.Panes{Freeze: true, YSplit: rows, TopLeftCell: fmt.Sprint("A", rows+1), ActivePane: "bottomLeft"}
}

// addSheet writes a sheet, its first rows frozen and all its columns formatted as text.
func addSheet(f *excelize.File, i int, s *Sheet, frozen int) error {
	if err := nameSheet(f, i, s.Name); err != nil {
		return err
	}
	text, err := f.NewStyle(&excelize.Style{NumFmt: asText})
	if err != nil {
		return err
	}
	last, err := excelize.ColumnNumberToName(len(s.Header))
	if err != nil {
		return err
	}
	if err := errors.Join(f.SetPanes(s.Name, headFrozen(frozen)), f.SetColStyle(s.Name, "A:"+last, text)); err != nil {
		return err
	}
	for i, cells := range append([][]string{s.Header}, s.Rows...) {
		if err := putRow(f, s, i+1, cells); err != nil {
			return err
		}
	}
	return nil
}

// putRow writes a row of cells as text; those without any stay empty.
func putRow(f *excelize.File, s *Sheet, row int, cells []string) error {
	for j, cell := range cells {
		at, err := excelize.CoordinatesToCellName(j+1, row)
		switch {
		case err != nil:
			return err
		case cell == "":
		case !fits(cell):
			return model.Faults{{Code: unfitCell.code, Sheet: s.Name, Row: row, Column: s.Header[j], Found: shorten(cell),
				Expected: unfitCell.expected, Remedy: unfitCell.remedy}}
		default:
			if err := f.SetCellStr(s.Name, at, cell); err != nil {
				return err
			}
		}
	}
	return nil
}

// WriteForms writes a workbook to be filled in: a guide, and a sheet per table with its header, a drop-down list in each
// column of a few words, and the example row of the form. Headers of columns that must be filled in are orange. A hidden row
// above the header holds the keys of the columns, so that a header may be changed or translated.
func WriteForms(w io.Writer, guide *Sheet, forms []Form) error {
	return writeWorkbook(w, func(f *excelize.File) error {
		if err := addGuide(f, guide); err != nil {
			return err
		}
		for i := range forms {
			if err := addForm(f, i+1, &forms[i]); err != nil {
				return fmt.Errorf("%s: %w", forms[i].Name, err)
			}
		}
		return nil
	})
}

// addGuide writes the guide as the first sheet, wide enough to be read.
func addGuide(f *excelize.File, s *Sheet) error {
	if err := nameSheet(f, 0, s.Name); err != nil {
		return err
	}
	for i, cells := range s.Rows {
		if err := putRow(f, s, i+1, cells); err != nil {
			return err
		}
	}
	return f.SetColWidth(s.Name, "A", "F", 24)
}

// addForm writes sheet i of a workbook.
func addForm(f *excelize.File, i int, form *Form) error {
	keyed := Sheet{Name: form.Name, Rows: append([][]string{form.Header}, form.Rows...)}
	for _, x := range form.Fields {
		keyed.Header = append(keyed.Header, keyMark+x.Key)
	}
	if err := errors.Join(addSheet(f, i, &keyed, 2), f.SetRowVisible(form.Name, 1, false)); err != nil {
		return err
	}
	var looks [3]int // of headers that need not and that must be filled in, of the example
	for k, look := range []excelize.Style{
		{Font: &excelize.Font{Bold: true}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E8EEF4"}}},
		{Font: &excelize.Font{Bold: true}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"F8CBAD"}}},
		{Font: &excelize.Font{Italic: true, Color: "808080"}, NumFmt: asText},
	} {
		id, err := f.NewStyle(&look)
		if err != nil {
			return err
		}
		looks[k] = id
	}
	for j := range form.Fields {
		x := &form.Fields[j]
		column, err := excelize.ColumnNumberToName(j + 1)
		if err != nil {
			return err
		}
		head := looks[0]
		if x.Must {
			head = looks[1]
		}
		if err := errors.Join(f.SetCellStyle(form.Name, column+"2", column+"2", head), f.SetCellStyle(form.Name, column+"3", column+"3", looks[2]),
			f.SetColWidth(form.Name, column, column, 6+2*float64(utf8.RuneCountInString(x.Header))), offer(f, form.Name, column, x)); err != nil {
			return err
		}
	}
	return nil
}

// offer gives the cells of a column a drop-down list. Another word may be typed: the reader knows more spellings.
func offer(f *excelize.File, sheet, column string, x *Field) error {
	if len(x.Words) == 0 {
		return nil
	}
	list := excelize.NewDataValidation(true)
	list.SetSqref(column + "3:" + column + "100000")
	list.SetError(excelize.DataValidationErrorStyleWarning, x.Header, strings.Join(x.Words, "、"))
	if err := list.SetDropList(x.Words); err != nil {
		return err
	}
	return f.AddDataValidation(sheet, list)
}
