package wording

import (
	"strings"
	"testing"
	"unicode"

	"github.com/rotateplan/rotate/model/rule"
)

func TestSourcesAreShownInChinese(t *testing.T) {
	got := chineseSource("甲：一；乙：二 / A: one; B: two (grade P); 丙 / C (grade S for the aim; the weight, grade D)")
	if got != "甲：一；乙：二（依据等级 P 公开网页）；丙（依据等级 S 文件原文、D 设计取值）" {
		t.Error(got)
	}
	for _, r := range rule.All() {
		shown := chineseSource(r.Source)
		words := strings.FieldsFunc(shown, func(r rune) bool { return r > unicode.MaxASCII || !unicode.IsLetter(r) })
		for _, w := range words {
			if len(w) > 1 {
				t.Errorf("%s: %q in %s", r.Name, w, shown)
			}
		}
	}
}
