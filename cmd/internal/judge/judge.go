// Package judge tells whether a finished plan is what it says: it reads the lists of a plan, or lists somebody made by
// hand, recounts every rule from the tables (model/verify), computes what the certificate proves, and holds every figure
// of plan.json against what it found. It imports no solver.
package judge

import (
	"os"

	"github.com/rotateplan/rotate/cmd/internal/input"
	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/model/table"
	"github.com/rotateplan/rotate/model/verify"
)

// Request names what is to be judged.
type Request struct {
	Path   string       // folder of a plan, or a list
	Source input.Source // what it was made from; for a folder, what differs from what the folder names; without Groups those of today count
}

// Verdict is what the judge found. Nothing found means that everything holds.
type Verdict struct {
	Input    *input.Input
	Case     *rule.Case // with the groups, and the moves
	Lists    table.Lists
	Trips    model.Circuit   // of a folder
	Grouping *verify.Account // nil: not judged
	Rotation *verify.Account
	Circuit  *verify.Account
	Findings []Finding
	Folder   bool         // the lists came in the folder of a plan, with claims
	Claimed  bool         // the claims were judged too
	Doubts   model.Faults // about lists made by hand: what was read otherwise than it may have been meant

	Certificates Certificates  // of a folder
	policy       *model.Policy // as it was before the plan relaxed it
}

// Finding is one thing that does not hold: a broken rule, or a claim that a recount does not bear out.
type Finding struct {
	Rule   string // a rule's name; or "walk", "list", "claim", "cost", "bound", "certificate", "data", "policy"
	Where  string // key of a quota or an atom, or where in a file
	Units  int64  // of violation; 0 where nothing is counted
	Quota  *verify.QuotaLine
	Found  string
	Wanted string
}

// Judge judges a folder or a list. Its error is model.Faults, or an error of ours.
func Judge(r Request) (*Verdict, error) {
	info, err := os.Stat(r.Path)
	switch {
	case err != nil:
		return nil, model.Faults{{Code: "no-plan", File: r.Path, Found: r.Path,
			Expected: "方案文件夹或名单 / the folder of a plan, or a list", Remedy: input.Unread(err)}}
	case info.IsDir():
		return judgeFolder(r)
	}
	return judgeList(r)
}

// judgeList judges lists without claims.
func judgeList(r Request) (*Verdict, error) {
	v, err := prepare(r.Source, nil)
	if err != nil {
		return nil, err
	}
	lists, faults := table.ReadLists(r.Path, v.Input.County)
	if r.Source.Groups != "" {
		given, more := table.ReadLists(r.Source.Groups, v.Input.County)
		lists.Groups, faults = given.Groups, append(faults, more...)
	}
	if len(faults.Bad()) > 0 || r.Source.Strict && len(faults) > 0 {
		return nil, faults
	}
	v.Lists, v.Doubts = lists, faults
	v.recount()
	return v, nil
}

// prepare reads what the lists were made from.
func prepare(s input.Source, relaxed []rule.Change) (*Verdict, error) {
	in, faults := input.Read(s)
	if len(faults.Bad()) > 0 {
		return nil, faults
	}
	was := in.Policy
	if milder := rule.Changed(was, relaxed); milder != nil && len(relaxed) > 0 {
		in.Policy = milder
	}
	c, err := rule.NewCase(in.County, in.Policy, 1)
	if err != nil {
		return nil, err
	}
	return &Verdict{Input: in, Case: c, policy: was}, nil
}

// recount counts the rules of the lists that are there. Moves without groups are judged under the groups of today.
func (v *Verdict) recount() {
	groups := v.Lists.Groups
	if groups != nil {
		account := verify.Grouping(v.Case, *groups)
		v.Grouping = &account
		v.note(&account)
	} else {
		today := v.Input.County.Groups()
		groups = &today
	}
	v.Case = v.Case.WithGrouping(*groups)
	if v.Lists.Moves != nil {
		account := verify.Rotation(v.Case, *v.Lists.Moves)
		v.Rotation = &account
		v.note(&account)
		v.Case = v.Case.WithRotation(*v.Lists.Moves)
	}
	if v.Lists.Moves != nil && v.Folder && len(v.Case.TripLaw()) > 0 {
		account := verify.Circuit(v.Case, v.Trips)
		v.Circuit = &account
		v.note(&account)
	}
}

// note enters what an account found broken.
func (v *Verdict) note(account *verify.Account) {
	quotas := map[string]*verify.QuotaLine{}
	for i := range account.Quotas {
		quotas[account.Quotas[i].Key] = &account.Quotas[i]
	}
	for _, b := range account.Broken {
		v.Findings = append(v.Findings, Finding{Rule: b.Rule, Where: b.Where, Units: b.Units, Quota: quotas[b.Where]})
	}
}

// part is one problem judged.
type part struct {
	problem string
	account *verify.Account
}

func (v *Verdict) parts() []part {
	var parts []part
	for _, x := range []part{{"grouping", v.Grouping}, {"rotation", v.Rotation}, {"itinerant", v.Circuit}} {
		if x.account != nil {
			parts = append(parts, x)
		}
	}
	return parts
}

// moves returns the moves judged, none where there are none.
func (v *Verdict) moves() model.Rotation {
	if v.Lists.Moves == nil {
		return model.Rotation{}
	}
	return *v.Lists.Moves
}
