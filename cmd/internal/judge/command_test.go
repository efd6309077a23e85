package judge

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rotateplan/rotate/cmd/internal/say"
	"github.com/rotateplan/rotate/model"
)

func TestFaultsAreToldBeforeWarnings(t *testing.T) {
	found := model.Faults{{Code: "first-warning", Warn: true}, {Code: "first-fault", Column: "第 3 列 / column 3"},
		{Code: "second-warning", Warn: true}, {Code: "second-fault"}}
	for lang, wants := range map[string][]string{
		"en": {"column 3", "first-fault", "second-fault", "first-warning", "second-warning", "faults: 2, warnings: 2"},
		"zh": {"第 3 列", "first-fault", "second-fault", "first-warning", "second-warning", "错误 2 条，提示 2 条"},
	} {
		rest := Faults(found, say.In(lang))
		for _, want := range wants {
			_, after, ok := strings.Cut(rest, want)
			if !ok {
				t.Fatalf("%s: %q does not follow:\n%s", lang, want, Faults(found, say.In(lang)))
			}
			rest = after
		}
	}
	if found[0].Code != "first-warning" {
		t.Error("the faults given were put in another order")
	}
	if text := Faults(found[:1], say.In("en")); strings.Contains(text, "warnings:") {
		t.Errorf("one alone is counted: %s", text)
	}
}

func TestPathsAreFoundFromAnywhere(t *testing.T) {
	top := t.TempDir()
	t.Chdir(t.TempDir())
	tables, plan := top+"/tables", top+"/plans/out"
	write(t, tables+"/x")
	write(t, plan+"/plan.json")
	for path, want := range map[string]string{"tables": tables, "nowhere/tables": "nowhere/tables", "": "", tables: tables} {
		if got := above(plan, path); got != want {
			t.Errorf("%q is found at %q, want %q", path, got, want)
		}
	}
}

func write(t *testing.T, path string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
}
