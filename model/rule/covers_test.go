package rule

import (
	"testing"

	"github.com/rotateplan/rotate/model"
)

// A stay covers a term when it contains its October or April, whole: rules.md, words.
func TestCovers(t *testing.T) {
	autumn, spring := 2*2026, 2*2026+1
	for _, x := range []struct {
		from, until    model.Date
		autumn, spring bool
	}{
		{20260901, 20270731, true, true},
		{20260901, 20270131, true, false},
		{20270201, 20270731, false, true},
		{20261001, 20261031, true, false},
		{20261002, 20270430, false, true},
		{20260901, 20261030, false, false},
		{20270401, 20270429, false, false},
		{20250901, 0, true, true},
		{20270801, 20280731, false, false},
	} {
		p := &model.Posting{From: x.from, Until: x.until}
		if a, s := Covers(p, autumn), Covers(p, spring); a != x.autumn || s != x.spring {
			t.Errorf("%d to %d covers autumn %v, spring %v; want %v, %v", x.from, x.until, a, s, x.autumn, x.spring)
		}
	}
}
