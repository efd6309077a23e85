//go:build unix

package main

import (
	"fmt"
	"math"
	"os"
	"strings"
)

// resident reads a line such as VmRSS of what Linux says of this process, in bytes; NaN where there is no such account.
func resident(name string) float64 {
	text, _ := os.ReadFile("/proc/self/status")
	for line := range strings.Lines(string(text)) {
		var kib float64
		if _, err := fmt.Sscanf(line, name+": %f kB", &kib); err == nil {
			return 1024 * kib
		}
	}
	return math.NaN()
}

// resetPeak lets VmHWM begin anew at VmRSS, as proc(5) says of the number 5.
func resetPeak() {
	_ = os.WriteFile("/proc/self/clear_refs", []byte("5"), 0)
}
