package report

import (
	"bytes"

	"github.com/xuri/excelize/v2"
)

// sheet is one list of a workbook: a title, a header and rows. Cells are strings, integers, km or share.
type sheet struct {
	name, title string
	columns     []column
	rows        [][]any
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

const (
	titleRow  = 1
	headerRow = 2
)

// styles are the looks of a workbook's cells, by their index in it.
type styles struct{ title, header, text, km, share int }

// workbook writes sheets as XLSX: titled, header frozen and repeated on every printed page, A4 landscape, one page wide.
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

func addSheet(f *excelize.File, i int, s *sheet, look styles) error {
	if i == 0 {
		if err := f.SetSheetName(f.GetSheetName(0), s.name); err != nil {
			return err
		}
	} else if _, err := f.NewSheet(s.name); err != nil {
		return err
	}
	for _, step := range []func(*excelize.File, *sheet, styles) error{head, fill, page} {
		if err := step(f, s, look); err != nil {
			return err
		}
	}
	return nil
}

// head writes title and header and sets the widths.
func head(f *excelize.File, s *sheet, look styles) error {
	last, _ := excelize.ColumnNumberToName(len(s.columns))
	for j, col := range s.columns {
		name, _ := excelize.ColumnNumberToName(j + 1)
		if err := f.SetColWidth(s.name, name, name, col.width); err != nil {
			return err
		}
		if err := put(f, s, headerRow, j+1, col.header, look); err != nil {
			return err
		}
	}
	if err := put(f, s, titleRow, 1, s.title, look); err != nil {
		return err
	}
	if len(s.columns) > 1 {
		if err := f.MergeCell(s.name, "A1", last+"1"); err != nil {
			return err
		}
	}
	if err := f.SetRowHeight(s.name, titleRow, 30); err != nil {
		return err
	}
	return f.SetRowHeight(s.name, headerRow, 30)
}

func fill(f *excelize.File, s *sheet, look styles) error {
	for i, row := range s.rows {
		for j, v := range row {
			if err := put(f, s, headerRow+1+i, j+1, v, look); err != nil {
				return err
			}
		}
	}
	return nil
}

// put writes one cell in the look its row and type ask for.
func put(f *excelize.File, s *sheet, row, col int, v any, look styles) error {
	cell, err := excelize.CoordinatesToCellName(col, row)
	if err != nil {
		return err
	}
	style := look.text
	switch x := v.(type) {
	case km:
		style, v = look.km, float64(x)
	case share:
		style, v = look.share, float64(x)
	}
	switch row {
	case titleRow:
		style = look.title
	case headerRow:
		style = look.header
	}
	if err := f.SetCellValue(s.name, cell, v); err != nil {
		return err
	}
	return f.SetCellStyle(s.name, cell, cell, style)
}

// page freezes the header and sets up the printed page: A4 landscape, one page wide, header repeated, pages numbered.
func page(f *excelize.File, s *sheet, _ styles) error {
	a4, landscape, wide, tall, fit := 9, "landscape", 1, 0, true
	margin, edge := 0.4, 0.6
	for _, err := range []error{
		f.SetPanes(s.name, &excelize.Panes{Freeze: true, YSplit: headerRow, TopLeftCell: "A3", ActivePane: "bottomLeft"}),
		f.SetSheetProps(s.name, &excelize.SheetPropsOptions{FitToPage: &fit}),
		f.SetPageLayout(s.name, &excelize.PageLayoutOptions{Size: &a4, Orientation: &landscape, FitToWidth: &wide, FitToHeight: &tall}),
		f.SetPageMargins(s.name, &excelize.PageLayoutMarginsOptions{Left: &margin, Right: &margin, Top: &edge, Bottom: &edge}),
		f.SetHeaderFooter(s.name, &excelize.HeaderFooterOptions{OddFooter: "&C第 &P 页，共 &N 页"}),
		f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: "'" + s.name + "'!$1:$2", Scope: s.name}),
	} {
		if err != nil {
			return err
		}
	}
	return nil
}
