package model

import (
	"fmt"
	"strings"
)

// Faults is all that is wrong with an input: an error that loses nothing.
type Faults []Fault

// Error lists the faults, one a line.
func (f Faults) Error() string {
	lines := make([]string, len(f))
	for i := range f {
		lines[i] = f[i].String()
	}
	return strings.Join(lines, "\n")
}

// Bad returns the faults that are more than warnings.
func (f Faults) Bad() Faults {
	var bad Faults
	for _, x := range f {
		if !x.Warn {
			bad = append(bad, x)
		}
	}
	return bad
}

// String writes a fault as file:sheet:row:column: code: found, expected, remedy.
func (f Fault) String() string {
	place := f.File
	if f.Sheet != "" {
		place += "[" + f.Sheet + "]"
	}
	if f.Row > 0 {
		place += fmt.Sprintf(":%d", f.Row)
	}
	if f.Column != "" {
		place += ":" + f.Column
	}
	return fmt.Sprintf("%s: %s: found %q, expected %s; %s", place, f.Code, f.Found, f.Expected, f.Remedy)
}
