package say

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"
)

func TestEveryMessageIsSaidInEveryLanguage(t *testing.T) {
	entries, err := files.ReadDir("messages")
	if err != nil {
		t.Fatal(err)
	}
	said := map[string][]string{} // by area and language
	for _, e := range entries {
		text, err := files.ReadFile("messages/" + e.Name())
		if err != nil {
			t.Fatal(err)
		}
		var messages map[string]string
		if err := json.Unmarshal(text, &messages); err != nil {
			t.Fatalf("%s: %v", e.Name(), err)
		}
		said[strings.TrimSuffix(e.Name(), ".json")] = slices.Sorted(maps.Keys(messages))
	}
	for name, ids := range said {
		area, _, _ := strings.Cut(name, ".")
		for _, lang := range Languages {
			if !slices.Equal(said[area+"."+lang], ids) {
				t.Errorf("%s and %s.%s do not say the same messages", name, area, lang)
			}
		}
	}
}

func TestPick(t *testing.T) {
	for _, x := range []struct{ both, zh, en string }{
		{"整数 / a whole number", "整数", "a whole number"},
		{"学校 A / B / either of A and B", "学校 A", "B / either of A and B"},
		{"甲 / 乙 / one of two", "甲 / 乙", "one of two"},
		{"工作簿（.xlsx）/ a workbook", "工作簿（.xlsx）", "a workbook"},
		{"a / b", "a / b", "a / b"},
		{"0..100", "0..100", "0..100"},
	} {
		if zh, en := In("zh").Pick(x.both), In("en").Pick(x.both); zh != x.zh || en != x.en {
			t.Errorf("Pick(%q) = %q, %q, want %q, %q", x.both, zh, en, x.zh, x.en)
		}
	}
}
