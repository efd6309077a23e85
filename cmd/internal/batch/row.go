package batch

import (
	"slices"
	"strconv"

	"github.com/rotateplan/rotate/cmd/internal/input"
	"github.com/rotateplan/rotate/cmd/internal/report"
	"github.com/rotateplan/rotate/model"
)

// pending is the exit code of a county that is not done: none.
const pending = -1

// Row tells how one county ended.
type Row struct {
	County string `json:"county"`
	Status string `json:"status"` // the worse of the two problems' statuses; or no-list, no-plan, infeasible, faults, error, pending
	Exit   int    `json:"exit"`   // as plan would have ended; -1 pending
	Figures
	Faults   int    `json:"faults"`           // and warnings
	Policy   string `json:"policy"`           // SHA-256
	Data     string `json:"data"`             // SHA-256
	Reason   string `json:"reason"`           // of a failure: a code and a place, an error, or in both languages a conflict
	Expected string `json:"expected"`         // at that place, in both languages
	Groups   string `json:"groups,omitempty"` // of a plan: planned or given
	Kept     string `json:"kept,omitempty"`   // whether --keep holds its list: yes or no; not of its record
}

// Figures are what counties add up. Cost and Bound are those of groups and list together. The list's bound is one on the
// groups it was planned on; groups that were given rather than planned bind the plan, so their cost is also their bound.
type Figures struct {
	Cost           model.Cost `json:"cost"`
	Bound          model.Cost `json:"bound"`
	Eligible       int64      `json:"eligible"`
	Movers         int64      `json:"movers"`
	Backbone       int64      `json:"backbone_movers"`
	Uncovered      int64      `json:"uncovered"`       // target sections in no group
	ShortageBefore int64      `json:"shortage_before"` // periods a week
	ShortageAfter  int64      `json:"shortage_after"`
}

func (f *Figures) add(g *Figures) {
	f.Cost += g.Cost
	f.Bound += g.Bound
	f.Eligible += g.Eligible
	f.Movers += g.Movers
	f.Backbone += g.Backbone
	f.Uncovered += g.Uncovered
	f.ShortageBefore += g.ShortageBefore
	f.ShortageAfter += g.ShortageAfter
}

var figureHeads = []string{"cost", "bound", "gap", "eligible", "movers", "share", "backbone_share", "uncovered", "shortage_before", "shortage_after"}

func (f *Figures) cells() []string {
	whole := func(n int64) string { return strconv.FormatInt(n, 10) }
	return []string{whole(int64(f.Cost)), whole(int64(f.Bound)), part(int64(f.Cost-f.Bound), max(1, int64(f.Cost))), whole(f.Eligible),
		whole(f.Movers), part(f.Movers, f.Eligible), part(f.Backbone, f.Movers), whole(f.Uncovered), whole(f.ShortageBefore), whole(f.ShortageAfter)}
}

// part is a share to six decimals, 0 of nothing.
func part(n, of int64) string {
	if of == 0 {
		n, of = 0, 1
	}
	return strconv.FormatFloat(float64(n)/float64(of), 'f', 6, 64)
}

// stopped is the status of a problem that a limit ended.
const stopped = "stopped"

// worse orders the statuses of problems that were solved.
var worse = []string{"optimal", "gap", "effort", stopped}

// readRow reads the row of a plan from its folder.
func readRow(dir string) (Row, error) {
	d, err := report.ReadDocument(dir)
	if err != nil {
		return Row{}, err
	}
	n := &d.Totals
	row := Row{County: d.County.Code, Status: worse[0], Policy: d.Policy.SHA256, Data: d.Data.SHA256, Figures: Figures{
		Eligible: int64(n.Eligible), Movers: int64(n.Movers), Backbone: int64(n.BackboneMovers), Uncovered: int64(n.Targets - n.CoveredTargets),
		ShortageBefore: n.ShortageBefore, ShortageAfter: n.ShortageAfter}}
	switch {
	case d.Grouping.Proven():
		row.Groups = "planned"
		row.join(d.Grouping.Status, d.Grouping.Cost, d.Grouping.Bound)
	case d.Grouping.Status == report.Given:
		row.Groups = report.Given
		row.Cost, row.Bound = d.Grouping.Cost, d.Grouping.Cost
	}
	if d.Rotation.Proven() {
		row.join(d.Rotation.Status, d.Rotation.Cost, d.Rotation.Bound)
	}
	return row, nil
}

// read enters the hashes of what could be read of an input.
func (r *Row) read(in *input.Input) {
	if in == nil {
		return
	}
	r.Data = in.SHA256
	if in.Policy != nil {
		r.Policy = in.Policy.SHA256
	}
}

// join adds a problem that was solved.
func (r *Row) join(status string, cost, bound model.Cost) {
	r.Cost, r.Bound = r.Cost+cost, r.Bound+bound
	if slices.Index(worse, status) > slices.Index(worse, r.Status) {
		r.Status = status
	}
}
