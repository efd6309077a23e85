package table

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/rotateplan/rotate/model"
)

var (
	badDate = complaint{code: "bad-date", expected: "日期，如 2018-09、2018-09-01、2018年9月、201809 / a date such as 2018-09, 2018-09-01, 201809",
		remedy: "改成存在的日期 / correct it to a date that exists"}
	dayOrMonth = complaint{code: "bad-date", expected: "写全的年月，如 1981-05 / a month in full, such as 1981-05",
		remedy: "五位数字可能是年月，也可能是 Excel 的日期序号：请写成 1981-05 或 1954-04-01 / five digits may be year and month or a day's number in Excel: write 1981-05 or 1954-04-01"}
	januaryOrOctober = complaint{code: "doubtful-date", warn: true, expected: "两位数的月份，如 2018.10 / a month of two digits, such as 2018.10",
		remedy: "按 1 月读取；若为 10 月，请写成 2018-10 / read as January; for October write 2018-10"}
)

// The first and the last year a date may lie in, and the days between which a bare number counts days since 1899-12-30.
const (
	firstYear, lastYear = 1900, 2100
	firstDay, lastDay   = 10_000, 73_415
)

// monthLost reports whether a number of a day may as well be a year and a month of one digit: 19815.
func monthLost(text string) bool {
	return len(text) == 5 && text[4] != '0' && text >= "19501" && text < "20310"
}

// date is the codec of days; a month means its first day, or its last where last is set.
func date(last bool) codec[model.Date] {
	return codec[model.Date]{
		read:  func(s string) (model.Date, *complaint) { return parseDate(s, last) },
		write: func(d model.Date) string { return writeDate(d, last) },
	}
}

// writeDate writes a month where reading it gives the same day, else the day.
func writeDate(d model.Date, last bool) string {
	edge := 1
	if last {
		edge = model.DaysIn(d.Year(), d.Month())
	}
	if d == 0 || int(d)%100 == edge {
		return d.MonthString()
	}
	return fmt.Sprintf("%s-%02d", d.MonthString(), int(d)%100)
}

// marks turns every way to part a date into hyphens.
var marks = strings.NewReplacer("年", "-", "月", "-", "日", "", "号", "", "/", "-", ".", "-", "。", "-", "．", "-", "－", "-", " ", "")

// parseDate reads a day, or a month as its first or last day.
func parseDate(s string, last bool) (model.Date, *complaint) {
	text := strings.TrimSpace(fold(s))
	if i := strings.IndexAny(text, "T "); i > 0 && strings.Contains(text[i:], ":") {
		text = text[:i] // without the hour
	}
	if n, err := strconv.ParseFloat(text, 64); err == nil && n >= firstDay && n <= lastDay && strings.Trim(text, "0123456789.") == "" {
		if monthLost(text) {
			return 0, &dayOrMonth
		}
		t := time.Date(1899, 12, 30+int(n), 0, 0, 0, 0, time.UTC)
		return model.Day(t.Year(), int(t.Month()), t.Day()), nil
	}
	y, m, d, ok := dateParts(strings.TrimSuffix(marks.Replace(text), "-"))
	if !ok || y < firstYear || y > lastYear || m < 1 || m > 12 || d > model.DaysIn(y, m) {
		return 0, &badDate
	}
	switch {
	case d == 0 && last:
		d = model.DaysIn(y, m)
	case d == 0:
		d = 1
	}
	if strings.HasSuffix(text, ".1") && strings.Count(text, ".") == 1 {
		return model.Day(y, m, d), &januaryOrOctober
	}
	return model.Day(y, m, d), nil
}

// dateParts splits 2018-9, 2018-09-01, 201809 or 20180901; the day is 0 where there is none.
func dateParts(s string) (y, m, d int, ok bool) {
	parts := strings.Split(s, "-")
	if len(parts) == 1 && (len(s) == 6 || len(s) == 8) {
		parts = []string{s[:4], s[4:6], s[6:]}
		if len(s) == 6 {
			parts = parts[:2]
		}
	}
	if len(parts) < 2 || len(parts) > 3 || len(parts[0]) != 4 {
		return 0, 0, 0, false
	}
	var n [3]int
	for i, p := range parts {
		v, err := strconv.ParseUint(p, 10, 16)
		if err != nil || i > 0 && (v == 0 || len(p) > 2) {
			return 0, 0, 0, false
		}
		n[i] = int(v)
	}
	return n[0], n[1], n[2], true
}

// year is the codec of days of which often only the year is known: a year means its first day.
var year = codec[model.Date]{
	read: func(s string) (model.Date, *complaint) {
		text := strings.TrimSuffix(fold(s), "年")
		if y, err := strconv.Atoi(text); err == nil && len(text) == 4 && y >= firstYear && y <= lastYear {
			return model.Day(y, 1, 1), nil
		}
		return parseDate(s, false)
	},
	write: func(d model.Date) string { return writeDate(d, false) },
}

// span is the two ends of a stay written in one cell: 2023-09至2024-07, 2023.9-2024.7.
type span struct{ from, until model.Date }

// length is how long a stay lasts, in a column that should say from when to when.
var length = regexp.MustCompile(`^([0-9]{1,2}|[一二两三半])个?(学年|学期|年|月)$`)

var noSpan = complaint{code: "length-of-stay", warn: true, expected: "起止年月，如 2023-09至2024-07 / first and last month, such as 2023-09至2024-07",
	remedy: "期限没有读取：请写明起止年月 / the length is not read: write from when to when"}

var spans = codec[span]{read: func(s string) (span, *complaint) {
	if length.MatchString(plain(s)) {
		return span{}, &noSpan
	}
	first, last := halves(fold(s))
	var v span
	var wrong *complaint
	if v.from, wrong = parseDate(first, false); wrong != nil || strings.TrimSpace(last) == "" || strings.TrimSpace(last) == "今" {
		return v, wrong
	}
	v.until, wrong = parseDate(last, true)
	return v, wrong
}}

// halves parts a span at a word or wave, else at the middle one of an odd number of hyphens.
func halves(s string) (string, string) {
	for _, mark := range []string{"至", "到", "~", "—", "–"} {
		if first, last, ok := strings.Cut(s, mark); ok {
			return first, strings.TrimLeft(last, mark)
		}
	}
	n := strings.Count(s, "-")
	if n%2 == 0 {
		return s, ""
	}
	parts := strings.Split(s, "-")
	return strings.Join(parts[:n/2+1], "-"), strings.Join(parts[n/2+1:], "-")
}
