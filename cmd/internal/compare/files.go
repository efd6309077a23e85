package compare

import (
	"strconv"
	"strings"

	"github.com/rotateplan/rotate/cmd/internal/book"
	"github.com/rotateplan/rotate/cmd/internal/folder"
	"github.com/rotateplan/rotate/cmd/internal/report"
	"github.com/rotateplan/rotate/cmd/internal/say"
	"github.com/rotateplan/rotate/cmd/internal/wording"
)

// files are the files of a comparison's folder. Those that name teachers are private.
func (c *Comparison) files(v say.Voice) []folder.File {
	return []folder.File{
		{Name: folder.ComparisonBook, Private: true, Build: func() ([]byte, error) { return c.book(v) }},
		{Name: "compare-totals.csv", Build: c.totalsCSV},
		{Name: "compare-rules.csv", Build: c.rulesCSV},
		{Name: "compare-groups.csv", Build: c.groupsCSV},
		{Name: "compare-teachers.csv", Private: true, Build: c.teachersCSV},
		{Name: "faults.csv", Private: true}, // of a run that failed
	}
}

// Write writes the folder of a comparison, whole or not at all.
func Write(dir string, c *Comparison, v say.Voice) error {
	return folder.Write(dir, c.files(v))
}

// Check reports as an error why no comparison can be written to dir.
func Check(dir string) error { return folder.Check(dir, (&Comparison{}).files(say.Voice{})) }

// numbered begins the rows of a plan: its place, from 1, and its name.
func (c *Comparison) numbered(i int, more ...string) []string {
	return append([]string{strconv.Itoa(i + 1), c.Sides[i].Name}, more...)
}

func (c *Comparison) totalsCSV() ([]byte, error) {
	rows := [][]string{{"n", "plan", "figure", "unit", "value", "difference"}}
	for i, s := range c.Sides {
		for k := range figures {
			f := &figures[k]
			base, has := f.of(c.Sides[0].Plan)
			n, also := f.of(s.Plan)
			value, difference := "", ""
			if also {
				value = strconv.FormatInt(n, 10)
			}
			if has && also && !f.charges() {
				difference = strconv.FormatInt(n-base, 10)
			}
			rows = append(rows, c.numbered(i, f.key, f.unit, value, difference))
		}
	}
	return report.Commas(rows)
}

func (c *Comparison) rulesCSV() ([]byte, error) {
	rows := [][]string{{"n", "plan", "rule", "mode", "units", "cost"}}
	names, lines := c.ruleLines()
	for i := range c.Sides {
		for _, name := range names {
			x := lines[name][i]
			rows = append(rows, c.numbered(i, name, x.word(), strconv.FormatInt(x.units, 10), strconv.FormatInt(x.cost, 10)))
		}
	}
	return report.Commas(rows)
}

func (c *Comparison) groupsCSV() ([]byte, error) {
	rows := [][]string{{"n", "plan", "member_id", "stage", "core_before", "core_after", "type_before", "type_after", "absent"}}
	for i := range c.Changes {
		for _, m := range c.Changes[i].Members {
			rows = append(rows, c.numbered(i+1, m.School, m.Stage, m.CoreBefore, m.CoreAfter, m.TypeBefore, m.TypeAfter, m.absent()))
		}
	}
	return report.Commas(rows)
}

// absent names the plan whose tables do not hold a section that the other one has in a group.
func (m *memberChange) absent() string {
	switch {
	case m.AbsentBefore:
		return "before"
	case m.AbsentAfter:
		return "after"
	}
	return ""
}

func (c *Comparison) teachersCSV() ([]byte, error) {
	rows := [][]string{{"n", "plan", "teacher_id", "change", "before", "after"}}
	for i := range c.Changes {
		for _, p := range c.Changes[i].Postings {
			rows = append(rows, c.numbered(i+1, p.teacher, p.word(), joined(p.before), joined(p.after)))
		}
	}
	return report.Commas(rows)
}

// joined writes postings as school, subject, kind and months.
func joined(all []posting) string {
	var texts []string
	for _, p := range all {
		texts = append(texts, p.text())
	}
	return strings.Join(texts, "; ")
}

// book is the comparison as a workbook in the language of a voice.
func (c *Comparison) book(v say.Voice) ([]byte, error) {
	title := c.title(v)
	sheets := []book.Sheet{c.totalSheet(v), c.findingSheet(v), c.ruleSheet(v), c.uncoveredSheet(v), c.memberSheet(v), c.teacherSheet(v)}
	for i := range sheets {
		sheets[i].Title, sheets[i].Footer = title+v.Say("compare.dash")+sheets[i].Name, v.Say("compare.footer")
	}
	return book.XLSX(title, sheets)
}

// sides are the columns of the plans.
func (c *Comparison) sides(more string, width float64) []book.Column {
	var all []book.Column
	for i, s := range c.Sides {
		all = append(all, book.Column{letter(i) + " " + s.Name + more, width})
	}
	return all
}

func (c *Comparison) totalSheet(v say.Voice) book.Sheet {
	s := book.Sheet{Name: v.Say("compare.sheet-totals"), Columns: append([]book.Column{{v.Say("compare.figure"), 34}}, c.sides("", 18)...)}
	row := []any{v.Say("compare.policy")}
	for _, side := range c.Sides {
		row = append(row, side.Plan.Policy.Name)
	}
	s.Rows = append(s.Rows, row)
	for k := range figures {
		f := &figures[k]
		row := []any{v.Say("compare.figure-" + f.key)}
		for _, side := range c.Sides {
			row = append(row, f.cell(side.Plan))
		}
		s.Rows = append(s.Rows, row)
	}
	for _, cells := range c.verdicts(v) {
		row := []any{}
		for _, cell := range cells {
			row = append(row, cell)
		}
		s.Rows = append(s.Rows, row)
	}
	return s
}

// uncoveredSheet lists the targets that some plan leaves without a group, and which plans do.
func (c *Comparison) uncoveredSheet(v say.Voice) book.Sheet {
	s := book.Sheet{Name: v.Say("compare.sheet-uncovered"), Columns: append([]book.Column{{v.Say("compare.school"), 34}, {v.Say("compare.stage"), 10}}, c.sides("", 18)...)}
	left := map[sectionKey]map[int]bool{}
	for i, side := range c.Sides {
		for _, u := range side.Plan.Grouping.Uncovered {
			k := sectionKey{u.School, u.Stage}
			if left[k] == nil {
				left[k] = map[int]bool{}
			}
			left[k][i] = true
		}
	}
	for _, k := range keysOf(left, nil, sectionKey.compare) {
		row := []any{nameOf(k.school, c.Sides...), wording.Stage(k.stage, v)}
		for i := range c.Sides {
			cell := ""
			if left[k][i] {
				cell = v.Say("compare.no-group")
			}
			row = append(row, cell)
		}
		s.Rows = append(s.Rows, row)
	}
	return s
}

// findingSheet says in sentences what differs from the first plan.
func (c *Comparison) findingSheet(v say.Voice) book.Sheet {
	s := book.Sheet{Name: v.Say("compare.sheet-findings"), Columns: []book.Column{{v.Say("compare.plan"), 8}, {v.Say("compare.finding"), 110}}}
	for i := range c.Changes {
		for _, text := range c.Changes[i].sentences(i+1, v) {
			s.Rows = append(s.Rows, []any{letter(i + 1), text})
		}
	}
	for _, text := range c.refusals(v) {
		s.Rows = append(s.Rows, []any{"", text})
	}
	for _, r := range c.Refused {
		for _, x := range r.Conflict {
			s.Rows = append(s.Rows, []any{"", r.Policy + v.Say("compare.dash") + x.Sentence})
		}
	}
	s.Rows = append(s.Rows, []any{"", v.Say("compare.marks")})
	return s
}

func (f *figure) cell(d *report.Document) any {
	n, has := f.of(d)
	switch {
	case !has:
		return "–"
	case f.unit == metres, f.unit == metreTerms:
		return book.Kilometres(n)
	case f.unit == millionths:
		return book.Share(float64(n) / 1e6)
	}
	return n
}

func (c *Comparison) ruleSheet(v say.Voice) book.Sheet {
	s := book.Sheet{Name: v.Say("compare.sheet-rules"), Columns: []book.Column{{v.Say("compare.rule"), 34}}}
	for i := range c.Sides {
		for _, word := range []string{"mode", "units", "cost"} {
			s.Columns = append(s.Columns, book.Column{letter(i) + " " + v.Say("compare."+word), 12})
		}
	}
	names, lines := c.ruleLines()
	for _, name := range names {
		row := []any{wording.RuleLabel(name, v)}
		for _, x := range lines[name] {
			row = append(row, v.Say("compare.mode-"+x.word()), x.units, x.cost)
		}
		s.Rows = append(s.Rows, row)
	}
	return s
}

func (c *Comparison) memberSheet(v say.Voice) book.Sheet {
	s := book.Sheet{Name: v.Say("compare.sheet-groups"), Columns: c.changeColumns(v, book.Column{v.Say("compare.school"), 30}, book.Column{v.Say("compare.stage"), 10})}
	for i := range c.Changes {
		x := &c.Changes[i]
		for k := range x.Members {
			m := &x.Members[k]
			s.Rows = append(s.Rows, []any{letter(i + 1), x.school(m.School), wording.Stage(m.Stage, v), x.group(m.CoreBefore, m.TypeBefore, m.before(), v), x.group(m.CoreAfter, m.TypeAfter, m.after(), v)})
		}
	}
	return s
}

// changeColumns are those of a list of changes: of which plan, what, before, after.
func (c *Comparison) changeColumns(v say.Voice, what ...book.Column) []book.Column {
	all := append([]book.Column{{v.Say("compare.plan"), 8}}, what...)
	return append(all, book.Column{v.Say("compare.before"), 40}, book.Column{v.Say("compare.after"), 40})
}

func (x *Change) group(core, kind, absent string, v say.Voice) string {
	if core == "" {
		return v.Say(absent)
	}
	return x.school(core) + " " + wording.Type(kind, v)
}

// teacherSheet names the teachers whose postings differ.
func (c *Comparison) teacherSheet(v say.Voice) book.Sheet {
	s := book.Sheet{Name: v.Say("compare.sheet-teachers"), Columns: c.changeColumns(v, book.Column{v.Say("compare.teacher"), 20}, book.Column{v.Say("compare.difference"), 20})}
	for i := range c.Changes {
		x := &c.Changes[i]
		for k := range x.Postings {
			p := &x.Postings[k]
			s.Rows = append(s.Rows, []any{letter(i + 1), p.teacher, v.Say("compare.teacher-" + p.word()), x.postings(p.before, v), x.postings(p.after, v)})
		}
	}
	return s
}

func (x *Change) postings(all []posting, v say.Voice) string {
	var texts []string
	for _, p := range all {
		texts = append(texts, x.school(p.to)+" "+wording.Subject(p.subject, v)+" "+wording.Kind(p.kind, v)+" "+p.start+"–"+p.end)
	}
	return strings.Join(texts, v.Say("compare.and"))
}
