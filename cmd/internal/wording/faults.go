package wording

import (
	"strings"

	"github.com/rotateplan/rotate/cmd/internal/say"
	"github.com/rotateplan/rotate/model"
)

// shown is the number of faults printed on a screen; all of them go to faults.csv.
const shown = 50

// alike is how many faults of one code and column are printed one by one; of more, the first few and their number.
const (
	alike    = 20
	firstFew = 3
)

// kindOf is what faults have in common that are told together: all but row and value.
func kindOf(f *model.Fault) model.Fault {
	return model.Fault{Code: f.Code, File: f.File, Sheet: f.Sheet, Column: f.Column, Warn: f.Warn}
}

// condensed returns the faults to print, and of those of them that stand for more, how many more.
func condensed(faults model.Faults) (few model.Faults, more []int) {
	count, seen := map[model.Fault]int{}, map[model.Fault]int{}
	for i := range faults {
		count[kindOf(&faults[i])]++
	}
	for i := range faults {
		kind := kindOf(&faults[i])
		seen[kind]++
		rest, many := 0, faults[i].Row > 0 && count[kind] > alike
		switch {
		case many && seen[kind] > firstFew:
			continue
		case many && seen[kind] == firstFew:
			rest = count[kind] - firstFew
		}
		few, more = append(few, faults[i]), append(more, rest)
	}
	return few, more
}

// Faults prints the first faults, one a line, and how many more there are. Many of one kind are told by the first few.
func Faults(faults model.Faults, lang string) string {
	v := say.In(lang)
	var b strings.Builder
	faults, more := condensed(faults)
	for i := range faults[:min(len(faults), shown)] {
		f := &faults[i]
		id := "fault"
		if f.Warn {
			id = "warning"
		}
		b.WriteString(v.Say("report."+id, "place", FaultPlace(f, v), "code", f.Code, "found", f.Found,
			"expected", v.Pick(f.Expected), "remedy", v.Pick(f.Remedy)) + "\n")
		if more[i] > 0 {
			b.WriteString(v.Say("report.faults-alike", "code", f.Code, "n", more[i]) + "\n")
		}
	}
	if left := len(faults) - shown; left > 0 {
		b.WriteString(v.Say("report.faults-more", "n", left+sum(more[shown:])) + "\n")
	}
	return b.String()
}

func sum(all []int) int {
	n := 0
	for _, x := range all {
		n += x
	}
	return n
}

// FaultPlace says where a fault is: file, sheet, row, column.
func FaultPlace(f *model.Fault, v say.Voice) string {
	var parts []string
	if f.File != "" {
		parts = append(parts, f.File)
	}
	if f.Sheet != "" {
		parts = append(parts, v.Say("report.sheet", "name", f.Sheet))
	}
	if f.Row > 0 {
		parts = append(parts, v.Say("report.row", "n", f.Row))
	}
	if f.Column != "" {
		parts = append(parts, v.Say("report.column", "name", v.Pick(f.Column)))
	}
	return strings.Join(parts, " ")
}
