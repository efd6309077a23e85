//go:build unix

// Package measure runs the program as whole processes and writes down what the operating system says of them.
package measure

import (
	"encoding/csv"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// Build builds a command of this module, named by its folder, into another folder and returns the path of the program.
func Build(folder, command string) (string, error) {
	program := filepath.Join(folder, filepath.Base(command))
	if text, err := exec.Command("go", "build", "-o", program, "./"+command).CombinedOutput(); err != nil {
		return "", fmt.Errorf("build: %w\n%s", err, text)
	}
	return program, nil
}

// Account is the operating system's account of finished processes, reading and writing included.
type Account struct {
	Seconds, CPU float64 // of wall and of all cores
	PeakKiB      int64   // resident memory
}

// Run runs a program to its end, which must be good, and adds it to the account.
func (a *Account) Run(program string, args ...string) error {
	_, err := a.Output(exec.Command(program, args...))
	return err
}

// Output runs a command to its end, adds it to the account and returns what it printed, or an error where the end is not good.
func (a *Account) Output(c *exec.Cmd) ([]byte, error) {
	start := time.Now()
	text, err := c.CombinedOutput()
	if c.ProcessState != nil {
		a.add(time.Since(start), c.ProcessState)
	}
	if err != nil {
		return nil, fmt.Errorf("%v: %w\n%s", c.Args[1:], err, text)
	}
	return text, nil
}

// Kill runs a program and kills it after a while. It reports whether the program had ended by then.
func (a *Account) Kill(after time.Duration, program string, args ...string) (ended bool, err error) {
	c := exec.Command(program, args...)
	start := time.Now()
	if err := c.Start(); err != nil {
		return false, err
	}
	timer := time.AfterFunc(after, func() { c.Process.Kill() })
	err = c.Wait()
	timer.Stop()
	a.add(time.Since(start), c.ProcessState)
	if status := c.ProcessState.Sys().(syscall.WaitStatus); status.Signaled() && status.Signal() == syscall.SIGKILL {
		return false, nil
	}
	return true, err
}

func (a *Account) add(wall time.Duration, state *os.ProcessState) {
	a.Seconds += wall.Seconds()
	a.CPU += (state.UserTime() + state.SystemTime()).Seconds()
	peak := state.SysUsage().(*syscall.Rusage).Maxrss
	if runtime.GOOS == "darwin" { // counts bytes, not KiB
		peak >>= 10
	}
	a.PeakKiB = max(a.PeakKiB, peak)
}

// Cells are the account in a row of a table, under AccountHead.
func (a *Account) Cells() []string {
	return []string{fmt.Sprintf("%.2f", a.Seconds), fmt.Sprintf("%.2f", a.CPU), strconv.FormatInt(a.PeakKiB>>10, 10)}
}

// Heads of the columns of an account and of a machine.
var (
	AccountHead = []string{"seconds", "cpu_seconds", "peak_mib"}
	MachineHead = []string{"commit", "go", "cpu", "cores"}
)

// Machine names the commit, the Go version, the processor and the number of cores, under MachineHead.
func Machine() []string {
	commit, _ := exec.Command("git", "rev-parse", "--short", "HEAD").Output()
	return []string{strings.TrimSpace(string(commit)), runtime.Version(), processor(), strconv.Itoa(runtime.NumCPU())}
}

func processor() string {
	text, _ := os.ReadFile("/proc/cpuinfo")
	for line := range strings.Lines(string(text)) {
		if name, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return runtime.GOARCH
}

// Write writes rows as CSV to a file, or to standard output where path is empty.
func Write(path string, rows [][]string) error {
	if path == "" {
		return csv.NewWriter(os.Stdout).WriteAll(rows)
	}
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := csv.NewWriter(f).WriteAll(rows); err != nil {
		return err
	}
	return f.Close()
}
