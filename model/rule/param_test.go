package rule

import (
	"fmt"
	"testing"
)

// A list is loosened by one word more, whichever is not in it; what it allows already it goes on allowing. A number goes to the end on its
// way, a word to the weakest; what is no value, what is at its end and what has no way goes nowhere.
func TestLoosest(t *testing.T) {
	list := Find("group-type").Param("weak")
	var lists []int64
	for i := range list.Words[2:] {
		lists = append(lists, list.ListOf(1, 0, i+2))
	}
	for _, x := range []struct {
		p    *Param
		now  int64
		want []int64
	}{
		{list, list.ListOf(1, 0), lists},
		{Find("group-size").Param("min"), 3, []int64{0}},
		{Find("group-size").Param("max"), 3, []int64{50}},
		{Find("group-size").Param("max"), 50, nil},
		{Find("scope").Param("ordinary"), 0, []int64{2}},
		{Find("exemption").Param("illness"), 1, []int64{0}},
		{Find("group-radius").Param("alliance"), sameRadius, nil},
		{Find("group-radius").Param("alliance"), 5, []int64{1000}},
		{Find("exchange-share").Param("base"), 1, nil},
	} {
		if got := x.p.Loosest(x.now); fmt.Sprint(got) != fmt.Sprint(x.want) {
			t.Errorf("%s %s goes to %v, want %v", x.p.Name, x.p.Text(x.now), got, x.want)
		}
	}
}
