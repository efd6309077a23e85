package table

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

var (
	hiddenSheet = complaint{code: "hidden-sheet", warn: true, expected: "可见的工作表 / a sheet in sight",
		remedy: "已读取：若不是数据，请删去或改名 / it was read: if it is no data, remove or rename it"}
	hiddenRows = complaint{code: "hidden-rows", warn: true, expected: "可见的行 / rows in sight",
		remedy: "已读取（也可能是筛选所隐藏）：若不是数据，请删去 / they were read (a filter may hide them): if they are no data, remove them"}
	hiddenColumns = complaint{code: "hidden-columns", warn: true, expected: "可见的列 / columns in sight",
		remedy: "已读取：若不应使用，请删去 / they were read: if they must not count, remove them"}
	coveredValue = complaint{code: "covered-value", expected: "合并单元格下没有别的内容 / nothing else beneath merged cells",
		remedy: "取消合并，留下正确的内容 / split the merged cells and keep what is right"}
	mergedNumber = complaint{code: "merged-number", expected: "每行各自的数 / a number of each row",
		remedy: "一个数合并在几行上，看不出各行多少：取消合并后分别填写 / one number stands for several rows: split the cells and fill in each"}
	noResult = complaint{code: "broken-formula", expected: "公式的结果 / the result of a formula",
		remedy: "文件没有存下公式的结果：用 Excel 或 WPS 打开后保存，或粘贴为数值 / the file has no result of it: open and save it in Excel or WPS, or paste values"}
)

// uncomputed begins a cell that holds a formula instead of its result.
const uncomputed = "\ufffc="

// tellHidden says what of a sheet is out of sight. Hidden rows and columns are those with text in them.
func (s *Sheet) tellHidden(all bool, rows []int, shape *layout, l *ledger) {
	if all {
		l.file(s, 0, s.Name, hiddenSheet)
	}
	if len(rows) > 0 {
		l.file(s, rows[0], some(rows, strconv.Itoa), hiddenRows)
	}
	var columns []int
	for j, out := range shape.outOfSight() {
		if out && slices.ContainsFunc(s.Rows, func(cells []string) bool { return j < len(cells) && clean(cells[j]) != "" }) {
			columns = append(columns, j)
		}
	}
	if len(columns) > 0 {
		l.file(s, 0, some(columns, letters), hiddenColumns)
	}
}

// pad writes the zeros that lead an id where a number is stored and its format shows them.
func (s *Sheet) pad(cells []padded) {
	for _, c := range cells {
		row, column := cellAt(c.name)
		if row == 0 || row > len(s.Rows) || column > len(s.Rows[row-1]) {
			continue
		}
		if cell := &s.Rows[row-1][column-1]; isDigits(*cell) && len(*cell) < c.digits {
			*cell = strings.Repeat("0", c.digits-len(*cell)) + *cell
		}
	}
}

// likeTable reports whether rows hold the header of one of our tables: its ids, and three columns more.
func likeTable(rows [][]string) bool {
	return hasHeader(rows, schoolColumns) || hasHeader(rows, teacherColumns) || hasHeader(rows, postingColumns)
}

func hasHeader[R any](rows [][]string, columns []Column[R]) bool {
	known := byHeader(columns)
	return slices.ContainsFunc(rows, func(cells []string) bool {
		is := map[int]bool{}
		for _, c := range cells {
			if claim := known[plain(c)]; claim != nil {
				is[claim[0]] = true
			}
		}
		return is[0] && len(is) >= 4
	})
}

// some says how many there are and names the first.
func some(list []int, name func(int) string) string {
	var names []string
	for _, x := range list[:min(len(list), 5)] {
		names = append(names, name(x))
	}
	if len(list) > len(names) {
		names = append(names, "…")
	}
	return fmt.Sprintf("%d (%s)", len(list), strings.Join(names, ", "))
}

// letters is the name of a column, counted from 0, in a spreadsheet program.
func letters(column int) string {
	name := ""
	for n := column + 1; n > 0; n = (n - 1) / 26 {
		name = string(rune('A'+(n-1)%26)) + name
	}
	return name
}
