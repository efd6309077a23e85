package report

import (
	"github.com/rotateplan/rotate/cmd/internal/preflight"
	"github.com/rotateplan/rotate/cmd/internal/say"
	"github.com/rotateplan/rotate/cmd/internal/wording"
	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/model/verify"
)

// Plan is one finished job: what was solved, what the judge says of it, and how the run went.
type Plan struct {
	Version    string // of the program
	DataPath   string // as the user named it
	DataSHA256 string
	CRS        string        // datum of coordinates that do not say it, as the user named it
	Keep       Keep          // the list that was kept
	PolicyPath string        // of a policy file, as the user named it; "" a preset
	Relaxed    []rule.Change // of the policy, because no plan obeyed it as it was
	Policy     *model.Policy // as it was
	Seed       uint64
	Effort     int // deterministic work budget asked for; 0 = what suits the size

	Case     *rule.Case // with the groups of Grouping, and with Rotation where Trips were asked for
	Grouping model.Grouping
	Rotation model.Rotation // sorted by teacher and first term
	Circuit  model.Circuit  // sorted by teacher, term and section
	Groups   Verdict        // on Grouping
	Moves    Verdict        // on Rotation
	Trips    Verdict        // on Circuit
	Equals   []int          // by stay: among how many equal teachers she was drawn; nil = all alone

	Warnings model.Faults
	Run      Run

	told *digest // what all that is told of the plan is made from; nil until then, from when on no field changes
}

// Keep names a list that was kept; the list itself is in the county. The zero value names none.
type Keep struct {
	Path   string // as the user named it
	SHA256 string
}

// Verdict is what the judge says of one of the problems. The zero value means it was not asked.
type Verdict struct {
	Status      string         // optimal, gap, effort, stopped, given …
	Account     verify.Account // its cost is the cost of the plan
	Bound       model.Cost     // proven by Certificate
	Certificate model.Certificate
}

// Statuses of a problem that was not solved.
const (
	Given   = "given"   // a grouping the job did not plan: it has a cost and no bound
	Skipped = "skipped" // not asked for
)

// Run is what may differ between equal runs.
type Run struct {
	Seconds    float64 `json:"seconds"`
	PeakMemory int64   `json:"peak_memory"` // bytes; 0 unknown
	Threads    int     `json:"threads"`
	Ended      string  `json:"ended"` // what ended the search

	Read *preflight.Understood `json:"read,omitempty"` // of which files
	Book string                `json:"plan_xlsx"`      // SHA-256 of plan.xlsx as it was written
}

// Asked reports whether the problem was part of the job.
func (v *Verdict) Asked() bool { return v.Status != "" }

// Gap returns (cost − bound) / max(1, cost).
func (v *Verdict) Gap() float64 {
	return float64(v.Account.Cost-v.Bound) / float64(max(1, v.Account.Cost))
}

func (p *Plan) equals(stay int) int {
	if stay < len(p.Equals) {
		return p.Equals[stay]
	}
	return 1
}

// relaxed says on top of a plan what of the policy it was relaxed in; "" nothing.
func (p *Plan) relaxed(v say.Voice) string {
	if len(p.Relaxed) == 0 {
		return ""
	}
	return v.Say("relax.top", "Changes", wording.Changes(p.Case.County, p.Policy, p.Relaxed, v))
}
