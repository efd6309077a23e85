package table

import (
	"regexp"
	"strings"
)

// A formula whose program stored no result is computed where that is quick and sure: it is short, calls only functions of
// reach, and needs only cells of its own sheet, none of them a formula without a result.
const (
	mostFormulas   = 10_000 // of a sheet
	longestFormula = 500    // bytes
	mostSummed     = 1_000  // cells of a range
)

var (
	reach = plainSet("CONCATENATE CONCAT TEXT LEFT RIGHT MID TRIM VALUE YEAR MONTH DAY DATE IF SUM ROUND INT MOD MAX MIN UPPER LOWER")
	calls = regexp.MustCompile(`([\pL_.][\pL0-9_.]*)\s*\(`)
	cited = regexp.MustCompile(`([A-Z]+[0-9]+)(?::([A-Z]+[0-9]+))?`) // cells and ranges
)

// formulas are the cells of a sheet, by row and column, whose formulas have no stored result.
type formulas struct {
	at   map[[2]int]bool
	many bool
}

func newFormulas(names []string) *formulas {
	x := &formulas{at: map[[2]int]bool{}, many: len(names) > mostFormulas}
	for _, name := range names[:min(len(names), mostFormulas)] {
		row, column := cellAt(name)
		x.at[[2]int{row, column}] = true
	}
	return x
}

// within reports whether a formula is to be computed.
func (x *formulas) within(formula string) bool {
	formula = strings.ToUpper(strings.ReplaceAll(formula, "$", ""))
	if x.many || len(formula) > longestFormula || strings.ContainsAny(cited.ReplaceAllString(formula, ""), ":!{[") {
		return false
	}
	for _, call := range calls.FindAllStringSubmatch(formula, -1) {
		if !reach[plain(call[1])] {
			return false
		}
	}
	for _, r := range cited.FindAllStringSubmatch(formula, -1) {
		if !x.known(r[1], r[2]) {
			return false
		}
	}
	return true
}

// known reports whether all cells of a range are stored; last is "" where it is a single cell.
func (x *formulas) known(first, last string) bool {
	if last == "" {
		last = first
	}
	top, left := cellAt(first)
	bottom, right := cellAt(last)
	if top == 0 || bottom == 0 || (bottom-top+1)*(right-left+1) > mostSummed {
		return false
	}
	for row := top; row <= bottom; row++ {
		for column := left; column <= right; column++ {
			if x.at[[2]int{row, column}] {
				return false
			}
		}
	}
	return true
}
