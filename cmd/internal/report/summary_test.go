package report

import (
	"strings"
	"testing"

	"charm.land/lipgloss/v2"
)

func TestSummaryIsOneAlignedScreenInBothLanguages(t *testing.T) {
	for lang, told := range map[string][]string{
		"zh": {"示例县（990009）2026—2027学年", "交流轮岗", "2 人（占符合条件 50.0 %）", "758 → 773 节", "16.7 公里", "已证明为最优", "1 条"},
		"en": {"示例县 (990009), school year 2026–2027", "2 (50.0 % of the eligible)", "758 → 773 periods", "16.7 km", "proven to be the best possible"},
	} {
		text := Summary(samplePlan(t), lang)
		for _, want := range told {
			if !strings.Contains(text, want) {
				t.Errorf("%s: no %q in\n%s", lang, want, text)
			}
		}
		for _, bad := range []string{"report.", "<no value>", "%!", "T9900", "教师0", "\x1b"} {
			if strings.Contains(text, bad) {
				t.Errorf("%s: %q in\n%s", lang, bad, text)
			}
		}
		width := 0
		for _, line := range strings.Split(text, "\n") {
			if !strings.HasPrefix(line, "│") {
				width = 0
				continue
			}
			if w := lipgloss.Width(line); width != 0 && w != width {
				t.Errorf("%s: a row %d wide under one of %d:\n%s", lang, w, width, text)
			}
			width = lipgloss.Width(line)
		}
		t.Log("\n" + text)
	}
}
