package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/rotateplan/rotate/cmd/internal/input"
)

// speakHelp makes help speak the language of the voice throughout.
func (c *console) speakHelp(root *cobra.Command) {
	say := c.voice.Say
	root.PersistentFlags().BoolP("help", "h", false, say("flag.help"))
	root.SetUsageFunc(func(x *cobra.Command) error {
		_, err := fmt.Fprint(x.OutOrStdout(), c.usage(x))
		return err
	})
	root.SetHelpCommand(&cobra.Command{Use: "help", Short: say("command.help"), RunE: func(x *cobra.Command, args []string) error {
		of, rest, err := root.Find(args)
		if err != nil || len(rest) > 0 {
			return unknownCommand(root, strings.Join(args, " "))
		}
		return of.Help()
	}})
}

// usage says how a command is written: its line, its subcommands, its flags.
func (c *console) usage(x *cobra.Command) string {
	say := c.voice.Say
	text := say("help.usage", "Line", c.voice.Pick(useLine(x))) + "\n"
	if x.HasAvailableSubCommands() {
		text += "\n" + say("help.commands") + "\n"
		for _, sub := range x.Commands() {
			text += fmt.Sprintf("  %-*s %s\n", x.NamePadding(), sub.Name(), sub.Short)
		}
	}
	text += "\n" + say("help.flags") + "\n" + input.FlagUsages(x.LocalFlags(), c.voice)
	if inherited := x.InheritedFlags(); inherited.HasFlags() {
		text += input.FlagUsages(inherited, c.voice)
	}
	if x.HasAvailableSubCommands() {
		text += "\n" + say("help.more", "Command", x.CommandPath()) + "\n"
	}
	return text
}

// useLine is the line of a command, "中文 / English".
func useLine(x *cobra.Command) string {
	line, flags := strings.CutSuffix(x.UseLine(), " [flags]")
	if !flags {
		return line
	}
	return line + " [选项] / " + line + " [options]"
}
