package table

import (
	"slices"
	"strconv"
	"strings"

	"github.com/rotateplan/rotate/model"
)

// What stands among the rows of a table and is none of them: rows of units and of column numbers right below the header,
// totals, headings and notes.

var passedRow = complaint{code: "passed-over-row", warn: true, expected: "一行数据 / a row of data",
	remedy: "看来是合计、标题、栏次或附注，没有读取：若是数据，请填写编号 / it looks like a total, a heading, column numbers or a note and was not read: if it is data, fill in its id"}

// isOrdinals reports whether a row numbers the columns: 甲 乙 1 2 3 …, at least four numbers.
func isOrdinals(cells []string) bool {
	n := 0
	for _, c := range cells {
		switch c = fold(clean(c)); {
		case strings.Trim(c, "()") == strconv.Itoa(n+1):
			n++
		case c != "" && !slices.Contains([]string{"甲", "乙", "丙", "丁", "戊", "栏次"}, c):
			return false
		}
	}
	return n >= 4
}

// isTotal reports whether a cell says that its row is a sum of others.
func isTotal(cell string) bool {
	word := plain(cell)
	return slices.ContainsFunc([]string{"合计", "总计", "小计", "共计"}, func(tail string) bool { return strings.HasSuffix(word, tail) })
}

// notes begin a line below a table.
var notes = []string{"注", "备注", "说明", "填表", "填报", "制表", "审核", "负责人", "单位负责人", "联系", "日期", "报送"}

func isNote(cell string) bool {
	head, _, ok := strings.Cut(fold(cell), ":")
	return ok && slices.ContainsFunc(notes, func(n string) bool { return strings.HasPrefix(plain(head), n) })
}

// aside reports whether row i of the sheet is none of the table. It says so of all but units.
func (t *rows[R]) aside(columns []Column[R], at []int, i int) bool {
	cells := t.sheet.Rows[i]
	first := len(t.list) == 0
	switch {
	case first && isUnits(cells):
		t.checkUnits(columns, at, i)
		return true
	case first && isOrdinals(cells), t.isAgain(cells), t.unnamed(columns, at, cells, isTotal), t.unnamed(columns, at, cells, isNote), t.isHeading(i):
		t.cell(t.sheet.First+i, "", shorten(strings.TrimSpace(strings.Join(cells, " "))), passedRow)
		return true
	}
	return false
}

// unnamed reports whether a row has a cell of a kind and, of the texts that must be filled in, none but cells of that kind.
func (t *rows[R]) unnamed(columns []Column[R], at []int, cells []string, is func(string) bool) bool {
	if !slices.ContainsFunc(cells, func(c string) bool { return is(clean(c)) }) {
		return false
	}
	for k := range columns {
		if columns[k].Need != Required || columns[k].Number || at[k] < 0 || at[k] >= len(cells) {
			continue
		}
		if c := clean(cells[at[k]]); c != "" && !is(c) {
			return false
		}
	}
	return true
}

// isHeading reports whether all that row i has is a text merged over three columns or more.
func (t *rows[R]) isHeading(i int) bool {
	line := t.sheet.First + i
	return filled(t.sheet.Rows[i]) == 1 && slices.ContainsFunc(t.sheet.merges, func(m merge) bool {
		return m.top == line && m.bottom == line && m.right-m.left >= 2
	})
}

// cell records what is wrong with a place that is no cell of a row read.
func (t *rows[R]) cell(line int, head, found string, c complaint) {
	t.add(model.Fault{Code: c.code, File: t.sheet.File, Sheet: t.sheet.Name, Row: line, Column: head,
		Found: shorten(found), Expected: c.expected, Remedy: c.remedy, Warn: c.warn})
}

var shortRow = complaint{code: "short-row", warn: true, expected: "单元格与表头一样多 / as many cells as the header has",
	remedy: "缺的各格按空白读取：这一行可能断开了，请核对最后一格和缺的各格 / those missing are read as blank: the row may be cut off, check its last cell and those missing"}

// manyFull is how many full rows there are for each short one where short rows are the exception.
const manyFull = 20

// checkWidths warns of rows that end before those of the header, unless the program that wrote the text drops blanks at
// the end of rows: then no row ends with a blank.
func (t *rows[R]) checkWidths() {
	width := len(t.sheet.Header)
	for width > 0 && clean(t.sheet.Header[width-1]) == "" {
		width--
	}
	var short []int
	full, keeps := 0, false
	for i, line := range t.lines {
		switch cells := t.sheet.Rows[line-t.sheet.First]; {
		case len(cells) < width:
			short = append(short, i)
		default:
			full++
			keeps = keeps || clean(cells[width-1]) == ""
		}
	}
	if !t.sheet.asText || !keeps && len(short)*manyFull > full {
		return
	}
	for _, i := range short {
		cells := t.sheet.Rows[t.lines[i]-t.sheet.First]
		t.cell(t.lines[i], clean(t.sheet.Header[len(cells)]), strings.Join(cells, ","), shortRow)
	}
}
