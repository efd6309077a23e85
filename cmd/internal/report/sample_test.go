package report

import (
	"testing"

	"github.com/rotateplan/rotate/cmd/internal/sample"
	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/verify"
)

// samplePlan is the plan of the sample county, proven to one metre-term.
func samplePlan(t *testing.T) *Plan {
	t.Helper()
	c, g, r := sample.Solved(t)
	p := &Plan{Version: "test", DataPath: "sample", DataSHA256: "0", Case: c, Grouping: g, Rotation: r,
		Groups:   Verdict{Status: "optimal", Account: verify.Grouping(c, g)},
		Moves:    Verdict{Status: "gap", Account: verify.Rotation(c, r)},
		Warnings: model.Faults{{Code: "no-place", File: "学校.csv", Row: 3, Column: "纬度", Found: "", Expected: "度 / degrees", Remedy: "补上 / fill it in", Warn: true}},
		Run:      Run{Seconds: 1.5, Threads: 2, Ended: "gap"}}
	p.Groups.Bound = p.Groups.Account.Cost
	p.Moves.Bound = p.Moves.Account.Cost - 1
	p.Moves.Certificate = model.Certificate{Bound: p.Moves.Bound,
		Prices: []model.QuotaPrice{{Quota: p.Moves.Account.Quotas[0].Key, Lower: 1500}}}
	return p
}
