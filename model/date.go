package model

import "fmt"

// Date is a calendar day written yyyymmdd; 0 is unknown. Dates compare as integers.
type Date int32

// Day returns the date of a calendar day.
func Day(year, month, day int) Date { return Date(year*10000 + month*100 + day) }

// FirstSeptember is the day on which a school year is judged.
func FirstSeptember(year int) Date { return Day(year, 9, 1) }

func (d Date) Year() int  { return int(d) / 10000 }
func (d Date) Month() int { return int(d) / 100 % 100 }

// Months counts months since year 0, for arithmetic on months.
func (d Date) Months() int { return d.Year()*12 + d.Month() - 1 }

// FullYears returns the number of full years from d to day.
func (d Date) FullYears(day Date) int { return int(day-d) / 10000 }

// AddYears returns the same day n years later.
func (d Date) AddYears(n int) Date { return d + Date(n*10000) }

// MonthString writes d as yyyy-mm, or "" when unknown.
func (d Date) MonthString() string {
	if d == 0 {
		return ""
	}
	return fmt.Sprintf("%04d-%02d", d.Year(), d.Month())
}

// Next returns the day after d.
func (d Date) Next() Date {
	y, m, day := d.Year(), d.Month(), int(d)%100
	if day < DaysIn(y, m) {
		return d + 1
	}
	if m < 12 {
		return Day(y, m+1, 1)
	}
	return Day(y+1, 1, 1)
}

// DaysIn returns the number of days of a month of the Gregorian calendar.
func DaysIn(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}
