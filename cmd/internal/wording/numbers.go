package wording

import (
	"fmt"
	"math"
	"strconv"

	"github.com/rotateplan/rotate/model"
)

// Grouped writes a number in groups of three digits.
func Grouped(n int64) string {
	if n < 0 {
		return "-" + Grouped(-n)
	}
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// Km writes metres as kilometres, rounded to one decimal.
func Km(m model.Metres) string {
	tenths := (m + 50) / 100
	return Grouped(tenths/10) + fmt.Sprintf(".%d", tenths%10)
}

// CeilKm writes metre-terms as kilometre-terms, rounded up to two decimals.
func CeilKm(m int64) string {
	hundredths := (m + 9) / 10
	return Grouped(hundredths/100) + fmt.Sprintf(".%02d", hundredths%100)
}

// Percent writes a share of so many, rounded to one decimal.
func Percent(a, of int) string { return fmt.Sprintf("%.1f %%", 100*float64(a)/float64(max(of, 1))) }

// CeilPercent writes a gap rounded up, so that the sentence "within" stays true.
func CeilPercent(gap float64) string { return fmt.Sprintf("%.2f %%", math.Ceil(gap*10000)/100) }
