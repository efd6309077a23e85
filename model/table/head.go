package table

import (
	"slices"
	"strings"
)

// A header may have up to mostStoreys rows: groups of columns above, columns below. It lies within the first headRows rows.
const (
	headRows    = 20
	mostStoreys = 3
)

// heads are the words of a sheet's columns in the making.
type heads struct {
	s      *Sheet
	known  map[string][]int              // columns by header in plain form
	number func(k int) bool              // whether a column counts people, classes or periods
	reads  func(k int, text string) bool // whether a text can only be a value of a column, no header
}

// keyMark begins a key in a row that is written for the program, above the header that people read, change and translate.
const keyMark = "#"

// isKeys reports whether a row names columns by their keys.
func isKeys(cells []string) bool {
	some := false
	for _, c := range cells {
		c = clean(c)
		key, marked := strings.CutPrefix(c, keyMark)
		if c != "" && (!marked || key == "" || strings.Trim(key, "abcdefghijklmnopqrstuvwxyz0123456789_") != "") {
			return false
		}
		some = some || c != ""
	}
	return some
}

// find returns the texts of the header, the keys above it, if any, and the index of its last row, or -1.
func (h *heads) find() (texts, keys []string, last int) {
	last, most := -1, 0
	for i, cells := range h.s.Rows[:min(len(h.s.Rows), headRows)] {
		if keys := unkeyed(cells); isKeys(cells) && h.score(keys) > 0 {
			return h.below(i, keys)
		}
		joined := h.upward(i)
		if n := h.score(joined); n > most {
			texts, last, most = joined, i, n
		}
	}
	return texts, nil, last
}

// below returns what find does where row i holds keys: the header follows it, unless somebody removed that.
func (h *heads) below(i int, keys []string) ([]string, []string, int) {
	if i+1 == len(h.s.Rows) {
		return keys, keys, i
	}
	next := h.s.Rows[i+1]
	for j, key := range keys[:min(len(keys), len(next))] {
		if k := h.known[plain(key)]; k != nil && clean(next[j]) != "" && h.reads(k[0], clean(next[j])) {
			return keys, keys, i
		}
	}
	texts := make([]string, max(len(keys), len(next)))
	copy(texts, keys)
	for j, c := range next {
		if clean(c) != "" {
			texts[j] = c
		}
	}
	return texts, keys, i + 1
}

func unkeyed(cells []string) []string {
	keys := make([]string, len(cells))
	for j, c := range cells {
		keys[j] = strings.TrimPrefix(clean(c), keyMark)
	}
	return keys
}

// score counts the different known words of a header.
func (h *heads) score(texts []string) int {
	seen := map[string]bool{}
	for _, c := range texts {
		if word := plain(c); h.known[word] != nil {
			seen[word] = true
		}
	}
	return len(seen)
}

// upward joins row i with the rows above it that group its columns.
func (h *heads) upward(i int) []string {
	texts := h.s.Rows[i]
	if filled(texts) < 2 {
		return texts
	}
	for up := i - 1; up >= 0 && up > i-mostStoreys; up-- {
		joined, ok := h.under(up, texts)
		if !ok || h.score(joined) <= h.score(texts) && !h.groups(up) {
			break
		}
		texts = joined
	}
	return texts
}

// groups reports whether a row holds merged cells that stand above some of the columns, not above all like a title.
func (h *heads) groups(i int) bool {
	width := max(len(h.s.Rows[i]), len(h.s.Rows[i+1]))
	return slices.ContainsFunc(h.s.merges, func(m merge) bool {
		return m.top <= h.s.First+i && h.s.First+i <= m.bottom && m.right > m.left && 2*(m.right-m.left+1) <= width
	})
}

// filled counts the cells with text.
func filled(cells []string) int {
	n := 0
	for _, c := range cells {
		if clean(c) != "" {
			n++
		}
	}
	return n
}

// top is a word above a column: whose it is alone, or shared with its neighbours.
type top struct {
	text   string
	shared bool
}

// tops returns the words of row i, each above all the columns that it groups: as merged, else up to the next word.
func (h *heads) tops(i, width int) []top {
	cells := make([]top, width)
	for j, c := range h.s.Rows[i][:min(len(h.s.Rows[i]), width)] {
		cells[j].text = clean(c)
	}
	fixed := make([]bool, width)
	for _, m := range h.s.merges {
		if m.top > h.s.First+i || h.s.First+i > m.bottom || m.left > width {
			continue
		}
		for j := m.left - 1; j < min(m.right, width); j++ {
			cells[j], fixed[j] = top{cells[m.left-1].text, m.right > m.left}, true
		}
	}
	for j := 1; j < width; j++ {
		if cells[j].text == "" && !fixed[j] && !fixed[j-1] {
			cells[j] = top{cells[j-1].text, true}
		}
	}
	for j := width - 2; j >= 0; j-- {
		cells[j].shared = cells[j].shared || cells[j+1].shared && cells[j].text == cells[j+1].text
	}
	return cells
}

// under joins the texts of columns with row i above them. It reports false where what stands below is no part of a
// header: something below the word of a single column.
func (h *heads) under(i int, texts []string) ([]string, bool) {
	own := h.s.Rows[i]
	tops := h.tops(i, max(len(own), len(texts)))
	joined := make([]string, len(tops))
	for j, t := range tops {
		below := ""
		if j < len(texts) {
			below = clean(texts[j])
		}
		switch both := t.text + " " + below; {
		case below == "" && j < len(own):
			joined[j] = clean(own[j])
		case t.text == "" || below == "" || below == t.text:
			joined[j] = below
		case h.known[plain(both)] != nil:
			joined[j] = both
		case !t.shared:
			return nil, false
		case neutral(t.text), h.known[plain(below)] != nil && !h.counts(below) && !foreign(t.text):
			joined[j] = below
		default:
			joined[j] = both
		}
	}
	return joined, true
}

// counts reports whether a header may be that of a number, which means something else under another heading.
func (h *heads) counts(text string) bool {
	return slices.ContainsFunc(h.known[plain(text)], h.number)
}

// neutral reports whether a heading only sorts columns and changes the meaning of none: 基本情况, 填报单位：…
func neutral(heading string) bool {
	word := plain(heading)
	for _, tail := range []string{"信息", "情况", "概况", "资料", "数据", "规模", "合计", "总计", "全校", "表", "册", "名单", "统计"} {
		if strings.HasSuffix(word, tail) {
			return true
		}
	}
	return len([]rune(word)) > 8 || strings.ContainsAny(fold(heading), ":0123456789")
}

// foreign reports whether a heading speaks of somebody or somewhere else.
func foreign(heading string) bool {
	return slices.ContainsFunc([]string{"配偶", "子女", "家庭", "原", "曾", "前", "联系人"}, func(mark string) bool { return strings.Contains(plain(heading), mark) })
}
