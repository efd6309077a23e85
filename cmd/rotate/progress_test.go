package main

import (
	"strings"
	"testing"

	"github.com/rotateplan/rotate/cmd/internal/say"
	"github.com/rotateplan/rotate/solver"
)

func TestBoundsThatSayNothingAreNotPrinted(t *testing.T) {
	for _, x := range []struct {
		name  string
		p     solver.Progress
		shown bool
	}{
		{"no plan", solver.Progress{Problem: "rotation", Bound: 7}, false},
		{"a bound far below", solver.Progress{Problem: "rotation", HasPlan: true, Cost: 100, Bound: -1001}, false},
		{"a plan and a bound", solver.Progress{Problem: "rotation", HasPlan: true, Cost: 100, Bound: -1000}, true},
	} {
		var said strings.Builder
		con := console{err: &said, voice: say.In("en")}
		con.watch().report(x.p)
		b := bars{console: &con}
		for _, text := range []string{said.String(), b.figures(&x.p)} {
			if strings.Contains(text, "bound") != x.shown {
				t.Errorf("%s: bound shown is not %v: %s", x.name, x.shown, text)
			}
		}
	}
}

func TestAListNobodyFoundEndsInItsOwnExitCode(t *testing.T) {
	for _, lang := range say.Languages {
		for _, ended := range []string{"interrupt", "time-limit", "effort"} {
			for _, id := range []string{"command.no-list-", "command.no-plan-"} {
				if text := say.In(lang).Say(id + ended); text == id+ended {
					t.Errorf("%s has no words in %s", id+ended, lang)
				}
			}
		}
	}
	c := console{}
	if code := c.finish(errNoList); code != exitNoPlan {
		t.Errorf("exit %d, want %d", code, exitNoPlan)
	}
}

// TestProgressIsToldInTheLanguageOfTheRun reads a line of the log in both.
func TestProgressIsToldInTheLanguageOfTheRun(t *testing.T) {
	for lang, want := range map[string]string{
		"zh": "level=INFO msg=交流轮岗 成本=900 差距=11.111% 下界=800 进度=1/4\n",
		"en": "level=INFO msg=Rotation cost=900 gap=11.111% bound=800 work=1/4\n",
	} {
		var log strings.Builder
		con := console{err: &log, voice: say.In(lang)}
		con.watch().report(solver.Progress{Problem: "rotation", HasPlan: true, Cost: 900, Bound: 800, Work: 1, Effort: 4})
		if _, got, _ := strings.Cut(log.String(), " "); got != want {
			t.Errorf("%s: %q, want %q", lang, got, want)
		}
	}
}
