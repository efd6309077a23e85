package main

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/rotateplan/rotate/cmd/internal/judge"
	"github.com/rotateplan/rotate/cmd/internal/say"
)

// TestScriptsUseEverythingInBothLanguages demands of every command and every flag a script that uses it in Chinese and
// one in English, is not refused, and looks at what came of it.
func TestScriptsUseEverythingInBothLanguages(t *testing.T) {
	used := uses(t)
	for _, words := range everything() {
		for _, lang := range say.Languages {
			if !used[words+" "+lang] {
				t.Errorf("no script uses %q in %s and looks at what came of it", words, lang)
			}
		}
	}
}

// everything lists all commands, and all flags behind their commands: "rotate plan", "rotate plan --gap" …
func everything() (all []string) {
	con := console{out: io.Discard, err: io.Discard, voice: say.In("en")}
	var walk func(c *cobra.Command)
	walk = func(c *cobra.Command) {
		all = append(all, c.CommandPath())
		c.LocalFlags().VisitAll(func(f *pflag.Flag) { all = append(all, c.CommandPath()+" --"+f.Name) })
		for _, sub := range c.Commands() {
			walk(sub)
		}
	}
	walk(newRoot(&con))
	f := pflag.NewFlagSet("rotate-verify", pflag.ContinueOnError)
	new(judge.Options).Bind(f, con.voice)
	f.VisitAll(func(f *pflag.Flag) { all = append(all, "rotate-verify --"+f.Name) })
	return append(all, "rotate-verify", "rotate-verify --lang")
}

// uses finds what the scripts use, as everything lists it, with the language behind.
func uses(t *testing.T) map[string]bool {
	t.Helper()
	files, err := filepath.Glob("../../testdata/scripts/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no scripts", err)
	}
	used := map[string]bool{}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(string(txtar.Parse(text).Comment), "\n")
		for i, line := range lines {
			if i+1 < len(lines) && looksAt(lines[i+1]) {
				for _, words := range usedBy(strings.Fields(line)) {
					used[words] = true
				}
			}
		}
	}
	return used
}

// looksAt reports whether a line of a script demands something of the command before it.
func looksAt(line string) bool {
	verb, _, _ := strings.Cut(strings.TrimPrefix(line, "! "), " ")
	return slices.Contains([]string{"stdout", "stderr", "cmp", "grep", "exists", "private"}, verb)
}

// usedBy finds what a line of a script uses, if it runs a command that is not refused.
func usedBy(line []string) (all []string) {
	if len(line) < 3 || line[0] != "exits" || line[1] == "2" {
		return nil
	}
	args := line[2:]
	lang, command := say.Asked(args), args[0]
	for i, a := range args[1:] {
		flag, _, _ := strings.Cut(a, "=")
		switch {
		case strings.HasPrefix(flag, "--"):
			all = append(all, command+" "+flag+" "+lang)
			if flag == "--lang" {
				all = append(all, args[0]+" --lang "+lang)
			}
		case i < 2 && slices.Contains(everything(), command+" "+a):
			command += " " + a
		}
	}
	return append(all, command+" "+lang)
}
