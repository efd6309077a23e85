package table

import (
	"regexp"
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
	must   []int                         // columns that every row fills in
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

// header is where the header of a sheet stands: the texts of its columns, the keys above them, if any, and the indices of
// its first and last row. Last is -1 where there is none.
type header struct {
	texts, keys []string
	top, last   int
}

// find returns the header: the row of keys, or else the first that names the columns every row fills in, with the rows that
// belong to it, or else the one that names most columns.
func (h *heads) find() header {
	best, most := header{last: -1}, 0
	for i, cells := range h.s.Rows[:min(len(h.s.Rows), headRows)] {
		if keys := unkeyed(cells); isKeys(cells) && h.score(keys) > 0 {
			return h.below(i, keys)
		}
		x := h.upward(i)
		n, whole := h.score(x.texts), h.whole(best.texts)
		if n > most && (!whole || x.top <= best.last) || !whole && h.whole(x.texts) {
			best, most = x, n
		}
	}
	return best
}

// whole reports whether texts name all columns that every row fills in, and another or more.
func (h *heads) whole(texts []string) bool {
	has := map[int]bool{}
	for _, c := range texts {
		for _, k := range h.known[plain(c)] {
			has[k] = true
		}
	}
	return h.score(texts) >= 2 && !slices.ContainsFunc(h.must, func(k int) bool { return !has[k] })
}

// below returns what find does where row i holds keys: the header follows it, unless somebody removed that.
func (h *heads) below(i int, keys []string) header {
	if i+1 == len(h.s.Rows) {
		return header{keys, keys, i, i}
	}
	next := h.s.Rows[i+1]
	for j, key := range keys[:min(len(keys), len(next))] {
		if k := h.known[plain(key)]; k != nil && clean(next[j]) != "" && h.reads(k[0], clean(next[j])) {
			return header{keys, keys, i, i}
		}
	}
	texts := make([]string, max(len(keys), len(next)))
	copy(texts, keys)
	for j, c := range next {
		if clean(c) != "" {
			texts[j] = c
		}
	}
	return header{texts, keys, i, i + 1}
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
func (h *heads) upward(i int) header {
	x := header{texts: h.s.Rows[i], top: i, last: i}
	if filled(x.texts) < 2 {
		return x
	}
	for up := i - 1; up >= 0 && up > i-mostStoreys; up-- {
		joined, ok := h.under(up, x.texts)
		if !ok || h.score(joined) <= h.score(x.texts) && (!h.groups(up) || h.isTitle(up)) {
			break
		}
		x.texts, x.top = joined, up
	}
	return x
}

// groups reports whether a row holds merged cells that stand above some of the columns, not above all like a title.
func (h *heads) groups(i int) bool {
	width := max(len(h.s.Rows[i]), len(h.s.Rows[i+1]))
	return slices.ContainsFunc(h.s.merges, func(m merge) bool {
		return m.top <= h.s.First+i && h.s.First+i <= m.bottom && m.right > m.left && 2*(m.right-m.left+1) <= width
	})
}

// isTitle reports whether all that a row holds is a text in its first column.
func (h *heads) isTitle(i int) bool {
	return filled(h.s.Rows[i]) == 1 && clean(h.s.Rows[i][0]) != ""
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
		case neutral(t.text), !h.counts(below) && sorts(t.text, below):
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

// neutrals are headings that only sort columns and change the meaning of none, not even of a number.
var neutrals = plainSet("基本情况 基本信息 基础信息 学校基本情况 学校基本信息 学校情况 学校概况 办学基本情况 办学情况 办学规模 学校规模 规模 合计 总计 全校 全校合计")

// neutral reports whether a heading is one of these or a line above the table: 填报单位：…
func neutral(heading string) bool { return neutrals[plain(heading)] || isNote(heading) }

// sorting are the headings that change the meaning of no word or date: 教师信息 does not, 原单位信息 does; so does a title.
// Places stand over coordinates.
var (
	sorting = regexp.MustCompile(`^(学校|教师|教职工|个人|人员|本人|单位|任教|任职|工作|岗位|填报|基本|基础|主要)*(信息|情况|概况|资料|数据)$|.(统计|表|册|名单)$`)
	places  = plainSet("坐标 经纬度 地理坐标 地理位置 位置 学校坐标 学校位置")
)

// sorts reports whether a heading may be dropped above a text: it sorts columns, or the text says it again.
func sorts(heading, below string) bool {
	head, word := plain(heading), plain(below)
	return sorting.MatchString(head) || strings.Contains(fold(heading), ":") || strings.HasPrefix(word, head) ||
		places[head] && (strings.HasSuffix(word, "度") || word == "lat" || word == "lng" || word == "坐标系")
}
