package table

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/xuri/excelize/v2"
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

// readWorkbook reads the sheets of a workbook that hold a table. A workbook of one sheet may be named by its file.
func readWorkbook(path string, l *ledger) []*Sheet {
	found := false
	sheets := readSheets(path, func(name string, only bool) bool {
		is := tableNamed(name) != "" || only && tableNamed(stem(path)) != ""
		found = found || is
		return is
	}, l)
	if file := filepath.Base(path); !found && !l.names(file) {
		l.file(&Sheet{File: file}, 0, file, passedOver(stem(path)))
	}
	return sheets
}

// readSheets reads the sheets of a workbook that are wanted by their name, or as its only one.
func readSheets(path string, wanted func(name string, only bool) bool, l *ledger) (sheets []*Sheet) {
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
	if p, err := f.GetWorkbookProps(); err == nil && p.Date1904 != nil && *p.Date1904 {
		l.file(whole, 0, "1904", days1904)
	}
	names := f.GetSheetList()
	for _, name := range names {
		if !wanted(name, len(names) == 1) {
			continue
		}
		s := &Sheet{File: whole.File, Name: name, First: 1}
		if err := readRows(f, s); err != nil {
			l.file(s, len(s.Rows)+1, err.Error(), noWorkbook)
			continue
		}
		sheets = append(sheets, s)
	}
	return sheets
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

// readRows reads cells as they are stored: all digits of a number, the serial of a date.
func readRows(f *excelize.File, s *Sheet) error {
	rows, err := f.Rows(s.Name)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		cells, err := rows.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			return err
		}
		if i := strings.IndexByte(strings.Join(cells, ""), 0); i >= 0 {
			return errNUL
		}
		s.Rows = append(s.Rows, cells)
	}
	return rows.Error()
}
