package mutate

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"
)

// dice draws from one seeded stream.
type dice struct{ *rand.Rand }

func (d dice) of(list ...string) string { return list[d.IntN(len(list))] }

// respelling writes a cell another way. It returns false where it does not suit the cell.
type respelling func(d dice, f *field, c Cell) (Cell, bool)

// respellings are what may happen to any cell.
var respellings = []respelling{blanked, padded, padded, widened, marked, formula, broken, longer, failed}

// respellingsOf are what may happen to the cells of a kind besides.
var respellingsOf = map[kind][]respelling{
	count:   {grouped, fraction, ten, signed, letters, unit, other},
	degrees: {pointless, signed, letters, shorter, commaPoint},
	first:   {day, day, day, day, badDay, serial},
	last:    {day, day, day, day, badDay, serial},
	word:    {spelled, spelled, foreign},
	subject: {spelled, spelled, foreign},
	ident:   {pointZero, exponent, lost, zeroed},
	ref:     {pointZero, exponent, lost, zeroed},
	refs:    {separated, separated, lost},
	county:  {longCode, lost, letters},
	text:    {foreign},
}

// respell changes a cell in one way that suits it.
func respell(d dice, f *field, c Cell) Cell {
	ways := append(respellingsOf[f.kind], respellingsOf[f.kind]...)
	ways = append(ways, respellings...)
	for {
		if x, ok := ways[d.IntN(len(ways))](d, f, c); ok && x != c {
			return x
		}
	}
}

// unfit is a cell whose text is not a value of its column: a text or id like any other, else a fault, or, where a word
// is passed over, at least a warning.
func unfit(f *field, s string) (Cell, bool) {
	switch f.kind {
	case text, ident, ref:
		return Cell{s, s, Same}, s != ""
	case subject, refs:
		return Cell{s, "?", Doubt}, s != ""
	}
	if f.key == "affiliation" {
		return Cell{s, s, Same}, s != ""
	}
	return Cell{s, "", Ill}, s != ""
}

func blanked(d dice, f *field, c Cell) (Cell, bool) {
	c = Cell{d.of("", " ", "　", "\u00a0", "\t"), f.blank, Doubt}
	if f.must {
		c.Fit = Ill
	}
	return c, true
}

func padded(d dice, f *field, c Cell) (Cell, bool) {
	if c.Text == "" {
		return c, false
	}
	pad := d.of(" ", "　", "\u00a0", "\u200b", "\ufeff", "\t", "  ")
	c.Text = d.of(pad+c.Text, c.Text+pad, pad+c.Text+pad)
	return c, true
}

// widened writes digits and letters in full width.
func widened(_ dice, f *field, c Cell) (Cell, bool) {
	wide := strings.Map(func(r rune) rune {
		if r > ' ' && r <= '~' {
			return r - '!' + '！'
		}
		return r
	}, c.Text)
	if f.kind == text {
		c.Means = wide
	}
	c.Text = wide
	return c, c.Text != ""
}

// marked writes the marks that keep digits text.
func marked(d dice, _ *field, c Cell) (Cell, bool) {
	c.Text = d.of("'"+c.Text, `="`+c.Text+`"`)
	return c, c.Means != "" && !strings.Contains(c.Text, "\n")
}

func formula(d dice, f *field, _ Cell) (Cell, bool) {
	return unfit(f, d.of("=1+1", "=SUM(A1:A9)", "+CMD|' /C calc'!A0", "@SUM(1)", "-1+2"))
}

func broken(_ dice, _ *field, c Cell) (Cell, bool) { return Cell{c.Text + "\ufffd", "", Ill}, true }

func longer(_ dice, f *field, c Cell) (Cell, bool) {
	return unfit(f, c.Text+strings.Repeat("长", 5000))
}

func failed(d dice, _ *field, _ Cell) (Cell, bool) {
	return Cell{d.of("#REF!", "#N/A", "#VALUE!", "#DIV/0!"), "", Ill}, true
}

func grouped(d dice, _ *field, c Cell) (Cell, bool) {
	n, err := strconv.Atoi(c.Means)
	if err != nil || n < 1000 {
		return c, false
	}
	c.Text = fmt.Sprintf(d.of("%d,%03d", "%d，%03d", "%d, %03d"), n/1000, n%1000)
	c.Fit = Doubt
	return c, true
}

func fraction(d dice, _ *field, c Cell) (Cell, bool) {
	if c.Means == "" {
		return c, false
	}
	if tail := d.of(".0", ".00", ".5", "/2", ".", ",5"); strings.Trim(tail, ".0") == "" {
		return Cell{c.Means + tail, c.Means, Doubt}, true
	} else {
		return Cell{c.Means + tail, "", Ill}, true
	}
}

func ten(d dice, _ *field, c Cell) (Cell, bool) {
	return Cell{d.of("3.1E9", "1e3", "9.01E+02x", "0x10", "1_000"), "", Ill}, true
}

func signed(d dice, f *field, c Cell) (Cell, bool) {
	if c.Means == "" {
		return c, false
	}
	if f.kind == degrees {
		return Cell{"-" + c.Means, "-" + c.Means, Doubt}, true
	}
	return Cell{d.of("-", "−", "－") + c.Means, "", Ill}, c.Means != "0"
}

func letters(d dice, f *field, c Cell) (Cell, bool) {
	return unfit(f, d.of("不详", "约"+c.Text, c.Text+"?", "九百", "O", "-", "—", "n/a", c.Text+"多"))
}

func unit(d dice, _ *field, c Cell) (Cell, bool) {
	c.Text += d.of("人", "个", " 人", "名")
	c.Fit = Doubt
	return c, c.Means != ""
}

// other is another number, told by its digits alone.
func other(d dice, f *field, c Cell) (Cell, bool) {
	if f.key == "promotion_year" {
		return c, false
	}
	n := strconv.Itoa(d.IntN(3000))
	return Cell{n, n, Same}, true
}

// pointless loses the decimal point.
func pointless(_ dice, _ *field, c Cell) (Cell, bool) {
	return Cell{strings.ReplaceAll(c.Text, ".", ""), "", Ill}, len(c.Means) > 6
}

func shorter(_ dice, _ *field, c Cell) (Cell, bool) {
	if len(c.Means) < 8 || c.Fit != Same {
		return c, false
	}
	n := c.Means[:len(c.Means)-3]
	return Cell{n, n, Same}, true
}

func commaPoint(_ dice, _ *field, c Cell) (Cell, bool) {
	return Cell{strings.ReplaceAll(c.Means, ".", ","), "", Ill}, strings.Contains(c.Means, ".")
}

// day writes a date another way. A month of two digits that ends in 0 loses it where it is taken for a number.
func day(d dice, f *field, c Cell) (Cell, bool) {
	t, err := time.Parse(time.DateOnly, c.Means)
	if err != nil {
		return c, false
	}
	if t.Month() == time.October && d.IntN(2) == 0 {
		return Cell{t.Format("2006.1"), c.Means, Doubt}, true
	}
	layout := d.of("200601", "2006/1", "2006/01/02", "2006年1月", "2006年01月02日", "20060102", "2006-1", "2006-01-02 00:00:00",
		"2006-01-02T15:04:05", "2006．01", "2006 年 1 月", "2006-01-02", "2006.01.02", "2006.01")
	if f.kind == last && t.AddDate(0, 0, 1).Day() != 1 {
		layout = "2006/01/02"
	}
	return Cell{t.Format(layout), c.Means, Same}, true
}

func badDay(d dice, _ *field, c Cell) (Cell, bool) {
	t, err := time.Parse(time.DateOnly, c.Means)
	if err != nil {
		return c, false
	}
	y, m := t.Year(), int(t.Month())
	list := []string{fmt.Sprintf("%02d-%02d", y%100, m), t.Format("Jan-06"), fmt.Sprintf("%02d/%d", m, y), fmt.Sprintf("%d-%d", y, m+12),
		fmt.Sprintf("%d-02-30", y), fmt.Sprintf("30/%02d/%d", m, y), fmt.Sprint(y), fmt.Sprintf("%d-00", y), fmt.Sprintf("%d-%02d-00", y, m),
		fmt.Sprintf("%d%02d", y, m+12), fmt.Sprintf("%d~%02d", y, m), fmt.Sprintf("0%d-%02d", y, m), fmt.Sprintf("%d%d", y, m%10)}
	return Cell{d.of(list...), "", Ill}, m%10 > 0 && m < 10
}

// serial is the number of days by which spreadsheet programs know a date.
func serial(d dice, _ *field, c Cell) (Cell, bool) {
	t, err := time.Parse(time.DateOnly, c.Means)
	if err != nil {
		return c, false
	}
	days := int(t.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours()) / 24
	return Cell{strconv.Itoa(days) + d.of("", ".0", ".5"), c.Means, Doubt}, true
}

func spelled(d dice, _ *field, c Cell) (Cell, bool) {
	list := strings.Fields(spellings[c.Text])
	if len(list) == 0 {
		return c, false
	}
	c.Text = d.of(list...)
	return c, true
}

func foreign(d dice, f *field, _ Cell) (Cell, bool) {
	return unfit(f, d.of("不详的词", "？", "甲乙丙", "😀", "12345", "男女", "<b>x</b>", "a\"b", "a,b"))
}

func pointZero(_ dice, _ *field, c Cell) (Cell, bool) {
	c.Text += ".0"
	return c, c.Means != "" && strings.Trim(c.Means, "0123456789") == "" && c.Text == c.Means+".0"
}

// exponent is what is left of an id that became a number.
func exponent(d dice, _ *field, c Cell) (Cell, bool) {
	n, err := strconv.ParseFloat(c.Means, 64)
	return Cell{fmt.Sprintf(d.of("%.5E", "%.3e", "%.0E"), n), "", Ill}, err == nil
}

func lost(_ dice, f *field, c Cell) (Cell, bool) {
	if len(c.Means) < 6 {
		return c, false
	}
	id := c.Means[:len(c.Means)-1]
	if f.kind == county {
		return Cell{id, "", Ill}, true
	}
	return Cell{id, id, worst(c.Fit, Same)}, true
}

func zeroed(d dice, _ *field, c Cell) (Cell, bool) {
	id := d.of("0"+c.Means, c.Means+".00", c.Means[:len(c.Means)/2]+" "+c.Means[len(c.Means)/2:], strings.ToLower(c.Means)+"x")
	return Cell{id, id, Same}, c.Means != ""
}

func separated(d dice, _ *field, c Cell) (Cell, bool) {
	c.Text = strings.ReplaceAll(c.Text, ";", d.of("；", "、", ",", "，", "|", "; "))
	return c, c.Text != ""
}

func longCode(d dice, _ *field, c Cell) (Cell, bool) {
	c.Text += d.of("000000", "000", ".0")
	return c, len(c.Text) > 6
}
