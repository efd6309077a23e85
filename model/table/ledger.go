package table

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/rotateplan/rotate/model"
)

// mostFaults is how many faults are kept; of the others only the number is.
const mostFaults = 10_000

// ledger collects what is told of all tables: their faults, and what was read of them.
type ledger struct {
	faults   model.Faults
	readings []Reading
	strict   bool // warnings count as faults
	year     int  // in which the school year planned starts; 0 not known
	aged     bool // what is read may be older than the tables it is about
	left     int  // faults beyond mostFaults
	worse    bool // one of those is more than a warning
}

// complaint is what is wrong with a value, whichever cell it stands in.
type complaint struct {
	code, expected, remedy string
	warn                   bool
}

// outdated are the faults of a line that was right when it was written.
var outdated = []string{unknownTeacher.code, unknownSchoolCode, unknownSection.code, notHome.code, ownSchool.code,
	twoSchools.code, twoPeople.code}

func (l *ledger) add(f model.Fault) {
	if l.aged && slices.Contains(outdated, f.Code) {
		f.Warn, f.Remedy = true, "现有数据表中已不是这样：该行能沿用多少算多少 / the tables of today say otherwise: the line is kept as far as it goes"
	}
	f.Warn = f.Warn && !l.strict
	if len(l.faults) < mostFaults {
		l.faults = append(l.faults, f)
		return
	}
	l.left++
	l.worse = l.worse || !f.Warn
}

// file records what is wrong with a file or a sheet as a whole, or with one row of it.
func (l *ledger) file(s *Sheet, row int, found string, c complaint) {
	l.add(model.Fault{Code: c.code, File: s.File, Sheet: s.Name, Row: row, Found: found, Expected: c.expected, Remedy: c.remedy, Warn: c.warn})
}

// names reports whether a fault of a file is recorded.
func (l *ledger) names(file string) bool {
	return slices.ContainsFunc(l.faults, func(f model.Fault) bool { return f.File == file })
}

// sorted returns the faults by file, sheet, row and column.
func (l *ledger) sorted() model.Faults {
	slices.SortStableFunc(l.faults, func(a, b model.Fault) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Sheet, b.Sheet), cmp.Compare(a.Row, b.Row), cmp.Compare(a.Column, b.Column))
	})
	if l.left == 0 {
		return l.faults
	}
	return append(l.faults, model.Fault{
		Code: "more-faults", Found: fmt.Sprint(l.left), Warn: !l.worse,
		Expected: fmt.Sprintf("至多列出 %d 条 / at most %[1]d are listed", mostFaults),
		Remedy:   "先改正已列出的问题，再重新读取 / mend those listed first, then read again",
	})
}
