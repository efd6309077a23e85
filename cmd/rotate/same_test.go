package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/rotateplan/rotate/cmd/internal/judge"
)

// files reads every file of a folder but run.json, the only one that may differ between equal runs.
func files(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		if e.Name() != "run.json" {
			all[e.Name()] = string(text)
		}
	}
	return all
}

func TestSameBytesWhateverTheThreads(t *testing.T) {
	data := t.TempDir()
	if code, _, said := command(t, "generate", "--teachers", "500", "--seed", "7", data); code != 0 {
		t.Fatal(said)
	}
	var first map[string]string
	for i, threads := range []int{1, 2, 1, 2} {
		out := filepath.Join(t.TempDir(), "out")
		code, _, said := command(t, "plan", "--county", "990001", "--data", data, "--year", "2026",
			"--threads", fmt.Sprint(threads), "--effort", "4", "--time-limit", "0", "--out", out)
		if code != 0 {
			t.Fatalf("exit %d: %s", code, said)
		}
		got := files(t, out)
		if i == 0 {
			first = got
			continue
		}
		if len(got) != len(first) {
			t.Errorf("%d files, first run %d", len(got), len(first))
		}
		for name := range first {
			if got[name] != first[name] {
				t.Errorf("run %d with %d threads: %s differs from the first run", i, threads, name)
			}
		}
	}
}

// longCounty writes tables that keep a search busy for a while.
func longCounty(t *testing.T) string {
	t.Helper()
	data := t.TempDir()
	if code, _, said := command(t, "generate", "--teachers", "6000", "--seed", "5", data); code != 0 {
		t.Fatal(said)
	}
	return data
}

func TestInterruptKeepsThePlanInHand(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no interrupts between processes")
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	data := longCounty(t)
	for _, after := range []time.Duration{300 * time.Millisecond, 2 * time.Second} {
		t.Run(after.String(), func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "out")
			code, said := interrupted(t, after, self, "plan", "--county", "990001", "--data", data, "--year", "2026",
				"--gap", "0", "--effort", "1000000", "--time-limit", "0", "--lang", "en", "--out", out)
			switch _, err := os.Stat(filepath.Join(out, "plan.json")); {
			case code == exitNoPlan && err != nil:
			case code != exitPlan || err != nil || !strings.Contains(said, "Interrupted"):
				t.Errorf("exit %d, %v: %s", code, err, said)
			default:
				if code, said := judged(out); code != judge.Clean {
					t.Errorf("rotate-verify: exit %d: %s", code, said)
				}
			}
		})
	}
}

// interrupted runs this test program as the command rotate and interrupts it. It returns the exit code and what was said.
func interrupted(t *testing.T, after time.Duration, self string, args ...string) (int, string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()
	bin := filepath.Join(t.TempDir(), "rotate")
	if err := os.Symlink(self, bin); err != nil { // testscript.Main runs a command by the name it is called by
		t.Fatal(err)
	}
	c := exec.CommandContext(ctx, bin, args...)
	var said strings.Builder
	c.Stderr = &said
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(after)
	c.Process.Signal(syscall.SIGINT)
	c.Wait()
	return c.ProcessState.ExitCode(), said.String()
}
