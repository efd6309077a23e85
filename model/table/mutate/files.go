package mutate

import (
	"bytes"
	"fmt"
	"slices"
)

// files are what programs do to a file as a whole, damages what goes wrong on its way; these come last.
var (
	files   = []mutation{recode, recode, reline, requote, retitle, retitle, misfile, doubleFile, addFile, reorderFiles, addTitles, rebook, rebook}
	damages = []mutation{cut, cut, cut, mixed, mixed, stray, stray, emptyFile, noRows}
)

func (d dice) sheet(t *Tables) *Sheet { return t.Sheets[d.IntN(len(t.Sheets))] }

func recode(d dice, t *Tables) string {
	s := d.sheet(t)
	s.Charset, s.Mark = d.of("", "gb18030", "gb18030", "utf-16le", "utf-16be"), d.IntN(2) == 0
	if s.Charset == "gb18030" {
		s.Mark = false
	}
	return s.say("charset %q, mark %v", s.Charset, s.Mark)
}

func reline(d dice, t *Tables) string {
	s := d.sheet(t)
	s.End = d.of("\n", "\r", "\r\n")
	return s.say("lines end in %q", s.End)
}

func requote(d dice, t *Tables) string {
	s := d.sheet(t)
	s.Sep, s.Quoted = d.of(",", "\t", ";"), d.IntN(2) == 0
	return s.say("separator %q, quotes %v", s.Sep, s.Quoted)
}

// fileNames are the names of files and sheets that hold a table.
var fileNames = map[string][]string{
	"schools":  {"schools", "学校", "学校信息表", "1.学校基本信息", "学校（2026年）", "2026年学校名单", "School", "學校"},
	"teachers": {"teachers", "教师", "教师花名册", "教职工信息表", "02_教师数据", "教師", "教师(在编)"},
	"postings": {"postings", "任职经历", "交流轮岗记录", "任职经历表", "交流经历2026"},
}

func retitle(d dice, t *Tables) string {
	s := d.sheet(t)
	name := d.of(fileNames[s.Table]...)
	if s.Unread || slices.ContainsFunc(t.Sheets, func(x *Sheet) bool { return x.Name == name }) {
		return ""
	}
	s.File, s.Name = name+d.of(".csv", ".CSV", ".tsv"), name
	return s.say("named %s", s.File)
}

// misfile gives a table a name by which nobody knows it, or an ending that no table has.
func misfile(d dice, t *Tables) string {
	s := d.sheet(t)
	if s.Unread || s.Fit != Same {
		return ""
	}
	s.File, s.Name = d.of("数据.csv", "sheet1.csv", fileNames[s.Table][1]+".txt", fileNames[s.Table][1]+".csv.bak", fileNames[s.Table][1]+".ods"), "数据"+s.Table
	s.Unread, s.Fit = true, Doubt
	if s.Table != "postings" {
		s.Fit = Ill
	}
	return s.say("named %s", s.File)
}

func emptyFile(d dice, t *Tables) string {
	s := d.sheet(t)
	t.forget(s)
	s.Columns, s.Above, s.Fit = nil, 0, Ill
	return s.say("empty")
}

func noRows(d dice, t *Tables) string {
	s := d.sheet(t)
	t.forget(s)
	s.Fit = Doubt
	if s.Table != "postings" {
		s.Fit = Ill
	}
	return s.say("no rows")
}

// forget takes all lines of a table away.
func (t *Tables) forget(s *Sheet) {
	for i := range s.Lines {
		t.note(s, &s.Lines[i])
	}
	s.Lines, s.Touched = nil, true
}

func doubleFile(d dice, t *Tables) string {
	s := d.sheet(t)
	if s.Unread || len(t.Sheets) > 3 {
		return ""
	}
	x := *s
	x.Columns, x.Lines = slices.Clone(s.Columns), slices.Clone(s.Lines)
	x.File, x.Name, x.Fit, x.Unread = s.Table+"2.csv", s.Table+"2", Ill, true
	s.Touched, x.Touched = true, true
	t.Sheets = append(t.Sheets, &x)
	return s.say("twice")
}

func addFile(d dice, t *Tables) string {
	name := d.of("统计", "Sheet2", "说明", "汇总表")
	if slices.Contains(t.Extra, name) {
		return ""
	}
	t.Extra = append(t.Extra, name)
	return "another file " + name
}

func reorderFiles(d dice, t *Tables) string {
	d.Shuffle(len(t.Sheets), func(i, j int) { t.Sheets[i], t.Sheets[j] = t.Sheets[j], t.Sheets[i] })
	return "sheets in any order"
}

func addTitles(d dice, t *Tables) string {
	s := d.sheet(t)
	if len(s.Columns) == 0 {
		return ""
	}
	s.Above = 1 + d.IntN(4)
	return s.say("%d lines above the header", s.Above)
}

// rebook makes one workbook of the files, or files of the workbook.
func rebook(d dice, t *Tables) string {
	t.Book = !t.Book && !slices.ContainsFunc(t.Sheets, func(s *Sheet) bool { return len(s.Lines) > 5000 })
	for _, s := range t.Sheets {
		s.Numbers = d.IntN(2) == 0
	}
	return fmt.Sprint("one workbook: ", t.Book)
}

// damage spoils the bytes of a file: do gets its lines, of which the records of the table begin at index head.
func (s *Sheet) damage(do func(r []record, head int) []byte) {
	s.Touched = true
	s.Damage = func(r []record) []byte { return do(r, s.Above+1) }
}

// damaged draws a file whose bytes are still whole.
func (d dice) damaged(t *Tables) (*Sheet, int) {
	s := d.sheet(t)
	if t.Book || s.Damage != nil || s.Unread || len(s.Lines) == 0 {
		return nil, 0
	}
	i := d.IntN(len(s.Lines))
	if s.Lines[i].Junk || s.blank(i) || len(s.Lines[i].Cells) != len(s.Columns) {
		return nil, 0
	}
	return s, i
}

// spoil makes doubtful what a line says from cell j on.
func (t *Tables) spoil(s *Sheet, i, j int, fit Fit) {
	x := t.edit(s, i)
	for ; j < len(x.Cells); j++ {
		x.Cells[j].Fit = fit
	}
}

// cut ends a file in the middle of a line, or of a character.
func cut(d dice, t *Tables) string {
	s, i := d.damaged(t)
	if s == nil {
		return ""
	}
	for _, x := range s.Lines[i+1:] {
		t.note(s, &x)
	}
	s.Lines = s.Lines[:i+1]
	r := s.record(texts(&s.Lines[i]))
	n := 1 + d.IntN(r.ends[len(r.ends)-1])
	j := slices.IndexFunc(r.ends, func(end int) bool { return end >= n })
	t.spoil(s, i, j, Doubt)
	if j < len(r.ends)-1 {
		s.Fit = Ill
	}
	s.Lines[i].Touched = true
	s.damage(func(r []record, head int) []byte { return append(join(r[:head+i]), r[head+i].bytes[:n]...) })
	return s.say("cut in row %d after %d bytes, in column %d of %d", s.Row(i), n, j+1, len(r.ends))
}

func texts(x *Line) []string {
	var list []string
	for _, c := range x.Cells {
		list = append(list, c.Text)
	}
	return list
}

func join(r []record) []byte {
	var b bytes.Buffer
	for i := range r {
		b.Write(r[i].bytes)
	}
	return b.Bytes()
}

// mixed writes some lines in another charset than the rest.
func mixed(d dice, t *Tables) string {
	s, i := d.damaged(t)
	if s == nil || s.Charset != "" && s.Charset != "gb18030" {
		return ""
	}
	n := 1 + d.IntN(3)
	other := s.form
	other.Charset = map[string]string{"": "gb18030", "gb18030": ""}[s.Charset]
	rows := s.rows()
	for k := i; k < min(i+n, len(s.Lines)); k++ {
		t.spoil(s, k, 0, Doubt)
	}
	s.damage(func(r []record, head int) []byte {
		for k := i; k < min(i+n, len(s.Lines)); k++ {
			r[head+k] = other.record(rows[head+k])
		}
		return join(r)
	})
	return s.say("rows %d and on, %d of them, in charset %q", s.Row(i), n, other.Charset)
}

// stray puts a byte where it does not belong, or takes one away.
func stray(d dice, t *Tables) string {
	s, i := d.damaged(t)
	if s == nil {
		return ""
	}
	j, what := d.IntN(len(s.Columns)), d.of("\x00", "\xff", "\x80", "less", "\"")
	x, f := s.Lines[i].Cells[j], s.Columns[j].field
	if x.Text == "" || s.Quoted || f == nil || f.kind == ident || f.kind == ref || what == "less" && x.Text[len(x.Text)-1] < 0x80 {
		return ""
	}
	at := s.record(texts(&s.Lines[i])).ends[j]
	c := &t.edit(s, i).Cells[j]
	c.Fit = worst(c.Fit, map[bool]Fit{false: Doubt, true: Any}[f.kind == text])
	if what == "\x00" || what != "\"" && len(s.encoded("x")) > 1 {
		s.Fit = Ill // half a character of UTF-16 joins all that follows
	}
	s.damage(func(r []record, head int) []byte {
		b := r[head+i].bytes
		if what == "less" {
			r[head+i].bytes = slices.Delete(slices.Clone(b), at-1, at)
		} else {
			r[head+i].bytes = slices.Insert(slices.Clone(b), at, []byte(what)...)
		}
		return join(r)
	})
	return s.say("row %d column %d: byte %q", s.Row(i), j+1, what)
}
