//go:build unix

package main

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/rotateplan/rotate/benchmarks/measure"
)

// code is a program that solves problems.
type code struct {
	name    string
	command []string // fileArgument stands for the path of the problem
	stdin   bool     // reads the problem from standard input
	ours    bool
	must    bool          // its failure fails the run
	grace   time.Duration // over the limit, for codes that keep it themselves
	read    func(text []byte) (answer, error)
}

const fileArgument = "{file}"

// answer is what a code printed. The bound is that of an integer program, whose optimum is that of the plan found.
type answer struct {
	optimum, bound, version string
	setup, solve            float64 // ms; setup, of the code's own copy of the problem, may be a part of solve
}

// absence is why a code is not measured.
type absence struct{ name, reason string }

// ours are the algorithms of this module, by their names in benchmarks/mcf.
func ours(scratch, algorithms string) (all []*code, err error) {
	program, err := measure.Build(scratch, "benchmarks/mcf")
	for a := range strings.SplitSeq(algorithms, ",") {
		all = append(all, &code{name: "rotate " + a, command: []string{program, "-algorithm", a, fileArgument}, ours: true, must: true, read: parse})
	}
	return all, err
}

// byHand is a code named by NAME=COMMAND.
func byHand(text string) (*code, error) {
	name, command, _ := strings.Cut(text, "=")
	fields := strings.Fields(command)
	if name == "" || len(fields) == 0 {
		return nil, fmt.Errorf("%q: want NAME=COMMAND", text)
	}
	return &code{name: name, command: fields, stdin: true, read: parse}, nil
}

// installed looks for other min-cost-flow codes on this machine. The flags are those that the compiler gets; the table shows them.
func installed(scratch, flags string) (all []*code, absent []absence) {
	lemon, err := compileLemon(scratch, flags)
	if err != nil {
		absent = append(absent, absence{"LEMON", err.Error()})
	} else {
		for _, solver := range []string{"simplex", "altering", "cost", "capacity"} {
			all = append(all, &code{name: "LEMON " + solver, command: []string{lemon, solver}, stdin: true, read: parse})
		}
	}
	if path, err := exec.LookPath("glpsol"); err != nil {
		absent = append(absent, absence{"GLPK", "not installed"})
	} else {
		all = append(all, &code{name: "GLPK", command: []string{path, "--mincost", fileArgument}, read: parseGLPK})
	}
	return all, absent
}

//go:embed drivers/lemon.cc
var lemonDriver []byte

func compileLemon(scratch, flags string) (string, error) {
	compiler, err := exec.LookPath("g++")
	if err != nil {
		return "", errors.New("no g++ to compile its driver")
	}
	source, program := filepath.Join(scratch, "lemon.cc"), filepath.Join(scratch, "lemon")
	if err := os.WriteFile(source, lemonDriver, 0o600); err != nil {
		return "", err
	}
	args := append(strings.Fields(flags), "-std=c++17", "-DFLAGS="+strconv.Quote(flags), "-o", program, source)
	if text, err := exec.Command(compiler, args...).CombinedOutput(); err != nil {
		first, _, _ := strings.Cut(string(text), "\n")
		return "", fmt.Errorf("its driver does not compile: %s", first)
	}
	return program, nil
}

// parse reads the lines "s OPTIMUM", "c solve 12.3 ms", and, where there are any, "c setup 1.2 ms" and "c version TEXT".
func parse(text []byte) (a answer, err error) {
	for line := range bytes.Lines(text) {
		kind, rest, _ := strings.Cut(strings.TrimSpace(string(line)), " ")
		word, value, _ := strings.Cut(rest, " ")
		switch {
		case kind == "s":
			a.optimum = rest
		case kind == "c" && word == "version":
			a.version = value
		case kind == "c" && word == "setup":
			a.setup, err = milliseconds(value)
		case kind == "c" && word == "solve":
			a.solve, err = milliseconds(value)
		}
		if err != nil {
			return a, err
		}
	}
	if a.optimum == "" || a.solve == 0 {
		return a, fmt.Errorf(`want lines "s OPTIMUM" and "c solve 12.3 ms", got %q`, text)
	}
	return a, nil
}

func milliseconds(text string) (float64, error) {
	number, ok := strings.CutSuffix(text, " ms")
	if !ok {
		return 0, fmt.Errorf("%q: want a time as 12.3 ms", text)
	}
	return strconv.ParseFloat(number, 64)
}
