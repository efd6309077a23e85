package report

import (
	"fmt"
	"strings"
	"testing"

	"charm.land/lipgloss/v2"

	"github.com/rotateplan/rotate/model"
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

func TestFaultsAreCutAtFifty(t *testing.T) {
	var faults model.Faults
	for i := range 60 {
		faults = append(faults, model.Fault{Code: "bad-date", File: "教师.csv", Sheet: "教师", Row: i + 2, Column: fmt.Sprint("出生年月", i%3),
			Found: "3.1E9", Expected: "日期 / a date", Remedy: "按文本填写 / enter it as text"})
	}
	zh, en := Faults(faults, "zh"), Faults(faults, "en")
	if got := strings.Count(zh, "\n"); got != 51 {
		t.Errorf("%d lines", got)
	}
	for _, want := range []string{"第 2 行", "应为日期；按文本填写", "另有 10 条"} {
		if !strings.Contains(zh, want) {
			t.Errorf("no %q in %s", want, zh)
		}
	}
	if !strings.Contains(en, "expected a date; enter it as text") {
		t.Error(en)
	}
}

func TestNumbersForPeople(t *testing.T) {
	for n, want := range map[int64]string{0: "0", 999: "999", 1000: "1,000", -1234567: "-1,234,567"} {
		if got := grouped(n); got != want {
			t.Errorf("%d is %s, want %s", n, got, want)
		}
	}
	for m, want := range map[int64]string{0: "0.0", 640: "0.6", 960: "1.0", 16680: "16.7", 1234567: "1,234.6"} {
		if got := kmText(m); got != want {
			t.Errorf("%d m is %s km, want %s", m, got, want)
		}
	}
	for m, want := range map[int64]string{0: "0.00", 1: "0.01", 10: "0.01", 1234567: "1,234.57"} {
		if got := ceilKm(m); got != want {
			t.Errorf("at most %d m is %s km, want %s", m, got, want)
		}
	}
}
