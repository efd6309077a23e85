package conflict

import (
	"fmt"
	"testing"

	"github.com/rotateplan/rotate/model/rule"
)

// A list is loosened by one word more, whichever is not in it; what it allows already it goes on allowing.
func TestAListIsLoosenedByAWord(t *testing.T) {
	p := rule.Find("group-type").Param("weak")
	var got []string
	for _, v := range extremes(p, p.ListOf(1, 0)) {
		got = append(got, p.Text(v))
	}
	var want []string
	for _, word := range p.Words[2:] {
		want = append(want, fmt.Sprintf("[%s, %s, %s]", p.Words[1], p.Words[0], word))
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
