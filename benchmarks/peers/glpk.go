//go:build unix

package main

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
)

var (
	glpkVersion = regexp.MustCompile(`GLPSOL--(GLPK).* (\S+)`)
	glpkOptimum = regexp.MustCompile(`(?s).*obj = +(\S+) .*OPTIMAL (LP )?SOLUTION FOUND`)
	glpkNone    = regexp.MustCompile(`HAS NO (PRIMAL )?FEASIBLE SOLUTION`)
	glpkTime    = regexp.MustCompile(`Time used: +(\S+) secs`)
)

// parseGLPK reads what glpsol prints. It tells its time in tenths of a second: below that it is not known, 0.
func parseGLPK(text []byte) (a answer, err error) {
	if v := glpkVersion.FindSubmatch(text); v != nil {
		a.version = fmt.Sprintf("%s %s, time in tenths of a second", v[1], v[2])
	}
	switch o := glpkOptimum.FindSubmatch(text); {
	case o != nil:
		a.optimum = string(o[1])
	case glpkNone.Match(text):
		a.optimum = "infeasible"
	default:
		return a, fmt.Errorf("no optimum in %q", text)
	}
	took := glpkTime.FindSubmatch(text)
	if took == nil {
		return a, errors.New("glpsol tells no time")
	}
	seconds, err := strconv.ParseFloat(string(took[1]), 64)
	a.solve = seconds * 1000
	return a, err
}

// sameOptimum compares a whole number with one that may be told as GLPK does, with ten digits.
func sameOptimum(whole, other string) bool {
	if whole == other {
		return true
	}
	x, err := strconv.ParseInt(whole, 10, 64)
	return err == nil && fmt.Sprintf("%.9e", float64(x)) == other
}
