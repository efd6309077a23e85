package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/rotateplan/rotate/cmd/internal/folder"
	"github.com/rotateplan/rotate/cmd/internal/input"
	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/model/table"
)

func newInit(con *console) *cobra.Command {
	return &cobra.Command{
		Use:   "init DIR",
		Short: con.voice.Say("command.init"),
		Args:  exactly(1),
		RunE:  func(_ *cobra.Command, args []string) error { return runInit(con, args[0]) },
	}
}

// The files of a folder to start from.
const (
	formsFile  = "data.xlsx"
	policyFile = "policy.yaml"
)

// runInit writes a workbook to be filled in and a policy to be changed into a new folder, whole or not at all.
func runInit(con *console, dir string) error {
	if bad := free(dir, table.CSV); len(bad) > 0 {
		bad[0].Column = "DIR"
		return bad
	}
	policy, err := con.policyForm()
	if err != nil {
		return err
	}
	var forms bytes.Buffer
	if err := table.WriteForms(&forms, con.guide(), table.Forms()); err != nil {
		return err
	}
	err = folder.Whole(folder.Resolved(dir), func(fresh string) error { // only their owner may read the files: they will hold personal data
		return errors.Join(os.Mkdir(fresh, 0o755), os.WriteFile(filepath.Join(fresh, formsFile), forms.Bytes(), 0o600),
			os.WriteFile(filepath.Join(fresh, policyFile), policy, 0o600))
	})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(con.out, con.voice.Say("command.inited", "Forms", filepath.Join(dir, formsFile),
		"Policy", filepath.Join(dir, policyFile), "Dir", dir))
	return err
}

// guide is the first sheet of the workbook: how to fill it in, and all columns.
func (c *console) guide() *table.Sheet {
	s := &table.Sheet{Name: "说明", Header: make([]string, 6)}
	for _, line := range strings.Split(c.voice.Say("init.guide", "Mark", table.ExampleMark), "\n") {
		s.Rows = append(s.Rows, []string{line})
	}
	s.Rows = append(s.Rows, nil, strings.Split(c.voice.Say("init.columns"), "|"))
	for _, form := range table.Forms() {
		for _, x := range form.Fields {
			must := ""
			if x.Must {
				must = c.voice.Say("init.must")
			}
			s.Rows = append(s.Rows, []string{form.Name, x.Header, x.Key, must, x.Unit, strings.Join(x.Words, "、")})
		}
	}
	return s
}

// policyForm is a policy that says what the default one says, and of every rule how to say something else.
func (c *console) policyForm() ([]byte, error) {
	p, bad := rule.LoadPolicy(input.DefaultPolicy)
	if len(bad.Bad()) > 0 {
		return nil, bad
	}
	var b strings.Builder
	b.WriteString(c.voice.Say("init.policy", "Extends", p.Name) + "\n")
	for i := range p.Clauses {
		b.WriteString(c.clauseForm(&p.Clauses[i]))
	}
	if _, bad := rule.ParsePolicy(policyFile, []byte(b.String())); len(bad.Bad()) > 0 {
		return nil, fmt.Errorf("the policy to start from: %w", bad)
	}
	return []byte(b.String()), nil
}

// clauseForm is a clause in force, left out by the mark before it.
func (c *console) clauseForm(k *model.Clause) string {
	r := rule.Find(k.Rule)
	says := r.Says
	if c.voice.Lang == "zh" {
		says = r.SaysZh
	}
	return fmt.Sprintf("\n  # %s: %s\n  # %s\n", r.Title, says, rule.Inline(k, true))
}
