package mutate

import (
	"fmt"
	"slices"
	"strings"
)

// mutation changes tables in one way and says what it did, or "" where it could not.
type mutation func(d dice, t *Tables) string

// rows and columns: what people do to the shape of a table.
var (
	cells   = []mutation{oneCell, oneCell, oneCell, oneCell, swapDown, swapPlace, byName}
	rows    = []mutation{doubleRow, dropRow, moveRow, spaceRows, repeatHeader, addTotal, addUnits, addExample, shuffleRows}
	columns = []mutation{shuffleColumns, dropColumn, doubleColumn, synonym, synonym, dressHeader, dressHeader, misname, addColumn, emptyColumn}
)

// any draws a table and one of its records.
func (d dice) any(t *Tables) (*Sheet, int) {
	for {
		s := d.sheet(t)
		i := d.IntN(max(len(s.Lines), 1))
		if i < len(s.Lines) && !s.Lines[i].Junk && !s.blank(i) && len(s.Lines[i].Cells) == len(s.Columns) {
			return s, i
		}
	}
}

// column draws a column of a sheet that is somebody's.
func (d dice) column(s *Sheet) int {
	for {
		if j := d.IntN(len(s.Columns)); s.Columns[j].field != nil {
			return j
		}
	}
}

func (s *Sheet) say(format string, args ...any) string {
	return s.Table + ": " + fmt.Sprintf(format, args...)
}

func oneCell(d dice, t *Tables) string {
	s, i := d.any(t)
	j := d.column(s)
	was := s.Lines[i].Cells[j]
	if was.Fit != Same {
		return ""
	}
	x := t.edit(s, i)
	x.Cells[j] = respell(d, s.Columns[j].field, was)
	t.note(s, x)
	return s.say("row %d %s: %q becomes %.80q", s.Row(i), s.Columns[j].Head, was.Text, x.Cells[j].Text)
}

// swapDown swaps a cell with that of another row.
func swapDown(d dice, t *Tables) string {
	s, i := d.any(t)
	k, j := d.IntN(len(s.Lines)), d.column(s)
	if s.Lines[k].Junk || len(s.Lines[k].Cells) != len(s.Columns) || s.blank(k) {
		return ""
	}
	x, y := t.edit(s, i), t.edit(s, k)
	x.Cells[j], y.Cells[j] = y.Cells[j], x.Cells[j]
	if k := s.Columns[j].kind; k == first || k == last { // one day may now be after another
		x.Cells[j].Fit, y.Cells[j].Fit = worst(x.Cells[j].Fit, Doubt), worst(y.Cells[j].Fit, Doubt)
	}
	return s.say("rows %d and %d swap %s", s.Row(i), s.Row(k), s.Columns[j].Head)
}

// swapPlace swaps longitude and latitude of a row.
func swapPlace(d dice, t *Tables) string {
	s, i := d.any(t)
	a, b := max(s.at("lat"), s.at("home_lat")), max(s.at("lng"), s.at("home_lng"))
	if a < 0 || b < 0 || s.Lines[i].Cells[a].Fit+s.Lines[i].Cells[b].Fit > 0 {
		return ""
	}
	x := t.edit(s, i)
	x.Cells[a], x.Cells[b] = Cell{x.Cells[b].Text, "", Ill}, Cell{x.Cells[a].Text, "", Ill}
	return s.say("row %d: latitude and longitude swapped", s.Row(i))
}

// byName names a school by its name where its id stood.
func byName(d dice, t *Tables) string {
	s, i := d.any(t)
	j := s.at("school_id")
	if s.Table == "schools" || j < 0 {
		return ""
	}
	home := t.Sheets[slices.IndexFunc(t.Sheets, func(s *Sheet) bool { return s.Table == "schools" })]
	k := slices.IndexFunc(home.Lines, func(x Line) bool { return home.cellOf(&x, "school_id").Means == s.Lines[i].Cells[j].Means })
	if k < 0 {
		return ""
	}
	x, name := t.edit(s, i), home.cell(k, "name")
	x.Cells[j] = Cell{name.Text, name.Means, name.Fit}
	return s.say("row %d: the school by its name %s", s.Row(i), name.Text)
}

func (s *Sheet) cellOf(x *Line, key string) Cell {
	if j := s.at(key); j >= 0 && j < len(x.Cells) {
		return x.Cells[j]
	}
	return Cell{}
}

func (t *Tables) insert(s *Sheet, i int, lines ...Line) {
	for k := range lines {
		lines[k].Touched = true
		t.note(s, &lines[k])
	}
	s.Lines = slices.Insert(s.Lines, i, lines...)
}

func doubleRow(d dice, t *Tables) string {
	s, i := d.any(t)
	k := d.IntN(len(s.Lines) + 1)
	t.insert(s, k, s.Lines[i])
	return s.say("row %d again before row %d", s.Row(i), s.Row(k))
}

func dropRow(d dice, t *Tables) string {
	s, i := d.any(t)
	t.note(s, &s.Lines[i])
	s.Lines = slices.Delete(s.Lines, i, i+1)
	return s.say("row %d deleted", s.Row(i))
}

func moveRow(d dice, t *Tables) string {
	s, i := d.any(t)
	x := s.Lines[i]
	s.Lines = slices.Delete(s.Lines, i, i+1)
	k := d.IntN(len(s.Lines) + 1)
	t.insert(s, k, x)
	return s.say("row %d moved to row %d", s.Row(i), s.Row(k))
}

func shuffleRows(d dice, t *Tables) string {
	s, _ := d.any(t)
	d.Shuffle(len(s.Lines), func(i, j int) { s.Lines[i], s.Lines[j] = s.Lines[j], s.Lines[i] })
	return s.say("rows in any order")
}

func spaceRows(d dice, t *Tables) string {
	s, i := d.any(t)
	blank := make([]Cell, d.IntN(len(s.Columns)+3))
	for j := range blank {
		blank[j].Text = d.of("", "", " ", "　")
	}
	t.insert(s, i, slices.Repeat([]Line{{Cells: blank}}, 1+d.IntN(3))...)
	return s.say("blank rows before row %d", s.Row(i))
}

// junk is a row without a record.
func junk(texts ...string) Line {
	x := Line{Junk: true}
	for _, s := range texts {
		x.Cells = append(x.Cells, Cell{Text: s, Fit: Any})
	}
	return x
}

func repeatHeader(d dice, t *Tables) string {
	s, i := d.any(t)
	var head []string
	for _, c := range s.Columns {
		head = append(head, c.Head)
	}
	t.insert(s, i, junk(head...))
	return s.say("the header again before row %d", s.Row(i))
}

func addTotal(d dice, t *Tables) string {
	s, _ := d.any(t)
	total := slices.Repeat([]string{""}, len(s.Columns))
	total[0] = d.of("合计", "总计", "小计：", "合  计")
	for j, c := range s.Columns {
		if c.field != nil && c.kind == count {
			total[j] = "12345"
		}
	}
	if d.IntN(2) == 0 {
		total[len(total)-1] = fmt.Sprint("共", len(s.Lines), "条")
	}
	t.insert(s, len(s.Lines), junk(total...))
	return s.say("a row of totals")
}

func addUnits(_ dice, t *Tables) string {
	s := t.Sheets[0]
	units := slices.Repeat([]string{""}, len(s.Columns))
	for j, c := range s.Columns {
		if c.field != nil {
			units[j] = map[kind]string{count: "（人）", degrees: "（度）"}[c.kind]
		}
	}
	t.insert(s, 0, junk(units...))
	return s.say("a row of units")
}

func addExample(d dice, t *Tables) string {
	s, i := d.any(t)
	var texts []string
	for _, c := range s.Lines[i].Cells {
		texts = append(texts, c.Text)
	}
	texts[0] = "（示例）" + texts[0]
	t.insert(s, 0, junk(texts...))
	return s.say("an example")
}

// reorder puts columns into an order; one may stand twice or not at all.
func (s *Sheet) reorder(order []int) {
	old := s.Columns
	s.Columns = nil
	for _, j := range order {
		s.Columns = append(s.Columns, old[j])
	}
	for i := range s.Lines {
		x := &s.Lines[i]
		if len(x.Cells) < len(old) {
			continue // a row of blanks
		}
		was := x.Cells
		x.Cells = make([]Cell, 0, len(order))
		for _, j := range order {
			x.Cells = append(x.Cells, was[j])
		}
	}
}

func (s *Sheet) order() []int {
	order := make([]int, len(s.Columns))
	for j := range order {
		order[j] = j
	}
	return order
}

func shuffleColumns(d dice, t *Tables) string {
	s, _ := d.any(t)
	s.reorder(d.Perm(len(s.Columns)))
	return s.say("columns in any order")
}

func dropColumn(d dice, t *Tables) string {
	s, _ := d.any(t)
	if s.Fit != Same {
		return ""
	}
	j := d.column(s)
	c := s.Columns[j]
	s.Gone[c.key] = c.Head
	s.reorder(slices.Delete(s.order(), j, j+1))
	return s.say("column %s deleted", c.Head)
}

func doubleColumn(d dice, t *Tables) string {
	s, _ := d.any(t)
	j := d.column(s)
	head := s.Columns[j].Head
	s.reorder(slices.Insert(s.order(), d.IntN(len(s.Columns)), j))
	s.Fit = Ill
	return s.say("column %s twice", head)
}

func (s *Sheet) rename(j int, head string) string {
	was := s.Columns[j].Head
	s.Columns[j].Head = head
	return s.say("header %s becomes %q", was, head)
}

func synonym(d dice, t *Tables) string {
	s, _ := d.any(t)
	j := d.column(s)
	list := strings.Fields(s.Columns[j].also)
	if len(list) == 0 {
		return ""
	}
	head := d.of(list...)
	for k, c := range s.Columns {
		if k != j && c.Head == head {
			return ""
		}
	}
	return s.rename(j, head)
}

func dressHeader(d dice, t *Tables) string {
	s, _ := d.any(t)
	j := d.column(s)
	head := s.Columns[j].Head
	half := len(head) / 6 * 3
	if head[0] < 0x80 {
		half = 0
	}
	return s.rename(j, d.of(" "+head, head+"　", "\ufeff"+head, head+"（必填）", head+"(人)", "*"+head, head+"：", head[:half]+" "+head[half:], head[:half]+"\n"+head[half:], "'"+head))
}

// misname gives a column a header that nobody knows.
func misname(d dice, t *Tables) string {
	s, _ := d.any(t)
	if s.Fit != Same {
		return ""
	}
	j := d.column(s)
	head := "栏目" + s.Columns[j].key
	s.Gone[s.Columns[j].key] = head
	s.Columns[j].field = nil
	return s.rename(j, head)
}

func addColumn(d dice, t *Tables) string {
	s, _ := d.any(t)
	head, j := d.of("年度目标", "填表人", "x", "备注", "序号"), d.IntN(len(s.Columns)+1)
	s.Columns = slices.Insert(s.Columns, j, Column{nil, head})
	s.widen(j, func(i int) string { return fmt.Sprint(i) })
	return s.say("another column %s", head)
}

func emptyColumn(d dice, t *Tables) string {
	s, _ := d.any(t)
	j := d.IntN(len(s.Columns) + 1)
	s.Columns = slices.Insert(s.Columns, j, Column{nil, d.of("", " ")})
	s.widen(j, func(int) string { return "" })
	return s.say("an empty column")
}

// widen puts a cell into every row.
func (s *Sheet) widen(j int, text func(i int) string) {
	for i := range s.Lines {
		x := &s.Lines[i]
		if len(x.Cells) == len(s.Columns)-1 {
			x.Cells = slices.Insert(slices.Clone(x.Cells), j, Cell{Text: text(i)})
		}
	}
}
