package table

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rotateplan/rotate/model"
)

// Need says what it means that a column is not there.
type Need uint8

const (
	Optional Need = iota
	Usual         // worth a warning
	Expected      // worth a warning, and so is a blank cell
	Asked         // a fault; a blank cell says "none"
	Due           // a fault; a blank cell is worth a warning
	Required      // a fault, and so is a blank cell
)

// Column is one column of a table whose rows are R.
type Column[R any] struct {
	Key     string
	Headers []string // the first is the one written
	Unit    string   // of the values; "" none
	Words   []string // offered in drop-down lists; nil any text
	Need    Need
	Number  bool              // of people, classes or periods: not the same in all rows that one merged cell stands for
	Whole   bool              // the number is that of the school, whatever its rows
	Rare    bool              // written only where some row has it
	Decides bool              // holds what people have decided, which is never guessed
	Get     func(r *R) string // canonical text; nil where the column is only read
	Set     func(r *R, text string) *complaint
}

// codec turns the text of a cell that is not blank into a value and back.
type codec[T any] struct {
	read  func(text string) (T, *complaint)
	write func(value T) string
	words []string // of a value that is one of a few; nil any text
}

// column declares a column by its codec and the field that holds it.
func column[R, T any](key string, need Need, c codec[T], field func(*R) *T, headers ...string) Column[R] {
	return Column[R]{
		Key: key, Headers: headers, Need: need, Words: c.words,
		Get: func(r *R) string { return c.write(*field(r)) },
		Set: func(r *R, text string) *complaint {
			v, wrong := c.read(text)
			if wrong == nil || wrong.warn {
				*field(r) = v
			}
			return wrong
		},
	}
}

// readOnly is the column without a way back: another column says the same.
func (c Column[R]) readOnly() Column[R] {
	c.Get = nil
	return c
}

// rare leaves the column out of tables in which all its cells are blank.
func (c Column[R]) rare() Column[R] {
	c.Rare = true
	return c
}

// number marks a column of numbers that add up.
func (c Column[R]) number() Column[R] {
	c.Number = true
	return c
}

// decides marks a column of decisions.
func (c Column[R]) decides() Column[R] {
	c.Decides = true
	return c
}

// whole marks a column of numbers of a school as a whole.
func (c Column[R]) whole() Column[R] {
	c.Number, c.Whole = true, true
	return c
}

// in names the unit of a column's values.
func (c Column[R]) in(unit string) Column[R] {
	c.Unit = unit
	return c
}

// cell is one cell of a table: index of its row, key of its column.
type cell struct {
	row int
	key string
}

// rows is one table as read: its rows with the place each came from.
type rows[R any] struct {
	sheet   *Sheet
	storeys [][]string        // the rows of the header
	heads   map[string]string // header as written, by key
	list    []R
	lines   []int // number of the row each came from
	bad     map[cell]bool
	where   map[string]int // index of a column's cells, by key
	*ledger
}

// fault records what is wrong with a column of row i, or a check that concerns it.
func (t *rows[R]) fault(i int, key, found string, c complaint) {
	t.add(model.Fault{Code: c.code, File: t.sheet.File, Sheet: t.sheet.Name, Row: t.lines[i], Column: t.head(key),
		Found: shorten(found), Expected: c.expected, Remedy: c.remedy, Warn: c.warn})
}

// instead are by key the columns that say the same: school or month of a stay, place, counts.
var instead = map[string][]string{
	"from": {"from_name", "span"}, "to": {"to_name", "span"}, "start": {"span"}, "end": {"span"}, "lat": {"point"}, "lng": {"point"}, "metres": {"km"},
	"pupils":  {"pupils_primary", "pupils_junior", "pupils_senior", "pupils_kindergarten"},
	"classes": {"classes_primary", "classes_junior", "classes_senior", "classes_kindergarten"}, "stage": {"type"},
}

// head is the header of a column as written, or of one that says the same; its key where there is none.
func (t *rows[R]) head(key string) string {
	for _, k := range append([]string{key}, instead[key]...) {
		if head, ok := t.heads[k]; ok {
			return head
		}
	}
	return key
}

// text is what stands in row i under a column, "" where there is no such column.
func (t *rows[R]) text(i int, key string) string {
	if j, ok := t.where[key]; ok {
		return t.at(t.lines[i]-t.sheet.First, j)
	}
	return ""
}

// has reports whether the table has a column.
func (t *rows[R]) has(key string) bool {
	_, ok := t.heads[key]
	return ok
}

// broken reports whether a fault of one of these cells of row i is recorded already.
func (t *rows[R]) broken(i int, keys ...string) bool {
	return slices.ContainsFunc(keys, func(key string) bool { return t.bad[cell{i, key}] })
}

var (
	emptyFile = complaint{code: "empty-table", expected: "表头和数据行 / a header and rows below it",
		remedy: "确认导出的是有数据的表 / make sure that the table exported has data"}
	noRows = complaint{code: "no-rows", expected: "表头以下的数据行 / rows below the header",
		remedy: "填写数据，或删除这张表 / fill in rows, or remove the table"}
	noHeader = complaint{code: "no-header", expected: "前 20 行中有表头 / a header within the first 20 rows",
		remedy: "第一行写列名，例如 学校标识码、学校名称 / write the names of the columns in the first row"}
	wideRow = complaint{code: "wide-row", expected: "单元格不多于表头 / no more cells than the header has",
		remedy: "多半是内容里有未加引号的逗号：给该单元格加引号，或删去逗号 / probably a comma within a value: put the value in quotes or remove the comma"}
	blankCell = complaint{code: "missing-value", expected: "必填 / a value",
		remedy: "补填这一格，或删去这一行 / fill in the cell, or remove the row"}
	leftBlank = complaint{code: "missing-value", warn: true, expected: "通常应填写 / usually a value",
		remedy: "按未知读取：能补则补 / read as unknown: fill it in if you can"}
	brokenText = complaint{code: "bad-encoding", expected: "UTF-8 或 GB18030 文字 / text in UTF-8 or GB18030",
		remedy: "这一格的文字已损坏：重新填写，并存为 CSV UTF-8 / the text of this cell is damaged: type it again and save as CSV UTF-8"}
	brokenFormula = complaint{code: "broken-formula", expected: "公式的结果 / the result of a formula",
		remedy: "改正公式，或粘贴为数值 / mend the formula, or paste values"}
)

// readTable reads the rows of a sheet. Blank returns a row with no cell filled in. Without a sheet there are no rows.
func readTable[R any](s *Sheet, columns []Column[R], blank func() R, l *ledger) *rows[R] {
	t := &rows[R]{sheet: s, heads: map[string]string{}, bad: map[cell]bool{}, where: map[string]int{}, ledger: l}
	if s == nil {
		t.sheet = &Sheet{}
		return t
	}
	if !slices.ContainsFunc(s.Rows, func(cells []string) bool { return !allBlank(cells) }) {
		l.file(s, 0, "", emptyFile)
		return t
	}
	known := byHeader(columns)
	h := &heads{s: s, known: known, must: required(columns), number: func(k int) bool { return columns[k].Number },
		reads: func(k int, text string) bool { return onlyValue(&columns[k], text) }}
	x := h.find()
	if x.last < 0 {
		l.file(s, 1, firstText(s.Rows), noHeader)
		return t
	}
	t.above(h, &x)
	titles := s.Rows[:x.top]
	t.storeys = s.Rows[x.top : x.last+1]
	s.Header, s.Rows, s.First = x.texts, s.Rows[x.last+1:], s.First+x.last+1
	t.oneHeader(h)
	at, example := t.match(columns, known, x.keys), false
	t.checkTitles(columns, at, titles)
	t.spread(columns, at)
	for i, cells := range s.Rows {
		if example = example || isExample(cells); allBlank(cells) || isExample(cells) || t.aside(columns, at, i) {
			continue
		}
		t.list, t.lines = append(t.list, blank()), append(t.lines, s.First+i)
		t.fill(len(t.list)-1, columns, at, cells)
	}
	t.checkWidths()
	t.tell(columns, at)
	if must := needed[tableOf(s)]; len(t.list) == 0 && (must || !example) { // a form that nobody filled in
		wrong := noRows
		wrong.warn = !must
		l.file(s, s.First-1, "", wrong)
	}
	return t
}

// required are the indices of the columns that every row fills in.
func required[R any](columns []Column[R]) []int {
	var list []int
	for k, c := range columns {
		if c.Need == Required {
			list = append(list, k)
		}
	}
	return list
}

// onlyValue reports whether a column reads a text and does not read any text.
func onlyValue[R any](c *Column[R], text string) bool {
	var scratch R
	return c.Set(&scratch, "?") != nil && c.Set(&scratch, text) == nil
}

func allBlank(cells []string) bool {
	return !slices.ContainsFunc(cells, func(c string) bool { return clean(c) != "" })
}

// ExampleMark begins a cell of a row that shows how to fill in a form. Such a row is not read.
const ExampleMark = "（示例）"

func isExample(cells []string) bool {
	return slices.ContainsFunc(cells, func(c string) bool {
		c = clean(c)
		return strings.HasPrefix(c, ExampleMark) || strings.HasPrefix(c, "(示例)")
	})
}

func firstText(all [][]string) string {
	for _, cells := range all {
		if !allBlank(cells) {
			return shorten(strings.Join(cells, ","))
		}
	}
	return ""
}

// fill reads the cells of row i. At is the index of each column's cell, or -1.
func (t *rows[R]) fill(i int, columns []Column[R], at []int, cells []string) {
	for k := range columns {
		if at[k] < 0 {
			continue
		}
		text := ""
		if at[k] < len(cells) {
			text = clean(cells[at[k]])
		}
		if wrong := set(&columns[k], &t.list[i], text); wrong != nil {
			t.fault(i, columns[k].Key, text, *wrong)
			t.bad[cell{i, columns[k].Key}] = true
		}
	}
	if n := len(t.sheet.Header); len(cells) > n && !allBlank(cells[n:]) {
		t.fault(i, fmt.Sprintf("第 %d 列 / column %[1]d", n+1), strings.Join(cells[n:], ","), wideRow)
	}
}

func set[R any](c *Column[R], r *R, text string) *complaint {
	switch {
	case text == "" && c.Need == Required:
		return &blankCell
	case text == "" && (c.Need == Expected || c.Need == Due):
		return &leftBlank
	case text == "":
		return nil
	case strings.ContainsRune(text, '\ufffd'):
		return &brokenText
	case strings.HasPrefix(text, uncomputed):
		return &noResult
	case text[0] == '#' && strings.Contains("#N/A #REF! #VALUE! #NAME? #DIV/0! #NUM! #NULL!", text):
		return &brokenFormula
	}
	if wrong := c.Set(r, text); wrong != nil || !strings.ContainsAny(text, openings) {
		return wrong
	}
	return c.remarkIn(text)
}
