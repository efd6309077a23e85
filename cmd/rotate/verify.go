package main

import (
	"github.com/spf13/cobra"

	"github.com/rotateplan/rotate/cmd/internal/judge"
)

func newVerify(con *console) *cobra.Command {
	var o judge.Options
	c := &cobra.Command{
		Use:   "verify DIR|LIST.csv|LIST.xlsx",
		Short: con.voice.Say("command.verify"),
		Args:  exactly(1),
		RunE:  func(_ *cobra.Command, args []string) error { return runVerify(con, args[0], o) },
	}
	o.Bind(c.Flags(), con.voice)
	return c
}

// runVerify judges a plan or a list.
func runVerify(con *console, path string, o judge.Options) error {
	con.json = o.Format == "json"
	return judge.Run(path, o, con.out, con.voice)
}
