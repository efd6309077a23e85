package main

import (
	"fmt"
	"runtime"

	"github.com/spf13/cobra"

	"github.com/rotateplan/rotate/cmd/internal/job"
)

func newVersion(con *console) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: con.voice.Say("command.version"),
		Args:  exactly(0),
		RunE:  func(*cobra.Command, []string) error { return runVersion(con) },
	}
}

func runVersion(con *console) error {
	_, err := fmt.Fprintf(con.out, "rotate %s %s %s/%s\n", job.Version, runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}
