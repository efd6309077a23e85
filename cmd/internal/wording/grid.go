package wording

import (
	"charm.land/lipgloss/v2"
	"charm.land/lipgloss/v2/table"
)

// Grid draws a table for a terminal: columns align whatever the width of their characters.
func Grid(head []string, rows [][]string) string {
	t := aligned(rows).Border(lipgloss.NormalBorder())
	if head != nil {
		t = t.Headers(head...)
	}
	return t.String()
}

// List draws rows without lines, one a line.
func List(rows ...[]string) string {
	return aligned(rows).BorderTop(false).BorderBottom(false).BorderLeft(false).BorderRight(false).BorderColumn(false).String()
}

func aligned(rows [][]string) *table.Table {
	return table.New().BorderRow(false).Wrap(false).Rows(rows...).
		StyleFunc(func(int, int) lipgloss.Style { return lipgloss.NewStyle().Padding(0, 1) })
}
