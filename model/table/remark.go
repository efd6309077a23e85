package table

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Headers and code words are compared without what stands in their brackets. Where that may say more than a unit or how to
// fill in a cell, a warning says what was read; a decision is not read at all.

const openings = "([{（［｛【〔"

var (
	harmless = plainSet("必填 选填 可选 非必填 必选 必填项 选填项 单选 多选 下拉 下拉选择 可空 如有 required optional 合计 总数 总计 全校 全部 人数 " +
		"个数 数量 核定 现任 现有 现在 当前 目前 全称 简称 规范全称 标准全称 盖章 公章 名称 代码 编码 编号 十进制 东经 北纬 wgs84 流入 派出 当年 本年 本校 三年内 " +
		"3年内 在编 中小学 普惠 普惠性 营利性 非营利性 机构")
	guides = regexp.MustCompile(`^(如|例|格式|示例|请|填|写|按|见|注|单位|截至|截止|从下拉|e\.?g|y{2,4}[ym/.-])|分隔|隔开|留空|选填|必填|可填|不填`)
	denies = regexp.MustCompile(`非|未|拒|原|曾|已|空缺|不[^填]`)
	dated  = regexp.MustCompile(`^(截[至止]到?)?[0-9年月日度学.~/ 至—-]+$`)
)

// harmlessly reports whether a text in brackets is known to change no meaning: a unit, a date, how to fill in a cell.
func harmlessly(inner string) bool {
	word := plain(inner)
	return word == "" || harmless[word] || unitWords[bareUnit(inner)] || dated.MatchString(inner) ||
		guides.MatchString(inner) && !denies.MatchString(inner)
}

// remarkOn is the complaint about a header whose brackets say something that is not known.
func (c *Column[R]) remarkOn(head string) *complaint {
	word, inner := bracketless(head)
	i := slices.IndexFunc(inner, func(in string) bool { return !harmlessly(in) && !c.explains(in) })
	if i < 0 {
		return nil
	}
	wrong := remark(word, inner[i], c.Decides)
	wrong.expected = "括号里只写单位或填写说明的表头 / a header with nothing but a unit or how to fill it in in its brackets"
	return &wrong
}

// explains reports whether a text in the brackets of a header is one of its other names, or lists values of the column.
func (c *Column[R]) explains(inner string) bool {
	word := plain(inner)
	if strings.Contains(plain(c.Key), word) || slices.ContainsFunc(c.Headers, func(h string) bool {
		return strings.Contains(plain(h), word) || strings.Contains(fold(h), "("+inner+")")
	}) {
		return true
	}
	list := parts(inner)
	return len(list) > 1 && !slices.ContainsFunc(list, func(part string) bool { return !onlyValue(c, part) })
}

// remarkIn is the complaint about a cell that is read as if its brackets were not there.
func (c *Column[R]) remarkIn(text string) *complaint {
	word, inner := bracketless(text)
	if !c.same(text, word) || c.same(word, strings.Map(unbracketed, fold(text))) {
		return nil
	}
	i := slices.IndexFunc(inner, func(in string) bool { return !harmlessly(in) && !c.same(word, in) })
	if i < 0 {
		return nil
	}
	wrong := remark(word, inner[i], c.Decides)
	wrong.expected = "不带括注的词 / a word without a remark in brackets"
	return &wrong
}

// same reports whether two texts of a column are read as one value.
func (c *Column[R]) same(a, b string) bool {
	var x, y R
	return c.Set(&x, a) == nil && c.Set(&y, b) == nil && reflect.DeepEqual(x, y)
}

func unbracketed(r rune) rune {
	if strings.ContainsRune("()[]{}【】〔〕", r) {
		return -1
	}
	return r
}

// inBrackets is the code of a text in brackets that may change a meaning.
const inBrackets = "remark-in-brackets"

// remark is the complaint about a text in brackets; a decision is not taken without it.
func remark(word, inner string, decides bool) complaint {
	c := complaint{code: inBrackets, warn: !decides,
		remedy: fmt.Sprintf("按“%s”读取，括号里的“%s”没有读取：若它改变意思，请改写 / read as %[1]s, without %[2]s in brackets: if that changes the meaning, write it another way", word, inner)}
	if decides {
		c.remedy = fmt.Sprintf("“%s”与“%s”不知以何者为准：只写其一，说明另写一列 / which of %[1]s and %[2]s is meant is not guessed: write one of them, and remarks in another column", word, inner)
	}
	return c
}

// years are those that stand in a text.
var years = regexp.MustCompile(`(?:19|20)[0-9]{2}`)

// yearInBrackets is the code of a header whose brackets name a year that is not about the one planned.
const yearInBrackets = "year-in-brackets"

// ofYear is the complaint about a header in whose brackets stand years, none of them that planned, the one before or the one after it.
func (l *ledger) ofYear(head string) *complaint {
	_, inner := bracketless(head)
	inner = slices.DeleteFunc(inner, func(in string) bool { return !dated.MatchString(in) })
	told := years.FindAllString(strings.Join(inner, " "), -1)
	near := func(text string) bool {
		year, _ := strconv.Atoi(text)
		return year >= l.year-1 && year <= l.year+1
	}
	if l.year == 0 || len(told) == 0 || slices.ContainsFunc(told, near) {
		return nil
	}
	return &complaint{code: yearInBrackets, warn: true, expected: fmt.Sprintf("%d—%d 学年前后的数 / figures of about the school year %[1]d–%[2]d", l.year, l.year+1),
		remedy: "这一列照常读取：若是旧数，请换成新的，或检查 --year / the column is read all the same: if it is out of date bring it up to date, or check --year"}
}
