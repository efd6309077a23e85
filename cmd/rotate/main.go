// Command rotate plans school groups and the yearly exchange of teachers of a county, and proves how good its plans are.
// Each subcommand has its own file: an options struct, a constructor, and a run function.
package main

import (
	"context"
	"os"
)

func main() {
	ctx, stop := interruptible(context.Background())
	code := run(ctx, os.Args[1:], console{out: os.Stdout, err: os.Stderr})
	stop()
	os.Exit(code)
}
