// Command rotate-verify is the judge alone: it tells whether a finished plan, or a list made by hand, obeys every rule
// and is as good as it claims. No solver is built into it.
package main

import (
	"os"

	"github.com/rotateplan/rotate/cmd/internal/judge"
)

func main() { os.Exit(judge.Main(os.Args[1:], os.Stdout, os.Stderr)) }
