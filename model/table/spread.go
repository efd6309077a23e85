package table

import "slices"

// spread gives the text of cells merged over several rows to each of these rows that holds anything. Of cells merged over
// several columns only the first column has the text. A number that one cell gives for several rows is a fault, unless it
// is that of a school as a whole and all the rows are hers.
func (t *rows[R]) spread(columns []Column[R], at []int) {
	owner := slices.Repeat([]int{-1}, len(t.sheet.Header)) // by cell: its column
	for k, j := range at {
		if j >= 0 {
			owner[j] = k
		}
	}
	empty := make([]bool, len(t.sheet.Rows))
	for i, cells := range t.sheet.Rows {
		empty[i] = allBlank(cells)
	}
	blocks := t.blocks(len(owner))
	for _, numbers := range []bool{false, true} { // which rows are one school's is known after the first pass
		for _, m := range blocks {
			if k := owner[m.left]; k >= 0 && columns[k].Number == numbers {
				t.share(&columns[k], at[0], m, empty)
			}
		}
	}
}

// blocks returns the merged cells below the header, cut to its width and counted from 0, and faults what they cover. Of
// blocks that overlap, which no program writes, there may be fewer.
func (t *rows[R]) blocks(width int) []merge {
	var list []merge
	budget := (len(t.sheet.Rows) + 1) * (width + 1)
	for _, m := range t.sheet.merges {
		m = merge{m.top - t.sheet.First, m.left - 1, min(m.bottom-t.sheet.First, len(t.sheet.Rows)-1), min(m.right, width) - 1}
		if m.top < 0 || m.bottom < m.top || m.right < m.left {
			continue
		}
		if budget -= (m.bottom - m.top + 1) * (m.right - m.left + 1); budget < 0 {
			break
		}
		t.uncover(m)
		list = append(list, m)
	}
	return list
}

// at is the text of a cell.
func (t *rows[R]) at(row, column int) string {
	if cells := t.sheet.Rows[row]; column >= 0 && column < len(cells) {
		return clean(cells[column])
	}
	return ""
}

// uncover faults a text that merged cells hide.
func (t *rows[R]) uncover(m merge) {
	shown := t.at(m.top, m.left)
	for i := m.top; i <= m.bottom; i++ {
		for j := m.left; j <= m.right; j++ {
			if text := t.at(i, j); text != "" && text != shown {
				t.cell(t.sheet.First+i, clean(t.sheet.Header[j]), text, coveredValue)
			}
		}
	}
}

// share gives the text of a block to its rows. Key is the cell by which rows are of one school.
func (t *rows[R]) share(c *Column[R], key int, m merge, empty []bool) {
	text := t.at(m.top, m.left)
	for i := m.top + 1; i <= m.bottom; i++ {
		switch {
		case empty[i] || text == "":
		case c.Whole && key >= 0 && t.at(i, key) == t.at(m.top, key):
		case c.Number:
			t.cell(t.sheet.First+m.top, clean(t.sheet.Header[m.left]), text, mergedNumber)
			return
		default:
			cells := &t.sheet.Rows[i]
			for len(*cells) <= m.left {
				*cells = append(*cells, "")
			}
			(*cells)[m.left] = text
		}
	}
}
