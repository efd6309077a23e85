package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/rotateplan/rotate/cmd/internal/judge"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"rotate":        main,
		"rotate-verify": func() { os.Exit(judge.Main(os.Args[1:], os.Stdout, os.Stderr)) },
	})
}

// TestScripts runs the archives of testdata/scripts. UPDATE_SCRIPTS=1 writes what commands print into them.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:           "../../testdata/scripts",
		UpdateScripts: os.Getenv("UPDATE_SCRIPTS") != "",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "edit": edit, "refuses": refuses, "private": private,
		},
	})
}

// exits runs a command and demands its exit code: exits 2 rotate plan …
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND ARGS…")
	}
	code := 0
	err := ts.Exec(args[1], args[2:]...)
	if x := (*exec.ExitError)(nil); errors.As(err, &x) {
		code = x.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v: %v", args[1:], err)
	}
	if strconv.Itoa(code) != args[0] {
		ts.Fatalf("%v: exit %d, want %s", args[1:], code, args[0])
	}
}

// edit replaces the first occurrence of a text in a file, which must be there: edit FILE OLD NEW
func edit(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: edit FILE OLD NEW")
	}
	text := ts.ReadFile(args[0])
	if !strings.Contains(text, args[1]) {
		ts.Fatalf("%s does not contain %q", args[0], args[1])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Replace(text, args[1], args[2], 1)), 0o600))
}

// refuses runs a command that must refuse its input: exit code, fault code, no panic, and the folder of an older plan left
// as it was: refuses 2 duplicate-school rotate plan …
func refuses(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 3 {
		ts.Fatalf("usage: refuses CODE FAULT COMMAND ARGS…")
	}
	old := ts.MkAbs("old")
	ts.Check(os.MkdirAll(old, 0o755))
	ts.Check(os.WriteFile(filepath.Join(old, "plan.json"), []byte("older plan"), 0o600))
	exits(ts, false, append([]string{args[0]}, append(args[2:], "--out", old, "--lang", "en")...))
	said := ts.ReadFile("stderr")
	if !strings.Contains(said, args[1]) || strings.Contains(said, "goroutine") || strings.Contains(said, "panic") {
		ts.Fatalf("%v: want a fault %q, no panic", args[2:], args[1])
	}
	entries, err := os.ReadDir(old)
	ts.Check(err)
	if text := ts.ReadFile(filepath.Join(old, "plan.json")); len(entries) != 1 || text != "older plan" {
		ts.Fatalf("%v: the older plan was touched", args[2:])
	}
}

// private demands that only their owner may read files.
func private(ts *testscript.TestScript, neg bool, args []string) {
	for _, name := range args {
		info, err := os.Stat(ts.MkAbs(name))
		ts.Check(err)
		if runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
			ts.Fatalf("%s has mode %v, want 0600", name, info.Mode().Perm())
		}
	}
}
