package report

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/explain"
)

// lot writes the lot of a teacher in hexadecimal: the first digits of a SHA-256, as programs for it print them.
func (d *digest) lot(t model.TeacherID) string {
	return fmt.Sprintf("%016x", model.Lot(d.Seed, d.c.County.Year, d.c.County.Teachers[t].ID))
}

// drawn returns the lot of a teacher and its rank among her equals, both blank where there was nobody to draw against.
func (d *digest) drawn(moves *explain.Rotation, t model.TeacherID) (lot string, rank any) {
	class := moves.Equals(t)
	if len(class) < 2 {
		return "", ""
	}
	slices.SortFunc(class, func(a, b model.TeacherID) int { return cmp.Or(cmp.Compare(d.lot(a), d.lot(b)), cmp.Compare(a, b)) })
	return d.lot(t), slices.Index(class, t) + 1
}

// recipe says how lots are drawn, so that anybody can draw them again.
func (d *digest) recipe() string {
	year := d.c.County.Year
	return fmt.Sprintf("同等条件（没有一条规则能区分）的教师由抽签决定，抽签号小者先派。抽签号是文字“种子/学年/教职工号”的 SHA-256 值的前 16 位"+
		"（十六进制），本方案种子为 %d、学年为 %d，任何人都可重算，例如：printf '%d/%d/教职工号' | sha256sum。", d.Seed, year, d.Seed, year)
}
