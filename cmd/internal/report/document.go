package report

import (
	"slices"

	"github.com/rotateplan/rotate/cmd/internal/preflight"
	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/explain"
	"github.com/rotateplan/rotate/model/rule"
)

// Document is plan.json: keys and their order are a contract (formats.md section 4).
type Document struct {
	Version  string        `json:"version"`
	Relaxed  []rule.Change `json:"relaxed,omitempty"` // of the policy named, because no plan obeys that
	County   CountyDoc     `json:"county"`
	Year     int           `json:"year"`
	Horizon  int           `json:"horizon"` // years
	Policy   PolicyDoc     `json:"policy"`
	Data     DataDoc       `json:"data"`
	Seed     uint64        `json:"seed"`
	Effort   int           `json:"effort"`
	Grouping groupingDoc   `json:"grouping"`
	Rotation rotationDoc   `json:"rotation"`
	Circuit  *circuitDoc   `json:"itinerant,omitempty"` // nil where the policy knows no itinerant teachers
	Rules    []RuleDoc     `json:"rules"`
	Balance  []balance     `json:"balance"`
	Totals   Totals        `json:"totals"`
	Keep     *KeepDoc      `json:"keep,omitempty"`

	Understood *preflight.Sums `json:"understood"`
}

// CountyDoc is the county of a plan.
type CountyDoc struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

// PolicyDoc is the policy of a plan.
type PolicyDoc struct {
	Name   string `json:"name"`
	Path   string `json:"path,omitempty"`
	SHA256 string `json:"sha256"`

	Charges rule.Charges `json:"charges"` // the clauses by which cost and bound are charged
}

// DataDoc is the tables that a plan was made from.
type DataDoc struct {
	Path   string `json:"path"`
	SHA256 string `json:"sha256"`
	CRS    string `json:"crs,omitempty"`
}

// Outcome is how well a problem was solved; costs in metre-terms.
type Outcome struct {
	Status string     `json:"status"`
	Cost   model.Cost `json:"cost"`
	Bound  model.Cost `json:"bound"`
	Gap    float64    `json:"gap"`
}

type groupingDoc struct {
	Outcome
	Groups    []Group     `json:"groups"`
	Uncovered []uncovered `json:"uncovered"`
}

// Group is a core and the sections it leads.
type Group struct {
	Core    string   `json:"core"`
	Stage   string   `json:"stage"`
	Members []Member `json:"members"`
}

// Member is a section of a group.
type Member struct {
	School string       `json:"school"`
	Type   string       `json:"type"`
	Metres model.Metres `json:"metres"`
	Cost   model.Cost   `json:"cost"` // what bans and prices charge for this membership
	Stage  string       `json:"stage"`
}

// uncovered is a target in no group: the code of the reason, and the rule that refuses most often where one does.
type uncovered struct {
	School string `json:"school"`
	Stage  string `json:"stage"`
	Reason string `json:"reason"`
	Rule   string `json:"rule,omitempty"`

	id     model.SectionID
	answer explain.Answer
}

type rotationDoc struct {
	Outcome
	Terms      int          `json:"terms"`
	Moves      []Move       `json:"moves"`
	Returns    []comeback   `json:"returns"`
	Continuing []continuing `json:"continuing"`
	Itinerant  []itinerant  `json:"itinerant"`
	Wishes     wishesDoc    `json:"wishes"`
}

// Move is one line of the exchange list.
type Move struct {
	Teacher string       `json:"teacher"`
	From    string       `json:"from"`
	To      string       `json:"to"`
	Stage   string       `json:"stage"` // of the section she goes to
	Subject string       `json:"subject"`
	Kind    string       `json:"kind"`
	Start   string       `json:"start"` // month
	End     string       `json:"end"`   // month, included
	Metres  model.Metres `json:"metres"`
	Cost    model.Cost   `json:"cost"` // what bans and prices charge for this stay
	Equals  int          `json:"equals"`
	Reasons []string     `json:"reasons"`
	Wish    *int         `json:"wish,omitempty"` // rank of the school among her wishes, from 1; 0 not among them
}

// wishesDoc is what became of the wishes of those who are eligible or sent, in people, and the posts for which somebody was
// passed over.
type wishesDoc struct {
	Granted       []int      `json:"granted"` // by rank of the best wish granted
	Elsewhere     int        `json:"elsewhere"`
	Home          int        `json:"home"`
	PassedOver    []reasoned `json:"passed_over"` // the most first
	Equal         int        `json:"equal"`       // posts for which the rules rank both alike
	WithoutReason []envy     `json:"without_reason"`
}

// reasoned is a rule and the posts for which it ranks the holder higher.
type reasoned struct {
	Rule  string `json:"rule"`
	Posts int    `json:"posts"`
}

// envy is a post for which a teacher was passed over though the rules rank its holder lower.
type envy struct {
	Teacher string     `json:"teacher"`
	Wish    int        `json:"wish"` // rank, from 1
	School  string     `json:"school"`
	Stage   string     `json:"stage"`
	Subject string     `json:"subject"`
	Kind    string     `json:"kind"`
	Holder  string     `json:"holder"`
	Saves   model.Cost `json:"saves"` // if the two changed places
}

type comeback struct {
	Teacher string `json:"teacher"`
	From    string `json:"from"`
	To      string `json:"to"`
}

type continuing struct {
	Teacher string `json:"teacher"`
	At      string `json:"at"`
	Until   string `json:"until"` // month; "" open
}

// itinerant is a trip of a term.
type itinerant struct {
	Teacher string       `json:"teacher"`
	From    string       `json:"from"`
	To      string       `json:"to"`
	Subject string       `json:"subject"`
	Periods int          `json:"periods"` // per week
	Metres  model.Metres `json:"metres"`
	Stage   string       `json:"stage"` // of the section she goes to
	Term    model.Term   `json:"term"`
}

// circuitDoc is how well itinerant teaching was planned under the list. Its cost is what ways cost and what periods that are
// still lacking cost, at the weight of periods beyond full loads, over all terms.
type circuitDoc struct {
	Outcome
	Travel model.Cost `json:"travel"` // of the cost, what ways cost
	Saving model.Cost `json:"saving"` // what the periods given would cost if they were lacking, less travel
}

// RuleDoc is the line of one rule. Price is that of its dearest quota: metre-terms for one unit more.
type RuleDoc struct {
	Name       string     `json:"name"`
	Mode       string     `json:"mode"`
	Quotas     int        `json:"quotas"`
	Violations int64      `json:"violations"` // units
	Cost       model.Cost `json:"cost"`
	Price      model.Cost `json:"price"`
	Source     string     `json:"source"`
	Layer      string     `json:"layer"` // the policy that set it
}

// balance is one indicator of one stage, before and after the new moves.
type balance struct {
	Indicator string  `json:"indicator"`
	Stage     string  `json:"stage"`
	Before    float64 `json:"before"`
	After     float64 `json:"after"`
	Limit     float64 `json:"limit"`
}

// Totals sum up the first year of a plan: people, targets in groups, travel, and what lessons are lacking.
type Totals struct {
	Eligible          int          `json:"eligible"`
	Movers            int          `json:"movers"`
	BackboneMovers    int          `json:"backbone_movers"`
	Trainees          int          `json:"trainees"`
	FirstPosts        int          `json:"first_posts,omitempty"` // of new hires who are not eligible, so no movers
	TravelMetres      model.Metres `json:"travel_metres"`
	ShortageBefore    int64        `json:"shortage_before"` // periods per week
	ShortageAfter     int64        `json:"shortage_after"`
	ShortageIncurable int64        `json:"shortage_incurable"`
	ShortageItinerant int64        `json:"shortage_itinerant"` // what of ShortageAfter itinerant teachers give
	CoveredTargets    int          `json:"covered_targets"`
	Targets           int          `json:"targets"`
	Wished            int          `json:"wished"` // who name wishes and are eligible or sent
	Granted           int          `json:"granted"`
	GrantedFirst      int          `json:"granted_first"`
	PassedOver        int          `json:"passed_over"`
	WithoutReason     int          `json:"without_reason"` // of them
}

// Planned reports whether a problem was solved, or its solution given.
func (o *Outcome) Planned() bool { return o.Status != Skipped }

// Proven reports whether an outcome has a bound.
func (o *Outcome) Proven() bool { return o.Planned() && o.Status != Given }

// Whole reports whether a document says all of itself that a comparison needs.
func (d *Document) Whole() bool {
	return !slices.Contains([]string{d.Version, d.County.Code, d.Policy.SHA256, d.Data.SHA256, d.Grouping.Status, d.Rotation.Status}, "") &&
		d.Year > 0
}
