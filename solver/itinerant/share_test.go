package itinerant

import (
	"slices"
	"testing"

	"github.com/rotateplan/rotate/model"
)

func TestPoolsShare(t *testing.T) {
	for _, x := range []struct {
		name     string
		teachers int
		lends    int64
		owed     []int64
		left     int64
	}{
		{"nothing", 1, 9, nil, 0},
		{"two places", 1, 9, []int64{4, 5}, 0},
		{"three places are too many for one", 1, 9, []int64{4, 3, 2}, 2},
		{"and few enough for two", 2, 9, []int64{4, 3, 2}, 0},
		{"a portion larger than a load is cut", 2, 9, []int64{12, 6}, 0},
		{"the large leave room for the small", 2, 10, []int64{8, 7, 3, 2}, 0},
		{"no more than there is", 2, 5, []int64{8, 7}, 5},
	} {
		p := pool{lends: x.lends, teachers: make([]model.TeacherID, x.teachers)}
		var owed []portion
		sum := int64(0)
		for i, n := range x.owed {
			owed, sum = append(owed, portion{i, n}), sum+n
		}
		before := slices.Clone(owed)
		dealt, left := p.share(owed, 2)
		rest := int64(0)
		for _, y := range left {
			rest += y.periods
		}
		given := int64(0)
		for _, hers := range dealt {
			n := int64(0)
			for _, y := range hers {
				n += y.periods
			}
			if given += n; n > x.lends || len(hers) > 2 {
				t.Errorf("%s: one gives %v", x.name, hers)
			}
		}
		if rest != x.left || given+rest != sum || !slices.Equal(before, owed) {
			t.Errorf("%s: dealt %v, left %v, want %d left of %d", x.name, dealt, left, x.left, sum)
		}
	}
}
