package main

import (
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/rotateplan/rotate/cmd/internal/answer"
	"github.com/rotateplan/rotate/cmd/internal/job"
	"github.com/rotateplan/rotate/cmd/internal/judge"
	"github.com/rotateplan/rotate/solver"
)

func newExplain(con *console) *cobra.Command {
	var o judge.Options
	var again bool
	c := &cobra.Command{
		Use:   "explain DIR teacher ID [SCHOOL] | school ID | rule NAME | pair CORE MEMBER",
		Short: con.voice.Say("command.explain"),
		Args:  cobra.ArbitraryArgs,
		RunE:  func(c *cobra.Command, args []string) error { return runExplain(c, con, args, o, again) },
	}
	f := c.Flags()
	f.StringVar(&o.Data, "data", "", con.voice.Say("flag.data"))
	f.StringVar(&o.Policy, "policy", "", con.voice.Say("flag.policy"))
	f.BoolVar(&again, "again", false, con.voice.Say("flag.again"))
	f.StringVar(&o.Format, "format", "text", con.voice.Say("flag.format"))
	return c
}

// runExplain answers a question about a plan that the judge bears out.
func runExplain(c *cobra.Command, con *console, args []string, o judge.Options, again bool) error {
	con.json = o.Format == "json"
	if err := oneOf("--format", o.Format, []string{"text", "json"}); err != nil {
		return err
	}
	if len(args) < 2 {
		return misuse(c, strings.Join(args, " "))
	}
	q := answer.Question{Kind: args[1], About: args[2:]}
	words, known := answer.Kinds[q.Kind]
	if !known {
		return oneOf(c.CommandPath(), q.Kind, []string{"teacher", "school", "rule", "pair"})
	}
	if len(q.About) < words[0] || len(q.About) > words[1] || slices.Contains(q.About, "") {
		return misuse(c, strings.Join(args, " "))
	}
	v, err := judge.Judge(judge.Request{Path: args[0], Source: o.Source})
	if err != nil {
		return err
	}
	if o.Policy != "" && !v.Claimed {
		return answer.Unclean(args[0])
	}
	if len(v.Findings) > 0 {
		io.WriteString(con.err, v.Text(con.voice))
		return judge.ErrRefused
	}
	desk, err := answer.Open(v)
	if err != nil {
		return err
	}
	if again {
		desk.Again = job.Again(c.Context(), solver.Options{})
	}
	a, err := desk.Ask(q, con.voice)
	if err != nil {
		return err
	}
	if con.json {
		return con.document(a)
	}
	_, err = io.WriteString(con.out, a.Text())
	return err
}
