package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/rotateplan/rotate/cmd/internal/input"
	"github.com/rotateplan/rotate/cmd/internal/preflight"
	"github.com/rotateplan/rotate/cmd/internal/say"
	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// console is where a command speaks: answers on out, everything else on err.
type console struct {
	out, err io.Writer
	voice    say.Voice
	json     bool   // one JSON document on out and nothing else
	folder   string // asked for with --out

	understood *preflight.Understood // of the tables of a plan
}

// interruptible returns a context that the first interrupt cancels; the second one ends the process at once.
func interruptible(parent context.Context) (context.Context, context.CancelFunc) {
	ctx, stop := signal.NotifyContext(parent, os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	return ctx, stop
}

// run executes one command line and returns its exit code.
func run(ctx context.Context, args []string, con console) int {
	con.voice = say.In(say.Asked(args))
	root := newRoot(&con)
	root.SetArgs(args)
	root.SetOut(con.out)
	root.SetErr(con.err)
	return con.finish(root.ExecuteContext(ctx))
}

func newRoot(con *console) *cobra.Command {
	root := &cobra.Command{Use: "rotate", Short: con.voice.Say("command.rotate"), SilenceErrors: true, SilenceUsage: true}
	root.PersistentFlags().String("lang", say.Languages[0], con.voice.Say("flag.lang"))
	root.PersistentPreRunE = func(c *cobra.Command, _ []string) error {
		return oneOf("--lang", c.Flag("lang").Value.String(), say.Languages)
	}
	root.Args, root.RunE = cobra.ArbitraryArgs, group
	root.CompletionOptions.DisableDefaultCmd = true
	con.speakHelp(root)
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return model.Faults{input.BadFlag(err, c.Flags(), c.CommandPath())}
	})
	root.AddCommand(newPlan(con), newBatch(con), newCompare(con), newExplain(con), newVerify(con), newConvert(con), newInit(con), newGenerate(con),
		newPolicy(con), newVersion(con), newCompletion(con))
	return root
}

// misuse is the fault of arguments too many or too few.
func misuse(c *cobra.Command, found string) error {
	return model.Faults{input.Usage(c.CommandPath(), found, useLine(c), input.SeeHelp(c.CommandPath()))}
}

// unknownCommand is the fault of a word that is no command of c.
func unknownCommand(c *cobra.Command, word string) error {
	var names []string
	for _, sub := range c.Commands() {
		names = append(names, sub.Name())
	}
	return model.Faults{input.Usage(c.CommandPath(), word, strings.Join(names, ", "), rule.DidYouMean(word, names))}
}

// group runs a command that only has subcommands: help, or a fault for a word that is none.
func group(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return c.Help()
	}
	return unknownCommand(c, args[0])
}

// exactly demands so many arguments.
func exactly(n int) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) != n {
			return misuse(c, strings.Join(args, " "))
		}
		return nil
	}
}

func oneOf(flag, value string, words []string) error {
	if slices.Contains(words, value) {
		return nil
	}
	return model.Faults{input.Usage(flag, value, strings.Join(words, ", "), "写其中之一 / write one of them")}
}
