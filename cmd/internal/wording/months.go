package wording

import (
	"fmt"

	"github.com/rotateplan/rotate/model"
)

// FirstMonth is the first month of a stay in a plan of a year: autumn starts in September, spring in February.
func FirstMonth(year int, s model.Stay) string {
	year += int(s.First) / 2
	if s.First%2 == 1 {
		return month(year+1, 2)
	}
	return month(year, 9)
}

// LastMonth is the last month of a stay: autumn ends in January, spring with the school year in July.
func LastMonth(year int, s model.Stay) string {
	year += int(s.Last) / 2
	if s.Last%2 == 1 {
		return month(year+1, 7)
	}
	return month(year+1, 1)
}

func month(year, m int) string { return fmt.Sprintf("%04d-%02d", year, m) }
