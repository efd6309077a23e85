// Package book draws workbooks for spreadsheet programs: lists under a title and a header that stays in view, ready to be
// printed on one page across. Equal sheets are equal bytes.
package book

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"math"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Sheet is one list of a workbook: a title, a header and rows. Cells are strings, integers, Km, Share or headings.
type Sheet struct {
	Name, Title string
	Columns     []Column
	Rows        [][]any
	Notes       []string            // below the title
	Footer      string              // of a printed page, in the codes of spreadsheets; "" counts the pages in Chinese
	Choices     map[string][]string // by header: what a cell of the column may say
	Hidden      bool
}

// Column heads a column. It has no name of its own, so that lists of columns need not name header and width every time.
type Column = struct {
	Header string
	Width  float64 // in characters
}

// Km and Share are how cells show a distance in kilometres and a part of a whole.
type (
	Km    float64 // shown with one decimal
	Share float64 // of one; shown in per cent with one decimal
)

// epoch is the time every workbook carries, so that equal plans are equal bytes.
const epoch = "2000-01-01T00:00:00Z"

const titleRow = 1

// width is that of all columns, in characters.
func (s *Sheet) width() float64 {
	sum := 0.0
	for _, col := range s.Columns {
		sum += col.Width
	}
	return sum
}

// headerRow is the row of the header: below the title, and below the notes where there are some.
func (s *Sheet) headerRow() int {
	if len(s.Notes) > 0 {
		return titleRow + 2
	}
	return titleRow + 1
}

// styles are the looks of a workbook's cells, by their index in it.
type styles struct{ title, header, text, km, share, note int }

// XLSX writes sheets as a workbook: titled, header frozen and repeated on every printed page, landscape, one page wide.
func XLSX(title string, sheets []Sheet) ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	look, err := newStyles(f)
	if err != nil {
		return nil, err
	}
	for i := range sheets {
		if err := addSheet(f, i, &sheets[i], look); err != nil {
			return nil, err
		}
	}
	if err := f.SetDocProps(&excelize.DocProperties{Creator: "rotate", LastModifiedBy: "rotate", Title: title, Created: epoch, Modified: epoch}); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = f.Write(&b)
	return b.Bytes(), err
}

func newStyles(f *excelize.File) (styles, error) {
	border := []excelize.Border{{Type: "left", Color: "808080", Style: 1}, {Type: "right", Color: "808080", Style: 1},
		{Type: "top", Color: "808080", Style: 1}, {Type: "bottom", Color: "808080", Style: 1}}
	middle := &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true}
	plain := &excelize.Alignment{Vertical: "center", WrapText: true}
	kmFormat, shareFormat := "0.0", "0.0%"
	var s styles
	for _, x := range []struct {
		at   *int
		look excelize.Style
	}{
		{&s.title, excelize.Style{Font: &excelize.Font{Bold: true, Size: 16}, Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center"}}},
		{&s.header, excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: middle, Border: border,
			Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E8EEF4"}}}},
		{&s.text, excelize.Style{Alignment: plain, Border: border}},
		{&s.km, excelize.Style{Alignment: plain, Border: border, CustomNumFmt: &kmFormat}},
		{&s.note, excelize.Style{Font: &excelize.Font{Color: "505050"}, Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}}},
		{&s.share, excelize.Style{Alignment: plain, Border: border, CustomNumFmt: &shareFormat}},
	} {
		id, err := f.NewStyle(&x.look)
		if err != nil {
			return s, err
		}
		*x.at = id
	}
	return s, nil
}

// painter writes one sheet.
type painter struct {
	*Sheet
	f    *excelize.File
	look styles
}

func addSheet(f *excelize.File, i int, s *Sheet, look styles) error {
	if i == 0 {
		if err := f.SetSheetName(f.GetSheetName(0), s.Name); err != nil {
			return err
		}
	} else if _, err := f.NewSheet(s.Name); err != nil {
		return err
	}
	p := painter{s, f, look}
	for _, step := range []func() error{p.head, p.remark, p.body, p.page, p.offer} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// head writes title and header and sets the widths.
func (p *painter) head() error {
	last := ""
	for j, col := range p.Columns {
		last, _ = excelize.ColumnNumberToName(j + 1)
		if err := p.f.SetColWidth(p.Name, last, last, col.Width); err != nil {
			return err
		}
		if err := p.put(p.headerRow(), j+1, col.Header); err != nil {
			return err
		}
	}
	if err := p.put(titleRow, 1, p.Title); err != nil {
		return err
	}
	if err := p.f.MergeCell(p.Name, "A1", last+"1"); err != nil {
		return err
	}
	if err := p.f.SetRowHeight(p.Name, titleRow, 30); err != nil {
		return err
	}
	return p.f.SetRowHeight(p.Name, p.headerRow(), 15*p.headLines())
}

// headLines is how many lines the tallest header takes, at least two.
func (p *painter) headLines() float64 {
	most := 2.0
	for _, col := range p.Columns {
		most = max(most, lines(col.Header, col.Width))
	}
	return most
}

// lines is how many lines a text takes in a cell so many characters wide; a Chinese character is two wide.
func lines(text string, width float64) float64 {
	wide := 0.0
	for _, r := range text {
		wide++
		if r >= 0x2E80 {
			wide++
		}
	}
	return math.Ceil(wide / max(width-1, 1))
}

func (p *painter) body() error {
	for i, row := range p.Rows {
		at, tall := p.headerRow()+1+i, 1.0
		for j, v := range row {
			if err := p.put(at, j+1, v); err != nil {
				return err
			}
			if text, ok := v.(string); ok {
				tall = max(tall, lines(text, p.Columns[j].Width))
			}
		}
		if tall > 1 { // spreadsheet programs do not agree on when to fit rows to their text
			if err := p.f.SetRowHeight(p.Name, at, 15*min(tall, tallest)); err != nil {
				return err
			}
		}
	}
	return nil
}

// tallest is how many lines a row may have at most: programs refuse rows of more than 409 points.
const tallest = 27

// remark writes the notes below the title, across all columns. They stand above the rows so that whoever reads the sheet
// with a program meets nothing but rows below its header.
func (p *painter) remark() error {
	if len(p.Notes) == 0 {
		return nil
	}
	high := 0.0
	for _, note := range p.Notes {
		high += lines(note, p.width())
	}
	last, _ := excelize.ColumnNumberToName(len(p.Columns))
	return errors.Join(p.f.SetCellValue(p.Name, "A2", strings.Join(p.Notes, "\n")), p.f.MergeCell(p.Name, "A2", last+"2"),
		p.f.SetCellStyle(p.Name, "A2", "A2", p.look.note), p.f.SetRowHeight(p.Name, titleRow+1, 15*high+3))
}

// put writes one cell in the look its row and type ask for.
func (p *painter) put(row, col int, v any) error {
	cell, err := excelize.CoordinatesToCellName(col, row)
	if err != nil {
		return err
	}
	style := p.look.text
	switch x := v.(type) {
	case Km:
		style, v = p.look.km, float64(x)
	case Share:
		style, v = p.look.share, float64(x)
	case heading:
		style, v = p.look.header, string(x)
	}
	switch row {
	case titleRow:
		style = p.look.title
	case p.headerRow():
		style = p.look.header
	}
	if err := p.f.SetCellValue(p.Name, cell, v); err != nil {
		return err
	}
	return p.f.SetCellStyle(p.Name, cell, cell, style)
}

// offer puts drop-down lists into the columns of few words, and hides a hidden sheet.
func (p *painter) offer() error {
	for j, col := range p.Columns {
		words := p.Choices[col.Header]
		if words == nil {
			continue
		}
		name, err := excelize.ColumnNumberToName(j + 1)
		if err != nil {
			return err
		}
		list := excelize.NewDataValidation(true)
		list.SetSqref(fmt.Sprintf("%s%d:%s%d", name, p.headerRow()+1, name, p.headerRow()+len(p.Rows)+100))
		if err := errors.Join(list.SetDropList(words), p.f.AddDataValidation(p.Name, list)); err != nil {
			return err
		}
	}
	return p.f.SetSheetVisible(p.Name, !p.Hidden)
}

// Sizes of paper, as workbooks number them. A sheet of more characters than foldOut across goes on the larger.
const (
	a3, a4  = 8, 9
	foldOut = 250
)

// page freezes the header and sets up the printed page: landscape, one page wide, header repeated, pages numbered.
func (p *painter) page() error {
	paper, landscape, wide, tall, fit := a4, "landscape", 1, 0, true
	if p.width() > foldOut {
		paper = a3
	}
	margin, edge, head := 0.4, 0.6, p.headerRow()
	return errors.Join(
		p.f.SetPanes(p.Name, &excelize.Panes{Freeze: true, YSplit: head, TopLeftCell: fmt.Sprintf("A%d", head+1), ActivePane: "bottomLeft"}),
		p.f.SetSheetProps(p.Name, &excelize.SheetPropsOptions{FitToPage: &fit}),
		p.f.SetPageLayout(p.Name, &excelize.PageLayoutOptions{Size: &paper, Orientation: &landscape, FitToWidth: &wide, FitToHeight: &tall}),
		p.f.SetPageMargins(p.Name, &excelize.PageLayoutMarginsOptions{Left: &margin, Right: &margin, Top: &edge, Bottom: &edge}),
		p.f.SetHeaderFooter(p.Name, &excelize.HeaderFooterOptions{OddFooter: cmp.Or(p.Footer, "&C第 &P 页，共 &N 页")}),
		p.f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: "'" + p.Name + fmt.Sprintf("'!$1:$%d", head), Scope: p.Name}),
	)
}

// heading is a cell of a row that heads the rows below it.
type heading string

// Headed is such a row.
func Headed(words ...string) []any {
	row := make([]any, len(words))
	for i, w := range words {
		row[i] = heading(w)
	}
	return row
}

// Kilometres is the cell of a distance in metres.
func Kilometres(metres int64) Km { return Km(float64(metres) / 1000) }
