package judge

import (
	"fmt"
	"path/filepath"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/model/table"
	"github.com/rotateplan/rotate/model/verify"
)

// judgeFolder judges the lists of a plan's folder and every claim it makes of them. Under another policy or on other
// tables its claims are not judged: they are not about those.
func judgeFolder(r Request) (*Verdict, error) {
	var c claims
	var certs certificates
	text, faults := readJSON(r.Path, planFile, &c)
	_, more := readJSON(r.Path, "certificate.json", &certs)
	if faults = append(faults, more...); len(faults) > 0 {
		return nil, faults
	}
	source := c.source(r.Path, r.Source)
	if faults := c.lost(source, r.Source); len(faults) > 0 {
		return nil, faults
	}
	v, err := prepare(source)
	if err != nil {
		return nil, err
	}
	v.Folder = true
	v.changed(&c, r.Source)
	if faults := v.readFolder(r.Path, c.Rotation.Status); len(faults.Bad()) > 0 {
		return nil, faults
	}
	v.recount()
	if v.Claimed = c.about(v.Input); !v.Claimed {
		return v, nil
	}
	v.hold("grouping", c.Grouping, v.Grouping, certs.Grouping, verify.GroupingBound)
	if v.Rotation != nil {
		v.hold("rotation", c.Rotation.claimed, v.Rotation, certs.Rotation, verify.RotationBound)
	}
	if err := v.retell(text, &c, &certs); err != nil {
		return nil, err
	}
	return v, v.tables(r.Path, v.plan(&c, &certs))
}

// readFolder reads the two lists of a folder; one that was not asked for is not there.
func (v *Verdict) readFolder(dir, rotation string) model.Faults {
	groups, faults := table.ReadLists(filepath.Join(dir, "groups.csv"), v.Input.County)
	v.Lists.Groups = groups.Groups
	if rotation != skipped {
		moves, more := table.ReadLists(filepath.Join(dir, "exchange.csv"), v.Input.County)
		v.Lists.Moves, faults = moves.Moves, append(faults, more...)
	}
	return faults
}

// hold holds the claims of one problem against its recount.
func (v *Verdict) hold(problem string, c claimed, a *verify.Account, cert model.Certificate, prove prover) {
	if c.Cost != a.Cost {
		v.claim("cost", problem, fmt.Sprint(c.Cost), fmt.Sprint(a.Cost))
	}
	if c.Status == given {
		return
	}
	proven, err := prove(v.Case, cert)
	switch {
	case err != nil:
		v.claim("certificate", problem, err.Error(), "")
	case c.Bound > proven || cert.Bound > proven:
		v.claim("bound", problem, fmt.Sprint(max(c.Bound, cert.Bound)), fmt.Sprint(proven))
	case c.Bound != cert.Bound:
		v.claim("bound", problem, fmt.Sprint(c.Bound), fmt.Sprint(cert.Bound))
	case c.Status == "optimal" && proven < a.Cost:
		v.claim("bound", problem, c.Status, fmt.Sprint(proven))
	}
}

func (v *Verdict) claim(what, where, found, wanted string) {
	v.Findings = append(v.Findings, Finding{Rule: what, Where: where, Found: found, Wanted: wanted})
}

// prover computes the bound a certificate proves.
type prover func(*rule.Case, model.Certificate) (model.Cost, error)
