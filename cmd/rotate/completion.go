package main

import (
	"github.com/spf13/cobra"
)

var shells = []string{"bash", "zsh", "fish", "powershell"}

func newCompletion(con *console) *cobra.Command {
	return &cobra.Command{
		Use:       "completion bash|zsh|fish|powershell",
		Short:     con.voice.Say("command.completion"),
		Args:      exactly(1),
		ValidArgs: shells,
		RunE:      func(c *cobra.Command, args []string) error { return runCompletion(con, c.Root(), args[0]) },
	}
}

func runCompletion(con *console, root *cobra.Command, shell string) error {
	switch shell {
	case "bash":
		return root.GenBashCompletionV2(con.out, true)
	case "zsh":
		return root.GenZshCompletion(con.out)
	case "fish":
		return root.GenFishCompletion(con.out, true)
	case "powershell":
		return root.GenPowerShellCompletionWithDesc(con.out)
	}
	return oneOf("completion", shell, shells)
}
