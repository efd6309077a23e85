package table

import (
	"slices"
	"strings"

	"github.com/rotateplan/rotate/model"
)

var twoColumns = complaint{code: "two-columns", expected: "一列 / one column",
	remedy: "两列意思相同：删去一列，或改掉它的表头 / two columns mean the same: remove one or change its header"}

// match finds the column of every header and returns the index of each column's cells, or -1. A header that may be
// several columns is the one still free whose codec reads most of its cells. A key counts more than the header below it.
func (t *rows[R]) match(columns []Column[R], known map[string][]int, keys []string) []int {
	at := slices.Repeat([]int{-1}, len(columns))
	claims := make([][]int, len(t.sheet.Header))
	for i, head := range t.sheet.Header {
		claims[i] = known[plain(head)]
		if i < len(keys) && known[plain(keys[i])] != nil {
			claims[i] = known[plain(keys[i])]
		}
	}
	for _, several := range []bool{false, true} {
		for i, claim := range claims {
			if len(claim) > 0 && len(claim) > 1 == several {
				t.take(columns, at, i, claim)
			}
		}
	}
	for i, claim := range claims {
		if len(claim) == 0 {
			t.passOver(columns, i)
		}
	}
	for k, c := range columns {
		if at[k] < 0 && c.Need != Optional {
			t.header(c.Headers[0], "", noColumn(&c))
		}
	}
	return at
}

// noColumn is the complaint that a table lacks a column.
func noColumn[R any](c *Column[R]) complaint {
	return complaint{code: "missing-column", warn: c.Need < Asked,
		expected: "以下表头之一：" + strings.Join(c.Headers, "、") + " / one of the headers " + strings.Join(append(c.Headers[:len(c.Headers):len(c.Headers)], c.Key), ", "),
		remedy:   "增加这一列，或把已有列的表头改成这个名称 / add the column, or give an existing one this header"}
}

// byHeader returns the indices of the columns that answer to each header in plain form.
func byHeader[R any](columns []Column[R]) map[string][]int {
	known := map[string][]int{}
	for k, c := range columns {
		for _, h := range append([]string{c.Key}, c.Headers...) {
			if word := plain(h); !slices.Contains(known[word], k) {
				known[word] = append(known[word], k)
			}
		}
	}
	return known
}

// take gives header i to one of the columns that claim it.
func (t *rows[R]) take(columns []Column[R], at []int, i int, claim []int) {
	free := slices.DeleteFunc(slices.Clone(claim), func(k int) bool { return at[k] >= 0 })
	head := clean(t.sheet.Header[i])
	if len(free) == 0 {
		t.header(head, clean(t.sheet.Header[at[claim[0]]]), twoColumns)
		return
	}
	k, most := free[0], -1
	for _, j := range free {
		if n := t.readable(&columns[j], i); n > most {
			k, most = j, n
		}
	}
	if most == 0 && len(free) < len(claim) && t.filled(i) {
		t.header(head, head, twoColumns)
		return
	}
	if columns[k].misnamed(head) {
		t.header(head, head, columns[k].otherUnit())
	} else if wrong := columns[k].remarkOn(head); wrong != nil {
		t.header(head, head, *wrong)
	} else if wrong := t.ofYear(head); wrong != nil {
		t.header(head, head, *wrong)
	}
	at[k] = i
	t.heads[columns[k].Key], t.where[columns[k].Key] = head, i
}

// readable counts how many of the first cells below header i a column's codec reads.
func (t *rows[R]) readable(c *Column[R], i int) int {
	var scratch R
	n := 0
	for _, cells := range t.sheet.Rows[:min(len(t.sheet.Rows), 50)] {
		if i < len(cells) && clean(cells[i]) != "" && c.Set(&scratch, clean(cells[i])) == nil {
			n++
		}
	}
	return n
}

// filled reports whether any cell below header i is.
func (t *rows[R]) filled(i int) bool {
	return slices.ContainsFunc(t.sheet.Rows, func(cells []string) bool { return i < len(cells) && clean(cells[i]) != "" })
}

// passOver warns of a header nobody claims, unless it is known to be of no use or stands above nothing.
func (t *rows[R]) passOver(columns []Column[R], i int) {
	head := t.sheet.Header[i]
	if is, ok := telling[plain(head)]; ok {
		t.tells(i, is)
		return
	}
	if isIdle(plain(head)) || clean(head) == "" && !t.filled(i) {
		return
	}
	wrong := complaint{code: "unknown-column", warn: true, expected: "已知的表头 / a known header",
		remedy: "这一列不会读取 / the column is not read"}
	var known []string
	for _, c := range columns {
		known = append(append(known, c.Headers...), c.Key)
	}
	if near := nearest(plain(head), known); near != "" {
		wrong.expected = "是否为“" + near + "” / perhaps " + near
		wrong.remedy = "若是，请改表头；否则这一列不会读取 / if so, correct the header; else the column is not read"
	}
	t.header(clean(head), clean(head), wrong)
}

// header records what is wrong with the header row.
func (t *rows[R]) header(head, found string, c complaint) {
	t.add(model.Fault{Code: c.code, File: t.sheet.File, Sheet: t.sheet.Name, Row: t.sheet.First - 1, Column: head,
		Found: shorten(found), Expected: c.expected, Remedy: c.remedy, Warn: c.warn})
}
