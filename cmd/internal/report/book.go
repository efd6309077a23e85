package report

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"math"
	"strings"

	"github.com/xuri/excelize/v2"
)

// sheet is one list of a workbook: a title, a header and rows. Cells are strings, integers, km, share or heading.
type sheet struct {
	name, title string
	columns     []column
	rows        [][]any
	notes       []string            // below the title
	footer      string              // of a printed page, in the codes of spreadsheets; "" counts the pages in Chinese
	choices     map[string][]string // by header: what a cell of the column may say
	hidden      bool
}

type column struct {
	header string
	width  float64 // in characters
}

type (
	km    float64 // shown with one decimal
	share float64 // of one; shown in per cent with one decimal
)

// epoch is the time every workbook carries, so that equal plans are equal bytes.
const epoch = "2000-01-01T00:00:00Z"

const titleRow = 1

// width is that of all columns, in characters.
func (s *sheet) width() float64 {
	sum := 0.0
	for _, col := range s.columns {
		sum += col.width
	}
	return sum
}

// headerRow is the row of the header: below the title, and below the notes where there are some.
func (s *sheet) headerRow() int {
	if len(s.notes) > 0 {
		return titleRow + 2
	}
	return titleRow + 1
}

// styles are the looks of a workbook's cells, by their index in it.
type styles struct{ title, header, text, km, share, note int }

// workbook writes sheets as XLSX: titled, header frozen and repeated on every printed page, landscape, one page wide.
func workbook(title string, sheets []sheet) ([]byte, error) {
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
	*sheet
	f    *excelize.File
	look styles
}

func addSheet(f *excelize.File, i int, s *sheet, look styles) error {
	if i == 0 {
		if err := f.SetSheetName(f.GetSheetName(0), s.name); err != nil {
			return err
		}
	} else if _, err := f.NewSheet(s.name); err != nil {
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
	for j, col := range p.columns {
		last, _ = excelize.ColumnNumberToName(j + 1)
		if err := p.f.SetColWidth(p.name, last, last, col.width); err != nil {
			return err
		}
		if err := p.put(p.headerRow(), j+1, col.header); err != nil {
			return err
		}
	}
	if err := p.put(titleRow, 1, p.title); err != nil {
		return err
	}
	if err := p.f.MergeCell(p.name, "A1", last+"1"); err != nil {
		return err
	}
	if err := p.f.SetRowHeight(p.name, titleRow, 30); err != nil {
		return err
	}
	return p.f.SetRowHeight(p.name, p.headerRow(), 15*p.headLines())
}

// headLines is how many lines the tallest header takes, at least two.
func (p *painter) headLines() float64 {
	most := 2.0
	for _, col := range p.columns {
		most = max(most, lines(col.header, col.width))
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
	for i, row := range p.rows {
		at, tall := p.headerRow()+1+i, 1.0
		for j, v := range row {
			if err := p.put(at, j+1, v); err != nil {
				return err
			}
			if text, ok := v.(string); ok {
				tall = max(tall, lines(text, p.columns[j].width))
			}
		}
		if tall > 1 { // spreadsheet programs do not agree on when to fit rows to their text
			if err := p.f.SetRowHeight(p.name, at, 15*min(tall, tallest)); err != nil {
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
	if len(p.notes) == 0 {
		return nil
	}
	high := 0.0
	for _, note := range p.notes {
		high += lines(note, p.width())
	}
	last, _ := excelize.ColumnNumberToName(len(p.columns))
	return errors.Join(p.f.SetCellValue(p.name, "A2", strings.Join(p.notes, "\n")), p.f.MergeCell(p.name, "A2", last+"2"),
		p.f.SetCellStyle(p.name, "A2", "A2", p.look.note), p.f.SetRowHeight(p.name, titleRow+1, 15*high+3))
}

// put writes one cell in the look its row and type ask for.
func (p *painter) put(row, col int, v any) error {
	cell, err := excelize.CoordinatesToCellName(col, row)
	if err != nil {
		return err
	}
	style := p.look.text
	switch x := v.(type) {
	case km:
		style, v = p.look.km, float64(x)
	case share:
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
	if err := p.f.SetCellValue(p.name, cell, v); err != nil {
		return err
	}
	return p.f.SetCellStyle(p.name, cell, cell, style)
}

// offer puts drop-down lists into the columns of few words, and hides a hidden sheet.
func (p *painter) offer() error {
	for j, col := range p.columns {
		words := p.choices[col.header]
		if words == nil {
			continue
		}
		name, err := excelize.ColumnNumberToName(j + 1)
		if err != nil {
			return err
		}
		list := excelize.NewDataValidation(true)
		list.SetSqref(fmt.Sprintf("%s%d:%[1]s%d", name, p.headerRow()+1, p.headerRow()+len(p.rows)+100))
		if err := errors.Join(list.SetDropList(words), p.f.AddDataValidation(p.name, list)); err != nil {
			return err
		}
	}
	return p.f.SetSheetVisible(p.name, !p.hidden)
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
		p.f.SetPanes(p.name, &excelize.Panes{Freeze: true, YSplit: head, TopLeftCell: fmt.Sprintf("A%d", head+1), ActivePane: "bottomLeft"}),
		p.f.SetSheetProps(p.name, &excelize.SheetPropsOptions{FitToPage: &fit}),
		p.f.SetPageLayout(p.name, &excelize.PageLayoutOptions{Size: &paper, Orientation: &landscape, FitToWidth: &wide, FitToHeight: &tall}),
		p.f.SetPageMargins(p.name, &excelize.PageLayoutMarginsOptions{Left: &margin, Right: &margin, Top: &edge, Bottom: &edge}),
		p.f.SetHeaderFooter(p.name, &excelize.HeaderFooterOptions{OddFooter: cmp.Or(p.footer, "&C第 &P 页，共 &N 页")}),
		p.f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: "'" + p.name + fmt.Sprintf("'!$1:$%d", head), Scope: p.name}),
	)
}
