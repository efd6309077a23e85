package main

import (
	"io"
	"regexp"
	"testing"

	"github.com/rotateplan/rotate/cmd/internal/input"
	"github.com/rotateplan/rotate/cmd/internal/say"
	"github.com/rotateplan/rotate/model/rule"
)

// TestPolicyFormSaysWhatTheDefaultSays holds the policy to start from to the default one: as it is, and with every clause
// in force as it stands there.
func TestPolicyFormSaysWhatTheDefaultSays(t *testing.T) {
	want, _ := rule.LoadPolicy(input.DefaultPolicy)
	for _, lang := range say.Languages {
		con := console{out: io.Discard, err: io.Discard, voice: say.In(lang)}
		text, err := con.policyForm()
		if err != nil {
			t.Fatal(err)
		}
		marked := regexp.MustCompile(`(?m)^  # ([a-z-]+: \{)`)
		if n := len(marked.FindAll(text, -1)); n != len(want.Clauses) {
			t.Errorf("%s: %d clauses, want %d", lang, n, len(want.Clauses))
		}
		for _, form := range [][]byte{text, marked.ReplaceAll(text, []byte("  $1"))} {
			p, bad := rule.ParsePolicy("policy.yaml", form)
			if len(bad) > 0 {
				t.Fatal(lang, bad)
			}
			if p.SHA256 != want.SHA256 {
				t.Errorf("%s: another policy than the default", lang)
			}
		}
	}
}
