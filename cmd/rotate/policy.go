package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

func newPolicy(con *console) *cobra.Command {
	policy := &cobra.Command{Use: "policy list|show|check|schema", Short: con.voice.Say("command.policy")}
	policy.Args, policy.RunE = cobra.ArbitraryArgs, group
	policy.AddCommand(
		&cobra.Command{Use: "list", Short: con.voice.Say("command.policy-list"), Args: exactly(0),
			RunE: func(*cobra.Command, []string) error { return runPolicyList(con) }},
		&cobra.Command{Use: "show NAME", Short: con.voice.Say("command.policy-show"), Args: exactly(1), ValidArgs: rule.Presets(),
			RunE: func(_ *cobra.Command, args []string) error { return runPolicyShow(con, args[0]) }},
		&cobra.Command{Use: "check FILE", Short: con.voice.Say("command.policy-check"), Args: exactly(1),
			RunE: func(_ *cobra.Command, args []string) error { return runPolicyCheck(con, args[0]) }},
		&cobra.Command{Use: "schema", Short: con.voice.Say("command.policy-schema"), Args: exactly(0),
			RunE: func(*cobra.Command, []string) error { return runPolicySchema(con) }},
	)
	return policy
}

func runPolicyList(con *console) error {
	for _, name := range rule.Presets() {
		p, bad := rule.LoadPolicy(name)
		if len(bad.Bad()) > 0 {
			return bad
		}
		inForce := 0
		for i := range p.Clauses {
			if p.Clauses[i].Mode != model.Off {
				inForce++
			}
		}
		fmt.Fprintln(con.out, con.voice.Say("command.policy-line", "Name", fmt.Sprintf("%-26s", name), "Rules", inForce))
	}
	return nil
}

// runPolicyShow prints a policy with every value it takes from elsewhere, as a policy file: what it prints means the same.
func runPolicyShow(con *console, name string) error {
	p, bad := rule.LoadPolicy(name)
	if len(bad.Bad()) > 0 {
		return bad
	}
	fmt.Fprintf(con.out, "name: %q\nclauses:\n", p.Name)
	for i := range p.Clauses {
		fmt.Fprint(con.out, clauseYAML(con, &p.Clauses[i]))
	}
	return nil
}

func clauseYAML(con *console, k *model.Clause) string {
	var b strings.Builder
	r := rule.Find(k.Rule)
	says := r.Says
	if con.voice.Lang == "zh" {
		says = r.SaysZh
	}
	fmt.Fprintf(&b, "  # %s: %s\n  %s:\n", r.Title, says, k.Rule)
	fmt.Fprintf(&b, "    mode: %q # %s\n    weight: %d # %s\n", k.Mode, k.From["mode"], k.Weight, k.From["weight"])
	if k.Firm {
		fmt.Fprintf(&b, "    relax: never # %s\n", k.From["relax"])
	}
	for _, q := range k.Soften {
		fmt.Fprintf(&b, "    soften: %q\n", q)
	}
	for i := range r.Params {
		p := &r.Params[i]
		fmt.Fprintf(&b, "    %s: %s # %s\n", p.Name, p.Text(k.Args[p.Name]), k.From[p.Name])
	}
	fmt.Fprintf(&b, "    source: %q # %s\n", k.Source, k.Layer)
	return b.String()
}

func runPolicyCheck(con *console, file string) error {
	p, found := rule.LoadPolicy(file)
	if len(found.Bad()) > 0 {
		return found
	}
	con.warn(found)
	fmt.Fprintln(con.out, con.voice.Say("command.policy-good", "Name", p.Name, "SHA256", p.SHA256))
	return nil
}

func runPolicySchema(con *console) error {
	_, err := con.out.Write(rule.Schema())
	return err
}
