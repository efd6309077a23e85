package table

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// A column has one unit. Another one may be named in brackets in its header, in a row of units or in a title.

// unitWords are what stands in a row of units. No id, name or number is one of them.
var unitWords = func() map[string]bool {
	set := map[string]bool{}
	for _, word := range strings.Fields("人 名 个 所 班 级 节 节/周 课时 课时/周 节每周 节/周·班 节/周·人 月 年月 年/月 元 米 m 公里 分 分钟 min 度 ° % 百分比 平方米 " +
		"是/否 文本 数字 数值 整数 日期 编码 代码 必填 选填 yyyy-mm yyyymm yyyymmdd yyyy-mm-dd yyyy/mm/dd yyyy.mm") {
		set[word] = true
	}
	for _, list := range otherUnits { // order does not matter: a set
		for _, word := range list {
			set[word] = true
		}
	}
	return set
}()

// otherUnits are by the unit of a column those in which the same may be measured.
var otherUnits = map[string][]string{
	"米":     {"公里", "千米", "km", "里", "华里", "百米", "kilometres", "kilometers"},
	"公里":    {"米", "m", "里", "华里", "百米"},
	"分钟":    {"小时", "时", "h", "hour", "hours", "秒", "秒钟", "second", "seconds"},
	"月":     {"年", "岁", "周岁"},
	"节/周":   termly,
	"节/周·班": termly,
	"节/周·人": termly,
}

var termly = []string{"节/月", "节/学期", "课时/学期", "节/学年", "课时/学年", "节/年", "课时/年"}

var (
	scaled    = regexp.MustCompile(`^([十百千万亿](人|名|个|班|节)?|[%‰]|百分比|百分数)$`)
	bracketed = regexp.MustCompile(`[(\[{【〔](?:单位:)?([^)\]}】〕]+)[)\]}】〕]`)
	titled    = regexp.MustCompile(`单位:?([^)\]}】〕;。]+)`)
)

// bareUnit is a unit without brackets and spaces.
func bareUnit(cell string) string {
	return strings.ToLower(strings.Trim(tight(cell), "()[]【】〔〕单位:"))
}

// isUnits reports whether a row holds nothing but units.
func isUnits(cells []string) bool {
	return !slices.ContainsFunc(cells, func(c string) bool {
		return clean(c) != "" && !unitWords[bareUnit(c)] && !scaled.MatchString(bareUnit(c))
	})
}

// otherUnit is the complaint of a column that is measured in another unit.
func (c Column[R]) otherUnit() complaint {
	if c.Number {
		return complaint{code: "other-unit", expected: "以一人、一班、一节为单位 / single people, classes or periods",
			remedy: "把数换算成个数，去掉所写的单位 / turn the numbers into single units and remove the unit"}
	}
	return complaint{code: "other-unit", expected: "以“" + c.Unit + "”为单位 / in the unit of " + c.Key,
		remedy: "换算并改正所写的单位；公里请用表头“公里数” / convert and correct the unit; for kilometres use the header km"}
}

// differs reports whether a word is another unit than the column's.
func (c Column[R]) differs(word string) bool {
	word = bareUnit(word)
	return slices.Contains(otherUnits[c.Unit], word) || c.Number && scaled.MatchString(word)
}

// misnamed reports whether the header of a column names another unit: a number of kilometres would pass for as many metres.
func (c Column[R]) misnamed(head string) bool {
	head = strings.ToLower(tight(head))
	for _, m := range bracketed.FindAllStringSubmatch(head, -1) {
		if c.differs(m[1]) {
			return true
		}
	}
	return slices.ContainsFunc(otherUnits[c.Unit], func(word string) bool { return utf8.RuneCountInString(word) > 1 && strings.Contains(head, word) })
}

// checkUnits holds row i, a row of units, against the columns.
func (t *rows[R]) checkUnits(columns []Column[R], at []int, i int) {
	for k, c := range columns {
		if word := t.at(i, at[k]); c.differs(word) {
			t.cell(t.sheet.First+i, t.heads[c.Key], word, c.otherUnit())
		}
	}
}

// checkTitles holds the units that titles above the header, or the names of sheet and file, give for all columns of a kind
// against those columns whose headers do not name their own.
func (t *rows[R]) checkTitles(columns []Column[R], at []int, titles [][]string) {
	words := unitsIn(t.sheet.Name, t.sheet.File)
	for _, cells := range titles {
		words = append(words, unitsIn(cells...)...)
	}
	for k, c := range columns {
		head := t.heads[c.Key]
		if at[k] < 0 || c.Unit != "" && strings.Contains(head, c.Unit) {
			continue
		}
		if j := slices.IndexFunc(words, c.differs); j >= 0 && !c.misnamed(head) {
			t.header(head, words[j], c.otherUnit())
		}
	}
}

// unitsIn are the words that titles give as units: in brackets, or after 单位.
func unitsIn(titles ...string) []string {
	var words []string
	for j, title := range titles {
		title = tight(title)
		if bareUnit(title) == "" && j+1 < len(titles) { // 单位： in a cell of its own
			words = append(words, titles[j+1])
		}
		for _, m := range append(bracketed.FindAllStringSubmatch(title, -1), titled.FindAllStringSubmatch(title, -1)...) {
			words = append(words, strings.FieldsFunc(m[1], func(r rune) bool { return strings.ContainsRune(",、和及", r) })...)
		}
	}
	return words
}
