package table

import "strings"

// A sheet has one header. What stands above it and below another one is not passed over in silence.

var (
	lostRows = complaint{code: "rows-above-header", expected: "数据都在表头以下 / all rows of data below the header",
		remedy: "表头以上的行没有读取：移到表头以下，或删去 / rows above the header are not read: move them below it, or remove them"}
	secondHeader = complaint{code: "second-header", expected: "一张表只有一个表头 / one header in a table",
		remedy: "从这一行起没有读取，因为列与上面不同：按第一个表头合为一段 / not read from this row on, as its columns are others: bring all under the first header"}
)

// above faults the first row of data above a header.
func (t *rows[R]) above(h *heads, x *header) {
	below := false
	for i, cells := range h.s.Rows[:x.top] {
		switch {
		case isUnits(cells), isOrdinals(cells), isExample(cells):
		case h.whole(cells), h.score(cells) >= 3:
			below = true
		case below && filled(cells) >= 2, h.values(cells, x.texts) >= 2:
			t.cell(h.s.First+i, "", strings.Join(cells, " "), lostRows)
			return
		}
	}
}

// values counts the cells that can only be values of the columns they stand above.
func (h *heads) values(cells, texts []string) int {
	n := 0
	for j, c := range cells[:min(len(cells), len(texts))] {
		if k := h.known[plain(texts[j])]; k != nil && clean(c) != "" && h.reads(k[0], clean(c)) {
			n++
		}
	}
	return n
}

// oneHeader faults another header among the rows, and leaves out what is below it: its columns are others.
func (t *rows[R]) oneHeader(h *heads) {
	for i, cells := range t.sheet.Rows {
		if !hasNumber(cells) && h.whole(cells) && 2*h.score(cells) >= filled(cells) && !t.isAgain(cells) {
			t.cell(t.sheet.First+i, "", strings.Join(cells, " "), secondHeader)
			t.sheet.Rows = t.sheet.Rows[:i]
			return
		}
	}
}

// hasNumber reports whether a cell begins with a digit, as no header of a table with ids and dates does throughout.
func hasNumber(cells []string) bool {
	for _, c := range cells {
		if c != "" && c[0] >= '0' && c[0] <= '9' {
			return true
		}
	}
	return false
}

// isAgain reports whether a row is one of those of the header again, units and all.
func (t *rows[R]) isAgain(cells []string) bool {
	for _, head := range t.storeys {
		if filled(head) >= 2 && sameTexts(head, cells) {
			return true
		}
	}
	return false
}

func sameTexts(a, b []string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	for j := range b {
		text := ""
		if j < len(a) {
			text = a[j]
		}
		if text != b[j] && tight(text) != tight(b[j]) {
			return false
		}
	}
	return true
}

// tight is a text without blanks.
func tight(text string) string { return strings.ReplaceAll(fold(clean(text)), " ", "") }
