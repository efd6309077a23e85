package wording

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rotateplan/rotate/model"
)

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

func TestManyFaultsOfAColumnAreToldTogether(t *testing.T) {
	var all model.Faults
	for row := 2; row < 62; row++ {
		all = append(all, model.Fault{Code: "swapped-coordinates", File: "学校.csv", Row: row, Column: "经度", Found: fmt.Sprint(row)},
			model.Fault{Code: "bad-date", File: "教师.csv", Row: row % 20, Column: fmt.Sprint("列", row%6)})
	}
	text := Faults(all, "en")
	if n := strings.Count(text, "found"); n != 50 || strings.Count(text, "57 more rows with swapped-coordinates") != 1 || !strings.Contains(text, "and 13 more;") {
		t.Errorf("%d faults in\n%s", n, text)
	}
}
