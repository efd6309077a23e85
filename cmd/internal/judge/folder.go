package judge

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rotateplan/rotate/cmd/internal/report"
	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/model/table"
	"github.com/rotateplan/rotate/model/verify"
)

// judgeFolder judges the lists of a plan's folder and every claim it makes of them. Under another policy or on other
// tables its claims are not judged: they are not about those.
func judgeFolder(r Request) (*Verdict, error) {
	var c claims
	var certs Certificates
	text, faults := readJSON(r.Path, planFile, &c)
	_, more := readJSON(r.Path, "certificate.json", &certs)
	if faults = append(faults, more...); len(faults) > 0 {
		return nil, faults
	}
	source := c.source(r.Path, r.Source)
	if faults := c.lost(source, r.Source); len(faults) > 0 {
		return nil, faults
	}
	v, err := prepare(source, c.Relaxed)
	if err != nil {
		return nil, err
	}
	v.Folder, v.Certificates = true, certs
	v.changed(&c, r.Source)
	if faults := v.readFolder(r.Path, c.Rotation.Status); len(faults.Bad()) > 0 {
		return nil, faults
	}
	v.readTrips(c.Rotation.Trips)
	v.recount()
	if v.Claimed = c.about(v.Input); !v.Claimed {
		return v, nil
	}
	v.holdGrouping(c.Grouping, certs.Grouping)
	v.holdRotation(c.Rotation, certs.Rotation)
	v.holdCircuit(c.Circuit, certs.Circuit)
	plan := v.plan(&c, &certs)
	if err := v.retell(text, plan); err != nil {
		return nil, err
	}
	return v, v.tables(r.Path, plan)
}

// readFolder reads the two lists of a folder; moves that were not asked for need not be there.
func (v *Verdict) readFolder(dir, rotation string) model.Faults {
	groups, faults := table.ReadLists(filepath.Join(dir, "groups.csv"), v.Input.County)
	v.Lists.Groups = groups.Groups
	if rotation != report.Skipped || exists(filepath.Join(dir, "exchange.csv")) {
		moves, more := table.ReadLists(filepath.Join(dir, "exchange.csv"), v.Input.County)
		v.Lists.Moves, faults = moves.Moves, append(faults, more...)
	}
	if rotation == report.Skipped && len(v.moves().Stays) == 0 {
		v.Lists.Moves = nil
	}
	return faults
}

// holdGrouping holds the claims of the grouping; groups that were given claim no bound.
func (v *Verdict) holdGrouping(c claimed, cert model.Certificate) {
	if c.Status == report.Given {
		v.unproven("grouping", c, cert)
		return
	}
	v.hold("grouping", c, v.Grouping, cert, verify.GroupingBound)
}

// holdRotation holds the claims of the rotation; one that was skipped has no moves and claims no bound.
func (v *Verdict) holdRotation(c claimedRun, cert model.Certificate) {
	if v.Rotation == nil {
		v.unproven("rotation", c.claimed, cert)
		return
	}
	v.hold("rotation", c.claimed, v.Rotation, cert, verify.RotationBound)
	v.holdEquals(c)
}

// holdEquals demands that each mover was drawn from at least herself and at most all who teach her subject and may go.
func (v *Verdict) holdEquals(c claimedRun) {
	var most [model.Subjects]int
	for i := range v.Case.County.Teachers {
		var offered [model.Subjects]bool
		v.Case.Stays(model.TeacherID(i), nil, func(s model.Stay) { offered[s.Subject] = true })
		for x := range most {
			if offered[x] {
				most[x]++
			}
		}
	}
	stays := v.moves().Stays
	for i, m := range c.Moves[:min(len(c.Moves), len(stays))] {
		if n := most[stays[i].Subject]; m.Equals < 1 || m.Equals > n {
			v.claim("claim", fmt.Sprintf("rotation.moves[%d].equals", i), fmt.Sprint(m.Equals), fmt.Sprintf("1–%d", n))
		}
	}
}

// unproven demands that a problem nobody solved claims no bound and has an empty certificate.
func (v *Verdict) unproven(problem string, c claimed, cert model.Certificate) {
	if c.Bound != 0 || cert.Bound != 0 || len(cert.Prices) > 0 || cert.Branch != nil {
		v.claim("bound", problem, c.Status, fmt.Sprint(max(c.Bound, cert.Bound)))
	}
}

// hold holds the claims of a problem that was solved against what its certificate proves.
func (v *Verdict) hold(problem string, c claimed, a *verify.Account, cert model.Certificate, prove prover) {
	if !slices.Contains(solved, c.Status) {
		v.claim("claim", problem+".status", c.Status, strings.Join(solved, ", "))
	}
	proven, err := prove(v.Case, cert)
	switch {
	case err != nil:
		v.claim("certificate", problem, err.Error(), "")
	case c.Bound > proven || cert.Bound > proven:
		v.claim("bound", problem, fmt.Sprint(max(c.Bound, cert.Bound)), fmt.Sprint(proven))
	case c.Bound != cert.Bound:
		v.claim("bound", problem, fmt.Sprint(c.Bound), fmt.Sprint(cert.Bound))
	case c.Status == optimal && proven != a.Cost:
		v.claim("bound", problem, c.Status, fmt.Sprint(proven))
	}
}

func (v *Verdict) claim(what, where, found, wanted string) {
	v.Findings = append(v.Findings, Finding{Rule: what, Where: where, Found: found, Wanted: wanted})
}

// prover computes the bound a certificate proves.
type prover func(*rule.Case, model.Certificate) (model.Cost, error)
