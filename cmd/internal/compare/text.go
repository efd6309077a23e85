package compare

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/rotateplan/rotate/cmd/internal/report"
	"github.com/rotateplan/rotate/cmd/internal/say"
	"github.com/rotateplan/rotate/cmd/internal/wording"
)

// mostMembers is how many members that differ are told on a screen. JSON and files tell all.
const mostMembers = 20

// Text tells a comparison on one screen. It names nobody.
func (c *Comparison) Text(v say.Voice) string {
	text := c.title(v) + "\n"
	text += strings.Join(append(c.refusals(v), c.legend(v)), "\n") + "\n" + c.totals(v) + "\n" + v.Say("compare.verdicts", "Many", c.many()) + "\n" + v.Say("compare.marks") + "\n"
	if rows := c.rules(v); len(rows) > 0 {
		text += wording.Grid(append([]string{v.Say("compare.rule")}, letters(len(c.Sides))...), rows) + "\n" + v.Say("compare.rule-cells", "Many", c.many()) + "\n"
	}
	for i := range c.Changes {
		x := &c.Changes[i]
		if text += "\n" + x.text(i+1, v); !c.many() {
			text += x.members(v)
		}
	}
	return text
}

// refusals name the policies that allow no plan.
func (c *Comparison) refusals(v say.Voice) (lines []string) {
	for i := range c.Refused {
		lines = append(lines, v.Say("compare.refused", "Policy", c.Refused[i].Policy))
	}
	return lines
}

// many reports whether the plans are too many for a screen to show of each more than its own numbers.
func (c *Comparison) many() bool { return len(c.Sides) > 3 }

func (c *Comparison) title(v say.Voice) string {
	county := c.Sides[0].Plan.County // whose tables may give it no name
	return strings.TrimSpace(v.Say("compare.head", "Name", county.Name, "Code", county.Code, "N", len(c.Sides)))
}

// letter names the plan at a place: A, B, … Z, then by number.
func letter(i int) string {
	if i < 26 {
		return string(rune('A' + i))
	}
	return fmt.Sprint(i + 1)
}

func letters(n int) []string {
	all := make([]string, n)
	for i := range all {
		all[i] = letter(i)
	}
	return all
}

// legend says which plan each letter stands for.
func (c *Comparison) legend(v say.Voice) string {
	var rows [][]string
	for i, s := range c.Sides {
		rows = append(rows, []string{letter(i), s.Name, s.Plan.Policy.Name, fmt.Sprintf("%d–%d", s.Plan.Year, s.Plan.Year+1), s.Plan.Data.SHA256[:min(8, len(s.Plan.Data.SHA256))]})
	}
	return wording.Grid([]string{"", v.Say("compare.plan"), v.Say("compare.policy"), v.Say("compare.year"), v.Say("compare.data")}, rows)
}

// totals shows every figure, with the difference from the first plan where it is not a charge and there is room, and last
// what each plan means against the first.
func (c *Comparison) totals(v say.Voice) string {
	var rows [][]string
	for k := range figures {
		f := &figures[k]
		row := []string{v.Say("compare.figure-" + f.key)}
		base, has := f.of(c.Sides[0].Plan)
		for _, s := range c.Sides {
			n, also := f.of(s.Plan)
			cell := f.text(n, also)
			if has && also && n != base && !f.charges() && !c.many() {
				cell += " (" + f.signed(f.shown(n)-f.shown(base)) + ")"
			}
			row = append(row, cell)
		}
		rows = append(rows, row)
	}
	return wording.Grid(append([]string{""}, letters(len(c.Sides))...), append(rows, c.verdicts(v)...))
}

// verdicts are the rows of what each plan means against the first: people affected, and whether it costs more or less.
func (c *Comparison) verdicts(v say.Voice) [][]string {
	row := func(id string, of func(x *Change) string) []string {
		cells := []string{v.Say("compare."+id, "A", letter(0)), ""}
		for i := range c.Changes {
			cells = append(cells, of(&c.Changes[i]))
		}
		return cells
	}
	return [][]string{
		row("affected", func(x *Change) string { return wording.Grouped(int64(len(x.Postings))) }),
		row("verdict-grouping", func(x *Change) string { return x.Grouping.short(v) }),
		row("verdict-rotation", func(x *Change) string { return x.Rotation.short(v) }),
		row("verdict-whole", func(x *Change) string { return x.Whole.short(v) }),
	}
}

// short is a worth in one word or sign.
func (w worth) short(v say.Voice) string {
	direction := v.Say("compare.verdict-more")
	if w.Difference < 0 {
		direction = v.Say("compare.verdict-less")
	}
	switch {
	case w.Word == apart:
		return direction
	case w.Word == ownGroups:
		return direction + "*"
	case w.Word == sameCost:
		return "="
	case w.Word == overlap:
		return "≈"
	case w.Word == contradiction:
		return "!"
	}
	return "–"
}

func (f *figure) text(n int64, has bool) string {
	switch {
	case !has:
		return "–"
	case f.unit == metres:
		return wording.Km(n)
	case f.unit == millionths:
		return wording.CeilPercent(float64(n) / 1e6)
	case f.unit == metreTerms && f.floor:
		return wording.Grouped(n / 1000)
	case f.unit == metreTerms:
		return wording.Grouped((n + 999) / 1000)
	}
	return wording.Grouped(n)
}

// shown rounds a number to what text shows of it, so that the differences shown are those of the numbers shown.
func (f *figure) shown(n int64) int64 {
	if f.unit == metres {
		return (n + 50) / 100 * 100
	}
	return n
}

// signed writes a difference with its sign.
func (f *figure) signed(n int64) string {
	if n < 0 {
		return "−" + f.text(-n, true)
	}
	return "+" + f.text(n, true)
}

// line is a rule in one plan: its zero value is a rule not in force.
type line struct {
	mode  string
	units int64
	cost  int64
}

// ruleLines lists the rules in force in any plan, in the order of the first that has each, with their lines in all.
func (c *Comparison) ruleLines() (names []string, lines map[string][]line) {
	lines = map[string][]line{}
	for i, s := range c.Sides {
		for _, r := range s.Plan.Rules {
			if lines[r.Name] == nil {
				names, lines[r.Name] = append(names, r.Name), make([]line, len(c.Sides))
			}
			lines[r.Name][i] = line{r.Mode, r.Violations, int64(r.Cost)}
		}
	}
	return names, lines
}

// rules shows the rules that charge anything or are not of one mode in all plans: units and cost.
func (c *Comparison) rules(v say.Voice) [][]string {
	var rows [][]string
	names, lines := c.ruleLines()
	for _, name := range names {
		all := lines[name]
		mixed := slices.ContainsFunc(all, func(x line) bool { return x.mode != all[0].mode })
		if !mixed && !slices.ContainsFunc(all, func(x line) bool { return x.units != 0 || x.cost != 0 }) {
			continue
		}
		row := []string{wording.RuleLabel(name, v)}
		for _, x := range all {
			row = append(row, x.text(mixed, c.many(), v))
		}
		rows = append(rows, row)
	}
	return rows
}

// text shows the mode of a rule where it is not the same in all plans, and its units and cost; its cost alone, in
// kilometre-terms, where the plans are many.
func (x line) text(mode, many bool, v say.Voice) string {
	text := wording.Grouped(x.units) + " · " + wording.Grouped(x.cost)
	if many {
		text = wording.Grouped((x.cost + 500) / 1000)
	}
	switch {
	case x.mode == "":
		return v.Say("compare.mode-off")
	case mode:
		return v.Say("compare.mode-"+x.mode) + " " + text
	}
	return text
}

// word is the mode, also of a rule not in force.
func (x line) word() string { return cmp.Or(x.mode, "off") }

// text tells what changes from the first plan to another; i is its place.
func (x *Change) text(i int, v say.Voice) string {
	text := v.Say("compare.change", "A", letter(0), "B", letter(i)) + "\n"
	for _, sentence := range x.sentences(i, v) {
		text += "  " + sentence + "\n"
	}
	return text
}

// sentences say what differs between the first plan and another: people, costs, groups.
func (x *Change) sentences(i int, v say.Voice) []string {
	ends := []any{"A", letter(0), "B", letter(i)}
	var all []string
	if x.nothing() {
		all = append(all, v.Say("compare.nothing", ends...))
	}
	n := x.affected()
	return append(all,
		v.Say("compare.people", append(ends, "N", wording.Grouped(int64(n.All)), "OnlyBefore", n.OnlyBefore, "OnlyAfter", n.OnlyAfter,
			"Elsewhere", n.Elsewhere, "Otherwise", n.Otherwise)...),
		x.worth("grouping", ends, v), x.worth("rotation", ends, v), x.worth("whole", ends, v),
		v.Say("compare.groups", "Members", len(x.Members), "Opened", x.cores(x.Opened, v), "Closed", x.cores(x.Closed, v)))
}

// worth says what the costs of one problem, or of the whole, say of each other.
func (x *Change) worth(problem string, ends []any, v say.Voice) string {
	w, of := x.Grouping, grouping
	switch problem {
	case "rotation":
		w, of = x.Rotation, rotation
	case "whole":
		w, of = x.Whole, wholePlan
	}
	a, b := of(x.Before.Plan), of(x.After.Plan)
	interval := func(o *report.Outcome) string {
		return "[" + wording.Grouped(int64(o.Bound)) + ", " + wording.Grouped(int64(o.Cost)) + "]"
	}
	says := v.Say("compare.worth-"+w.Word, append(ends, "Best", v.Say("compare.best-"+problem), "Lists", problem != "grouping" && x.regrouped(),
		"VersionA", x.Before.Plan.Version, "VersionB", x.After.Plan.Version, "IntervalA", interval(a), "IntervalB", interval(b),
		"Difference", wording.Grouped(int64(max(w.Difference, -w.Difference))), "Dearer", w.Difference > 0,
		"Least", wording.Grouped(int64(max(a.Bound, b.Bound)-min(a.Cost, b.Cost))), "Clauses", strings.Join(w.Clauses, v.Say("compare.and")))...)
	return v.Say("compare.worth", "Problem", v.Say("compare."+problem), "Says", says)
}

// members lists the first members that differ.
func (x *Change) members(v say.Voice) string {
	text := ""
	for i := range x.Members {
		if i == mostMembers {
			text += "    " + v.Say("compare.more", "N", len(x.Members)-i) + "\n"
			break
		}
		text += "    " + x.member(&x.Members[i], v) + "\n"
	}
	return text
}

func (x *Change) cores(all []lead, v say.Voice) string {
	var names []string
	for _, l := range all {
		names = append(names, x.school(l.Core)+" "+wording.Stage(l.Stage, v))
	}
	return strings.Join(names, v.Say("compare.and"))
}

func (x *Change) member(m *memberChange, v say.Voice) string {
	in := func(core, kind string, absent string) string {
		if core == "" {
			return v.Say(absent)
		}
		if m.CoreBefore == m.CoreAfter {
			return x.school(core) + " " + wording.Type(kind, v)
		}
		return x.school(core)
	}
	return v.Say("compare.member", "School", x.school(m.School), "Stage", wording.Stage(m.Stage, v),
		"Before", in(m.CoreBefore, m.TypeBefore, m.before()), "After", in(m.CoreAfter, m.TypeAfter, m.after()))
}

// before and after are the messages for a member without a group: none, or not in the tables.
func (m *memberChange) before() string {
	if m.AbsentBefore {
		return "compare.not-there"
	}
	return "compare.no-group"
}

func (m *memberChange) after() string {
	if m.AbsentAfter {
		return "compare.no-longer-there"
	}
	return "compare.no-group"
}
